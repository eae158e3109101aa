"""Wording that opens the digital way for an act, or closes it: patterns of `solved.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

_NOUN_AHEAD: Final = 3
"""Words after an adjective in which its noun is looked for."""
_INFLECTED: Final = re.compile(r"(?i)\w*(?:elektronisch|digital|schriftlich)(?:e[mnrs]?)\Z")


def is_opened(text: str) -> bool:
    """Tell whether a clause names a digital way."""
    return bool(ways(text.lower()))


def is_closed(text: str) -> bool:
    """Tell whether a clause denies the digital way, or speaks of it without opening it."""
    lower, digital = text.lower(), _digital()
    if not digital.speaks(lower):
        return False
    return bool(digital.no_way.search(digital.conditional.sub(" ", lower))) or (
        is_waived(text) and not digital.way.search(lower)
    )


def is_waived(text: str) -> bool:
    """Tell whether a clause lets somebody off the digital way: what it then demands is paper."""
    lower = text.lower()
    return "verzicht" in lower and bool(_digital().waived.search(lower))


def is_cashless(text: str) -> bool:
    """Tell whether a clause speaks of paying without cash."""
    lower, digital = text.lower(), _digital()
    return any(trigger in lower for trigger in digital.cashless_triggers) and bool(digital.cashless.search(lower))


def cashless_words(text: str) -> list[str]:
    """Give the words of a clause that say so."""
    return [found[0] for found in re.finditer(_digital().cashless.pattern, text, re.IGNORECASE)]


def is_digital(words: str) -> bool:
    """Tell whether words that cure an obstacle name something digital at all."""
    digital = _digital()
    return bool(digital.hint.search(digital.waived.sub(" ", words.lower())))


def ways(lower: str) -> list[tuple[int, int]]:
    """Give where a clause in lower case names a digital way: (first character, one past the last)."""
    digital = _digital()
    return [found.span() for found in digital.way.finditer(lower)] if digital.speaks(lower) else []


def digital_words(text: str) -> list[str]:
    """Give the words of a clause that name a digital way, to the end of their noun.

    Example:
        >>> digital_words("Er ist schriftlich oder als elektronisches Dokument einzureichen.")
        ['schriftlich oder als elektronisches Dokument']
    """
    lower = text.lower()
    if len(lower) != len(text):  # a letter that changes its length: places would not agree
        return []
    return [text[start : phrase_end(text, end)].rstrip(" ,;") for start, end in ways(lower)]


def phrase_end(text: str, end: int) -> int:
    """Give where a cut-off phrase really ends: at the end of its word, and at the noun of an adjective.

    Example:
        >>> text = "Er kann einen elektronischen Antrag verlangen."
        >>> text[: phrase_end(text, text.index("ischen"))]
        'Er kann einen elektronischen Antrag'
    """
    if (found := re.compile(r"\w+").match(text, end)) and end and text[end - 1].isalnum():
        end = found.end()
    last = re.search(r"\w+\Z", text[:end])
    if last is None or not _INFLECTED.match(last[0]):
        return end
    at = end
    for _ in range(_NOUN_AHEAD):
        following = re.compile(r"\s+([\w-]+)").match(text, at)
        if following is None:
            break
        at = following.end()
        if following[1][0].isupper() and not following[1].endswith("-"):
            return at
    return end


class _Digital(NamedTuple):
    triggers: tuple[str, ...]
    cashless_triggers: tuple[str, ...]
    conditional: re.Pattern[str]
    way: re.Pattern[str]
    hint: re.Pattern[str]
    no_way: re.Pattern[str]
    cashless: re.Pattern[str]
    waived: re.Pattern[str]

    def speaks(self, lower: str) -> bool:
        """Tell whether the patterns can match at all."""
        return any(trigger in lower for trigger in self.triggers)


@cache
def _digital() -> _Digital:
    words = data()["digital"]
    patterns = (
        re.compile(words[name].strip()) for name in ("conditional", "way", "hint", "no_way", "cashless", "waived")
    )
    return _Digital(tuple(words["triggers"]), tuple(words["cashless_triggers"]), *patterns)


@cache
def data() -> dict[str, dict[str, Any]]:
    """Load `solved.toml`."""
    return tomllib.loads((files("analyzer.semantic") / "solved.toml").read_text("utf-8"))
