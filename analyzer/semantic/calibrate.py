"""What stands between classifier and list: chances from scores, confidence of rule findings, the least chance of a find.

Fitted on paragraphs that neither the classifier nor rules learned from. A score means less where rules have looked and
found nothing than where they spoke, so the curve of chances is fitted on parts without a rule's finding of the
type, and another one on the findings of rules. A rule's finding counts as right where the reader saw an obstacle of the
type in the paragraph, as in `measure`: readers often quote other words of the same one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from analyzer.model import Finding, Statute
from analyzer.model.types import OBSTACLE_TYPES, ObstacleType, Status
from analyzer.semantic.classifier import Classifier, Curve
from analyzer.semantic.judged import Judged, judge
from analyzer.semantic.logistic import Array, drawn_curve, logit
from analyzer.semantic.passages import quote_pattern
from analyzer.semantic.places import places_of
from analyzer.semantic.static import StaticEncoder

LEAST: Final = 0.55
"""Chance from which words are a finding: more likely right than wrong at the limit, most of them well above it."""

LEAST_OF: Final[dict[ObstacleType, float]] = {
    "written_form": 0.4,
    "electronic_excluded": 0.4,
    "postal_delivery": 0.4,
    "physical_publication": 0.4,
    "cash_payment": 0.4,
    "signature": 0.5,
    "certification": 0.5,
    "paper_form": 0.5,
    "paper_document": 0.5,
    "repeated_proof": 0.5,
    "discretion": 0.6,
}
"""Likewise, by type. Lower where rules leave so little that statutes hold a few dozen finds at most, while clauses in unusual words
gain much; higher for discretion, of which readers (`tests/gold/read/semantic_*.csv`) held few below for right. Vague terms are no
surer from 0.65 on than from 0.55 on, and F1 would lose a point."""

_TOWARDS_ALL, _TOWARDS_OWN = 0.1, 4.0  # pull of the common curve to its start, and of a type's curve to the common one


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled paragraph to calibrate on.

    Attributes:
        statute: The paragraph as text mode reads it.
        labels: Type, status and quote of each label.
        judged: Types the reader looked for.
        findings: What the rules find in it.
    """

    statute: Statute
    labels: Sequence[tuple[ObstacleType, Status, str]]
    judged: frozenset[ObstacleType]
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class Told:
    """A passage with words that the tool told, and that a reader judged.

    Attributes:
        statute: The passage as text mode reads it.
        words: Type, words of a part, and whether an obstacle of the type stands open on them.
        findings: What the rules find in it.
    """

    statute: Statute
    words: Sequence[tuple[ObstacleType, str, bool]]
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A part of a case, for one type.

    Attributes:
        score: The classifier's.
        said: Confidence of the rule's open finding; None where rules said nothing in the part.
        right: Whether an obstacle stands open there; for a rule's finding, in the paragraph.
    """

    score: float
    said: float | None
    right: bool


def calibrated(
    classifier: Classifier, encoder: StaticEncoder, cases: Iterable[Case], told: Iterable[Told] = ()
) -> Classifier:
    """Give the classifier with its curves and least chances.

    Args:
        classifier: As fitted.
        encoder: Whose pieces.
        cases: Paragraphs nobody learned from.
        told: Findings in passages nobody learned from.
    """
    seen: dict[ObstacleType, list[_Seen]] = {kind: [] for kind in OBSTACLE_TYPES}
    for case in cases:
        for kind, one in _look(case, judge(case.statute, encoder, classifier)):
            seen[kind].append(one)
    for passage in told:
        for kind, one in _look_at(passage, judge(passage.statute, encoder, classifier)):
            seen[kind].append(one)
    chances = _curves({k: [(s.score,) for s in v if s.said is None] for k, v in seen.items()}, seen, heard=False)
    rules = _curves(
        {k: [(logit(s.said), s.score) for s in v if s.said is not None] for k, v in seen.items()}, seen, heard=True
    )
    about = {
        **classifier.about,
        "rules": {kind: [round(float(value), 4) for value in curve] for kind, curve in rules.items()},
        "least": {kind: LEAST_OF.get(kind, LEAST) for kind in OBSTACLE_TYPES},
    }
    curves = tuple(Curve(*(round(float(value), 4) for value in chances[kind])) for kind in OBSTACLE_TYPES)
    return replace(classifier, curves=curves, about=about)


def _curves(
    scores: Mapping[ObstacleType, Sequence[tuple[float, ...]]],
    seen: Mapping[ObstacleType, Sequence[_Seen]],
    *,
    heard: bool,
) -> dict[ObstacleType, Array]:
    """Fit a curve for all types, and one for each drawn towards it, since rare types have few cases."""
    right = {kind: [float(s.right) for s in seen[kind] if (s.said is not None) == heard] for kind in OBSTACLE_TYPES}
    start = np.array([1.0, 0.5, 0.0]) if heard else np.array([1.0, 0.0])

    def fit(kinds: Sequence[ObstacleType], towards: Array, strength: float) -> Array:
        x = np.array([row for kind in kinds for row in scores[kind]], np.float64).reshape(-1, len(start) - 1)
        return drawn_curve(x, np.array([y for kind in kinds for y in right[kind]]), towards, strength)

    common = fit(OBSTACLE_TYPES, start, _TOWARDS_ALL)
    return {kind: fit([kind], common, _TOWARDS_OWN) for kind in OBSTACLE_TYPES}


def _said(findings: Sequence[Finding], judged: Sequence[Judged]) -> dict[tuple[int, ObstacleType], float | None]:
    """Give where rules spoke: the confidence of an open finding, None where they only closed or mentioned."""
    said: dict[tuple[int, ObstacleType], float | None] = {}
    for finding, row in zip(findings, places_of(findings, [one.reading for one in judged]), strict=True):
        if row is not None:
            before = said.setdefault((row, finding.type), None)
            if finding.status == "open":
                said[row, finding.type] = max(finding.confidence, before or 0.0)
    return said


def _look_at(passage: Told, judged: Sequence[Judged]) -> Iterator[tuple[ObstacleType, _Seen]]:
    said = _said(passage.findings, judged)
    for kind, words, right in passage.words:
        pattern = quote_pattern(words)
        for row, one in enumerate(judged):
            confidence = said.get((row, kind))
            if confidence is not None and pattern.search(one.reading.own_text):
                yield kind, _Seen(float(one.best[OBSTACLE_TYPES.index(kind)]), confidence, right)
                break


def _look(case: Case, judged: Sequence[Judged]) -> Iterator[tuple[ObstacleType, _Seen]]:
    said = _said(case.findings, judged)
    quotes = [(kind, status, quote_pattern(quote)) for kind, status, quote in case.labels]
    known = {kind: {status for of, status, _ in case.labels if of == kind} for kind in OBSTACLE_TYPES}
    for row, one in enumerate(judged):
        held: dict[ObstacleType, Status] = {}
        for kind, status, quote in quotes:
            if held.get(kind) != "open" and quote.search(one.reading.own_text):
                held[kind] = status
        for column, kind in enumerate(OBSTACLE_TYPES):
            confidence = said.get((row, kind))
            if kind not in case.judged:
                continue
            if confidence is not None:
                if "open" in known[kind] or "secondary" not in known[kind]:
                    yield kind, _Seen(float(one.best[column]), confidence, "open" in known[kind])
            elif (row, kind) not in said and held.get(kind) != "secondary":
                yield kind, _Seen(float(one.best[column]), None, held.get(kind) == "open")
