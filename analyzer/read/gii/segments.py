"""What a walk through a block gives: stretches of one kind with their structure."""

from __future__ import annotations

import re
from typing import Final, Literal

from analyzer.model import Piece, SourceText
from analyzer.read.absaetze import Layout
from analyzer.read.layout import Numeral, Run

BlockKind = Literal["text", "table", "form"]

_OPENS: Final = re.compile(r" [\"„“»(\[]*[A-ZÄÖÜ§\d]")
"""What a sentence number is followed by; numerals of signs and formulas are not ("Oc¹/Ubr.²)")."""


class Segment:
    """A part of a block of one kind: text, or the rows of a table."""

    __slots__ = ("breaks", "form", "kind", "numerals", "pieces", "runs", "text")

    def __init__(self, kind: BlockKind) -> None:
        self.kind: BlockKind = kind
        self.text = ""
        self.pieces: list[Piece] = []
        self.runs: list[Run] = []
        self.numerals: list[Numeral] = []
        self.breaks: list[int] = []
        self.form = False

    def layout(self) -> Layout:
        """Give what the collector of Absätze needs."""
        numerals = [n for n in self.numerals if n.number and _OPENS.match(self.text, n.end)] if self.numerals else ()
        return Layout(SourceText(self.text, tuple(self.pieces)), self.runs, numerals, self.breaks, self.kind)
