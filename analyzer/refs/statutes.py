"""References of a whole statute, each with its place, its relation, and whether its target exists."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from analyzer.model import Block, Citation, Provision, Sentence, Statute, item_path
from analyzer.model.reference import SELF, PlacedReference, Reference, Target
from analyzer.refs.find import Context, ReferenceFinder
from analyzer.refs.register import Register, load_register, register_path
from analyzer.refs.relate import Relater
from analyzer.rulebook import builtin_folder, load_rulebook
from analyzer.rulebook.relations import load_relations


class StatuteReferences:
    """Finds the references of statutes against one register."""

    def __init__(self, register: Register) -> None:
        home = builtin_folder()
        self.register = register
        self._finder = ReferenceFinder(register)
        relations = load_relations(home.parent / "law" / "relations.yaml")
        self._relater = Relater(relations, load_rulebook().roles, register, _form_clauses(home.parent / "law"))

    @staticmethod
    @lru_cache(maxsize=1)
    def packaged() -> StatuteReferences:
        """Give the finder over the packaged register, made once."""
        return StatuteReferences(load_register(register_path(builtin_folder())))

    def of(self, statute: Statute) -> Iterator[PlacedReference]:
        """Find all references of a statute, in text order.

        Quoted new wording of amending acts is left out: it belongs to the act that is changed.
        """
        for provision in statute.provisions:
            if provision.kind == "contents" or provision.repealed:
                continue
            for absatz in provision.absaetze:
                context = Context(statute.id, provision.unit, absatz.number)
                for block in absatz.blocks:
                    yield from self._block(statute, provision, absatz.number, block, context)

    def _block(
        self, statute: Statute, provision: Provision, absatz: str, block: Block, context: Context
    ) -> Iterator[PlacedReference]:
        text = block.text.text
        for sentence in block.sentences:
            if sentence.context != "law":
                continue
            breaks = frozenset(part.start for part in sentence.parts if part.labels)
            found = self._finder.find(text, context, sentences=((sentence.start, sentence.end),), breaks=breaks)
            if not found:
                continue
            relations = self._relater.relations(
                text,
                sentence.start,
                sentence.end,
                found,
                provision.heading,
                preamble=provision.kind == "preamble",
                own=statute.abbreviation,
            )
            for reference, relation in zip(found, relations, strict=True):
                yield self._placed(statute, provision, absatz, block, sentence, reference, relation)

    def _placed(
        self,
        statute: Statute,
        provision: Provision,
        absatz: str,
        block: Block,
        sentence: Sentence,
        reference: Reference,
        relation: str,
    ) -> PlacedReference:
        part = next((p for p in sentence.parts if p.start <= reference.start < p.end), sentence.parts[0])
        citation = Citation.of_labels(
            statute.abbreviation, provision.unit, absatz, sentence.number, part.labels, part.satz
        )
        return PlacedReference(
            doc=statute.id,
            law=statute.abbreviation,
            norm=provision.id,
            unit=provision.unit,
            absatz=absatz,
            satz=sentence.number,
            item=item_path(part.labels),
            citation=str(citation),
            block=block.index,
            relation=relation,
            reference=reference,
            dangling=tuple(self._dangling(target, statute.id) for target in reference.targets),
        )

    def _dangling(self, target: Target, own: str) -> str:
        act = self.register.by_id.get(own if target.law == SELF else target.law or "")
        if act is None or target.unit not in ("§", "Art", "Anlage") or act.has(target.unit, target.number) is not False:
            return ""
        nearest = act.nearest(target.unit, target.number)
        there = f"; nächste vorhandene: {target.unit} {nearest}" if nearest else ""
        return f"{target.unit} {target.number} gibt es in {act.abbreviation} nicht{there}"


def _form_clauses(folder: Path) -> frozenset[str]:
    lines = (folder / "form_clauses.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
