"""Excel workbook: findings with the words highlighted, one row a provision, figures, what was not read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from analyzer.export import _xlsx_sheets as sheets
from analyzer.export._columns import COLUMNS
from analyzer.export._figures import Figures
from analyzer.export._listing import Listing
from analyzer.export._workbook import MAX_ROWS, OPTIONS, Formats, Marked, Sheet
from analyzer.model.gaps import marked

if TYPE_CHECKING:
    from xlsxwriter import Workbook

SUFFIXES: Final = (".xlsx",)
BINARY: Final = True
_SHOWN: Final = tuple(column for column in COLUMNS if not column.technical)
_WRITTEN: Final = datetime(2000, 1, 1)  # noqa: DTZ001  a fixed date: the same list gives the same file


def export(listing: Listing, stream: BinaryIO) -> None:
    """Write the workbook: "Befunde", "Vorschriften", "Kennzahlen", "Nicht geprüft", "Unterdrückt" if any.

    The file holds no time of its making and no run time, so that equal lists give equal files.
    """
    import xlsxwriter  # noqa: PLC0415  only who writes a workbook waits for it

    workbook: Workbook = xlsxwriter.Workbook(stream, OPTIONS)
    workbook.set_properties({"created": _WRITTEN, "title": "medienbruch"})
    try:
        _fill(workbook, listing)
    finally:
        workbook.close()


def _fill(workbook: Workbook, listing: Listing) -> None:
    formats = Formats(workbook)
    lang = listing.lang
    figures = Figures()
    names = _FindingSheets(workbook, formats, listing)
    provisions = Sheet(
        workbook, formats, sheets.title("provisions", lang), sheets.provision_headings(lang), lang, MAX_ROWS
    )
    for finding, done in figures.watch(listing.findings):
        if done is not None:
            provisions.row(sheets.provision_cells(done))
        names.add(finding)
    if (row := figures.last()) is not None:
        provisions.row(sheets.provision_cells(row))
    names.close()
    provisions.close()
    report = listing.report() if listing.report is not None else None
    set_aside = listing.set_aside()
    sheets.write_figures(workbook, formats, figures, report, names=names.titles, set_aside=len(set_aside), lang=lang)
    sheets.write_unread(workbook, formats, report, lang)
    if set_aside:
        sheets.write_set_aside(workbook, formats, set_aside, listing.gaps, lang)


class _FindingSheets:
    """The sheet of findings, and its continuations where one sheet is too short."""

    def __init__(self, workbook: Workbook, formats: Formats, listing: Listing) -> None:
        self.titles: list[str] = []
        self._workbook = workbook
        self._formats = formats
        self._lang = listing.lang
        self._gaps = listing.gaps
        self._sheet = self._next()

    def _next(self) -> Sheet:
        number = len(self.titles) + 1
        name = sheets.title("findings", self._lang) + (f" {number}" if number > 1 else "")
        self.titles.append(name)
        headings: Sequence[tuple[str, int]] = [(column.name(self._lang), column.width) for column in _SHOWN]
        return Sheet(self._workbook, self._formats, name, headings, self._lang, MAX_ROWS)

    def add(self, finding: Any) -> None:
        if self._sheet.is_full:
            self._sheet.close()
            self._sheet = self._next()
        cells = [
            Marked(*marked(finding.sentence, self._gaps(finding), finding.start, finding.end))
            if column.key == "sentence"
            else column.cell(finding, self._lang)
            for column in _SHOWN
        ]
        self._sheet.row(cells)

    def close(self) -> None:
        self._sheet.close()
