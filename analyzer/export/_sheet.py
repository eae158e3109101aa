"""A plain sheet of other things than findings: names of columns, rows, a filter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO, Final

from analyzer.export._cells import printable
from analyzer.export._listing import Lang
from analyzer.export._workbook import OPTIONS, fitting

_WIDTHS: Final = (12, 60)


def write_sheet(
    title: str, head: Sequence[str], rows: Iterable[Sequence[str | int]], stream: BinaryIO, lang: Lang
) -> None:
    """Write one sheet as an Excel file; texts stay texts, whatever they begin with.

    Args:
        title: Name of the sheet.
        head: Names of the columns.
        rows: Values.
        stream: Where to.
        lang: In which a cell says that it is cut.
    """
    import xlsxwriter  # noqa: PLC0415  heavy

    with xlsxwriter.Workbook(stream, OPTIONS) as book:
        sheet = book.add_worksheet(title)
        bold = book.add_format({"bold": True, "bottom": 1})
        wide = [len(name) for name in head]
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(head):
            sheet.set_column(column, column, min(max(wide[column] + 4, _WIDTHS[0]), _WIDTHS[1]))
            sheet.write_string(0, column, name, bold)
        last = 0
        for last, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(last, column, value)
                else:
                    sheet.write_string(last, column, fitting(printable(value), lang))
        sheet.autofilter(0, 0, max(last, 1), len(head) - 1)
