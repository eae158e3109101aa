"""References of a whole statute, each with its place, its relation, and whether its target exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from analyzer.model import Block, Part, Provision, Sentence, Statute
from analyzer.model.network import Link, LinkState
from analyzer.model.reference import SELF, PlacedReference, Reference, Target
from analyzer.refs.build import draft_act, formula_of, with_enabling
from analyzer.refs.find import Context, ReferenceFinder
from analyzer.refs.names import Names
from analyzer.refs.register import Act, Register, packaged_register
from analyzer.refs.relate import Relater
from analyzer.rulebook import builtin_folder
from analyzer.rulebook.relations import load_relations


class StatuteReferences:
    """Finds the references of statutes against one register."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.finder = ReferenceFinder(register)
        self._relater = Relater(load_relations(), register, _form_clauses(builtin_folder().parent / "law"))

    @staticmethod
    @lru_cache(maxsize=1)
    def packaged() -> StatuteReferences:
        """Give the finder over the packaged register, made once."""
        return StatuteReferences(packaged_register())

    def of(self, statute: Statute) -> Iterator[PlacedReference]:
        """Find all references of a statute, in text order.

        Quoted new wording of amending acts is left out: it belongs to the act that is changed.
        """
        own = self.register.by_id.get(statute.id) or self._draft(statute)
        for position, provision in enumerate(statute.provisions):
            if provision.kind == "contents" or provision.repealed:
                continue
            foreign = provision.kind == "annex" and ("§" not in own.units or _prints_paragraphs(provision))
            basis = provision.kind == "preamble" and _names_basis(provision)
            ordinal = 0
            for absatz in provision.absaetze:
                context = Context(statute.id, provision.unit, absatz.number, own)
                for block in absatz.blocks:
                    place = _Place(statute, own, provision, position, absatz.number, block, ordinal, foreign, basis)
                    yield from self._block(place, context)
                    ordinal += 1

    def links(self, statute: Statute) -> list[Link]:
        """Give the references of a statute that name a place or an act as plain rows, in text order."""
        named = (placed for placed in self.of(statute) if placed.reference.kind in ("norm", "law"))
        return [link for mention, placed in enumerate(named) for link in placed.links(mention)]

    def _draft(self, statute: Statute) -> Act:
        """The entry of an act that the register does not have: its own references are judged by its own text."""
        return with_enabling(draft_act(statute), formula_of(statute), Names.of(self.register))

    def _block(self, place: _Place, context: Context) -> Iterator[PlacedReference]:
        text = place.block.text.text
        sentences = [sentence for sentence in place.block.sentences if sentence.context == "law"]
        if place.basis:  # an Eingangsformel has no sentences that a lawyer would count
            sentences = [Sentence(0, 0, len(text), (Part("lead", 0, len(text), 0),))]
        breaks = frozenset(part.start for sentence in sentences for part in sentence.parts if part.labels)
        spans = [(sentence.start, sentence.end) for sentence in sentences]
        everything = self.finder.by_sentence(text, context, spans, breaks)
        for sentence, found in zip(sentences, map(place.without_labels, sentences, everything), strict=True):
            if not found:
                continue
            if place.block.kind == "table":  # cells are no clauses
                relations = ["mention"] * len(found)
            else:
                relations = self._relater.relations(
                    text,
                    sentence.start,
                    sentence.end,
                    found,
                    preamble=place.provision.kind == "preamble",
                    own=place.statute.abbreviation,
                )
            for reference, relation in zip(found, relations, strict=True):
                yield self._placed(place, sentence, reference, relation)

    def _placed(self, place: _Place, sentence: Sentence, reference: Reference, relation: str) -> PlacedReference:
        start = reference.start
        part = next((p for p in reversed(sentence.parts) if p.start <= start < p.end), sentence.parts[0])
        doc = place.statute.id
        judged = [self._judge(target, place.own) for target in reference.targets]
        if place.foreign:
            judged = [
                ("outside", _PRINTED) if target.law == SELF and target.unit == "§" else each
                for each, target in zip(judged, reference.targets, strict=True)
            ]
        if any(state == "missing" for state, _ in judged):
            judged = [
                _excused(each, place, reference.end)
                if target.law in (SELF, doc)
                else _dated(each, place, reference.end)
                for each, target in zip(judged, reference.targets, strict=True)
            ]
        return PlacedReference(
            doc=doc,
            law=place.statute.abbreviation,
            norm=place.provision.id,
            unit=place.provision.unit,
            absatz=place.absatz,
            satz=sentence.number,
            labels=part.labels,
            inner=part.satz,
            block=place.block.index,
            relation=relation,
            reference=reference,
            states=tuple(state for state, _ in judged),
            reasons=tuple(why for _, why in judged),
            position=place.position,
            ordinal=place.ordinal,
        )

    def _judge(self, target: Target, own: Act) -> tuple[LinkState, str]:
        """Say whether a target is there, and if its act has no such unit, why it dangles."""
        if target.law is None:
            return ("ambiguous" if target.candidates else "outside"), ""
        act = own if target.law == SELF else self.register.by_id.get(target.law)
        if act is None or target.unit not in ("§", "Art", "Anlage"):
            return "resolved", ""
        if act.has_repealed(target.unit, target.number):
            return "repealed", f"{target.unit} {target.number} {act.abbreviation} ist weggefallen"
        if act.has(target.unit, target.number) is not False:
            return "resolved", ""
        return _lost(act, target.unit, target.number)


def _lost(act: Act, unit: str, number: str) -> tuple[LinkState, str]:
    """Say why an act has no unit of a number."""
    if act.fragmentary(unit):
        return "outside", f"von {act.abbreviation} stehen nur noch Teile im Register"
    if "." in number and not any("." in known for known in act.units.get(unit, ())):
        return "outside", "der Rechtsakt ist an anderer Stelle genannt"
    if act.had(unit, number):
        return "repealed", f"{unit} {number} gibt es in {act.abbreviation} nicht mehr (Lücke in der Zählung)"
    nearest = act.nearest(unit, number)
    there = f"; nächste vorhandene: {unit} {nearest}" if nearest else ""
    return "missing", f"{unit} {number} gibt es in {act.abbreviation} nicht{there}"


class _Place(NamedTuple):
    """A text block and where it stands."""

    statute: Statute
    own: Act
    provision: Provision
    position: int
    absatz: str
    block: Block
    ordinal: int
    foreign: bool
    basis: bool

    def without_labels(self, sentence: Sentence, found: list[Reference]) -> list[Reference]:
        """Drop what only numbers a cell of a table, is the heading of a § that an annex prints, or is no basis."""
        text = self.block.text.text
        if self.basis:
            return [each for each in found if all(target.law not in (SELF, self.own.id) for target in each.targets)]
        if self.block.kind == "table":
            return [each for each in found if not _is_label(text, each)]
        if self.foreign:
            return [each for each in found if each.text != text[sentence.start : sentence.end].strip()]
        return found


_PRINTED: Final = "in einer Anlage: gehört zu einem Text, den sie wiedergibt"
_BASIS: Final = re.compile(r"\b[Aa]uf\s*[Gg]rund\b")
_PARAGRAPH: Final = re.compile(r"§\s*\d+[a-z]?\b(?!\s*(?:Abs|Satz|Nr|Nummer))(?:\s+[A-ZÄÖÜ(]|\Z)")
_LEADS_UP: Final = re.compile(r"(?:\b[a-zäöüß]+|[,(/])\s*\Z")
_MANY: Final = 3


def _names_basis(provision: Provision) -> bool:
    """Whether an Eingangsformel says what the act is based on."""
    return any(_BASIS.search(block.text.text) for absatz in provision.absaetze for block in absatz.blocks)


def _prints_paragraphs(provision: Provision) -> bool:
    """Whether an annex prints a text with §§ of its own, a contract for instance."""
    blocks = (block for absatz in provision.absaetze for block in absatz.blocks)
    return sum(_PARAGRAPH.match(block.text.text) is not None for block in blocks) >= _MANY


def _is_label(text: str, reference: Reference) -> bool:
    """Whether words of a table only number a cell: "Buchstabe c" with nothing that leads up to it."""
    if reference.kind != "norm" or reference.text[0] in "§A":
        return False
    return not _LEADS_UP.search(text, max(0, reference.start - 20), reference.start)


def _dated(judged: tuple[LinkState, str], place: _Place, end: int) -> tuple[LinkState, str]:
    """A missing target that is no dead reference, since an older text is cited by its date."""
    state, reason = judged
    if state == "missing" and place.basis:
        return "repealed", reason.partition(";")[0] + " mehr; zitiert ist die Ermächtigung, wie sie bei Erlass stand"
    if state == "missing" and _OLD_TEXT.match(place.block.text.text, end):
        return "repealed", reason.partition(";")[0] + " mehr; zitiert ist eine frühere Fassung"
    return judged


def _excused(judged: tuple[LinkState, str], place: _Place, end: int) -> tuple[LinkState, str]:
    """As `_dated`, for the own act: tables name an act in their head, annexes print other texts."""
    state, reason = _dated(judged, place, end)
    if state == "missing" and place.block.kind == "table":
        return "outside", "in einer Tabelle: das Gesetz ist an anderer Stelle genannt"
    if state == "missing" and place.provision.kind == "annex":
        return "outside", _PRINTED
    return state, reason


_OLD_TEXT: Final = re.compile(
    r"[^;.]{0,160}?\bin\s+(?:der|ihrer|seiner)\s+(?:(?:jeweils|damals)\s+)?(?:bis\s+zum|am|vor\s+dem|bis\s+einschließlich|vom|seinerzeit)\s[^;.]{0,80}(?:\.[^;.]{0,80})?Fassung"
)


def _form_clauses(folder: Path) -> frozenset[str]:
    lines = (folder / "form_clauses.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
