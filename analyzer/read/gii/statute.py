"""The reader for gii-norm: a flat list of norms becomes a statute, and every character is accounted for."""

from __future__ import annotations

from collections import Counter
from typing import Final

from lxml import etree

from analyzer.model import Coverage, NotAnalysable, Provision, ProvisionKind, SourceNode, Statute
from analyzer.read.absaetze import AbsatzCollector
from analyzer.read.designations import UNJUDGED, absatz_prefix, is_repealed, provision_kind, reason_unjudged
from analyzer.read.gii.norms import Outline, folded, iso_date, validity
from analyzer.read.gii.walk import NOTE_REASON, Segment, Walker, characters

LAYOUT: Final = "Leerraum zwischen Elementen"
METADATA: Final = "Metadaten und Überschriften"
DOCUMENTATION: Final = "dokumentarische Fußnote"
FOOTNOTE: Final = "amtliche Fußnote"
CONTENTS: Final = UNJUDGED["contents"]
REPEALED: Final = "weggefallen"
STRAY: Final = "Text außerhalb eines Absatzes"
_HEADINGS: Final = frozenset({"Title", "Subtitle"})


def read(root: etree._Element, source: str) -> Statute:
    """Read `dokumente` into a statute.

    Args:
        root: The root element.
        source: Name of the file.

    Returns:
        The statute. Its coverage counts XML character data: what went into analysed blocks, white space included, is
        analysed; everything else has a reason, `LAYOUT` for white space between elements outside of blocks.
    """
    return _Reader(root, source).read()


class _Reader:
    """Goes through the norms of one act once."""

    def __init__(self, root: etree._Element, source: str) -> None:
        self.root = root
        self.source = source
        self.outline = Outline()
        self.provisions: list[Provision] = []
        self.analysed = 0
        self.reasons: Counter[str] = Counter()
        self.operative = 0
        self.operative_reasons: Counter[str] = Counter()
        self.pictures: list[tuple[str, str]] = []

    def read(self) -> Statute:
        node = SourceNode(None, "dokumente")
        self._own(self.root)
        head: etree._Element | None = None
        count = 0
        for child in self.root:
            if child.tag == "norm":
                count += 1
                if head is None:
                    head = child.find("metadaten")
                self._norm(child, SourceNode(node, f"norm[{count}]"))
            elif isinstance(child.tag, str):
                self._leave_out(f"unbekanntes Element <{child.tag}>", child)
        return self._statute(head)

    def _statute(self, head: etree._Element | None) -> Statute:
        metadata = head if head is not None else etree.Element("metadaten")
        identifier = self.root.get("doknr") or ""
        abbreviation = folded(metadata.find("jurabk"))
        as_of = iso_date(self.root.get("builddate") or "")
        total = characters(self.root)
        coverage = Coverage(
            total,
            self.analysed,
            dict(self.reasons),
            self.operative,
            dict(self.operative_reasons),
            tuple(NotAnalysable(identifier, abbreviation, unit, what, self.source) for unit, what in self.pictures),
        )
        return Statute(
            id=identifier,
            abbreviation=abbreviation,
            title=folded(metadata.find("langue")),
            short_title=folded(metadata.find("kurzue")),
            date=iso_date(folded(metadata.find("ausfertigung-datum"))),
            as_of=as_of,
            validity=validity(metadata, as_of),
            provisions=tuple(self.provisions),
            source=self.source,
            format="gii-norm",
            coverage=coverage,
            other_names=_other_names(metadata, abbreviation),
        )

    # norms

    def _norm(self, norm: etree._Element, node: SourceNode) -> None:
        self._own(norm)
        metadata: etree._Element | None = None
        for child in norm:
            if child.tag == "metadaten":
                metadata = child
                self._leave_out(METADATA, child)
                grouping = child.find("gliederungseinheit")
                if grouping is not None:
                    self.outline.step(grouping)
            elif child.tag == "textdaten":
                self._textdaten(child, SourceNode(node, "textdaten"), norm, metadata)
            elif isinstance(child.tag, str):
                self._leave_out(f"unbekanntes Element <{child.tag}>", child)

    def _textdaten(
        self, textdaten: etree._Element, node: SourceNode, norm: etree._Element, metadata: etree._Element | None
    ) -> None:
        self._own(textdaten)
        unit = folded(metadata.find("enbez")) if metadata is not None else ""
        titel = metadata.find("titel") if metadata is not None else None
        heading = folded(titel)
        kind = provision_kind(unit)
        gone = is_repealed(heading)
        collector = AbsatzCollector(heading=heading)
        texts = 0
        for child in textdaten:
            if child.tag == "text":
                texts += 1
                self._text(child, SourceNode(node, f"text[{texts}]"), collector, unit, kind)
            elif child.tag == "fussnoten":
                self._leave_out(DOCUMENTATION, child)
            elif isinstance(child.tag, str):
                self._leave_out(f"unbekanntes Element <{child.tag}>", child)
        absaetze = collector.finish()
        if not unit and not absaetze:
            return
        judged = any(block.sentences for absatz in absaetze for block in absatz.blocks)
        self.provisions.append(
            Provision(
                id=norm.get("doknr") or "",
                kind=kind,
                unit=unit,
                heading=heading,
                outline=self.outline.path,
                absaetze=absaetze,
                repealed=gone or (not judged and bool(absaetze) and kind in {"section", "annex", "other"}),
                as_of=iso_date(norm.get("builddate") or ""),
                official_heading=titel is None or titel.get("format") != "parat",
            )
        )

    def _text(
        self, text: etree._Element, node: SourceNode, collector: AbsatzCollector, unit: str, kind: ProvisionKind
    ) -> None:
        operative = kind not in UNJUDGED
        before = dict(self.reasons) if operative else {}
        analysed = self.analysed
        self._own(text)
        seen: dict[object, int] = {}
        for child in text:
            tag = child.tag
            seen[tag] = seen.get(tag, 0) + 1
            place = SourceNode(node, f"{tag}[{seen[tag]}]")
            if tag == "TOC":
                self._leave_out(CONTENTS, child)
            elif tag == "Footnotes":
                self._leave_out(FOOTNOTE, child)
            elif isinstance(tag, str):
                self._content(child, place, collector, unit, kind)
        if operative:
            self.operative += self.analysed - analysed
            for reason, size in self.reasons.items():
                grown = size - before.get(reason, 0)
                if grown and reason != LAYOUT:
                    self.operative += grown
                    self.operative_reasons[reason] += grown

    def _content(
        self, content: etree._Element, node: SourceNode, collector: AbsatzCollector, unit: str, kind: ProvisionKind
    ) -> None:
        unjudged = reason_unjudged(unit, kind)
        self._stray(content.text)
        pictures: list[tuple[str, str]] = []
        judged = False
        seen: dict[object, int] = {}
        index = -1
        for child in content:
            tag = child.tag
            if not isinstance(tag, str):
                self._stray(child.tail)
                continue
            index += 1
            count = seen.get(tag, 0) + 1
            seen[tag] = count
            tail = child.tail
            if tag == "TOC":
                self._leave_out(CONTENTS, child)
            elif tag == "kommentar" or tag == "noindex":
                self._leave_out(NOTE_REASON, child)
                pictures.extend(_pictures_of(child))
            elif tag != "BR" or len(child):
                place = SourceNode(node, f"{tag}[{count}]")
                walker = Walker()
                segments = walker.walk_block(child, place)
                if walker.notes:
                    self.reasons.update(walker.notes)
                pictures.extend(walker.pictures)
                reason = unjudged or (REPEALED if _is_gone(segments) else "")
                if segments and reason:
                    self.reasons[reason] += walker.analysed
                    for segment in segments:
                        collector.add_unjudged(segment.layout(), index, place)
                elif segments:
                    judged = True
                    self.analysed += walker.analysed
                    for segment in segments:
                        if segment.kind == "text" and tag not in _HEADINGS:
                            collector.add_text(segment.layout(), index, place)
                        else:
                            collector.add_uncounted(segment.layout(), index, place)
                else:
                    self._blank(walker.analysed)
            self._stray(tail)
        self._note_pictures(pictures, unit, judged=judged)

    def _note_pictures(self, pictures: list[tuple[str, str]], unit: str, *, judged: bool) -> None:
        for kind, name in pictures:
            noun = {"IMG": "Bild", "FILE": "Datei"}.get(kind)
            if noun is None:
                what = name
            elif judged:
                what = f"{noun} im Text: {name}"
            else:
                what = f"nur als {noun} vorhanden: {name}"
            self.pictures.append((unit, what))

    # accounting

    def _leave_out(self, reason: str, element: etree._Element) -> None:
        size = characters(element)
        if size:
            self.reasons[reason] += size

    def _own(self, element: etree._Element) -> None:
        """Account for the text that stands in a container between its children."""
        self._stray(element.text)
        for child in element:
            self._stray(child.tail)

    def _stray(self, text: str | None) -> None:
        if text:
            self.reasons[STRAY if text.strip() else LAYOUT] += len(text)

    def _blank(self, size: int) -> None:
        if size:
            self.reasons[LAYOUT] += size


def _is_gone(segments: list[Segment]) -> bool:
    """Say whether a block only notes that an Absatz is gone."""
    if len(segments) != 1:
        return False
    text = segments[0].text
    return is_repealed(text[absatz_prefix(text)[1] :]) or text in {"-", "–", "—"}


def _pictures_of(note: etree._Element) -> list[tuple[str, str]]:
    walker = Walker()
    walker.note(note)
    return walker.pictures


def _other_names(metadata: etree._Element, first: str) -> tuple[str, ...]:
    """Further abbreviations in the order of the source, each once."""
    names = [folded(element) for tag in ("amtabk", "jurabk") for element in metadata.findall(tag)]
    return tuple(name for name in dict.fromkeys(names) if name and name != first)
