"""Text without markup: the list structure of a single paragraph is recovered from its labels."""

from __future__ import annotations

from analyzer.model import Absatz, Block, Coverage, Provision, SourceText, Statute, fold
from analyzer.model.unit import Unit
from analyzer.read.layout import Run
from analyzer.read.sentences import build_sentences


def statute_of_unit(unit: Unit, source: str) -> Statute:
    """Read a unit as a statute of one provision and one Absatz; see `analyzer.read.read_unit`."""
    text = fold(unit.text).strip()
    sentences, _ = build_sentences(text, [Run(0, 0, len(text))])
    block = Block(unit.block, SourceText(text), tuple(sentences))
    provision = Provision(unit.norm, "section", unit.unit, unit.title, (), (Absatz(unit.absatz, (block,)),))
    return Statute(
        unit.doc,
        unit.law,
        "",
        "",
        "",
        "",
        "in force",
        (provision,),
        source,
        "unit",
        unit.lang,
        Coverage(len(unit.text), len(unit.text)),
    )
