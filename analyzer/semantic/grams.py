"""Word sequences as numbers: what a mean of word vectors cannot see, order and neighbourhood, made cheap to look up.

A gram is a piece, two or three pieces in a row, or two pieces with up to three others between them ("ist … vorzulegen").
Each is hashed into one of `BUCKETS` buckets; a text has one gram of each kind for each of its pieces, those that would
run over its end have the bucket `NONE`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

BUCKETS: Final = 1 << 20
"""Buckets grams are hashed into; 0 is `NONE`."""

NONE: Final = 0

SHAPES: Final[tuple[tuple[int, ...], ...]] = ((0,), (0, 1), (0, 1, 2), (0, 2), (0, 3), (0, 4))
"""Distances of the pieces of a gram from the piece it begins with."""

_MULTIPLIER: Final = np.uint64(0x9E3779B97F4A7C15)  # 2**64 / golden ratio (Knuth, TAOCP 3, 6.4)


def grams(ids: NDArray[np.int32], bounds: NDArray[np.int64], namespace: int) -> NDArray[np.int32]:
    """Hash the grams of texts.

    Args:
        ids: Pieces of all texts in a row (`StaticEncoder.token_ids`).
        bounds: Where each text begins and ends in it.
        namespace: Keeps equal words apart by where they stand: in the part itself, in its lead-in, in the heading.

    Returns:
        Buckets, one row for each shape of gram, one column for each piece.
    """
    count = len(ids)
    found = np.zeros((len(SHAPES), count), np.int32)
    if not count:
        return found
    pieces = ids.astype(np.uint64) + np.uint64(1)
    owner = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    with np.errstate(over="ignore"):
        for row, shape in enumerate(SHAPES):
            reach = shape[-1]
            if count <= reach:
                continue
            last = count - reach
            mixed = np.full(last, namespace * 64 + row + 1, np.uint64) * _MULTIPLIER
            for distance in shape:
                mixed = (mixed ^ pieces[distance : distance + last]) * _MULTIPLIER
                mixed ^= mixed >> np.uint64(29)
            buckets = (mixed >> np.uint64(20)) % np.uint64(BUCKETS - 1) + np.uint64(1)
            found[row, :last] = np.where(owner[:last] == owner[reach:], buckets, NONE)
    return found


def sums(table: NDArray[np.float32], buckets: NDArray[np.int32], bounds: NDArray[np.int64]) -> NDArray[np.float32]:
    """Add up the rows of a table over the grams of each text.

    Args:
        table: One row a bucket; the row of `NONE` is zero.
        buckets: See `grams`; already translated where the table is a compact one.
        bounds: Where each text begins and ends.
    """
    total = np.zeros((len(bounds) - 1, table.shape[1]), np.float32)
    filled = np.flatnonzero(np.diff(bounds))
    if not filled.size:
        return total
    by_piece = table[buckets[0]]
    for row in buckets[1:]:
        by_piece += table[row]
    total[filled] = np.add.reduceat(by_piece, bounds[filled], axis=0)
    return total


def flat(texts: Sequence[NDArray[np.int32]]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Put the pieces of texts in a row, with bounds."""
    bounds = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(text) for text in texts], out=bounds[1:])
    return (np.concatenate(texts) if texts else np.zeros(0, np.int32)), bounds
