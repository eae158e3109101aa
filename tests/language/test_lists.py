"""Labels and lists in flat text."""

import pytest

from analyzer.language import find_items, find_numbers, fold_spelling, is_label


@pytest.mark.parametrize(
    "label",
    [
        "1.",
        "12a.",
        "1.2.3",
        "a)",
        "aa)",
        "bbb)",
        "(4)",
        "(c)",
        "IV.",
        "iii)",
        "A.",
        "-",
        "–",
        "•",
        "A 1.2",
        "lfd. Nr. 7",
    ],
)
def test_labels_are_recognised(label):
    assert is_label(label)


@pytest.mark.parametrize("text", ["Farbe:", "", "Anmerkung", "am 1. Mai", "ab dem 1. Januar 2020", "1. und 2."])
def test_words_are_no_labels(text):
    assert not is_label(text)


def outline(text: str) -> str:
    return " ".join(f"{item.depth}{item.label}" for item in find_items(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nötig: 1. Plan, 2. Foto.", "11. 12."),
        ("Nötig: 1. Plan mit a) Maß, b) Ort, 2. Foto.", "11. 2a) 2b) 12."),
        ("Nötig: a) Plan mit aa) Maß, bb) Ort, b) Foto.", "1a) 2aa) 2bb) 1b)"),
        ("Nötig: 1. Plan, 1a. Skizze, 2. Foto.", "11. 11a. 12."),
        ("Nötig: h) Plan, i) Foto.", ""),
        (
            "Nötig: a) A, b) B, c) C, d) D, e) E, f) F, g) G, h) H, i) I, k) K.",
            "1a) 1b) 1c) 1d) 1e) 1f) 1g) 1h) 1i) 1k)",
        ),
        ("Nötig: i) Plan, ii) Foto.", "1i) 1ii)"),
        ("Nötig: I. Plan, II. Foto.", "1I. 1II."),
        ("Nötig: – Plan, – Foto.", "1– 1–"),
        ("Nötig: 1.1 Plan, 1.2 Foto, 2. Rest.", "11.1 11.2 12."),
        ("Nötig: 1. Pläne, 2. Fotos. Sonst sind nötig: 1. Proben, 2. Zeugen.", "11. 12. 11. 12."),
        ("Die Frist läuft vom 1. Mai bis zum 2. Juni.", ""),
        ("Es gelten Nr. 1. und Nr. 2. der Anlage.", ""),
        ("Nötig: 1. nur dies.", ""),
        ("Das Amt – auch das untere – prüft.", ""),
    ],
)
def test_lists_are_found_by_their_sequence(text, expected):
    assert outline(text) == expected


def test_first_item_opens_the_list():
    assert [True, False] == [item.opens for item in find_items("Nötig: 1. Plan, 2. Foto.")]


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("1 Er gilt. 2 Sie gilt.", {}, [1, 2]),
        ("1Er gilt. 2Sie gilt.", {"glued": True}, [1, 2]),
        ("7Er gilt.", {"glued": True, "expected": 7}, [7]),
        ("7Er gilt.", {"glued": True}, []),
        ("1 Euro ist zu zahlen.", {}, []),
        ("1 Er kostet 2 Euro. 3 Sie nicht.", {}, []),
        ("Er gilt. 2 Sie gilt.", {}, []),
    ],
)
def test_printed_sentence_numbers_form_a_sequence(text, options, expected):
    assert [number.number for number in find_numbers(text, 0, **options)] == expected


def test_numbers_inside_an_item_count_for_themselves():
    text = "1 Es gilt: 1. 1 Er zahlt. 2 Sie nicht. 2 Alles andere ruht."
    numbers = find_numbers(text, 0, [item.text_start for item in find_items(text)] or [text.index("1 Er")])

    assert [(1, False), (1, True), (2, True), (2, False)] == [(n.number, n.inside) for n in numbers]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Schlußformel", "Schlussformel"),
        ("daß", "dass"),
        ("Theil", "Teil"),
        ("SCHRIFTLICH", "schriftlich"),
        ("Thierarzt", "Tierarzt"),
    ],
)
def test_old_and_new_spelling_compare_equal(old, new):
    assert fold_spelling(old) == fold_spelling(new)
    assert fold_spelling("Antrag") != fold_spelling("Auftrag")
