"""Lessons: chances of characters become chances of pieces, and what readers marked outweighs the tutor."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.model.types import OBSTACLE_TYPES, ObstacleType, Status
from analyzer.semantic.classifier import pieces_of
from analyzer.semantic.lessons import Lesson, lesson_of, own_sentences
from analyzer.semantic.tagged import Marked, Tag, TaggedPassage
from tests.semantic.small_classifier import TYPES, encoder_of

PARTS = ("Der Antrag ist:", "1. schriftlich zu stellen,", "2. nicht erforderlich.")
ENCODER = encoder_of(" ".join(PARTS))
TEXT = " ".join(PARTS)
WRITTEN, SIGNED = OBSTACLE_TYPES.index("written_form"), OBSTACLE_TYPES.index("signature")


def _span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def _tag(words: str, chance: float, kind: ObstacleType = "written_form") -> Tag:
    return Tag(kind, *_span(words), chance)


def _label(words: str, status: Status = "open", kind: ObstacleType = "written_form") -> Marked:
    return Marked(kind, status, *_span(words))


def _lesson(
    *tags: Tag,
    labels: tuple[Marked, ...] | None = None,
    judged: tuple[ObstacleType, ...] = OBSTACLE_TYPES,
    trust: float = 0.5,
) -> Lesson:
    origin = "corpus" if labels is None else "labels"
    passage = TaggedPassage("Antrag", PARTS, tags, origin, "X", labels or (), frozenset(judged), trust)
    return lesson_of(ENCODER, passage)


def _chances(lesson: Lesson, column: int = WRITTEN) -> dict[str, float]:
    """Chance of each word that has one."""
    names = {at: word for word, at in ENCODER.vocabulary.items()} | {ENCODER.vocabulary_size: "|"}
    column_ = lesson.targets()[:, column]
    return {names[lesson.pieces.words[row]]: round(float(column_[row]), 2) for row in np.flatnonzero(column_)}


def test_a_passage_is_cut_as_the_classifier_cuts_it() -> None:
    lesson = _lesson(_tag("schriftlich", 0.9))
    assert lesson.pieces == pieces_of(ENCODER, "Antrag", PARTS)
    assert lesson.targets().shape == (len(lesson.pieces.words), TYPES)
    assert not lesson.labelled


@given(st.lists(st.text(alphabet="AaBbßäÜ §.,-_ 1nichtkeine", max_size=40), min_size=1, max_size=4))
def test_any_german_passage_is_cut_as_the_classifier_cuts_it(parts: list[str]) -> None:
    lesson = lesson_of(ENCODER, TaggedPassage("nicht erforderlich", tuple(parts), (), "corpus"))
    assert lesson.pieces == pieces_of(ENCODER, "nicht erforderlich", parts)


def test_tags_become_chances_of_their_pieces() -> None:
    assert _chances(_lesson(_tag("schriftlich", 0.9), _tag("zu", 0.2))) == {"schriftlich": 0.9, "zu": 0.2}
    assert _chances(_lesson(_tag("schriftlich", 0.9)), SIGNED) == {}


def test_a_tag_of_some_letters_reaches_the_word_and_the_highest_counts() -> None:
    assert _chances(_lesson(_tag("schrift", 0.3), _tag("lich", 0.8))) == {"schriftlich": 0.8}


def test_a_joined_pair_is_one_piece() -> None:
    assert _chances(_lesson(_tag("erforderlich", 0.6))) == {"nicht_erforderlich": 0.6}


def test_a_boundary_carries_nothing() -> None:
    lesson = _lesson(Tag("written_form", 0, len(TEXT), 1.0))
    assert set(_chances(lesson)) == {
        "der", "antrag", "ist", "schriftlich", "zu", "stellen", "nicht_erforderlich",
    }  # fmt: skip


@pytest.mark.parametrize(("trust", "said"), [(0.0, 0.2), (0.5, 0.6), (0.75, 0.8), (1.0, 1.0)])
def test_an_open_label_lifts_what_the_tutor_said(trust: float, said: float) -> None:
    lesson = _lesson(_tag("schriftlich", 0.2), labels=(_label("schriftlich"),), trust=trust)
    assert _chances(lesson) == {"schriftlich": pytest.approx(said, abs=0.01)}
    assert lesson.labelled


@pytest.mark.parametrize("trust", [0.5, 1.0])
def test_words_without_a_label_are_lowered(trust: float) -> None:
    lesson = _lesson(_tag("Antrag", 0.8), labels=(_label("schriftlich"),), trust=trust)
    wanted = {"schriftlich": pytest.approx(trust, abs=0.01)}
    assert _chances(lesson) == wanted | ({"antrag": 0.4} if trust < 1 else {})


def test_what_readers_only_named_secondary_is_left_to_the_tutor() -> None:
    labels = (_label("schriftlich", "secondary"),)
    lesson = _lesson(_tag("schriftlich", 0.7), _tag("Antrag", 0.7), labels=labels, trust=1.0)
    assert _chances(lesson) == {"schriftlich": 0.7}


def test_what_readers_hold_resolved_is_no_obstacle() -> None:
    lesson = _lesson(_tag("schriftlich", 0.7), labels=(_label("schriftlich", "resolved"),), trust=1.0)
    assert _chances(lesson) == {}


def test_types_that_readers_did_not_look_for_are_left_to_the_tutor() -> None:
    lesson = _lesson(_tag("Antrag", 0.7), _tag("Antrag", 0.7, "signature"), labels=(), judged=("signature",), trust=1.0)
    assert _chances(lesson) == {"antrag": 0.7}
    assert _chances(lesson, SIGNED) == {}


def test_labels_of_the_corpus_are_not_asked_for() -> None:
    assert _chances(_lesson(_tag("Antrag", 0.7), trust=1.0)) == {"antrag": 0.7}


def test_own_sentences_teach_their_own_type_only() -> None:
    made = list(own_sentences({"signature": ["Das Gesuch trägt [[einen Namenszug]]."], "none": ["Es wird geprüft."]}))
    assert [passage.parts for passage in made] == [("Das Gesuch trägt einen Namenszug.",), ("Es wird geprüft.",)]
    (label,) = made[0].labels
    assert (label.type, label.status) == ("signature", "open")
    assert made[0].text[label.start : label.end] == "einen Namenszug"
    assert made[0].judged == {"signature"}
    assert (made[1].labels, made[1].judged) == ((), frozenset(OBSTACLE_TYPES))
