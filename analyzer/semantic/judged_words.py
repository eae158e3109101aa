"""Judged words: candidates that readers judged one by one, to teach the classifier where it was unsure.

A reader who sees words that the classifier marked decides in a few seconds whether an obstacle of the type stands open
there. Words near the limit teach more than paragraphs drawn at random (B. Settles, Active Learning Literature Survey,
University of Wisconsin 2009). The file holds no text: a passage is known by a hash of its letters.

```text
{"act": "…", "unit": "§ 3 Absatz 2", "passage": "9f2c…", "words": [[0, "discretion", 69, 85, "open"], …]}
```
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, TypeVar, get_args

from analyzer.errors import UsageError, reason_of
from analyzer.model.types import OBSTACLE_TYPES, ObstacleType

Ruling = Literal["open", "secondary", "resolved", "none", "arguable"]

_Said = TypeVar("_Said")
_RULINGS: Final = frozenset(get_args(Ruling))


class JudgedWords(NamedTuple):
    """Words of a part, and what a reader said of them.

    Attributes:
        part: Number of the part in its passage, from 0.
        type: Obstacle type that was asked for.
        start: First character in the part.
        end: One past the last.
        ruling: `none` for no obstacle of the type, `arguable` where careful readers may differ; else the status.
    """

    part: int
    type: ObstacleType
    start: int
    end: int
    ruling: Ruling


def passage_key(parts: Sequence[str]) -> str:
    """Give what a passage is known by: a hash of its letters, however they are spaced."""
    return hashlib.sha256("".join("".join(parts).split()).encode()).hexdigest()[:16]


def standing(judged: Sequence[JudgedWords], parts: Sequence[str]) -> list[JudgedWords]:
    """Give the words that stand in a passage as it is cut here; letters that are cut otherwise have others."""
    return [one for one in judged if one.part < len(parts) and one.end <= len(parts[one.part])]


def in_text(judged: Sequence[JudgedWords], parts: Sequence[str]) -> list[tuple[JudgedWords, int]]:
    """Give the words that stand in a passage, each with the character of the text that its part begins with.

    The text is the parts joined by one blank. Open ones come last: they have the last word.
    """
    starts = list(accumulate((len(part) + 1 for part in parts), initial=0))
    last = sorted(standing(judged, parts), key=lambda words: words.ruling == "open")
    return [(words, starts[words.part]) for words in last]


def read_judged_words(path: Path) -> dict[str, tuple[JudgedWords, ...]]:
    """Read judged words by passage.

    Args:
        path: JSON lines, gzip.

    Raises:
        UsageError: If the file cannot be read; it names the line.
    """
    return read_by_passage(path, _line, ("keine beurteilten Wörter", "no judged words"), "own_judgements.jsonl.gz")


def read_by_passage(
    path: Path, parse: Callable[[Mapping[str, Any]], tuple[str, _Said]], lacking: tuple[str, str], example: str
) -> dict[str, _Said]:
    """Read what is known of passages, by their key.

    Args:
        path: JSON lines, gzip.
        parse: Gives the key of a record's passage, and what is said of it.
        lacking: What to say of a line that is none, German and English.
        example: Name of a file of this kind in `tests/gold`.

    Raises:
        UsageError: If the file cannot be read; it names the line.
    """
    number = 0
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            return {key: said for number, line in enumerate(lines, start=1) for key, said in [parse(json.loads(line))]}
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        german, english = lacking
        raise UsageError(
            f"{path}, Zeile {number or 1}: {german} ({reason_of(error)}). Nötig ist eine Datei wie tests/gold/{example}.",
            en=f"{path}, line {number or 1}: {english} ({reason_of(error, 'en')}). It needs a file like tests/gold/{example}.",
        ) from error


def _line(record: Mapping[str, Any]) -> tuple[str, tuple[JudgedWords, ...]]:
    words = tuple(JudgedWords(*one) for one in record["words"])
    for one in words:
        if one.type not in OBSTACLE_TYPES or one.ruling not in _RULINGS or not 0 <= one.start < one.end:
            raise ValueError(one)
    return str(record["passage"]), words
