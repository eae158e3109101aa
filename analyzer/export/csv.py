"""CSV as a German Excel opens it: UTF-8 with BOM, semicolons, decimal commas."""

from __future__ import annotations

import csv
import io
from typing import BinaryIO, Final

from analyzer.export._cells import neutral_in_csv, printable
from analyzer.export._columns import COLUMNS, Cell, Column
from analyzer.export._listing import Lang, Listing
from analyzer.model.printed import decimal

SUFFIXES: Final = (".csv",)
BINARY: Final = False


def export(listing: Listing, stream: BinaryIO) -> None:
    """Write one row a finding below a row of column names.

    Text that a spreadsheet would take for a formula, a date or a number is preceded by an apostrophe.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow(column.name(listing.lang) for column in COLUMNS)
        for finding in listing.findings:
            writer.writerow(_printed(column, column.cell(finding, listing.lang), listing.lang) for column in COLUMNS)
        text.flush()
    finally:
        text.detach()


def _printed(column: Column, value: Cell, lang: Lang) -> str:
    if isinstance(value, float):
        return decimal(value, 2, lang)
    if column.kind == "text":
        return neutral_in_csv(printable(str(value)))
    return str(value)
