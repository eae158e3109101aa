"""Fits what stands between classifier and list: confidence of rule findings, and the least chance of an own finding.

Both are fitted on labelled readings scored by models that did not learn from their act.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analyzer.model.types import OBSTACLE_TYPES, ObstacleType
from analyzer.semantic.classifier import Classifier
from analyzer.semantic.find import logit
from analyzer.semantic.lessons import Lesson

Floats = NDArray[np.float32]

PRECISION: Final = 0.6
"""Share of right ones among own findings above a type's least chance, on the readings it was chosen from."""

UNHEARD: Final = 0.6
"""Least chance in sentences without any word that makes a rule of the type look: chosen on own paraphrases, since labelled
paragraphs of statutes hold too few such clauses."""

_FEWEST: Final = 8  # findings a type needs for a least chance of its own


def calibrated(
    classifier: Classifier, lessons: Sequence[Lesson], chances: Floats, trusted: frozenset[str]
) -> Classifier:
    """Give the classifier with the curves of rule confidence and the least chances.

    Args:
        classifier: As fitted.
        lessons: Those it was fitted on.
        chances: Probabilities from `teach`, row for row.
        trusted: Acts the rules were not made from; all labelled ones if empty.
    """
    rows = [
        row
        for row, lesson in enumerate(lessons)
        if lesson.source == "labels" and (not trusted or lesson.act in trusted)
    ]
    rules = _rule_curves(lessons, chances, rows)
    least = _least(lessons, chances, rows)
    return replace(classifier, about={**classifier.about, "rules": rules, "least": least, "least_unheard": UNHEARD})


def _rule_curves(lessons: Sequence[Lesson], chances: Floats, rows: Sequence[int]) -> dict[ObstacleType, list[float]]:
    from scipy.optimize import minimize  # noqa: PLC0415  training only
    from scipy.special import expit  # noqa: PLC0415  training only

    def fit(kinds: Sequence[ObstacleType], towards: NDArray[np.float64], strength: float) -> NDArray[np.float64]:
        seen: list[tuple[float, float, float]] = []
        right: list[float] = []
        for row in rows:
            lesson = lessons[row]
            for kind in kinds:
                if kind in lesson.said and kind in lesson.judged and lesson.held.get(kind) != "secondary":
                    chance = float(chances[row, OBSTACLE_TYPES.index(kind)])
                    seen.append((logit(lesson.said[kind]), logit(chance), 1.0))
                    right.append(float(lesson.held.get(kind) == "open"))
        x, y = np.array(seen).reshape(-1, 3), np.array(right)

        def loss(value: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
            scores, away = x @ value, value - towards
            total = np.logaddexp(0.0, scores).sum() - y @ scores + strength * away @ away
            return float(total), x.T @ (expit(scores) - y) + 2.0 * strength * away

        found = minimize(loss, towards, jac=True, bounds=[(0.0, None), (0.0, None), (None, None)], method="L-BFGS-B")
        return np.asarray(found.x)

    common = fit(OBSTACLE_TYPES, np.array([1.0, 0.0, 0.0]), 0.1)
    return {kind: [round(float(v), 4) for v in fit([kind], common, 4.0)] for kind in OBSTACLE_TYPES}


def _least(lessons: Sequence[Lesson], chances: Floats, rows: Sequence[int]) -> dict[ObstacleType, float]:
    """Choose the least chance a type at which `PRECISION` holds; a type with too few finds has that of all types."""
    found: dict[ObstacleType, list[tuple[float, bool]]] = {kind: [] for kind in OBSTACLE_TYPES}
    for row in rows:
        lesson = lessons[row]
        if lesson.silent:
            continue
        for column, kind in enumerate(OBSTACLE_TYPES):
            if kind in lesson.judged and kind not in lesson.spoken and lesson.held.get(kind) != "secondary":
                found[kind].append((float(chances[row, column]), lesson.held.get(kind) == "open"))
    common = _lowest([pair for pairs in found.values() for pair in pairs]) or 0.9
    return {kind: round(_lowest(pairs) or max(common, 0.5), 3) for kind, pairs in found.items()}


def _lowest(pairs: Sequence[tuple[float, bool]]) -> float | None:
    lowest: float | None = None
    right = 0
    for number, (chance, held) in enumerate(sorted(pairs, reverse=True), start=1):
        right += held
        if number >= _FEWEST and right / number >= PRECISION:
            lowest = chance
    return lowest
