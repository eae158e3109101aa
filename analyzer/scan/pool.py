"""Worker processes: work is handed out in batches, results come back in order, and a dead worker is noticed.

A batch goes only to a worker that waits for one, so neither side can block the other by sending. Results that come
early wait for their turn in a window of bounded size: memory stays flat however large the corpus, and the order does not
depend on who was faster.
"""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import connection, get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnContext
from typing import Final, NamedTuple, Self, cast

from analyzer.errors import MedienbruchError
from analyzer.interrupts import check
from analyzer.model import Unreadable
from analyzer.scan.memory import peak_mb
from analyzer.scan.result import StatuteResult
from analyzer.scan.work import Item, Setup, TextUnit, work

BATCH_BYTES: Final = 400_000
BATCH_ITEMS: Final = 200
_RARELY: Final = (20_000, 20, 20)
"""When a worker looks for cycles: what it makes of an act has hardly any, and each look costs more the more rules there are."""

_WINDOW: Final = 16
"""Batches in flight or waiting for their turn, per worker."""

_LISTEN: Final = 0.5
"""Seconds after which the parent looks whether Ctrl-C was pressed, though no worker has answered."""

Batch = Sequence[Item]


class Answer(NamedTuple):
    """What a worker sends back for a batch.

    Attributes:
        results: In the order of the batch.
        peak_mb: Peak memory of the worker so far.
        error: What made the batch impossible, for instance a wrong rule.
    """

    results: list[StatuteResult]
    peak_mb: float
    error: MedienbruchError | None = None


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Cut the inputs into batches of about equal size, in order."""
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += 0 if isinstance(item, Unreadable) else item.size
        if size >= BATCH_BYTES or len(batch) >= BATCH_ITEMS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class WorkerPool:
    """Processes that work on batches. Use as a context manager; leaving it ends the processes.

    Args:
        setup: What each worker needs to know.
        jobs: Number of processes.

    Attributes:
        peak_mb: Peak memory of all workers, added.
    """

    def __init__(self, setup: Setup, jobs: int) -> None:
        # Spawned, not forked: the caller may have threads (the app has), and a fork copies their locks in any state.
        context = get_context("spawn")
        self._workers: list[_Worker] = []
        try:
            with _interrupts_held():
                self._workers.extend(_Worker(context, setup) for _ in range(jobs))
        except BaseException:
            self.close()
            raise

    @property
    def peak_mb(self) -> float:
        """Peak memory of all workers, added."""
        return sum(worker.peak_mb for worker in self._workers)

    def map(self, work_batches: Iterable[Batch]) -> Iterator[StatuteResult]:
        """Work on batches and give the results in their order.

        Raises:
            MedienbruchError: If a worker died, or the rules are wrong.
        """
        todo = iter(work_batches)
        waiting: dict[int, list[StatuteResult]] = {}
        busy: dict[Connection, _Worker] = {}
        idle = list(self._workers)
        turn = given = 0
        more = True
        while True:
            while idle and more and given - turn < _WINDOW * len(self._workers):
                batch = next(todo, None)
                more = batch is not None
                if batch is not None:
                    worker = idle.pop()
                    worker.give(given, batch)
                    given += 1
                    busy[worker.connection] = worker
            ready = turn in waiting
            if not ready and not busy:
                return
            answers = connection.wait(list(busy), timeout=0 if ready else _LISTEN)
            check()
            for answered in answers:
                worker = busy.pop(cast(Connection, answered))
                waiting[worker.index] = worker.take()
                idle.append(worker)
            if ready:
                yield from waiting.pop(turn)
                turn += 1

    def close(self) -> None:
        """End all processes."""
        for worker in self._workers:
            worker.hang_up()
        for worker in self._workers:
            worker.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Worker:
    """One process, seen from the parent."""

    def __init__(self, context: SpawnContext, setup: Setup) -> None:
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, setup), daemon=True)
        self._process.start()
        theirs.close()  # so that the pipe breaks when the worker dies
        self.index = -1
        self.peak_mb = 0.0
        self._batch: Batch = ()

    def give(self, index: int, batch: Batch) -> None:
        """Send a batch."""
        self.index, self._batch = index, batch
        try:
            self.connection.send(batch)
        except OSError:
            raise self._death() from None

    def take(self) -> list[StatuteResult]:
        """Receive the results of the batch."""
        try:
            answer: Answer = self.connection.recv()
        except (EOFError, OSError):
            raise self._death() from None
        if answer.error is not None:
            raise answer.error
        self.peak_mb = answer.peak_mb
        return answer.results

    def hang_up(self) -> None:
        """Tell the process to end once it is through with its batch."""
        self.connection.close()

    def end(self) -> None:
        """Wait for the end of the process, not for long."""
        self._process.join(timeout=0.2)
        if self._process.is_alive():
            self._process.terminate()
            self._process.join(timeout=2)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()

    def _death(self) -> MedienbruchError:
        self._process.join(timeout=2)
        code = self._process.exitcode
        names = [item.source if isinstance(item, (TextUnit, Unreadable)) else item.name for item in self._batch]
        held = f"{names[0]} … {names[-1]}" if len(names) > 1 else "".join(names)
        if code is not None and code < 0:
            cause, cause_en = f"durch Signal {-code} beendet", f"was ended by signal {-code}"
        else:
            cause, cause_en = f"mit Code {code} beendet", f"ended with code {code}"
        return MedienbruchError(
            f"Ein Arbeitsprozess wurde {cause}, als er las: {held}. Meist reicht der Speicher nicht: "
            "Bitte mit weniger Prozessen wiederholen (--jobs 1).",
            en=f"A worker process {cause_en} while reading: {held}. Usually memory is short: "
            "please try again with fewer processes (--jobs 1).",
        )


def _serve(channel: Connection, setup: Setup) -> None:
    """Run in the worker: answer batches until the parent hangs up."""
    gc.set_threshold(*_RARELY)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            batch: Batch = channel.recv()
        except (EOFError, OSError):
            return
        try:
            answer = Answer([work(item, setup) for item in batch], peak_mb())
        except MedienbruchError as error:
            answer = Answer([], peak_mb(), error)
        try:
            channel.send(answer)
        except OSError:
            return


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold back Ctrl-C, which a terminal sends to all processes, while some are started.

    They inherit that it is held, so that it is the parent alone that hears of it and ends them; here it is only late.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # it lifts the hold when it starts, so it must not start inside
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
