"""Vectors by company: pieces that stand in the same places are alike, and a second run gives the same."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("gensim", reason="gensim is not installed: teaching needs it")

from analyzer.semantic.network import Floats
from analyzer.semantic.skipgram import Company, skipgram_vectors

PIECES = 42
BOUNDARY = PIECES
FAST = Company(window=2, passes=20, negatives=4, common=0.0)


def _passages() -> list[list[int]]:
    """Pieces 0 and 1 stand among 10 to 19, pieces 2 and 3 among 20 to 29."""
    chance = np.random.default_rng(4)
    made = []
    for number in range(400):
        first = 10 if number % 2 else 20
        around = chance.integers(first, first + 10, 4).tolist()
        middle = int(chance.integers(0, 2)) + (0 if number % 2 else 2)
        made.append([*around[:2], middle, *around[2:], BOUNDARY])
    return made


@pytest.fixture(scope="module")
def vectors() -> Floats:
    made = skipgram_vectors(_passages(), PIECES, 8, FAST)
    assert made is not None
    return made


def _likeness(vectors: Floats, one: int, other: int) -> float:
    return float(vectors[one] @ vectors[other] / (np.linalg.norm(vectors[one]) * np.linalg.norm(vectors[other])))


def test_pieces_in_the_same_company_are_alike(vectors: Floats) -> None:
    assert _likeness(vectors, 0, 1) > _likeness(vectors, 0, 2) + 0.2
    assert _likeness(vectors, 2, 3) > _likeness(vectors, 1, 3) + 0.2


def test_pieces_that_never_occur_have_none(vectors: Floats) -> None:
    assert vectors.shape == (PIECES, 8)
    assert not vectors[30:].any()
    assert vectors[:4].any(axis=1).all()


def test_a_second_run_gives_the_same(vectors: Floats) -> None:
    again = skipgram_vectors(_passages(), PIECES, 8, FAST)
    assert again is not None
    np.testing.assert_array_equal(again, vectors)


def test_the_boundary_is_no_piece() -> None:
    assert skipgram_vectors([[BOUNDARY] * 20] * 5, PIECES, 4) is None


def test_rare_pieces_alone_give_none() -> None:
    assert skipgram_vectors([[1, 2, 3]], PIECES, 4) is None
