"""Runs a scan for the command line: inputs to list, store, report and messages."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, BinaryIO

from analyzer.cli import summary
from analyzer.cli.output import is_terminal, target
from analyzer.cli.request import Request
from analyzer.cli.speech import load_rules
from analyzer.errors import ExitCode
from analyzer.export import Listing, export
from analyzer.export.jsonl import decode
from analyzer.model import Finding, Statute
from analyzer.model.gaps import Gaps
from analyzer.review import Review, load_baseline, load_suppressions
from analyzer.rulebook.message import told_in
from analyzer.rulebook.regex_code import keep
from analyzer.scan import scan
from analyzer.scan.progress import shown
from analyzer.scan.run import Run

if TYPE_CHECKING:
    from analyzer.rulebook import Rulebook
    from analyzer.scan.result import StatuteResult
    from analyzer.store import RunWriter, StatuteRows

_IN_MEMORY = 16_000_000
"""Bytes of a table held back while the progress bar has the terminal; more go to a temporary file."""


def execute(request: Request) -> int:
    """Run the scan.

    Returns:
        The exit code.

    Raises:
        MedienbruchError: If the scan could not be done.
    """
    with ExitStack() as stack:
        # Targets first: who mistyped a folder should not wait for the scan to hear of it.
        stream = stack.enter_context(target(request.output))
        figures = stack.enter_context(target(request.report)) if request.report is not None else None
        rulebook = load_rules(request.rules, request.lang, builtin=request.builtin)
        review = _review(request)
        run = scan(
            request.paths,
            rulebook=rulebook,
            text=request.text,
            jobs=request.jobs,
            selection=request.selection,
            review=review,
            also=_rows() if request.db is not None else None,
            stdin=sys.stdin.buffer,
            semantic=request.semantic,
            gaps=_shows_gaps(request),
        )
        results = stack.enter_context(closing(run.results()))
        if request.db is not None:
            writer = stack.enter_context(_store(request.db))
            results = stack.enter_context(closing(_stored(results, writer)))
        results = stack.enter_context(closing(shown(results, size=run.size, inputs=run.inputs, lang=request.lang)))
        _list(request, run, rulebook, results, stream)
        if request.db is not None:
            writer.finish(run.report)
        if figures is not None:
            figures.write(json.dumps(run.report.to_dict(), ensure_ascii=False, indent=2).encode() + b"\n")
    summary.tell(run, request, review)
    keep()
    return _code(run, request)


def _review(request: Request) -> Review | None:
    if request.baseline is None and request.suppress is None:
        return None
    baseline = (
        load_baseline(request.baseline, keep=request.selection.keeps_kind) if request.baseline is not None else None
    )
    return Review(baseline, load_suppressions(request.suppress) if request.suppress is not None else None)


def _list(request: Request, run: Run, rulebook: Rulebook, results: Iterator[StatuteResult], stream: BinaryIO) -> None:
    """Write the list, statute by statute."""
    if request.format == "jsonl":
        stream.writelines(result.lines for result in results)
        return
    gaps: dict[str, Gaps] = {}
    lines: Iterable[bytes] = _lines(results, gaps)
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        if is_terminal(request.output) and sys.stderr.isatty():
            # The bar and the table would write over each other: the table waits until the bar has gone.
            for part in lines:
                spool.write(part)
            spool.seek(0)
            lines = spool
        listing = Listing(
            findings=(told_in(finding, rulebook, request.lang) for finding in _decoded(lines, request.listed)),
            report=lambda: run.report,
            set_aside=lambda: run.set_aside,
            gaps=lambda finding: gaps.get(finding.fingerprint, ()),
            lang=request.lang,
        )
        export(request.format, listing, stream)


def _shows_gaps(request: Request) -> bool:
    """Tell whether the list shows sentences to people: of CSV the columns of start and end count in the bare sentence."""
    return request.format == "xlsx" or (request.format == "table" and is_terminal(request.output))


def _lines(results: Iterator[StatuteResult], gaps: dict[str, Gaps]) -> Iterator[bytes]:
    """Give the lines of each result, and put aside what its sentences leave out."""
    for result in results:
        gaps |= result.gaps
        yield result.lines


def _decoded(lines: Iterable[bytes], types: frozenset[str]) -> Iterator[Finding]:
    for part in lines:
        for finding in decode(part):
            if finding.type in types:
                yield finding


def _rows() -> Callable[[Statute, Sequence[Finding]], StatuteRows]:
    from analyzer.store.rows import rows_with_references  # noqa: PLC0415  only a run that is stored needs it

    return rows_with_references


def _store(db: str) -> RunWriter:
    from analyzer.store import RunWriter as Writer  # noqa: PLC0415  the database library is heavy

    return Writer(db)


def _stored(results: Iterator[StatuteResult], writer: RunWriter) -> Generator[StatuteResult]:
    for result in results:
        if result.extra is not None:
            writer.add_rows(result.extra)
        yield result


def _code(run: Run, request: Request) -> int:
    if run.report.unreadable:
        return int(ExitCode.UNREADABLE)
    listed: Counter[tuple[str, str]] = run.listed
    fails = any(
        count for (kind, status), count in listed.items() if kind in request.listed and status in request.fail_on
    )
    return int(ExitCode.FINDINGS if fails else ExitCode.OK)
