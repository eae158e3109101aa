"""Locates the words that carry what the classifier saw: the run of words that adds most to its score."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analyzer.semantic.classifier import OWN, Classifier, features
from analyzer.semantic.grams import SHAPES, grams
from analyzer.semantic.static import StaticEncoder
from analyzer.semantic.words import word_spans

MOST_WORDS: Final = 7
"""Words of a quote."""

_WINDOW_COST: Final = 0.02  # score a further word must add, so that quotes stay short


def locate(
    encoder: StaticEncoder, classifier: Classifier, read: tuple[str, str, str], column: int
) -> tuple[int, int] | None:
    """Find the words of the part that speak most for a type.

    Args:
        encoder: Gives pieces and vectors.
        classifier: Whose score is taken apart.
        read: Own words, context, heading; see `classifier.texts_of`.
        column: Index of the type in `OBSTACLE_TYPES`.

    Returns:
        Half-open range in the own words; None if no word speaks for the type.
    """
    spans = word_spans(read[0])
    if not spans:
        return None
    pieces = [encoder.pieces_of(word) for word, _, _ in spans]
    ids = np.array([piece for word in pieces for piece in word], np.int32)
    owner = np.repeat(np.arange(len(spans)), [len(word) for word in pieces])
    by_piece = _wording(classifier, ids, column) + _meaning(encoder, classifier, read, ids, column)
    by_word = np.zeros(len(spans))
    np.add.at(by_word, owner, by_piece)
    best: tuple[float, int, int] | None = None
    quiet = [word in _function_words() for word, _, _ in spans]
    for first in range(len(spans)):
        if quiet[first]:
            continue
        total = 0.0
        for last in range(first, min(first + MOST_WORDS, len(spans))):
            total += by_word[last] - _WINDOW_COST
            if not quiet[last] and (best is None or total > best[0]):
                best = (total, first, last)
    if best is None or best[0] <= 0.0:
        return None
    return spans[best[1]][1], spans[best[2]][2]


def _wording(classifier: Classifier, ids: NDArray[np.int32], column: int) -> NDArray[np.float64]:
    bounds = np.array([0, len(ids)], np.int64)
    added = classifier.weights[classifier.place[grams(ids, bounds, OWN)], column]
    by_piece = np.zeros(len(ids))
    for row, shape in enumerate(SHAPES):
        share = added[row] / len(shape)
        for distance in shape:
            if distance < len(ids):
                by_piece[distance:] += share[: len(ids) - distance]
    return np.asarray(by_piece / np.sqrt(max(len(ids), 1)), np.float64)


def _meaning(
    encoder: StaticEncoder, classifier: Classifier, read: tuple[str, str, str], ids: NDArray[np.int32], column: int
) -> NDArray[np.float64]:
    """The score of the meaning head, taken apart at the point where it stands."""
    first, first_bias, last, _ = classifier.layers
    vector = features(encoder, [read]).vectors[0]
    open_ = (vector @ first + first_bias) > 0.0
    slope = (first[:, open_] @ last[open_, column]).reshape(2, -1)
    lengths = np.maximum(np.linalg.norm(encoder.table[ids].sum(axis=0)), 1e-6)
    return np.asarray(encoder.table[ids] @ slope.sum(axis=0) / lengths * classifier.curves[column].meaning, np.float64)


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    path = Path(__file__).parent / "function_words.txt"
    lines = path.read_text(encoding="utf-8").split("\n")
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
