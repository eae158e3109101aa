"""Lessons: chances of characters become chances of pieces, and what readers marked outweighs the tutor."""

from __future__ import annotations

import gzip
import json
from itertools import chain
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.errors import UsageError
from analyzer.model.types import OBSTACLE_TYPES, ObstacleType, Status
from analyzer.rulebook.silence import load_paraphrases
from analyzer.semantic.classifier import pieces_of
from analyzer.semantic.judged_words import JudgedWords, passage_key, read_judged_words, standing
from analyzer.semantic.lessons import Lesson, lesson_of
from analyzer.semantic.own_sentences import own_sentences, read_sentences
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


def _judged(*words: tuple[str, str], part: int = 1) -> tuple[JudgedWords, ...]:
    starts = [PARTS[part].index(text) for text, _ in words]
    return tuple(
        JudgedWords(part, "written_form", start, start + len(text), ruling)
        for start, (text, ruling) in zip(starts, words, strict=True)
    )


def _with_judged(*words: tuple[str, str], part: int = 1) -> Lesson:
    tags = (_tag("schriftlich", 0.5), _tag("stellen", 0.4), _tag("erforderlich", 0.8))
    return lesson_of(ENCODER, TaggedPassage("Antrag", PARTS, tags, "corpus"), _judged(*words, part=part))


def test_words_that_a_reader_held_open_are_all_but_sure() -> None:
    lesson = _with_judged(("schriftlich", "open"))
    assert lesson.labelled
    assert _chances(lesson) == {"schriftlich": 0.97, "stellen": 0.4, "nicht_erforderlich": 0.8}


@pytest.mark.parametrize("ruling", ["none", "secondary", "resolved"])
def test_a_no_holds_for_the_whole_part_and_no_other(ruling: str) -> None:
    chances = _chances(_with_judged(("schriftlich", ruling)))
    assert chances == {"schriftlich": 0.05, "stellen": 0.04, "nicht_erforderlich": 0.8}


def test_arguable_words_are_drawn_to_the_middle() -> None:
    assert _chances(_with_judged(("erforderlich", "arguable"), part=2))["nicht_erforderlich"] == 0.6
    assert _chances(_with_judged(("zu", "arguable")))["zu"] == 0.3


def test_of_two_rulings_in_a_part_the_open_one_has_the_last_word() -> None:
    chances = _chances(_with_judged(("schriftlich", "open"), ("stellen", "none")))
    assert (chances["schriftlich"], chances["stellen"]) == (0.97, 0.04)


def test_judged_words_of_another_cut_are_left_out() -> None:
    beyond = [JudgedWords(5, "written_form", 0, 3, "open"), JudgedWords(0, "written_form", 0, 9_999, "open")]
    assert standing([*beyond, JudgedWords(0, "written_form", 0, 3, "open")], ["Der Antrag"]) == [
        JudgedWords(0, "written_form", 0, 3, "open")
    ]


def test_without_judged_words_a_passage_of_the_corpus_is_not_labelled() -> None:
    assert not _with_judged().labelled


def test_a_passage_is_known_however_it_is_spaced() -> None:
    assert passage_key(["Der Antrag", "ist  da."]) == passage_key(["Der An trag ist", "da."])
    assert passage_key(["Der Antrag"]) != passage_key(["Die Antrag"])


def test_judged_words_are_read(tmp_path: Path) -> None:
    path = tmp_path / "judged.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"passage": "k", "words": [[0, "signature", 3, 9, "open"]]}\n'))
    assert read_judged_words(path) == {"k": (JudgedWords(0, "signature", 3, 9, "open"),)}


@pytest.mark.parametrize(
    "line",
    [
        b"no json",
        b"{}",
        b'{"passage": "k", "words": [[0, "signature", 9, 3, "open"]]}',
        b'{"passage": "k", "words": [[0, "nothing", 3, 9, "open"]]}',
        b'{"passage": "k", "words": [[0, "signature", 3, 9, "maybe"]]}',
        b'{"passage": "k", "words": [[0]]}',
    ],
)
def test_what_is_no_file_of_judged_words_is_refused_with_its_line(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "judged.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"passage": "k", "words": []}\n' + line))
    with pytest.raises(UsageError, match=r"Zeile [12]"):
        read_judged_words(path)
    path.write_bytes(line)
    with pytest.raises(UsageError, match="judged"):
        read_judged_words(path)


def test_the_judgements_of_this_project_are_many_and_of_all_types() -> None:
    words = read_judged_words(Path(__file__).parents[1] / "gold" / "own_judgements.jsonl.gz")
    told = [one for of_passage in words.values() for one in of_passage]
    assert len(told) > 15_000
    assert {one.type for one in told} == set(OBSTACLE_TYPES)


def test_own_sentences_for_teaching_are_marked_and_stand_once() -> None:
    told = read_sentences(Path("tests/gold/own_sentences.jsonl"))
    assert min(len(texts) for texts in told.values()) >= 200
    marks = {kind: {text.count("[[") + text.count("]]") for text in texts} for kind, texts in told.items()}
    assert marks.pop("none") == {0}
    assert set(map(frozenset, marks.values())) == {frozenset({2})}
    texts = [text for texts in told.values() for text in texts]
    assert len(set(texts)) == len(texts)
    assert set(texts).isdisjoint(chain.from_iterable(load_paraphrases().values()))


def test_own_sentences_are_not_those_of_the_probe() -> None:
    told = read_sentences(Path("tests/gold/own_sentences.jsonl"))
    own = {text.replace("[[", "").replace("]]", "") for texts in told.values() for text in texts}
    probe = [json.loads(line) for line in Path("tests/gold/probe.jsonl").read_text(encoding="utf-8").splitlines()]
    assert own.isdisjoint(value for triple in probe for value in triple.values())
