"""Precision and recall of findings against labelled paragraphs.

Definitions (those of the annotation guideline):

- per unit and type: a true positive where both the readers and the tool have an `open` obstacle of the type. A gold
  `secondary` label makes the type "don't care" in that unit, unless an `open` label of it stands beside it. `resolved` is
  an outcome of its own: saying `open` where the readers say `resolved` is a false positive.
- every label: each open gold label needs a finding whose quote shares a character with it; each open finding that
  meets no label of its type is a false alarm. This is the line a reviewer feels.
- intervals: 2.5 % and 97.5 % points of F1 over 1,000 resamples of the units (bootstrap, fixed seed).
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from analyzer.measure.gold import GoldUnit, Label
from analyzer.model import OBSTACLE_TYPES, Finding, ObstacleType

_RESAMPLES = 1000
_AVERAGED = 10  # a type with fewer gold units is shown, not averaged
_LONGEST_QUOTE = 120  # characters without white space; longer quotes carry nothing

Slot = Literal["tp", "fp", "fn"]
Miss = Literal["false alarm", "missed", "stray quote", "missed label", "cure overlooked", "cure not mentioned"]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts and what follows from them."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float:
        """Share of what was said that is right; 0 where nothing was said."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """Share of what is there that was said; 0 where nothing is there."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.tp / (2 * self.tp + self.fp + self.fn) if self.tp + self.fp + self.fn else 0.0

    def __add__(self, other: Score) -> Score:
        """Pool two counts."""
        return Score(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One disagreement, for the error list."""

    kind: Miss
    type: ObstacleType
    gold: GoldUnit
    labels: tuple[str, ...]
    said: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures of one evaluation.

    Attributes:
        units: Number of paragraphs.
        types: Per type: units × type.
        labels: Per type: every label.
        intervals: Per type: 95 % interval of F1.
        micro: All types pooled, units × types.
        micro_interval: 95 % interval of its F1.
        every_label: All types pooled, every label.
        macro: Mean F1 over types with at least ten gold units; `None` if there is no such type.
        resolved: What became of units where the readers say only `resolved`: said status (or "") → number.
        secondary: Likewise for `secondary`.
        mistakes: Every disagreement, in gold order.
    """

    units: int
    types: Mapping[ObstacleType, Score]
    labels: Mapping[ObstacleType, Score]
    intervals: Mapping[ObstacleType, tuple[float, float]]
    micro: Score
    micro_interval: tuple[float, float]
    every_label: Score
    macro: float | None
    resolved: Mapping[str, int]
    secondary: Mapping[str, int]
    mistakes: tuple[Mistake, ...]

    def pooled(self, types: Iterable[ObstacleType]) -> Score:
        """Pool some types, units × types."""
        return sum((self.types[kind] for kind in types), Score())


@dataclass(slots=True)
class _Tally:
    types: dict[ObstacleType, Counter[Slot]] = field(default_factory=lambda: defaultdict(Counter))
    labels: dict[ObstacleType, Counter[Slot]] = field(default_factory=lambda: defaultdict(Counter))
    resolved: Counter[str] = field(default_factory=Counter)
    secondary: Counter[str] = field(default_factory=Counter)
    per_unit: list[dict[ObstacleType, Slot]] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)


def evaluate(gold: Sequence[GoldUnit], findings: Mapping[str, Sequence[Finding]]) -> Evaluation:
    """Compare findings with labels.

    Args:
        gold: Labelled paragraphs.
        findings: Id of the unit → its findings.

    Returns:
        The figures.
    """
    tally = _Tally()
    for unit in gold:
        slots: dict[ObstacleType, Slot] = {}
        here = findings.get(unit.unit.id, ())
        for kind in OBSTACLE_TYPES:
            labels = [label for label in unit.labels if label.type == kind]
            said = [finding for finding in here if finding.type == kind]
            if kind in unit.judged and (labels or said):
                _judge(unit, kind, labels, said, tally, slots)
        tally.per_unit.append(slots)
    types = {kind: _score(tally.types[kind]) for kind in OBSTACLE_TYPES}
    labels_ = {kind: _score(tally.labels[kind]) for kind in OBSTACLE_TYPES}
    averaged = [score.f1 for score in types.values() if score.tp + score.fn >= _AVERAGED]
    intervals = _intervals(tally.per_unit)
    return Evaluation(
        units=len(gold),
        types=types,
        labels=labels_,
        intervals={kind: intervals[kind] for kind in OBSTACLE_TYPES},
        micro=sum(types.values(), Score()),
        micro_interval=intervals[None],
        every_label=sum(labels_.values(), Score()),
        macro=sum(averaged) / len(averaged) if averaged else None,
        resolved=tally.resolved,
        secondary=tally.secondary,
        mistakes=tuple(tally.mistakes),
    )


def _judge(
    unit: GoldUnit,
    kind: ObstacleType,
    labels: list[Label],
    said: list[Finding],
    tally: _Tally,
    slots: dict[ObstacleType, Slot],
) -> None:
    statuses = {label.status for label in labels}
    said_open = [finding for finding in said if finding.status == "open"]
    answer = "open" if said_open else next((finding.status for finding in said), "")
    if "open" not in statuses and "secondary" in statuses:
        tally.secondary[answer] += 1
        return
    if statuses == {"resolved"}:
        if not said_open and any(finding.status == "resolved" for finding in said):
            answer = "resolved"
        tally.resolved[answer] += 1
        if answer != "resolved":
            kind_of_miss: Miss = "cure overlooked" if answer == "open" else "cure not mentioned"
            tally.mistakes.append(_mistake(kind_of_miss, kind, unit, labels, said))
    gold_open = [label for label in labels if label.status == "open"]
    _judge_labels(unit, kind, labels, said_open, tally)
    if not gold_open and not said_open:
        return
    slot: Slot = "tp" if gold_open and said_open else "fp" if said_open else "fn"
    tally.types[kind][slot] += 1
    slots[kind] = slot
    if slot != "tp":
        tally.mistakes.append(
            _mistake("false alarm" if slot == "fp" else "missed", kind, unit, gold_open, said_open or said)
        )


def _judge_labels(
    unit: GoldUnit, kind: ObstacleType, labels: list[Label], said_open: list[Finding], tally: _Tally
) -> None:
    text = _fold(unit.unit.text)
    short = [finding for finding in said_open if len(_fold(finding.quote)) <= _LONGEST_QUOTE]
    spans = {finding.fingerprint: _spans(finding.quote, text) for finding in said_open}
    label_spans = [(label, _spans(label.quote, text)) for label in labels]
    gold_open = [(label, where) for label, where in label_spans if label.status == "open"]
    missed = [
        label for label, where in gold_open if not any(_meet(where, spans[finding.fingerprint]) for finding in short)
    ]
    stray: dict[str, Finding] = {}
    for finding in said_open:
        if not any(_meet(where, spans[finding.fingerprint]) for _, where in label_spans):
            stray.setdefault(_fold(finding.quote), finding)
    counts = tally.labels[kind]
    counts["tp"] += len(gold_open) - len(missed)
    counts["fn"] += len(missed)
    counts["fp"] += len(stray) + len(said_open) - len(short)
    if gold_open and said_open:
        if stray:
            tally.mistakes.append(_mistake("stray quote", kind, unit, labels, list(stray.values())))
        if missed:
            tally.mistakes.append(_mistake("missed label", kind, unit, missed, said_open))


def _mistake(kind: Miss, type_: ObstacleType, unit: GoldUnit, labels: list[Label], said: list[Finding]) -> Mistake:
    return Mistake(kind, type_, unit, tuple(label.quote for label in labels), tuple(said))


def _score(counts: Counter[Slot]) -> Score:
    return Score(counts["tp"], counts["fp"], counts["fn"])


def _fold(text: str) -> str:
    return re.sub(r"\s+", "", text.replace("\xad", ""))


def _spans(quote: str, text: str) -> list[tuple[int, int]]:
    folded = _fold(quote)
    return [(m.start(), m.start() + len(folded)) for m in re.finditer(re.escape(folded), text)] if folded else []


def _meet(left: list[tuple[int, int]], right: list[tuple[int, int]]) -> bool:
    return any(a < d and c < b for a, b in left for c, d in right)


def _intervals(per_unit: list[dict[ObstacleType, Slot]]) -> dict[ObstacleType | None, tuple[float, float]]:
    """Bootstrap 95 % intervals of F1 by type, and under `None` for all types pooled."""
    chance = random.Random(20261124)  # noqa: S311 - a resample, no secret
    samples: dict[ObstacleType | None, list[float]] = defaultdict(list)
    filled = [slots for slots in per_unit if slots]
    empty = len(per_unit) - len(filled)
    indexes = range(len(filled) + empty)
    for _ in range(_RESAMPLES):
        counts: Counter[tuple[ObstacleType, Slot]] = Counter()
        for index in chance.choices(indexes, k=len(indexes)):
            if index < len(filled):
                counts.update(filled[index].items())
        pooled = Score()
        for kind in OBSTACLE_TYPES:
            score = Score(counts[kind, "tp"], counts[kind, "fp"], counts[kind, "fn"])
            pooled += score
            samples[kind].append(score.f1)
        samples[None].append(pooled.f1)
    low, high = int(_RESAMPLES * 0.025), int(_RESAMPLES * 0.975)
    return {kind: (sorted(values)[low], sorted(values)[high]) for kind, values in samples.items()}
