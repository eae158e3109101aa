"""A run: from paths to results in order, with its figures."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any, BinaryIO, Final

from analyzer.export import SetAside
from analyzer.model import Finding, RunReport, Statute, Unreadable
from analyzer.review import Review
from analyzer.rulebook import Rulebook, load_rulebook
from analyzer.scan.memory import peak_mb
from analyzer.scan.result import StatuteResult, Tally
from analyzer.scan.selection import Selection
from analyzer.scan.work import Item, Setup, TextUnit, work
from analyzer.semantic.files import version_of
from analyzer.sources import expand, read_units

BYTES_WORTH_A_PROCESS: Final = 4_000_000
"""Input below which a further process costs more time than it saves: it needs about half a second to start."""


class Run:
    """A run that is under way as far as it has been iterated. Made by `scan`.

    Iterate it once, for findings or, with `results`, for whole acts.

    Attributes:
        size: Bytes of all inputs, `None` where they are not known beforehand.
        inputs: Number of inputs, `None` where it is not known beforehand.
    """

    def __init__(
        self, items: Iterable[Item], setup: Setup, jobs: int, *, size: int | None = None, inputs: int | None = None
    ) -> None:
        self.size = size
        self.inputs = inputs
        self._items = items
        self._setup = setup
        self._jobs = jobs
        self._tally = Tally()
        self._started = time.perf_counter()
        self._ended: float | None = None
        self._workers_peak_mb = 0.0

    def __iter__(self) -> Iterator[Finding]:
        """Give all findings, act after act, in text order."""
        for result in self.results():
            yield from result.findings

    def results(self) -> Generator[StatuteResult]:
        """Give the result of each input, in the order of their names.

        Raises:
            MedienbruchError: If a worker process died or the rules are wrong.
        """
        results = self._in_one_process() if self._jobs == 1 else self._in_processes(self._jobs)
        for result in results:
            self._tally.add(result)
            yield result
        self._ended = time.perf_counter()

    def _in_one_process(self) -> Iterator[StatuteResult]:
        return map(partial(work, setup=self._setup), self._items)

    def _in_processes(self, jobs: int) -> Iterator[StatuteResult]:
        from analyzer.scan.pool import WorkerPool, batches  # noqa: PLC0415  only who needs processes waits for it

        with WorkerPool(self._setup, jobs) as pool:
            yield from pool.map(batches(self._items))
            self._workers_peak_mb = pool.peak_mb

    @property
    def report(self) -> RunReport:
        """The figures, complete once the run has been iterated to its end."""
        ended = self._ended if self._ended is not None else time.perf_counter()
        return self._tally.report(
            seconds=ended - self._started,
            peak_mb=peak_mb() + self._workers_peak_mb,
            versions={"tool": tool_version(), "rules": self._setup.rulebook.digest, **self._encoder()},
        )

    def _encoder(self) -> dict[str, str]:
        if self._setup.semantic is None:
            return {}
        return {"encoder": version_of(self._setup.semantic)}

    @property
    def listed(self) -> Counter[tuple[str, str]]:
        """(type, status) → number of listed findings, those in quoted new wording of amending acts among them."""
        return self._tally.listed

    @property
    def set_aside(self) -> Sequence[SetAside]:
        """Findings that the suppression file keeps out of the list."""
        return self._tally.set_aside

    @property
    def used_suppressions(self) -> frozenset[int]:
        """Lines of the suppression file that met a finding."""
        return frozenset(self._tally.used)


def start(
    paths: Sequence[str | Path],
    *,
    rulebook: Rulebook | None,
    text: bool,
    jobs: int | None,
    selection: Selection | None,
    review: Review | None,
    also: Callable[[Statute, Sequence[Finding]], Any] | None,
    stdin: BinaryIO | None,
    semantic: Path | None,
    gaps: bool,
) -> Run:
    """Make a run; see `analyzer.scan.scan`."""
    setup = Setup(rulebook or load_rulebook(), selection or Selection(), review, also, semantic, gaps)
    if text:
        return Run(_units(paths), setup, jobs or _useful_jobs(sum(map(_file_size, paths))))
    items = list(expand(paths, stdin=stdin))
    size = sum(item.size for item in items if not isinstance(item, Unreadable))
    return Run(items, setup, jobs or _useful_jobs(size), size=size, inputs=len(items))


def _units(paths: Sequence[str | Path]) -> Iterator[Item]:
    for path in paths:
        for unit in read_units(path):
            yield unit if isinstance(unit, Unreadable) else TextUnit(unit, str(path))


def _file_size(path: str | Path) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0


def _useful_jobs(size: int) -> int:
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(processors, size // BYTES_WORTH_A_PROCESS))


def tool_version() -> str:
    """Give the version of this program."""
    try:
        return metadata.version("medienbruch")
    except metadata.PackageNotFoundError:
        return "unknown"
