"""Wording that opens the digital way for an act, or closes it: patterns of `solved.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

_NOUN_AHEAD: Final = 3
"""Words after an adjective in which its noun is looked for."""
_INFLECTED: Final = re.compile(r"(?i)\w*(?:elektronisch|digital|schriftlich|unbar|bargeldlos)(?:e[mnrs]?)\Z")
_FEW: Final = 3
"""Words up to which a phrase says too little alone: "im Internet"."""
_SHORT: Final = 60
"""Characters of what is added behind such a phrase at most."""
_LEAD_WORDS: Final = 4
_BEFORE: Final = re.compile(r"([\w-]+)\s+\Z")
_JOINED: Final = re.compile(r"(?:oder|sowie|beziehungsweise|bzw\.)\s")
_TO_THE_END: Final = re.compile(
    r"(?:\s+(?!(?:und|oder|sowie)\b)[\w-]+)+(?<!-)(?=\s*[,.;:)]|\s+(?:und|oder|sowie)\b|\Z)"
)


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


def asks_for_more(text: str) -> bool:
    """Tell whether a clause asks for further proofs, beyond those named elsewhere."""
    return bool(_digital().further.search(text.lower()))


def is_cashless(text: str) -> bool:
    """Tell whether a clause speaks of paying without cash."""
    lower, digital = text.lower(), _digital()
    return any(trigger in lower for trigger in digital.cashless_triggers) and bool(digital.cashless.search(lower))


def cashless_words(text: str) -> list[str]:
    """Give the words of a clause that say so."""
    found = re.finditer(_digital().cashless.pattern, text, re.IGNORECASE)
    return [whole_phrase(text, each.start(), phrase_end(text, each.end())) for each in found]


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
    return [whole_phrase(text, start, phrase_end(text, end)) for start, end in ways(lower)]


def whole_phrase(text: str, start: int, end: int) -> str:
    """Give a phrase with what it needs to be understood alone: the words that lead it, and where it is short its verb.

    Example:
        >>> text = "Die Kündigung bedarf der Textform und ist im Internet zu veröffentlichen."
        >>> whole_phrase(text, text.index("der Text"), text.index(" und"))
        'bedarf der Textform'
        >>> whole_phrase(text, text.index("im Int"), text.index(" zu"))
        'im Internet zu veröffentlichen'
    """
    is_joined = _JOINED.match(text, start) is not None
    phrase = text[start:end].rstrip(" ,;")
    if not is_joined and (len(phrase.split()) > _FEW or " oder " in phrase):
        return phrase
    leads = data()["grammar"]["leads"].split()
    for _ in range(_LEAD_WORDS):
        before = _BEFORE.search(text, 0, start)
        if before is None or (before[1].lower() not in leads and not is_joined):
            break
        is_joined = is_joined and before[1].lower() not in leads
        start = before.start()
    rest = _TO_THE_END.match(text, end) if " oder " not in phrase else None
    return text[start : rest.end() if rest is not None and len(rest[0]) <= _SHORT else end].rstrip(" ,;")


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
    further: re.Pattern[str]

    def speaks(self, lower: str) -> bool:
        """Tell whether the patterns can match at all."""
        return any(trigger in lower for trigger in self.triggers)


@cache
def _digital() -> _Digital:
    words = data()["digital"]
    patterns = (
        re.compile(words[name].strip())
        for name in ("conditional", "way", "hint", "no_way", "cashless", "waived", "further")
    )
    return _Digital(tuple(words["triggers"]), tuple(words["cashless_triggers"]), *patterns)


@cache
def data() -> dict[str, dict[str, Any]]:
    """Load `solved.toml`."""
    return tomllib.loads((files("analyzer.semantic") / "solved.toml").read_text("utf-8"))
