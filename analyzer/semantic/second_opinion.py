"""A second opinion on words that the network marked: a linear model over the words themselves and those around them.

The network hears how a clause sounds, and its chance says how many such finds are right. Which ones, readers tell by single
words: a board's quorum, a certificate merely issued, "kann" of a private person. A linear model keeps such words where
the network smooths them over. It hears pieces of words: of the marked ones, before and behind them, and of their whole part
alone and in pairs, hashed into a table (K. Weinberger and others, Feature Hashing for Large Scale Multitask Learning, ICML 2009).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer.model.types import ObstacleType
from analyzer.semantic.logistic import logit
from analyzer.semantic.network import Floats
from analyzer.semantic.static import StaticEncoder
from analyzer.semantic.words import word_spans

SIZE: Final = 1 << 15
"""Rows of the table, a power of two."""
_NEAR_WORDS: Final = 6  # words before and behind that are heard
_NEAR_PIECES: Final = 10  # their pieces, nearest first
_PLACED: Final = 3  # pieces heard with their distance too
_MARKED: Final = 24  # pieces of the marked words
_DISTANCE: Final = np.arange(_PLACED, dtype=np.uint32)
_NO_OTHER: Final = np.zeros(max(_MARKED, _NEAR_PIECES), np.uint32)
ARRAYS: Final = ("second", "second_scales")
"""Its arrays in the file of the classifier."""


@dataclass(frozen=True, slots=True)
class Thought:
    """How chance and second opinion make the chance that a find is told with.

    Attributes:
        chance: Weight of the network's chance, as log odds.
        opinion: Weight of the second opinion.
        offset: Added.
    """

    chance: float
    opinion: float
    offset: float


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """What is asked of words that the network marked.

    Attributes:
        thoughts: By the types that it has an opinion of.
        table: Types × rows, eight bits.
        scales: Of each type.
    """

    thoughts: dict[ObstacleType, Thought]
    table: NDArray[np.int8] = field(repr=False)
    scales: Floats = field(repr=False)

    @staticmethod
    def of(thoughts: dict[ObstacleType, Thought], weights: Floats) -> SecondOpinion:
        """Pack weights.

        Args:
            thoughts: In the order of the rows of `weights`.
            weights: Types × rows.
        """
        scales = np.maximum(np.abs(weights).max(axis=1) / 127.0, 1e-9).astype(np.float32)
        return SecondOpinion(thoughts, np.rint(weights / scales[:, None]).astype(np.int8), scales)

    def chance(
        self, encoder: StaticEncoder, kind: ObstacleType, chance: float, text: str, span: tuple[int, int]
    ) -> float:
        """Give the chance that marked words carry an open obstacle.

        Args:
            encoder: Whose pieces the classifier hears.
            kind: The type.
            chance: What the network says.
            text: The part.
            span: First marked character and one past the last.
        """
        thought = self.thoughts.get(kind)
        if thought is None:
            return chance
        rows, shares = heard(encoder, text, span)
        at = list(self.thoughts).index(kind)
        opinion = float(self.table[at, rows] @ shares) * float(self.scales[at])
        total = thought.chance * logit(chance) + thought.opinion * opinion + thought.offset
        return float(1.0 / (1.0 + np.exp(-total)))

    def named(self) -> dict[str, NDArray[Any]]:
        """Give its arrays by name."""
        return dict(zip(ARRAYS, (self.table, self.scales), strict=True))

    def about(self) -> dict[str, list[float]]:
        """Give how it is joined with the network's chance, by type."""
        return {kind: [one.chance, one.opinion, one.offset] for kind, one in self.thoughts.items()}

    @staticmethod
    def of_named(arrays: Any, about: dict[ObstacleType, list[float]]) -> SecondOpinion | None:
        """Read it again; `None` if there is none."""
        if not about:
            return None
        table, scales = (arrays[name] for name in ARRAYS)
        if table.shape != (len(about), SIZE):
            raise ValueError(table.shape)
        return SecondOpinion(
            {kind: Thought(*map(float, joined)) for kind, joined in about.items()}, table, scales.astype(np.float32)
        )


def heard(encoder: StaticEncoder, text: str, span: tuple[int, int]) -> tuple[NDArray[np.intp], Floats]:
    """Give what is heard of marked words: rows of the table, and how much each counts.

    Args:
        encoder: Whose pieces.
        text: The part.
        span: First marked character and one past the last.
    """
    part = _part(encoder, text)
    inside = [at for at, (_, start, end) in enumerate(word_spans(text)) if start < span[1] and end > span[0]] or [0]
    first, last = inside[0], inside[-1]
    marked = _joined(part.pieces[first : last + 1])[:_MARKED]
    before = _joined(part.pieces[max(0, first - _NEAR_WORDS) : first])[::-1][:_NEAR_PIECES]
    behind = _joined(part.pieces[last + 1 : last + 1 + _NEAR_WORDS])[:_NEAR_PIECES]
    told = [
        (1, marked, _NO_OTHER[: len(marked)]),
        (2, marked[:-1], marked[1:]),
        *(
            one
            for where, side in ((3, before), (5, behind))
            for one in ((where, side, _NO_OTHER[: len(side)]), (where + 1, side[:_PLACED], _DISTANCE[: len(side)]))
        ),
    ]
    sizes = [len(ones) for _, ones, _ in told]
    around = _rows(
        np.repeat(np.array([where for where, _, _ in told], np.uint32), sizes),
        np.concatenate([ones for _, ones, _ in told]),
        np.concatenate([others for _, _, others in told]),
    )
    counts = [sizes[at] + sizes[at + 1] for at in range(0, len(sizes), 2)]
    shares = np.repeat(np.array([max(count, 1) ** -0.5 for count in counts], np.float32), counts)
    return np.concatenate((around, part.rows)), np.concatenate((shares, part.shares))


class _Part(NamedTuple):
    """What is heard of a part whatever words are marked in it."""

    pieces: list[tuple[int, ...]]
    rows: NDArray[np.intp]
    shares: Floats


@lru_cache(maxsize=16)  # several words of a part may be marked, for several types
def _part(encoder: StaticEncoder, text: str) -> _Part:
    pieces = [encoder.pieces_of(word) for word, _, _ in word_spans(text)]
    every = _joined(pieces)
    alone = np.unique(_rows(np.uint32(7), every, np.uint32(0)))
    pairs = np.unique(_rows(np.uint32(8), every[:-1], every[1:]))
    shares = [np.full(len(rows), max(len(rows), 1) ** -0.5, np.float32) for rows in (alone, pairs)]
    return _Part(pieces, np.concatenate((alone, pairs)), np.concatenate(shares))


def _joined(pieces: Sequence[tuple[int, ...]]) -> NDArray[np.uint32]:
    return np.array([piece for word in pieces for piece in word], np.uint32)


def _rows(
    where: NDArray[np.uint32] | np.uint32, ones: NDArray[np.uint32], others: NDArray[np.uint32] | np.uint32
) -> NDArray[np.intp]:
    """Mix place, pieces and what goes with them into rows of the table (multipliers of MurmurHash3 and xxHash32)."""
    mixed = np.atleast_1d(where) * np.uint32(0x9E3779B1) + ones * np.uint32(0x85EBCA6B)
    mixed = mixed + np.atleast_1d(others) * np.uint32(0xC2B2AE35)
    for shift, factor in ((15, 0x2C1B3C6D), (12, 0x297A2D39)):
        mixed = (mixed ^ (mixed >> np.uint32(shift))) * np.uint32(factor)
    rows: NDArray[np.intp] = ((mixed ^ (mixed >> np.uint32(15))) & np.uint32(SIZE - 1)).astype(np.intp)
    return rows
