"""The gate of the classifier: a very small network that says which parts are worth the larger one.

Most parts of a law order nothing that could be an obstacle. The gate looks at two pieces to each side of every piece,
in vectors a sixth as long as the network's, and lets through what might reach the least chance of a find. Parts where
rules found something are judged in any case. It was taught with the network's own scores (`analyzer.semantic.teach_gate`).

The idea of a cheap stage that ends the matter for most inputs: P. Viola and M. Jones, Rapid Object Detection using a
Boosted Cascade of Simple Features (CVPR 2001).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer.semantic.network import NOTHING, Floats, Network, Pieces

LAYERS: Final = 2
"""Layers that look one piece to each side."""

_ROWS: Final = 8_192  # pieces looked at together: what they need fits a processor's cache


class GateWeights(NamedTuple):
    """What was learned. Rows are inputs, columns outputs.

    Attributes:
        enter: From what the network's first layer says of a piece.
        layers: Weight over the piece before, the piece and the piece behind, side by side; bias.
        leave: Weight and bias of the last layer, one column a type.
        least: Score that lets a part through.
    """

    enter: Floats
    layers: tuple[tuple[Floats, Floats], ...]
    leave: tuple[Floats, Floats]
    least: float

    def named(self) -> dict[str, Floats]:
        """Give all arrays by name."""
        pairs = {"gate_leave": self.leave} | {f"gate_layer{number}": layer for number, layer in enumerate(self.layers)}
        arrays = {
            f"{name}_{what}": pair[n] for name, pair in pairs.items() for n, what in enumerate(("weight", "bias"))
        }
        return {"gate_enter": self.enter, **arrays, "gate_least": np.array(self.least, np.float32)}

    @staticmethod
    def of_named(arrays: Mapping[str, Floats]) -> GateWeights:
        """Put arrays of `named` together again."""

        def pair(name: str) -> tuple[Floats, Floats]:
            return arrays[f"gate_{name}_weight"], arrays[f"gate_{name}_bias"]

        layers = tuple(pair(f"layer{number}") for number in range(LAYERS))
        return GateWeights(arrays["gate_enter"], layers, pair("leave"), float(arrays["gate_least"]))


@dataclass(frozen=True)
class Gate:
    """Weights made ready.

    Attributes:
        first: What the gate says of each piece; zeros for the boundary between parts.
        weights: What was learned.
    """

    first: Floats
    weights: GateWeights

    @staticmethod
    def of(network: Network, weights: GateWeights) -> Gate:
        """Make one.

        Args:
            network: Whose first layer it builds on.
            weights: What was learned.
        """
        first = network.first[:-1] @ weights.enter
        first[-1] = 0.0
        return Gate(np.asarray(first, np.float32), weights)

    def open_parts(self, passages: Sequence[Pieces]) -> list[list[int]]:
        """Give for each passage the parts that are worth the network, in order."""
        found: list[list[int]] = [[] for _ in passages]
        first = size = 0
        for number, passage in enumerate(passages):
            size += len(passage.words)
            if size >= _ROWS or number == len(passages) - 1:
                for at, part in self._open(passages[first : number + 1]):
                    found[first + at].append(part)
                first, size = number + 1, 0
        return found

    def _open(self, passages: Sequence[Pieces]) -> Iterator[tuple[int, int]]:
        """Give passage and part of what is worth the network."""
        firsts = [0, *accumulate(len(passage.bounds) - 1 for passage in passages)]
        for row in np.flatnonzero(self.best(passages) >= self.weights.least).tolist():
            number = bisect_right(firsts, row) - 1
            yield number, row - firsts[number]

    def best(self, passages: Sequence[Pieces]) -> Floats:
        """Give the highest score, of any type, of each part of all passages in a row."""
        ids = np.concatenate([np.asarray(passage.words, np.int32) for passage in passages])
        shift = np.cumsum([0, *(len(passage.words) for passage in passages)])
        starts = [first + int(at) for at, one in zip(shift, passages, strict=False) for first in one.bounds[:-1]]
        return np.asarray(np.maximum.reduceat(self._highest(ids), starts), np.float32)

    def scores(self, ids: NDArray[np.int32]) -> Floats:
        """Score pieces that lie behind each other, each part closed by the boundary, which no word is heard across.

        Returns:
            Pieces × types; `NOTHING` for the boundary.
        """
        closed = self._closed(ids)
        scores = self._types(ids, closed).T
        scores[closed] = NOTHING
        return scores

    def _highest(self, ids: NDArray[np.int32]) -> Floats:
        """Give the highest score of each piece."""
        closed = self._closed(ids)
        best = np.maximum.reduce(self._types(ids, closed), axis=0)
        best[closed] = NOTHING
        return np.asarray(best, np.float32)

    def _closed(self, ids: NDArray[np.int32]) -> NDArray[np.intp]:
        return np.flatnonzero(ids == len(self.first) - 1)

    def _types(self, ids: NDArray[np.int32], closed: NDArray[np.intp]) -> Floats:
        """Give a row of scores for each type: their maximum is found ten times as fast as that of rows of types."""
        padded = np.zeros((len(ids) + 2, self.first.shape[1]), np.float32)
        state = padded[1:-1]
        np.take(self.first, ids, axis=0, out=state, mode="clip")
        window = np.empty((len(state), 3, state.shape[1]), np.float32)
        for weight, bias in self.weights.layers:
            window[...] = _neighbours(padded)
            seen = window.reshape(len(state), -1) @ weight + bias
            np.maximum(seen, 0.0, out=seen)
            state += seen
            state[closed] = 0.0
        weight, bias = self.weights.leave
        return np.asarray(weight.T @ state.T + bias[:, None], np.float32)


def _neighbours(padded: Floats) -> Floats:
    """Give for each row but the empty ones at both ends the row before, itself and the row behind, without a copy."""
    rows, width = padded.shape
    step, number = padded.strides
    return np.lib.stride_tricks.as_strided(padded, (rows - 2, 3, width), (step, step, number), writeable=False)
