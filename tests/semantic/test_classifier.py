"""The classifier: grams see order, features are those of the text alone, weights survive saving."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.errors import UsageError
from analyzer.model.types import OBSTACLE_TYPES
from analyzer.semantic import StaticEncoder, load_encoder
from analyzer.semantic.classifier import Classifier, Curve, features
from analyzer.semantic.grams import BUCKETS, NONE, SHAPES, grams
from analyzer.semantic.words import split_words, word_spans

TYPES = len(OBSTACLE_TYPES)


@pytest.fixture(scope="module")
def encoder() -> StaticEncoder:
    packaged = load_encoder()
    assert isinstance(packaged, StaticEncoder)
    return packaged


def _classifier(known: dict[int, float]) -> Classifier:
    place = np.zeros(BUCKETS, np.int32)
    weights = np.zeros((len(known) + 1, TYPES), np.float32)
    for row, (bucket, weight) in enumerate(sorted(known.items()), start=1):
        place[bucket] = row
        weights[row] = weight
    layers = (
        np.zeros((512, 4), np.float32),
        np.zeros(4, np.float32),
        np.zeros((4, TYPES), np.float32),
        np.zeros(TYPES, np.float32),
    )
    offsets = np.full(TYPES, -2.0, np.float32)
    return Classifier("test", place, weights, offsets, layers, (Curve(0.0, 0.0),) * TYPES, {})


def test_grams_see_the_order_of_words() -> None:
    bounds = np.array([0, 3], np.int64)
    there = grams(np.array([5, 6, 7], np.int32), bounds, 1)
    back = grams(np.array([7, 6, 5], np.int32), bounds, 1)
    assert set(there[0]) == set(back[0])
    assert set(there[1]) != set(back[1])


def test_grams_do_not_reach_into_the_next_text() -> None:
    ids = np.array([5, 6, 7, 8], np.int32)
    together = grams(ids, np.array([0, 2, 4], np.int64), 1)
    alone = grams(ids[:2], np.array([0, 2], np.int64), 1)
    assert (together[:, :2] == alone).all()
    assert together[1, 1] == NONE


def test_grams_keep_places_apart() -> None:
    ids, bounds = np.array([5], np.int32), np.array([0, 1], np.int64)
    assert grams(ids, bounds, 1)[0, 0] != grams(ids, bounds, 2)[0, 0]


@given(st.lists(st.lists(st.integers(0, 31_999), max_size=8), min_size=1, max_size=5))
def test_buckets_stay_in_range(texts: list[list[int]]) -> None:
    ids = np.array([piece for text in texts for piece in text], np.int32)
    bounds = np.concatenate([[0], np.cumsum([len(text) for text in texts])]).astype(np.int64)
    found = grams(ids, bounds, 3)
    assert found.shape == (len(SHAPES), len(ids))
    assert ((found >= 0) & (found < BUCKETS)).all()


def test_features_of_a_reading_do_not_depend_on_its_neighbours(encoder: StaticEncoder) -> None:
    one = ("Der Antrag ist schriftlich zu stellen.", "", "Verfahren")
    other = ("1. ein Zeugnis,", "Dem Antrag sind beizufügen:", "Unterlagen")
    alone = features(encoder, [one])
    both = features(encoder, [other, one, other])
    columns = both.buckets[:, both.bounds[1] : both.bounds[2]]
    assert sorted(map(tuple, columns.T)) == sorted(map(tuple, alone.buckets.T))
    np.testing.assert_allclose(both.vectors[1], alone.vectors[0], rtol=1e-6)


def test_a_reading_without_words_has_no_features(encoder: StaticEncoder) -> None:
    seen = features(encoder, [("", "", ""), ("Antrag", "", "")])
    assert list(np.diff(seen.bounds)) == [0, 1]
    assert _classifier({}).probabilities(seen).shape == (2, TYPES)


def test_a_known_gram_raises_the_probability(encoder: StaticEncoder) -> None:
    seen = features(encoder, [("Namenszug", "", "")])
    known = {int(bucket): 5.0 for bucket in seen.buckets[0]}
    assert _classifier(known).probabilities(seen)[0, 0] > 0.9
    assert _classifier({}).probabilities(seen)[0, 0] == pytest.approx(1 / (1 + np.exp(2)), abs=1e-5)


def test_saved_weights_give_nearly_the_same_answers(encoder: StaticEncoder, tmp_path: Path) -> None:
    seen = features(encoder, [("Der Antrag bedarf der Schriftform", "", "Form")])
    kept = [int(bucket) for bucket in np.unique(seen.buckets) if bucket]
    before = _classifier({bucket: 0.1 * number for number, bucket in enumerate(kept)})
    before.save(tmp_path)
    after = Classifier.load(tmp_path)
    np.testing.assert_allclose(after.probabilities(seen), before.probabilities(seen), atol=0.01)


def test_damaged_weights_are_named(tmp_path: Path) -> None:
    (tmp_path / "classifier.npz").write_bytes(b"no zip")
    (tmp_path / "classifier.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError, match="classifier"):
        Classifier.load(tmp_path)


@given(st.text(alphabet="Aaßäöü §.,-_\n 12nichtkeine", max_size=80))
def test_places_of_words_lead_back_to_them(text: str) -> None:
    spans = word_spans(text)
    for word, start, end in spans:
        assert text[start:end].lower().replace(" ", "_") == word.replace(" ", "_")
    assert [word for word, _, _ in spans] == split_words(text)
