"""What the metadata of a norm say: kind, designation, heading, Gliederung, dates, validity."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from analyzer.model import Heading, Validity

_SPACES: Final = re.compile(r"\s+")
_DAY: Final = re.compile(r"(?:mWv|Ablauf (?:des|d\.)|am|bis zum|zum|ab) (\d{1,2})\. ?(\d{1,2}\.|[A-Z][a-zä]+) ?(\d{4})")
_PARTLY: Final = re.compile(
    r"mit Ausnahme|soweit|teilweise|ausgenommen|Einschränkung|gilt §|\A(?:Die )?(?:§|Art\.|Kapitel|Teil|\w+ Teil|Anlage|zugehörige)",
    re.IGNORECASE,
)
_WHOLE_ACT_COMES: Final = re.compile(
    r"\A(?:Das|Dieses|Die|Diese|Der) (?:G|V|Gesetz|Verordnung|Vertrag|AnO) tritt .*?(?:am|mWv) .*? in Kraft"
)
_MONTHS: Final = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)


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
        future, hangs on a condition or concerns parts leaves the act "in force". "not yet" where a note says that the
        whole act comes into force on a later day.
    """
    for note in metadata.iterfind("standangabe"):
        comment = folded(note.find("standkommentar"))
        last = max(_days(comment), default="")
        if not last or _PARTLY.search(comment):
            continue
        if note.findtext("standtyp") == "Aufh":
            if last < as_of:
                return "repealed"
        elif last > as_of and _WHOLE_ACT_COMES.match(comment):
            return "not yet"
    return "in force"


def _days(comment: str) -> list[str]:
    """Give the days a comment names, ISO; a prolongation names more than one."""
    found: list[str] = []
    for day, month, year in _DAY.findall(comment):
        number = _MONTHS.index(month) + 1 if month in _MONTHS else month.rstrip(".")
        if str(number).isdigit():
            found.append(f"{year}-{int(number):02d}-{int(day):02d}")
    return found


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
