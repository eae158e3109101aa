"""The classifier of the semantic layer: how likely a clause holds an obstacle of each type.

Two heads look at a reading. The *wording* head is a linear model over hashed grams of the part, of its lead-ins and of
the heading: it sees order ("nicht vorzulegen"), and learned from what rules find in a corpus and from labelled
paragraphs. The *meaning* head is a small network over the encoder's vectors: it knows words that no rule names. A
logistic curve a type joins both to a probability. Fitted by `medienbruch encoder teach`; numpy alone runs it.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analyzer.errors import UsageError
from analyzer.model.types import OBSTACLE_TYPES, ObstacleType
from analyzer.semantic.grams import BUCKETS, grams, sums
from analyzer.semantic.readings import Reading
from analyzer.semantic.static import PACKAGED, StaticEncoder, pool

Floats = NDArray[np.float32]

OWN, _CONTEXT, _HEADING = 1, 2, 3
_ARRAYS: Final = "classifier.npz"
_ABOUT: Final = "classifier.json"


@dataclass(frozen=True, slots=True)
class Features:
    """What both heads see of readings.

    Attributes:
        buckets: Buckets of all grams, one row a shape; see `grams`.
        bounds: Grams of reading i stand in columns `bounds[i]:bounds[i + 1]`.
        vectors: Normalised vector of the part beside that of the whole reading.
    """

    buckets: NDArray[np.int32]
    bounds: NDArray[np.int64]
    vectors: Floats


def features(encoder: StaticEncoder, read: Sequence[tuple[str, str, str]]) -> Features:
    """Compute the features of readings.

    Args:
        encoder: Gives pieces and vectors.
        read: Own words, words of lead-ins and tails, heading of each reading.
    """
    blocks: list[NDArray[np.int32]] = []
    owners: list[NDArray[np.int64]] = []
    means: list[Floats] = []
    for which, namespace in enumerate((OWN, _CONTEXT, _HEADING)):
        distinct: dict[str, int] = {}  # a lead-in stands before many items, a heading above many sentences
        places = np.array([distinct.setdefault(texts[which], len(distinct)) for texts in read], np.int64)
        ids, bounds = encoder.token_ids(list(distinct))
        hashed = grams(ids, bounds, namespace)
        lengths = np.diff(bounds)[places]
        blocks.append(hashed[:, _ranges(bounds[:-1][places], lengths)])
        owners.append(np.repeat(np.arange(len(read)), lengths))
        if namespace != _HEADING:
            means.append(pool(encoder.table, ids, bounds)[places])
    owner = np.concatenate(owners)
    order = np.argsort(owner, kind="stable")
    bounds = np.zeros(len(read) + 1, np.int64)
    np.cumsum(np.bincount(owner, minlength=len(read)), out=bounds[1:])
    vectors = np.hstack([_unit(means[0]), _unit(means[0] + means[1])])
    return Features(np.hstack(blocks)[:, order], bounds, vectors)


def _ranges(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give all numbers of ranges in a row."""
    before = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64) if len(lengths) else lengths
    return np.arange(int(lengths.sum())) - np.repeat(before - starts, lengths)


def _unit(rows: Floats) -> Floats:
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    lengths[lengths == 0.0] = 1.0
    return np.asarray(rows / lengths[:, None], np.float32)


@dataclass(frozen=True, slots=True)
class Curve:
    """A logistic curve for one type: probability from the scores of both heads, the wording head's as it stands.

    Attributes:
        meaning: Weight of the meaning head.
        offset: Added.
    """

    meaning: float
    offset: float


@dataclass(frozen=True)
class Classifier:
    """The fitted model.

    Attributes:
        digest: Changes when answers change.
        place: Bucket to row of `weights`; 0 for grams it does not know.
        weights: Wording head, one row a known gram, one column a type; the first row is zero.
        offsets: Added to the wording head's sums.
        layers: Meaning head: weight and bias of the hidden and of the last layer.
        curves: One a type, in the order of `OBSTACLE_TYPES`.
        about: How it was made, and thresholds.
    """

    digest: str
    place: NDArray[np.int32]
    weights: Floats
    offsets: Floats
    layers: tuple[Floats, Floats, Floats, Floats]
    curves: tuple[Curve, ...]
    about: dict[str, Any] = field(repr=False)

    def wording(self, seen: Features) -> Floats:
        """Scores of the wording head: readings × types."""
        total = sums(self.weights, self.place[seen.buckets], seen.bounds)
        pieces = np.diff(seen.bounds).astype(np.float32)
        return np.asarray(total / np.sqrt(np.maximum(pieces, 1.0))[:, None] + self.offsets, np.float32)

    def meaning(self, seen: Features) -> Floats:
        """Scores of the meaning head: readings × types."""
        first, first_bias, last, last_bias = self.layers
        return np.asarray(np.maximum(seen.vectors @ first + first_bias, 0.0) @ last + last_bias, np.float32)

    def probabilities(self, seen: Features) -> Floats:
        """How likely each reading holds an open obstacle of each type, in the order of `OBSTACLE_TYPES`."""
        wording, meaning = self.wording(seen), self.meaning(seen)
        slopes = np.array([(c.meaning, c.offset) for c in self.curves], np.float32)
        logits = wording + meaning * slopes[:, 0] + slopes[:, 1]
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logits, -60.0, 60.0))), np.float32)

    @property
    def least_of_all(self) -> float:
        """Chance below which nothing becomes a finding."""
        return float(min(*self.about["least"].values(), *self.about["least_unheard"].values()))

    def least(self, kind: ObstacleType, *, heard: bool) -> float:
        """Give the chance from which a reading is a finding.

        Args:
            kind: Obstacle type.
            heard: Whether rules looked at the sentence because of a word in it, and did not find the type.
        """
        return float(self.about["least" if heard else "least_unheard"][kind])

    def save(self, folder: Path) -> None:
        """Write weights, eight bits each with a scale a type, and how it was made."""
        scales = np.abs(self.weights).max(axis=0) / 127.0
        scales[scales == 0.0] = 1.0
        known = np.flatnonzero(self.place).astype(np.int32)
        order = known[np.argsort(self.place[known], kind="stable")]
        arrays: dict[str, Any] = {
            f"layer{number}": layer.astype(np.float16) for number, layer in enumerate(self.layers)
        }
        arrays |= {"buckets": order, "weights": np.rint(self.weights[1:] / scales).astype(np.int8)}
        arrays |= {"scales": scales.astype(np.float32), "offsets": self.offsets}
        with (folder / _ARRAYS).open("wb") as target:
            np.savez_compressed(target, **arrays)
        about = {**self.about, "curves": {t: [c.meaning, c.offset] for t, c in self._named()}}
        (folder / _ABOUT).write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    def _named(self) -> Sequence[tuple[str, Curve]]:
        return list(zip(OBSTACLE_TYPES, self.curves, strict=True))

    @staticmethod
    def load(folder: Path = PACKAGED) -> Classifier:
        """Load a classifier; kept in memory.

        Raises:
            UsageError: If files are missing or damaged.
        """
        return _load(folder)


def texts_of(reading: Reading) -> tuple[str, str, str]:
    """Give what the features are computed from: own words, lead-ins and tails, heading."""
    return reading.own_text, reading.context_text, reading.provision.heading


@lru_cache(maxsize=2)
def _load(folder: Path) -> Classifier:
    try:
        arrays_bytes, about_bytes = (folder / _ARRAYS).read_bytes(), (folder / _ABOUT).read_bytes()
        about = json.loads(about_bytes)
        curves = about.pop("curves")
        with np.load(io.BytesIO(arrays_bytes), allow_pickle=False) as arrays:
            place = np.zeros(BUCKETS, np.int32)
            place[arrays["buckets"]] = np.arange(1, len(arrays["buckets"]) + 1, dtype=np.int32)
            known = arrays["weights"].astype(np.float32) * arrays["scales"]
            weights = np.vstack([np.zeros((1, known.shape[1]), np.float32), known])
            first, first_bias, last, last_bias = (arrays[f"layer{n}"].astype(np.float32) for n in range(4))
            offsets = arrays["offsets"]
        digest = hashlib.sha256(arrays_bytes + about_bytes).hexdigest()[:12]
        named = tuple(Curve(*map(float, curves[kind])) for kind in OBSTACLE_TYPES)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"Klassifikator in {folder} nicht lesbar ({error}). Nötig sind {_ARRAYS} und {_ABOUT} aus einem Lauf von "
            "medienbruch encoder teach.",
            en=f"Classifier in {folder} cannot be read ({error}). It needs {_ARRAYS} and {_ABOUT} of one run of "
            "medienbruch encoder teach.",
        ) from error
    return Classifier(digest, place, weights, offsets, (first, first_bias, last, last_bias), named, about)
