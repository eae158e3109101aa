"""Labels that readers gave to Absätze of a corpus, kept without text: a passage is known by a hash of its letters.

```text
{"act": "…", "unit": "§ 3 2", "text": "9f2c…", "labels": [["signature", "open", "zu unterschreiben"], …]}
{…, "types": ["signature"], "part": "calibration", "second": [[…], …]}
```
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, get_args

from analyzer.model import OBSTACLE_TYPES, ObstacleType, Status
from analyzer.semantic.judged_words import read_by_passage
from analyzer.semantic.passages import quote_pattern
from analyzer.semantic.tagged import Marked, TaggedPassage

READ_ALONE: Final = 0.5
"""Weight of such labels against the tags of a tutor that has not learned them: with one half a taught classifier ranks unlearned
paragraphs best (0.7 gives as much within a thousandth)."""

_STATUS: Final = frozenset(get_args(Status))


@dataclass(frozen=True, slots=True)
class ReadLabels:
    """What a reader said of a passage; where a second one decided, what that one said.

    Attributes:
        labels: Type, status and words of each label.
        judged: Types the reader looked for.
        apart: Whether the passage is kept for calibration, so that nothing may be learned from it.
    """

    labels: tuple[tuple[ObstacleType, Status, str], ...]
    judged: frozenset[ObstacleType]
    apart: bool

    def on(self, passage: TaggedPassage) -> TaggedPassage:
        """Give the passage with these labels; a type of whose labels one has words that do not stand in it is left open."""
        marks: list[Marked] = []
        odd: set[ObstacleType] = set()
        for kind, status, words in self.labels:
            hit = quote_pattern(words).search(passage.text)
            if hit is None:
                odd.add(kind)
            else:
                marks.append(Marked(kind, status, *hit.span()))
        kept = tuple(mark for mark in marks if mark.type not in odd)
        return replace(passage, origin="labels", labels=kept, judged=self.judged - odd, trust=READ_ALONE)


def read_labels(path: Path) -> dict[str, ReadLabels]:
    """Read labels by `judged_words.passage_key`.

    Args:
        path: JSON lines, gzip.

    Raises:
        UsageError: If the file cannot be read; it names the line.
    """
    return read_by_passage(path, _line, ("keine Markierungen", "no labels"), "own_labels.jsonl.gz")


def _line(record: Mapping[str, Any]) -> tuple[str, ReadLabels]:
    labels = tuple((kind, status, words) for kind, status, words, *_ in record.get("second", record["labels"]))
    judged = frozenset(record.get("types", OBSTACLE_TYPES))
    for kind, status, words in labels:
        if kind not in OBSTACLE_TYPES or status not in _STATUS or not words:
            raise ValueError((kind, status, words))
    return str(record["text"]), ReadLabels(labels, judged, record.get("part") == "calibration")
