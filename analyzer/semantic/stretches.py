"""Stretches: the pieces of a passage that the network has to weigh for the parts that matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Stretch(NamedTuple):
    """Pieces of a passage that are scored together: those of chosen parts, and those around that they hear.

    Attributes:
        passage: Number of the passage.
        first: First row, among those of all passages.
        past: One past the last.
        inner: First and one past the last row of each chosen part.
    """

    passage: int
    first: int
    past: int
    inner: Sequence[tuple[int, int]]


def stretches_of(
    passage: int, offset: int, bounds: Sequence[int], parts: Sequence[int], heard: int, most: int
) -> Iterator[Stretch]:
    """Give what chosen parts of a passage need.

    Overlapping ones are joined, as long as what they need still fits a processor's cache.

    Args:
        passage: Its number.
        offset: Its first row.
        bounds: Where its parts begin and, last, the end, counted from `offset`.
        parts: The chosen ones, in order.
        heard: Rows to each side that the score of one depends on.
        most: Rows from which a stretch is not joined to the next.
    """
    end = offset + bounds[-1]
    first, past, inner = 0, -1, list[tuple[int, int]]()
    for part in parts:
        start, stop = offset + bounds[part], offset + bounds[part + 1]
        if inner and (start - heard > past or past - first >= most):
            yield Stretch(passage, first, past, inner)
            inner = []
        if not inner:
            first = max(start - heard, offset)
        past = min(stop + heard, end)
        inner.append((start, stop))
    if inner:
        yield Stretch(passage, first, past, inner)
