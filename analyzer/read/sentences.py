"""From runs and numerals to legal sentences: lead-in, items and tail as one sentence with parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from analyzer.language import split_sentences
from analyzer.model import Part, Sentence
from analyzer.model.statute import PartKind
from analyzer.read.layout import Numeral, Quotation, Run

_ENDED: Final = re.compile(r"[.!?][)\]\"“”»«’‘']*\Z")
_JOINED: Final = re.compile(r"(?:,|\b(?:und|oder|sowie))\Z")
_ABSATZ: Final = re.compile(r"\(\d{1,3}[a-z]?\) ")
_QUOTES: Final = '"„“”»«'
_CLOSING: Final = re.compile(r"[\"„“”»«]+[.;,]?\Z")
_GOES_ON: Final = frozenset(",;.:)–-")


def build_sentences(
    text: str,
    runs: Sequence[Run],
    numerals: Sequence[Numeral] = (),
    first: int = 1,
    quotations: Sequence[Quotation] = (),
) -> tuple[list[Sentence], int]:
    """Make the sentences of one block.

    Args:
        text: The block's clean text.
        runs: Its structure, in text order.
        numerals: Official sentence numbers in it; where a run has any, they alone say where its sentences begin.
        first: Number of the first sentence.
        quotations: Stretches that quote the wording of another act; their sentences have the context `amendment`, the
            number of the sentence that quotes them, and the labels of the item they stand in.

    Returns:
        The sentences, and the number the next block goes on with.
    """
    builder = _Builder(text, numerals, first)
    if quotations:
        for pieces, quotation in _pieces(text, runs, quotations):
            if quotation is None:
                builder.add_all(pieces)
            else:
                builder.quote(pieces, quotation)
    else:
        builder.add_all(runs)
    builder.close()
    return builder.sentences, builder.number


def _pieces(
    text: str, runs: Sequence[Run], quotations: Sequence[Quotation]
) -> Iterator[tuple[list[Run], Quotation | None]]:
    """Cut runs at the borders of quotations; what lies between two borders comes together."""
    borders = sorted({0, len(text), *(q.start for q in quotations), *(q.end for q in quotations)})
    for start, end in pairwise(borders):
        quotation = next((q for q in quotations if q.start <= start and end <= q.end), None)
        inside: list[Run] = []
        for run in runs:
            begin, stop = max(run.start, start), min(run.end, end)
            while begin < stop and text[begin] == " ":
                begin += 1
            while begin < stop and text[stop - 1] == " ":
                stop -= 1
            if begin < stop and any(char.isalnum() for char in text[begin:stop]):
                whole = begin == run.start
                text_start = max(run.text_start, begin)
                inside.append(run._replace(start=begin, text_start=text_start, end=stop, opens=run.opens and whole))
        if inside:
            yield inside, quotation


def _unquoted(text: str) -> str:
    """Drop what opens a quotation: the mark, and the number of a quoted Absatz."""
    text = text.lstrip(_QUOTES + " ")
    found = _ABSATZ.match(text)
    return text[found.end() :] if found else text


class _Builder:
    """Holds the sentence that is being put together."""

    def __init__(self, text: str, numerals: Sequence[Numeral], first: int) -> None:
        self.text = text
        self.numerals = numerals
        self.number = first
        self.sentences: list[Sentence] = []
        self.parts: list[Part] = []
        self.levels: list[int] = []
        """Depth → part that is open there, -1 where none is."""
        self.inner: dict[int, int] = {}
        """Depth → number of the last sentence inside the item that is open there."""
        self.interrupted = 0
        """Number of the sentence that a quotation broke off, 0 if none did."""

    def add_all(self, runs: Sequence[Run]) -> None:
        """Take in runs in text order."""
        for run in runs:
            if run.row and not run.depth:
                self.row(run)
            elif run.depth:
                self.item(run)
            else:
                self.top(run)

    def close(self) -> None:
        """Finish the open sentence."""
        if self.parts:
            self._number_first_sentences()
            self.sentences.append(Sentence(self.number, self.parts[0].start, self.parts[-1].end, tuple(self.parts)))
            self.number += 1
            self.parts = []
            self.levels = []
            self.inner = {}

    def _number_first_sentences(self) -> None:
        """Give the first sentence of an item its number where a second came behind a deeper list."""
        several = {part.labels for part in self.parts if part.satz > 1}
        for index, part in enumerate(self.parts if several else ()):
            if part.kind == "item" and not part.satz and part.labels in several:
                self.parts[index] = replace(part, satz=1)
                several.discard(part.labels)

    def quote(self, pieces: list[Run], quotation: Quotation) -> None:
        """Make the sentences of a quotation, which breaks off the sentence that quotes it."""
        number = self.number if self.parts else max(1, self.number - 1)
        self.close()
        self.interrupted = number
        depth, outer = pieces[0].depth, pieces[0].labels
        quoted = _Builder(self.text, self.numerals, 1)
        for index, piece in enumerate(pieces):
            level = max(0, piece.depth - depth)
            start, end = piece.text_start, piece.end
            if index == 0:
                start += len(self.text[start:end]) - len(_unquoted(self.text[start:end]))
            if index == len(pieces) - 1:
                closing = _CLOSING.search(self.text, start, end)
                end = closing.start() if closing else end
            opens = piece.opens and level > 0
            begin = piece.start if opens else start
            quoted.add_all(
                [
                    piece._replace(
                        start=begin, text_start=start, end=end, depth=level, labels=piece.labels[depth:], opens=opens
                    )
                ]
            )
        quoted.close()
        self.sentences.extend([self._quoted(s, number, outer, quotation.target) for s in quoted.sentences])

    def _quoted(self, sentence: Sentence, number: int, outer: tuple[str, ...], target: str) -> Sentence:
        """Give a sentence of a quotation its place in the quoting act, and drop the number of a quoted Absatz."""
        first = sentence.parts[0]
        printed = _ABSATZ.match(self.text, first.start, first.end)
        parts = sentence.parts
        if printed and first.start == first.text_start and printed.end() < first.end:
            parts = (replace(first, start=printed.end(), text_start=printed.end()), *parts[1:])
        if outer:
            parts = tuple([replace(part, labels=outer + part.labels) for part in parts])
        return Sentence(number, parts[0].start, sentence.end, parts, "amendment", target)

    def row(self, run: Run) -> None:
        """Make the sentences of a table row; no lawyer counts them, so they have the number 0."""
        self.close()
        for start, end, _ in self._segments(run.text_start, run.end):
            self.sentences.append(Sentence(0, start, end, (Part("lead", start, end, start),)))

    def top(self, run: Run) -> None:
        """Take in text of the Absatz itself."""
        self.interrupted = 0
        for index, (start, end, official) in enumerate(self._segments(run.text_start, run.end)):
            if index == 0 and self.parts and not official and self._goes_on(start):
                closed = self.levels[0] if self.levels else -1
                self._add("tail", start, end, start, (), closed)
            else:
                self.close()
                self.number = official or self.number
                self._add("lead", start, end, start, (), -1)
            self.levels = [len(self.parts) - 1]

    def item(self, run: Run) -> None:
        """Take in a list item, or text that goes on in an item behind a deeper list."""
        depth = run.depth
        if self.interrupted:
            self.number, self.interrupted = self.interrupted, 0
        segments = self._segments(run.text_start, run.end)
        if run.opens:
            self.inner[depth] = 0
            del self.levels[depth:]
        while len(self.levels) <= depth:
            self.levels.append(-1)
        if not segments:  # a label alone: its sub-items belong to what introduced it
            introducer = self._introducer(depth)
            if introducer >= 0:
                self.levels[depth] = introducer
            return
        several = len(segments) > 1
        for index, (start, end, official) in enumerate(segments):
            labelled = run.opens and index == 0
            if labelled:
                parent = self._introducer(depth)
                self.inner[depth] = 1
                self._add("item", run.start, end, start, run.labels, parent, 1 if several else 0)
            elif index == 0 and not official and self.parts and self._goes_on(start):
                self._add("tail", start, end, start, run.labels, self.levels[depth])
            else:
                self.inner[depth] = self.inner.get(depth, 0) + 1
                self._add("item", start, end, start, run.labels, -1, self.inner[depth])
            self.levels[depth] = len(self.parts) - 1

    def _introducer(self, depth: int) -> int:
        """Find the part that introduces an item of this depth, -1 where that is a finished sentence or nothing."""
        part = next((part for part in reversed(self.levels[:depth]) if part >= 0), -1)
        if part < 0:
            return -1
        end = self.parts[part].end
        return -1 if _ENDED.search(self.text, max(0, end - 4), end) else part

    def _goes_on(self, start: int) -> bool:
        """Say whether text behind a list continues the sentence of its lead-in.

        Lower case does. A capital does where the last item is no finished sentence and the list is one of clauses: the
        item ends in a comma, or the one before it in a comma or "oder" ("…, oder 3. Munition | Anzeigen zu erstatten").
        """
        text = self.text
        char = text[start]
        if char.islower() or char in _GOES_ON:
            return True
        last = self.parts[-1]
        if text[last.end - 1] in ",;":
            return True
        if _ENDED.search(text, max(0, last.end - 4), last.end) or text[last.end - 1] == ":":
            return False
        if char == "(" and not _ABSATZ.match(text, start):
            return True
        return self._is_clause_list(len(last.labels))

    def _is_clause_list(self, level: int) -> bool:
        """Say whether the item before the last of this level ends in a comma or a conjunction."""
        items = [part for part in self.parts if part.kind == "item" and len(part.labels) == level]
        return len(items) > 1 and _JOINED.search(self.text, max(0, items[-2].end - 7), items[-2].end) is not None

    def _add(
        self, kind: PartKind, start: int, end: int, text_start: int, labels: tuple[str, ...], parent: int, satz: int = 0
    ) -> None:
        self.parts.append(Part(kind, start, end, text_start, labels, parent, satz))

    def _segments(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """Cut a run into sentences: (start, end, official number or 0)."""
        if start >= end:
            return []
        inside = [n for n in self.numerals if start <= n.start < end] if self.numerals else []
        if inside:
            return self._by_numerals(start, end, inside)
        text = self.text
        last = end - 1
        if (
            text.find(".", start, last) < 0
            and text.find("?", start, last) < 0
            and text.find("!", start, last) < 0
            and text.find("…", start, last) < 0
        ):
            return [(start, end, 0)]
        found = split_sentences(text[start:end])
        return [(start + begin, start + stop, 0) for begin, stop in found]

    def _by_numerals(self, start: int, end: int, inside: list[Numeral]) -> list[tuple[int, int, int]]:
        segments: list[tuple[int, int, int]] = []
        if inside[0].start > start:
            segments.append((start, inside[0].start - 1, 0))
        for numeral, following in zip(inside, [*inside[1:], None], strict=True):
            begin = numeral.end + (self.text[numeral.end : numeral.end + 1] == " ")
            stop = end if following is None else following.start - 1
            if begin < stop:
                segments.append((begin, stop, numeral.number))
        return segments
