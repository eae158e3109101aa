"""The sheets of the workbook, and how a cell is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from analyzer.export._cells import neutral, printable
from analyzer.export._columns import Cell
from analyzer.export._figures import Figures, ProvisionRow
from analyzer.export._listing import Lang, SetAside
from analyzer.model import OBSTACLE_TYPES, STATUS_NAMES, STATUSES, TYPE_NAMES, RunReport

if TYPE_CHECKING:
    from xlsxwriter import Workbook

MAX_CELL: Final = 32_767
"""Characters of a cell, counted as Excel does (UTF-16 units)."""
_TITLES: Final = {
    "findings": ("Befunde", "Findings"),
    "provisions": ("Vorschriften", "Provisions"),
    "figures": ("Kennzahlen", "Figures"),
    "unread": ("Nicht geprüft", "Not read"),
    "set_aside": ("Unterdrückt", "Suppressed"),
}
_CUT: Final = {"de": " […] (gekürzt: Excel fasst 32.767 Zeichen)", "en": " […] (cut: Excel holds 32,767 characters)"}


def title(sheet: str, lang: Lang) -> str:
    """The name of a sheet."""
    return _TITLES[sheet][lang == "en"]


class Marked(NamedTuple):
    """A sentence with a stretch to highlight."""

    text: str
    start: int
    end: int


class Formats:
    """The few looks of the workbook."""

    def __init__(self, workbook: Workbook) -> None:
        self.heading = workbook.add_format(
            {
                "bold": True,
                "bg_color": "#E7ECF2",
                "border": 1,
                "border_color": "#B8C4D0",
                "valign": "top",
                "text_wrap": True,
            }
        )
        self.text = workbook.add_format({"valign": "top", "text_wrap": True})
        self.share = workbook.add_format({"valign": "top", "num_format": "0.00"})
        self.number = workbook.add_format({"valign": "top", "num_format": "#,##0"})
        self.bold = workbook.add_format({"valign": "top", "bold": True})
        self.mark = workbook.add_format({"bold": True, "font_color": "#9C1C1C"})
        self.marked_cell = workbook.add_format(
            {"valign": "top", "text_wrap": True, "bold": True, "font_color": "#9C1C1C"}
        )


class Sheet:
    """One sheet with a frozen, filterable heading, filled row by row.

    Args:
        workbook: Where it is added.
        formats: Looks.
        name: Its name.
        headings: Name and width of each column.
        max_rows: Rows it may have, the heading among them.
    """

    def __init__(
        self, workbook: Workbook, formats: Formats, name: str, headings: Sequence[tuple[str, int]], max_rows: int
    ) -> None:
        self._formats = formats
        self._max_rows = max_rows
        self._columns = len(headings)
        self._sheet = workbook.add_worksheet(name)
        self._lang: Lang = "en" if name in {pair[1] for pair in _TITLES.values()} else "de"
        for index, (heading, width) in enumerate(headings):
            self._sheet.set_column(index, index, width)
            self._sheet.write_string(0, index, heading, formats.heading)
        self._sheet.freeze_panes(1, 1)
        self._next = 1

    @property
    def is_full(self) -> bool:
        """Whether no further row fits."""
        return self._next >= self._max_rows

    def row(self, cells: Sequence[Cell | Marked]) -> None:
        """Write the next row."""
        for index, cell in enumerate(cells):
            self._write(index, cell)
        self._next += 1

    def close(self) -> None:
        """Set the filter over everything written."""
        self._sheet.autofilter(0, 0, max(self._next - 1, 1), self._columns - 1)

    def _write(self, column: int, cell: Cell | Marked) -> None:
        formats, sheet, row = self._formats, self._sheet, self._next
        match cell:
            case Marked():
                self._write_marked(column, cell)
            case str():
                if cell:
                    sheet.write_string(row, column, fitting(neutral(printable(cell)), self._lang), formats.text)
            case float():
                sheet.write_number(row, column, cell, formats.share)
            case int():
                sheet.write_number(row, column, cell, formats.number)

    def _write_marked(self, column: int, cell: Marked) -> None:
        before, words, after = pieces(cell, self._lang)
        formats = self._formats
        # Excel refuses empty runs, and a rich string of one run.
        runs: list[Any] = [before] if before else []
        if words:
            runs += [formats.mark, words]
        if after:
            runs.append(after)
        if not (before or after):
            self._sheet.write_string(self._next, column, words, formats.marked_cell)
        elif not words:
            self._sheet.write_string(self._next, column, before + after, formats.text)
        else:
            self._sheet.write_rich_string(self._next, column, *runs, formats.text)


def fitting(text: str, lang: Lang) -> str:
    """Shorten text that no cell can hold, and say so in the cell."""
    if _units(text) <= MAX_CELL:
        return text
    note = _CUT[lang]
    return _first(text, MAX_CELL - len(note)) + note


def pieces(cell: Marked, lang: Lang) -> tuple[str, str, str]:
    """Cut a sentence into the text before, the words to highlight, and the text behind; together they fit a cell.

    Of a sentence that is too long the surroundings of the words are kept.
    """
    text = printable(cell.text)
    before, words, after = text[: cell.start], text[cell.start : cell.end], text[cell.end :]
    if _units(text) >= MAX_CELL:
        note = _CUT[lang]
        words = _first(words, MAX_CELL // 2)
        room = MAX_CELL - _units(words) - len(note) - 8
        after = _first(after, room - min(_units(before), room // 2))
        kept = _first(before[::-1], room - _units(after))[::-1]
        before = f"[…] {kept}" if len(kept) < len(before) else before
        after += note
    if before:
        before = neutral(before)
    elif neutral(words) != words:
        before = "'"
    elif not words:
        after = neutral(after)
    return before, words, after


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _first(text: str, units: int) -> str:
    if _units(text) <= units:
        return text
    cut = text[: max(units, 0)]
    while _units(cut) > units:
        cut = cut[: len(cut) - max((_units(cut) - units) // 2, 1)]
    return cut


def provision_headings(lang: Lang) -> list[tuple[str, int]]:
    """Columns of the sheet with one row a provision."""
    words = (
        (("Vorschrift", 24), ("Gesetz", 14), ("Überschrift", 40), ("Befunde", 10))
        if lang == "de"
        else (("Provision", 24), ("Act", 14), ("Heading", 40), ("Findings", 10))
    )
    amendment = "Änderungstext" if lang == "de" else "Amending text"
    return [
        *words,
        *((STATUS_NAMES[lang][status], 12) for status in STATUSES),
        *((TYPE_NAMES[lang][kind], 14) for kind in OBSTACLE_TYPES),
        (amendment, 14),
        ("Dokument" if lang == "de" else "Document", 20),
        ("Norm", 24),
        ("Datei" if lang == "de" else "File", 40),
    ]


def provision_cells(row: ProvisionRow) -> list[Cell]:
    """The row of one provision; what does not occur stays blank."""
    first = row.first
    return [
        f"{first.unit} {first.law}".strip(),
        first.law,
        first.heading,
        row.by_status.total(),
        *(row.by_status[status] or "" for status in STATUSES),
        *(row.by_type[kind] or "" for kind in OBSTACLE_TYPES),
        row.amendment or "",
        first.doc,
        first.norm,
        first.source,
    ]


def write_figures(
    workbook: Workbook,
    formats: Formats,
    figures: Figures,
    report: RunReport | None,
    *,
    names: Sequence[str],
    set_aside: int,
    lang: Lang,
) -> None:
    """Write the sheet "Kennzahlen": figures of the run, then findings by type and status."""
    sheet = workbook.add_worksheet(title("figures", lang))
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 5, 18)
    row = 0
    for label, value in _run_figures(figures, report, names, set_aside, lang):
        sheet.write_string(row, 0, label, formats.bold)
        if isinstance(value, int):
            sheet.write_number(row, 1, value, formats.number)
        else:
            sheet.write_string(row, 1, neutral(printable(value)), formats.text)
        row += 1
    row += 1
    total = "Summe" if lang == "de" else "Total"
    headings = ["Art" if lang == "de" else "Type", *(STATUS_NAMES[lang][status] for status in STATUSES), total]
    for column, heading in enumerate(headings):
        sheet.write_string(row, column, heading, formats.heading)
    for kind in (*OBSTACLE_TYPES, None):
        row += 1
        sheet.write_string(row, 0, total if kind is None else TYPE_NAMES[lang][kind], formats.bold)
        for column, status in enumerate((*STATUSES, None), start=1):
            sheet.write_number(row, column, figures.total(kind=kind, status=status), formats.number)


def _run_figures(
    figures: Figures, report: RunReport | None, names: Sequence[str], set_aside: int, lang: Lang
) -> list[tuple[str, int | str]]:
    german = lang == "de"
    rows: list[tuple[str, int | str]] = []
    if report is not None:
        rows += [
            ("Gesetze" if german else "Acts", report.acts),
            ("Vorschriften mit Text" if german else "Provisions with text", report.provisions),
            ("Sätze" if german else "Sentences", report.sentences),
            ("Zeichen" if german else "Characters", report.coverage.total),
            ("davon ausgewertet" if german else "of these analysed", report.coverage.analysed),
            (
                "davon nicht ausgewertet" if german else "of these not analysed",
                sum(report.coverage.not_analysed.values()),
            ),
            ("Nicht lesbare Eingaben" if german else "Inputs that could not be read", len(report.unreadable)),
        ]
    rows += [
        ("Befunde in dieser Liste" if german else "Findings in this list", figures.listed),
        ("davon in Änderungstexten" if german else "of these in amending text", figures.amendment),
        ("Vorschriften mit Befund" if german else "Provisions with a finding", figures.provisions),
        ("Vorschriften mit offenem Befund" if german else "Provisions with an open finding", figures.open_provisions),
        ("Unterdrückte Befunde" if german else "Suppressed findings", set_aside),
    ]
    if len(names) > 1:
        note = "Die Befunde stehen auf mehreren Blättern" if german else "The findings stand on several sheets"
        rows.append((note, ", ".join(names)))
    if report is not None:
        rows += [
            ("Version", report.versions.get("tool", "")),
            ("Regelwerk" if german else "Rules", report.versions.get("rules", "")),
        ]
    return rows


def write_unread(workbook: Workbook, formats: Formats, report: RunReport | None, lang: Lang) -> None:
    """Write the sheet "Nicht geprüft": reasons with characters, annexes one by one, files that could not be read."""
    headings = (
        (("Was", 24), ("Gesetz", 16), ("Stelle", 24), ("Grund", 80), ("Zeichen", 12), ("Datei", 50))
        if lang == "de"
        else (("What", 24), ("Act", 16), ("Place", 24), ("Reason", 80), ("Characters", 12), ("File", 50))
    )
    text, part, file = ("Text", "Anlage", "Datei") if lang == "de" else ("Text", "Annex", "File")
    sheet = Sheet(workbook, formats, title("unread", lang), headings, 1_048_576)
    if report is not None:
        for unreadable in report.unreadable:
            sheet.row((file, "", "", unreadable.error, "", unreadable.source))
        for missing in report.coverage.not_analysable:
            sheet.row((part, missing.law, missing.unit, missing.what, "", missing.source))
        for reason, count in sorted(report.coverage.not_analysed.items(), key=lambda pair: (-pair[1], pair[0])):
            sheet.row((text, "", "", reason, count, ""))
    sheet.close()


def write_set_aside(workbook: Workbook, formats: Formats, findings: Sequence[SetAside], lang: Lang) -> None:
    """Write the sheet "Unterdrückt": what a suppression file keeps out of the list, with the reason."""
    headings = (
        (
            ("Fundstelle", 34),
            ("Art", 24),
            ("Status", 16),
            ("Wortlaut", 90),
            ("Grund", 50),
            ("Verfasser", 20),
            ("bis", 12),
        )
        if lang == "de"
        else (
            ("Citation", 34),
            ("Type", 24),
            ("Status", 16),
            ("Sentence", 90),
            ("Reason", 50),
            ("Author", 20),
            ("until", 12),
        )
    )
    sheet = Sheet(
        workbook,
        formats,
        title("set_aside", lang),
        (*headings, ("Kennung" if lang == "de" else "Fingerprint", 18)),
        1_048_576,
    )
    for item in findings:
        finding = item.finding
        sheet.row(
            (
                finding.zitat,
                TYPE_NAMES[lang][finding.type],
                STATUS_NAMES[lang][finding.status],
                Marked(finding.sentence, finding.start, finding.end),
                item.reason,
                item.author,
                item.until,
                finding.fingerprint,
            )
        )
    sheet.close()
