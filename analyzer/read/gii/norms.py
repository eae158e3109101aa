"""What the metadata of a norm say: kind, designation, heading, Gliederung, dates, validity."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from analyzer.model import Heading, Validity

_SPACES: Final = re.compile(r"\s+")
_DATE: Final = re.compile(r"(?:mWv|Ablauf (?:des|d\.)|am|ab|vom|mW v|bis|seit)\s*(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")
_PARTLY: Final = re.compile(r"mit Ausnahme|soweit|teilweise|§§? ?\d.{0,40}aufgeh", re.IGNORECASE)


def folded(element: etree._Element | None) -> str:
    """Give the text of an element in one line, line breaks as blanks; "" where there is none."""
    if element is None:
        return ""
    if not len(element):
        return " ".join((element.text or "").replace("\xad", "").split())
    pieces: list[str] = []
    for inner in element.iter():
        if inner.tag == "BR":
            pieces.append(" ")
        if inner.text and isinstance(inner.tag, str):
            pieces.append(inner.text)
        if inner.tail and inner is not element:
            pieces.append(inner.tail)
    return _SPACES.sub(" ", "".join(pieces).replace("\xad", "")).strip()


def iso_date(value: str) -> str:
    """Turn a build date (YYYYMMDDHHMMSS) or an ISO date into an ISO date; "" where it is none.

    Example:
        >>> iso_date("20260429091500"), iso_date("1976-05-25"), iso_date("")
        ('2026-04-29', '1976-05-25', '')
    """
    digits = value.replace("-", "")[:8]
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}" if len(digits) == 8 and digits.isdecimal() else ""  # noqa: PLR2004


def validity(metadata: etree._Element, as_of: str) -> Validity:
    """Say whether the act is in force on the day of its text.

    Args:
        metadata: `metadaten` of the head norm.
        as_of: Day of the text, ISO.

    Returns:
        "repealed" where a note of repeal (`standtyp` Aufh) names a day before `as_of`; a repeal that lies in the
        future, hangs on a condition or concerns parts leaves the act "in force".
    """
    for note in metadata.iterfind("standangabe"):
        if note.findtext("standtyp") != "Aufh":
            continue
        comment = folded(note.find("standkommentar"))
        if _PARTLY.search(comment):
            continue
        days = [f"{year}-{int(month):02d}-{int(day):02d}" for day, month, year in _DATE.findall(comment)]
        if days and days[-1] < as_of:
            return "repealed"
    return "in force"


class Outline:
    """The Gliederung while the flat list of norms goes by."""

    def __init__(self) -> None:
        self.path: tuple[Heading, ...] = ()

    def step(self, element: etree._Element) -> None:
        """Take in a `gliederungseinheit`; its level is the length of its number in threes."""
        code = (element.findtext("gliederungskennzahl") or "").strip()
        level = max(1, len(code) // 3)
        heading = Heading(folded(element.find("gliederungsbez")), folded(element.find("gliederungstitel")))
        self.path = (*self.path[: level - 1], heading)
