"""Text mode sees what the XML reader sees."""

import pytest

from analyzer.model import Unit
from analyzer.read import read_unit
from tests.read.making import items, provision, walk


def shape(pairs):
    """Sentences without their offsets, and without the empty labels that flat text cannot show."""
    return [
        (
            sentence.number,
            [
                (
                    p.kind,
                    tuple(label for label in p.labels if label),
                    p.parent,
                    p.satz,
                    block.text.text[p.text_start : p.end],
                )
                for p in sentence.parts
            ],
        )
        for block, sentence in pairs
    ]


INNER = items(("a)", "Lageplan und"), ("b)", "Fotos,"))


@pytest.mark.parametrize(
    "content",
    [
        "(2) Der Antrag ist zu stellen. Er ist bis zum 1. Januar zu begründen.",
        f"Beizufügen sind: {items(('1.', 'ein Antrag,'), ('2.', 'Unterlagen:' + INNER), ('3.', 'Fotos.'))}",
        f"Die Angaben sind {items(('1.', 'richtig und'), ('2.', 'vollständig.'))}Das Amt prüft sie.",
        f"Wer {items(('1.', 'sät oder'), ('2.', 'erntet,'))}hat es anzuzeigen. Das Amt prüft.",
        f"Liegt {items(('1.', 'ein Antrag,'), ('1a.', 'ein Plan oder'), ('2.', 'ein Gutachten vor,'))}ist zu prüfen.",
        f"Es zählen: {items(('–', 'Alter,'), ('–', 'Ort.'))}",
        f"Nötig sind {items(('1.', 'Pläne,'), ('2.', 'Fotos.'))}Abweichend davon sind nötig {items(('1.', 'Proben,'), ('2.', 'Zeugen.'))}",
        f"Es gilt: {items(('1.', 'Er zahlt. Sie nicht.'), ('2.', 'Es endet. Es ruht.'))}",
        f"(1) Gebühren: {items(('1.1', 'Antrag,'), ('1.2', 'Prüfung.'))}",
        '(3) <SUP class="Rec">1</SUP>Anzugeben sind: '
        + items(("1.", "Name,"), ("2.", "Ort."))
        + '<SUP class="Rec">2</SUP>Das Amt prüft. <SUP class="Rec">3</SUP>Es haftet.',
    ],
)
def test_flat_text_gives_the_sentences_of_the_xml(content):
    found = provision(f"<P>{content}</P>")
    text = found.absaetze[0].blocks[0].text.text
    (flat,) = read_unit(Unit("1", text), "units.jsonl").provisions

    assert shape(walk(found)) == shape(walk(flat))
    assert [a.number for a in found.absaetze] == [a.number for a in flat.absaetze]


@pytest.mark.parametrize(
    "text",
    [
        "Die Frist endet am 1. Januar, die zweite am 2. Februar.",
        "Nach Nummer 1. Die Frist nach Nummer 2. beginnt.",
        "In Buchstabe a) und Buchstabe b) steht nichts.",
        "Im 1. Halbjahr und im 2. Halbjahr wird gezählt.",
        "Die Behörde – auch die untere – prüft.",
        "Es gilt 1. nur dieses eine.",
    ],
)
def test_what_looks_like_a_label_is_none(text):
    (flat,) = read_unit(Unit("1", text), "u").provisions

    assert {"lead"} == {part.kind for _, sentence in walk(flat) for part in sentence.parts}


def test_unit_carries_what_is_known_about_its_place():
    unit = Unit("u1", "Der  Antrag\nist schriftlich.", "TestG", "TEST01", "E1", "§ 5", "Antrag", "3", block=4)
    statute = read_unit(unit, "units.jsonl")
    (found,) = statute.provisions

    assert ("TEST01", "TestG", "unit", "units.jsonl") == (
        statute.id,
        statute.abbreviation,
        statute.format,
        statute.source,
    )
    assert ("E1", "§ 5", "Antrag", "section") == (found.id, found.unit, found.heading, found.kind)
    assert [("3", 4, "Der Antrag ist schriftlich.")] == [
        (a.number, b.index, b.text.text) for a in found.absaetze for b in a.blocks
    ]


def test_unit_without_unit_designation_is_judged():
    assert len(walk(read_unit(Unit("1", "Er gilt."), "u").provisions[0])) == 1


@pytest.mark.parametrize(
    ("unit", "text", "reason"),
    [
        ("Eingangsformel", "Es wird verordnet:", "Eingangsformel"),
        ("§ 3", "(2) (weggefallen)", "weggefallen"),
        ("Anlage 1", "(Fundstelle: BGBl. I 2004, 1023)", "redaktioneller Hinweis"),
    ],
)
def test_what_the_xml_reader_leaves_out_is_left_out(unit, text, reason):
    statute = read_unit(Unit("1", text, unit=unit), "u")

    assert walk(statute.provisions[0]) == []
    assert statute.coverage.not_analysed == {reason: len(text)}
    assert statute.coverage.total == statute.coverage.accounted


def test_note_in_front_of_an_annex_is_no_sentence():
    text = "(Fundstelle des Originaltextes: BGBl. I 1990, 569) Bescheinigung über die Teilnahme"
    statute = read_unit(Unit("1", text, unit="Anlage 3"), "u")
    ((block, sentence),) = walk(statute.provisions[0])

    assert block.text.text[sentence.start : sentence.end] == "Bescheinigung über die Teilnahme"
    assert statute.coverage.total == statute.coverage.accounted


def test_empty_text_gives_no_sentence():
    assert read_unit(Unit("1", "  "), "u").provisions[0].absaetze == ()


def test_hostile_text_takes_no_time():
    text = "Es gilt: " + "1. a) - " * 4_000

    assert read_unit(Unit("1", text), "u").provisions
