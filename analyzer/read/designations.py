"""What the designation of a provision says about its kind, and the notes that nothing stands here any more."""

from __future__ import annotations

import re
from typing import Final

from analyzer.model import ProvisionKind

_KINDS: Final[tuple[tuple[re.Pattern[str], ProvisionKind], ...]] = (
    (re.compile(r"§|Art(?:ikel|\.)?(?:\s|\Z)|\(XXXX|Einziger Paragraph|XXXX"), "section"),
    (re.compile(r"Inhalt|Gliederung\Z|Übersicht\Z|Anlagenverzeichnis"), "contents"),
    (
        re.compile(r"Anl(?:agen?)?\b|Anhang|Anhänge|Muster|Formblatt|Formular|Beilage|Tabelle|Tafel|Vordruck|Schedule"),
        "annex",
    ),
    (re.compile(r"Eingangsformel|Präambel"), "preamble"),
    (re.compile(r"Schlu(?:ss|ß)formel"), "closing"),
)
_REPEALED: Final = re.compile(
    r"(?:(?:bis|und|,) \(\d{1,3}[a-z]?\)\s*)*"  # "(2) bis (4) (weggefallen)", the first number being cut off
    r"[(–-]?\s*(?:weggefallen|aufgehoben|gegenstandslos|entfallen|unbesetzt|gestrichen)\s*[)–-]?\.?\Z",
    re.IGNORECASE,
)
_ABSATZ: Final = re.compile(r"\((\d{1,3}[a-z]{0,2})\)(?: |\Z)")

UNJUDGED: Final[dict[ProvisionKind, str]] = {
    "contents": "Inhaltsübersicht",
    "preamble": "Eingangsformel",
    "closing": "Schlussformel",
}
"""Kinds of provisions that are no norm text → reason in the coverage audit."""


def provision_kind(unit: str) -> ProvisionKind:
    """Tell the kind of a provision by its designation.

    Example:
        >>> provision_kind("§ 5"), provision_kind("Anlage 1 (zu § 3)"), provision_kind("Schlußformel")
        ('section', 'annex', 'closing')
    """
    for shape, kind in _KINDS:
        if shape.match(unit):
            return kind
    return "other"


def reason_unjudged(unit: str, kind: ProvisionKind) -> str:
    """Give the reason why a provision of this kind is not analysed, "" where it is."""
    return "Präambel" if unit.startswith("Präambel") else UNJUDGED.get(kind, "")


def is_repealed(text: str) -> bool:
    """Say whether a heading or a whole text only notes that nothing stands here any more."""
    return _REPEALED.match(text) is not None


def absatz_prefix(text: str) -> tuple[str, int]:
    """Give the printed number of the Absatz that a text begins with, and the length of that beginning.

    Example:
        >>> absatz_prefix("(2a) Die Frist"), absatz_prefix("Die Frist")
        (('2a', 5), ('', 0))
    """
    found = _ABSATZ.match(text)
    return (found[1], found.end()) if found else ("", 0)
