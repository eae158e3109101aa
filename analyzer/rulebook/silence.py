"""Where the semantic layer stays silent, and own sentences that teach it: `rules/semantic/`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from analyzer.errors import MedienbruchError, RuleError
from analyzer.model.types import OBSTACLE_TYPES
from analyzer.rulebook.fragments import compiled
from analyzer.rulebook.packaged import folder, mapping, wrong
from analyzer.rulebook.reading import content

_CLAUSE: Final = re.compile(r"[,.;:]")
_NEAR: Final = 40  # characters on either side of a quote that can deny it


@dataclass(frozen=True, slots=True)
class Silence:
    """Words of a sentence that forbid a semantic finding.

    Attributes:
        cure: A digital way may be open.
        negated: What the sentence names is not asked for.
        beside: In the clause of a form, a few words away: it is not asked for.
    """

    cure: re.Pattern[str]
    negated: re.Pattern[str]
    beside: re.Pattern[str]

    def speaks(self, sentence: str) -> str:
        """Give the words for which the layer has to stay silent in a sentence, or "".

        Args:
            sentence: In lower case, with lead-ins and tails.
        """
        found = self.cure.search(sentence) or self.negated.search(sentence)
        return _whole(found) if found is not None else ""

    def denies(self, sentence: str, start: int, end: int) -> str:
        """Give the words beside a quote that deny what it asks for, or "".

        Args:
            sentence: In lower case.
            start: First character of the quote.
            end: One past its last.
        """
        before = _CLAUSE.split(sentence[:start])[-1][-_NEAR:]
        behind = _CLAUSE.split(sentence[end:])[0][:_NEAR]
        found = self.beside.search(f"{before}{sentence[start:end]}{behind}")
        return _whole(found) if found is not None else ""


def _whole(found: re.Match[str]) -> str:
    """Give the words of a match, those cut by it whole; a pattern that only looks around shows the word it stands at."""
    text, (start, end) = found.string, found.span()
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end].strip() or text.strip()


@lru_cache(maxsize=1)
def load_silence() -> Silence:
    """Load `silence.yaml`.

    Raises:
        RuleError: If the file is missing or wrong.
    """
    path = folder() / "silence.yaml"
    told = mapping(path)

    def pattern(name: str) -> re.Pattern[str]:
        parts = told.get(name)
        if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
            raise wrong(path, f"{name}: hier steht eine Liste von Mustern", f"{name}: this is a list of patterns")
        return compiled("|".join(parts), path, name)

    return Silence(pattern("cure"), pattern("negated"), pattern("beside"))


@lru_cache(maxsize=1)
def load_paraphrases() -> Mapping[str, tuple[str, ...]]:
    """Load own sentences by type, and under `none` those without an obstacle; `[[…]]` marks the words that carry it.

    Raises:
        RuleError: If the file is missing or wrong.
    """
    path = folder() / "paraphrases.jsonl"

    def broken(number: int) -> RuleError:
        return wrong(
            path,
            f'Zeile {number}: nötig ist {{"type": eine Art oder none, "text": ein Satz}}',
            f'line {number}: needed is {{"type": a type or none, "text": a sentence}}',
        )

    return sentences_by_type(content(path), broken)


def sentences_by_type(data: bytes, broken: Callable[[int], MedienbruchError]) -> Mapping[str, tuple[str, ...]]:
    """Read own sentences, one JSON object a line, by type or `none`.

    Args:
        data: The file.
        broken: Gives the error for the line of a number that is no own sentence.

    Raises:
        MedienbruchError: The one of the first such line.
    """
    made: dict[str, list[str]] = {kind: [] for kind in (*OBSTACLE_TYPES, "none")}
    for number, line in enumerate(data.splitlines(), start=1):
        try:
            record = json.loads(line)
            made[record["type"]].append(str(record["text"]))
        except (ValueError, KeyError, TypeError) as error:
            raise broken(number) from error
    return {kind: tuple(texts) for kind, texts in made.items()}
