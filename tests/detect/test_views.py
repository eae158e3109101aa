"""Readings of a sentence: lead-in, items, tail; offsets lead back to the block."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analyzer.detect.views import lower, views_of
from analyzer.model import Block, Part, Sentence, SourceText

TEXT = "Dem Antrag sind beizufügen: 1. ein Plan, 2. Nachweise a) der Sachkunde, b) der Haftung, soweit verlangt."


def block() -> Block:
    def at(words: str) -> tuple[int, int]:
        start = TEXT.index(words)
        return start, start + len(words)

    def part(kind, words, labels=(), parent=-1):
        start, end = at(words)
        skip = len(labels[-1]) + 1 if labels else 0
        return Part(kind, start, end, start + skip, labels, parent)

    parts = (
        part("lead", "Dem Antrag sind beizufügen:"),
        part("item", "1. ein Plan,", ("1.",), 0),
        part("item", "2. Nachweise", ("2.",), 0),
        part("item", "a) der Sachkunde,", ("2.", "a)"), 2),
        part("item", "b) der Haftung,", ("2.", "b)"), 2),
        part("tail", "soweit verlangt.", (), 0),
    )
    return Block(0, SourceText(TEXT), (Sentence(1, 0, len(TEXT), parts),))


def test_every_item_is_read_with_its_lead_ins_and_tails() -> None:
    made = block()

    assert [
        "Dem Antrag sind beizufügen: soweit verlangt.",
        "Dem Antrag sind beizufügen: 1. ein Plan, soweit verlangt.",
        "Dem Antrag sind beizufügen: 2. Nachweise soweit verlangt.",
        "Dem Antrag sind beizufügen: 2. Nachweise a) der Sachkunde, soweit verlangt.",
        "Dem Antrag sind beizufügen: 2. Nachweise b) der Haftung, soweit verlangt.",
    ] == [view.text for view in views_of(made, made.sentences[0], 0)]


def test_offsets_of_every_view_lead_back_to_the_block() -> None:
    made = block()
    for view in views_of(made, made.sentences[0], 0):
        for stretch in view.stretches:
            for offset in range(stretch.start, stretch.end):
                assert view.text[offset] == TEXT[view.block_offset(offset)]


def test_sentence_inside_an_item_stands_alone() -> None:
    text = "Zu belegen sind: 1. der Wohnsitz. Ein Ausweis genügt."
    parts = (
        Part("lead", 0, 16, 0),
        Part("item", 17, 33, 20, ("1.",), 0),
        Part("item", 34, len(text), 34, ("1.",), -1, 2),
    )
    made = Block(0, SourceText(text), (Sentence(1, 0, len(text), parts),))

    assert "Ein Ausweis genügt." == list(views_of(made, made.sentences[0], 0))[-1].text


@given(st.text())
def test_lower_keeps_the_length(text: str) -> None:
    assert len(text) == len(lower(text))
