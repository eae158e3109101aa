"""What the metadata say about act and provision."""

import pickle

import pytest

from analyzer.model import Coverage
from tests.read.making import act, norm


def note(kind: str, comment: str) -> str:
    return (
        f'<standangabe checked="ja"><standtyp>{kind}</standtyp><standkommentar>{comment}</standkommentar></standangabe>'
    )


def test_head_of_the_act():
    statute = act(norm("<P>Er gilt.</P>", titel="Form<BR/>der Anträge"))

    assert ("TEST01", "TestG", "Gesetz über das Testen", "Testgesetz") == (
        statute.id,
        statute.abbreviation,
        statute.title,
        statute.short_title,
    )
    assert ("2001-02-03", "2026-01-02", "in force", "gii-norm", "de") == (
        statute.date,
        statute.as_of,
        statute.validity,
        statute.format,
        statute.language,
    )
    assert statute.other_names == ("TG",)


def test_provision_has_its_own_id_date_and_heading():
    (found,) = act(norm("<P>Er gilt.</P>", titel="Form<BR/>der Anträge", doknr="TEST01E7")).provisions

    assert ("TEST01E7", "2025-06-07", "Form der Anträge", True) == (
        found.id,
        found.as_of,
        found.heading,
        found.official_heading,
    )


def test_heading_of_the_documentation_office_is_marked():
    data = norm("<P>Er gilt.</P>", titel="Form").replace('titel format="XML"', 'titel format="parat"')

    assert not act(data).provisions[0].official_heading


@pytest.mark.parametrize(
    ("kind", "comment", "validity"),
    [
        ("Aufh", "V aufgeh. durch § 4 dieser V mWv 29.12.1983", "repealed"),
        ("Aufh", "Die V tritt gem. § 2 mit Ablauf des 31.12.2030 außer Kraft", "in force"),
        ("Aufh", "Die V tritt nach § 11 am 31. Juli 2013 außer Kraft", "repealed"),
        ("Aufh", "V aufgeh. mWv 1.8.2023, über den 1.8.2023 hinaus bis zum 1.8.2028 verlängert", "in force"),
        ("Aufh", "V mit Ausnahme des § 3 aufgeh. mWv 1.1.1990", "in force"),
        ("Aufh", "§§ 1 bis 47 aufgeh. mWv 1.11.1994", "in force"),
        ("Aufh", "Das G tritt an dem Tag außer Kraft, an dem der Vertrag endet", "in force"),
        ("Stand", "Zuletzt geändert durch Art. 1 G v. 1.1.1990", "in force"),
        ("Sonst", "Das G tritt gem. Art. 5 am 1.7.2027 in Kraft", "not yet"),
        ("Sonst", "§ 7 tritt gem. Art. 5 am 1.7.2027 in Kraft", "in force"),
    ],
)
def test_validity_is_what_the_notes_say_on_the_day_of_the_text(kind, comment, validity):
    assert act(stand=note(kind, comment)).validity == validity


def test_statutes_survive_pickling():
    statute = act(norm("<P>(1) Er gilt. (2) Sie auch.</P>"))

    assert pickle.loads(pickle.dumps(statute)) == statute  # noqa: S301 — our own bytes


def test_coverage_adds_up_and_knows_what_is_operative():
    statute = act(
        norm("<P>Er gilt.</P><P>(weggefallen)</P>", "§ 1", doknr="E1"),
        norm("<P>verordnet</P>", "Eingangsformel", doknr="E2"),
    )
    coverage = statute.coverage

    assert coverage.analysed == len("Er gilt.")
    assert coverage.operative_total == len("Er gilt.(weggefallen)")
    assert coverage.operative_not_analysed == {"weggefallen": len("(weggefallen)")}
    assert coverage.not_analysed["Eingangsformel"] == len("verordnet")
    assert Coverage.add([coverage, coverage]).accounted == 2 * coverage.total
