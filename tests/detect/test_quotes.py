"""What is quoted for a match: whole words, readable neighbours, at most twelve words."""

from __future__ import annotations

import re

import pytest

from analyzer.detect.quotes import cut, phrase, whole_clause
from analyzer.detect.views import Span, View, views_of
from analyzer.read import read_unit
from analyzer.sources import Unit


def _view(text: str) -> View:
    statute = read_unit(Unit(id="x", text=text), "test")
    block = statute.provisions[0].absaetze[0].blocks[0]
    return next(views_of(block, block.sentences[0], 0))


def _span(text: str, word: str) -> Span:
    found = re.search(word, text)
    assert found is not None
    return Span(*found.span())


@pytest.mark.parametrize(
    ("text", "word", "quoted"),
    [
        ("Das Amt prüft, wenn begründete Zweifel bestehen.", "weifel", "begründete Zweifel"),
        ("Das Amt befreit, wenn eine besondere soziale Härte vorliegt.", "Härte", "besondere soziale Härte"),
        ("Das Amt prüft die Unzuverlässigkeit des Antragstellers.", "zuverlässig", "Unzuverlässigkeit"),
        ("Es wägt öffentliche oder private Belange ab.", "Belange", "private Belange"),
        ("Liegen bei allen Bewerbern Zweifel vor, prüft das Amt.", "Zweifel", "Zweifel"),
    ],
)
def test_phrase_takes_whole_words_and_their_adjectives(text: str, word: str, quoted: str) -> None:
    start, end = phrase(_view(text), _span(text, word))

    assert text[start:end] == quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (
            (
                "Das Amt kann einem Betreiber von Anlagen zur Lagerung, Abfüllung oder Verarbeitung von Stoffen auf dessen Antrag "
                "Ausnahmen von Absatz 1 zulassen."
            ),
            "Ausnahmen von Absatz 1 zulassen",
        ),
        (
            (
                "Auf Antrag kann die nach Landesrecht zuständige Behörde einem Betreiber von Anlagen zur Lagerung oder Verarbeitung "
                "von Stoffen im Sinne der Anlage 1 eine Genehmigung erteilen."
            ),
            "kann die nach Landesrecht zuständige Behörde",
        ),
        ("Die Behörde kann Ausnahmen zulassen.", "kann Ausnahmen zulassen"),
        (
            (
                "Die zuständige Behörde kann einem Betreiber von Anlagen zur Lagerung, Abfüllung oder Verarbeitung von Stoffen im "
                "Sinne der Anlage 1 Nummer 2 auf dessen Antrag eine Genehmigung erteilen."
            ),
            "Die zuständige Behörde kann",
        ),
        (
            (
                "Auf Antrag kann die zuständige Behörde einem Betreiber von Anlagen zur Lagerung, Abfüllung oder Verarbeitung von "
                "Stoffen im Sinne der Anlage 1 Nummer 2 eine Genehmigung erteilen."
            ),
            "kann die zuständige Behörde",
        ),
        (
            (
                "Auf Antrag kann die Technische Prüfstelle für den Kraftfahrzeugverkehr vom Halter des Fahrzeugs die Vorlage "
                "besonderer Nachweise verlangen."
            ),
            "kann die Technische Prüfstelle",
        ),
        (
            (
                "Für Beamte im Ausland kann dem Empfänger unter entsprechender Berücksichtigung des § 29 des Dienstgesetzes ein "
                "um bis zu 6 Prozent seiner Bezüge erhöhter Zuschlag gezahlt werden."
            ),
            "erhöhter Zuschlag gezahlt werden",
        ),
        (
            (
                "Fällt der Anlass später weg, kann abweichend von § 53 Abs. 2 Satz 2 des Dienstgesetzes das Bundesministerium für "
                "Verkehr im Einzelfall mit Zustimmung des Beamten den Eintritt in den Ruhestand hinausschieben."
            ),
            "den Eintritt in den Ruhestand hinausschieben",
        ),
        (
            (
                "Liegt eine Anordnung vor, kann die in § 17 Absatz 4 Nummer 2 benannte Stelle eine Übertragung von Gegenständen "
                "auf einen Dritten genehmigen."
            ),
            "kann die in § 17 Absatz 4 Nummer 2 benannte Stelle",
        ),
        (
            (
                "Auf Schleusen können die Wasser- und Schifffahrtsämter vorübergehend abweichende Betriebszeiten und Regeln für "
                "die Durchfahrt von Booten festsetzen."
            ),
            "können die Wasser- und Schifffahrtsämter",
        ),
        ("Die Behörde kann insbesondere 1. Felle beschlagnahmen, 2. die Ausfuhr untersagen.", "Die Behörde kann"),
    ],
)
def test_clause_is_quoted_whole_or_by_its_neighbours(text: str, quoted: str) -> None:
    view = _view(text)
    start, end = cut(view, whole_clause(view, _span(text, "kann|können")))

    assert text[start:end] == quoted


def test_twelve_words_at_most() -> None:
    text = " ".join(["Wort"] * 20) + "."
    start, end = cut(_view(text), Span(0, len(text)))

    assert len(text[start:end].split()) == 12


@pytest.mark.parametrize(
    ("text", "matched", "quoted"),
    [
        (
            "Die Namen sind durch Aushang in gleicher Art und Weise bekannt zu machen.",
            "durch Aushang in gleicher",
            "durch Aushang in gleicher Art",
        ),
        (
            "Er erklärt zu Protokoll eines zur Beurkundung befugten Konsuls.",
            "zu Protokoll eines zur",
            "zu Protokoll",
        ),
        (
            "Er erklärt zu Protokoll eines zur amtlichen Beurkundung befugten Konsuls.",
            "zu Protokoll eines zur",
            "zu Protokoll",
        ),
        ("Er erhält das Geld nur gegen Vorlage der Urkunde.", "gegen Vorlage der", "gegen Vorlage der Urkunde"),
        (
            "Sie sendet das Schreiben mit der Post oder durch Boten.",
            "mit der Post oder durch",
            "mit der Post oder durch Boten",
        ),
        (
            "Das Gericht stellt dem Gegner den Antrag zu und hört ihn.",
            "stellt dem Gegner den Antrag zu",
            "stellt dem Gegner den Antrag zu",
        ),
        ("Das Zeugnis ist zu erteilen Personen, die es verlangen.", "zu erteilen", "zu erteilen"),
        ("Er legt die Meldung nach § 4 Absatz 3 vor.", "die Meldung nach § 4 Absatz", "die Meldung nach § 4 Absatz 3"),
        (
            "Er darf sie nur zur Verfolgung von Taten der Art A an die hierfür zuständige Behörde geben.",
            "nur zur Verfolgung von Taten der Art A an die hierfür zuständige Behörde",
            "nur zur Verfolgung von Taten der Art A",
        ),
        ("Ort und Tag (Siegel) und Name", r"\(Siegel", "Siegel"),
        (
            "Es drohen Gefahren für Leib, Leben oder Freiheit einer Person.",
            "Gefahren für Leib",
            "Gefahren für Leib, Leben oder Freiheit",
        ),
        (
            "Er reicht einen schriftlichen Heil- und Kostenplan ein.",
            "schriftlichen Heil-",
            "schriftlichen Heil- und Kostenplan",
        ),
        (
            "Vorzulegen ist ein öffentlich beglaubigter, aktueller Auszug aus dem Register.",
            "öffentlich beglaubigter",
            "öffentlich beglaubigter, aktueller Auszug",
        ),
        ("Er gibt eine Versicherung an Eides statt ab.", "Versicherung an Eides statt", "Versicherung an Eides statt"),
        (
            "Daten dürfen nur verarbeitet werden, soweit dies nötig ist.",
            "nur verarbeitet werden, soweit",
            "nur verarbeitet werden",
        ),
        ("Sie werden in der Regel nicht erteilt, wenn er fehlt.", "in der Regel nicht", "in der Regel nicht erteilt"),
        (
            "Er legt ein Führungszeugnis nach § 30 des Registergesetzes vor.",
            "ein Führungszeugnis nach",
            "ein Führungszeugnis",
        ),
        (
            "Die Marke wird gegen Entrichtung eines Betrages ausgegeben.",
            "gegen Entrichtung",
            "gegen Entrichtung eines Betrages",
        ),
        (
            "Es geschieht in Gegenwart von mindestens zwei Zeugen.",
            "in Gegenwart von mindestens",
            "in Gegenwart von mindestens zwei Zeugen",
        ),
        ("Ort und Tag (Siegel) und Name", r"\(Siegel\)", "(Siegel)"),
    ],
)
def test_nothing_is_left_in_the_air_at_the_ends(text: str, matched: str, quoted: str) -> None:
    start, end = cut(_view(text), _span(text, matched))

    assert text[start:end] == quoted
