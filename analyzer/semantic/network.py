"""The network of the classifier: a small convolution over the pieces of words, run by numpy alone.

Each piece has the encoder's vector, which knows words of like meaning, and a short one of its own; three layers look at
neighbours one, two and four pieces away, and the means of the Absatz and of the heading say what it is about.

The idea of a small convolution in the place of a transformer: Y. Kim, Convolutional Neural Networks for Sentence
Classification (EMNLP 2014).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from analyzer.semantic.stretches import Stretch, stretches_of

Floats = NDArray[np.float32]

SPREADS: Final = (1, 2, 4)
"""How far away each layer looks, in pieces."""

NOTHING: Final = -60.0
"""A score that no chance comes from."""

_NONE: Final = np.float32(NOTHING)
_GAP: Final = max(SPREADS)  # empty rows between passages, so that none sees its neighbour
_HEARD: Final = sum(SPREADS)  # pieces to each side that the score of one depends on
_ROWS: Final = 1_024  # pieces judged at a time: what they need fits a processor's cache


@dataclass(frozen=True, slots=True)
class Pieces:
    """A passage as ids.

    Attributes:
        heading: Pieces of the heading.
        words: Pieces of the parts, each part closed by the boundary; a scan gives an array.
        bounds: Pieces of part i are `words[bounds[i]:bounds[i + 1] - 1]`.
    """

    heading: Sequence[int]
    words: Sequence[int]
    bounds: Sequence[int]


class Vectors(Protocol):
    """A row for each piece: an array, or what makes rows when they are asked for."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Rows and columns."""

    def __getitem__(self, which: NDArray[np.integer[Any]] | slice, /) -> Floats:
        """Give rows."""


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

    def mean(self, other: Weights) -> Weights:
        """Give weights half way to others."""
        others = other.named()
        arrays = {name: _half_way(array, others[name]) for name, array in self.named().items()}
        return Weights.of_named(_half_way(self.own, other.own), arrays)

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
        vectors: The encoder's vectors, in which headings are read.
        weights: What was learned.
    """

    first: Floats
    vectors: Vectors
    weights: Weights

    @staticmethod
    def of(vectors: Vectors, weights: Weights) -> Network:
        """Make one.

        Args:
            vectors: The encoder's vectors and, last, zeros for the boundary between parts.
            weights: What was learned.
        """
        rows, size = vectors.shape
        weight, bias = weights.enter
        first = np.zeros((rows + 1, weight.shape[1]), np.float32)
        for start in range(0, rows, _ROWS):  # the table as a whole would be the largest thing in memory
            block = slice(start, min(start + _ROWS, rows))
            seen = vectors[block] @ weight[:size] + weights.own[block] @ weight[size:]
            np.maximum(seen + bias, 0.0, out=first[block])
        return Network(first, vectors, weights)

    def judge(self, passages: Sequence[Pieces], chosen: Sequence[Sequence[int]] | None = None) -> list[Scores]:
        """Score passages; none hears its neighbours.

        Args:
            passages: What to score.
            chosen: For each passage the parts that matter, in order; the others score `NOTHING`. All, if not given.
        """
        found: list[tuple[Pieces, Floats]] = []
        headings: dict[int, Floats] = {}
        batch: list[Stretch] = []
        types = self.weights.leave[0].shape[1]
        size = 0
        for number, passage in enumerate(passages):
            parts = range(len(passage.bounds) - 1) if chosen is None else chosen[number]
            if not parts:  # most passages of an act: one number stands for all of their scores
                found.append((passage, np.broadcast_to(_NONE, (len(passage.words), types))))
                continue
            scores = np.full((len(passage.words), types), NOTHING, np.float32)
            found.append((passage, scores))
            ids = np.asarray(passage.words, np.int32)
            heading = headings.get(id(passage.heading))  # the passages of a provision share it
            if heading is None:
                heading = headings[id(passage.heading)] = self._mean_of_heading(passage.heading)
            means = self._mean(ids), heading
            for first, past, inner in stretches_of(passage.bounds, parts, _HEARD, _ROWS):
                batch.append(Stretch(ids[first:past], means, [(a - first, b - first, scores[a:b]) for a, b in inner]))
                size += past - first + _GAP
                if size >= _ROWS:
                    self._run(batch)
                    batch, size = [], 0
        if batch:
            self._run(batch)
        return [Scores(scores, _best(scores, passage.bounds)) for passage, scores in found]

    def _mean(self, ids: NDArray[np.int32]) -> Floats:
        """Give the mean of what the first layer says of pieces."""
        return np.asarray(np.add.reduce(self.first.take(ids, axis=0, mode="clip"), axis=0) / len(ids), np.float32)

    def _mean_of_heading(self, heading: Sequence[int]) -> Floats:
        """Give the mean of a heading's vectors."""
        both = np.zeros(len(self.weights.heading[0]), np.float32)
        if len(heading):
            size, pieces = self.vectors.shape[1], np.asarray(heading)
            np.add.reduce(self.vectors[pieces], axis=0, out=both[:size])
            np.add.reduce(self.weights.own[pieces], axis=0, out=both[size:])
            both /= len(heading)
        return both

    def _run(self, stretches: Sequence[Stretch]) -> None:
        """Score stretches that lie behind each other in one array, with empty rows between them and at both ends."""
        nothing = len(self.first) - 1
        gap = np.full(_GAP, nothing, np.int32)
        ids = np.concatenate([gap, *(ids for stretch in stretches for ids in (stretch.ids, gap))])
        lengths = [len(stretch.ids) + _GAP for stretch in stretches]
        padded = self.first.take(ids, axis=0, mode="clip")
        state = padded[_GAP:-_GAP]
        empty = np.flatnonzero(ids[_GAP:-_GAP] == nothing)

        seen = self._first_layer(ids)
        biases = np.repeat(self._about(stretches), lengths, axis=0)[:-_GAP]
        _into(state, seen, biases, empty)
        for spread, (weight, bias) in list(zip(SPREADS, self.weights.layers, strict=True))[1:-1]:
            window = np.ascontiguousarray(neighbours(padded, spread, _GAP))
            # one product of wide rows is quicker than three of narrow ones
            np.matmul(window.reshape(len(state), -1), weight, out=seen)
            biases[...] = bias
            _into(state, seen, biases, empty)

        starts = accumulate(lengths, initial=_GAP)
        inner = [
            (start + first, start + past, into)
            for start, stretch in zip(starts, stretches, strict=False)
            for first, past, into in stretch.inner
        ]
        rows = np.concatenate([np.arange(first, past) for first, past, _ in inner])
        scores = self._last_layer(padded, rows)
        scores[ids[rows] == nothing - 1] = NOTHING  # the boundary behind a part
        done = 0
        for first, past, into in inner:
            into[...] = scores[done : done + past - first]
            done += past - first

    def _about(self, stretches: Sequence[Stretch]) -> Floats:
        """What the means of passages and of their headings, and the first layer's bias, add to each of their pieces."""
        (weight, bias), (of_heading, heading_bias) = self.weights.about, self.weights.heading
        mean, heading = (np.stack(several) for several in zip(*(one.means for one in stretches), strict=True))
        return np.asarray(mean @ weight + heading @ of_heading + (bias + heading_bias + self.weights.layers[0][1]))

    def _first_layer(self, ids: NDArray[np.int32]) -> Floats:
        """Weigh the rows but those at both ends, without bias: each kind of piece once, as most come several times."""
        kinds, at = np.unique(ids, return_inverse=True)
        weight = self.weights.layers[0][0].reshape(3, self.first.shape[1], -1)
        before, own, behind = np.matmul(self.first.take(kinds, axis=0), weight)
        spread, past = SPREADS[0], len(ids) - _GAP
        seen: Floats = own.take(at[_GAP:past], axis=0)
        seen += before.take(at[_GAP - spread : past - spread], axis=0)
        seen += behind.take(at[_GAP + spread : past + spread], axis=0)
        return seen

    def _last_layer(self, padded: Floats, rows: NDArray[np.intp]) -> Floats:
        """Score some rows."""
        weight, bias = self.weights.layers[-1]
        window = padded.take(rows[:, None] + np.array([-SPREADS[-1], 0, SPREADS[-1]]), axis=0)
        seen = window.reshape(len(rows), -1) @ weight
        seen += np.broadcast_to(bias, seen.shape).copy()
        np.maximum(seen, np.zeros_like(seen), out=seen)
        seen += window[:, 1]
        return np.asarray(seen @ self.weights.leave[0] + self.weights.leave[1])


def _into(state: Floats, seen: Floats, biases: Floats, empty: NDArray[np.intp]) -> None:
    """Add to rows what a layer saw, but to empty ones; `seen` is used up."""
    seen += biases  # whole arrays: a row or a number beside an array takes numpy three times as long
    np.maximum(seen, np.zeros_like(seen), out=seen)
    seen[empty] = 0.0
    state += seen


def _best(scores: Floats, bounds: Sequence[int]) -> Floats:
    return np.asarray(np.maximum.reduceat(scores, bounds[:-1], axis=0), np.float32)


def neighbours(padded: Floats, spread: int, margin: int) -> Floats:
    """Give for each row but the empty ones at both ends the row before, itself and the row behind, without a copy.

    Args:
        padded: Rows with `margin` empty ones at both ends.
        spread: How far before and behind, at most `margin`.
        margin: Empty rows at each end.
    """
    rows, width = padded.shape
    step, number = padded.strides
    return np.lib.stride_tricks.as_strided(
        padded[margin - spread :], (rows - 2 * margin, 3, width), (step, spread * step, number), writeable=False
    )


def _half_way(one: Floats, other: Floats) -> Floats:
    return np.asarray((one + other) / 2, np.float32)
