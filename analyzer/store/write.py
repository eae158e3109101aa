"""Write a run into a store: in bulk, streaming, and all or nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from sqlalchemy import Table, insert, select, update

from analyzer.model import Finding, RunReport, Statute
from analyzer.store import fulltext
from analyzer.store.connect import Store, open_store, spoken
from analyzer.store.rows import StatuteRows, rows_of
from analyzer.store.schema import (
    COUNTER,
    COVERAGE,
    FINDING,
    PICTURE,
    PROVISION,
    REFERENCE,
    RUN,
    SENTENCE,
    STATUTE,
    TALLY,
    UNREADABLE,
    WORDING,
)

_BATCH: Final = 20_000
"""Rows held before they are written; bounds the memory of a scan."""


def write_run(db: str | Path | Store, results: Iterable[tuple[Statute, Sequence[Finding]]], report: RunReport) -> int:
    """Write a whole run.

    Args:
        db: File, database URL or open store; made if there is none. Older runs in it are kept.
        results: Statutes with their findings, in the order of the run.
        report: Figures of the run.

    Returns:
        The id of the run.

    Raises:
        StoreError: If the store cannot be opened or written; nothing of the run is kept then.
    """
    with RunWriter(db) as writer:
        for statute, findings in results:
            writer.add(statute, findings)
        return writer.finish(report)


_ORDER: Final = (WORDING, PROVISION, STATUTE, SENTENCE, FINDING, REFERENCE, TALLY, COVERAGE, PICTURE, UNREADABLE)
"""Tables in the order in which they refer to each other."""


class RunWriter:
    """Takes the statutes of a run one by one.

    Use as a context manager: a run that is left without `finish` leaves no trace in the store.

    Example:
        >>> from analyzer.model import RunReport
        >>> from analyzer.store import RunWriter, open_memory
        >>> with RunWriter(open_memory()) as writer:
        ...     writer.finish(RunReport())
        1
    """

    def __init__(self, db: str | Path | Store) -> None:
        """Open the store and take its write lock.

        Raises:
            StoreError: If the store cannot be opened, or another run is being written into it.
        """
        self._owned = not isinstance(db, Store)
        self._store = db if isinstance(db, Store) else open_store(db, create=True)
        self._rows: dict[Table, list[tuple[object, ...]]] = {}
        self._texts: list[tuple[int, str, str]] = []
        self._held = 0
        self._findings = 0
        try:
            with spoken(self._store.name):
                self._connection = self._store.connect_for_writing()
                self._transaction = self._connection.begin()
        except BaseException:
            if self._owned:
                self._store.close()
            raise
        try:
            self._begin()
        except BaseException:
            self._leave()
            raise

    def add(self, statute: Statute, findings: Sequence[Finding]) -> None:
        """Add a statute and its findings, in text order."""
        self.add_rows(rows_of(statute, findings))

    def add_rows(self, rows: StatuteRows) -> None:
        """Add what `rows_of` prepared, possibly in another process."""
        statute = self._take("statute")
        sentence = self._take("sentence", len(rows.sentences))
        self._put(STATUTE, [(statute, self._run, self._wording(rows), *rows.statute, sentence, len(rows.sentences))])
        self._put(SENTENCE, [(sentence + i, text) for i, (text, _) in enumerate(rows.sentences)])
        if self._indexed:
            self._texts += [(sentence + i, text, place) for i, (text, place) in enumerate(rows.sentences)]
        finding = self._take("finding", len(rows.findings))
        self._put(
            FINDING,
            [(finding + i, statute, sentence + index, *row) for i, (index, row) in enumerate(rows.findings)],
        )
        self._put(REFERENCE, [(statute, i, *row) for i, row in enumerate(rows.references)])
        self._put(TALLY, [(self._run, kind, status, statute, n, m) for kind, status, n, m in rows.tally])
        self._put(COVERAGE, [(statute, *row) for row in rows.coverage])
        self._put(PICTURE, [(statute, i, *row) for i, row in enumerate(rows.pictures)])
        self._findings += len(rows.findings)
        if self._held >= _BATCH:
            self._flush()

    def finish(self, report: RunReport) -> int:
        """Write what is left and the figures of the run, and keep it all.

        Returns:
            The id of the run.

        Raises:
            StoreError: If the store cannot be written; nothing of the run is kept then.
        """
        unreadable = enumerate(report.unreadable)
        self._put(UNREADABLE, [(self._run, i, each.source, each.error, each.en) for i, each in unreadable])
        self._flush()
        with spoken(self._store.name):
            self._connection.execute(
                update(RUN)
                .where(RUN.c.id == self._run)
                .values(
                    finished=_now(),
                    versions=json.dumps(report.versions, ensure_ascii=False),
                    report=json.dumps(report.to_dict(), ensure_ascii=False),
                    findings=self._findings,
                )
            )
            for name, value in self._next.items():
                self._connection.execute(update(COUNTER).where(COUNTER.c.name == name).values(next_id=value))
            self._transaction.commit()
        self._leave()
        return self._run

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def _begin(self) -> None:
        with spoken(self._store.name):
            # The first statement takes the write lock: a second run waits, or is told that the store is in use.
            self._connection.execute(update(COUNTER).values(next_id=COUNTER.c.next_id))
            counters = self._connection.execute(select(COUNTER.c.name, COUNTER.c.next_id))
            self._next = {str(name): int(value) for name, value in counters}
            wordings = self._connection.execute(select(WORDING.c.digest, WORDING.c.id))
            self._wordings = {str(digest): int(number) for digest, number in wordings}
            self._indexed = fulltext.exists(self._connection)
            self._run = self._take("run")
            self._connection.execute(
                insert(RUN).values(id=self._run, started=_now(), finished="", versions="{}", report="{}", findings=0)
            )

    def _take(self, name: str, number: int = 1) -> int:
        first = self._next[name]
        self._next[name] = first + number
        return first

    def _wording(self, rows: StatuteRows) -> int:
        known = self._wordings.get(rows.digest)
        if known is not None:
            return known
        number = self._wordings[rows.digest] = self._take("wording")
        self._put(WORDING, [(number, rows.digest, len(rows.provisions), rows.characters)])
        self._put(PROVISION, [(number, *row) for row in rows.provisions])
        return number

    def _put(self, table: Table, rows: list[tuple[object, ...]]) -> None:
        if rows:
            self._rows.setdefault(table, []).extend(rows)
            self._held += len(rows)

    def _flush(self) -> None:
        with spoken(self._store.name):
            for table in _ORDER:
                rows = self._rows.pop(table, None)
                if rows:
                    # Plain tuples straight to the driver: several times faster than one dict a row.
                    statement = str(insert(table).compile(dialect=self._connection.dialect))
                    self._connection.exec_driver_sql(statement, rows)
            if self._texts:
                fulltext.insert(self._connection, self._texts)
                self._texts = []
        self._held = 0

    def _leave(self) -> None:
        if not self._connection.closed:
            if self._transaction.is_active:
                self._transaction.rollback()
            self._store.done_writing(self._connection)
        if self._owned:
            self._store.close()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
