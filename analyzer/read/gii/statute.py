"""The reader for gii-norm: a flat list of norms becomes a statute, and every character is accounted for."""

from __future__ import annotations

from typing import Final

from lxml import etree

from analyzer.model import Provision, ProvisionKind, SourceNode, Statute
from analyzer.read.absaetze import AbsatzCollector
from analyzer.read.designations import is_repealed, provision_kind
from analyzer.read.gii.content import ContentReader, Norm
from analyzer.read.gii.ledger import DOCUMENTATION, METADATA, Ledger
from analyzer.read.gii.norms import Outline, folded, iso_date, validity

_NORM_TEXT: Final[frozenset[ProvisionKind]] = frozenset({"section", "annex", "other"})


def read(root: etree._Element, source: str) -> Statute:
    """Read `dokumente` into a statute.

    Args:
        root: The root element.
        source: Name of the file.

    Returns:
        The statute. Its coverage counts XML character data: what went into analysed blocks, white space included, is
        analysed; everything else has a reason, `ledger.LAYOUT` for white space between elements outside of blocks.
    """
    return _Reader(root, source).read()


class _Reader:
    """Goes through the norms of one act once."""

    def __init__(self, root: etree._Element, source: str) -> None:
        self.root = root
        self.source = source
        self.outline = Outline()
        self.provisions: list[Provision] = []
        self.ledger = Ledger()
        self.content = ContentReader(self.ledger)

    def read(self) -> Statute:
        """Read all norms, then the head."""
        node = SourceNode(None, "dokumente")
        self.ledger.between(self.root)
        head: etree._Element | None = None
        count = 0
        for child in self.root:
            if child.tag == "norm":
                count += 1
                if head is None:
                    head = child.find("metadaten")
                self._norm(child, SourceNode(node, f"norm[{count}]"))
            else:
                self.ledger.leave_out_unknown(child)
        return self._statute(head if head is not None else etree.Element("metadaten"))

    def _statute(self, metadata: etree._Element) -> Statute:
        identifier = self.root.get("doknr") or ""
        abbreviation = folded(metadata.find("jurabk"))
        as_of = iso_date(self.root.get("builddate") or "")
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
            coverage=self.ledger.coverage(self.root, identifier, abbreviation, self.source),
            other_names=_other_names(metadata, abbreviation),
        )

    def _norm(self, norm: etree._Element, node: SourceNode) -> None:
        self.ledger.between(norm)
        metadata: etree._Element | None = None
        for child in norm:
            if child.tag == "metadaten":
                metadata = child
                self.ledger.leave_out(METADATA, child)
                grouping = child.find("gliederungseinheit")
                if grouping is not None:
                    self.outline.step(grouping)
            elif child.tag == "textdaten":
                self._textdaten(child, SourceNode(node, "textdaten"), norm, metadata)
            else:
                self.ledger.leave_out_unknown(child)

    def _textdaten(
        self, textdaten: etree._Element, node: SourceNode, norm: etree._Element, metadata: etree._Element | None
    ) -> None:
        self.ledger.between(textdaten)
        unit = folded(metadata.find("enbez")) if metadata is not None else ""
        titel = metadata.find("titel") if metadata is not None else None
        heading = folded(titel)
        kind = provision_kind(unit)
        collector = AbsatzCollector(heading=heading)
        texts = 0
        for child in textdaten:
            if child.tag == "text":
                texts += 1
                self.content.text(child, SourceNode(node, f"text[{texts}]"), Norm(unit, kind, collector))
            elif child.tag == "fussnoten":
                self.ledger.leave_out(DOCUMENTATION, child)
            else:
                self.ledger.leave_out_unknown(child)
        absaetze = collector.finish()
        if not unit and not absaetze:  # a heading of the Gliederung
            return
        judged = any(block.sentences for absatz in absaetze for block in absatz.blocks)
        only_notes = bool(absaetze) and not judged and kind in _NORM_TEXT
        self.provisions.append(
            Provision(
                id=norm.get("doknr") or "",
                kind=kind,
                unit=unit,
                heading=heading,
                outline=self.outline.path,
                absaetze=absaetze,
                repealed=is_repealed(heading) or only_notes,
                as_of=iso_date(norm.get("builddate") or ""),
                official_heading=titel is None or titel.get("format") != "parat",
            )
        )


def _other_names(metadata: etree._Element, first: str) -> tuple[str, ...]:
    """Further abbreviations in the order of the source, each once."""
    names = [folded(element) for tag in ("amtabk", "jurabk") for element in metadata.findall(tag)]
    return tuple(name for name in dict.fromkeys(names) if name and name != first)
