"""Amendment clauses and versions: references in them say where a text came from, they lead nowhere.

"… , der zuletzt durch Artikel 3 des Gesetzes vom 5. Oktober 2021 (BGBl. I S. 4607) geändert worden ist" gives no edge.
"""

from __future__ import annotations

import re
from typing import Final

_CHANGED: Final = (
    r"(?:geändert|neu\s?gefa(?:sst|ßt)|neu\s+gefa(?:sst|ßt)|eingefügt|angefügt|aufgehoben|ersetzt|umbenannt|berichtigt|ergänzt|eingeführt"
    r"|angepa(?:sst|ßt)|umnumeriert|verlängert)"
)
_CLAUSES: Final = (
    # der zuletzt durch Artikel 3 … geändert worden ist; von denen § 13 Absatz 1 durch … geändert worden ist
    re.compile(
        r"(?:,\s*|\(\s*)?(?:(?:von|deren|dessen)\s+\w+\s+[^;]{0,200}?|(?:der|die|das)\s+(?:[^,;]{0,60}?\s)?)?"
        r"(?:zuletzt\s+)?durch\s+(?:den\s+|die\s+|das\s+|Gesetz|Verordnung|Bekanntmachung|§|Art)[^;]{0,400}?\s"
        + _CHANGED
        + r"(?:,\s+[^,;]{0,120}?\s"
        + _CHANGED
        + r")?(?:\s+(?:und|oder)\s+[^,;]{0,300}?"
        + _CHANGED
        + r")?\s+(?:worden\s+(?:ist|sind|war|waren)|wurden?|worden)"
    ),
    # zuletzt geändert durch Artikel 2 des Gesetzes vom …
    re.compile(
        r"(?:zuletzt\s+|mehrfach\s+|inzwischen\s+)?(?:geändert|ergänzt|berichtigt|neu\s?gefa(?:sst|ßt))\s+durch\s+"
        r"(?:[^,;.()]|Art\.|Nr\.|Abs\.|\d\.|S\.|\([^()]{0,80}\)){3,250}"
    ),
)
_QUICK: Final = re.compile(
    r"geändert|gefa(?:ss|ß)t|fügt|aufgehoben|ersetzt|benannt|berichtigt|ergänzt|eingeführt|angepa|umnumer|verlängert"
)


def amendment_ranges(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Find the amendment clauses of a sentence.

    Args:
        text: The text.
        start: First character of the sentence.
        end: One past its last.

    Returns:
        Ranges, in order.
    """
    if not _QUICK.search(text, start, end):
        return []
    found = [hit.span() for pattern in _CLAUSES for hit in pattern.finditer(text, start, end)]
    return sorted(found)
