"""How a workbook is written: its options and looks, a sheet filled row by row, what a cell can hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from analyzer.export._cells import neutral, printable
from analyzer.export._columns import Cell
from analyzer.export._listing import Lang

if TYPE_CHECKING:
    from xlsxwriter import Workbook

OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""Texts stay texts, whatever they begin with; rows are written as they come."""
MAX_ROWS: Final = 1_048_576
"""Rows of a sheet, the heading among them."""
MAX_CELL: Final = 32_767
"""Characters of a cell, counted as Excel does (UTF-16 units)."""
_CUT: Final = {"de": " […] (gekürzt: Excel fasst 32.767 Zeichen)", "en": " […] (cut: Excel holds 32,767 characters)"}


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
        lang: In which a cell says that it is cut.
        max_rows: Rows it may have, the heading among them.
    """

    def __init__(
        self,
        workbook: Workbook,
        formats: Formats,
        name: str,
        headings: Sequence[tuple[str, int]],
        lang: Lang,
        max_rows: int = MAX_ROWS,
    ) -> None:
        self._formats = formats
        self._lang: Lang = lang
        self._max_rows = max_rows
        self._columns = len(headings)
        self._sheet = workbook.add_worksheet(name)
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
