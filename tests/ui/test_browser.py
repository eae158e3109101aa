"""The app in a real browser: what a person does, and what must never happen."""

import json
import re
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.store.making import act, findings
from tests.ui.conftest import HOSTILE, HOSTILE_HEADING, ROOT, hostile_act, served

pytestmark = pytest.mark.browser

SETTLED = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  return app && app.getAttribute('data-test-script-state') === 'notRunning'
    && document.querySelector('.mb-title') && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]');
}"""
CONTEXTS = {}


class Visit:
    """A page that notes every request that leaves this machine."""

    def __init__(self, page, base):
        self.page, self.base = page, base

    def open(self, path="/"):
        self.page.goto(self.base + path)
        return self.settle()

    def settle(self):
        self.page.wait_for_function(SETTLED, timeout=60_000)
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return self

    def until(self, text):
        """Wait for an effect first: right after a click the state is still the old one."""
        self.page.get_by_text(text).first.wait_for(timeout=30_000)
        return self.settle()

    def until_url(self, pattern):
        self.page.wait_for_url(re.compile(pattern), timeout=30_000)
        return self.settle()

    def until_selected(self, place, shown):
        """Wait until list and detail show a finding."""
        script = """([place, shown]) => {
          const find = (selector) => [...document.querySelectorAll('*')].map((e) => e.shadowRoot?.querySelector(selector)).find(Boolean);
          return find('[aria-selected=true] .place')?.textContent === place && find('.detail h3')?.textContent === shown;
        }"""
        self.page.wait_for_function(script, arg=[place, shown], timeout=30_000)
        return self.settle()

    @property
    def count(self):
        return int(re.sub(r"\D", "", self.page.locator(".mb-count b").inner_text()))

    @property
    def selected(self):
        return self.page.locator("[role=option][aria-selected=true] .place").inner_text()

    @property
    def shown(self):
        return self.page.locator(".detail h3").inner_text()


@contextmanager
def visit(browser, base, width=1280, height=900, scheme="light"):
    key = (width, height, scheme)
    if key not in CONTEXTS:  # kept, so that the scripts of Streamlit are loaded once
        CONTEXTS[key] = browser.new_context(
            viewport={"width": width, "height": height}, locale="de-DE", color_scheme=scheme
        )
    page = CONTEXTS[key].new_page()
    outside, errors = [], []

    def gate(route):
        url = route.request.url
        if url.startswith((base, "data:", "blob:")):
            route.continue_()
        else:
            outside.append(url)
            route.abort()

    page.route("**/*", gate)
    page.on("pageerror", lambda error: errors.append(str(error)))
    try:
        yield Visit(page, base)
        assert [] == outside, "the app asked for something outside"
        assert [] == errors
    finally:
        page.close()


def test_filter_open_reload_and_back(browser, app):
    with visit(browser, app) as at:
        at.open()
        everything = at.count
        at.page.get_by_text(re.compile("Im Text gelöst")).first.click()
        at.until_url("status=resolved")

        assert 0 < at.count < everything
        at.page.get_by_role("option").nth(2).click()
        at.until_url("befund=")
        url, place, shown = at.page.url, at.selected, at.shown
        assert place.split()[0] in shown
        at.page.keyboard.press("ArrowDown")  # the list keeps the focus
        at.page.wait_for_function("url => location.href !== url", arg=url)
        at.settle()
        assert shown != at.shown

        at.page.go_back()
        at.page.wait_for_function("url => location.href === url", arg=url)
        at.until_selected(place, shown)
        filtered = at.count
        at.page.goto("about:blank")
        at.page.goto(url)
        at.settle().until_selected(place, shown)
        assert filtered == at.count


def test_keys_step_over_pages(browser, app):
    with visit(browser, app) as at:
        at.open("/?gesetz=LangG&seite=2")
        first = at.selected
        at.page.keyboard.press("k")
        at.until_url(r"befund=\w+")

        assert first != at.selected
        assert "seite" not in at.page.url  # back on page 1
        at.page.keyboard.press("j")
        at.until_url("seite=2")
        assert first == at.selected


def test_search_field_finds_places_and_words(browser, app):
    with visit(browser, app) as at:
        at.open()
        field = at.page.get_by_label("Suche in Wortlaut und Fundstelle")
        field.click()
        at.page.keyboard.type("§ 3 Muster05G jk", delay=15)  # j and k in a field are letters
        at.until_url("q=")
        at.until("Kein Befund passt")
        field.fill("§ 3 Muster05G")
        at.until_url("q=%C2%A7\\+3\\+Muster05G$")
        at.page.locator(".mb-count").wait_for()

        assert all(
            text.startswith("§\xa03 ") and text.endswith("Muster05G")
            for text in at.page.locator("[role=option] .place").all_inner_texts()
        )
        assert at.count == len(
            [
                f
                for f in findings(act("Muster05G", 4))
                if f.unit == "§ 3" and f.type not in {"discretion", "repeated_proof"}
            ]
        )


def test_table_view_shows_the_same_page(browser, app):
    with visit(browser, app) as at:
        at.open("/?gesetz=Muster05G")
        count = at.count
        at.page.get_by_text("Tabelle", exact=True).click()
        at.until_url("ansicht=tabelle")
        at.page.get_by_test_id("stDataFrame").wait_for()

        assert count == at.count


def test_download_holds_the_filtered_list(browser, app, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    with visit(browser, app) as at:
        at.open("/?gesetz=Muster05G&status=open")
        count = at.count
        at.page.get_by_role("button", name="Herunterladen").click()
        files = {}
        for name, label in (("xlsx", "Excel-Datei"), ("csv", "CSV-Datei"), ("jsonl", "JSON-Zeilen")):
            with at.page.expect_download() as download:
                at.page.get_by_role("button", name=label).click()
            files[name] = tmp_path / download.value.suggested_filename
            download.value.save_as(files[name])

    sheet = openpyxl.load_workbook(files["xlsx"]).worksheets[0]
    assert count == sheet.max_row - 1
    assert count == len(files["csv"].read_text("utf-8-sig").splitlines()) - 1
    lines = [json.loads(line) for line in files["jsonl"].read_text("utf-8").splitlines()]
    assert count == len(lines)
    assert {("Muster05G", "open")} == {(line["law"], line["status"]) for line in lines}


def test_hostile_text_stays_text(browser, app):
    one = findings(hostile_act())[0]
    with visit(browser, app) as at:
        for path in (f"/?befund={one.fingerprint}&gesetz={hostile_act().id}", f"/gesetz?befund={one.fingerprint}"):
            at.open(path)
            detail = at.page.locator(".detail")
            detail.locator("mark").wait_for()

            assert HOSTILE in detail.locator("blockquote").inner_text()
            assert HOSTILE_HEADING in detail.locator(".heading").inner_text().replace("\xa0", " ")
            assert at.page.evaluate("() => window.hacked") is None
            assert 0 == at.page.locator(".katex, a[href^='javascript'], img[src='x']").count()
            body = at.page.locator("body").inner_text()
            assert "<i>BöseG</i>" in body
        text = at.page.locator(".text section")
        assert HOSTILE in text.inner_text()
        assert HOSTILE_HEADING in text.inner_text().replace("\xa0", " ")
        assert "Gesetz <script>window.hacked=4</script> über $z$ **Texte**" in body


def test_act_shows_lists_marks_and_what_was_not_read(browser, app):
    with visit(browser, app) as at:
        at.open("/gesetz?gesetz=Muster05G&profil=all")
        section = at.page.locator(".text section").first

        assert ["1.", "a)", "b)", "2."] == section.locator(".line.item > span:first-child").all_inner_texts()
        assert at.page.get_by_text("Abschnitt 1 Verfahren").count() >= 2  # in the contents and in the text
        at.page.keyboard.press("j")
        at.until_url("befund=")
        assert 1 == at.page.locator("mark.current").count()
        assert "1 von" in at.page.locator(".at").inner_text()
        at.page.get_by_role("button", name="Nächster Befund").click()
        at.page.wait_for_function("old => !location.href.endsWith(old)", arg=at.page.url[-16:])
        at.settle()
        assert "2 von" in at.page.locator(".at").inner_text()
        at.page.get_by_text(re.compile("Nicht gelesen: .*1 Teil ohne Text")).click()
        at.until("Was hier steht, hat die Prüfung nicht beurteilt.")


def test_long_act_comes_in_parts_and_stepping_crosses_them(browser, app):
    with visit(browser, app) as at:
        at.open("/gesetz?gesetz=LangG&teil=2")
        assert at.page.locator(".text section").count() < 450
        at.page.locator(".contents button", has_text="§\xa07 ").first.click()
        at.page.wait_for_url(re.compile("teil=1"))
        at.settle()
        at.page.wait_for_function(
            "() => [...document.querySelectorAll('*')].some(e => e.shadowRoot?.querySelector('button[data-at=\"6\"][aria-current]'))"
        )
        at.page.get_by_role("button", name="Nächster Befund").click()
        at.until_url(r"befund=\w+")

        assert "LangG" in at.shown


def test_reading_a_finding_in_its_act_and_linking_to_it(browser, app):
    with visit(browser, app) as at:
        at.open("/?gesetz=Muster07G")
        at.page.get_by_role("option").nth(9).click()
        at.until_url("befund=")
        shown = at.shown
        at.page.get_by_role("button", name="Im Gesetz lesen").click()
        at.until_url("/gesetz\\?.*befund=")
        current = at.page.locator("mark.current")
        current.wait_for()

        assert shown == at.shown
        box, pane = current.bounding_box(), at.page.locator(".text").bounding_box()
        assert pane["y"] <= box["y"] <= pane["y"] + pane["height"]


def upload(at, *paths):
    at.page.get_by_role("button", name="Datei prüfen").click()
    at.page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([str(path) for path in paths])


def test_upload_is_scanned_and_leaves_no_trace_in_the_address(browser, app, tmp_path):
    sample = next((ROOT / "corpus").glob("*.xml"), None)
    if sample is None:
        pytest.skip("no sample statutes")
    with visit(browser, app) as at:
        at.open("/?gesetz=Muster05G")
        upload(at, sample)
        at.until(f"Hochgeladen: {sample.name}")
        at.page.get_by_role("option").nth(1).click()
        at.page.locator(".detail").wait_for()
        at.settle()

        assert at.count > 0
        assert at.page.url.rstrip("/") == app
        at.page.get_by_role("link", name="Gesetz").click()
        at.page.locator(".text section").first.wait_for()
        assert at.page.url == f"{app}/gesetz"
        at.page.get_by_role("button", name="Hochgeladene Datei schließen").click()
        at.until("Bestand befunde.db")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("notiz.xml", b"kein XML", "keine XML-Datei"),
        ("leer.xml", b"", "leer"),
        ("seite.xml", b"<html><p>x</p></html>", "unbekanntes Format"),
        ("halb.xml", b"<dokumente><norm>", "halb.xml"),
        ("gross.xml", b"x" * (21 * 1024 * 1024), "größer als 20 MB"),
        ("leer.zip", b"PK\x05\x06" + bytes(18), "leer.zip"),
    ],
)
def test_bad_upload_gets_one_clear_line(browser, app, tmp_path, name, content, says):
    file = tmp_path / name
    file.write_bytes(content)
    with visit(browser, app) as at:
        at.open()
        upload(at, file)
        problem = at.page.locator(".mb-error")
        problem.wait_for(timeout=30_000)
        text = problem.inner_text()

        assert says in text
        assert "Traceback" not in at.page.locator("body").inner_text()
        assert "\n" not in text


def test_english_by_link_and_by_choice(browser, app):
    with visit(browser, app) as at:
        at.open("/?lang=en")
        assert "Findings" == at.page.locator(".mb-title").inner_text()
        assert "en" == at.page.evaluate("() => document.documentElement.lang")
        at.page.get_by_role("button", name="Settings").click()
        at.page.get_by_text("Deutsch").click()
        at.until("Suche in Wortlaut")
        assert "lang" not in at.page.url
        assert "de" == at.page.evaluate("() => document.documentElement.lang")


def test_links_that_lead_nowhere_say_so(browser, app):
    with visit(browser, app) as at:
        at.open("/?befund=0123456789abcdef&gesetz=KeinG&seite=9999&typ=unsinn&status=x")
        at.until("Der Befund 0123456789abcdef aus dem Link ist in diesem Bestand nicht enthalten.")
        at.until("Das Gesetz „KeinG“ aus dem Link ist in diesem Bestand nicht enthalten.")


@pytest.mark.parametrize(("width", "height", "scheme"), [(1280, 900, "light"), (1920, 1080, "dark")])
def test_pictures(browser, app, tmp_path, width, height, scheme):
    """Pictures to look at; checked here only: nothing is wider than the window, no two panes overlap."""
    with visit(browser, app, width, height, scheme) as at:
        for name, path in (("befunde", "/"), ("gesetz", "/gesetz?gesetz=Muster05G&profil=all")):
            at.open(path)
            at.page.screenshot(path=tmp_path / f"{name}_{width}_{scheme}.png")

            assert at.page.evaluate("() => document.documentElement.scrollWidth") <= width
        left, right = at.page.locator(".act").bounding_box(), at.page.locator(".text").bounding_box()
        assert left["x"] < right["x"] < right["x"] + right["width"] <= left["x"] + left["width"] + 1


def test_starts_on_the_sample_statutes(browser, chromium):
    if not list((ROOT / "corpus").glob("*.xml")):
        pytest.skip("no sample statutes")
    with served({}, ROOT / "analyzer" / "ui" / "main.py") as base, visit(browser, base) as at:
        at.open()
        at.until("Noch kein Bestand geladen. Die Mustergesetze werden angezeigt.")

        assert at.count > 0


def test_store_that_is_no_store(browser, chromium, tmp_path):
    file = tmp_path / "notiz.db"
    file.write_text("kein Bestand")
    with served({"MEDIENBRUCH_DB": str(file)}, ROOT / "app.py") as base, visit(browser, base) as at:
        at.open()

        assert "kein Bestand von medienbruch" in at.page.locator(".mb-error").inner_text()
        assert Path(__file__).parent.as_posix() not in at.page.locator("body").inner_text()
