"""Every trap of the measurement of other tools, and every rule of the annotation guideline, in our own wording."""

from __future__ import annotations

import pytest

from analyzer.refs import Context
from tests.refs.making import FINDER, found, places, short


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # relative references: current provision, current Absatz, never the current sentence
        ("Abweichend von Absatz 1 genügt eine Kopie.", ["self § 7 Abs. 1"]),
        ("Die Anpassung nach Satz 1 ist zu begründen.", ["self § 7 Abs. 2 Satz 1"]),
        ("Die in den Nummern 5 und 6 genannten Stellen", ["self § 7 Abs. 2 Nr. 5", "self § 7 Abs. 2 Nr. 6"]),
        ("Das gilt auch im Fall der Nummer 3 Buchstabe b.", ["self § 7 Abs. 2 Nr. 3 Buchst. b"]),
        ("Absatz 4 Satz 3 bis 6 gilt entsprechend.", ["self § 7 Abs. 4 Satz 3-6"]),
        ("Die Sätze 1 und 2 gelten nicht.", ["self § 7 Abs. 2 Satz 1", "self § 7 Abs. 2 Satz 2"]),
        ("der folgenden Nummern 2 und 3", ["self § 7 Abs. 2 Nr. 2", "self § 7 Abs. 2 Nr. 3"]),
        # enumerations and distribution
        ("nach den §§ 5, 6 und 9 Absatz 1", ["self § 5", "self § 6", "self § 9 Abs. 1"]),
        ("nach § 2 Abs. 1 und 2 Nr. 1", ["self § 2 Abs. 1", "self § 2 Abs. 2 Nr. 1"]),
        (
            "§ 2 Abs. 1 Satz 1 und 2, Abs. 4 Satz 1",
            ["self § 2 Abs. 1 Satz 1", "self § 2 Abs. 1 Satz 2", "self § 2 Abs. 4 Satz 1"],
        ),
        ("§ 9 Nummer 3 Satz 1", ["self § 9 Satz 1 Nr. 3"]),
        ("§ 9 Absatz 1 Nummer 2 Buchstabe e, f und g", [f"self § 9 Abs. 1 Nr. 2 Buchst. {b}" for b in "efg"]),
        ("§ 53 Absatz 1 in Verbindung mit Absatz 2", ["self § 53 Abs. 1", "self § 53 Abs. 2"]),
        ("Nummer 1 bis 3, 5 und 7", ["self § 7 Abs. 2 Nr. 1-3", "self § 7 Abs. 2 Nr. 5", "self § 7 Abs. 2 Nr. 7"]),
        # ranges
        ("nach den §§ 3a bis 3d", ["self § 3a-3d"]),
        ("§ 3 a ist anzuwenden", ["self § 3a"]),
        ("nach den §§ 22 ff. des Probengesetzes", ["self § 22"]),
        ("nach den §§ 14ff des Verwaltungsverfahrensgesetzes", ["D3 § 14"]),
        ("nach den §§ 14 ff . des Verwaltungsverfahrensgesetzes", ["D3 § 14"]),
        # other units
        ("nach Anlage 1 (Liste der Proben) zum Verwaltungsverfahrensgesetz", ["D3 Anlage 1"]),
        ("nach Anlage 2 Nummer 3", ["self Anlage 2 Nr. 3"]),
        ("Nummer 32 der Anlage 1", ["self Anlage 1 Nr. 32"]),
        ("nach Abschnitt 3 dieses Gesetzes", ["self Abschnitt 3"]),
        ("die Vorschriften des Zweiten Kapitels", ["self Kapitel 2"]),
        ("des Zehnten Kapitels des Zehnten Buches Sozialgesetzbuch", ["D5 Kapitel 10"]),
        ("Absatz 3 Satz 1 zweiter Halbsatz", ["self § 7 Abs. 3 Satz 1"]),
        ("§ 27 Absatz 1 Nummer 3 Satzteil vor Satz 2, Absatz 4", ["self § 27 Abs. 1 Nr. 3", "self § 27 Abs. 4"]),
        ("Artikel II § 12 des Dritten Überleitungsgesetzes", ["D7 Art II"]),
        ("nach § 4.02 Nummer 1 der Seeschifffahrtsverordnung", ["D17 § 4.02 Nr. 1"]),
        # acts by abbreviation, full name, inflection, old spelling, SGB
        ("§ 433 BGB", ["D4 § 433"]),
        ("§ 126 des Bürgerlichen Gesetzbuches", ["D4 § 126"]),
        ("§ 13 des Dritten Überleitungsgesetzes", ["D7 § 13"]),
        ("§ 35 des Zehnten Buches", ["D5 § 35"]),
        ("§ 35 des Zehnten Buches Sozialgesetzbuch", ["D5 § 35"]),
        ("§ 35 SGB X", ["D5 § 35"]),
        ("§ 7 des Vierzehnten Buches Sozialgesetzbuch", ["D6 § 7"]),
        ("§ 6 des Soldatinnen- und Soldatengleichbehandlungsgesetzes", ["D8 § 6"]),
        ("§ 6 des Ernährungssicherstellungs- und -vorsorgegesetzes", ["D9 § 6"]),
        ("Artikel 46 des Grundgesetzes", ["D15 Art 46"]),
        ("§ 4.01 der Seeschiffahrtsverordnung", ["D17 § 4.01"]),
        ("§ 4.01 der Seeschifffahrts-Verordnung", ["D17 § 4.01"]),
        # the act at the end of a coordination holds for its members
        ("des § 12 Abs. 1 und des § 13 Abs. 1 des Verwaltungsverfahrensgesetzes", ["D3 § 12 Abs. 1", "D3 § 13 Abs. 1"]),
        ("nach § 5 sowie nach den §§ 8 und 9 des Verwaltungsverfahrensgesetzes", ["D3 § 5", "D3 § 8", "D3 § 9"]),
        # the own act
        ("§ 9 dieses Gesetzes", ["self § 9"]),
        ("§ 9 des Probengesetzes", ["self § 9"]),
        # a relative clause is no name
        ("nach § 60, der zu einem Auftrag gehört", ["self § 60"]),
        ("nach § 60, der Behörde gegenüber", ["self § 60"]),
    ],
)
def test_places(text, expected):
    assert places(text) == expected


def test_a_letter_glued_to_a_number():
    assert places("Nummer 5b") == ["self § 7 Abs. 2 Nr. 5b"]
    assert places("§ 5b") == ["self § 5b"]


class TestUnionLaw:
    @pytest.mark.parametrize(
        ("words", "celex"),
        [
            ("der Verordnung (EU) 2016/679", "32016R0679"),
            ("der Verordnung (EU) Nr. 575/2013", "32013R0575"),
            ("der Verordnung (EG) Nr. 1907/2006", "32006R1907"),
            ("der Richtlinie 95/46/EG", "31995L0046"),
            ("der Richtlinie 2006/123/EG", "32006L0123"),
            ("der Delegierten Verordnung (EU) 2019/624", "32019R0624"),
            ("der Durchführungsverordnung (EU) 2015/1998", "32015R1998"),
            ("des Beschlusses (EU) 2015/444", "32015D0444"),
            ("der Verordnung (EU, Euratom) 2018/1046", "32018R1046"),
            ("der Richtlinie (EU) 2016/680", "32016L0680"),
            ("des Rahmenbeschlusses 2008/977/JI", "32008F0977"),
            ("der Datenschutz-Grundverordnung", "32016R0679"),
        ],
    )
    def test_celex(self, words, celex):
        assert places(f"nach Artikel 5 Absatz 1 {words}") == [f"{celex} Art 5 Abs. 1"]

    def test_an_act_at_the_end_holds_for_article_and_annex(self):
        text = "Artikel 67 in Verbindung mit Anhang XVII der Verordnung (EG) Nr. 1907/2006"
        assert places(text) == ["32006R1907 Art 67", "32006R1907 Anhang XVII"]

    def test_members_far_before_the_act(self):
        text = "Artikel 1, Artikel 6 bis 8, Artikel 9 Absatz 1 und Anhang II Teil C der Richtlinie 98/41/EG"
        assert places(text) == [f"31998L0041 {unit}" for unit in ("Art 1", "Art 6-8", "Art 9 Abs. 1", "Anhang II")]

    def test_this_regulation_after_a_union_act_is_the_union_act(self):
        text = "Wer die Verordnung (EU) 2016/679 anwendet, hat Artikel 27 Absatz 1 dieser Verordnung zu beachten."
        assert places(text)[-1] == "32016R0679 Art 27 Abs. 1"

    def test_items_under_a_union_act(self):
        text = "Ordnungswidrig handelt, wer gegen die Verordnung (EU) 2016/679 verstößt, indem er entgegen Artikel 28 Absatz 1 handelt."
        assert places(text)[-1] == "32016R0679 Art 28 Abs. 1"

    def test_several_union_acts_leave_it_open(self):
        text = "Wer die Verordnung (EU) 2016/679 oder die Verordnung (EU) 2017/1 anwendet, handelt nach Artikel 28 Absatz 1."
        (reference,) = [r for r in found(text) if r.kind == "norm"]
        assert reference.targets[0].law is None

    def test_acts_in_the_title_of_another_are_no_reference(self):
        text = "nach der Verordnung (EU) 2016/679 des Rates vom 27. April 2016 zur Aufhebung der Richtlinie 95/46/EG (ABl. L 119 S. 1)"
        assert places(text) == ["32016R0679"]

    def test_an_unnumbered_annex(self):
        assert places("nach Kapitel 11.2.5 des Anhangs der Verordnung (EU) 2016/679") == ["32016R0679 Anhang"]
        assert places("nach Nummer 2 des Anhangs der Verordnung (EU) 2016/679") == ["32016R0679 Anhang Nr. 2"]
        assert places("nach dem Anhang der Verordnung (EU) 2016/679") == ["32016R0679 Anhang"]


class TestOrdinances:
    """The own act is the Probenverordnung, made on the ground of the Probengesetz."""

    def test_the_act_is_the_enabling_one(self):
        assert places("§ 9 Absatz 4 des Gesetzes", law="D2") == ["D1 § 9 Abs. 4"]

    def test_in_an_act_the_act_is_itself(self):
        assert places("§ 9 Absatz 4 des Gesetzes") == ["self § 9 Abs. 4"]

    def test_this_ordinance(self):
        assert places("§ 5 dieser Verordnung", law="D2") == ["self § 5"]

    def test_a_bare_annex(self):
        assert places("nach dem Muster der Anlage", law="D2") == ["self Anlage"]
        assert places("Die Anlage wird stillgelegt.", law="D2") == []

    def test_a_number_the_ordinance_lacks_is_sought_where_the_sentence_points(self):
        text = "bei Verzicht auf das Recht nach § 90 Absatz 3 und auf das Änderungsrecht nach § 91 des Verwaltungsverfahrensgesetzes"
        assert places(text, law="D2") == ["D3 § 90 Abs. 3", "D3 § 91"]

    def test_a_member_that_only_the_own_act_has(self):
        assert places("Die §§ 5b und 103 des Verwaltungsverfahrensgesetzes gelten.") == ["self § 5b", "D3 § 103"]


def test_an_act_that_introduces_a_list_holds_for_its_items():
    text = "Taten sind 1. aus dem Bürgerlichen Gesetzbuch: a) Fälle nach den §§ 7 bis 9, b) § 100; 2. aus dem Verwaltungsverfahrensgesetz: § 3a"
    assert places(text)[1:] == ["D4 § 7-9", "D4 § 100", "D3", "D3 § 3a"]


class TestNeverGuess:
    @pytest.mark.parametrize(
        "text",
        [
            "§ 12 Abs. 3 LBauO",
            "§ 12 Abs. 3 der Landesbauordnung",
            "§ 4 des Beispielwesengesetzes",
            "Artikel 5 des Musterstadt-Übereinkommens",
            "§ 3 des Gesetzes über unbekannte Dinge",
            "§ 84 Abs. 1 des Berufsbildungsgesetzes vom 14. August 1969",
            "§ 12 der Verwaltungsverfahrensgesetze der Länder",
            "Artikel 5 des Abkommens",
            "Nummer 5.4 der Technischen Anleitung zur Reinhaltung der Luft",
            "Nummer 49.4 der Übereinstimmungsbescheinigung",
        ],
    )
    def test_outside_the_register(self, text):
        (reference,) = found(text)
        assert reference.targets[0].law is None
        assert reference.targets[0].reason

    def test_the_date_tells_the_act(self):
        assert places("§ 84 des Berufsbildungsgesetzes vom 23. März 2005") == ["D10 § 84"]
        assert places("§ 84 des Berufsbildungsgesetzes") == ["D10 § 84"]

    def test_ambiguous_names_keep_their_candidates(self):
        (reference,) = found("§ 4 des Mustergesetzes")
        assert reference.targets[0].law is None
        assert reference.targets[0].candidates == ("D13", "D14")

    def test_remains_of_an_older_act_of_the_same_name_are_not_meant(self):
        assert places("§ 5a des Allgemeinen Eisenbahngesetzes") == ["D12 § 5a"]
        assert places("§ 5 des Allgemeinen Eisenbahngesetzes") == ["D12 § 5"]

    def test_its_article_is_not_ours(self):
        text = "Der Tag, an dem das Übereinkommen nach seinem Artikel 2 in Kraft tritt, ist bekannt zu geben."
        (reference,) = found(text, law="D16", unit="Art 3")
        assert reference.targets[0].law is None

    def test_an_act_is_not_sought_across_a_sentence_boundary(self):
        text = "Er handelt nach § 5. Des Bürgerlichen Gesetzbuchs bedarf es nicht."
        context = FINDER.find(text, Context("D1", "§ 7", "2"), sentences=((0, 20), (21, len(text))))
        assert [short(t) for r in context for t in r.targets] == ["self § 5", "D4"]


class TestNoEdge:
    @pytest.mark.parametrize(
        "text",
        [
            "das Gesetz, das zuletzt durch Artikel 3 des Gesetzes vom 5. Oktober 2021 (BGBl. I S. 4607) geändert worden ist",
            "das zuletzt durch Artikel 4 des Gesetzes vom 17. Juli 2017 (BGBl. I S. 2541; 2019 I S. 162) geändert worden ist",
            "zuletzt geändert durch Artikel 2 Absatz 5 des Gesetzes vom 5. Oktober 2021 (BGBl. I S. 4607)",
            "verkündet im BGBl. I Nr. 7 S. 12",
            "Bundesgesetzblatt Teil III, Gliederungsnummer 400-2",
            "Nach § 35 werden folgende §§ 36 und 37 eingefügt",
            "Teil 1 der Abschlussprüfung erstreckt sich auf die Kenntnisse.",
            "Die Gebühr beträgt 5 Prozent, mindestens 20 Euro.",
        ],
    )
    def test_amendments_and_gazettes(self, text):
        assert places(text) == []

    def test_titles_of_other_acts(self):
        assert places("die Zweite Verordnung zur Änderung der Probenverordnung gilt fort") == []

    def test_deictic_references_name_no_place(self):
        context = Context("D1", "§ 7", "2")
        (reference,) = FINDER.find("Die vorstehenden Vorschriften bleiben unberührt.", context)
        assert (reference.kind, reference.targets) == ("deictic", ())

    def test_headings_in_running_text(self):
        text = "Verfahren vor dem Gericht Abschnitt 1 Erster Rechtszug Abschnitt 2 Berufung"
        assert places(text, unit="Anlage 1", absatz="") == []
        assert places("Es gilt Abschnitt 2 Nummer 3 entsprechend.", unit="Anlage 1", absatz="") != []

    def test_the_number_of_the_next_item_is_not_swallowed(self):
        text = "nach § 17 Abs. 2, § 18, 6. nach § 19"
        assert places(text, breaks=frozenset({text.index("6.")})) == ["self § 17 Abs. 2", "self § 18", "self § 19"]


class TestWholeActs:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("die Vorschriften des Verwaltungsverfahrensgesetzes", ["D3"]),
            ("nach dem Zehnten Buch Sozialgesetzbuch", ["D5"]),
            ("Die Verordnung (EU) 2016/679 bleibt unberührt.", ["32016R0679"]),
            ("nach dem Beispielwesengesetz", ["None"]),
            ("der Organisationserlass vom 8. Dezember 2021", ["None"]),
            ("Rechtsverordnungen und landesrechtliche Vorschriften", []),
            ("Dieses Gesetz gilt nicht.", []),
            ("ein Landesgesetz regelt das Nähere", []),
        ],
    )
    def test_named_acts(self, text, expected):
        assert places(text) == expected

    def test_the_own_act_by_its_name_is_no_reference(self):
        assert places("Zweck des Probengesetzes ist der Schutz der Probe.") == []


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        ("Es gelten die Vorschriften des Bürgerlichen Gesetzbuchs über die Verjährung.", True),
        ("Es gelten die Vorschriften über die Verjährung des Bürgerlichen Gesetzbuchs.", True),
        ("Für die Berechnung der Fristen gilt das Bürgerliche Gesetzbuch.", True),
        ("Die Zustellung erfolgt nach den Vorschriften des Verwaltungsverfahrensgesetzes.", True),
        ("Für das Verfahren gilt das Verwaltungsverfahrensgesetz.", False),
        ("Im Übrigen gilt das Verwaltungsverfahrensgesetz.", False),
    ],
)
def test_only_rules_on_one_subject(text, partial):
    (reference,) = found(text)
    assert bool(reference.targets[0].extra) is partial


class TestSpans:
    @pytest.mark.parametrize(
        ("text", "spans"),
        [
            ("nach § 1 Abs. 3 des Gesetzes über Proben und", ["§ 1 Abs. 3 des Gesetzes über Proben"]),
            ("nach Anlage 2 dieses Gesetzes ist", ["Anlage 2 dieses Gesetzes"]),
            (
                "des § 12 Abs. 1 und des § 13 Abs. 1 des Verwaltungsverfahrensgesetzes",
                ["§ 12 Abs. 1", "§ 13 Abs. 1 des Verwaltungsverfahrensgesetzes"],
            ),
            ("nach § 84 des Berufsbildungsgesetzes vom 23. März 2005 ist", ["§ 84 des Berufsbildungsgesetzes"]),
            (
                "§ 9 Absatz 1 Nummer 2, Absatz 2 und 3 des Gesetzes",
                ["§ 9 Absatz 1 Nummer 2, Absatz 2 und 3 des Gesetzes"],
            ),
            ("die Nummer 32 der Anlage 1 ist", ["Nummer 32 der Anlage 1"]),
        ],
    )
    def test_words(self, text, spans):
        assert [reference.text for reference in found(text)] == spans


def test_current_units_that_are_no_paragraph():
    assert places("nach Satz 1", unit="Eingangsformel", absatz="") == ["self norm Eingangsformel Satz 1"]
    assert places("nach Nummer 4", unit="Anlage 2", absatz="") == ["self Anlage 2 Nr. 4"]
    assert places("nach Absatz 2", unit="Art 3", absatz="1") == ["self Art 3 Abs. 2"]
    assert places("nach Nummer 1", unit="§ 4.02", absatz="") == ["self § 4.02 Nr. 1"]
