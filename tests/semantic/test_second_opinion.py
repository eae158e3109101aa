"""The second opinion: it keeps single words that readers told right from wrong, and only joins the network's chance."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.errors import UsageError
from analyzer.model.types import ObstacleType
from analyzer.semantic.classifier import Classifier
from analyzer.semantic.files import ABOUT_CLASSIFIER, PACKAGED
from analyzer.semantic.judged_words import JudgedWords, read_judged_words
from analyzer.semantic.locate import Run
from analyzer.semantic.second_opinion import SIZE, SecondOpinion, Thought, heard
from analyzer.semantic.static import StaticEncoder
from analyzer.semantic.tagged import Marked, TaggedPassage
from analyzer.semantic.teach_second import BELOW, SURE, Judgement, judgements, of_sentences, with_second_opinion
from tests.semantic.small_classifier import encoder_of, random_classifier, write_encoder

ENCODER = encoder_of()
TEXT = "Der Antrag ist schriftlich oder elektronisch zu stellen"
RIGHT, WRONG = "Die Behörde legt Urkunde vor", "Der Antrag legt Urkunde vor"


def _judged(text: str, *, is_right: bool, number: int, kind: ObstacleType = "discretion") -> Judgement:
    return Judgement(kind, text, (text.index("legt"), text.index("legt") + 4), is_right, f"Act {number}", 0.6)


def _taught(count: int = 60, known: Sequence[Judgement] = ()) -> Classifier:
    finds = [_judged(RIGHT if n % 2 else WRONG, is_right=bool(n % 2), number=n) for n in range(count)]
    return with_second_opinion(random_classifier(ENCODER), ENCODER, known, finds)


def _chance(classifier: Classifier, text: str, kind: ObstacleType = "discretion") -> float:
    start = text.index("legt")
    return classifier.second_thought(ENCODER, kind, text, Run(start, start + 4, 0.6)).chance


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 20))
def test_any_words_can_be_heard(text: str, start: int, length: int) -> None:
    rows, shares = heard(ENCODER, text, (start, start + length))
    assert rows.shape == shares.shape
    assert ((rows >= 0) & (rows < SIZE)).all()
    assert ((shares > 0) & (shares <= 1)).all()


def test_the_marked_words_and_their_neighbours_are_heard_in_their_order() -> None:
    def of(words: str, text: str = TEXT) -> list[int]:
        start = text.index(words)
        return sorted(heard(ENCODER, text, (start, start + len(words)))[0].tolist())

    assert of("schriftlich") == of("schriftlich")
    assert of("schriftlich") != of("elektronisch")
    turned = TEXT.replace("schriftlich oder elektronisch", "elektronisch oder schriftlich")
    assert of("schriftlich") != of("schriftlich", turned)


def test_it_tells_right_finds_from_wrong_ones_by_their_words() -> None:
    taught = _taught()
    assert _chance(taught, RIGHT) > 0.8
    assert _chance(taught, WRONG) < 0.3


def test_a_type_of_which_too_little_is_known_keeps_the_network_s_chance() -> None:
    assert _taught(12).second is None
    assert _chance(_taught(12), WRONG) == 0.6
    taught = _taught()
    assert _chance(taught, WRONG, "signature") == 0.6
    assert taught.least("signature") == taught.asked("signature")


def test_it_is_asked_below_the_least_chance_of_before() -> None:
    taught = _taught()
    assert taught.least("discretion") == SURE
    assert taught.asked("discretion") == pytest.approx(0.6 - BELOW)


def test_an_opinion_is_judged_on_acts_it_has_not_seen() -> None:
    finds = [_judged(f"{WRONG} {'nicht ' * (n % 7)}", is_right=n % 2 == 0, number=0) for n in range(60)]
    taught = with_second_opinion(random_classifier(ENCODER), ENCODER, [], finds)
    assert taught.second is not None
    assert taught.second.thoughts["discretion"].opinion == pytest.approx(
        0.5, abs=0.01
    )  # nothing was learned of its worth


def test_words_of_an_earlier_round_count_as_well() -> None:
    text = "Namenszug erforderlich legt Urkunde vor"
    known = [replace(_judged(text, is_right=True, number=n), chance=None) for n in range(20)]
    assert _chance(_taught(known=known), text) > _chance(_taught(), text) + 0.02


def test_arguable_words_say_nothing_and_chances_are_those_of_the_marked_words() -> None:
    words = [JudgedWords(0, "discretion", 4, 10, "open"), JudgedWords(0, "discretion", 15, 26, "arguable")]
    words.append(JudgedWords(1, "signature", 0, 3, "secondary"))
    passage = TaggedPassage("", (TEXT, "Die Behörde legt vor"), (), "corpus", "Act", (), frozenset(), 0.5)
    classifier = random_classifier(ENCODER)
    found = judgements(ENCODER, passage, words, classifier)
    assert [(one.kind, one.text[slice(*one.span)], one.is_right) for one in found] == [
        ("discretion", "Antrag", True),
        ("signature", "Die", False),
    ]
    assert found[0].chance != found[1].chance
    assert [one.chance for one in judgements(ENCODER, passage, words)] == [None, None]


def test_marked_words_of_own_sentences_are_right() -> None:
    passage = TaggedPassage(
        "", (TEXT,), (), "labels", "x", (Marked("written_form", "open", 15, 26),), frozenset(), 0.75
    )
    (one,) = of_sentences([passage])
    assert (one.kind, one.text[slice(*one.span)], one.is_right, one.chance) == (
        "written_form",
        "schriftlich",
        True,
        None,
    )


def test_packing_keeps_weights_to_a_127th() -> None:
    weights = np.random.default_rng(1).standard_normal((1, SIZE)).astype(np.float32)
    second = SecondOpinion.of({"discretion": Thought(1.0, 1.0, 0.0)}, weights)
    assert np.abs(second.table * second.scales[:, None] - weights).max() <= np.abs(weights).max() / 127 * 0.51


def test_a_saved_opinion_says_the_same(tmp_path: Path) -> None:
    encoder = write_encoder(tmp_path)
    taught = replace(random_classifier(encoder), second=_taught().second)
    taught.save(tmp_path)
    loaded = Classifier.load(tmp_path)
    assert loaded.second is not None
    assert loaded.second.thoughts == taught.second.thoughts  # type: ignore[union-attr]
    assert _chance(loaded, RIGHT) == _chance(taught, RIGHT)


def test_an_opinion_without_its_table_is_told_in_words(tmp_path: Path) -> None:
    encoder = write_encoder(tmp_path)
    random_classifier(encoder).save(tmp_path)
    about = json.loads((tmp_path / ABOUT_CLASSIFIER).read_text("utf-8"))
    about["second"] = {"discretion": [1.0, 0.5, 0.0]}
    (tmp_path / ABOUT_CLASSIFIER).write_text(json.dumps(about), encoding="utf-8")
    with pytest.raises(UsageError, match="nicht lesbar"):
        Classifier.load(tmp_path)


def test_the_packaged_classifier_asks_it() -> None:
    """Of what hinders in thousands of places it has an opinion; the judged finds it learned from are in the repository."""
    second = Classifier.load(PACKAGED).second
    assert second is not None
    assert {"vague_term", "discretion", "paper_document", "repeated_proof"} <= second.thoughts.keys()
    judged = read_judged_words(Path(__file__).parents[1] / "gold" / "own_finds.jsonl.gz")
    assert sum(map(len, judged.values())) > 2_500
    text = "Die Behörde kann die Erlaubnis aus wichtigem Grund widerrufen."
    span = (text.index("wichtigem"), text.index(" widerrufen"))
    assert second.chance(StaticEncoder.load(PACKAGED), "vague_term", 0.6, text, span) > 0.6
