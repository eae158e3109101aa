"""What stands between classifier and list: confidence of rule findings, and the least chance of an own finding.

The curves of confidence are fitted on labelled readings scored by models that did not learn from their act.
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
from analyzer.semantic.logistic import drawn_curve

Floats = NDArray[np.float32]

HEARD: Final = 0.97
"""Least chance where rules looked and did not find the type: of a hundred random finds in federal law, those above it were
right five times in six, those between 0.9 and 0.97 every second time (`tests/gold/read/semantic_100.csv`)."""

UNHEARD: Final = 0.6
"""Least chance in sentences without a word that makes a rule of the type look, and without a finding of another type: chosen
on own paraphrases, since statutes hold few such clauses."""

LEXICAL: Final[frozenset[ObstacleType]] = frozenset({"discretion", "vague_term", "data_exchange_barrier"})
"""Types that live in their words: without an evaluative word there is no vague term. They need `HEARD` everywhere."""


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
    heard = dict.fromkeys(OBSTACLE_TYPES, HEARD)
    unheard = {kind: HEARD if kind in LEXICAL else UNHEARD for kind in OBSTACLE_TYPES}
    return replace(classifier, about={**classifier.about, "rules": rules, "least": heard, "least_unheard": unheard})


def _rule_curves(lessons: Sequence[Lesson], chances: Floats, rows: Sequence[int]) -> dict[ObstacleType, list[float]]:
    def fit(kinds: Sequence[ObstacleType], towards: NDArray[np.float64], strength: float) -> NDArray[np.float64]:
        seen: list[tuple[float, float]] = []
        right: list[float] = []
        for row in rows:
            lesson = lessons[row]
            for kind in kinds:
                if kind in lesson.said and kind in lesson.judged and lesson.held.get(kind) != "secondary":
                    chance = float(chances[row, OBSTACLE_TYPES.index(kind)])
                    seen.append((logit(lesson.said[kind]), logit(chance)))
                    right.append(float(lesson.held.get(kind) == "open"))
        return drawn_curve(np.array(seen).reshape(-1, 2), np.array(right), towards, strength)

    common = fit(OBSTACLE_TYPES, np.array([1.0, 0.0, 0.0]), 0.1)
    return {kind: [round(float(v), 4) for v in fit([kind], common, 4.0)] for kind in OBSTACLE_TYPES}
