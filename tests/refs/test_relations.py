"""What a reference does, by the words of its clause."""

from __future__ import annotations

import pytest

from analyzer.refs.relate import Relater
from analyzer.rulebook.relations import load_relations
from tests.refs.making import REGISTER, found

RELATIONS = load_relations()
RELATER = Relater(RELATIONS, REGISTER, frozenset({"BGB § 126"}))


def relations(text: str, *, preamble: bool = False) -> list[str]:
    return RELATER.relations(text, 0, len(text), found(text), preamble=preamble, own="PrG")


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("§ 5 gilt entsprechend.", "applies_mutatis_mutandis"),
        ("Für den Widerruf gilt Absatz 1 entsprechend.", "applies_mutatis_mutandis"),
        ("Auf das Verfahren finden die §§ 9 bis 12 entsprechende Anwendung.", "applies_mutatis_mutandis"),
        ("§ 5 ist auf Anzeigen sinngemäß anzuwenden.", "applies_mutatis_mutandis"),
        ("in entsprechender Anwendung des § 9", "applies_mutatis_mutandis"),
        ("Im Übrigen gilt das Verwaltungsverfahrensgesetz.", "applies"),
        ("§ 12 findet Anwendung.", "applies"),
        ("Für das Verfahren gelten die §§ 9 bis 12 nach Maßgabe dieses Gesetzes.", "applies"),
        ("Die Vorschriften über die Zustellung (§ 12) sind anzuwenden.", "applies"),
        ("Satz 1 gilt auch für Kopien.", "applies"),
        ("Die Kosten richten sich nach § 9.", "applies"),
        ("nach Maßgabe des § 9", "applies"),
        ("Als Probe im Sinne des § 3 gilt jede Menge.", "defines"),
        ("Wer § 3 erfüllt, gilt als zuverlässig.", "mention"),
        ("§ 5 gilt als erfüllt, wenn die Probe vorliegt.", "mention"),
        ("Abweichend von § 5 genügt eine Kopie.", "exception"),
        ("§ 5 bleibt unberührt.", "exception"),
        ("§ 5 gilt nicht für Proben.", "exception"),
        ("§ 5 ist nicht anzuwenden.", "exception"),
        ("§ 5 findet keine Anwendung.", "exception"),
        ("mit Ausnahme des § 9", "exception"),
        ("Im Verfahren findet § 9 Absatz 4, auch in den Fällen des Antrags, keine Anwendung.", "exception"),
        ("ein Vertrag, auf den § 9 Absatz 2 keine Anwendung findet", "exception"),
        ("Ordnungswidrig handelt, wer entgegen § 5 eine Probe entnimmt.", "sanction"),
        ("Ordnungswidrig handelt, wer einer Anordnung nach § 7 zuwiderhandelt.", "sanction"),
        ("Die Ordnungswidrigkeit kann in den Fällen des Absatzes 1 mit einer Geldbuße geahndet werden.", "sanction"),
        ("Die Behörde prüft, ob eine Straftat nach § 9 vorliegt.", "mention"),
        ("im Sinne des § 3", "defines"),
        ("die in § 3 genannten Stellen", "defines"),
        ("eine Rechtsverordnung nach § 9", "enabling"),
        ("die auf Grund des § 9 erlassenen Verordnungen", "enabling"),
        ("die auf Grund des § 9 erhobenen Daten", "mention"),
        ("Der Antrag nach § 9 ist zu begründen.", "mention"),
        ("nach Artikel 5 der Verordnung (EU) 2016/679", "eu"),
        ("in Schriftform nach § 126 BGB", "form_clause"),
        ("Der Antrag ist elektronisch (§ 126 BGB) einzureichen.", "form_clause"),
        ("Die in § 126 BGB vorgeschriebene Form ist zu wahren.", "form_clause"),
        ("Der Bescheid ist nach § 126 BGB mit einer Belehrung zu versehen.", "mention"),
        ("Postfächer nach § 126 BGB stehen dem elektronischen Konto gleich.", "mention"),
        ("Die Anwendung von § 126 BGB ist ausgeschlossen.", "exception"),
        ("Für Prüfungen gelten nur die §§ 9 und 12.", "applies"),
        ("Im Fall des § 5 ist § 9 entsprechend anzuwenden.", "mention"),
        ("Auf Anträge nach § 5 ist § 9 entsprechend anzuwenden.", "mention"),
        ("Für das Verfahren nach § 5 gelten die Absätze 1 und 2.", "mention"),
        ("Bei Proben (§ 5) finden die Sätze 3 und 4 entsprechende Anwendung.", "mention"),
        ("In den Fällen des § 5 ist § 9 nicht anzuwenden.", "mention"),
        ("Die Vorschriften in § 5 gelten entsprechend.", "applies_mutatis_mutandis"),
        ("Ordnungswidrig im Sinne des § 9 handelt, wer eine Probe entnimmt.", "defines"),
        ("Ordnungswidrig nach § 9 handelt, wer eine Probe entnimmt.", "mention"),
        ("Wer eine Probe entnimmt, wird bestraft, wenn die Tat nicht in § 9 mit Strafe bedroht ist.", "mention"),
        ("Die Ordnungswidrigkeit nach § 9 kann mit einer Geldbuße geahndet werden.", "sanction"),
        ("Diese Verordnung gilt nach § 9 auch im Land Berlin.", "mention"),
        ("die Rechtsverordnung der Bundesregierung nach § 9", "enabling"),
    ],
)
def test_relation(text, relation):
    assert relations(text)[0] == relation


def test_an_eingangsformel_names_its_basis():
    assert relations("Auf Grund des § 9 wird verordnet:", preamble=True) == ["enabling"]


def test_members_of_an_enumeration_do_the_same():
    assert relations("Die §§ 5 und 6 sowie § 9 gelten entsprechend.") == ["applies_mutatis_mutandis"] * 2


def test_the_clause_ends_at_a_semicolon():
    assert relations("Der Antrag nach § 9 ist zu begründen; § 5 gilt entsprechend.") == [
        "mention",
        "applies_mutatis_mutandis",
    ]


def test_only_these_carry_a_clause():
    assert {relation.type for relation in RELATIONS if relation.pulls} == {
        "applies",
        "applies_mutatis_mutandis",
        "form_clause",
    }


def test_every_kind_has_a_name_in_both_languages():
    assert all(relation.label["de"] and relation.label["en"] for relation in RELATIONS)
    assert len({relation.type for relation in RELATIONS}) == len(RELATIONS) == 9


def test_needed_words_are_words_of_their_pattern():
    for relation in RELATIONS:
        for sign in relation.signs:
            sources = " ".join(
                pattern.source.replace(r"\s+", " ")
                for pattern in (sign.before, sign.after, sign.sentence)
                if pattern is not None
            )
            for word in sign.needs:
                assert word[:4] in sources, (relation.type, word)
