"""Tells a heading that stands in running text ("Abschnitt 2 Berufung") from a reference ("nach Abschnitt 2")."""

from __future__ import annotations

import re
from typing import Final

from analyzer.refs.chain import Chain

_WORD_BEFORE: Final = re.compile(
    r"(?:\b[a-zäöüß]+|[,(/–-]|\b(?:In|Nach|Im|Zu|Aus|Gemäß|Von|Für|Die|Der|Den|Das|Dem|Des|Auf|Mit|Siehe))\s*\Z"
)
_NUMBERED_BEFORE: Final = re.compile(
    r"\b(?:§§?\s*\d+\w*|(?:Teile?|Kapitel|Buch|Absatz|Nummer|Satz|Anlage|Artikel)s?\s+\w{1,4})\s*\Z"
)
_EXAM: Final = re.compile(r"\s+(?:der|des|von|einer)\s+(?:\w+en\s+)?[\w-]*[Pp]rüfung(?:en)?\b")
_TITLE_BEHIND: Final = re.compile(r"\s*(?:\((?:zu|Bundes)|[A-ZÄÖÜ])")


def is_heading(text: str, chain: Chain, start: int, end: int) -> bool:
    """Say whether a structure unit or an Anlage is only printed as a heading: nothing leads up to it, and a title follows; or it is a part of an examination ("Teil 1 der Prüfung").

    Args:
        text: The text.
        chain: The chain that begins with the unit.
        start: First character of the sentence.
        end: One past its last.
    """
    if _EXAM.match(text, chain.end, end):
        return True
    if not _TITLE_BEHIND.match(text, chain.end, end):
        return False
    before = text[max(start, chain.start - 30) : chain.start]
    return not _WORD_BEFORE.search(before) and not _NUMBERED_BEFORE.search(before)
