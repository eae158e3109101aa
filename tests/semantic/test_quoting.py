"""Quotes of own finds: whole phrases, no list labels, no loose ends, never without the words that were seen."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from analyzer.errors import RuleError
from analyzer.measure.examples import marked
from analyzer.model.types import ObstacleType
from analyzer.model.unit import Unit
from analyzer.read import read_unit
from analyzer.rulebook import builtin_folder
from analyzer.rulebook.quote_ends import load_quote_ends
from analyzer.semantic.locate import Run
from analyzer.semantic.passages import Reading, passages
from analyzer.semantic.quoting import quoted


def _readings(text: str) -> list[Reading]:
    statute = read_unit(Unit(id="u1", text=text, law="BspG", doc="BSP", unit="§ 1"), "u.jsonl")
    return [reading for passage in passages(statute) for reading in passage.readings]


def _quote(text: str, kind: ObstacleType = "vague_term") -> str:
    """Quote for the likely words in [[double brackets]]."""
    plain, words = marked(text)
    (reading,) = (reading for reading in _readings(plain) if words in reading.own_text)
    start = reading.own_text.index(words)
    found = quoted(reading, kind, Run(start, start + len(words), 0.9))
    assert found.chance == 0.9
    return reading.own_text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        # adjectives of the noun it begins with
        ("Dies gilt, wenn die öffentliche [[Sicherheit nicht]] leidet.", "öffentliche Sicherheit nicht leidet"),
        ("Dies gilt bei einem Mangel an erforderlicher [[Zuverlässigkeit]].", "erforderlicher Zuverlässigkeit"),
        # before a verb or an adverb stands no attribute
        ("Der Schein wird vorher [[ausgehändigt]].", "ausgehändigt"),
        # the article of a subject
        ("Dem [[Antrag sind Belege beizufügen]].", "Dem Antrag sind Belege beizufügen"),
        # the verb right behind
        ("Die Behörde lehnt ab, wenn ein [[wichtiger Grund]] vorliegt.", "wichtiger Grund vorliegt"),
        ("Sie lehnt ab, wenn [[Anhaltspunkte]] dafür bestehen, dass er lügt.", "Anhaltspunkte dafür bestehen"),
        ("Sie lehnt ab, wenn es ihm [[nicht zugemutet]] werden kann.", "nicht zugemutet werden kann"),
        ("Sie lehnt ab, wenn die Person [[geeignet]] ist.", "geeignet"),
        ("Sie hat [[den Merkzettel]] bei sich zu führen.", "den Merkzettel"),
        # nothing loose at the end, and the noun of a last adjective
        ("Sie hat [[den Merkzettel an die]] Stelle im Amt zu geben.", "den Merkzettel an die Stelle"),
        ("Sie hat [[den Merkzettel an]], wenn sie ihn findet.", "den Merkzettel an"),
        ("Es gilt bei Gewähr für die [[Erfüllung seiner]] Pflichten.", "Erfüllung seiner Pflichten"),
        # an adverbial before the clause leaves nothing behind
        ("In diesem [[Fall händigt er]] den Ausweis aus.", "händigt er den Ausweis"),
        ("Er hat auf [[Verlangen die Papiere]] vorzulegen.", "die Papiere vorzulegen"),
        ("Er hat sie auf [[Verlangen der Wache]] vorzulegen.", "Verlangen der Wache vorzulegen"),
        # as printed
        ("Das [[Formular F]].030.01 gilt.", "Formular F.030.01 gilt"),
        # one word that is left says less than the words seen
        ("Die Daten [[dürfen nur]] dorthin.", "dürfen nur"),
    ],
)
def test_a_quote_is_a_whole_phrase(text: str, quote: str) -> None:
    assert _quote(text) == quote


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        # a bracket goes on to its end, or is left out
        ("Er bedarf der [[Erlaubnis (Reisegewerbekarte]]).", "Erlaubnis (Reisegewerbekarte)"),
        (
            "Er bedarf der [[Erlaubnis (Reisegewerbekarte]] nach dem Muster, das das Amt bestimmt und bekannt gibt, in zwei Stücken).",
            "Erlaubnis",
        ),
        ("Er braucht [[die Erlaubnis (§ 5 Abs. 2]]) nicht.", "die Erlaubnis (§ 5 Abs. 2)"),
        ("Er weist ein Papier (auch den [[Rückschein) vor]].", "(auch den Rückschein) vor"),
        ("Er hat (neben dem Lebenslauf) [[das Zeugnis]] bei sich.", "das Zeugnis"),
        ("Es gilt Buchstabe a) für [[das Zeugnis und]] für das Buch.", "das Zeugnis"),
        # no preposition or conjunction whose words lie in a list
        ("Dem Antrag ist beizufügen [[der Nachweis über]]: 1. den Wohnort, 2. das Alter.", "der Nachweis"),
        ("Die Eignung ist [[dem Amt nachzuweisen durch]]: 1. Zeugnisse, 2. Bescheinigungen.", "dem Amt nachzuweisen"),
        ("Die Eignung hat er [[dem Amt nachzuweisen mit]] 1. Zeugnissen, 2. Bescheinigungen.", "dem Amt nachzuweisen"),
        # but what closes a verb
        ("Er teilt [[dem Amt die Gründe mit]].", "dem Amt die Gründe mit"),
        ("Das Papier [[weist folgende Merkmale auf]]: 1. Druck, 2. Zeichen.", "weist folgende Merkmale auf"),
    ],
)
def test_a_quote_leaves_nothing_open(text: str, quote: str) -> None:
    assert _quote(text) == quote


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Die Stelle kann verlangen: 1. Namen, [[2. die Zuverlässigkeit]] der Person.", "die Zuverlässigkeit"),
        ("Als Pass gelten: 1. der amtliche Pass, [[a) Dienstpass]], b) Diplomatenpass.", "Dienstpass"),
    ],
)
def test_a_quote_never_begins_in_a_list_label(text: str, quote: str) -> None:
    assert _quote(text) == quote


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Die Behörde [[kann auf Antrag]] Ausnahmen zulassen.", "kann auf Antrag Ausnahmen zulassen"),
        ("Die Bestellung [[kann]] jederzeit widerrufen werden.", "kann jederzeit widerrufen werden"),
        ("Die Stelle entscheidet nach [[freiem Ermessen]].", "freiem Ermessen"),
    ],
)
def test_discretion_is_quoted_with_its_verb(text: str, quote: str) -> None:
    assert _quote(text, "discretion") == quote


def test_a_modal_verb_without_a_near_verb_takes_its_subject() -> None:
    text = (
        "Die zuständige [[Behörde kann]] dem Empfänger einer Leistung nach diesem Gesetz, die er länger als ein Jahr "
        "bezogen hat, unter den Voraussetzungen des Absatzes 3 und nach Anhörung der Beteiligten weitere Leistungen gewähren."
    )
    assert _quote(text, "discretion") == "Die zuständige Behörde kann"


CLAUSES = (
    "(1) Die Behörde kann im Einzelfall, wenn die öffentliche Sicherheit nicht gefährdet wird, a) Ausnahmen zulassen.",
    "Dem Antrag sind der Lebenslauf, – soweit vorhanden – die Zeugnisse (§ 5 Abs. 2 Nr. 3) und 2 Bilder beizufügen.",
    "Es gilt: 1. das Formular F.030.01; 2. die Stelle darf nicht-amtliche Papiere nur in begründeten Fällen verlangen.",
)


@pytest.mark.parametrize("kind", ["discretion", "vague_term"])
@pytest.mark.parametrize("text", CLAUSES)
def test_a_quote_is_short_and_shares_words_with_the_run(text: str, kind: ObstacleType) -> None:
    for reading in _readings(text):
        own = reading.own_text
        bounds = [0, *(at + 1 for at, letter in enumerate(own) if letter == " ")]
        for start, last in combinations([*bounds, len(own) + 1], 2):
            if len(own[start : last - 1].split()) > 12:
                continue
            found = quoted(reading, kind, Run(start, last - 1, 0.5))
            words = own[found.start : found.end]
            assert words == words.strip()
            assert 1 <= len(words.split()) <= 12
            assert max(found.start, start) < min(found.end, last - 1)


# Leftovers of the phrase before, and dependent words behind


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        # a predicate, a restriction or an object says enough without the noun before it
        ("Dies gilt, wenn sie für die [[Beteiligten mindestens gleichwertig]] sind.", "mindestens gleichwertig"),
        ("Er darf sie zur [[Suche nur nach Ersuchen]] nutzen.", "nur nach Ersuchen nutzen"),
        ("Das Amt stellt jedem [[Lehrling ein Zeugnis]] aus.", "ein Zeugnis"),
        ("Es fehlt nach dem Stand der [[Technik qualifiziertes Personal]].", "qualifiziertes Personal"),
        # one predicate alone says too little: from where the phrase begins
        ("Dies gilt, wenn es zur Abwehr einer [[Gefahr erforderlich]] ist.", "zur Abwehr einer Gefahr erforderlich"),
        ("Dies gilt, wenn es im [[öffentlichen Interesse]] liegt.", "im öffentlichen Interesse liegt"),
        ("Vorhaben mit mehr [[als geringen Folgen]] prüft das Amt.", "mehr als geringen Folgen"),
        # an evaluation stays, and so does a noun with its genitive
        ("Es dient dem [[Wohl des Kindes]].", "Wohl des Kindes"),
        ("Dies gilt für den Schutz der [[Sicherheit oder Ordnung]] im Ort.", "Sicherheit oder Ordnung"),
        ("Es fehlt an der [[Zuverlässigkeit nur begrenzt]].", "Zuverlässigkeit nur begrenzt"),
        # a verb of duty says nothing
        ("Die Dritten [[müssen ihre Zuverlässigkeit und Eignung]] dort zeigen.", "Zuverlässigkeit und Eignung"),
        # the genitive of a bare last noun
        ("Es trifft gegen die [[Ordnung oder den Gedanken]] des Friedens.", "Ordnung oder den Gedanken des Friedens"),
    ],
)
def test_a_quote_neither_begins_nor_ends_inside_a_phrase(text: str, quote: str) -> None:
    assert _quote(text) == quote


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  bare_end:", "  bare_ends:", "bare_end, bare_ends"),
        ("${noun}$'", "${nouns}$'", "unbekannter Baustein ${nouns}"),
        ("official: '", "official: '(", "patterns.official: kein gültiger regulärer Ausdruck"),
        ("patterns:\n", "pattern:\n", "patterns"),
    ],
)
def test_a_wrong_file_of_patterns_is_told_with_its_entry(tmp_path: Path, old: str, new: str, told: str) -> None:
    text = (builtin_folder().parent / "semantic" / "quote_ends.yaml").read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "quote_ends.yaml"
    file.write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(RuleError) as error:
        load_quote_ends(file)

    assert told in error.value.message
    assert "quote_ends.yaml" in error.value.message
