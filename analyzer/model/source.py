"""Text with a map back to the XML it came from.

A reader joins many XML strings into one clean text: white space folded, soft hyphens dropped, line breaks turned into
blanks. `SourceText` keeps, for every stretch of the clean text, the node and the raw string it was made from, so that
each character of a finding can be shown in the original (`SourceText.locate`). The map is exact and cheap: raw strings
are kept as they are and folded again only when somebody asks.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

SOFT_HYPHEN = "\xad"


class SourceNode(NamedTuple):
    """One element on the way from the root of a source to a piece of text.

    Attributes:
        parent: The element above, `None` for the root.
        step: Its XPath step, for instance `P[2]`.
    """

    parent: SourceNode | None
    step: str

    @property
    def xpath(self) -> str:
        """The absolute XPath of the element."""
        steps: list[str] = []
        node: SourceNode | None = self
        while node is not None:
            steps.append(node.step)
            node = node.parent
        return "/" + "/".join(reversed(steps))


class Piece(NamedTuple):
    """A stretch of clean text made from one raw string.

    Attributes:
        start: Where it begins in the clean text.
        node: The element the raw string belongs to.
        tail: Whether the string stands behind the element (`tail`) rather than in it (`text`).
        raw: The raw string as the XML has it.
        raw_start: The first character of `raw` that this piece was made from.
    """

    start: int
    node: SourceNode
    tail: bool
    raw: str
    raw_start: int


class Place(NamedTuple):
    """Where a character of clean text stands in the source.

    Attributes:
        xpath: The element.
        tail: Whether in its `tail` rather than its `text`.
        offset: The index of the character in that raw string.
    """

    xpath: str
    tail: bool
    offset: int


_start_of = attrgetter("start")


@dataclass(frozen=True, slots=True)
class SourceText:
    """Clean text and the pieces it was made from.

    Attributes:
        text: Clean text: single blanks, no soft hyphens, no leading or trailing blank.
        pieces: In order of `start`. Characters before the next piece that the raw string does not give
            (a blank put in for a line break or between list items) belong to no raw character.
    """

    text: str
    pieces: tuple[Piece, ...] = field(default=(), repr=False)

    def locate(self, position: int) -> Place | None:
        """Find the raw character that a clean character was made from.

        Args:
            position: Index into `text`.

        Returns:
            Its place, or `None` where the text came without XML or the character was put in by the reader.
        """
        at = bisect_right(self.pieces, position, key=_start_of) - 1
        if at < 0:
            return None
        piece = self.pieces[at]
        clean = piece.start
        raw = piece.raw
        index = piece.raw_start
        while index < len(raw):
            char = raw[index]
            if char == SOFT_HYPHEN:
                index += 1
                continue
            if clean == position:
                return Place(piece.node.xpath, piece.tail, index)
            index = _after(raw, index)
            clean += 1
        return None

    def xpath_at(self, position: int) -> str:
        """Give the XPath of the element that holds a clean character, "" for text without XML.

        Cheaper than `locate`, which also finds the character in the element.
        """
        at = bisect_right(self.pieces, position, key=_start_of) - 1
        return self.pieces[at].node.xpath if at >= 0 else ""

    def slice(self, start: int, end: int) -> SourceText:
        """Cut out a range, blanks at its ends dropped, with the map that belongs to it.

        Args:
            start: First character.
            end: One past the last.

        Returns:
            The text of the range; `locate` gives the same places as before.
        """
        while end > start and self.text[end - 1] == " ":
            end -= 1
        while start < end and self.text[start] == " ":
            start += 1
        pieces: list[Piece] = []
        for number, piece in enumerate(self.pieces):
            following = self.pieces[number + 1].start if number + 1 < len(self.pieces) else len(self.text)
            if piece.start >= end or following <= start:
                continue
            if piece.start >= start:
                pieces.append(piece._replace(start=piece.start - start))
                continue
            raw_start = piece.raw_start
            for _ in range(start - piece.start):
                raw_start = _after(piece.raw, raw_start)
            if raw_start < len(piece.raw):
                pieces.append(Piece(0, piece.node, piece.tail, piece.raw, raw_start))
        return SourceText(self.text[start:end], tuple(pieces))


def _after(raw: str, index: int) -> int:
    """Give the raw index behind the next clean character; white space and soft hyphens in a row are one."""
    while index < len(raw) and raw[index] == SOFT_HYPHEN:
        index += 1
    if index < len(raw) and raw[index].isspace():
        while index < len(raw) and (raw[index].isspace() or raw[index] == SOFT_HYPHEN):
            index += 1
        return index
    return index + 1


def fold(raw: str) -> str:
    r"""Fold white space to single blanks and drop soft hyphens; ends are kept as at most one blank.

    Example:
        >>> fold(" die\xa0Be\xadhörde\n  kann ")
        ' die Behörde kann '
    """
    if SOFT_HYPHEN in raw:
        raw = raw.replace(SOFT_HYPHEN, "")
    folded = " ".join(raw.split())
    if not raw:
        return ""
    if not folded:
        return " "
    return (" " if raw[0].isspace() else "") + folded + (" " if raw[-1].isspace() else "")
