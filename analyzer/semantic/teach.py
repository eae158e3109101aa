"""Fits the classifier: two heads and the curves that join them.

The wording head is the sum of two linear models: one learned from what the rules find in a corpus, much and a little
wrong; one from labelled paragraphs, little and right. The meaning head learns from both. The curves are fitted on
paragraphs none of the parts was fitted on: labelled acts are split into folds, and each fold is scored by models that
did not see its acts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from analyzer.model.types import OBSTACLE_TYPES
from analyzer.semantic.classifier import Classifier, Curve, Features, features
from analyzer.semantic.grams import BUCKETS, NONE
from analyzer.semantic.lessons import Lesson, targets
from analyzer.semantic.logistic import drawn_curve
from analyzer.semantic.static import StaticEncoder

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = NDArray[np.float32]
Note = Callable[[str], None]

_TYPES: Final = len(OBSTACLE_TYPES)
_BATCH: Final = 512


@dataclass(frozen=True, slots=True)
class Teaching:
    """Settings of the fit.

    Attributes:
        seed: Of every random choice.
        folds: Parts the labelled acts are split into.
        least: Occurrences of a gram below which it is left out.
        grams: Known grams that are kept, those with the largest weights.
        labelled: How many times a labelled reading counts against one that rules judged, in the meaning head.
        hidden: Width of the meaning head.
        epochs: Passes of the meaning head.
    """

    seed: int = 20261124
    folds: int = 3
    least: int = 3
    grams: int = 140_000
    labelled: float = 4.0
    hidden: int = 96
    epochs: int = 12


def teach(
    encoder: StaticEncoder, lessons: Sequence[Lesson], trusted: frozenset[str], teaching: Teaching, note: Note
) -> tuple[Classifier, Floats]:
    """Fit a classifier.

    Args:
        encoder: Whose pieces and vectors it uses.
        lessons: From labels, findings and sentences.
        trusted: Acts whose labels decide the curves; all labelled ones if empty. Labels that rules were made from
            would make the rules' echo in the wording head look better than it is.
        teaching: Settings.
        note: Told how it goes.

    Returns:
        The classifier, and the probabilities of the lessons (rows) and types, each given by models that did not learn
        from its act; zero for lessons that rules judged.
    """
    seen = features(encoder, [lesson.read for lesson in lessons])
    held, weight = targets(lessons)
    labelled = np.array([lesson.source != "findings" for lesson in lessons])
    fold = np.array([_fold(lesson.act, teaching.folds) for lesson in lessons])
    matrix, columns, rarity = _matrix(seen, teaching.least)
    note(f"{len(lessons)} readings, {int(labelled.sum())} labelled; {len(columns)} grams")

    weak = _weak_head(matrix[~labelled], held[~labelled], weight[~labelled], teaching)
    note("wording head: learned from findings")
    scores = np.zeros((len(lessons), _TYPES, 3), np.float32)
    scores[labelled, :, 0] = _apply(matrix[labelled], weak)
    for part in range(teaching.folds):
        learn = labelled & (fold != part)
        test = labelled & (fold == part)
        scores[test, :, 1] = _apply(matrix[test], _gold_head(matrix[learn], held[learn], weight[learn]))
        learn |= ~labelled
        layers = _meaning_head(seen.vectors[learn], held[learn], weight[learn], labelled[learn], teaching)
        scores[test, :, 2] = _forward(seen.vectors[test], layers)
        note(f"fold {part + 1} of {teaching.folds}")
    rows = labelled & np.array([not trusted or lesson.act in trusted for lesson in lessons])
    curves = _curves(scores[rows], held[rows], weight[rows])

    gold = _gold_head(matrix[labelled], held[labelled], weight[labelled])
    layers = _meaning_head(seen.vectors, held, weight, labelled, teaching)
    chances = np.zeros((len(lessons), _TYPES), np.float32)
    joint = (scores[labelled] * curves[:, :3]).sum(axis=2) + curves[:, 3]
    chances[labelled] = 1.0 / (1.0 + np.exp(-np.clip(joint, -30.0, 30.0)))
    return _joined(weak, gold, layers, curves, columns, rarity, teaching, encoder, lessons), chances


def _fold(act: str, folds: int) -> int:
    return int(hashlib.sha256(act.encode()).hexdigest()[8:16], 16) % folds


def _matrix(seen: Features, least: int) -> tuple[csr_matrix, NDArray[np.int64], Floats]:
    """Readings × known grams, each divided by the root of the reading's pieces and multiplied by the gram's rarity."""
    from scipy.sparse import csr_matrix, diags  # noqa: PLC0415  training only

    count = len(seen.bounds) - 1
    pieces = np.diff(seen.bounds)
    shapes = len(seen.buckets)
    indices = seen.buckets.T.reshape(-1)
    pointers = seen.bounds * shapes
    values = np.repeat((1.0 / np.sqrt(np.maximum(pieces, 1))).astype(np.float32), pieces * shapes)
    matrix = csr_matrix((values, indices, pointers), shape=(count, BUCKETS))
    matrix.sum_duplicates()
    often = np.bincount(matrix.indices, minlength=BUCKETS)
    often[NONE] = 0
    columns = np.flatnonzero(often >= least)
    rarity = np.log(count / often[columns]).astype(np.float32)
    return (matrix[:, columns] @ diags(rarity)).tocsr(), columns, rarity


Head = tuple[Floats, Floats]
"""Weights, grams × types, and offsets."""


def _weak_head(matrix: csr_matrix, held: Floats, weight: Floats, teaching: Teaching) -> Head:
    from sklearn.linear_model import SGDClassifier  # noqa: PLC0415  training only

    def fit(column: int, rows: NDArray[np.bool_]) -> Any:
        model = SGDClassifier(
            loss="log_loss",
            alpha=3e-6,
            max_iter=8,
            tol=None,
            average=True,
            class_weight={0: 1.0, 1: 2.0},
            random_state=teaching.seed,
        )
        return model.fit(matrix[rows], held[rows, column])

    return _head(matrix, held, weight, fit)


def _gold_head(matrix: csr_matrix, held: Floats, weight: Floats) -> Head:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  training only

    def fit(column: int, rows: NDArray[np.bool_]) -> Any:
        model = LogisticRegression(C=3.0, class_weight={0: 1.0, 1: 3.0}, solver="liblinear", max_iter=60, tol=1e-3)
        return model.fit(matrix[rows], held[rows, column])

    return _head(matrix, held, weight, fit)


def _head(matrix: csr_matrix, held: Floats, weight: Floats, fit: Callable[[int, NDArray[np.bool_]], Any]) -> Head:
    weights = np.zeros((matrix.shape[1], _TYPES), np.float32)
    offsets = np.full(_TYPES, -8.0, np.float32)
    for column in range(_TYPES):
        rows = weight[:, column] > 0
        if held[rows, column].sum() >= 3:  # noqa: PLR2004  fewer teach nothing
            model = fit(column, rows)
            weights[:, column], offsets[column] = model.coef_[0], model.intercept_[0]
    return weights, offsets


def _apply(matrix: csr_matrix, head: Head) -> Floats:
    return np.asarray(matrix @ head[0] + head[1], np.float32)


Layers = tuple[Floats, Floats, Floats, Floats]


def _meaning_head(
    vectors: Floats, held: Floats, weight: Floats, labelled: NDArray[np.bool_], teaching: Teaching
) -> Layers:
    import torch  # noqa: PLC0415  training only

    torch.manual_seed(teaching.seed)
    random = np.random.default_rng(teaching.seed)
    first = torch.nn.Linear(vectors.shape[1], teaching.hidden)
    last = torch.nn.Linear(teaching.hidden, _TYPES)
    torch.nn.init.constant_(last.bias, -4.0)
    model = torch.nn.Sequential(torch.nn.Dropout(0.1), first, torch.nn.ReLU(), torch.nn.Dropout(0.3), last)
    steps = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=1e-3)
    rate = torch.optim.lr_scheduler.CosineAnnealingLR(steps, teaching.epochs)
    counts = weight * np.where(labelled, teaching.labelled, 1.0).astype(np.float32)[:, None]
    for _ in range(teaching.epochs):
        order = random.permutation(len(vectors))
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            loss = torch.nn.functional.binary_cross_entropy_with_logits(
                model(torch.from_numpy(vectors[batch])),
                torch.from_numpy(held[batch]),
                weight=torch.from_numpy(counts[batch]),
                pos_weight=torch.tensor(2.0),
            )
            steps.zero_grad()
            torch.autograd.backward(loss)
            steps.step()
        rate.step()
    layers = (first.weight.T, first.bias, last.weight.T, last.bias)
    return tuple(np.ascontiguousarray(layer.detach().numpy(), np.float32) for layer in layers)  # type: ignore[return-value]


def _forward(vectors: Floats, layers: Layers) -> Floats:
    first, first_bias, last, last_bias = layers
    return np.asarray(np.maximum(vectors @ first + first_bias, 0.0) @ last + last_bias, np.float32)


def _curves(scores: Floats, held: Floats, weight: Floats) -> NDArray[np.float64]:
    """Fit weak, gold, meaning and offset a type, drawn to what holds for all types so that rare ones are not guessed."""

    def fit(columns: Sequence[int], towards: NDArray[np.float64], strength: float) -> NDArray[np.float64]:
        x = np.concatenate([scores[weight[:, c] > 0, c] for c in columns]).astype(float)
        y = np.concatenate([held[weight[:, c] > 0, c] for c in columns]).astype(float)
        return drawn_curve(x, y, towards, strength)

    common = fit(range(_TYPES), np.array([0.3, 0.3, 0.3, 0.0]), 1e-3)
    return np.stack([fit([column], common, 3.0) for column in range(_TYPES)])


def _joined(
    weak: Head,
    gold: Head,
    layers: Layers,
    curves: NDArray[np.float64],
    columns: NDArray[np.int64],
    rarity: Floats,
    teaching: Teaching,
    encoder: StaticEncoder,
    lessons: Sequence[Lesson],
) -> Classifier:
    weights = ((weak[0] * curves[:, 0] + gold[0] * curves[:, 1]) * rarity[:, None]).astype(np.float32)
    offsets = (weak[1] * curves[:, 0] + gold[1] * curves[:, 1]).astype(np.float32)
    kept = np.sort(np.argsort(-np.abs(weights).max(axis=1), kind="stable")[: teaching.grams])
    place = np.zeros(BUCKETS, np.int32)
    place[columns[kept]] = np.arange(1, len(kept) + 1, dtype=np.int32)
    about = {
        "encoder": encoder.digest,
        "readings": {
            source: sum(lesson.source == source for lesson in lessons) for source in ("labels", "findings", "sentences")
        },
        "teaching": asdict(teaching),
    }
    return Classifier(
        "unsaved",
        place,
        np.vstack([np.zeros((1, _TYPES), np.float32), weights[kept]]),
        offsets,
        layers,
        tuple(Curve(float(curve[2]), float(curve[3])) for curve in curves),
        about,
    )
