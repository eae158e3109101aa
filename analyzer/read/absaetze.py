"""From the structure of blocks to Absätze with sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from analyzer.language import find_numbers
from analyzer.model import Absatz, Block, Sentence, SourceNode, SourceText
from analyzer.read.amendments import AmendmentReader
from analyzer.read.designations import absatz_prefix
from analyzer.read.layout import Numeral, Quotation, Run
from analyzer.read.sentences import build_sentences

_INSIDE: Final = re.compile(r" \((\d{1,3}[a-z]{0,2})\) (?=[A-ZÄÖÜ§\d(„\"])")
_CLOSED: Final = frozenset('.;:!?)“"”')


class Layout(NamedTuple):
    """A block as a reader found it.

    Attributes:
        text: Clean text with its map.
        runs: Structure, in text order.
        numerals: Official sentence numbers.
        breaks: Positions where a line of the source ends.
        kind: Text, table or form.
    """

    text: SourceText
    runs: Sequence[Run]
    numerals: Sequence[Numeral] = ()
    breaks: Sequence[int] = ()
    kind: Literal["text", "table", "form"] = "text"


class AbsatzCollector:
    """Puts blocks in order into Absätze: a new one begins with "(2)", text without number goes on in the last.

    Args:
        number: Of the first Absatz, where it is known without standing in the text.
        heading: Of the provision; it may name the act that is changed.
    """

    def __init__(self, number: str = "", heading: str = "") -> None:
        self._amendments = AmendmentReader(heading)
        self._absaetze: list[Absatz] = []
        self._number = number
        self._blocks: list[Block] = []
        self._next = 1

    def finish(self) -> tuple[Absatz, ...]:
        """Close the last Absatz and give all."""
        self._close()
        return tuple(self._absaetze)

    def begin(self, number: str) -> None:
        """Open a new Absatz."""
        self._close()
        self._number = number
        self._next = 1

    def _close(self) -> None:
        if self._blocks:
            self._absaetze.append(Absatz(self._number, tuple(self._blocks)))
            self._blocks = []

    def add_unjudged(self, layout: Layout, index: int, node: SourceNode | None) -> None:
        """Take in text that is shown but not judged, for instance "(3) (weggefallen)"."""
        number, _ = absatz_prefix(layout.text.text)
        if number:
            self.begin(number)
        self._blocks.append(Block(index, layout.text, (), node, layout.kind))

    def add_uncounted(self, layout: Layout, index: int, node: SourceNode | None) -> None:
        """Take in a table, a form or a heading: judged, but no lawyer counts its sentences, so they have number 0."""
        sentences, _ = build_sentences(layout.text.text, layout.runs, layout.numerals)
        uncounted = tuple([Sentence(0, s.start, s.end, s.parts) for s in sentences])
        self._blocks.append(Block(index, layout.text, uncounted, node, layout.kind))

    def add_text(self, layout: Layout, index: int, node: SourceNode | None) -> None:
        """Take in text of the law; it may hold the end of one Absatz and the beginning of others."""
        quotations = self._amendments.quotations(layout.text.text, layout.runs)
        pieces = [_whole(layout, quotations)] if quotations else _cut(layout, self._number)
        for number, text, runs, printed in pieces:
            if number:
                self.begin(number)
            numerals = printed
            if not printed and runs and text.text[runs[0].text_start : runs[0].text_start + 1].isdigit():
                numerals = _glued_numerals(text.text, runs, self._next)
            sentences, self._next = build_sentences(text.text, runs, numerals, self._next, quotations)
            self._blocks.append(Block(index, text, tuple(sentences), node, "text"))


_CutPiece = tuple[str, SourceText, Sequence[Run], Sequence[Numeral]]


def _whole(layout: Layout, quotations: Sequence[Quotation]) -> _CutPiece:
    """Take a block with quotations as one: the Absätze in them are those of another act."""
    runs = layout.runs
    quoted = not quotations[0].start
    number, length = ("", 0) if quoted or any(runs[0].labels) else absatz_prefix(layout.text.text)
    if length:
        runs = [_behind(runs[0], length), *runs[1:]]
    return number, layout.text, runs, layout.numerals


def _cut(layout: Layout, current: str) -> list[_CutPiece]:
    """Cut a block where another Absatz begins in it, and set the first run behind the printed number."""
    text, runs, numerals = layout.text, layout.runs, layout.numerals
    number, length = absatz_prefix(text.text) if runs and not any(runs[0].labels) else ("", 0)
    cuts = _inner_absaetze(layout, number or current) if text.text.find("(", length) >= 0 else []
    if not cuts:
        if length:
            runs = [_behind(runs[0], length), *runs[1:]]
        return [(number, text, runs, numerals)]
    pieces: list[_CutPiece] = []
    names = [number, *(name for _, name in cuts)]
    starts = [0, *(start for start, _ in cuts)]
    ends = [*(start - 1 for start, _ in cuts), len(text.text)]
    for name, start, end in zip(names, starts, ends, strict=True):
        inner = [_shift(run, start, end) for run in runs if run.start < end and run.end > start]
        piece = text.slice(start, end)
        if name and inner:
            inner[0] = _behind(inner[0], absatz_prefix(piece.text)[1])
        moved = [Numeral(n.start - start, n.end - start, n.number) for n in numerals if start <= n.start < end]
        pieces.append((name, piece, inner, moved))
    return pieces


def _behind(run: Run, length: int) -> Run:
    return run._replace(text_start=min(max(run.text_start, length), run.end))


def _shift(run: Run, start: int, end: int) -> Run:
    return run._replace(
        start=max(run.start, start) - start,
        text_start=max(run.text_start, start) - start,
        end=min(run.end, end) - start,
        opens=run.opens and run.start >= start,
    )


def _inner_absaetze(layout: Layout, current: str) -> list[tuple[int, str]]:
    """Find further Absätze: behind a finished sentence, a line break, or a list, and only in sequence."""
    text = layout.text.text
    cuts: list[tuple[int, str]] = []
    if _INSIDE.search(text) is None:
        return cuts
    tops = [run for run in layout.runs if not run.depth and not run.row]
    for found in _INSIDE.finditer(text):
        at = found.start() + 1
        run = next((run for run in tops if run.start <= at < run.end), None)
        if run is None:
            continue
        behind_list = at == run.start and run is not layout.runs[0]
        fits = bool(current) and follows(current, found[1])
        if behind_list:
            fits = fits or found[1] == "1"
        elif text[found.start() - 1] not in _CLOSED and found.start() not in layout.breaks:
            continue
        if fits:
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
    if new_digits == digits + 1:
        return not new_letters
    if new_digits != digits:
        return False
    return new_letters == (chr(ord(letters[-1]) + 1) if letters else "a")


def _glued_numerals(text: str, runs: Sequence[Run], expected: int) -> list[Numeral]:
    item_starts = [run.text_start for run in runs if run.opens]
    found = find_numbers(text, runs[0].text_start, item_starts, glued=True, expected=expected)
    return [Numeral(number.start, number.end, number.number) for number in found]
