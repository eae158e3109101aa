"""A small body of law made by hand: three acts, a Union act, and references of every kind between them."""

from __future__ import annotations

from analyzer.graph import build_graph
from analyzer.graph.law import LawGraph
from analyzer.model.network import ActRow, FindingRow, Link, ProvisionRow
from analyzer.refs.register import Act, Register
from analyzer.rulebook.relations import load_relations

RELATIONS = load_relations()

VERFAHREN = "DOC1"
FACH = "DOC2"
VERORDNUNG = "DOC3"
EU = "32016R0679"


def act(doc: str, law: str, title: str, kind: str, **units: tuple[str, ...]) -> Act:
    return Act(doc, (law,), (title,), "2020-01-01", kind, "in force", {"§": units.get("paragraphs", ())})


REGISTER = Register(
    (
        act(VERFAHREN, "PrVfG", "Probenverfahrensgesetz", "Gesetz", paragraphs=("1", "2", "3", "4", "5")),
        act(FACH, "PrG", "Probengesetz", "Gesetz", paragraphs=("1", "2", "3")),
        act(VERORDNUNG, "PrV", "Probenverordnung", "Verordnung", paragraphs=("1", "2")),
    )
)
ACTS = [
    ActRow(VERFAHREN, "PrVfG", "Probenverfahrensgesetz", "act"),
    ActRow(FACH, "PrG", "Probengesetz", "act"),
    ActRow(VERORDNUNG, "PrV", "Probenverordnung", "ordinance"),
]
PROVISIONS = [
    ProvisionRow(VERFAHREN, 0, "§ 1", "Antrag", ("Abschnitt 1",), repealed=False),
    ProvisionRow(VERFAHREN, 1, "§ 2", "Form", ("Abschnitt 1",), repealed=False),
    ProvisionRow(VERFAHREN, 2, "§ 3", "Entscheidung", ("Abschnitt 1",), repealed=False),
    ProvisionRow(VERFAHREN, 3, "§ 4", "Zustellung", ("Abschnitt 2",), repealed=False),
    ProvisionRow(VERFAHREN, 4, "§ 5", "", ("Abschnitt 2",), repealed=True),
    ProvisionRow(FACH, 0, "§ 1", "Antragstellung", (), repealed=False),
    ProvisionRow(FACH, 1, "§ 2", "Verfahren", (), repealed=False),
    ProvisionRow(FACH, 2, "§ 3", "Bescheid", (), repealed=False),
    ProvisionRow(VERORDNUNG, 0, "§ 1", "Probenahme", (), repealed=False),
    ProvisionRow(VERORDNUNG, 1, "Anlage 1 (zu § 1)", "Muster", (), repealed=False),
]
FINDINGS = [
    FindingRow(VERFAHREN, 1, "1", "written_form", "open", 2),
    FindingRow(VERFAHREN, 1, "2", "signature", "open", 1),
    FindingRow(FACH, 0, "", "paper_form", "resolved", 1),
]


def link(position: int, relation: str, target: str, unit: str = "", number: str = "", **more: object) -> Link:
    """A reference; `more` sets any other field of `Link`."""
    fields: dict[str, object] = dict.fromkeys(Link._fields, "")
    fields |= {"position": position, "mention": 0, "ordinal": 0, "satz": 1, "start": 0, "end": 5, "state": "resolved"}
    fields |= {"words": f"{unit} {number}".strip(), "kind": "norm" if unit else "law", "relation": relation}
    fields |= {"target": target, "unit": unit, "number": number}
    return Link(**(fields | more))


LINKS = [
    # § 2 Abs. 1 PrVfG is taken over by § 2 PrG, and that by § 1 PrV: reach over two steps.
    (FACH, link(1, "applies_mutatis_mutandis", VERFAHREN, "§", "2", to_absatz="1", absatz="2")),
    (VERORDNUNG, link(0, "applies", FACH, "§", "2", to_absatz="2")),
    # A plain mention carries nothing.
    (FACH, link(2, "mention", VERFAHREN, "§", "2", to_absatz="1")),
    # Another Absatz of the same provision.
    (FACH, link(0, "applies", VERFAHREN, "§", "2", to_absatz="3", to_satz="1")),
    (FACH, link(0, "defines", EU, "Art", "4", law_name="Verordnung (EU) 2016/679")),
    (VERFAHREN, link(0, "mention", VERFAHREN, "§", "3")),
    (VERFAHREN, link(2, "mention", VERFAHREN, "§", "4")),
    (VERFAHREN, link(2, "mention", VERFAHREN, "§", "5", state="repealed", reason="§ 5 PrVfG ist weggefallen")),
    (VERFAHREN, link(3, "mention", VERFAHREN, "§", "9", state="missing", reason="§ 9 gibt es in PrVfG nicht")),
    (VERFAHREN, link(3, "mention", "", "§", "1", state="outside", reason="Gesetz steht nicht im Register")),
]


def build(*more: tuple[str, Link]) -> LawGraph:
    return build_graph(
        iter(ACTS), iter(PROVISIONS), iter([*LINKS, *more]), iter(FINDINGS), register=REGISTER, relations=RELATIONS
    )
