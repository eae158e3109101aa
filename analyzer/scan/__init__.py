"""The one place that ties the stages of a run: read, detect, review, count; in one process or many.

Importing this package is cheap: `analyzer` offers `scan` by a plain import, and a start of the command line must not
wait for readers and rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analyzer.model import Finding, Statute
    from analyzer.review import Review
    from analyzer.rulebook import Rulebook
    from analyzer.scan.run import Run
    from analyzer.scan.selection import Selection

__all__ = ["scan"]


def scan(
    paths: str | Path | Iterable[str | Path],
    *,
    rulebook: Rulebook | None = None,
    text: bool = False,
    jobs: int | None = 1,
    selection: Selection | None = None,
    review: Review | None = None,
    also: Callable[[Statute, Sequence[Finding]], Any] | None = None,
    stdin: BinaryIO | None = None,
    semantic: Path | None = None,
    gaps: bool = False,
) -> Run:
    """Scan statutes. Nothing is read before the result is iterated, and nothing of the corpus is kept in memory.

    Args:
        paths: Files, folders, zip archives, or "-"; with `text`, files of units (JSONL).
        rulebook: The rules; by default the packaged ones.
        text: Whether `paths` hold single paragraphs instead of acts.
        jobs: Processes. With more than one, the calling script needs the usual `if __name__ == "__main__":`. `None`
            takes as many as the input and the processors are good for.
        selection: Which findings are wanted; by default all.
        review: An older list and suppressions to heed.
        also: Called in the worker with each statute and its findings; what it returns comes back as
            `StatuteResult.extra`. Must be an importable function, and its result picklable, if `jobs` is above one.
        stdin: Where "-" reads from.
        semantic: Folder of encoder and classifier for the semantic layer, for instance
            `analyzer.semantic.static.PACKAGED`; `None` for rules alone.
        gaps: Whether to find out which items of their lists the sentences of findings leave out, for those who show
            them to people: `StatuteResult.gaps`.

    Returns:
        The run: iterate it for findings, `Run.results` for whole acts; `Run.report` has the figures afterwards. Order
        and content are the same for every number of jobs and every order of `paths`.

    Raises:
        UsageError: If a path does not exist.
        RuleError: If the rules are wrong.

    Example:
        >>> from analyzer import scan
        >>> run = scan("corpus")
        >>> findings = list(run)
        >>> len(findings) > 0, run.report.acts > 0
        (True, True)
    """
    from analyzer.scan.run import start  # noqa: PLC0415  readers and rules are imported only when something is scanned

    given = [paths] if isinstance(paths, (str, Path)) else list(paths)
    return start(
        given,
        rulebook=rulebook,
        text=text,
        jobs=jobs,
        selection=selection,
        review=review,
        also=also,
        stdin=stdin,
        semantic=semantic,
        gaps=gaps,
    )
