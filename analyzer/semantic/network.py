"""The network of the classifier: a small convolution over the pieces of words, run by numpy alone.

Each piece has the encoder's vector, which knows words of like meaning, and a short one of its own; three layers look at
neighbours one, two and four pieces away, and the means of the Absatz and of the heading say what it is about.

The idea of a small convolution in the place of a transformer: Y. Kim, Convolutional Neural Networks for Sentence
Classification (EMNLP 2014).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

SPREADS: Final = (1, 2, 4)
"""How far away each layer looks, in pieces."""

NOTHING: Final = -60.0
"""A score that no chance comes from."""

_GAP: Final = max(SPREADS)  # empty rows between passages, so that none sees its neighbour
_ROWS: Final = 1_024  # pieces judged at a time: what they need fits a processor's cache


@dataclass(frozen=True, slots=True)
class Pieces:
    """A passage as ids.

    Attributes:
        heading: Pieces of the heading.
        words: Pieces of the parts, each part closed by the boundary.
        bounds: Pieces of part i are `words[bounds[i]:bounds[i + 1] - 1]`.
    """

    heading: Sequence[int]
    words: Sequence[int]
    bounds: Sequence[int]


class Scores(NamedTuple):
    """What the network says of a passage, as logits.

    Attributes:
        pieces: Pieces × types; `NOTHING` for the boundary behind a part.
        parts: The highest of each part: parts × types.
    """

    pieces: Floats
    parts: Floats


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned. Rows are inputs, columns outputs.

    Attributes:
        own: A short vector for each piece and, last, for the boundary between parts.
        enter: Weight and bias of the first layer, over the encoder's vector beside `own`.
        heading: Weight and bias from the mean of the heading's pieces.
        about: Weight and bias from the mean of the passage.
        layers: For each of `SPREADS`: weight over the piece before, the piece and the piece behind, side by side; bias.
        leave: Weight and bias of the last layer, one column a type.
    """

    own: Floats
    enter: tuple[Floats, Floats]
    heading: tuple[Floats, Floats]
    about: tuple[Floats, Floats]
    layers: tuple[tuple[Floats, Floats], ...]
    leave: tuple[Floats, Floats]

    def named(self) -> dict[str, Floats]:
        """Give all arrays by name, without `own`."""
        pairs = {"enter": self.enter, "heading": self.heading, "about": self.about, "leave": self.leave}
        pairs |= {f"layer{number}": layer for number, layer in enumerate(self.layers)}
        return {f"{name}_{what}": pair[n] for name, pair in pairs.items() for n, what in enumerate(("weight", "bias"))}

    @staticmethod
    def of_named(own: Floats, arrays: Mapping[str, Floats]) -> Weights:
        """Put arrays of `named` together again."""

        def pair(name: str) -> tuple[Floats, Floats]:
            return arrays[f"{name}_weight"], arrays[f"{name}_bias"]

        layers = tuple(pair(f"layer{number}") for number in range(len(SPREADS)))
        return Weights(own, pair("enter"), pair("heading"), pair("about"), layers, pair("leave"))


@dataclass(frozen=True)
class Network:
    """Weights made ready: the first layers look at one piece alone, so what they say of each is worked out beforehand.

    Attributes:
        first: What the first layer says of each piece, then of the boundary between parts; last, zeros for empty rows.
        of_heading: What each piece of a heading adds.
        weights: What was learned.
    """

    first: Floats
    of_heading: Floats
    weights: Weights

    @staticmethod
    def of(vectors: Floats, weights: Weights) -> Network:
        """Make one.

        Args:
            vectors: The encoder's vectors and, last, zeros for the boundary between parts.
            weights: What was learned.
        """
        size = vectors.shape[1]

        def seen(weight: Floats) -> Floats:  # two products: one table of both would take another forty megabytes
            return np.asarray(vectors @ weight[:size] + weights.own @ weight[size:], np.float32)

        weight, bias = weights.enter
        first = np.zeros((len(vectors) + 1, weight.shape[1]), np.float32)
        np.maximum(seen(weight) + bias, 0.0, out=first[:-1])
        return Network(first, seen(weights.heading[0]), weights)

    def judge(self, passages: Sequence[Pieces]) -> list[Scores]:
        """Score passages; none hears its neighbours."""
        found: list[Scores] = []
        batch: list[Pieces] = []
        size = 0
        for passage in passages:
            batch.append(passage)
            size += len(passage.words) + _GAP
            if size >= _ROWS:
                found += self._batch(batch)
                batch, size = [], 0
        if batch:
            found += self._batch(batch)
        return found

    def _batch(self, passages: Sequence[Pieces]) -> Iterator[Scores]:
        """Score passages that lie behind each other in one array, with empty rows between them."""
        boundary = len(self.first) - 2
        lengths = np.array([len(passage.words) for passage in passages])
        starts = np.cumsum(lengths + _GAP) - lengths
        ids = np.full(int(starts[-1] + lengths[-1]) + _GAP, boundary + 1, np.int32)
        for start, passage in zip(starts, passages, strict=True):
            ids[start : start + len(passage.words)] = passage.words
        scores = self._run(ids, starts, lengths, [passage.heading for passage in passages])
        scores[ids >= boundary] = NOTHING
        firsts = [
            start + first for start, one in zip(starts.tolist(), passages, strict=True) for first in one.bounds[:-1]
        ]
        best = np.maximum.reduceat(scores, firsts, axis=0)
        done = 0
        for start, passage in zip(starts.tolist(), passages, strict=True):
            parts = len(passage.bounds) - 1
            yield Scores(scores[start : start + len(passage.words)], best[done : done + parts])
            done += parts

    def _run(self, ids: NDArray[np.int32], starts: Ints, lengths: Ints, headings: Sequence[Sequence[int]]) -> Floats:
        """Run over rows of pieces; those of passage i begin at `starts[i]`, empty rows lie between."""
        state = self.first[ids]
        about = np.add.reduceat(state, starts, axis=0) / lengths[:, None] @ self.weights.about[0]
        about += self.weights.about[1] + self.weights.heading[1]
        for row, heading in enumerate(headings):
            if len(heading):
                about[row] += self.of_heading[heading].mean(axis=0)

        empty = np.flatnonzero(ids == len(self.first) - 1)
        padded = np.zeros((len(state) + 2 * _GAP, state.shape[1]), np.float32)  # with empty rows at both ends
        padded[_GAP:-_GAP] = state
        state = padded[_GAP:-_GAP]
        window = np.empty((len(state), 3, state.shape[1]), np.float32)
        seen = np.empty_like(state)
        for number, (spread, (weight, bias)) in enumerate(zip(SPREADS, self.weights.layers, strict=True)):
            window[...] = _neighbours(padded, spread)  # one product of wide rows is quicker than three of narrow ones
            np.matmul(window.reshape(len(state), -1), weight, out=seen)
            seen += bias
            if number == 0:
                seen[_GAP:] += np.repeat(about, lengths + _GAP, axis=0)
            np.maximum(seen, 0.0, out=seen)
            seen[empty] = 0.0
            state += seen
        return np.asarray(state @ self.weights.leave[0] + self.weights.leave[1], np.float32)


def _neighbours(padded: Floats, spread: int) -> Floats:
    """Give for each row but the empty ones at both ends the row before, itself and the row behind, without a copy."""
    rows, width = padded.shape
    step, number = padded.strides
    return np.lib.stride_tricks.as_strided(
        padded[_GAP - spread :], (rows - 2 * _GAP, 3, width), (step, spread * step, number), writeable=False
    )
