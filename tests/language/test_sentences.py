"""The splitter, sentence by sentence."""

import pytest

from analyzer.language import sentence_starts, split_sentences

SPLIT = [
    "Die Frist endet. | Sie beginnt neu.",
    "Er gilt nach Absatz 2 Satz 1. | Die Behörde prüft.",
    "Er gilt nach § 5 Abs. 2 S. 1 Nr. 3. | Die Behörde prüft.",
    "Das steht in Buchstabe a. | Der Antrag ist zu stellen.",
    "Das steht in den Nummern 1 und 2. | Der Antrag ist zu stellen.",
    "Sie beträgt 200 Euro. | Im Jahr 2020. | Der Rest folgt.",
    "Er gilt seit 2019. | Vorher galt nichts.",
    "Die Frist endet am 31.12.2025. | Danach ist Schluss.",
    "Gilt das? | Nein!",
    "Er sagt: „Das gilt.“ | Sie nicht.",
    "Das Amt (§ 3) prüft. | § 5 bleibt unberührt.",
    "Es gilt Artikel 7. | (2) Das Amt prüft.",
    "Zu zahlen sind Porto usw. | Die Behörde erstattet sie.",
    "Die Anlagen 1 bis 3. | Für den Rest gilt § 2.",
    "Es gibt Nr. 1. | Satz 2 gilt.",
]
WHOLE = [
    "Der Antrag ist nach Abs. 2 Satz 1 Nr. 3 Buchst. a zu stellen.",
    "Die Frist endet am 1. Januar und am 15. März des Jahres.",
    "Er hat das 18. Lebensjahr vollendet.",
    "Nach § 3 Nr. 1 2. Halbsatz gilt das nicht.",
    "Das Gesetz vom 3. Mai 2001 (BGBl. I S. 12) gilt.",
    "Sie gilt z. B. für Dr. Müller bzw. Prof. Schulz.",
    "Das gilt i. V. m. § 3 und i. d. F. vom 1. Mai.",
    "Im 1. und 2. Halbjahr wird gezählt.",
    "Es gilt Anlage 3 lfd. Nr. 7 Spalte 2.",
    "Das Amt (vgl. § 5. Auf Antrag auch später) prüft.",
    "Der VI. Zivilsenat entscheidet.",
    "2. Die Behörde prüft den Antrag.",
    "A. Allgemeines gilt.",
    "Die Unterschrift .......... Ort und Datum fehlen.",
    "Für das 3. Ausbildungsjahr gilt nichts.",
    "Die Kosten trägt die Müller GmbH & Co. KG nach Art. 3.",
]


@pytest.mark.parametrize("text", SPLIT)
def test_sentences_are_split(text):
    expected = text.split(" | ")
    plain = " ".join(expected)

    assert [plain[a:b] for a, b in split_sentences(plain)] == expected


@pytest.mark.parametrize("text", WHOLE)
def test_dots_inside_a_sentence_do_not_split_it(text):
    assert sentence_starts(text) == [0]


def test_empty_text_has_no_sentence():
    assert split_sentences("") == []


def test_ranges_cover_the_text_but_for_the_blanks():
    text = "Er gilt. Sie gilt. Es gilt."

    assert split_sentences(text) == [(0, 8), (9, 18), (19, 27)]
