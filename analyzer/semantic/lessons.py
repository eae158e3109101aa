"""What the classifier is taught with: readings and what they hold, from labels, from findings, from own sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from analyzer.model import Finding, Statute
from analyzer.model.types import OBSTACLE_TYPES, ObstacleType, Status
from analyzer.semantic.classifier import texts_of
from analyzer.semantic.find import rows_of
from analyzer.semantic.readings import Reading, readings

Source = Literal["labels", "findings", "sentences"]
SOURCES: Final[tuple[Source, ...]] = get_args(Source)


@dataclass(frozen=True, slots=True)
class Lesson:
    """One reading and what it holds.

    Attributes:
        read: Own words, words of lead-ins and tails, heading.
        held: What stands in it, by type; a type that is missing here does not.
        judged: Types that somebody looked for.
        act: Act it stands in: readings of one act are never split between learning and testing.
        source: Careful readers, rules, or own example sentences.
        said: Confidence of the open finding of rules in the reading, by type.
    """

    read: tuple[str, str, str]
    held: Mapping[ObstacleType, Status]
    judged: frozenset[ObstacleType]
    act: str
    source: Source
    said: Mapping[ObstacleType, float] = field(default_factory=dict)


def from_labels(
    statute: Statute,
    labels: Sequence[tuple[ObstacleType, Status, str]],
    judged: Iterable[ObstacleType] = OBSTACLE_TYPES,
    findings: Sequence[Finding] = (),
) -> Iterator[Lesson]:
    """Turn a labelled paragraph into lessons: a label belongs to every reading whose own words hold its quote.

    Args:
        statute: The paragraph as text mode reads it.
        labels: Type, status and quote of each label.
        judged: Types the reader looked for.
        findings: What the rules find in it.
    """
    looked_for = frozenset(judged)
    quotes = [(kind, status, _loose(quote)) for kind, status, quote in labels]
    read = list(readings(statute))
    said: dict[int, dict[ObstacleType, float]] = {}
    for finding, row in zip(findings, rows_of(findings, read), strict=True):
        if row is not None and finding.status == "open":
            said.setdefault(row, {})[finding.type] = finding.confidence
    for row, reading in enumerate(read):
        held: dict[ObstacleType, Status] = {}
        for kind, status, quote in quotes:
            if held.get(kind) != "open" and quote.search(reading.own_text):
                held[kind] = status
        yield Lesson(
            texts_of(reading),
            held,
            looked_for,
            statute.id or statute.abbreviation,
            "labels",
            said.get(row, {}),
        )


def from_findings(statute: Statute, findings: Iterable[Finding]) -> Iterator[Lesson]:
    """Turn what rules found in an act into lessons."""
    found: dict[tuple[str, int, str], list[Finding]] = {}
    for finding in findings:
        found.setdefault((finding.norm, finding.block, finding.sentence), []).append(finding)
    for reading in readings(statute):
        held: dict[ObstacleType, Status] = {}
        for finding in found.get((reading.provision.id, reading.block.index, reading.text), ()):
            inside = reading.own_start <= finding.start < reading.own_start + len(reading.own_text)
            if inside and held.get(finding.type) != "open":
                held[finding.type] = finding.status
        if held or _worth_reading(reading):
            yield Lesson(texts_of(reading), held, frozenset(OBSTACLE_TYPES), statute.id, "findings")


def from_sentences(sentences: Mapping[str, Sequence[str]]) -> Iterator[Lesson]:
    """Turn own example sentences into lessons.

    Args:
        sentences: By type, or `none`; the words that carry the obstacle stand in `[[…]]`. A sentence is a lesson for
            its own type only; one that holds nothing is a lesson for all.
    """
    for kind, texts in sentences.items():
        for number, text in enumerate(texts):
            plain = text.replace("[[", "").replace("]]", "")
            held: dict[ObstacleType, Status] = {k: "open" for k in OBSTACLE_TYPES if k == kind}
            judged = frozenset(held) or frozenset(OBSTACLE_TYPES)
            yield Lesson((plain, "", ""), held, judged, f"{kind}-{number}", "sentences")


def targets(lessons: Sequence[Lesson]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Give what to learn: 1 where an obstacle stands open; and its weight: 0 where nobody looked or it is only named."""
    held = np.zeros((len(lessons), len(OBSTACLE_TYPES)), np.float32)
    weight = np.zeros_like(held)
    for row, lesson in enumerate(lessons):
        for column, kind in enumerate(OBSTACLE_TYPES):
            status = lesson.held.get(kind)
            held[row, column] = status == "open"
            weight[row, column] = kind in lesson.judged and status != "secondary"
    return held, weight


def _loose(quote: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, quote.split())))


def _worth_reading(reading: Reading) -> bool:
    return reading.block.kind == "text" and reading.sentence.number > 0
