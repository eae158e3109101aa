"""Tagged passages: what the tutor hands to the classifier of a scan.

One JSON object a line, gzip. A tag says how likely the tutor finds it that one token carries an obstacle; labels are the
words that readers marked. Both count characters in the parts joined by one blank.

```text
{"heading": "…", "parts": ["…", …], "tags": [["signature", 12, 25, 0.93], …], "origin": "corpus", "act": "…"}
{…, "origin": "labels", "labels": [["signature", "open", 12, 25], …], "judged": ["signature", …], "trust": 0.5}
```
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, get_args

from analyzer.errors import ExportError, UsageError, reason_of
from analyzer.model import OBSTACLE_TYPES, ObstacleType, Status

Origin = Literal["corpus", "labels"]

READ_ONCE: Final = 0.5
"""Weight of labels of one quick reader against the tutor's tags."""

READ_WITH_CARE: Final = 0.75
"""Weight of labels that two readers agreed on, and of own sentences."""

_LEVEL: Final = 6  # of gzip: higher ones take twice the time for some hundredths of the size


class Tag(NamedTuple):
    """One token that may carry an obstacle.

    Attributes:
        type: Obstacle type.
        start: First character.
        end: One past the last.
        chance: 0 to 1, two digits.
    """

    type: ObstacleType
    start: int
    end: int
    chance: float


class Marked(NamedTuple):
    """Words that a reader marked.

    Attributes:
        type: Obstacle type.
        status: What the reader said of it.
        start: First character.
        end: One past the last.
    """

    type: ObstacleType
    status: Status
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TaggedPassage:
    """An Absatz with what the tutor says of its words.

    Attributes:
        heading: Heading of the provision.
        parts: Words of the parts, see `passages.Passage.texts`.
        tags: Tokens with some chance, in text order; neighbours of a type stand apart.
        origin: `labels` for a passage that readers judged, `corpus` for others.
        act: Id of the act; empty where none is known.
        labels: What readers marked.
        judged: Types the readers looked for; empty for the corpus. A type of whose labels one has words that do not
            stand in the parts is left out here and in `labels`.
        trust: Weight of the labels against the tags, for types in `judged`.
    """

    heading: str
    parts: tuple[str, ...]
    tags: tuple[Tag, ...]
    origin: Origin
    act: str = ""
    labels: tuple[Marked, ...] = ()
    judged: frozenset[ObstacleType] = frozenset()
    trust: float = READ_ONCE

    @property
    def text(self) -> str:
        """The parts joined by one blank: what tags and labels count characters in."""
        return " ".join(self.parts)


def write_tagged(path: Path, passages: Iterable[TaggedPassage]) -> int:
    """Write passages as they come; equal passages give equal bytes.

    A file that stands there is replaced when the last passage is written, so a run that breaks off leaves it alone.

    Returns:
        How many were written.

    Raises:
        ExportError: If the file cannot be written.
    """
    unfinished = path.with_name(f".{path.name}.part")
    count = 0
    try:
        with (
            unfinished.open("wb") as raw,
            gzip.GzipFile(filename="", mode="wb", compresslevel=_LEVEL, fileobj=raw, mtime=0) as target,
        ):
            for count, passage in enumerate(passages, start=1):  # noqa: B007  counted for the caller
                target.write(_line(passage))
        unfinished.replace(path)
    except OSError as error:
        raise ExportError(
            f"{path} kann nicht geschrieben werden ({reason_of(error)}). Bitte Ordner und Rechte prüfen.",
            en=f"{path} cannot be written ({reason_of(error, 'en')}). Check the folder and its permissions.",
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def read_tagged(path: Path) -> Iterator[TaggedPassage]:
    """Read passages one by one.

    Raises:
        UsageError: If the file cannot be read or a line is no tagged passage; the message names the line.
    """
    number = 0
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):  # noqa: B007  told in the message
                yield _passage(json.loads(line))
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{path}, nach Zeile {number}: keine markierten Absätze aus medienbruch encoder tutor ({reason_of(error)}).",
            en=f"{path}, after line {number}: no tagged passages of medienbruch encoder tutor ({reason_of(error, 'en')}).",
        ) from error


def _line(passage: TaggedPassage) -> bytes:
    record: dict[str, Any] = {
        "heading": passage.heading,
        "parts": passage.parts,
        "tags": [(*tag[:3], round(tag.chance, 2)) for tag in passage.tags],
        "origin": passage.origin,
        "act": passage.act,
    }
    if passage.origin == "labels":
        record |= {"labels": passage.labels, "judged": sorted(passage.judged), "trust": passage.trust}
    return (json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _passage(record: dict[str, Any]) -> TaggedPassage:
    passage = TaggedPassage(
        str(record["heading"]),
        tuple(map(str, record["parts"])),
        tuple(Tag(kind, int(start), int(end), float(chance)) for kind, start, end, chance in record["tags"]),
        record["origin"],
        str(record["act"]),
        tuple(Marked(kind, status, int(start), int(end)) for kind, status, start, end in record.get("labels", ())),
        frozenset(record.get("judged", ())),
        float(record.get("trust", READ_ONCE)),
    )
    named = {tag.type for tag in passage.tags} | {label.type for label in passage.labels} | passage.judged
    unknown = sorted(named - set(OBSTACLE_TYPES))
    if unknown or passage.origin not in get_args(Origin):
        raise ValueError(", ".join(unknown) or passage.origin)
    return passage
