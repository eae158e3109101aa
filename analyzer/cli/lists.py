"""Small lists of other things than findings: a table on the screen, CSV as a German Excel opens it, or JSON lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any, BinaryIO, Final

from analyzer.cli.language import Lang
from analyzer.cli.output import STDOUT
from analyzer.errors import UsageError

FORMATS: Final = ("table", "csv", "jsonl")
_WIDEST: Final = 60


def format_for(output: str, asked: str | None) -> str:
    """Choose the format: as asked, else by the suffix of the file, else a table.

    Raises:
        UsageError: If there is no such format.
    """
    chosen = asked or ("table" if output == STDOUT else PurePath(output).suffix.removeprefix(".").lower())
    if chosen in FORMATS:
        return chosen
    known = ", ".join(FORMATS)
    raise UsageError(
        f"Format „{chosen}“ gibt es hier nicht. Möglich sind: {known}.",
        en=f"There is no format {chosen!r} here. Choose one of: {known}.",
    )


def write_list(
    rows: Iterable[Mapping[str, Any]],
    names: Mapping[str, tuple[str, str]],
    form: str,
    stream: BinaryIO,
    lang: Lang,
) -> None:
    """Write rows.

    Args:
        rows: Values by key.
        names: Key → name of the column, German and English; in this order.
        form: One of `FORMATS`; JSON lines keep the keys.
        stream: Where to.
        lang: Language of the column names.
    """
    if form == "jsonl":
        for row in rows:
            line = json.dumps({key: row[key] for key in names}, ensure_ascii=False)
            stream.write(line.encode("utf-8", "backslashreplace") + b"\n")
        return
    head = [name[lang == "en"] for name in names.values()]
    cells = ([str(row[key]) for key in names] for row in rows)
    if form == "csv":
        _csv(head, cells, stream)
    else:
        _table(head, list(cells), stream, _WIDEST if stream.isatty() else None)


def _csv(head: Sequence[str], cells: Iterable[Sequence[str]], stream: BinaryIO) -> None:
    from analyzer.export import neutral_in_csv, printable  # noqa: PLC0415  a table needs none of it

    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([neutral_in_csv(printable(cell)) for cell in row] for row in cells)
    text.flush()
    text.detach()


def _table(head: Sequence[str], cells: Sequence[Sequence[str]], stream: BinaryIO, widest: int | None) -> None:
    """Write columns; without a widest one every word is written."""
    from analyzer.export import printable  # noqa: PLC0415  only what is shown must be printable

    shown = [head, *([_short(printable(cell), widest) for cell in row] for row in cells)]
    widths = [max(len(row[at]) for row in shown) for at in range(len(head))]
    for row in shown:
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        stream.write(line.encode("utf-8", "replace") + b"\n")


def _short(cell: str, widest: int | None) -> str:
    cell = " ".join(cell.split())
    return cell if widest is None or len(cell) <= widest else cell[: widest - 1] + "…"
