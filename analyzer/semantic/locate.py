"""Locates the words that carry what the classifier saw: runs of words whose chance comes near the highest one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

MOST_WORDS: Final = 12
"""Printed words of a quote."""

_NEAR: Final = 0.4  # share of the peak's chance that a further word of the quote needs
_BRIDGED: Final = 1  # words below it that a quote may run across
_APART: Final = 2  # words between two runs

_PRINTED: Final = re.compile(r"\S+")
_STOP: Final = re.compile(r"[,;:](?=\s)")
"""What a quote does not run across: behind it another clause begins, or a like word that is no more needed."""

# fmt: off
_EDGES: Final = frozenset((
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einer", "eines", "einem", "einen", "und", "oder", "sowie",
    "bzw", "auch", "so", "zu", "zur", "zum", "in", "im", "an", "am", "von", "vom", "mit", "bei", "beim", "für", "§",
    "dass", "daß", "wenn", "soweit", "sofern", "nach", "dieser", "diese", "dieses", "diesem", "diesen", "werden",
    "wird", "ist", "sind",
))
# fmt: on
"""Words that say nothing at the edge of a quote."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that carry an obstacle.

    Attributes:
        start: First character in the part.
        end: One past the last.
        chance: Highest chance of its words.
    """

    start: int
    end: int
    chance: float


def runs(text: str, words: Sequence[tuple[str, int, int]], chances: NDArray[np.float32], least: float) -> Iterator[Run]:
    """Find the runs of a part, the surest first.

    Args:
        text: The part.
        words: Words with first character and one past the last; see `words.word_spans`.
        chances: Chance of each word for one type.
        least: Chance that a run must reach.
    """
    left = chances.astype(np.float64)
    printed = np.array([found.start() for found in _PRINTED.finditer(text)])  # figures and joined pairs count too
    starts = np.array([start for _, start, _ in words], np.intp)
    begins = np.searchsorted(printed, starts, "right")
    ends = np.searchsorted(printed, np.array([end - 1 for _, _, end in words], np.intp), "right")
    stops = np.array([stop.start() for stop in _STOP.finditer(text)], np.intp)
    clauses = np.searchsorted(stops, starts)  # no word holds a stop
    while len(left) and left.max() >= least:
        peak = int(left.argmax())
        near = left >= _NEAR * left[peak]
        first = _reach(near & (ends[peak] - begins < MOST_WORDS), peak, -1)
        last = _reach(near & (ends - begins[first] < MOST_WORDS), peak, 1)
        inside = np.flatnonzero(clauses[first : last + 1] == clauses[peak]) + first
        yield Run(*_trimmed(words, int(inside[0]), int(inside[-1])), float(left[peak]))
        left[max(first - _APART, 0) : last + 1 + _APART] = -1.0


def _reach(near: NDArray[np.bool_], start: int, step: int) -> int:
    """Walk from a word over others that are near enough; give the last of them."""
    reached = at = start
    while 0 <= at + step < len(near) and abs(at + step - reached) <= _BRIDGED + 1:
        at += step
        if near[at]:
            reached = at
    return reached


def _trimmed(words: Sequence[tuple[str, int, int]], first: int, last: int) -> tuple[int, int]:
    """Leave out articles and joining words at both ends, unless nothing else is there."""
    telling = [n for n in range(first, last + 1) if words[n][0] not in _EDGES]
    if telling:
        first, last = telling[0], telling[-1]
    return words[first][1], words[last][2]
