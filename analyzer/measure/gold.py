"""Labelled paragraphs: the gold standard that rules are measured against.

One JSON object a line: the keys of a unit (`id`, `text`, …) and `labels`, a list of `{type, status, quote}` made by
careful readers under the annotation guideline. Labels are read here and nowhere else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from analyzer.errors import UsageError
from analyzer.model import ObstacleType, Status, Unreadable
from analyzer.model.unit import Unit
from analyzer.sources import read_units

Part = Literal["tune", "unseen"]


@dataclass(frozen=True, slots=True)
class Label:
    """One label of a reader: what stands in the paragraph, and the shortest words that carry it."""

    type: ObstacleType
    status: Status
    quote: str


@dataclass(frozen=True, slots=True)
class GoldUnit:
    """A paragraph with its labels.

    Attributes:
        unit: The paragraph.
        labels: What stands in it.
        judged: Types the reader looked for (key `types` of the line); all where the line does not say.
    """

    unit: Unit
    labels: tuple[Label, ...]
    judged: frozenset[ObstacleType] = frozenset(get_args(ObstacleType))

    @property
    def part(self) -> Part:
        """`unseen` for a third of the acts, chosen by the hash of the act's id; `tune` for the others."""
        digest = hashlib.sha256(self.unit.doc.encode()).hexdigest()
        return "unseen" if int(digest, 16) % 3 == 0 else "tune"


def read_gold(paths: Iterable[str | Path], part: Part | None = None) -> list[GoldUnit]:
    """Read labelled paragraphs.

    Args:
        paths: JSONL files.
        part: Only this part; all if not given.

    Returns:
        The paragraphs in the order of the files.

    Raises:
        UsageError: If a file cannot be read, or a line is no labelled paragraph; the message names the line.
    """
    found: list[GoldUnit] = []
    for path in paths:
        units = list(read_units(path))
        labels = [_labels(line, path, number) for number, line in _lines(path)]
        for unit, of_unit in zip(units, labels, strict=True):
            if isinstance(unit, Unreadable):
                raise UsageError(unit.error, en=unit.en)
            gold = GoldUnit(unit, *of_unit)
            if part is None or gold.part == part:
                found.append(gold)
    if not found:
        raise UsageError(
            "Keine Absätze zum Auswerten: Dateien und --part prüfen.",
            en="No paragraphs to evaluate: check the files and --part.",
        )
    return found


def _lines(path: str | Path) -> list[tuple[int, str]]:
    text = Path(path).read_text(encoding="utf-8-sig")
    return [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]


def _labels(line: str, path: str | Path, number: int) -> tuple[tuple[Label, ...], frozenset[ObstacleType]]:
    known = get_args(ObstacleType)
    try:
        record = json.loads(line)
        labels = tuple(Label(label["type"], label["status"], label["quote"]) for label in record["labels"])
        judged = frozenset(kind for kind in known if kind in record.get("types", known))
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{path}, Zeile {number}: kein markierter Absatz (erwartet: labels mit type, status, quote).",
            en=f"{path}, line {number}: no labelled paragraph (expected: labels with type, status, quote).",
        ) from error
    for label in labels:
        if label.type not in known or label.status not in get_args(Status):
            raise UsageError(
                f"{path}, Zeile {number}: unbekannter Typ oder Status: {label.type}, {label.status}.",
                en=f"{path}, line {number}: unknown type or status: {label.type}, {label.status}.",
            )
    return labels, judged
