"""Sentences of findings and clauses of the search say where items of a list are left out."""

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from analyzer.detect import detect
from analyzer.detect.gaps import gaps_in
from analyzer.model import RunReport
from analyzer.model.gaps import Told, marked, within
from analyzer.model.unit import Unit
from analyzer.read import read_unit
from analyzer.rulebook import load_rulebook
from analyzer.store import Reading, Selection, newest_run, open_memory, write_run
from analyzer.store.clauses import Found, clauses_of
from analyzer.store.gaps import gaps_of, gaps_of_clauses
from analyzer.ui.toolbar import written
from analyzer.ui.words import words

LIST = (
    "Dem Antrag sind 1. ein Lebenslauf, 2. eine beglaubigte Abschrift des Zeugnisses, "
    "3. eine schriftliche Erklärung a) des Antragstellers, b) seines Vertreters, in Urschrift beizufügen."
)
FURTHER = (
    "Es gilt: 1. Der Beirat tagt jährlich. Sein Vorsitzender hat den Bericht eigenhändig zu unterschreiben. "
    "Er leitet die Sitzung. 2. Der Ausschuss tagt monatlich."
)


def stored(text):
    statute = read_unit(Unit(id="1", text=text, unit="§ 1", law="MusterG"), "u")
    found = detect(statute, load_rulebook())
    store = open_memory()
    write_run(store, [(statute, found)], RunReport(acts=1))
    return statute, Reading(store, newest_run(store))


@pytest.mark.parametrize(
    "text", [LIST, FURTHER, "Der Antrag ist schriftlich zu stellen."], ids=["list", "item", "whole"]
)
def test_a_stored_finding_shows_the_gaps_that_the_act_read_again_shows(text):
    statute, reading = stored(text)
    entries = [e for act in reading.acts() for e in reading.findings_in(act.id, Selection())]
    gaps = gaps_of(reading, entries)

    assert entries
    for entry in entries:
        finding = entry.finding
        told = marked(finding.sentence, gaps.get(finding.fingerprint, ()), finding.start, finding.end)
        assert told.text == marked(finding.sentence, gaps_in(statute, [finding]).get(finding.fingerprint, ())).text
        assert told.text[told.start : told.end].replace("[…] ", "") == finding.quote


def test_a_workbook_of_the_app_marks_what_is_left_out_and_its_json_lines_do_not():
    _, reading = stored(LIST)
    sheet = load_workbook(BytesIO(written(reading, reading.entries(Selection()), "xlsx", words("de")))).worksheets[0]
    told = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)

    assert "Dem Antrag sind […] 2. eine beglaubigte Abschrift des Zeugnisses, […]" in told
    assert "[…]" not in written(reading, reading.entries(Selection()), "jsonl", words("de")).decode()


def test_a_finding_whose_words_the_text_does_not_hold_is_shown_as_it_is():
    _, reading = stored(LIST)
    (entry, *_) = reading.findings_in(reading.acts()[0].id, Selection())
    changed = replace(entry, finding=replace(entry.finding, sentence="Andere Worte sind beizufügen."))

    assert gaps_of(reading, [changed]) == {}


@pytest.mark.parametrize(("tail", "end"), [(" beizufügen.", " […] beizufügen."), ("", " […]")], ids=["tail", "none"])
def test_clauses_of_the_search_show_what_stands_between_and_behind_their_stretches(tail, end):
    items = [f"{n}. " + "ein Nachweis über die Befähigung und die Erfahrung " * 4 for n in range(1, 5)]
    _, reading = stored("Dem Antrag sind " + ", ".join(items) + tail)
    (act,) = reading.acts()
    blocks = reading.text(act.id)[0].blocks
    clauses = [
        Found(act, 0, ordinal, clause, "§ 1", "", "", "", "", (), "") for ordinal, _, clause in clauses_of(blocks)
    ]
    told = [
        marked(found.clause.text, gaps).text
        for found, gaps in zip(clauses, gaps_of_clauses(reading, clauses), strict=True)
    ]

    assert len(told) == 4
    assert told[0].startswith("Dem Antrag sind 1. ein")
    assert told[0].endswith(end)
    assert all(text.startswith("Dem Antrag sind […] ") for text in told[1:])


def test_what_is_left_out_inside_a_quote_is_part_of_it_and_a_comma_stands_behind_the_sign():
    assert marked("Wer a) will , muss", (4, 12), 4, 11) == Told("Wer […] a) will […], muss", 8, 15)
    assert marked("Er muss a) zahlen.", (8,), 3, 17).text[3 : 3 + 20] == "muss […] a) zahlen."[:20]
    assert marked("Er muss zahlen;", (15,), 3, 7) == Told("Er muss zahlen; […]", 3, 7)


def test_the_gaps_of_a_sentence_are_found_again_in_a_part_of_it():
    assert within("ein Bild, beizufügen", "Dem Antrag ist 2. ein Bild , beizufügen.", (15, 27, 40)) == (8,)
    assert within("fremde Worte", "Dem Antrag ist ein Bild beizufügen.", (15,)) == ()
