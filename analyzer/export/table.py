"""A table for the eye: act by act on a terminal, plain lines elsewhere; the figures below it."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO, Final

from analyzer.export._cells import printable
from analyzer.export._figures import Figures
from analyzer.export._listing import Lang, Listing
from analyzer.model import OBSTACLE_TYPES, STATUS_NAMES, STATUSES, TYPE_NAMES, Finding
from analyzer.model.gaps import Told, marked
from analyzer.model.printed import number

if TYPE_CHECKING:
    from rich.text import Text

SUFFIXES: Final = (".txt",)
BINARY: Final = False
_AROUND: Final = 60
"""Characters of the sentence shown on either side of the words."""
_STYLES: Final = {"open": "bold red", "resolved": "green", "secondary": "dim"}


def export(listing: Listing, stream: BinaryIO) -> None:
    """Write the findings and below them their number by type and status."""
    encoding = sys.stdout.encoding if stream.isatty() else "utf-8"
    text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline=None)
    figures = Figures()
    try:
        findings = (finding for finding, _ in figures.watch(listing.findings))
        if stream.isatty():
            _draw(findings, text, listing)
        else:
            for finding in findings:
                text.write(_line(finding, listing.lang) + "\n")
        figures.last()
        text.writelines(line + "\n" for line in _figures(figures, listing.lang))
        text.flush()
    finally:
        text.detach()


def _line(finding: Finding, lang: Lang) -> str:
    cells = (finding.zitat, TYPE_NAMES[lang][finding.type], STATUS_NAMES[lang][finding.status], finding.quote)
    return "\t".join(" ".join(printable(cell).split()) for cell in cells)


def _draw(findings: Iterable[Finding], file: io.TextIOWrapper, listing: Listing) -> None:
    from rich.console import Console  # noqa: PLC0415  only a terminal needs it
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    lang = listing.lang
    console = Console(file=file, highlight=False, markup=False, emoji=False)
    headings = (
        ("Fundstelle", "Art", "Status", "Wortlaut") if lang == "de" else ("Citation", "Type", "Status", "Sentence")
    )
    for (_, law, title), of_act in groupby(findings, key=lambda f: (f.source, f.law, f.title)):
        table = Table(
            *headings[:3],
            title=Text(printable(f"{law}  {title}".strip()), "bold"),
            title_justify="left",
            expand=True,
            box=None,
            padding=(0, 2, 0, 0),
        )
        table.add_column(headings[3], ratio=1, overflow="fold")
        for finding in of_act:
            place = finding.zitat.removesuffix(f" {finding.law}") if finding.law else finding.zitat
            table.add_row(
                Text(printable(place)),
                Text(TYPE_NAMES[lang][finding.type]),
                Text(STATUS_NAMES[lang][finding.status], _STYLES[finding.status]),
                _excerpt(
                    marked(finding.sentence, listing.gaps(finding), finding.start, finding.end), _STYLES[finding.status]
                ),
            )
        console.print(table)
        console.print()


def _excerpt(told: Told, style: str) -> Text:
    from rich.text import Text  # noqa: PLC0415

    sentence, start, end = told
    first, last = max(0, start - _AROUND), min(len(sentence), end + _AROUND)
    text = Text("… " if first else "")
    text.append(printable(sentence[first:start]))
    text.append(printable(sentence[start:end]), style)
    text.append(printable(sentence[end:last]))
    text.append(" …" if last < len(sentence) else "")
    return text


def _figures(figures: Figures, lang: Lang) -> Iterator[str]:
    names = [STATUS_NAMES[lang][status] for status in STATUSES]
    total = "Summe" if lang == "de" else "Total"
    width = max(len(TYPE_NAMES[lang][kind]) for kind in OBSTACLE_TYPES) + 2
    yield ""
    yield " " * width + "".join(f"{name:>18}" for name in (*names, total))
    kinds = [kind for kind in OBSTACLE_TYPES if figures.total(kind=kind)]
    for kind in (*kinds, None):
        label = total if kind is None else TYPE_NAMES[lang][kind]
        counts = [figures.total(kind=kind, status=status) for status in (*STATUSES, None)]
        yield f"{label:<{width}}" + "".join(f"{number(count, lang):>18}" for count in counts)
    with_any, with_open = number(figures.provisions, lang), number(figures.open_provisions, lang)
    yield ""
    if lang == "de":
        yield f"Vorschriften mit Befund: {with_any}, davon mit offenem Befund: {with_open}"
        if figures.amendment:
            yield f"Dazu in Änderungstexten: {number(figures.amendment, lang)} Befunde"
    else:
        yield f"Provisions with a finding: {with_any}, with an open finding: {with_open}"
        if figures.amendment:
            yield f"Besides, in amending text: {number(figures.amendment, lang)} findings"
