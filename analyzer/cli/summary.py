"""What a run tells its user beside the list: figures, coverage, what could not be read, what was set aside."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analyzer.cli.output import STDOUT
from analyzer.export import printable
from analyzer.model import RunReport
from analyzer.model.coverage import reason_in
from analyzer.model.printed import number
from analyzer.review import Review

if TYPE_CHECKING:
    from analyzer.cli.language import Lang
    from analyzer.cli.request import Request
    from analyzer.scan.run import Run


def tell(run: Run, request: Request, review: Review | None) -> None:
    """Write messages to standard error, and the coverage, if asked for, where it does not get into the list."""
    report = run.report
    if request.coverage:
        to_stdout = request.output != STDOUT or request.format == "table"
        stream = sys.stdout if to_stdout else sys.stderr
        stream.writelines(line + "\n" for line in coverage(report, request))
        stream.flush()
    for line in _messages(run, report, request, review):
        sys.stderr.write(printable(line) + "\n")


def _messages(run: Run, report: RunReport, request: Request, review: Review | None) -> Iterator[str]:
    german = request.lang == "de"
    for unreadable in report.unreadable:
        yield unreadable.error if german or not unreadable.en else unreadable.en
    if review is not None and review.suppressions is not None:
        rows = review.suppressions
        for row in rows.unused(run.used_suppressions):
            yield (
                f"{rows.path}, Zeile {row.line}: passt auf keinen Befund ({row.name}). Die Zeile kann entfallen."
                if german
                else f"{rows.path}, line {row.line}: meets no finding ({row.name}). The line can be removed."
            )
        for row in rows.expired:
            yield (
                f"{rows.path}, Zeile {row.line}: galt bis {row.until} und unterdrückt nichts mehr ({row.name})."
                if german
                else f"{rows.path}, line {row.line}: held until {row.until} and suppresses nothing any more ({row.name})."
            )
    if report.baseline:
        yield _against(report.baseline, request)
    if report.suppressed:
        count = number(report.suppressed, request.lang)
        yield f"{count} Befunde mit Begründung unterdrückt." if german else f"{count} findings suppressed with reasons."
    yield _line(run, report, request)


def _against(counts: dict[str, int], request: Request) -> str:
    def said(key: str) -> str:
        return number(counts.get(key, 0), request.lang)

    if request.lang == "de":
        text = f"Gegenüber {request.baseline}: {said('new')} neu, {said('changed')} geändert, {said('known')} bekannt (ausgelassen)"
        return text + (f", {said('gone')} weggefallen." if "gone" in counts else ".")
    text = f"Against {request.baseline}: {said('new')} new, {said('changed')} changed, {said('known')} known (left out)"
    return text + (f", {said('gone')} gone." if "gone" in counts else ".")


def _line(run: Run, report: RunReport, request: Request) -> str:
    lang = request.lang

    def said(value: int) -> str:
        return number(value, lang)

    found = run.listed.total()
    still_open = sum(count for (_, status), count in run.listed.items() if status == "open")
    hidden = sum(count for (kind, _), count in run.listed.items() if kind not in request.listed)
    seconds = f"{report.seconds:.1f}"
    if lang == "de":
        acts = "Gesetz" if report.acts == 1 else "Gesetze"
        units = "Absatz" if report.acts == 1 else "Absätze"
        what = units if request.text else f"{acts}, {_counted(report.provisions, 'Vorschrift', 'Vorschriften', lang)}"
        text = (
            f"{said(report.acts)} {what}, {_counted(report.sentences, 'Satz', 'Sätze', lang)} gelesen "
            f"in {seconds.replace('.', ',')} s: {_counted(found, 'Befund', 'Befunde', lang)}, davon {said(still_open)} offen, "
            f"offene in {_counted(report.provisions_with_findings, 'Vorschrift', 'Vorschriften', lang)}."
        )
        note = f" {said(hidden)} zu Nachweisen, Daten, Ermessen und Begriffen sind nicht gezeigt (--profile all)."
        place = f" Liste: {request.output}"
    else:
        acts = "act" if report.acts == 1 else "acts"
        units = "paragraph" if report.acts == 1 else "paragraphs"
        what = units if request.text else f"{acts}, {_counted(report.provisions, 'provision', 'provisions', lang)}"
        text = (
            f"{said(report.acts)} {what}, {_counted(report.sentences, 'sentence', 'sentences', lang)} read in {seconds} s: "
            f"{_counted(found, 'finding', 'findings', lang)}, {said(still_open)} open, "
            f"open ones in {_counted(report.provisions_with_findings, 'provision', 'provisions', lang)}."
        )
        note = f" {said(hidden)} on proofs, data, discretion and terms are not shown (--profile all)."
        place = f" List: {request.output}"
    return text + (note if hidden else "") + (place if request.output != STDOUT else "")


def _counted(value: int, one: str, many: str, lang: Lang) -> str:
    return f"{number(value, lang)} {one if value == 1 else many}"


def coverage(report: RunReport, request: Request) -> Iterator[str]:
    """Print what became of every character, and the parts that carry no text."""
    german = request.lang == "de"
    counts = report.coverage
    yield from _block(
        "Zeichen" if german else "Characters", counts.total, counts.analysed, counts.not_analysed, request
    )
    operative_read = counts.operative_total - sum(counts.operative_not_analysed.values())
    yield from _block(
        "davon in Vorschriften" if german else "of these in provisions",
        counts.operative_total,
        operative_read,
        counts.operative_not_analysed,
        request,
    )
    unknown = counts.total - counts.accounted
    yield (
        f"Ohne Nachweis: {number(unknown, request.lang)} Zeichen"
        if german
        else f"Not accounted for: {number(unknown, request.lang)} characters"
    )
    if counts.not_analysable:
        total = number(len(counts.not_analysable), request.lang)
        yield f"Nicht auswertbare Teile: {total}" if german else f"Parts that cannot be analysed: {total}"
        for part in counts.not_analysable:
            yield printable(f"  {part.law or part.doc} {part.unit}: {part.what}")


def _block(name: str, total: int, analysed: int, reasons: dict[str, int], request: Request) -> Iterator[str]:
    words = ("ausgewertet", "nicht ausgewertet") if request.lang == "de" else ("analysed", "not analysed")
    yield _row(name, total, total, request)
    yield _row(f"  {words[0]}", analysed, total, request)
    yield _row(f"  {words[1]}", sum(reasons.values()), total, request)
    for reason, count in sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])):
        yield _row(f"    {reason_in(reason, request.lang)}", count, total, request)


def _row(name: str, count: int, total: int, request: Request) -> str:
    share = f"{100 * count / total:7.3f}%" if total else f"{'-':>8}"
    if request.lang == "de":
        share = share.replace(".", ",").replace("%", " %")
    return f"{name:<64} {number(count, request.lang):>15} {share}"
