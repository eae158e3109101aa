from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock

from analyzer.export import Listing, SetAside, export, write_sheet, xlsx
from analyzer.export._workbook import MAX_CELL, Marked, pieces
from analyzer.model import Coverage, NotAnalysable, RunReport, Unreadable
from tests.findings import finding

REPORT = RunReport(
    acts=2,
    provisions=30,
    sentences=70,
    coverage=Coverage(
        1000,
        900,
        {"Fußnote": 60, "Inhaltsübersicht": 40},
        0,
        {},
        (NotAnalysable("D", "=PrG", "Anlage 2", "nur als Bild", "a.xml"),),
    ),
    unreadable=(Unreadable("=kaputt.xml", "=kaputt.xml: leer."),),
    versions={"tool": "1.0", "rules": "abc"},
)


def data(*findings, **changes):
    stream = io.BytesIO()
    export("xlsx", Listing(findings, **changes), stream)
    return stream.getvalue()


def book(*findings, **changes):
    return load_workbook(io.BytesIO(data(*findings, **changes)), rich_text=True)


def column(sheet, name):
    number = next(cell.column for cell in sheet[1] if cell.value == name)
    return [row[number - 1].value for row in sheet.iter_rows(min_row=2)]


def highlighted(cell):
    """The words in bold and colour, and the whole text."""
    marked = [
        part for part in cell if isinstance(part, TextBlock) and part.font.b and part.font.color.rgb == "FF9C1C1C"
    ]
    return "".join(part.text for part in marked), str(cell)


def test_sheets_are_frozen_filterable_and_wide_enough():
    made = book(finding(), finding(satz=3), report=lambda: REPORT)
    sheet = made["Befunde"]

    assert ["Befunde", "Vorschriften", "Kennzahlen", "Nicht geprüft"] == made.sheetnames
    assert "B2" == sheet.freeze_panes
    assert f"A1:{sheet.cell(1, sheet.max_column).column_letter}3" == sheet.auto_filter.ref
    widths = {cell.value: sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]}
    assert widths["Wortlaut"] >= 80
    assert widths["Absatz"] <= 10
    assert sheet["G2"].alignment.wrap_text
    assert "Vorschrift" == made["Vorschriften"]["A1"].value
    assert made["Vorschriften"].auto_filter.ref.startswith("A1:")


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Der Vertrag bedarf der Schriftform.", "bedarf der Schriftform"),
        ("Schriftform ist nötig.", "Schriftform"),
        ("Nötig ist die Schriftform", "Schriftform"),
        ("  Vertrag  ", "Vertrag"),
    ],
)
def test_words_are_highlighted_inside_the_sentence(sentence, quote):
    (cell,) = column(book(finding(sentence, quote))["Befunde"], "Wortlaut")

    assert isinstance(cell, CellRichText)
    assert (quote, sentence) == highlighted(cell)


def test_items_left_out_of_a_sentence_are_marked_and_the_words_stay_highlighted():
    sentence, quote = "Beizufügen sind: 2. eine Urkunde im Original.", "Urkunde im Original"
    found = finding(sentence, quote)
    made = book(found, set_aside=lambda: [SetAside(found, "Grund")], gaps=lambda _: (17,))

    for sheet in ("Befunde", "Unterdrückt"):
        (cell,) = column(made[sheet], "Wortlaut")
        assert (quote, "Beizufügen sind: […] 2. eine Urkunde im Original.") == highlighted(cell)


def test_words_that_are_the_whole_sentence_are_highlighted_as_a_cell():
    sheet = book(finding("Schriftform"))["Befunde"]
    cell = sheet.cell(2, 7)

    assert "Schriftform" == str(cell.value)
    assert cell.font.b


def test_only_the_occurrence_meant_is_highlighted():
    sentence = "Schriftform heißt: Schriftform."
    (cell,) = column(book(finding(sentence, "Schriftform", start=19, end=30))["Befunde"], "Wortlaut")

    assert ["Schriftform heißt: ", "Schriftform", "."] == [
        part if isinstance(part, str) else part.text for part in cell
    ]


@pytest.mark.parametrize("at", [0, 20_000, 59_000])
def test_sentence_that_no_cell_holds_keeps_the_words_and_says_so(at):
    sentence = ("x" * at + " Schriftform " + "y" * (60_000 - at)).strip()
    (cell,) = column(book(finding(sentence, "Schriftform"))["Befunde"], "Wortlaut")
    words, whole = highlighted(cell)

    assert "Schriftform" == words
    assert "gekürzt: Excel fasst 32.767 Zeichen" in whole
    assert 20_000 < len(whole) <= MAX_CELL


def test_length_is_counted_as_excel_counts():
    """A character beyond the basic plane counts twice."""
    before, words, after = pieces(Marked("𝔖" * 30_000, 100, 110), "de")

    assert "𝔖" * 10 == words
    assert len((before + words + after).encode("utf-16-le")) // 2 <= MAX_CELL


def test_text_of_statutes_and_files_is_never_a_formula_a_link_or_a_number():
    hostile = '=HYPERLINK("http://x","y")'
    fields = {"heading": "+1+1", "title": "@SUM(1)", "law": "-1", "source": "http://x.de/a.xml", "absatz": "12"}
    made = book(
        finding(hostile, hostile, **fields),
        finding("-1 schriftlich", "schriftlich"),
        report=lambda: REPORT,
        set_aside=lambda: [SetAside(finding(hostile, hostile), "=Grund", "@ich", "2027-01-01")],
    )
    cells = [cell for sheet in made for row in sheet.iter_rows() for cell in row if cell.value is not None]

    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
    texts = [str(cell.value) for cell in cells if not isinstance(cell.value, int | float)]
    assert not [text for text in texts if text[:1] in "=+-@\t\r"]
    assert ["'" + hostile, "'-1 schriftlich"] == [str(cell) for cell in column(made["Befunde"], "Wortlaut")]
    assert ["12", "1"] == column(made["Befunde"], "Absatz")


def test_one_row_a_provision():
    made = book(
        finding(),
        finding(status="resolved", satz=3),
        finding(type="signature", context="amendment", target="BGB"),
        finding(type="signature", status="secondary", norm="n5", unit="§ 5"),
    )
    sheet = made["Vorschriften"]
    names = [
        "Vorschrift",
        "Befunde",
        "Offen bestehend",
        "Im Text gelöst",
        "Nur erwähnt",
        "Schriftform",
        "Unterschrift",
        "Änderungstext",
    ]

    assert list(zip(*(column(sheet, name) for name in names), strict=True)) == [
        ("§ 4 PrG", 2, 1, 1, None, 2, None, 1),
        ("§ 5 PrG", 1, None, None, 1, None, 1, None),
    ]


def test_figures_of_list_and_run():
    made = book(finding(), finding(status="resolved"), finding(norm="n5", unit="§ 5"), report=lambda: REPORT)
    figures = {row[0].value: row[1].value for row in made["Kennzahlen"].iter_rows() if row[0].value}

    assert (2, 30, 70, 1000, 900, 100) == tuple(
        figures[name]
        for name in (
            "Gesetze",
            "Vorschriften mit Text",
            "Sätze",
            "Zeichen",
            "davon ausgewertet",
            "davon nicht ausgewertet",
        )
    )
    assert (3, 2, 2, 1) == tuple(
        figures[name]
        for name in (
            "Befunde in dieser Liste",
            "Vorschriften mit Befund",
            "Vorschriften mit offenem Befund",
            "Nicht lesbare Eingaben",
        )
    )
    assert ("1.0", "abc") == (figures["Version"], figures["Regelwerk"])
    total = next(row for row in made["Kennzahlen"].iter_rows(values_only=True) if row[0] == "Summe")
    assert (2, 1, 0, 3) == total[1:5]


def test_what_was_not_read_is_listed_one_by_one():
    rows = list(book(finding(), report=lambda: REPORT)["Nicht geprüft"].iter_rows(min_row=2, values_only=True))

    assert [
        ("Datei", None, None, "'=kaputt.xml: leer.", None, "'=kaputt.xml"),
        ("Anlage", "'=PrG", "Anlage 2", "nur als Bild", None, "a.xml"),
        ("Text", None, None, "Fußnote", 60, None),
        ("Text", None, None, "Inhaltsübersicht", 40, None),
    ] == rows


def test_suppressed_findings_are_not_lost():
    aside = [SetAside(finding(), "schon digital", "Referat 12", "2027-12-31")]
    made = book(finding(satz=5), set_aside=lambda: aside)
    sheet = made["Unterdrückt"]

    assert ("§ 4 Abs. 1 Satz 2 PrG", "schon digital", "Referat 12", "2027-12-31") == tuple(
        column(sheet, name)[0] for name in ("Fundstelle", "Grund", "Verfasser", "bis")
    )
    assert 1 == {row[0].value: row[1].value for row in made["Kennzahlen"].iter_rows()}["Unterdrückte Befunde"]


def test_more_findings_than_rows_go_on_in_a_further_sheet(monkeypatch):
    monkeypatch.setattr(xlsx, "MAX_ROWS", 4)
    made = book(*(finding(satz=number) for number in range(1, 9)))

    assert [[1, 2, 3], [4, 5, 6], [7, 8]] == [
        column(made[name], "Satz") for name in ("Befunde", "Befunde 2", "Befunde 3")
    ]
    assert "A1" in made["Befunde 3"].auto_filter.ref
    notes = [
        row[1].value
        for row in made["Kennzahlen"].iter_rows()
        if row[0].value == "Die Befunde stehen auf mehreren Blättern"
    ]
    assert ["Befunde, Befunde 2, Befunde 3"] == notes


def test_list_without_findings_or_run_still_opens():
    made = book()

    assert 1 == made["Befunde"].max_row
    assert "A1" in made["Befunde"].auto_filter.ref


def test_english_sheets_and_columns():
    made = book(finding(), lang="en", report=lambda: REPORT)

    assert ["Findings", "Provisions", "Figures", "Not read"] == made.sheetnames
    assert ["Written form"] == column(made["Findings"], "Type")


def test_equal_lists_give_equal_files():
    made = [data(*(finding(satz=n) for n in range(1, 40)), report=lambda: REPORT) for _ in range(2)]

    assert made[0] == made[1]


@pytest.mark.parametrize(("lang", "said"), [("de", "gekürzt: Excel fasst 32.767"), ("en", "cut: Excel holds 32,767")])
def test_a_plain_sheet_says_in_its_language_that_a_cell_is_cut(lang, said):
    stream = io.BytesIO()
    write_sheet("A", ["B"], [["x" * 40_000], ["kurz"]], stream, lang)
    _, (cut,), (short,) = load_workbook(stream).active.values

    assert said in cut
    assert len(cut) <= MAX_CELL
    assert "kurz" == short
