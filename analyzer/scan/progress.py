"""A progress bar on the terminal, and nothing anywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Final

from analyzer.scan.result import StatuteResult

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE: Final = 0.5
"""Seconds a run may take before it is worth a bar."""


def shown(
    results: Iterator[StatuteResult], *, size: int | None, inputs: int | None, lang: str
) -> Generator[StatuteResult]:
    """Pass results on and show on a terminal how far the run is, how fast, and how long it will still take.

    Args:
        results: Of the run.
        size: Bytes of all inputs, for the remaining time; `None` if unknown.
        inputs: Number of all inputs; `None` if unknown.
        lang: "de" or "en".
    """
    if not sys.stderr.isatty():
        yield from results
        return
    began = time.monotonic()
    bar: _Bar | None = None
    done = count = 0
    try:
        for result in results:
            done += result.size
            count += 1
            if bar is None and time.monotonic() - began > _PATIENCE:
                bar = _Bar(size, inputs, lang, began)
            if bar is not None:
                bar.show(done, count)
            yield result
    finally:
        if bar is not None:
            bar.close()


class _Bar:
    def __init__(self, size: int | None, inputs: int | None, lang: str, began: float) -> None:
        from rich.console import Console  # noqa: PLC0415  only a terminal needs it
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

        self._began = began
        self._inputs = inputs
        self._words = ("Gesetze", "noch") if lang == "de" else ("acts", "left")
        self._progress: Progress = Progress(
            BarColumn(),
            TextColumn("{task.description}", markup=False),
            TextColumn(self._words[1], markup=False),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._progress.start()
        self._task = self._progress.add_task("", total=size)

    def show(self, done: int, count: int) -> None:
        rate = count / max(time.monotonic() - self._began, 0.001)
        of = f"/{self._inputs}" if self._inputs is not None else ""
        text = f"{count}{of} {self._words[0]}, {rate:.0f}/s"
        self._progress.update(self._task, completed=done, description=text)

    def close(self) -> None:
        self._progress.stop()
