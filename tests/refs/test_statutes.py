"""References of a whole act: place, relation, and whether the target exists."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.read import read_statute
from analyzer.refs import Register
from analyzer.refs.build import build_register, kind_of_title
from analyzer.refs.register import load_register, write_register
from analyzer.refs.statutes import StatuteReferences
from tests.acts import write_act
from tests.refs.making import REGISTER, act


def states(folder: Path, *texts: str, register: Register = REGISTER) -> list[tuple[str, str, str]]:
    statute = read_statute(write_act(folder, "D1", *texts, law="PrG"))
    return [(link.words, link.state, link.reason) for link in StatuteReferences(register).links(statute)]


@pytest.mark.parametrize(
    ("text", "state", "reason"),
    [
        ("Es gilt § 5.", "resolved", ""),
        ("Es gilt § 8.", "repealed", "§ 8 PrG ist weggefallen"),
        ("Es gilt § 99.", "missing", "§ 99 gibt es in PrG nicht; nächste vorhandene: § 60"),
        ("Es gilt § 99 in der bis zum 1. Januar 2001 geltenden Fassung.", "repealed", "§ 99 gibt es in PrG nicht mehr; zitiert ist eine frühere Fassung"),
        ("Es gilt § 300 des Restegesetzes.", "outside", "von RestG stehen nur noch Teile im Register"),
        ("Es gilt § 4 des Mustergesetzes.", "ambiguous", "mehrere Gesetze tragen diesen Namen"),
        ("Es gilt § 4 der Landesbauordnung.", "outside", "Gesetz steht nicht im Register"),
        ("Es gilt Artikel 5 der Verordnung (EU) 2016/679.", "resolved", ""),
    ],
)  # fmt: skip
def test_states(tmp_path, text, state, reason):
    assert states(tmp_path, text)[0][1:] == (state, reason)


def test_a_gap_in_the_numbers_was_once_filled(tmp_path):
    register = Register((act("D1", "PrG", "Probengesetz", par=("1", "2", "4", "5")),))
    assert states(tmp_path, "Es gilt § 3.", register=register)[0][1] == "repealed"
    assert states(tmp_path, "Es gilt § 3a.", register=register)[0][1] == "missing"


def test_places_and_rows(tmp_path):
    statute = read_statute(write_act(tmp_path, "D1", "Der Antrag ist zu stellen. § 5 gilt entsprechend.", law="PrG"))
    (placed,) = StatuteReferences(REGISTER).of(statute)
    assert (placed.citation, placed.satz, placed.relation) == ("PrG § 1 Satz 2", 2, "applies_mutatis_mutandis")
    record = placed.to_dict()
    assert record["targets"] == [{"law": "self", "unit": "§", "number": "5", "resolved": True}]
    (link,) = placed.links(0)
    assert (link.target, link.unit, link.number, link.state) == ("D1", "§", "5", "resolved")


def basis(folder: Path, formula: str) -> list[tuple[str, str, str, str]]:
    """References of an Eingangsformel: act, number, relation, state."""
    path = write_act(folder, "D2", formula, law="PrV")
    path.write_text(
        path.read_text(encoding="utf-8").replace("<enbez>§ 1</enbez>", "<enbez>Eingangsformel</enbez>"), "utf-8"
    )
    links = StatuteReferences(REGISTER).links(read_statute(path))
    return [(link.target, link.number, link.relation, link.state) for link in links]


def test_an_ordinance_is_joined_to_what_it_is_based_on(tmp_path):
    formula = (
        "Auf Grund - des § 9 Abs. 1 des Probengesetzes, § 9 zuletzt geändert durch Artikel 3 des Gesetzes vom 2. Mai 2000 "
        "(BGBl. I S. 7), und - des § 25 der Probenverordnung verordnet die Bundesregierung mit Wirkung für § 3 dieser Verordnung:"
    )
    assert basis(tmp_path, formula) == [("D1", "9", "enabling", "resolved")]


def test_a_basis_that_is_gone_is_no_dead_reference(tmp_path):
    assert basis(tmp_path, "Auf Grund des § 99 des Probengesetzes wird verordnet:") == [
        ("D1", "99", "enabling", "repealed")
    ]


def test_the_formula_of_a_statute_names_no_basis(tmp_path):
    assert basis(tmp_path, "Der Rat hat nach § 9 des Probengesetzes das folgende Gesetz beschlossen:") == []


def test_a_register_survives_writing(tmp_path):
    path = tmp_path / "register.jsonl.gz"
    assert write_register(REGISTER.acts, path) == len(REGISTER.acts)
    back = load_register(path)
    assert {a.id: a for a in back.acts} == {a.id: a for a in REGISTER.acts}
    first = path.read_bytes()
    write_register(reversed(REGISTER.acts), path)
    assert path.read_bytes() == first


def test_a_register_is_built_from_statutes(tmp_path):
    write_act(tmp_path, "A1", "Der Antrag ist schriftlich zu stellen.", law="AbG", title="Gesetz über Abläufe")
    write_act(tmp_path, "A2", "Nichts.", law="AbV", title="Verordnung über Abläufe")
    register = build_register(map(read_statute, sorted(tmp_path.glob("*.xml"))), {"A1": "abg"})
    first, second = register.acts
    assert (first.id, first.abbreviation, first.kind, first.slug) == ("A1", "AbG", "Gesetz", "abg")
    assert first.units == {"§": ("1",)}
    assert (second.kind, second.level) == ("Verordnung", "ordinance")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Verordnung zur Durchführung des Gesetzes über Proben", "Verordnung"),
        ("Gesetz zu dem Abkommen über Proben", "Gesetz"),
        ("Bekanntmachung über Proben", "Bekanntmachung"),
        ("Abkommen über Proben", "Vertrag"),
    ],
)
def test_kinds(title, kind):
    assert kind_of_title(title) == kind
