"""The sentence of a finding with what is left out marked, where its act is at hand."""

from __future__ import annotations

import pytest

from analyzer.cli.explain_told import told_matches
from analyzer.detect import detect, explain
from analyzer.detect.gaps import gaps_in
from analyzer.model import Finding, Statute
from analyzer.model.gaps import marked
from analyzer.model.unit import Unit
from analyzer.read import read_unit
from analyzer.rulebook import load_rulebook

LIST = "Dem Antrag sind 1. ein Lichtbild, 2. eine Urkunde im Original, 3. eine Gebührenmarke beizufügen."


def _shown(statute: Statute, found: Finding) -> str:
    return marked(found.sentence, gaps_in(statute, [found]).get(found.fingerprint, ())).text


@pytest.mark.parametrize(
    ("text", "item", "told"),
    [
        (LIST, "", "Dem Antrag sind […] beizufügen."),
        (LIST, "2", "Dem Antrag sind […] 2. eine Urkunde im Original, […] beizufügen."),
        ("Der Antrag ist schriftlich zu stellen.", "", "Der Antrag ist schriftlich zu stellen."),
    ],
)
def test_items_left_out_are_marked_and_the_finding_stays_as_it_is(text: str, item: str, told: str) -> None:
    statute = read_unit(Unit(id="u", text=text), "u.jsonl")
    found = next(one for one in detect(statute, load_rulebook()) if one.item == item)
    assert _shown(statute, found) == told
    assert "[…]" not in found.sentence


STACKS = (
    "Nachdem die Stimmzettel gezählt worden sind, bilden die Beisitzer 1. einen Stapel mit den gültigen Stimmzetteln, "
    "2. einen Stapel mit den ungültigen Stimmzetteln."
)


def test_a_word_that_a_rule_tells_once_for_a_paragraph_is_said_to_be_told_elsewhere() -> None:
    statute, book = read_unit(Unit(id="u", text=STACKS), "u.jsonl"), load_rulebook()
    told = [one for one in detect(statute, book) if one.rule == "paper_document/stimmzettel"]
    first, *others = [one for one in explain(statute, book) if one.rule == "paper_document/stimmzettel"]

    assert [one.quote for one in told] == [first.quote] == ["die Stimmzettel"]
    assert (first.covered_by, first.repeats) == ("", "")
    assert len(others) == 2
    assert {(one.covered_by, one.repeats) for one in others} == {(first.rule, first.quote)}
    line = next(told_matches(others, book, "de"))
    assert line.endswith(
        "Nur erwähnt, im selben Absatz nur einmal gemeldet, bei „die Stimmzettel“ (paper_document/stimmzettel)"
    )


def test_a_sentence_that_the_act_has_no_more_is_told_as_it_is() -> None:
    statute = read_unit(Unit(id="u", text="Der Antrag ist schriftlich zu stellen."), "u.jsonl")
    (found, *_) = detect(statute, load_rulebook())
    changed = read_unit(Unit(id="u", text="Der Antrag ist zu stellen."), "u.jsonl")
    assert _shown(changed, found) == found.sentence
