"""What stands in the sheets of the workbook beside the findings: provisions, figures, what was not read or is suppressed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from analyzer.export._cells import neutral, printable
from analyzer.export._columns import Cell
from analyzer.export._figures import Figures, ProvisionRow
from analyzer.export._listing import Lang, SetAside
from analyzer.export._workbook import Formats, Marked, Sheet
from analyzer.model import OBSTACLE_TYPES, STATUS_NAMES, STATUSES, TYPE_NAMES, Finding, RunReport
from analyzer.model.coverage import reason_in
from analyzer.model.gaps import Gaps, marked

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_TITLES: Final = {
    "findings": ("Befunde", "Findings"),
    "provisions": ("Vorschriften", "Provisions"),
    "figures": ("Kennzahlen", "Figures"),
    "unread": ("Nicht geprüft", "Not read"),
    "set_aside": ("Unterdrückt", "Suppressed"),
}


def title(sheet: str, lang: Lang) -> str:
    """The name of a sheet."""
    return _TITLES[sheet][lang == "en"]


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
    sheet = Sheet(workbook, formats, title("unread", lang), headings, lang)
    if report is not None:
        for unreadable in report.unreadable:
            sheet.row((file, "", "", unreadable.error, "", unreadable.source))
        for missing in report.coverage.not_analysable:
            sheet.row((part, missing.law, missing.unit, missing.what, "", missing.source))
        for reason, count in sorted(report.coverage.not_analysed.items(), key=lambda pair: (-pair[1], pair[0])):
            sheet.row((text, "", "", reason_in(reason, lang), count, ""))
    sheet.close()


def write_set_aside(
    workbook: Workbook, formats: Formats, findings: Sequence[SetAside], gaps: Callable[[Finding], Gaps], lang: Lang
) -> None:
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
        lang,
    )
    for item in findings:
        finding = item.finding
        sheet.row(
            (
                finding.zitat,
                TYPE_NAMES[lang][finding.type],
                STATUS_NAMES[lang][finding.status],
                Marked(*marked(finding.sentence, gaps(finding), finding.start, finding.end)),
                item.reason,
                item.author,
                item.until,
                finding.fingerprint,
            )
        )
    sheet.close()
