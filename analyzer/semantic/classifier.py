"""The classifier of the semantic layer: which words of an Absatz carry an obstacle, by type, and how surely.

A small network (`network`) scores pieces of words, curves turn scores into chances. It sees order and negation within
about seven words on each side, which a mean of vectors does not. It learned from a large transformer that tags a corpus
(`medienbruch encoder tutor`) and from labelled paragraphs; fitted by `medienbruch encoder teach`.

The idea of teaching a small network with the answers of a large one: G. Hinton et al., Distilling the Knowledge in a
Neural Network (2015).
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from analyzer.errors import UsageError, reason_of
from analyzer.model.types import OBSTACLE_TYPES, ObstacleType
from analyzer.semantic.files import ABOUT_CLASSIFIER, ARRAYS, PACKAGED, digest_of
from analyzer.semantic.gate import Gate, GateWeights
from analyzer.semantic.locate import Run
from analyzer.semantic.logistic import logit
from analyzer.semantic.network import Floats, Network, Pieces, Scores, Weights
from analyzer.semantic.second_opinion import ARRAYS as SECOND_ARRAYS
from analyzer.semantic.second_opinion import SecondOpinion
from analyzer.semantic.static import StaticEncoder

HEADING_PIECES: Final = 24
"""Pieces of a heading that are read."""

_PARTS: Final = 1_000  # cut at a time: the words of a large act need not be in memory all at once
_FLATTEST: Final = 1e-3  # slope of a curve whose score tells nothing, so that it still has a least score


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
    return Pieces(heading_pieces(encoder, heading), words, bounds)


class Headed(Protocol):
    """What is cut: a `Passage`."""

    @property
    def texts(self) -> Sequence[str]:
        """Its parts; at least one."""


def cut(encoder: StaticEncoder, passages: Sequence[Headed]) -> list[Pieces]:
    """Cut all passages of an act into pieces as `pieces_of` does, many at once and without their headings.

    Args:
        encoder: Whose pieces.
        passages: Passages in order.
    """
    found: list[Pieces] = []
    for some in _batches(passages):
        ids = encoder.ids_of_parts([text for passage in some for text in passage.texts])
        closed = iter((np.flatnonzero(ids == encoder.vocabulary_size) + 1).tolist())
        start = 0
        for passage in some:
            ends = [next(closed) for _ in passage.texts]
            words = cast(Sequence[int], ids[start : ends[-1]])  # no list: numpy is all that reads it
            found.append(Pieces((), words, [0, *(end - start for end in ends)]))
            start = ends[-1]
    return found


def heading_pieces(encoder: StaticEncoder, heading: str) -> list[int]:
    """Cut a heading into pieces; of a long one its beginning."""
    return encoder.pieces_of_text(heading)[:HEADING_PIECES]


def _batches(passages: Sequence[Headed]) -> Iterator[list[Headed]]:
    batch: list[Headed] = []
    parts = 0
    for passage in passages:
        batch.append(passage)
        parts += len(passage.texts)
        if parts >= _PARTS:
            yield batch
            batch, parts = [], 0
    if batch:
        yield batch


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
        network: What scores pieces.
        curves: One a type, in the order of `OBSTACLE_TYPES`.
        about: How it was made, curves of rule confidence, least chances.
        gate: What says which parts are worth the network; none while it is fitted.
        second: What is asked of the words that the network marked; none while it is fitted.
    """

    digest: str
    network: Network = field(repr=False)
    curves: tuple[Curve, ...]
    about: dict[str, Any] = field(repr=False)
    gate: Gate | None = field(default=None, repr=False)
    second: SecondOpinion | None = field(default=None, repr=False)

    def judge(self, passages: Sequence[Pieces], chosen: Sequence[Sequence[int]] | None = None) -> list[Scores]:
        """Score passages; see `Network.judge`."""
        return self.network.judge(passages, chosen)

    def worthwhile(self, passages: Sequence[Pieces]) -> list[list[int]]:
        """Give for each passage the parts that the gate lets through; all, if there is none."""
        if self.gate is None:
            return [list(range(len(passage.bounds) - 1)) for passage in passages]
        return self.gate.open_parts(passages)

    def chances(self, scores: Floats, column: int | None = None) -> Floats:
        """Give chances for scores: how likely words with that score carry an open obstacle of the type.

        Args:
            scores: Scores of all types, or of one.
            column: Which one.
        """
        slopes, offsets = self._slopes if column is None else self._slopes[:, column]
        logits = scores * slopes + offsets
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logits, -60.0, 60.0))), np.float32)

    @cached_property
    def _slopes(self) -> Floats:
        """Slopes and offsets, a column a type."""
        return np.array([(curve.slope, curve.offset) for curve in self.curves], np.float32).T

    def least(self, kind: ObstacleType) -> float:
        """Give the chance from which words are a finding."""
        return float(self.about["least"][kind])

    def asked(self, kind: ObstacleType) -> float:
        """Give the network's chance from which the second opinion is asked; the least one, if there is none."""
        return float(self.about.get("asked", self.about["least"])[kind])

    def second_thought(self, encoder: StaticEncoder, kind: ObstacleType, text: str, run: Run) -> Run:
        """Give marked words with the chance that a find is told with: the network's and the second opinion's together.

        Args:
            encoder: Whose pieces.
            kind: The type.
            text: The part.
            run: Words of it, with the network's chance.
        """
        if self.second is None:
            return run
        return replace(run, chance=self.second.chance(encoder, kind, run.chance, text, (run.start, run.end)))

    @cached_property
    def least_scores(self) -> Floats:
        """Scores of the network from which words are looked at closely, by type."""
        pairs = zip(OBSTACLE_TYPES, self.curves, strict=True)
        return np.array(
            [(logit(self.asked(kind)) - c.offset) / max(c.slope, _FLATTEST) for kind, c in pairs], np.float32
        )

    def save(self, folder: Path) -> None:
        """Write weights, the pieces' own vectors in eight bits with a scale each dimension, and how it was made."""
        own = self.network.weights.own
        scales = np.maximum(np.abs(own).max(axis=0) / 127.0, 1e-9).astype(np.float32)
        arrays: dict[str, Any] = {
            name: array.astype(np.float16) for name, array in self.network.weights.named().items()
        }
        if self.gate is not None:
            arrays |= {name: array.astype(np.float16) for name, array in self.gate.weights.named().items()}
        if self.second is not None:
            arrays |= self.second.named()
        arrays |= {"own": np.rint(own / scales).astype(np.int8), "scales": scales}
        with (folder / ARRAYS).open("wb") as target:
            np.savez_compressed(target, **arrays)
        curves = {kind: [c.slope, c.offset] for kind, c in zip(OBSTACLE_TYPES, self.curves, strict=True)}
        second = self.second.about() if self.second is not None else {}
        about = json.dumps({**self.about, "curves": curves, "second": second}, ensure_ascii=False, indent=1)
        (folder / ABOUT_CLASSIFIER).write_text(about + "\n", encoding="utf-8")

    @staticmethod
    def is_folder(folder: Path) -> bool:
        """Whether a folder holds a classifier."""
        return (folder / ARRAYS).is_file() and (folder / ABOUT_CLASSIFIER).is_file()

    @staticmethod
    def load(folder: Path = PACKAGED) -> Classifier:
        """Load a classifier; kept in memory.

        Raises:
            UsageError: If files are missing or damaged, or belong to another encoder.
        """
        return _load(folder)


def vectors_of(encoder: StaticEncoder) -> Floats:
    """Give the encoder's vectors on a common scale and, last, zeros for the boundary between parts."""
    return _CommonScale(encoder)[:]


class _CommonScale:
    """`vectors_of`, made when rows are asked for: what a scan keeps in memory is the encoder's table in eight bits."""

    def __init__(self, encoder: StaticEncoder) -> None:
        self.shape = (encoder.vocabulary_size + 1, encoder.dimension)
        self._encoder = encoder
        self._scale = max(float(encoder.token_weights.mean()), 1e-9)

    def __getitem__(self, which: NDArray[np.integer[Any]] | slice, /) -> Floats:
        ids = np.arange(self.shape[0])[which] if isinstance(which, slice) else which
        boundary = self.shape[0] - 1
        rows = self._encoder.vectors(np.minimum(ids, boundary - 1))
        rows /= self._scale
        rows[ids == boundary] = 0.0
        return rows


@lru_cache(maxsize=2)
def _load(folder: Path) -> Classifier:
    encoder = StaticEncoder.load(folder)
    try:
        arrays_bytes, about_bytes = (folder / ARRAYS).read_bytes(), (folder / ABOUT_CLASSIFIER).read_bytes()
        about = json.loads(about_bytes)
        curves = about.pop("curves")
        with np.load(io.BytesIO(arrays_bytes), allow_pickle=False) as arrays:
            own = arrays["own"] * arrays["scales"]
            learned = {name: arrays[name].astype(np.float32) for name in arrays.files if name not in SECOND_ARRAYS}
            second = SecondOpinion.of_named(arrays, about.pop("second", {}))
        weights = Weights.of_named(own, learned)
        gate = GateWeights.of_named(learned) if "gate_least" in learned else None
        named = tuple(Curve(*map(float, curves[kind])) for kind in OBSTACLE_TYPES)
        fitted_on = about["encoder"]
    except Exception as error:  # damaged bytes fail in many ways: zip, its checks, the heads of arrays, JSON
        raise UsageError(
            f"Klassifikator in {folder} nicht lesbar ({reason_of(error)}). Nötig sind {ARRAYS} und {ABOUT_CLASSIFIER} aus einem Lauf von "
            "medienbruch encoder teach.",
            en=f"Classifier in {folder} cannot be read ({reason_of(error, 'en')}). It needs {ARRAYS} and {ABOUT_CLASSIFIER} of one run of "
            "medienbruch encoder teach.",
        ) from error
    if fitted_on != encoder.digest:
        raise UsageError(
            f"In {folder} passt der Klassifikator nicht zum Encoder. Bitte medienbruch encoder teach wiederholen.",
            en=f"In {folder} the classifier does not belong to the encoder. Please repeat medienbruch encoder teach.",
        )
    digest = digest_of(arrays_bytes, about_bytes)
    network = Network.of(_CommonScale(encoder), weights)
    return Classifier(digest, network, named, about, Gate.of(network, gate) if gate else None, second)
