"""The classifier: what it says of a passage is that passage's alone, hears order, and survives saving."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import UsageError
from analyzer.model.types import OBSTACLE_TYPES, ObstacleType
from analyzer.model.unit import Unit
from analyzer.read import read_unit
from analyzer.semantic import StaticEncoder, load_encoder
from analyzer.semantic.classifier import HEADING_PIECES, Classifier, Curve, pieces_of
from analyzer.semantic.judged import judge
from analyzer.semantic.network import NOTHING, Pieces, Weights
from analyzer.semantic.static import PACKAGED
from analyzer.semantic.words import split_words, word_spans
from tests.semantic.small_classifier import TYPES, encoder_of, random_classifier, write_encoder

ENCODER = encoder_of()
CLASSIFIER = random_classifier(ENCODER)
IDS = st.integers(0, ENCODER.vocabulary_size)
PASSAGES = st.builds(
    lambda heading, words: Pieces(heading, words, [0, len(words)]),
    st.lists(IDS, max_size=5),
    st.lists(IDS, min_size=1, max_size=30),
)


@given(st.lists(PASSAGES, min_size=1, max_size=8))
@settings(deadline=None)
def test_scores_of_a_passage_do_not_depend_on_its_neighbours(passages: list[Pieces]) -> None:
    together = CLASSIFIER.judge(passages)
    assert [len(scores.pieces) for scores in together] == [len(passage.words) for passage in passages]
    for passage, scores in zip(passages, together, strict=True):
        np.testing.assert_allclose(scores.pieces, CLASSIFIER.judge([passage])[0].pieces, rtol=1e-4, atol=1e-4)


def test_many_passages_are_judged_in_several_goes_as_in_one() -> None:
    random = np.random.default_rng(5)
    passages = [
        Pieces(
            random.integers(0, 10, 3).tolist(), random.integers(0, ENCODER.vocabulary_size, size).tolist(), [0, size]
        )
        for size in random.integers(1, 300, 90).tolist()
    ]
    scores = [one.pieces for one in CLASSIFIER.judge(passages)]
    assert sum(map(len, scores)) == sum(len(passage.words) for passage in passages) > 10_000
    for at in (0, 29, 30, 31, 57, 89):
        np.testing.assert_allclose(scores[at], CLASSIFIER.judge([passages[at]])[0].pieces, rtol=1e-3, atol=1e-3)


def test_a_part_has_the_highest_score_of_its_pieces_and_a_boundary_none() -> None:
    passages = [pieces_of(ENCODER, "Antrag", parts) for parts in (["Der Antrag", "", "ist zu stellen"], ["Urkunde"])]
    for passage, (pieces, parts) in zip(passages, CLASSIFIER.judge(passages), strict=True):
        assert len(parts) == len(passage.bounds) - 1
        for best, first, past in zip(parts, passage.bounds, passage.bounds[1:], strict=False):
            assert (best == pieces[first:past].max(axis=0)).all()
            assert (pieces[past - 1] == NOTHING).all()
            assert (pieces[first : past - 1] > NOTHING).all()


def test_nothing_to_judge() -> None:
    assert CLASSIFIER.judge([]) == []


def test_order_neighbour_part_and_heading_are_all_heard() -> None:
    def first(heading: str, *parts: str) -> np.ndarray:
        return CLASSIFIER.judge([pieces_of(ENCODER, heading, parts)])[0].pieces[0]

    said = first("Antrag", "Antrag oder Urkunde elektronisch")
    assert not np.allclose(said, first("Antrag", "Antrag Urkunde oder elektronisch"), atol=1e-3)
    assert not np.allclose(said, first("Antrag", "Antrag oder Urkunde elektronisch", "schriftlich"), atol=1e-3)
    assert not np.allclose(said, first("Urkunde", "Antrag oder Urkunde elektronisch"), atol=1e-3)


def test_a_piece_sees_seven_pieces_to_each_side_beside_the_mean() -> None:
    no_mean = replace(CLASSIFIER.network.weights, about=(np.zeros((8, 8), np.float32), np.zeros(8, np.float32)))
    without_mean = replace(CLASSIFIER.network, weights=no_mean)
    words = [3] * 17
    base = without_mean.judge([Pieces([], words, [0, 17])])[0].pieces[8]
    for place, seen in ((1, True), (15, True), (0, False), (16, False)):
        changed = [*words[:place], 6, *words[place + 1 :]]
        moved = np.abs(without_mean.judge([Pieces([], changed, [0, 17])])[0].pieces[8] - base).max()
        assert bool(moved > 1e-4) is seen


def test_pieces_are_cut_by_part() -> None:
    pieces = pieces_of(ENCODER, "Antrag " * 40, ["Der Antrag", "", "ist schriftlich zu stellen"])
    assert pieces.bounds == [0, 3, 4, 9]
    boundary = ENCODER.vocabulary_size
    assert [at for at, piece in enumerate(pieces.words) if piece == boundary] == [2, 3, 8]
    assert len(pieces.heading) == HEADING_PIECES


def test_chances_follow_the_curves() -> None:
    curves = (Curve(2.0, -1.0), *CLASSIFIER.curves[1:])
    scores = np.array([[0.5] * TYPES, [200.0] * TYPES, [-200.0] * TYPES], np.float32)
    chances = replace(CLASSIFIER, curves=curves).chances(scores)
    assert chances[0, 0] == pytest.approx(0.5)
    assert chances[0, 1] == pytest.approx(1 / (1 + np.exp(-0.5)))
    assert chances[1].min() > 0.999
    assert chances[2].max() < 0.001


def test_saved_weights_give_nearly_the_same_answers(tmp_path: Path) -> None:
    encoder = write_encoder(tmp_path)
    curves = tuple(Curve(1.0 + column / 10, -column / 5) for column in range(TYPES))
    before = replace(random_classifier(encoder), curves=curves)
    before.save(tmp_path)
    after = Classifier.load(tmp_path)
    assert after.curves == curves
    assert after.least("signature") == 0.5
    own = before.network.weights.own
    assert (np.abs(after.network.weights.own - own) <= np.abs(own).max(axis=0) / 127 * 0.51).all()
    for name, array in before.network.weights.named().items():
        np.testing.assert_allclose(after.network.weights.named()[name], array, rtol=1e-3, atol=1e-6)
    passage = pieces_of(encoder, "Antrag", ["Der Antrag ist schriftlich zu stellen", "Die Behörde legt ihn vor"])
    chances = [one.chances(one.judge([passage])[0].pieces) for one in (before, after)]
    np.testing.assert_allclose(chances[1], chances[0], atol=0.02)


def test_weights_go_by_name_and_back() -> None:
    weights = CLASSIFIER.network.weights
    again = Weights.of_named(weights.own, weights.named())
    assert again.named().keys() == weights.named().keys()
    assert all((again.named()[name] == array).all() for name, array in weights.named().items())


def _save(folder: Path) -> Path:
    random_classifier(write_encoder(folder)).save(folder)
    return folder


@pytest.mark.parametrize("size", [0, 100, 2_000])
def test_damaged_weights_are_told_in_words(tmp_path: Path, size: int) -> None:
    path = _save(tmp_path) / "classifier.npz"
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(UsageError, match=r"classifier\.npz"):
        Classifier.load(tmp_path)


@pytest.mark.parametrize("content", ["", "{}", "[]", "3", '{"encoder": "small", "curves": {"signature": [1, 0]}}'])
def test_a_description_that_is_none_is_told_in_words(tmp_path: Path, content: str) -> None:
    (_save(tmp_path) / "classifier.json").write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=r"classifier\.json"):
        Classifier.load(tmp_path)


@pytest.mark.parametrize("name", ["classifier.npz", "classifier.json"])
def test_missing_files_are_told_in_words(tmp_path: Path, name: str) -> None:
    (_save(tmp_path) / name).unlink()
    with pytest.raises(UsageError, match=name):
        Classifier.load(tmp_path)


def test_a_classifier_of_another_encoder_is_refused(tmp_path: Path) -> None:
    folder, other = _save(tmp_path / "one"), tmp_path / "other"
    write_encoder(other, "ganz andere Worte")
    for name in ("classifier.npz", "classifier.json"):
        shutil.copy(folder / name, other)
    with pytest.raises(UsageError, match="passt der Klassifikator nicht zum Encoder") as told:
        Classifier.load(other)
    assert "encoder teach" in str(told.value)


@given(st.text(alphabet="Aaßäöü §.,-_\n 12nichtkeine", max_size=80))
def test_places_of_words_lead_back_to_them(text: str) -> None:
    spans = word_spans(text)
    for word, start, end in spans:
        assert text[start:end].lower().replace(" ", "_") == word.replace(" ", "_")
    assert [word for word, _, _ in spans] == split_words(text)


# What is packaged


@pytest.fixture(scope="module")
def packaged() -> tuple[StaticEncoder, Classifier]:
    encoder = load_encoder()
    assert isinstance(encoder, StaticEncoder)
    return encoder, Classifier.load()


def test_the_package_stays_small() -> None:
    assert sum(path.stat().st_size for path in PACKAGED.iterdir()) <= 10_000_000


def test_the_packaged_classifier_says_how_it_was_made(packaged: tuple[StaticEncoder, Classifier]) -> None:
    encoder, classifier = packaged
    about = json.loads((PACKAGED / "classifier.json").read_text(encoding="utf-8"))
    assert about["encoder"] == encoder.digest
    assert about["passages"]["corpus"] > 50_000
    assert set(about["curves"]) == set(about["least"]) == set(about["rules"]) == set(OBSTACLE_TYPES)
    assert all(curve.slope > 0 for curve in classifier.curves)
    assert all(weight >= 0 for curve in about["rules"].values() for weight in curve[:2])


def _chance(packaged: tuple[StaticEncoder, Classifier], kind: ObstacleType, text: str) -> float:
    encoder, classifier = packaged
    judged = judge(read_unit(Unit(id="u", text=text), "u"), encoder, classifier)
    best = np.stack([one.best for one in judged]).max(axis=0)
    return float(classifier.chances(best)[OBSTACLE_TYPES.index(kind)])


@pytest.mark.parametrize(
    ("kind", "yes", "no"),
    [
        (
            "written_form",
            "Die Anzeige kann nur schriftlich erstattet werden.",
            "Die Anzeige kann schriftlich oder elektronisch erstattet werden.",
        ),
        ("written_form", "Die Schriftform ist erforderlich.", "Die Schriftform ist nicht erforderlich."),
        ("written_form", "Die Kündigung bedarf der Schriftform.", "Die Kündigung bedarf keiner Schriftform."),
        ("written_form", "Der Antrag ist schriftlich zu stellen.", "Die schriftliche Prüfung ist zu bestehen."),
        (
            "postal_delivery",
            "Die Unterlagen sind mit der Post zu übersenden.",
            "Die Unterlagen sind mit der Post oder auf elektronischem Weg zu übersenden.",
        ),
        ("certification", "Eine Beglaubigung ist erforderlich.", "Eine Beglaubigung ist nicht erforderlich."),
        (
            "electronic_excluded",
            "Eine Übermittlung durch E-Mail genügt nicht.",
            "Eine Übermittlung durch E-Mail genügt.",
        ),
        ("discretion", "Die Behörde kann den Antrag ablehnen.", "Die Behörde muss den Antrag ablehnen."),
    ],
)
def test_neighbours_decide(packaged: tuple[StaticEncoder, Classifier], kind: ObstacleType, yes: str, no: str) -> None:
    """How likely is a matter of the curve, which is flat and low for types that rules leave little of: so odds are compared."""
    said, denied = _chance(packaged, kind, yes), _chance(packaged, kind, no)
    assert said >= 0.3
    assert said / (1 - said) > 1.5 * denied / (1 - denied)


@pytest.mark.parametrize(
    ("kind", "yes", "no"),
    [
        (
            "discretion",
            "Die Behörde kann die Erlaubnis widerrufen, wenn der Inhaber sie missbrauchen muss.",
            "Die Behörde muss die Erlaubnis widerrufen, wenn der Inhaber sie missbrauchen kann.",
        ),
        (
            "discretion",
            "Die Behörde kann den Antrag ablehnen, der Antragsteller muss ihn begründen.",
            "Die Behörde muss den Antrag ablehnen, der Antragsteller kann ihn begründen.",
        ),
        (
            "signature",
            "Nicht die Begründung, sondern die Unterschrift ist erforderlich.",
            "Nicht die Unterschrift, sondern die Begründung ist erforderlich.",
        ),
    ],
)
def test_the_same_words_in_another_order_are_told_apart(
    packaged: tuple[StaticEncoder, Classifier], kind: ObstacleType, yes: str, no: str
) -> None:
    assert sorted(split_words(yes)) == sorted(split_words(no))
    assert _chance(packaged, kind, yes) >= 0.4 > _chance(packaged, kind, no)
