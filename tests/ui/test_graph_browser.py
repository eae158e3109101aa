"""The graph page in a real browser: a lawyer types a citation, clicks, grows, filters, reloads."""

import json
import sys
import time
from urllib.parse import quote

import pytest

from tests.ui.graph_law import HOSTILE, HOSTILE_HEADING
from tests.ui.test_browser import SETTLED, visit

pytestmark = pytest.mark.browser

HUB = "/verweisgraph?start=%C2%A7+1+HubG"
COUNT = """(more) => {
  let dots = 0;
  for (const node of document.querySelectorAll('*')) dots += node.shadowRoot?.querySelectorAll('.dot').length ?? 0;
  return dots > more;
}"""
PAINT_LIMIT = 20
"""Seconds; the aim is 2.5, machines that run tests are slow and shared: the time is printed."""


def drawn(at, more=0):
    at.page.wait_for_function(COUNT, arg=more, timeout=60_000)
    return at.settle()


def places(at):
    """Where each node lies in the picture, and where on the screen."""
    dots = at.page.locator(".dot")
    return dots.evaluate_all("nodes => Object.fromEntries(nodes.map(n => [n.dataset.id, n.getAttribute('transform')]))")


def dot(at, name):
    return at.page.locator(f'.dot[data-id="{name}"] .body')


def title(at):
    return at.page.locator(".norm h3").inner_text().replace("\xa0", " ")


def test_from_a_citation_to_a_grown_picture_and_back_by_its_link(browser, graph_app):
    with visit(browser, graph_app) as at:
        at.open("/verweisgraph")
        drawn(at)
        at.page.get_by_label("Start").fill("§ 4 HubG")
        at.page.keyboard.press("Enter")
        at.until_url("start=")
        at.page.locator('.dot[data-id="DOC-HubG § 5"]').wait_for()
        at.settle()
        assert "§ 4 HubG" == title(at)
        before = places(at)
        assert {"DOC-HubG § 4", "DOC-HubG § 5", "DOC-NabV § 1"} == set(before)

        dot(at, "DOC-HubG § 5").click()
        at.until_url("vorschrift=")
        at.page.locator(".norm h3", has_text="§\xa05 HubG").wait_for()
        assert "§ 6 gilt entsprechend." in at.page.locator(".norm .text").inner_text()
        assert before == places(at)

        dot(at, "DOC-HubG § 5").click()
        at.until_url("offen=")
        drawn(at, len(before))
        after = places(at)
        assert {"DOC-HubG § 6"} == set(after) - set(before)
        assert before == {node: after[node] for node in before}

        url = at.page.url
        at.page.goto("about:blank")
        at.page.goto(url)
        drawn(at, len(before))
        assert after == places(at)
        assert "§ 5 HubG" == title(at)
        assert 1 == at.page.locator('.dot.chosen[data-id="DOC-HubG § 5"]').count()


def test_key_and_button_bring_twelve_more(browser, graph_app):
    with visit(browser, graph_app) as at:
        at.open(HUB)
        drawn(at, 12)
        at.until("535 Nachbarn. Die 12 mit der größten Reichweite werden gezeigt.")
        at.page.get_by_role("button", name="Weitere 12").click()
        at.until("535 Nachbarn. Die 24 mit der größten Reichweite werden gezeigt.")
        drawn(at, 24)
        at.page.keyboard.press("n")
        at.until("535 Nachbarn. Die 36 mit der größten Reichweite werden gezeigt.")
        assert 37 == at.page.locator(".dot").count()
        at.page.get_by_role("button", name="Nachbarn ausblenden").click()
        at.until("535 Nachbarn. Die 12 mit der größten Reichweite werden gezeigt.")


def test_filter_by_reason_and_direction(browser, graph_app):
    with visit(browser, graph_app) as at:
        at.open("/verweisgraph?start=%C2%A7+4+HubG")
        drawn(at, 2)
        at.page.get_by_text("hinaus", exact=True).click()
        at.until_url("richtung=hinaus")
        at.page.locator('.dot[data-id="DOC-NabV § 1"]').wait_for(state="detached")
        at.settle()
        assert {"DOC-HubG § 4", "DOC-HubG § 5"} == set(places(at))
        at.page.goto(at.page.url + "&typ=enabling")
        at.page.get_by_text("Keine Verweise gefunden.").wait_for()
        at.settle()
        assert {"DOC-HubG § 4"} == set(places(at))


def test_table_and_panel_lead_to_provisions(browser, graph_app):
    with visit(browser, graph_app) as at:
        at.open("/verweisgraph?start=%C2%A7+4+HubG")
        drawn(at, 2)
        table = at.page.get_by_role("table")
        assert ["Von", "Grund", "Nach", "Worte"] == table.get_by_role("columnheader").all_inner_texts()
        assert "wendet an" in table.inner_text()
        table.get_by_role("button", name="§\xa05 HubG").first.click()
        at.page.locator(".norm h3", has_text="§\xa05 HubG").wait_for()
        at.settle()
        at.page.get_by_role("link", name="§ 6", exact=True).click()  # in the text: not in the picture yet
        at.page.locator('.dot.chosen[data-id="DOC-HubG § 6"]').wait_for()
        at.settle()
        at.page.get_by_role("tab", name="Reichweite").click()
        assert "werden von 2 Vorschriften in 1 Gesetz herangezogen" in at.page.locator(".norm").inner_text()
        at.page.get_by_role("tab", name="Befunde").click()
        at.page.get_by_role("button", name="Befund öffnen").first.click()
        at.until_url("befund=")
        assert "§ 6" in at.shown.replace("\xa0", " ")


def test_path_search_and_keyboard(browser, graph_app):
    with visit(browser, graph_app) as at:
        at.open("/verweisgraph?start=%C2%A7+4+HubG&bis=%C2%A7+6+HubG")
        drawn(at, 2)
        at.until("Kürzester Weg über 2 Verweise")
        field = at.page.get_by_role("combobox", name="Im Bild suchen")
        field.fill("§ 6")
        field.press("Enter")
        at.page.locator('.dot.chosen[data-id="DOC-HubG § 6"]').wait_for()
        at.until_url("vorschrift=DOC-HubG")
        at.page.locator('.dot[data-id="DOC-HubG § 6"]').focus()
        at.page.keyboard.press("ArrowLeft")
        at.page.keyboard.press("Enter")
        at.page.locator(".norm h3", has_text="§\xa05 HubG").wait_for()
        at.settle()


def test_picture_and_data_can_be_taken_along(browser, graph_app, tmp_path):
    with visit(browser, graph_app) as at:
        at.open("/verweisgraph?start=%C2%A7+4+HubG")
        drawn(at, 2)
        files = {}
        for name, label in (("svg", "Bild"), ("graphml", "Daten")):
            with at.page.expect_download() as download:
                at.page.get_by_role("button", name=label).click()
            files[name] = tmp_path / download.value.suggested_filename
            download.value.save_as(files[name])

    assert "§\xa04 HubG" in files["svg"].read_text("utf-8")
    assert "wendet an" in files["graphml"].read_text("utf-8")


@pytest.mark.parametrize(
    ("start", "said", "zitate"),
    [
        ("§ 6 HubG", "1 Befund in den 2 Vorschriften im Bild.", {"§ 6 Abs. 1 Satz 1 HubG"}),
        ("HubG", "Befunde im Gesetz HubG.", {"§ 1 Abs. 1 Satz 1 HubG", "§ 6 Abs. 1 Satz 1 HubG"}),
    ],
    ids=["provisions", "act"],
)
def test_download_holds_the_findings_of_what_is_in_the_picture(browser, graph_app, tmp_path, start, said, zitate):
    with visit(browser, graph_app) as at:
        at.open(f"/verweisgraph?start={quote(start)}")
        button = at.page.get_by_role("button", name="Herunterladen (")
        number = int(button.inner_text().rpartition("(")[2].partition(")")[0])
        button.click()
        at.page.get_by_text(said).wait_for()
        with at.page.expect_download() as download:
            at.page.get_by_role("button", name="JSON-Zeilen").click()
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)

    held = [json.loads(line)["zitat"] for line in file.read_text("utf-8").splitlines()]
    assert number == len(held)
    assert zitate <= set(held)
    assert start == "HubG" or zitate == set(held)


def test_hostile_text_stays_text(browser, graph_app):
    with visit(browser, graph_app) as at:
        at.open("/verweisgraph?start=%C2%A7+2+HubG")
        drawn(at, 1)
        assert HOSTILE in at.page.locator(".norm .text").inner_text()
        assert HOSTILE_HEADING in at.page.locator(".norm .heading").inner_text()
        at.open("/verweisgraph?start=%3Cscript%3Ewindow.hacked%3D4%3C/script%3E")
        at.until("<script>window.hacked=4</script>")

        assert at.page.evaluate("() => window.hacked") is None
        assert 0 == at.page.locator(".katex, a[href^='javascript'], img[src='x']").count()


def test_from_a_finding_to_the_graph_and_to_the_act(browser, graph_app):
    with visit(browser, graph_app) as at:
        at.open("/?gesetz=HubG")
        at.page.get_by_role("button", name="Im Verweisgraph zeigen").click()
        at.until_url(r"verweisgraph\?start=[0-9a-f]{16}")
        drawn(at, 12)
        assert "§ 1 HubG" == title(at)
        at.page.get_by_role("button", name="Im Gesetz lesen").click()
        at.until_url("/gesetz")
        at.page.locator('.text section[data-at="0"]').wait_for()


def test_overview_opens_an_act_and_a_part(browser, graph_app):
    with visit(browser, graph_app) as at:
        at.open("/verweisgraph")
        drawn(at, 1)
        assert "Hier anfangen" == title(at)
        dot(at, "DOC-HubG").click()
        at.page.locator(".norm h3", has_text="HubG").wait_for()
        at.settle()
        dot(at, "DOC-HubG").click()
        at.until_url("start=HubG")
        at.page.locator('.dot[data-id="DOC-HubG Abschnitt 1"]').wait_for()
        at.settle()
        at.page.locator(".norm .cite", has_text="§\xa01 HubG").first.click()
        at.until_url(r"start=%C2%A7\+1\+HubG")


def test_five_hundred_nodes(browser, graph_app, capsys):
    with visit(browser, graph_app) as at:
        at.open("/verweisgraph")
        drawn(at)
        url = HUB + "&offen=" + "~".join(["DOC-HubG+%C2%A7+1"] * 41)
        times = []
        for _ in range(2):  # cold: worked out; warm: kept
            begun = time.perf_counter()
            at.page.goto(graph_app + url)
            drawn(at, 499)
            times.append(time.perf_counter() - begun)
        with capsys.disabled():
            sys.stdout.write(f"\n500 nodes painted and settled in {times[0]:.1f} s, again in {times[1]:.1f} s\n")

        assert 500 == at.page.locator(".dot").count()
        assert min(times) < PAINT_LIMIT
        begun = time.perf_counter()
        at.page.get_by_role("button", name="Alles zeigen").click()
        at.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert time.perf_counter() - begun < PAINT_LIMIT


@pytest.mark.parametrize(("width", "height", "scheme"), [(1280, 900, "light"), (1920, 1080, "dark")])
def test_pictures(browser, graph_app, tmp_path, width, height, scheme):
    with visit(browser, graph_app, width, height, scheme) as at:
        for name, path in (("start", HUB), ("afar", "/verweisgraph")):
            at.open(path)
            drawn(at, 1)
            at.page.screenshot(path=tmp_path / f"graph_{name}_{width}_{scheme}.png")

            assert at.page.evaluate("() => document.documentElement.scrollWidth") <= width
            assert at.page.evaluate(SETTLED)


def test_english(browser, graph_app):
    with visit(browser, graph_app) as at:
        at.open(HUB + "&lang=en")
        drawn(at, 12)
        body = at.page.locator("body").inner_text()

        assert "Reference graph" in body
        assert "535 neighbours" in body
        assert {"applies mutatis mutandis"} == set(at.page.locator(".reason").all_text_contents())
