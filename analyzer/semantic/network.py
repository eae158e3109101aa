"""The network of the classifier: a small convolution over the pieces of words, run by numpy alone.

Each piece has the encoder's vector, which knows words of like meaning, and a short one of its own; three layers look at
neighbours one, two and four pieces away, and the means of the Absatz and of the heading say what it is about.

The idea of a small convolution in the place of a transformer: Y. Kim, Convolutional Neural Networks for Sentence
Classification (EMNLP 2014).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any, Final, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from analyzer.semantic.stretches import Stretch, stretches_of

Floats = NDArray[np.float32]

SPREADS: Final = (1, 2, 4)
"""How far away each layer looks, in pieces."""

NOTHING: Final = -60.0
"""A score that no chance comes from."""

_GAP: Final = max(SPREADS)  # empty rows between passages, so that none sees its neighbour
_HEARD: Final = sum(SPREADS)  # pieces to each side that the score of one depends on
_ROWS: Final = 2_048  # pieces judged at a time
_BLOCK: Final = 256  # of these, weighed by a layer at a time: what it needs fits a processor's cache


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
        if not passages:
            return []
        # all passages behind each other: what has to be said once for each takes longer than to weigh most of them
        firsts = np.cumsum([0, *(len(passage.words) for passage in passages)]).tolist()
        ids = np.concatenate([np.asarray(passage.words, np.int32) for passage in passages])
        scores = np.full((len(ids), self.weights.leave[0].shape[1]), NOTHING, np.float32)
        about = self._about(passages, ids, firsts)
        batch: list[Stretch] = []
        size = 0
        for number, passage in enumerate(passages):
            parts = range(len(passage.bounds) - 1) if chosen is None else chosen[number]
            for stretch in stretches_of(number, firsts[number], passage.bounds, parts, _HEARD, _ROWS):
                batch.append(stretch)
                size += stretch.past - stretch.first + _GAP
                if size >= _ROWS:
                    self._run(ids, about, batch, scores)
                    batch, size = [], 0
        if batch:
            self._run(ids, about, batch, scores)
        starts = [first + at for first, passage in zip(firsts, passages, strict=False) for at in passage.bounds[:-1]]
        best = np.asarray(np.maximum.reduceat(scores, starts, axis=0), np.float32)
        rows = accumulate((len(passage.bounds) - 1 for passage in passages), initial=0)
        return [
            Scores(scores[first:past], best[row:after])
            for (first, past), (row, after) in zip(pairwise(firsts), pairwise(rows), strict=True)
        ]

    def _about(self, passages: Sequence[Pieces], ids: NDArray[np.int32], firsts: Sequence[int]) -> Floats:
        """What the means of passages and of their headings, and the first layer's bias, add to each of their pieces."""
        means = np.empty((len(passages), self.first.shape[1]), np.float32)
        start = 0
        for number in range(1, len(passages) + 1):
            if number == len(passages) or firsts[number] - firsts[start] >= _ROWS:
                rows = self.first.take(ids[firsts[start] : firsts[number]], axis=0, mode="clip")
                bounds = np.array(firsts[start:number]) - firsts[start]
                np.add.reduceat(rows, bounds, axis=0, out=means[start:number])
                start = number
        means /= np.diff(firsts)[:, None].astype(np.float32)
        (weight, bias), (of_heading, heading_bias) = self.weights.about, self.weights.heading
        once = {id(passage.heading): passage.heading for passage in passages}  # the passages of a provision share it
        headings = self._means_of_headings(list(once.values())) @ of_heading
        row = {key: number for number, key in enumerate(once)}
        headings = headings.take([row[id(passage.heading)] for passage in passages], axis=0)
        return np.asarray(means @ weight + headings + (bias + heading_bias + self.weights.layers[0][1]))

    def _means_of_headings(self, headings: Sequence[Sequence[int]]) -> Floats:
        """Give the mean of each heading's vectors."""
        means = np.zeros((len(headings), len(self.weights.heading[0])), np.float32)
        told = [number for number, heading in enumerate(headings) if len(heading)]
        if told:
            sizes = np.array([len(headings[number]) for number in told])
            pieces = np.array([piece for number in told for piece in headings[number]])
            starts = np.cumsum(sizes) - sizes
            sums = (np.add.reduceat(table[pieces], starts, axis=0) for table in (self.vectors, self.weights.own))
            means[told] = np.concatenate(list(sums), axis=1) / sizes[:, None].astype(np.float32)
        return means

    def _run(self, ids: NDArray[np.int32], about: Floats, stretches: Sequence[Stretch], scores: Floats) -> None:
        """Score stretches that lie behind each other in one array, with empty rows between them and at both ends.

        Args:
            ids: Pieces of all passages.
            about: See `_about`.
            stretches: What to score.
            scores: A row for each of `ids`; those of chosen parts are filled in.
        """
        nothing = len(self.first) - 1
        gap = np.full(_GAP, nothing, np.int32)
        ids = np.concatenate([gap, *(part for one in stretches for part in (ids[one.first : one.past], gap))])
        lengths = np.array([one.past - one.first + _GAP for one in stretches])
        padded = self.first.take(ids, axis=0, mode="clip")
        state = padded[_GAP:-_GAP]
        empty = np.flatnonzero(ids[_GAP:-_GAP] == nothing)
        of_passage = np.repeat([one.passage for one in stretches], lengths)
        seen = np.empty_like(state)
        window = np.empty((_BLOCK, 3, self.first.shape[1]), np.float32)

        self._first_layer(ids, about, of_passage, seen)
        seen[empty] = 0.0
        state += seen
        for spread, (weight, bias) in list(zip(SPREADS, self.weights.layers, strict=True))[1:-1]:
            around = _around(np.arange(_GAP, _GAP + len(state)), spread)
            biases = np.tile(bias, (_BLOCK, 1))
            for rows in _blocks(len(state)):
                into = seen[rows]
                some = np.take(padded, around[rows], axis=0, out=window[: len(into)], mode="clip")
                # one product of wide rows is quicker than three of narrow ones
                _rectified(np.matmul(some.reshape(len(into), -1), weight, out=into), biases)
            seen[empty] = 0.0
            state += seen

        starts = np.cumsum(lengths) - lengths + _GAP
        shift = np.repeat(starts - [one.first for one in stretches], [len(one.inner) for one in stretches])
        inner = np.array([rows for one in stretches for rows in one.inner])
        sizes = inner[:, 1] - inner[:, 0]
        target = np.repeat(inner[:, 1] - np.cumsum(sizes), sizes) + np.arange(sizes.sum())
        source = target + np.repeat(shift, sizes)
        last = self._last_layer(padded, source, window)
        last[ids[source] == nothing - 1] = NOTHING  # the boundary behind a part
        scores[target] = last

    def _first_layer(self, ids: NDArray[np.int32], about: Floats, of_passage: NDArray[np.intp], seen: Floats) -> None:
        """Weigh the rows but those at both ends: each kind of piece once, as most come several times."""
        kinds, at = np.unique(ids, return_inverse=True)
        weight = self.weights.layers[0][0].reshape(3, self.first.shape[1], -1)
        before, own, behind = np.matmul(self.first.take(kinds, axis=0), weight)
        spread = SPREADS[0]
        for rows in _blocks(len(seen)):
            start, past = rows.start + _GAP, min(rows.stop, len(seen)) + _GAP
            into = own.take(at[start:past], axis=0, out=seen[rows], mode="clip")
            into += before.take(at[start - spread : past - spread], axis=0, mode="clip")
            into += behind.take(at[start + spread : past + spread], axis=0, mode="clip")
            _rectified(into, about.take(of_passage[rows], axis=0, mode="clip"))

    def _last_layer(self, padded: Floats, rows: NDArray[np.intp], window: Floats) -> Floats:
        """Score some rows; `window` is room to work in."""
        weight, bias = self.weights.layers[-1]
        scores = np.empty((len(rows), self.weights.leave[0].shape[1]), np.float32)
        biases = np.tile(bias, (_BLOCK, 1))
        around = _around(rows, SPREADS[-1])
        for some in _blocks(len(rows)):
            count = len(rows[some])
            seen = np.take(padded, around[some], axis=0, out=window[:count], mode="clip").reshape(count, -1) @ weight
            _rectified(seen, biases)
            seen += window[:count, 1]
            scores[some] = seen @ self.weights.leave[0]
        scores += self.weights.leave[1]
        return scores


def _blocks(count: int) -> Iterator[slice]:
    return (slice(start, start + _BLOCK) for start in range(0, count, _BLOCK))


def _around(rows: NDArray[np.intp], spread: int) -> NDArray[np.intp]:
    """Give for each row the one before, itself and the one behind."""
    return np.asarray(rows[:, None] + np.array([-spread, 0, spread]))


def _rectified(seen: Floats, biases: Floats) -> None:
    """Add biases, and leave out what lies below zero; `biases` may have rows to spare."""
    seen += biases[: len(seen)]  # whole arrays: a row or a number beside an array takes numpy three times as long
    np.maximum(seen, _zeros(seen.shape[1])[: len(seen)], out=seen)


def _half_way(one: Floats, other: Floats) -> Floats:
    return np.asarray((one + other) / 2, np.float32)


@lru_cache(maxsize=4)
def _zeros(width: int) -> Floats:
    return np.zeros((_BLOCK, width), np.float32)
