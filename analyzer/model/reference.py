"""A reference from one place of the law to another: the words, and the places they name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

from analyzer.model.citation import Citation, item_path
from analyzer.model.network import Link, LinkState

ReferenceKind = Literal["norm", "law", "fassung", "deictic"]
"""norm: names a unit; law: names an act without a unit; fassung: amendment clause or title, no edge; deictic: "dieser Vorschrift"."""

SELF: Final = "self"
DEPTHS: Final = ("absatz", "satz", "nummer", "buchstabe")
_SIDE: Final = ("unterabsatz", "halbsatz", "alternative", "extra")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One cited place.

    Attributes:
        law: "self"; id of an act of the register (doknr); CELEX number of an EU act; `None` where the act is outside the
            register or not identified.
        unit: "§", "Art", "Anlage", "Anhang", "Abschnitt", "Kapitel", "Teil", "norm" …; "" for a whole act.
        number: As printed: "5a", "III"; "" for an unnumbered Anlage.
        absatz: "2", or "".
        satz: "1", or "".
        nummer: "3", or "".
        buchstabe: "a", "aa", or "".
        unterabsatz: Recorded where the text names it.
        halbsatz: Likewise.
        alternative: Likewise.
        extra: Other depth the text names (Spalte, Eintrag, "ff.").
        range_level: "number" or a depth: the target is a range from its value to `range_to`.
        range_to: End of the range.
        law_name: The words that name the act, as printed; "" for the own act.
        reason: Where `law` is `None`: why (German, for the reader).
        candidates: Where several acts have the name: their ids.
    """

    law: str | None
    unit: str = ""
    number: str = ""
    absatz: str = ""
    satz: str = ""
    nummer: str = ""
    buchstabe: str = ""
    unterabsatz: str = ""
    halbsatz: str = ""
    alternative: str = ""
    extra: str = ""
    range_level: str = ""
    range_to: str = ""
    law_name: str = ""
    reason: str = ""
    candidates: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the prediction schema: only what is set, `law: null` for an act outside the register."""
        record: dict[str, Any] = {"law": self.law, "unit": self.unit or None, "number": self.number}
        for name in (*DEPTHS, *_SIDE, "range_level", "range_to"):
            value = getattr(self, name)
            if value:
                record[name] = value
        if self.law_name:
            record["law_name"] = self.law_name
        if self.reason:
            record["reason"] = self.reason
        if self.candidates:
            record["candidates"] = list(self.candidates)
        return record


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference in a text.

    Attributes:
        start: First character of the words in the text given.
        end: One past the last.
        text: The words.
        kind: See `ReferenceKind`.
        targets: Cited places in the order of the words; empty for a deictic reference without a target.
    """

    start: int
    end: int
    text: str
    kind: ReferenceKind
    targets: tuple[Target, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give the prediction schema."""
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "kind": self.kind,
            "targets": [target.to_dict() for target in self.targets],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedReference:
    """A reference with the place it stands at, and what it does there.

    Attributes:
        doc: Id of the act.
        law: Its abbreviation.
        norm: Id of the provision.
        unit: "§ 5".
        absatz: "2", or "".
        satz: Sentence number.
        labels: Labels of the list items it stands in, as printed.
        inner: Sentence inside the item, 0 if the item has one.
        block: Index of the text block in the source.
        relation: Kind of the edge, for instance "applies_mutatis_mutandis".
        reference: The reference; offsets count characters of the block's text.
        states: For each target, whether it could be resolved.
        reasons: For each target, "" or why the target cannot be there (unit missing or repealed), German.
        position: Number of the provision in its act, from 0.
        ordinal: Number of the text block in the provision, from 0, over all its Absätze.
    """

    doc: str
    law: str
    norm: str
    unit: str
    absatz: str
    satz: int
    labels: tuple[str, ...]
    inner: int
    block: int
    relation: str
    reference: Reference
    states: tuple[LinkState, ...]
    reasons: tuple[str, ...]
    position: int
    ordinal: int

    @property
    def item(self) -> str:
        """Path of list labels, or ""."""
        return item_path(self.labels)

    @property
    def citation(self) -> str:
        """Sortable Fundstelle of the source."""
        return str(Citation.of_labels(self.law, self.unit, self.absatz, self.satz, self.labels, self.inner))

    def to_dict(self) -> dict[str, Any]:
        """Give the JSONL object of `medienbruch refs`."""
        record: dict[str, Any] = {
            "doc": self.doc,
            "norm": self.norm,
            "law": self.law,
            "unit": self.unit,
            "absatz": self.absatz,
            "satz": self.satz,
            "item": self.item,
            "citation": self.citation,
            "block": self.block,
            "relation": self.relation,
            **self.reference.to_dict(),
        }
        for target, state, reason in zip(record["targets"], self.states, self.reasons, strict=True):
            target["resolved"] = state == "resolved"
            if reason:
                target["reason"] = reason
        return record

    def links(self, mention: int) -> list[Link]:
        """Give one plain row a cited place.

        Args:
            mention: Running number of this reference in its act.
        """
        reference = self.reference
        item = self.item
        return [
            Link(
                self.position, mention, self.ordinal, self.absatz, self.satz, item,
                reference.start, reference.end, reference.text, reference.kind, self.relation,
                self.doc if target.law == SELF else target.law or "", target.unit, target.number,
                target.absatz, target.satz, target.nummer, target.buchstabe, target.extra,
                target.range_level, target.range_to, target.law_name, state, why or target.reason,
                " ".join(target.candidates),
            )
            for target, state, why in zip(reference.targets, self.states, self.reasons, strict=True)
        ]  # fmt: skip
