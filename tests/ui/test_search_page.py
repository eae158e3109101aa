"""The page Suche and what is near a finding, without a browser."""

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.model import OBSTACLE_TYPES, STATUSES, RunReport
from analyzer.store import Reading, Selection, newest_run, open_memory, open_store, write_run
from analyzer.store.alike import Question, similar, solved
from analyzer.store.search import open_search
from analyzer.store.sought import families_among, similar_among
from analyzer.ui.address import Address, params_of, parse
from analyzer.ui.nearby import _nothing
from analyzer.ui.origin import ORIGINS
from analyzer.ui.search_address import LONGEST, MODES, PAGE, SHOWN, SearchAddress, parse_search, search_params
from analyzer.ui.search_cards import card, id_of, jump_id, pieces, read_jump, row
from analyzer.ui.search_export import clauses_file, families_file
from analyzer.ui.search_families import speaks_of
from analyzer.ui.words import words
from tests.semantic.standing_in import StandIn
from tests.store.making import findings, provision, statute
from tests.ui.conftest import run_app

ADDRESSES = st.builds(
    SearchAddress,
    text=st.text(max_size=LONGEST),
    mode=st.sampled_from(MODES),
    shown=st.sampled_from(SHOWN),
    types=st.sets(st.sampled_from(OBSTACLE_TYPES)).map(lambda s: tuple(t for t in OBSTACLE_TYPES if t in s)),
    statuses=st.sets(st.sampled_from(STATUSES)).map(lambda s: tuple(t for t in STATUSES if t in s)),
    act=st.text(max_size=20),
    engine=st.sampled_from(ORIGINS),
    least=st.integers(0, 100),
    solved=st.booleans(),
    several=st.booleans(),
    chosen=st.from_regex(r"[0-9a-f]{12}|", fullmatch=True),
    page=st.integers(1, 10**6),
)


@given(ADDRESSES)
def test_address_survives_the_address_bar(address):
    assert address == parse_search(search_params(address))
    whole = Address(text="x", search=address)
    assert whole == parse(params_of(whole, page=PAGE), page=PAGE, known=Address(text="x"))


@pytest.mark.parametrize(
    "params",
    [{"suche": "x"}, {"zeige": "x"}, {"typ": "x"}, {"seite": "²"}, {"geloest": "x"}, {"mehrere": "x"}],
    ids=str,
)
def test_nonsense_is_left_at_its_default(params):
    assert SearchAddress() == parse_search(params)


def test_what_is_near_a_finding_is_in_the_address():
    assert {"neben": "geloest"} == params_of(Address(nearby="geloest"))
    assert "aehnlich" == parse({"neben": "aehnlich"}).nearby
    assert "" == parse({"neben": "x"}).nearby


@pytest.fixture(scope="module")
def search():
    store = open_memory()
    acts = [
        statute(
            "AltG",
            provision(1, "Der Antrag ist schriftlich zu stellen."),
            provision(2, "Die Gebühr ist bar zu zahlen."),
        ),
        statute("NeuG", provision(1, "Der Antrag ist schriftlich oder elektronisch zu stellen.")),
        statute("AuchG", provision(3, "Der Antrag ist schriftlich zu stellen.")),
    ]
    write_run(store, [(act, findings(act)) for act in acts], RunReport(acts=len(acts)))
    return open_search(Reading(store, newest_run(store)), StandIn())


def asked(search, law):
    entries = (search.reading.page(Selection(), n, 1)[0] for n in range(search.reading.count(Selection())))
    return Question.of(next(entry for entry in entries if entry.finding.law == law))


def test_card_and_row_say_where_how_alike_and_what(search):
    say = words("de")
    answer = similar(search, asked(search, "AltG"), 1)[0]
    shown, line = card(answer, say), row(answer, say)

    assert "§\xa03 Abs.\xa01 Satz\xa01 AuchG" == shown["place"]["label"] == line["place"]
    assert line["meta"].startswith("100 % ähnlich")
    assert [["Der Antrag ist ", "", ""], ["schriftlich", "form", "Schriftform"], [" zu stellen.", "", ""]] == shown[
        "pieces"
    ]
    assert ("form", "●") == (line["tone"], line["glyph"])
    assert ("AuchG", 0) == read_jump(shown["place"]["jump"])[:2]
    assert id_of(answer) == line["id"]


def test_solution_marks_the_words_that_solve(search):
    answers = solved(search, asked(search, "AltG"))
    shown = card(answers[0], words("de"), is_solution=True, types=("written_form",))

    assert 1 == len(answers)
    assert "§\xa01 Abs.\xa01 Satz\xa01 NeuG" == shown["place"]["label"]
    assert ["schriftlich oder elektronisch", "resolved", ""] in shown["pieces"]


def test_text_is_never_lost_by_marking():
    for found in ([("b c", "form"), ("c d", "data")], [("", "form")], [("X", "form")], [("a", "form"), ("e", "form")]):
        marks = [(*mark, mark[1]) for mark in found]
        assert "a b c d e" == "".join(piece for piece, _, _ in pieces("a b c d e", marks))
    assert [["İ b", "", ""]] == pieces("İ b", [("b", "form", "")])  # a letter that changes its length in lower case


def test_words_of_two_types_are_marked_as_both():
    marks = [("b c", "data", "Nachweis"), ("c d", "form", "Papier"), ("c", "form", "Papier")]

    assert [
        ["a ", "", ""], ["b ", "data", "Nachweis"], ["c", "data form", "Nachweis, Papier"], [" d", "form", "Papier"],
        [" e", "", ""],
    ] == pieces("a b c d e", marks)  # fmt: skip


def test_what_is_left_out_of_a_text_is_marked_where_it_is_cut_and_loses_no_mark():
    assert [
        ["Beizufügen ist ", "", ""], ["[…] ", "", ""], ["2. ein Zeugnis", "data", "Nachweis"], [" […]", "", ""],
    ] == pieces("Beizufügen ist 2. ein Zeugnis", [("2. ein zeugnis", "data", "Nachweis")], (15, 29))  # fmt: skip


def test_search_finds_only_clauses_with_a_finding_of_the_selection(search):
    question = asked(search, "AltG")
    every = similar_among(search, Question(question.text), 5, Selection())
    some = similar_among(search, Question(question.text), 5, Selection(engine="rule", statuses=("open",)))

    assert len(some) == 1 < len(every)  # § 2 AltG is not like it, and the others are no open findings or the same words
    assert not similar_among(search, Question(question.text), 5, Selection(engine="semantic"))
    assert not similar_among(search, Question(question.text), 5, Selection(least=100))


def test_own_finds_are_named_in_the_search(search):
    answer = similar(search, asked(search, "AltG"), 1)[0]
    found = answer.found[0]
    own = tuple(replace(e, finding=replace(e.finding, engine="semantic")) for e in found.entries)
    changed = replace(answer, found=(found._replace(entries=own), *answer.found[1:]))

    assert "eigener Befund" in row(changed, words("de"))["meta"]
    assert "eigener Befund" not in row(answer, words("de"))["meta"]
    assert "own finding, please check" in card(changed, words("en"))["chips"][0]["word"]


def test_jump_survives_any_key():
    assert ("A=G 2 §", 7, "") == read_jump(jump_id("A=G 2 §", 7, ""))


@pytest.fixture
def start(monkeypatch, db, encoder):
    monkeypatch.setenv("MEDIENBRUCH_DB", str(db))
    monkeypatch.setenv("MEDIENBRUCH_ENCODER", str(encoder))
    monkeypatch.delenv("LC_ALL", raising=False)

    return run_app


def test_looking_near_a_finding_goes_into_the_address(start, db):
    store = open_store(db)
    entry = Reading(store, newest_run(store)).page(Selection(profile="form"), 3, 1)[0]
    app = start(befund=entry.finding.fingerprint)
    app.pills(key="w_nearby").set_value("aehnlich").run()

    assert "aehnlich" == app.query_params["neben"]
    assert not app.exception


def test_missing_encoder_is_told_in_its_place(start, db, monkeypatch, tmp_path):
    monkeypatch.setenv("MEDIENBRUCH_DB", str(tmp_path / "other.db"))
    monkeypatch.setenv("MEDIENBRUCH_ENCODER", str(tmp_path / "fehlt"))
    act = statute("AltG", provision(1, "Der Antrag ist schriftlich zu stellen."))
    write_run(tmp_path / "other.db", [(act, findings(act))], RunReport(acts=1))
    app = start(befund=findings(act)[0].fingerprint, neben="geloest")

    assert "Encoder" in "".join(element.proto.body for element in app.get("html"))


def test_no_way_to_file_is_shown_for_a_discretion():
    store = open_memory()
    acts = [
        statute("AltG", provision(1, "Die Behörde entscheidet über den Antrag nach Ermessen.")),
        statute("NeuG", provision(1, "Die Behörde entscheidet über den Antrag schriftlich oder elektronisch.")),
    ]
    write_run(store, [(act, findings(act)) for act in acts], RunReport(acts=len(acts)))
    opened = open_search(Reading(store, newest_run(store)), StandIn())
    question = asked(opened, "AltG")

    assert ("discretion",) == question.types
    assert question.acts
    assert [] == solved(opened, question)
    assert solved(opened, Question(question.text))  # nothing is known of what must be solved
    assert "(Ermessen) wird nicht durch einen digitalen Weg gelöst" in _nothing(question.finding, words("de"))


# ------------------------------------------------------------------ files


def read_csv(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_search_result_as_a_file(search):
    answers = similar(search, Question("Der Antrag ist schriftlich zu stellen."), 5)
    rows = read_csv(clauses_file("csv", search.reading, answers, words("de")))
    lines = [json.loads(line) for line in clauses_file("jsonl", search.reading, answers, words("en")).splitlines()]

    assert len(answers) == len(rows) == len(lines)
    assert [answer.found[0].zitat for answer in answers] == [row["Fundstelle"] for row in rows]
    assert ["1", "100"] == [rows[0]["Rang"], rows[0]["Ähnlichkeit in %"]]
    assert "§ 3 Abs. 1 Satz 1 AuchG" in rows[0]["Fundstelle"] + rows[0]["Gleicher Wortlaut auch in"]
    assert "Written form: Open" in lines[0]["findings"]
    assert clauses_file("xlsx", search.reading, answers, words("de")).startswith(b"PK")


def test_families_as_a_file_have_a_row_for_each_finding(search):
    found = families_among(search.reading, Selection(statuses=("open",)))
    rows = read_csv(families_file("csv", search.reading, found, words("de")))

    assert sum(len(family.fingerprints) for family in found) == len(rows) > 1
    assert {family.name for family in found} == {row["Familienkennung"] for row in rows}
    assert {family.title for family in found} == {row["Familie"] for row in rows}
    assert {"§ 1 Abs. 1 Satz 1 AltG", "§ 3 Abs. 1 Satz 1 AuchG"} <= {row["Fundstelle"] for row in rows}
    assert families_file("xlsx", search.reading, found, words("en")).startswith(b"PK")


def test_formulas_in_a_file_stay_text(search):
    answer = similar(search, Question("Der Antrag ist schriftlich zu stellen."), 1)[0]
    found = answer.found[0]
    evil = replace(answer, found=(found._replace(heading="=1+1"),))

    assert "'=1+1" == read_csv(clauses_file("csv", search.reading, [evil], words("de")))[0]["Überschrift"]


def test_families_are_found_by_words():
    clause = "Der Antrag ist bei der Behörde schriftlich zu stellen."

    assert all(speaks_of(clause, text) for text in ("", "antrag SCHRIFT", "Anträge, gestellt", "Behörde"))
    assert not any(speaks_of(clause, text) for text in ("Anzeige", "Antrag elektronisch", "rag"))
