"""Locates the words that carry what the classifier saw: runs of words whose chance comes near the highest one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

MOST_WORDS: Final = 10
"""Words of a quote."""

_NEAR: Final = 0.5  # share of the peak's chance that a neighbouring word needs
_APART: Final = 2  # words between two runs


@dataclass(frozen=True, slots=True)
class Run:
    """Words that carry an obstacle.

    Attributes:
        start: First character in the part.
        end: One past the last.
        score: Highest score of its pieces.
    """

    start: int
    end: int
    score: float


def runs(
    words: Sequence[tuple[str, int, int]], scores: NDArray[np.float32], slope: float, least: float
) -> Iterator[Run]:
    """Find the runs of a part, the surest first.

    Args:
        words: Words with first character and one past the last; see `words.word_spans`.
        scores: Score of each word for one type, as a logit.
        slope: Of the type's curve: scores times slope differ as log odds do.
        least: Score that a run must reach.
    """
    left = scores.astype(np.float64)
    while len(left) and left.max() >= least:
        peak = int(left.argmax())
        floor = left[peak] + np.log(_NEAR) / max(slope, 1e-3)
        first = last = peak
        while first > 0 and left[first - 1] >= floor and last - first < MOST_WORDS - 1:
            first -= 1
        while last + 1 < len(left) and left[last + 1] >= floor and last - first < MOST_WORDS - 1:
            last += 1
        yield Run(*_trimmed(words, first, last), float(left[peak]))
        left[max(first - _APART, 0) : last + 1 + _APART] = -np.inf


def _trimmed(words: Sequence[tuple[str, int, int]], first: int, last: int) -> tuple[int, int]:
    """Leave out function words at both ends, unless nothing else is there."""
    telling = [n for n in range(first, last + 1) if words[n][0] not in _function_words()]
    if telling:
        first, last = telling[0], telling[-1]
    return words[first][1], words[last][2]


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    path = Path(__file__).parent / "function_words.txt"
    lines = path.read_text(encoding="utf-8").split("\n")
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
