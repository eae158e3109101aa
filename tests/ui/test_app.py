"""The app without a browser: state, address, errors."""

import pytest

from analyzer.errors import SourceError
from analyzer.store import Selection, newest_run, open_memory, open_store
from analyzer.ui import sources
from analyzer.ui.words import words
from tests.ui.conftest import ROOT, html, run_app


@pytest.fixture
def start(monkeypatch, db):
    monkeypatch.setenv("MEDIENBRUCH_DB", str(db))
    monkeypatch.delenv("LC_ALL", raising=False)

    return run_app


def test_form_is_the_profile_one_starts_with(start):
    app = start()

    assert "form" == app.session_state["address"].profile
    assert {} == dict(app.query_params)


def test_typing_a_search_goes_into_the_address(start):
    app = start()
    app.text_input[0].set_value("persönlich").run()

    assert "persönlich" == app.query_params["q"]


def test_new_filter_begins_the_list_anew(start):
    app = start(seite="3")
    assert 3 == app.session_state["address"].page
    app.multiselect[0].set_value(["cash_payment"]).run()

    assert {"typ": "cash_payment"} == dict(app.query_params)


def test_link_with_a_finding_opens_its_page(start, db):
    store = open_store(db)
    reading = sources.Reading(store, newest_run(store))
    entry = reading.page(Selection(profile="form"), 333, 1)[0]
    app = start(befund=entry.finding.fingerprint)

    assert 7 == app.session_state["address"].page


def test_link_to_a_finding_of_another_profile_shows_it_in_its_list(start, db):
    reading = sources.Reading(open_store(db), newest_run(open_store(db)))
    chosen = Selection(profile="automation")
    one = reading.page(chosen, reading.count(chosen) - 1, 1)[0].finding
    app = start(befund=one.fingerprint)

    assert "automation" == app.session_state["address"].profile
    assert reading.index_of(chosen, one.fingerprint) // 50 + 1 == app.session_state["address"].page
    assert words("de")("not_in_list") not in html(app)


def test_link_to_a_finding_takes_back_only_what_hides_it(start, db):
    reading = sources.Reading(open_store(db), newest_run(open_store(db)))
    one = reading.page(Selection(types=("discretion",), statuses=("open",)), 0, 1)[0].finding
    app = start(
        befund=one.fingerprint, profil="all", status="open", typ="signature", q="gibtesnicht", verfahren="eigen"
    )

    address = app.session_state["address"]
    assert ("all", ("open",), (), "", "") == (
        address.profile, address.statuses, address.types, address.text, address.engine,
    )  # fmt: skip
    assert words("de")("not_in_list") not in html(app)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_what_found_it_and_how_surely_go_into_the_address(start, lang):
    app = start(lang=lang)
    everything = html(app)
    app.selectbox(key="w_engine").set_value("eigen").run()
    assert "eigen" == app.query_params["verfahren"]
    assert words(lang)("nothing_fits") in html(app)
    app.selectbox(key="w_engine").set_value("regel").run()
    app.selectbox(key="w_least").set_value(50).run()

    assert ("regel", "50") == (app.query_params["verfahren"], app.query_params["sicherheit"])
    assert everything == html(app)


def test_choosing_a_profile_drops_types_of_the_other(start):
    app = start(typ="signature")
    app.segmented_control(key="w_profile").set_value("data").run()

    assert {"profil": "data"} == dict(app.query_params)


def test_missing_store_is_told_and_nothing_else_happens(start, monkeypatch, tmp_path):
    monkeypatch.setenv("MEDIENBRUCH_DB", str(tmp_path / "fehlt.db"))
    app = start()

    assert "Den Bestand" in html(app)
    assert "anlegen" in html(app)


def test_empty_store_is_told(start, monkeypatch, tmp_path):
    open_store(tmp_path / "leer.db", create=True).close()
    monkeypatch.setenv("MEDIENBRUCH_DB", str(tmp_path / "leer.db"))

    assert "enthält noch keinen Lauf" in html(start())


def test_unforeseen_error_gets_a_reference_and_no_trace(start, monkeypatch):
    def broken(*_):
        raise RuntimeError("/geheim/pfad.py")

    monkeypatch.setattr("analyzer.ui.findings_page.show", broken)
    page = html(start())

    assert "mit der Kennung" in page
    assert "geheim" not in page


# ------------------------------------------------------------------ uploads


def test_bomb_is_refused_before_it_is_scanned(monkeypatch):
    monkeypatch.setattr(sources, "MAX_UNPACKED", 10)
    with pytest.raises(SourceError, match="entpackt größer"):
        sources.read_upload("a.xml", b"<dokumente>" + b" " * 100 + b"</dokumente>", words("de"))


def test_name_of_an_upload_is_never_a_path():
    with pytest.raises(SourceError) as caught:
        sources.read_upload("..\\..\\etc/passwd.xml", b"kein XML", words("de"))

    assert caught.value.message.startswith("passwd.xml")
    assert ".." not in caught.value.message


def test_upload_writes_nothing_to_disk(monkeypatch, tmp_path):
    sample = next((ROOT / "corpus").glob("*.xml"), None)
    if sample is None:
        pytest.skip("no sample statutes")
    monkeypatch.chdir(tmp_path)
    source = sources.read_upload("gesetz.xml", sample.read_bytes(), words("de"))

    assert [] == list(tmp_path.iterdir())
    assert {"gesetz.xml"} == {finding.source for finding in source.reading.findings(Selection())}
    assert open_memory().name == source.reading.store.name
