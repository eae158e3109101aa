"""Stretches: the pieces of a passage that the network has to weigh for the parts that matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Stretch(NamedTuple):
    """Pieces of a passage that are scored together.

    Attributes:
        ids: Pieces of chosen parts, and those around that they hear.
        means: Of the passage and of its heading.
        inner: First and one past the last row of each chosen part, and where its scores go.
    """

    ids: NDArray[np.int32]
    means: tuple[NDArray[np.float32], NDArray[np.float32]]
    inner: Sequence[tuple[int, int, NDArray[np.float32]]]


def stretches_of(
    bounds: Sequence[int], parts: Sequence[int], heard: int, most: int
) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """Give the rows that chosen parts need: first, one past the last, and the rows of each part.

    Overlapping ones are joined, as long as what they need still fits a processor's cache.

    Args:
        bounds: Where the parts of a passage begin and, last, the end.
        parts: The chosen ones, in order.
        heard: Rows to each side that the score of one depends on.
        most: Rows from which a stretch is not joined to the next.
    """
    end = bounds[-1]
    first, past, inner = 0, -1, list[tuple[int, int]]()
    for part in parts:
        start, stop = bounds[part], bounds[part + 1]
        if inner and (start - heard > past or past - first >= most):
            yield first, past, inner
            inner = []
        if not inner:
            first = max(start - heard, 0)
        past = min(stop + heard, end)
        inner.append((start, stop))
    if inner:
        yield first, past, inner
