"""The text of a norm: `text`, its `Content`, and the blocks in it."""

from __future__ import annotations

from typing import Final, NamedTuple

from lxml import etree

from analyzer.model import ProvisionKind, SourceNode
from analyzer.read.absaetze import AbsatzCollector
from analyzer.read.designations import UNJUDGED, absatz_prefix, is_repealed, reason_unjudged
from analyzer.read.gii.ledger import CONTENTS, FOOTNOTE, LAYOUT, REPEALED, Ledger
from analyzer.read.gii.segments import Segment
from analyzer.read.gii.walk import Walker

_HEADINGS: Final = frozenset({"Title", "Subtitle"})
_NOTES: Final = frozenset({"kommentar", "noindex"})
_PICTURE_NAMES: Final = {"IMG": "Bild", "FILE": "Datei"}
_DASHES: Final = frozenset({"-", "–", "—"})


class Norm(NamedTuple):
    """The norm whose text is read.

    Attributes:
        unit: Its designation.
        kind: What that makes it.
        collector: Takes in its blocks.
    """

    unit: str
    kind: ProvisionKind
    collector: AbsatzCollector


class ContentReader:
    """Reads the text of norms and enters every character into the ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def text(self, text: etree._Element, node: SourceNode, norm: Norm) -> None:
        """Read a `text` element."""
        operative = norm.kind not in UNJUDGED
        mark = self.ledger.mark() if operative else (0, {})
        self.ledger.between(text)
        seen: dict[object, int] = {}
        for child in text:
            tag = child.tag
            seen[tag] = seen.get(tag, 0) + 1
            if tag == "TOC":
                self.ledger.leave_out(CONTENTS, child)
            elif tag == "Footnotes":
                self.ledger.leave_out(FOOTNOTE, child)
            elif isinstance(tag, str):  # Content; what is unknown is read like it, so that no text is lost
                self._content(child, SourceNode(node, f"{tag}[{seen[tag]}]"), norm)
        if operative:
            self.ledger.close_operative(mark)

    def _content(self, content: etree._Element, node: SourceNode, norm: Norm) -> None:
        self.ledger.stray(content.text)
        unjudged = reason_unjudged(norm.unit, norm.kind)
        pictures: list[tuple[str, str]] = []
        judged = False
        seen: dict[object, int] = {}
        index = -1
        for child in content:
            tag = child.tag
            if child.tail:
                self.ledger.stray(child.tail)
            if not isinstance(tag, str):
                continue
            index += 1
            count = seen[tag] = seen.get(tag, 0) + 1
            if tag == "BR" and not len(child):
                continue
            if tag == "TOC":
                self.ledger.leave_out(CONTENTS, child)
                continue
            walker = Walker()
            if tag in _NOTES:
                walker.note(child)
            else:
                place = SourceNode(node, f"{tag}[{count}]")
                judged |= self._block(walker, child, place, norm, index, unjudged)
            pictures.extend(walker.pictures)
            if walker.notes:
                self.ledger.reasons.update(walker.notes)
        self._enter_pictures(pictures, norm.unit, judged=judged)

    def _block(
        self, walker: Walker, element: etree._Element, node: SourceNode, norm: Norm, index: int, unjudged: str
    ) -> bool:
        """Read a child of `Content`; say whether it became sentences."""
        segments = walker.walk_block(element, node)
        if not segments:
            self.ledger.enter(LAYOUT, walker.analysed)
            return False
        reason = unjudged or (REPEALED if _is_gone(segments) else "")
        if reason:
            self.ledger.enter(reason, walker.analysed)
            for segment in segments:
                norm.collector.add_unjudged(segment.layout(), index, node)
            return False
        self.ledger.analysed += walker.analysed
        for segment in segments:
            if segment.kind == "text" and element.tag not in _HEADINGS:
                norm.collector.add_text(segment.layout(), index, node)
            else:
                norm.collector.add_uncounted(segment.layout(), index, node)
        return True

    def _enter_pictures(self, pictures: list[tuple[str, str]], unit: str, *, judged: bool) -> None:
        for kind, name in pictures:
            noun = _PICTURE_NAMES.get(kind)
            if noun is None:
                what = name
            elif judged:
                what = f"{noun} im Text: {name}"
            else:
                what = f"nur als {noun} vorhanden: {name}"
            self.ledger.pictures.append((unit, what))


def _is_gone(segments: list[Segment]) -> bool:
    """Say whether a block only notes that an Absatz is gone."""
    if len(segments) != 1:
        return False
    text = segments[0].text
    return is_repealed(text[absatz_prefix(text)[1] :]) or text in _DASHES
