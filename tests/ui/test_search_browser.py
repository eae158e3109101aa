"""Search, solutions and families in a real browser: a lawyer types, filters, opens a place, comes back by a link."""

import json
import re

import pytest

from tests.store.making import act, findings
from tests.ui.conftest import HOSTILE, HOSTILE_HEADING, hostile_act
from tests.ui.test_browser import visit

pytestmark = pytest.mark.browser


def cards(at):
    at.page.locator(".cards h3, .cards .empty").first.wait_for(timeout=60_000)
    return at.page.locator(".cards").inner_text().replace("\xa0", " ")


def rows(at):
    at.page.get_by_role("option").first.wait_for(timeout=60_000)
    return at.page.get_by_role("option")


def test_search_filter_open_and_reload(browser, app):
    with visit(browser, app) as at:
        at.open("/suche")
        at.until("Geben Sie einen Satz oder Stichworte ein.")
        at.page.get_by_label("Suche nach Bedeutung und Wortlaut").fill("schriftlicher Antrag")
        at.page.keyboard.press("Enter")
        at.until_url("q=schriftlicher")
        assert "Der Antrag ist schriftlich zu stellen und zu unterschreiben." in rows(at).all_inner_texts()[0] + cards(
            at
        )
        everything = rows(at).count()

        at.page.get_by_text("Im Text gelöst", exact=False).first.click()
        at.until_url("status=resolved")
        assert 0 < rows(at).count() < everything
        at.page.get_by_role("option").first.click()
        at.until_url("treffer=")
        shown, url = cards(at), at.page.url
        at.page.goto("about:blank")
        at.page.goto(url)
        at.settle()
        assert shown == cards(at)

        at.page.locator(".cards .cite").first.click()
        at.until_url("/gesetz\\?.*gesetz=")
        at.page.locator(".text section").first.wait_for()
        at.page.get_by_role("link", name="Suche").click()  # what was looked for is still there
        at.until_url("/suche\\?.*treffer=")
        assert shown == cards(at)


def test_words_alone_find_what_meaning_would_add_to(browser, app):
    with visit(browser, app) as at:
        at.open("/suche?q=Ermessen&suche=wortlaut")
        assert {"Die Behörde entscheidet nach pflichtgemäßem Ermessen."} == {
            text.split("\n")[-1] for text in rows(at).all_inner_texts()
        }


def test_only_solutions(browser, app):
    with visit(browser, app) as at:
        at.open("/suche?q=Der+Antrag+ist+schriftlich+zu+stellen")
        rows(at)
        at.page.get_by_text("nur mit digitalem Weg").click()
        at.until_url("geloest=1")
        at.until("Keine Klausel über dieselbe Handlung, die den digitalen Weg sicher zulässt.")
        at.open("/suche?q=Es+gilt+nichts&geloest=1")
        at.until("Aus dem Text geht nicht hervor")


def test_families_with_their_places(browser, app):
    with visit(browser, app) as at:
        at.open("/suche?zeige=familien")
        assert "Klauseln in" in rows(at).all_inner_texts()[0]
        before = cards(at)
        assert "Name der Familie: " in before
        at.page.get_by_role("option").nth(1).click()
        at.until_url("treffer=")
        url = at.page.url
        at.page.goto("about:blank")
        at.page.goto(url)
        at.settle()
        assert before != cards(at)
        at.page.locator(".cards li .cite").nth(2).click()
        at.until_url("/gesetz\\?.*befund=")
        at.page.locator("mark.current").wait_for()


@pytest.mark.parametrize("shown", ["klauseln", "familien"])
def test_download_holds_what_was_found_and_not_all_findings(browser, app, tmp_path, shown):
    with visit(browser, app) as at:
        at.open("/suche?q=schriftlich&zeige=" + shown)
        number = rows(at).count()
        at.page.get_by_role("button", name="Herunterladen").click()
        lines = {}
        for name, label in (("xlsx", "Excel-Datei"), ("csv", "CSV-Datei"), ("jsonl", "JSON-Zeilen")):
            with at.page.expect_download() as download:
                at.page.get_by_role("button", name=label).click()
            file = tmp_path / download.value.suggested_filename
            download.value.save_as(file)
            lines[name] = file.read_bytes()

    assert lines["xlsx"].startswith(b"PK")
    held = [json.loads(line) for line in lines["jsonl"].splitlines()]
    assert all("schriftlich" in line["clause" if shown == "klauseln" else "sentence"] for line in held[:1])
    assert number == len({line["rank" if shown == "klauseln" else "name"] for line in held})
    assert len(held) == len(lines["csv"].splitlines()) - 1


def test_families_are_found_by_words(browser, app):
    with visit(browser, app) as at:
        at.open("/suche?zeige=familien")
        everything = rows(at).count()
        field = at.page.get_by_label("Worte in der Klausel")
        field.fill("schriftlich")
        at.page.keyboard.press("Enter")
        at.until_url("q=schriftlich")
        assert 0 < rows(at).count() < everything
        field.fill("gibtesnicht")
        at.page.keyboard.press("Enter")
        at.until("Keine Klauselfamilie passt zu diesen Filtern.")


def test_near_a_finding_on_both_pages(browser, app):
    one = findings(act("Muster05G", 4))[0]
    with visit(browser, app) as at:
        at.open(f"/?befund={one.fingerprint}")
        at.page.get_by_text("Ähnliche Klauseln", exact=True).click()
        at.until_url("neben=aehnlich")
        assert "Gleicher Wortlaut auch in" in cards(at)
        url = at.page.url
        at.page.keyboard.press("j")
        at.page.wait_for_function("url => location.href !== url", arg=url)
        at.settle()
        assert "neben=aehnlich" in at.page.url  # stays while one goes through the list
        at.open(f"/gesetz?befund={one.fingerprint}&neben=geloest")
        assert "Dazu ist hier keine sichere Lösung zu zeigen." in cards(at)
        at.page.get_by_role("button", name="In der Suche öffnen").click()
        at.until_url("/suche\\?.*geloest=1")
        assert re.search(r"q=Der\+Antrag", at.page.url)


def test_hostile_text_stays_text(browser, app):
    one = findings(hostile_act())[0]
    with visit(browser, app) as at:
        at.open(f"/suche?q=<img src=x onerror=window.hacked=9> Antrag schriftlich Befehl&gesetz={hostile_act().id}")
        assert HOSTILE in cards(at)
        assert HOSTILE_HEADING in cards(at)
        at.open(f"/?befund={one.fingerprint}&neben=aehnlich")
        cards(at)
        assert at.page.evaluate("() => window.hacked") is None
        assert 0 == at.page.locator("a[href^='javascript'], img[src='x']").count()


@pytest.mark.parametrize(("width", "height", "scheme"), [(1280, 900, "light"), (1920, 1080, "dark")])
def test_pictures(browser, app, tmp_path, width, height, scheme):
    """Pictures to look at; checked here only: nothing is wider than the window, list and cards lie side by side."""
    one = findings(act("Muster05G", 4))[0]
    with visit(browser, app, width, height, scheme) as at:
        for name, path in (
            ("suche", "/suche?q=Antrag"),
            ("familien", "/suche?zeige=familien"),
            ("neben", f"/?befund={one.fingerprint}&neben=aehnlich"),
        ):
            at.open(path)
            cards(at)
            at.page.screenshot(path=tmp_path / f"{name}_{width}_{scheme}.png")
            assert at.page.evaluate("() => document.documentElement.scrollWidth") <= width
            left, right = at.page.locator(".list").bounding_box(), at.page.locator(".cards").bounding_box()
            assert left["x"] + left["width"] <= right["x"]
