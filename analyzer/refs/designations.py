"""Designations of provisions as an act prints them: which units a heading like "§§ 7 bis 9" or "Anlage 1 (zu § 3)" is.

Also the labels of the Gliederung, which acts word in several ways: "Abschnitt 2", "Zweiter Abschnitt", "2. Abschnitt".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from analyzer.refs.citation_words import ORDINALS

_NUMBERS: Final = re.compile(
    r"(?P<kind>§§?|Art(?:ikel)?\.?|Anlagen?|Anhang|Anhänge)\s*(?P<first>(?:\d+\.\d{2}[a-z]?|\d+(?:\s?[a-z]{1,2})?|[IVXLC]+[a-z]?|[A-Z])\b)?"
    r"(?:\s*(?P<link>bis|und|,)\s*(?P<last>\d+[a-z]{0,2}|[IVXLC]+))?"
)
_LABEL: Final = re.compile(
    r"(?P<unit>Buch|Teil|Kapitel|Abschnitt|Unterabschnitt|Titel|Untertitel)\s+(?P<number>\d+[a-z]?|[IVXLC]+[a-z]?|[A-Z])\b"
    r"|(?P<digits>\d+[a-z]?|[IVXLC]+)\.\s*(?P<unit2>Buch|Teil|Kapitel|Abschnitt|Unterabschnitt|Titel|Untertitel)\b"
    r"|(?P<word>\w+?)(?:er|es|e)\s+(?P<unit3>Buch|Teil|Kapitel|Abschnitt|Unterabschnitt|Titel|Untertitel)\b"
)


SEVERAL: Final = "*"
"""Number of a provision that holds units which it does not name: "Anlagen"."""


def key_of(number: str) -> str:
    """Fold a number: "3 A." and "3a" are the same."""
    return number.replace(" ", "").rstrip(".").lower()


@lru_cache(maxsize=8192)
def read_designation(designation: str) -> tuple[str, tuple[str, ...]]:
    """Read the designation of a provision.

    Args:
        designation: As printed.

    Returns:
        Kind of unit ("§", "Art", "Anlage", "Anhang"), "" for anything else, and the numbers, "" for an unnumbered Anlage.

    Example:
        >>> read_designation("§§ 7 bis 9"), read_designation("Anlage (zu § 3)")
        (('§', ('7', '8', '9')), ('Anlage', ('',)))
        >>> read_designation("§ 4.01"), read_designation("Anlagen")
        (('§', ('4.01',)), ('Anlage', ('*',)))
    """
    found = _NUMBERS.match(designation)
    if found is None:
        return "", ()
    word = found["kind"]
    kind = (
        "§" if word[0] == "§" else "Art" if word.startswith("Art") else "Anlage" if word.startswith("Anl") else "Anhang"
    )
    first = (found["first"] or "").replace(" ", "")
    if not first and word in ("Anlagen", "Anhänge"):
        return kind, (SEVERAL,)
    return kind, (first, *_rest(first, found["link"], found["last"] or ""))


@lru_cache(maxsize=8192)
def read_label(label: str) -> tuple[str, str]:
    """Read a label of the Gliederung.

    Returns:
        Kind of unit and number, ("", "") if the label is neither.

    Example:
        >>> read_label("Zweiter Abschnitt"), read_label("Teil 3"), read_label("1. Kapitel")
        (('Abschnitt', '2'), ('Teil', '3'), ('Kapitel', '1'))
    """
    found = _LABEL.match(label.strip())
    if found is None:
        return "", ""
    if found["unit"]:
        return found["unit"], found["number"]
    if found["unit2"]:
        return found["unit2"], found["digits"]
    number = ORDINALS.get(found["word"].lower(), "")
    return (found["unit3"], number) if number else ("", "")


def _rest(first: str, link: str | None, last: str) -> list[str]:
    """Numbers of "§§ 7 bis 9" behind the first."""
    if not last:
        return []
    if link == "bis" and first.isdigit() and last.isdigit() and 0 < int(last) - int(first) < 1000:  # noqa: PLR2004
        return [str(number) for number in range(int(first) + 1, int(last) + 1)]
    return [last]
