"""Coverage audit: every character of a source is analysed, or not analysed for a reason that is named.

Characters are those of the source's text (XML character data, white space between elements that the format gives no
meaning included), so that `analysed + not analysed = total` can be checked against the file itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

_ENGLISH: Final = {
    "Leerraum zwischen Elementen": "white space between elements",
    "Metadaten und Überschriften": "metadata and headings",
    "dokumentarische Fußnote": "footnote of the documentation",
    "amtliche Fußnote": "official footnote",
    "redaktioneller Hinweis": "editorial note",
    "weggefallen": "repealed",
    "Text außerhalb eines Absatzes": "text outside of a paragraph",
    "Inhaltsübersicht": "table of contents",
    "Eingangsformel": "enacting formula",
    "Schlussformel": "closing formula",
    "Präambel": "preamble",
}
"""Reasons as readers of statutes give them, in English."""
_UNKNOWN: Final = ("unbekanntes Element", "unknown element")


def reason_in(reason: str, lang: str) -> str:
    """Give a reason of the coverage audit in the language asked for.

    Example:
        >>> reason_in("weggefallen", "en"), reason_in("unbekanntes Element <x>", "en")
        ('repealed', 'unknown element <x>')
    """
    return reason if lang != "en" else _ENGLISH.get(reason, reason.replace(*_UNKNOWN))


@dataclass(frozen=True, slots=True)
class NotAnalysable:
    """A part of a statute that no text reader can judge, for instance an annex that is a picture.

    Attributes:
        doc: Id of the statute.
        law: Its abbreviation.
        unit: The provision, "Anlage 3".
        what: What stands there and why it was not read.
        source: File.
    """

    doc: str
    law: str
    unit: str
    what: str
    source: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Character counts of one source, or of many added up.

    Attributes:
        total: Characters of text in the source.
        analysed: Characters that became sentences (folded and inserted white space counted as in the source).
        not_analysed: Reason → characters.
        operative_total: Characters of operative provisions (§, Artikel, annexes with text), folded out of `total`.
        operative_not_analysed: Reason → characters, within operative provisions.
        not_analysable: Parts that carry no text, one by one.
    """

    total: int = 0
    analysed: int = 0
    not_analysed: dict[str, int] = field(default_factory=dict)
    operative_total: int = 0
    operative_not_analysed: dict[str, int] = field(default_factory=dict)
    not_analysable: tuple[NotAnalysable, ...] = ()

    @property
    def accounted(self) -> int:
        """Characters that are analysed or have a reason."""
        return self.analysed + sum(self.not_analysed.values())

    @staticmethod
    def add(parts: Iterable[Coverage]) -> Coverage:
        """Add up the coverage of many sources."""
        total = analysed = operative = 0
        reasons: Counter[str] = Counter()
        operative_reasons: Counter[str] = Counter()
        pictures: list[NotAnalysable] = []
        for part in parts:
            total += part.total
            analysed += part.analysed
            operative += part.operative_total
            reasons.update(part.not_analysed)
            operative_reasons.update(part.operative_not_analysed)
            pictures.extend(part.not_analysable)
        return Coverage(total, analysed, dict(reasons), operative, dict(operative_reasons), tuple(pictures))
