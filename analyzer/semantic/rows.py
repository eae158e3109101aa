"""Rows of tokens for a network in training: those of like length beside each other, filled to one width."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Longs = NDArray[np.int64]


def batches(
    lengths: Sequence[int], tokens: int, random: np.random.Generator | None = None, spread: float = 8.0
) -> list[Longs]:
    """Put rows of like length together.

    Args:
        lengths: Tokens of each row.
        tokens: Most tokens of a batch, filling included; a longer row is a batch of its own.
        random: Shuffles; in order of length if not given.
        spread: Tokens by which rows of a batch may differ for the sake of chance.

    Returns:
        Numbers of rows, each in one batch.
    """
    sizes = np.asarray(lengths, np.float64)
    if random is not None:
        sizes = sizes + spread * random.random(len(sizes))  # so that not the same rows meet each time
    found: list[Longs] = []
    batch: list[int] = []
    longest = 0
    for number in np.argsort(sizes, kind="stable").tolist():
        if batch and max(longest, lengths[number]) * (len(batch) + 1) > tokens:
            found.append(np.array(batch, np.int64))
            batch, longest = [], 0
        batch.append(number)
        longest = max(longest, lengths[number])
    if batch:
        found.append(np.array(batch, np.int64))
    if random is not None:
        found = [found[number] for number in random.permutation(len(found))]
    return found


def filled(rows: Sequence[Sequence[int] | Longs], padding: int, multiple: int = 1) -> Longs:
    """Lay rows beside each other, filled at the end to a multiple of tokens, and to one at least."""
    width = -(-max(1, *map(len, rows)) // multiple) * multiple
    laid = np.full((len(rows), width), padding, np.int64)
    for number, tokens in enumerate(rows):
        laid[number, : len(tokens)] = tokens
    return laid
