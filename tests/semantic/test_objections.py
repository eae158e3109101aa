"""Objections: what rules of a type share, and what the rulebook says of proposals, keep own finds from being told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from analyzer.detect.context import Held
from analyzer.measure.examples import marked
from analyzer.model import Statute
from analyzer.model.types import OBSTACLE_TYPES, ObstacleType
from analyzer.model.unit import Unit
from analyzer.read import read_unit
from analyzer.rulebook import Rulebook, load_rulebook
from analyzer.rulebook.lexicon_schema import ProposalExample, Proposals
from analyzer.semantic.locate import Run
from analyzer.semantic.objections import Objections
from analyzer.semantic.passages import passages

BOOK = load_rulebook()
TOLD = {
    kind: Proposals.model_validate(told)
    for kind, told in yaml.safe_load(Path("rules/de/lexicon/proposals.yaml").read_text(encoding="utf-8")).items()
}
CASES = [
    pytest.param(kind, example, id=f"{kind}-{example.guard or 'kept'}-{number}")
    for kind, proposals in TOLD.items()
    for number, example in enumerate(proposals.examples)
]


def _unit(text: str, heading: str = "", law: str = "BspG Beispielgesetz") -> Statute:
    return read_unit(Unit(id="u1", text=text, title=heading, law=law, doc="BSP", unit="§ 1"), "u.jsonl")


def _objection(
    text: str, kind: ObstacleType, *, heading: str = "", law: str = "BspG Beispielgesetz", book: Rulebook = BOOK
) -> Held | None:
    """Ask about the words in [[double brackets]], which must lie in one part."""
    plain, quote = marked(text)
    statute = _unit(plain, heading, law)
    (reading,) = (r for passage in passages(statute) for r in passage.readings if quote in r.own_text)
    start = reading.own_text.index(quote)
    return Objections.of(book).on(statute).objection(reading, kind, Run(start, start + len(quote), 0.9))


# What the rulebook says of proposals


@pytest.mark.parametrize(("kind", "example"), CASES)
def test_proposals_keep_their_examples(kind: ObstacleType, example: ProposalExample) -> None:
    law = example.law or "BspG Beispielgesetz"
    held = _objection(example.text, kind, heading=example.heading, law=law)
    assert (None if held is None else held.name) == example.guard


@pytest.mark.parametrize("kind", TOLD)
def test_every_condition_of_its_own_has_an_example(kind: str) -> None:
    told = TOLD[kind]
    own = {each.name for each in (*told.requires, *told.unless) if each.name is not None}
    assert own - {example.guard for example in told.examples} == set()
    assert any(example.guard is None for example in told.examples)


def test_every_own_condition_says_why() -> None:
    unsaid = [
        (kind, each.name)
        for kind, told in TOLD.items()
        for each in (*told.requires, *told.unless)
        if each.name is not None and not each.because
    ]
    assert unsaid == []


# What rules of a type share

PROOF = "Dem Antrag sind [[geeignete Papiere anzufügen]]."


@pytest.mark.parametrize(
    ("text", "kind", "law", "guard"),
    [
        (PROOF, "repeated_proof", "BspG Beispielgesetz", None),
        (PROOF, "repeated_proof", "BGB Bürgerliches Gesetzbuch", "document-privates-recht"),
        ("Ordnungswidrig handelt, wer [[den Namenszug]] vergisst.", "signature", "BspG Beispielgesetz", "bussgeld"),
        ("Die Frist endet mit Ablauf der Frist der [[notwendigen Bestätigung]].", "signature", "BspG", "nur-stichtag"),
        ("Für [[den Merkzettel]] gilt Absatz 2 entsprechend.", "paper_document", "BspG", "gilt-entsprechend"),
        ("Ein Kaufmann darf liefern, wenn [[gewichtige Umstände]] es fordern.", "vague_term", "HGB", "privatrecht"),
    ],
)
def test_what_rules_of_a_type_share_holds_for_its_proposals(
    text: str, kind: ObstacleType, law: str, guard: str | None
) -> None:
    held = _objection(text, kind, law=law)
    assert (None if held is None else held.name) == guard


def test_a_missing_requirement_gives_its_reason_as_rules_do() -> None:
    held = _objection("Der Veranstalter muss [[seinen Namen angeben]].", "signature")
    assert held == Held("schriftzug", "", "Kein Wort des Satzes meint einen Schriftzug.")


def test_what_few_rules_know_is_not_shared() -> None:
    rules = [rule for rule in BOOK.rules if rule.type == "repeated_proof"]
    knowing = [rule for rule in rules if any(each.name == "document-sozialkasse" for each in rule.unless)]
    others = [rule for rule in BOOK.rules if rule.type == "paper_form"]
    law = "SokaSiG Sozialkassenverfahrensicherungsgesetz"
    for few, objected in ((others[:2], True), (others[:3], False)):
        as_proof = [replace(rule, type="repeated_proof") for rule in few]
        book = Rulebook((*knowing[:2], *as_proof), BOOK.roles, BOOK.lexicon, BOOK.lemmas, BOOK.digest)
        assert (_objection(PROOF, "repeated_proof", law=law, book=book) is not None) is objected


def test_what_is_not_shared_has_a_rule_that_knows_it() -> None:
    for kind, told in TOLD.items():
        known = {each.name for rule in BOOK.rules if rule.type == kind for each in (*rule.unless, *rule.secondary_in)}
        inside = {part.name for rule in BOOK.rules if rule.type == kind for each in rule.unless for part in each.any}
        assert set(told.not_shared) <= known | inside
        shared = {each.name for each in Objections.of(BOOK).of_type[kind].unless}
        assert shared.isdisjoint(told.not_shared)


def test_without_rules_nothing_is_objected() -> None:
    bare = Rulebook((), BOOK.roles, BOOK.lexicon, BOOK.lemmas, BOOK.digest)
    for kind in OBSTACLE_TYPES:
        assert _objection(PROOF, kind, law="SokaSiG", book=bare) is None


# Where the words stand


def test_an_item_is_heard_with_its_lead_in() -> None:
    lead = "Das Ministerium wird ermächtigt, durch Rechtsverordnung zu regeln, dass 1. eine Liste geführt wird, "
    item = "2. die Behörde den Betrieb untersagt, wenn [[gewichtige Umstände]] bestehen."
    held = _objection(lead + item, "vague_term")
    assert held is not None
    assert held.name == "rechtsetzung"
    assert _objection(f"Die Behörde untersagt den Betrieb, wenn {item}", "vague_term") is None


def test_a_modal_verb_among_the_words_is_asked_for_its_clause() -> None:
    text = "Das Grundbuchamt {} um Ermittlung des Erben ersuchen."
    for quote in ("[[kann das Nachlassgericht]]", "kann [[das Nachlassgericht]]"):
        held = _objection(text.format(quote), "discretion")
        assert (held is not None) == quote.startswith("[[kann")


def test_the_clause_of_another_modal_verb_says_nothing() -> None:
    text = "Das Amt kann das Gericht um Hilfe ersuchen; die Behörde [[kann den Termin]] auf Wunsch vorziehen."
    assert _objection(text, "discretion") is None
