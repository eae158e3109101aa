"""Amendment clauses and versions: references in them say where a text came from, they lead nowhere.

"… , der zuletzt durch Artikel 3 des Gesetzes vom 5. Oktober 2021 (BGBl. I S. 4607) geändert worden ist" gives no edge.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from analyzer.model.reference import Reference

_CHANGED: Final = (
    r"(?:geändert|neu\s?gefa(?:sst|ßt)|neu\s+gefa(?:sst|ßt)|eingefügt|angefügt|aufgehoben|ersetzt|umbenannt|berichtigt|ergänzt|eingeführt"
    r"|angepa(?:sst|ßt)|umnumeriert|verlängert)"
)
_CLAUSES: Final = (
    # der zuletzt durch Artikel 3 … geändert worden ist; von denen § 13 Absatz 1 durch … geändert worden ist
    re.compile(
        r"(?:,\s*|\(\s*)?(?:(?:von|deren|dessen)\s+\w+\s+[^;]{0,200}?|(?:der|die|das)\s+(?:[^,;]{0,60}?\s)?)?"
        r"(?:zuletzt\s+)?durch\s+(?:den\s+|die\s+|das\s+|Gesetz|Verordnung|Bekanntmachung|§|Art)(?:[^;()]|\([^()]{0,120}\)){0,400}?\s"
        + _CHANGED
        + r"(?:,\s+[^,;]{0,120}?\s"
        + _CHANGED
        + r")?(?:\s+(?:und|oder)\s+[^,;]{0,300}?"
        + _CHANGED
        + r")?\s+(?:worden\s+(?:ist|sind|war|waren)|wurden?|worden)"
    ),
    # zuletzt geändert durch Artikel 2 des Gesetzes vom …
    # Nach § 35 werden folgende §§ 36 und 37 eingefügt
    re.compile(
        r"\b(?:[Nn]ach|[Ii]n)\s+§[^;.]{0,60}?\s(?:wird|werden)\s+(?:folgende[rsn]?|der|die|das)\s[^;.]{0,100}?(?:ein|an)gefügt"
    ),
    re.compile(
        r"(?:zuletzt\s+|mehrfach\s+|inzwischen\s+)?(?:geändert|ergänzt|berichtigt|neu\s?gefa(?:sst|ßt))\s+durch\s+"
        r"(?:[^,;.()]|Art\.|Nr\.|Abs\.|\d\.|S\.|\([^()]{0,80}\)){3,250}"
    ),
)
_QUICK: Final = (
    "geändert",
    "fügt",
    "gefasst",
    "gefaßt",
    "aufgehoben",
    "ersetzt",
    "benannt",
    "berichtigt",
    "ergänzt",
    "eingeführt",
    "angepa",
    "umnumer",
    "verlängert",
)
"""One of them stands in every amendment clause."""


def amendment_ranges(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Find the amendment clauses of a sentence.

    Args:
        text: The text.
        start: First character of the sentence.
        end: One past its last.

    Returns:
        Ranges, in order.
    """
    sentence = text[start:end]
    if not any(word in sentence for word in _QUICK):
        return []
    found = [hit.span() for pattern in _CLAUSES for hit in pattern.finditer(text, start, end)]
    return sorted(found)


_DATED: Final = re.compile(
    r"[^();]{0,120}?\bvom\s+\d{1,2}\.\s*(?:\w+\s+\d{4}|\d{1,2}\.\s?\d{4})\s+(?=zu[rm]?\s|über|mit\s|hinsichtlich|in\s+Bezug|betreffend|gemäß|für)"
)
_TITLE_END: Final = re.compile(
    r"\((?:ABl|BGBl|BAnz)|;|\s[a-z]\)\s|,\s(?:der|die|das|zuletzt|in\s+der|soweit|wenn)\s|\)\s"
)
_TITLE_BEFORE: Final = re.compile(
    r"(?:[Vv]erordnung|[Gg]esetz(?:es|e)?|[Bb]ekanntmachung)\s+(?:zur|zu[rm]?|zu\s+(?:dem|der|den))\s+"
    r"(?:(?:Änderung|Ergänzung|Durchführung|Ausführung|Aufhebung|Einführung|Neuregelung)\s+(?:des|der|von)\s+)?\Z"
)
_VERSION_BEFORE: Final = re.compile(r"\b(?:in\s+(?:der|ihrer|seiner)\s+Fassung|in\s+Gestalt)\s+(?:des|der)\s+\Z")
_EU_FIRST: Final = "3"


def title_ranges(text: str, start: int, end: int, references: Sequence[Reference]) -> list[tuple[int, int]]:
    """Find the stretches in which references are only part of the title of another act.

    "der Verordnung (EU) 2016/1 … vom 8. März 2016 zur Aufhebung der Richtlinie 95/1/EG (ABl. …)" cites one act, not two.

    Args:
        text: The text.
        start: First character of the sentence.
        end: One past its last.
        references: Its references.

    Returns:
        Ranges, in order.
    """
    found: list[tuple[int, int]] = []
    for reference in references:
        law = reference.targets[0].law if reference.targets else None
        if found and found[-1][0] <= reference.start < found[-1][1]:
            continue
        if law is not None and law.startswith(_EU_FIRST):
            dated = _DATED.match(text, reference.end, end)
            if dated:
                stop = _TITLE_END.search(text, dated.end(), end)
                found.append((dated.end(), stop.start() if stop else end))
        before = text[max(start, reference.start - 80) : reference.start]
        if ("zu" in before and _TITLE_BEFORE.search(before)) or (
            ("Fassung" in before or "Gestalt" in before) and _VERSION_BEFORE.search(before)
        ):
            found.append((reference.start, reference.end))
    return found
