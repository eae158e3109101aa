"""Colour, glyph, word and line of a finding: never colour alone.

Until the verdicts by general clauses are in, a finding looks as its status and the family of its type say.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from analyzer.model import AUTOMATION_TYPES, DATA_TYPES, STATUS_NAMES, Finding, ObstacleType, Status

Tone = Literal["form", "data", "judgement", "resolved", "mentioned"]


class Mark(NamedTuple):
    """How a tone is shown beside its colour.

    Attributes:
        glyph: One character.
        de: Word.
        en: Word in English.
    """

    glyph: str
    de: str
    en: str

    def word(self, lang: str) -> str:
        """The word in a language."""
        return self.en if lang == "en" else self.de


MARKS: Final[dict[Tone, Mark]] = {
    "form": Mark("●", "Offen: Form", "Open: form"),
    "data": Mark("◆", "Offen: Nachweis und Daten", "Open: proof and data"),
    "judgement": Mark("≈", "Offen: Wertung", "Open: judgement"),
    "resolved": Mark("✓", STATUS_NAMES["de"]["resolved"], STATUS_NAMES["en"]["resolved"]),
    "mentioned": Mark("–", STATUS_NAMES["de"]["secondary"], STATUS_NAMES["en"]["secondary"]),
}
"""In the order of the legend, most serious first."""

_RANK: Final = {tone: rank for rank, tone in enumerate(MARKS)}


def tone_of(kind: ObstacleType, status: Status) -> Tone:
    """Give the tone of a type with a status."""
    if status == "resolved":
        return "resolved"
    if status == "secondary":
        return "mentioned"
    if kind in AUTOMATION_TYPES:
        return "judgement"
    return "data" if kind in DATA_TYPES else "form"


def tone(finding: Finding) -> Tone:
    """Give the tone of a finding."""
    return tone_of(finding.type, finding.status)


def gravest(tones: list[Tone]) -> Tone:
    """Give the most serious of several tones."""
    return min(tones, key=_RANK.__getitem__)


def unbroken(citation: str) -> str:
    r"""Keep the parts of a citation together at the end of a line.

    Example:
        >>> unbroken("§ 5 Abs. 2 VwVfG") == "§\xa05 Abs.\xa02 VwVfG"
        True
    """
    for word in ("§", "§§", "Art", "Abs.", "Satz", "Nr.", "Buchst.", "Doppelbuchst.", "Dreifachbuchst.", "Anlage"):
        citation = citation.replace(f"{word} ", f"{word}\xa0")
    return citation
