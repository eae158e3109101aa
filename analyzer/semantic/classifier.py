"""The classifier of the semantic layer: which words of an Absatz carry an obstacle, by type, and how surely.

A small convolutional network over the pieces of words: each piece has the encoder's vector, which knows words of like
meaning, and a short one of its own; three layers look at neighbours one, two and four pieces away, and the means of
the Absatz and of the heading say what it is about. So it sees order and negation within about seven words on each
side, which a mean of vectors does not. It learned from a large transformer that tags a corpus (`medienbruch encoder
tutor`) and from labelled paragraphs; fitted by `medienbruch encoder teach`, run by numpy alone.

The idea of a small convolution in the place of a transformer: Y. Kim, Convolutional Neural Networks for Sentence
Classification (EMNLP 2014); of teaching it with the transformer's answers: G. Hinton et al., Distilling the Knowledge
in a Neural Network (2015).
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analyzer.errors import UsageError
from analyzer.model.types import OBSTACLE_TYPES, ObstacleType
from analyzer.semantic.static import PACKAGED, StaticEncoder

Floats = NDArray[np.float32]

SPREADS: Final = (1, 2, 4)
"""How far away each layer looks, in pieces."""

HEADING_PIECES: Final = 24
"""Pieces of a heading that are read."""

_ARRAYS: Final = "classifier.npz"
_ABOUT: Final = "classifier.json"
_GAP: Final = max(SPREADS)  # empty rows between passages, so that none sees its neighbour
_ROWS: Final = 512  # pieces judged at a time: what they need fits a processor's cache


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


def pieces_of(encoder: StaticEncoder, heading: str, parts: Sequence[str]) -> Pieces:
    """Cut a passage into pieces.

    Args:
        encoder: Whose pieces.
        heading: Heading of the provision.
        parts: Sentences, lead-ins, items and tails of an Absatz in order.
    """
    boundary = encoder.vocabulary_size
    words: list[int] = []
    bounds = [0]
    for part in parts:
        words += encoder.pieces_of_text(part)
        words.append(boundary)
        bounds.append(len(words))
    return Pieces(encoder.pieces_of_text(heading)[:HEADING_PIECES], words, bounds)


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned. Rows are inputs, columns outputs.

    Attributes:
        own: A short vector for each piece and, last, for the boundary between parts.
        enter: Weight and bias of the first layer, over the encoder's vector beside `own`.
        heading: Weight and bias from the mean of the heading's pieces.
        about: Weight and bias from the mean of the passage.
        layers: For each of `SPREADS`: weights of the piece before, the piece, the piece behind, and the bias.
        leave: Weight and bias of the last layer, one column a type.
    """

    own: Floats
    enter: tuple[Floats, Floats]
    heading: tuple[Floats, Floats]
    about: tuple[Floats, Floats]
    layers: tuple[tuple[Floats, Floats, Floats, Floats], ...]
    leave: tuple[Floats, Floats]

    def named(self) -> dict[str, Floats]:
        """Give all arrays by name, without `own`."""
        pairs = {"enter": self.enter, "heading": self.heading, "about": self.about, "leave": self.leave}
        arrays = {
            f"{name}_{what}": pair[n] for name, pair in pairs.items() for n, what in enumerate(("weight", "bias"))
        }
        for number, layer in enumerate(self.layers):
            arrays |= {f"layer{number}_{n}": array for n, array in enumerate(layer)}
        return arrays

    @staticmethod
    def of_named(own: Floats, arrays: Mapping[str, Floats]) -> Weights:
        """Put arrays of `named` together again."""

        def pair(name: str) -> tuple[Floats, Floats]:
            return arrays[f"{name}_weight"], arrays[f"{name}_bias"]

        layers = tuple(
            (arrays[f"layer{n}_0"], arrays[f"layer{n}_1"], arrays[f"layer{n}_2"], arrays[f"layer{n}_3"])
            for n in range(len(SPREADS))
        )
        return Weights(own, pair("enter"), pair("heading"), pair("about"), layers, pair("leave"))


@dataclass(frozen=True, slots=True)
class Curve:
    """From the score of words to a chance: a logistic curve for one type.

    Attributes:
        slope: Weight of the score.
        offset: Added.
    """

    slope: float
    offset: float


@dataclass(frozen=True)
class Classifier:
    """The fitted model.

    Attributes:
        digest: Changes when answers change.
        vectors: The encoder's vectors and, last, zeros for the boundary.
        weights: What was learned.
        curves: One a type, in the order of `OBSTACLE_TYPES`.
        about: How it was made, curves of rule confidence, least chances.
    """

    digest: str
    vectors: Floats = field(repr=False)
    weights: Weights = field(repr=False)
    curves: tuple[Curve, ...]
    about: dict[str, Any] = field(repr=False)

    @cached_property
    def _first(self) -> tuple[Floats, Floats]:
        """Outputs of the first layer, and what the heading layer adds, for each piece: both look at one piece alone.

        The first has one more row, of zeros, for the empty places between passages.
        """
        size = self.vectors.shape[1]

        def seen(weight: Floats) -> Floats:  # two products: one table of both would take another forty megabytes
            return np.asarray(self.vectors @ weight[:size] + self.weights.own @ weight[size:], np.float32)

        weight, bias = self.weights.enter
        entered = np.maximum(seen(weight) + bias, 0.0)
        empty = np.zeros((1, entered.shape[1]))
        return np.vstack([entered, empty]).astype(np.float32), seen(self.weights.heading[0])

    def scores(self, passages: Sequence[Pieces]) -> list[Floats]:
        """Score each piece of passages: pieces × types, as logits before the curves."""
        found: list[Floats] = []
        batch: list[Pieces] = []
        size = 0
        for passage in passages:
            batch.append(passage)
            size += len(passage.words) + _GAP
            if size >= _ROWS:
                found += self._batch(batch)
                batch, size = [], 0
        return found + self._batch(batch) if batch else found

    def _batch(self, passages: Sequence[Pieces]) -> list[Floats]:
        """Score passages that lie behind each other in one array, with empty rows between them."""
        first, of_heading = self._first
        lengths = np.array([len(passage.words) for passage in passages])
        starts = np.cumsum(lengths + _GAP) - lengths
        nothing = len(first) - 1
        ids = np.full(int(starts[-1] + lengths[-1]) + _GAP, nothing, np.int32)
        for start, passage in zip(starts, passages, strict=True):
            ids[start : start + len(passage.words)] = passage.words
        state = first[ids]
        about = np.add.reduceat(state, starts, axis=0) / lengths[:, None] @ self.weights.about[0]
        about += self.weights.about[1] + self.weights.heading[1]
        for row, passage in enumerate(passages):
            if len(passage.heading):
                about[row] += of_heading[passage.heading].mean(axis=0)

        gaps = np.flatnonzero(ids == nothing)
        added = np.zeros_like(state)
        added[_GAP:] = np.repeat(about, lengths + _GAP, axis=0)
        seen, side = np.empty_like(state), np.empty_like(state)
        for spread, (before, own, behind, bias) in zip(SPREADS, self.weights.layers, strict=True):
            # whole arrays without holes: numpy runs through them four times as fast as row by row
            np.matmul(state, own, out=seen)
            np.matmul(state, before, out=side)
            seen[spread:] += side[:-spread]
            np.matmul(state, behind, out=side)
            seen[:-spread] += side[spread:]
            added += bias
            seen += added
            added.fill(0.0)
            np.maximum(seen, 0.0, out=seen)
            seen[gaps] = 0.0
            state += seen
        scores = state @ self.weights.leave[0] + self.weights.leave[1]
        return [scores[start : start + length] for start, length in zip(starts, lengths, strict=True)]

    def chances(self, scores: Floats) -> Floats:
        """Give chances for scores: how likely words with that score carry an open obstacle of the type."""
        slopes = np.array([(curve.slope, curve.offset) for curve in self.curves], np.float32)
        logits = scores * slopes[:, 0] + slopes[:, 1]
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logits, -60.0, 60.0))), np.float32)

    def least(self, kind: ObstacleType) -> float:
        """Give the chance from which words are a finding."""
        return float(self.about["least"][kind])

    def save(self, folder: Path) -> None:
        """Write weights, the pieces' own vectors in eight bits with a scale each dimension, and how it was made."""
        own = self.weights.own
        scales = np.maximum(np.abs(own).max(axis=0) / 127.0, 1e-9).astype(np.float32)
        arrays: dict[str, Any] = {name: array.astype(np.float16) for name, array in self.weights.named().items()}
        arrays |= {"own": np.rint(own / scales).astype(np.int8), "scales": scales}
        with (folder / _ARRAYS).open("wb") as target:
            np.savez_compressed(target, **arrays)
        curves = {kind: [c.slope, c.offset] for kind, c in zip(OBSTACLE_TYPES, self.curves, strict=True)}
        about = json.dumps({**self.about, "curves": curves}, ensure_ascii=False, indent=1)
        (folder / _ABOUT).write_text(about + "\n", encoding="utf-8")

    @staticmethod
    def load(folder: Path = PACKAGED) -> Classifier:
        """Load a classifier; kept in memory.

        Raises:
            UsageError: If files are missing or damaged, or belong to another encoder.
        """
        return _load(folder)


def vectors_of(encoder: StaticEncoder) -> Floats:
    """Give the encoder's vectors on a common scale and, last, zeros for the boundary between parts."""
    rows = np.zeros((encoder.vocabulary_size + 1, encoder.dimension), np.float32)
    np.divide(encoder.table, max(float(encoder.token_weights.mean()), 1e-9), out=rows[:-1])
    return rows


@lru_cache(maxsize=2)
def _load(folder: Path) -> Classifier:
    encoder = StaticEncoder.load(folder)
    try:
        arrays_bytes, about_bytes = (folder / _ARRAYS).read_bytes(), (folder / _ABOUT).read_bytes()
        about = json.loads(about_bytes)
        curves = about.pop("curves")
        with np.load(io.BytesIO(arrays_bytes), allow_pickle=False) as arrays:
            own = arrays["own"].astype(np.float32) * arrays["scales"]
            weights = Weights.of_named(own, {name: arrays[name].astype(np.float32) for name in arrays.files})
        named = tuple(Curve(*map(float, curves[kind])) for kind in OBSTACLE_TYPES)
        fitted_on = about["encoder"]
    except Exception as error:  # damaged bytes fail in many ways: zip, its checks, the heads of arrays, JSON
        raise UsageError(
            f"Klassifikator in {folder} nicht lesbar ({error}). Nötig sind {_ARRAYS} und {_ABOUT} aus einem Lauf von "
            "medienbruch encoder teach.",
            en=f"Classifier in {folder} cannot be read ({error}). It needs {_ARRAYS} and {_ABOUT} of one run of "
            "medienbruch encoder teach.",
        ) from error
    if fitted_on != encoder.digest:
        raise UsageError(
            f"In {folder} passt der Klassifikator nicht zum Encoder. Bitte medienbruch encoder teach wiederholen.",
            en=f"In {folder} the classifier does not belong to the encoder. Please repeat medienbruch encoder teach.",
        )
    digest = hashlib.sha256(arrays_bytes + about_bytes).hexdigest()[:12]
    return Classifier(digest, vectors_of(encoder), weights, named, about)
