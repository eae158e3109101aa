"""Every character of a file has an entry here: analysed, or left out for a reason."""

from __future__ import annotations

from collections import Counter
from typing import Final

from lxml import etree

from analyzer.model import Coverage, NotAnalysable
from analyzer.read.designations import UNJUDGED
from analyzer.read.gii.elements import characters

LAYOUT: Final = "Leerraum zwischen Elementen"
METADATA: Final = "Metadaten und Überschriften"
DOCUMENTATION: Final = "dokumentarische Fußnote"
FOOTNOTE: Final = "amtliche Fußnote"
CONTENTS: Final = UNJUDGED["contents"]
REPEALED: Final = "weggefallen"
STRAY: Final = "Text außerhalb eines Absatzes"


class Ledger:
    """Counts characters of XML text while a file is read.

    Attributes:
        analysed: Characters of blocks that became sentences, white space included.
        reasons: Reason → characters left out.
        operative: Characters of operative provisions, `LAYOUT` left out.
        operative_reasons: Reason → characters left out of operative provisions.
        pictures: Designation and description of what no text reader can judge.
    """

    def __init__(self) -> None:
        self.analysed = 0
        self.reasons: Counter[str] = Counter()
        self.operative = 0
        self.operative_reasons: Counter[str] = Counter()
        self.pictures: list[tuple[str, str]] = []

    def leave_out(self, reason: str, element: etree._Element) -> None:
        """Enter all text of an element under a reason."""
        size = characters(element)
        if size:
            self.reasons[reason] += size

    def leave_out_unknown(self, element: etree._Element) -> None:
        """Enter an element that the format does not know; comments are no text."""
        if isinstance(element.tag, str):
            self.leave_out(f"unbekanntes Element <{element.tag}>", element)

    def enter(self, reason: str, size: int) -> None:
        """Enter a number of characters under a reason."""
        if size:
            self.reasons[reason] += size

    def between(self, element: etree._Element) -> None:
        """Enter the text that stands in a container between its children."""
        self.stray(element.text)
        for child in element:
            self.stray(child.tail)

    def stray(self, text: str | None) -> None:
        """Enter text between elements: as a rule white space."""
        if text:
            self.reasons[STRAY if text.strip() else LAYOUT] += len(text)

    def mark(self) -> tuple[int, dict[str, int]]:
        """Remember where the counts stand before an operative provision."""
        return self.analysed, dict(self.reasons)

    def close_operative(self, mark: tuple[int, dict[str, int]]) -> None:
        """Count as operative what was entered since the mark."""
        analysed, before = mark
        self.operative += self.analysed - analysed
        for reason, size in self.reasons.items():
            grown = size - before.get(reason, 0)
            if grown and reason != LAYOUT:
                self.operative += grown
                self.operative_reasons[reason] += grown

    def coverage(self, root: etree._Element, doc: str, law: str, source: str) -> Coverage:
        """Give the audit; the total is counted from the file, not from the entries, so that a loss shows."""
        return Coverage(
            len(etree.tostring(root, method="text", encoding="unicode", with_tail=False)),
            self.analysed,
            dict(self.reasons),
            self.operative,
            dict(self.operative_reasons),
            tuple([NotAnalysable(doc, law, unit, what, source) for unit, what in self.pictures]),
        )
