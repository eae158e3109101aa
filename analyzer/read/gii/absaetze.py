"""From the segments of blocks to Absätze with sentences."""

from __future__ import annotations

import re
from typing import Final

from analyzer.model import Absatz, Block, Sentence, SourceNode, SourceText
from analyzer.read.gii.norms import is_repealed
from analyzer.read.gii.walk import Segment
from analyzer.read.layout import Numeral, Run
from analyzer.read.sentences import build_sentences

_NUMBER: Final = re.compile(r"\((\d{1,3}[a-z]{0,2})\)(?: |\Z)")
_INSIDE: Final = re.compile(r"(?<=[.;:!?)“\"]) \((\d{1,3}[a-z]{0,2})\) (?=[A-ZÄÖÜ§\d(„\"])")


class AbsatzCollector:
    """Puts blocks in order into Absätze: a new one begins with "(2)", text without number goes on in the last."""

    def __init__(self) -> None:
        self.absaetze: list[Absatz] = []
        self.number = ""
        self.blocks: list[Block] = []
        self.next = 1

    def finish(self) -> tuple[Absatz, ...]:
        """Close the last Absatz and give all."""
        if self.blocks:
            self.absaetze.append(Absatz(self.number, tuple(self.blocks)))
        self.blocks = []
        return tuple(self.absaetze)

    def begin(self, number: str) -> None:
        """Open a new Absatz."""
        if self.blocks:
            self.absaetze.append(Absatz(self.number, tuple(self.blocks)))
        self.blocks = []
        self.number = number
        self.next = 1

    def add(self, segment: Segment, index: int, node: SourceNode, *, analysed: bool, heading: bool = False) -> None:
        """Take in a segment.

        Args:
            segment: Text with structure.
            index: Position of the block in the source.
            node: Its element.
            analysed: False for text that is shown but not judged (Eingangsformel, "(weggefallen)").
            heading: Whether this is a heading inside the text, which no lawyer counts as a sentence.
        """
        text = segment.source_text()
        if not analysed:
            self.blocks.append(Block(index, text, (), node, segment.kind))
            return
        if segment.kind != "text" or heading:
            self._block(text, segment, index, node, counted=False)
            return
        for part_text, runs, numerals, number in _cut(text, segment, self.number):
            if number:
                self.begin(number)
            self._counted(part_text, runs, numerals, index, node)

    def _block(self, text: SourceText, segment: Segment, index: int, node: SourceNode, *, counted: bool) -> None:
        sentences, _ = build_sentences(text.text, segment.runs, segment.numerals)
        if not counted:
            sentences = [Sentence(0, s.start, s.end, s.parts) for s in sentences]
        self.blocks.append(Block(index, text, tuple(sentences), node, segment.kind))

    def _counted(
        self, text: SourceText, runs: list[Run], numerals: list[Numeral], index: int, node: SourceNode
    ) -> None:
        sentences, self.next = build_sentences(text.text, runs, numerals, self.next)
        self.blocks.append(Block(index, text, tuple(sentences), node, "text"))


def _cut(text: SourceText, segment: Segment, current: str) -> list[tuple[SourceText, list[Run], list[Numeral], str]]:
    """Cut a block where another Absatz begins in it, and set the first run behind the printed number."""
    runs, numerals = segment.runs, segment.numerals
    found = _NUMBER.match(text.text) if runs and not runs[0].depth else None
    number = found[1] if found else ""
    cuts = _inner_absaetze(text.text, runs, number or current)
    if not cuts:
        if found:
            runs = [runs[0]._replace(text_start=min(found.end(), runs[0].end)), *runs[1:]]
        return [(text, runs, numerals, number)]
    pieces: list[tuple[SourceText, list[Run], list[Numeral], str]] = []
    bounds = [0, *(start for start, _ in cuts), len(text.text)]
    names = [number, *(name for _, name in cuts)]
    for start, end, name in zip(bounds, bounds[1:], names, strict=False):
        part = text.slice(start, end)
        inner = [_shift(run, start, end) for run in runs if run.start < end and run.end > start]
        if name and inner and not inner[0].depth:
            label = _NUMBER.match(part.text)
            if label:
                inner[0] = inner[0]._replace(text_start=min(label.end(), inner[0].end))
        moved = [Numeral(n.start - start, n.end - start, n.number) for n in numerals if start <= n.start < end]
        pieces.append((part, inner, moved, name))
    return pieces


def _shift(run: Run, start: int, end: int) -> Run:
    stop = min(run.end, end) - start
    if run.end > end:
        stop -= 1  # the blank before the next Absatz
    return run._replace(start=max(run.start - start, 0), text_start=max(run.text_start - start, 0), end=max(stop, 0))


def _inner_absaetze(text: str, runs: list[Run], current: str) -> list[tuple[int, str]]:
    if not current or "(" not in text:
        return []
    cuts: list[tuple[int, str]] = []
    for found in _INSIDE.finditer(text):
        at = found.start() + 1
        top = any(run.start <= at < run.end and not run.depth and not run.row for run in runs)
        if top and follows(current, found[1]):
            current = found[1]
            cuts.append((at, current))
    return cuts


def follows(current: str, number: str) -> bool:
    """Say whether an Absatz number continues the sequence: 1 → 2, 1 → 1a, 1a → 1b, 1a → 2.

    Example:
        >>> follows("1", "2"), follows("1a", "1b"), follows("1b", "2"), follows("1", "3")
        (True, True, True, False)
    """
    digits, letters = int(re.sub(r"\D", "", current)), re.sub(r"\d", "", current)
    new_digits, new_letters = int(re.sub(r"\D", "", number)), re.sub(r"\d", "", number)
    if new_digits == digits + 1 and not new_letters:
        return True
    if new_digits != digits:
        return False
    return new_letters == ("a" if not letters else chr(ord(letters[-1]) + 1))


def is_repealed_text(segments: list[Segment]) -> bool:
    """Say whether a block only notes that an Absatz is gone."""
    if len(segments) != 1:
        return False
    text = segments[0].text
    found = _NUMBER.match(text)
    return is_repealed(text[found.end() :] if found else text) or text in {"-", "–", "—"}


def absatz_number(segment: Segment) -> str:
    """Give the printed number of the Absatz that begins here, or ""."""
    found = _NUMBER.match(segment.text)
    return found[1] if found else ""
