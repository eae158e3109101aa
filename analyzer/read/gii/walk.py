"""From one element of a norm's `Content` to text with structure: runs, rows, sentence numerals, offset map.

This is the hot path of every scan: 3.6 million elements in the federal law. Strings are folded once, white space is put
in lazily, and nothing is looked at twice.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from analyzer.language.labels import DASHES, is_label
from analyzer.model import Piece, SourceNode
from analyzer.model.source import SOFT_HYPHEN
from analyzer.read.gii.elements import (
    BLOCK,
    BREAK,
    HANDLING,
    LIST,
    NOTE,
    PICTURE,
    SPLIT,
    SUP,
    TABLE,
    characters,
    odd_step,
)
from analyzer.read.gii.segments import BlockKind, Segment
from analyzer.read.layout import Numeral, Run

_DOTTED_LINES: Final = ("......", "_____", "……", ". . . . .")
_SKIPPED: Final = " \t\r\n\xa0" + SOFT_HYPHEN
_new = tuple.__new__
"""Makes a NamedTuple without the detour over its own constructor; this module makes millions."""

NOTE_REASON: Final = "redaktioneller Hinweis"


class Walker:
    """Collects the segments of one block.

    Attributes:
        segments: Finished segments with text, in order.
        analysed: Characters of XML text that went into them.
        notes: Reason → characters of XML text that was left out.
        pictures: What pictures and files the block holds, as (kind, name).
    """

    __slots__ = (
        "_depth",
        "_gap",
        "_in_label",
        "_in_row",
        "_labels",
        "_length",
        "_opens",
        "_parts",
        "_pieces",
        "_row",
        "_start",
        "_text_start",
        "analysed",
        "notes",
        "pictures",
        "segment",
        "segments",
    )

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self.analysed = 0
        self.notes: dict[str, int] = {}
        self.pictures: list[tuple[str, str]] = []
        self._in_row = False
        self._in_label = False
        self._open_segment("text")

    def walk_block(self, element: etree._Element, node: SourceNode) -> list[Segment]:
        """Walk a child of `Content` and give its segments."""
        if element.tag == "table":
            self._table(element, node, 0, ())
        else:
            self._children(element, node, 0, ())
        self._close_segment()
        return self.segments

    # segments and runs

    def _open_segment(self, kind: BlockKind) -> None:
        self.segment = Segment(kind)
        self._pieces = self.segment.pieces
        self._parts: list[str] = []
        self._length = 0
        self._gap = False
        self._begin_run(0, (), opens=False)

    def _close_segment(self) -> None:
        self._end_run()
        if self._parts:
            segment = self.segment
            segment.text = "".join(self._parts)
            if segment.form or any(line in segment.text for line in _DOTTED_LINES):
                segment.kind = "form"
            self.segments.append(segment)

    def _begin_run(self, depth: int, labels: tuple[str, ...], *, opens: bool, row: bool = False) -> None:
        self._depth = depth
        self._labels = labels
        self._opens = opens
        self._row = row
        self._start = -1
        self._text_start = -1

    def _end_run(self) -> None:
        if self._start >= 0:
            text_start = self._text_start if self._text_start >= 0 else self._length
            run = (self._start, text_start, self._length, self._depth, self._labels, self._opens, self._row)
            self.segment.runs.append(_new(Run, run))
        self._start = -1
        self._text_start = -1
        self._gap = True

    # text

    def _emit(self, raw: str, node: SourceNode, tail: bool) -> None:
        self.analysed += len(raw)
        words = raw.split() if SOFT_HYPHEN not in raw else raw.replace(SOFT_HYPHEN, "").split()
        if not words:
            if raw.strip(SOFT_HYPHEN):
                self._gap = True
            return
        first = len(raw) - len(raw.lstrip())
        if raw[first] == SOFT_HYPHEN:
            first = len(raw) - len(raw.lstrip(_SKIPPED))
        start = self._length
        if start and (self._gap or (first and raw[:first].strip(SOFT_HYPHEN))):
            self._parts.append(" ")
            start += 1
        clean = " ".join(words)
        self._parts.append(clean)
        self._length = start + len(clean)
        self._gap = raw[-1].isspace() or (raw[-1] == SOFT_HYPHEN and raw.rstrip(SOFT_HYPHEN)[-1].isspace())
        self._pieces.append(_new(Piece, (start, node, tail, raw, first)))
        if self._text_start < 0:
            if self._start < 0:
                self._start = start
            if not self._in_label:
                self._text_start = start

    # elements

    def _children(  # noqa: C901 — one loop over every element of the law; a call for each would cost a tenth
        self, element: etree._Element, node: SourceNode, depth: int, labels: tuple[str, ...]
    ) -> None:
        text = element.text
        if text:
            self._emit(text, node, tail=False)
        if not len(element):
            return
        seen: dict[object, int] = {}
        for child in element:
            tag = child.tag
            count = seen.get(tag, 0) + 1
            seen[tag] = count
            place = _new(
                SourceNode,
                (node, f"{tag}[{count}]" if isinstance(tag, str) and tag[0] != "{" else odd_step(child, count)),
            )
            handling = HANDLING.get(tag)
            if handling == BLOCK:
                self._gap = True
                if len(child):
                    self._children(child, place, depth, labels)
                elif child.text:  # most cells and items hold a string and nothing else
                    self._emit(child.text, place, tail=False)
                self._gap = True
            elif handling == BREAK:
                self._gap = True
                self.segment.breaks.append(self._length)
            elif handling is not None:
                self._special(child, handling, place, depth, labels)
            elif isinstance(tag, str):  # inline, or unknown: the text passes through
                self._children(child, place, depth, labels)
            text = child.tail
            if text:
                self._emit(text, place, tail=True)

    def _special(
        self, child: etree._Element, handling: int, place: SourceNode, depth: int, labels: tuple[str, ...]
    ) -> None:
        if handling == LIST:
            self._list(child, place, depth, labels)
        elif handling == TABLE:
            self._table(child, place, depth, labels)
        elif handling == NOTE:
            self.note(child)
        elif handling == PICTURE:
            self._picture(child)
        elif handling == SUP and child.get("class") == "Rec":
            self._numeral(child, place, depth, labels)
        else:
            if handling == SPLIT and child.get("Leader") == "1":
                self.segment.form = True
            self._children(child, place, depth, labels)

    def _numeral(self, child: etree._Element, place: SourceNode, depth: int, labels: tuple[str, ...]) -> None:
        self._gap = True
        before = self._length
        self._children(child, place, depth, labels)
        self._gap = True
        if self._length > before:
            start = before + 1 if before else 0
            digits = "".join(self._parts[-1:]).strip()
            self.segment.numerals.append(Numeral(start, self._length, int(digits) if digits.isdecimal() else 0))

    def _list(self, element: etree._Element, node: SourceNode, depth: int, labels: tuple[str, ...]) -> None:
        if self._in_row:
            self._gap = True
            self._children(element, node, depth, labels)
            self._gap = True
            return
        self._end_run()
        text = element.text
        if text:
            self._emit(text, node, tail=False)
            self._end_run()
        seen: dict[object, int] = {}
        dashes = 0
        path = (*labels, "")
        for child in element:
            tag = child.tag
            count = seen.get(tag, 0) + 1
            seen[tag] = count
            place = _new(
                SourceNode,
                (node, f"{tag}[{count}]" if isinstance(tag, str) and tag[0] != "{" else odd_step(child, count)),
            )
            if tag == "DT":
                self._end_run()
                self._begin_run(depth + 1, path, opens=True)
                label = self._label(child, place)
                if label in DASHES:
                    dashes += 1
                    label = f"Spiegelstrich {dashes}"
                path = (*labels, label)
                self._labels = path
            elif isinstance(tag, str):  # DD; nothing else is known to stand in a list, its text passes through
                self._children(child, place, depth + 1, path)
            text = child.tail
            if text:
                self._emit(text, place, tail=True)
        self._end_run()
        self._begin_run(depth, labels, opens=False)

    def _label(self, element: etree._Element, place: SourceNode) -> str:
        """Walk a DT; what is no list label ("Farbe:") becomes the beginning of the item's text."""
        count = len(self._parts)
        self._in_label = True
        self._children(element, place, 1, ())
        self._in_label = False
        self._gap = True
        label = "".join(self._parts[count:]).strip()
        if label and not is_label(label):
            self._text_start = self._start
            return ""
        return label

    def _table(self, element: etree._Element, node: SourceNode, depth: int, labels: tuple[str, ...]) -> None:
        nested = self._in_row
        self._end_run()
        if not nested and depth == 0:
            self._close_segment()
            self._open_segment("table")
        self._in_row = True
        if depth and not nested:
            self._rows(element, node, depth + 1, (*labels, ""))
        else:
            self._rows(element, node, depth, labels)
        self._end_run()
        self._in_row = nested
        if not nested and depth == 0:
            self._close_segment()
            self._open_segment("text")
        else:
            self._begin_run(depth, labels, opens=False, row=nested)

    def _rows(self, element: etree._Element, node: SourceNode, depth: int, labels: tuple[str, ...]) -> None:
        """Walk a table or a part of it down to its rows; a row begins a run."""
        text = element.text
        if text:
            self._emit(text, node, tail=False)
        seen: dict[object, int] = {}
        for child in element:
            tag = child.tag
            count = seen.get(tag, 0) + 1
            seen[tag] = count
            place = _new(
                SourceNode,
                (node, f"{tag}[{count}]" if isinstance(tag, str) and tag[0] != "{" else odd_step(child, count)),
            )
            if tag in {"tgroup", "thead", "tbody", "tfoot"}:
                self._rows(child, place, depth, labels)
            elif tag != "colspec" and isinstance(tag, str):
                self._end_run()
                self._begin_run(depth, labels, opens=depth > 0, row=True)
                self._children(child, place, depth, labels)
            text = child.tail
            if text:
                self._emit(text, place, tail=True)

    # what is left out

    def note(self, element: etree._Element) -> None:
        """Leave out an editorial note, but count it, and see the pictures it stands for."""
        self.notes[NOTE_REASON] = self.notes.get(NOTE_REASON, 0) + characters(element)
        for inner in element.iter("IMG", "FILE"):
            self._picture(inner)
        text = " ".join(etree.tostring(element, method="text", encoding="unicode", with_tail=False).split())
        if "nicht darstellbar" in text.lower():
            self.pictures.append(("Hinweis", text))

    def _picture(self, element: etree._Element) -> None:
        name = element.get("SRC") or element.get("alt") or ""
        self.pictures.append((str(element.tag), name))
        self._gap = True
