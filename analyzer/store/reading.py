"""Read the findings of a run back: lists with filters and paging, counts, single findings.

Every count comes from one small table of numbers per act, type and status (`tally`, or the hits of a text search, or what
engine and confidence leave), which is read once and kept. From it follow the total, the counts beside each filter, and
the acts a page of the list falls into, so that a page deep in the list costs no more than the first.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from analyzer.model import Finding, ObstacleType, Status
from analyzer.store import fulltext
from analyzer.store.acts import RunActs
from analyzer.store.connect import Store
from analyzer.store.entries import ENTRIES, entry_of
from analyzer.store.schema import FINDING, RUN, STATUTE, TALLY
from analyzer.store.selection import Selection
from analyzer.store.views import Entry, RunInfo

_Numbers = dict[tuple[ObstacleType, Status], list[tuple[int, int]]]
"""(type, status) → (act, findings) for every act that has any."""
_BATCH = 1_000
"""Findings read at a time."""
_FEW = 3_000
"""Hits of a search that are gone through at once, whichever acts are wanted."""


def newest_run(store: Store) -> RunInfo | None:
    """Find the newest run of a store, `None` if it holds none."""
    with store.connect() as connection:
        row = connection.execute(select(RUN).order_by(RUN.c.id.desc()).limit(1)).first()
    if row is None:
        return None
    return RunInfo(
        row.id, row.started, row.finished, json.loads(row.versions), json.loads(row.report), int(row.findings)
    )


class Reading(RunActs):
    """A run that is being read: its acts and its findings. Safe to share between threads.

    The list of findings is ordered by act (abbreviation, then id) and within an act by the text.
    """

    def __init__(self, store: Store, run: RunInfo) -> None:
        """Read `run` of `store`."""
        super().__init__(store, run)
        # Caches of this object, not of the class: they end with it.
        self._numbers = lru_cache(maxsize=64)(self._count)
        self.counts_by_act = lru_cache(maxsize=64)(self._counts_by_act)
        self._stretches = lru_cache(maxsize=1)(self._read_stretches)

    # ---------------------------------------------------------------- counts

    def matrix(self, selection: Selection) -> dict[tuple[ObstacleType, Status], int]:
        """Count by type and status what the text search, the acts, engine and confidence of a selection leave.

        Its types and statuses are not applied: these are the numbers to show beside them.
        """
        wanted = set(selection.acts)
        numbers = self._numbers(_sieve(selection))
        return {
            group: total
            for group, pairs in numbers.items()
            if (total := sum(n for act, n in pairs if not wanted or act in wanted))
        }

    def count(self, selection: Selection) -> int:
        """Count the findings of a selection."""
        return sum(n for _, n in self.counts_by_act(selection))

    # ----------------------------------------------------------------- lists

    def page(self, selection: Selection, offset: int, limit: int) -> list[Entry]:
        """Give a page of the list."""
        numbers: list[int] = []
        skipped = 0
        touched: list[int] = []
        for act, n in self.counts_by_act(selection):
            if skipped + n <= offset and not touched:
                skipped += n
                continue
            touched.append(act)
            numbers.append(n)
            if skipped + sum(numbers) >= offset + limit:
                break
        if not touched:
            return []
        with self.store.connect() as connection:
            ids = self._ids(connection, selection, touched)[offset - skipped :][:limit]
            return list(self._entries(connection, ids))

    def index_of(self, selection: Selection, fingerprint: str) -> int | None:
        """Find the place of a finding in the list of a selection, `None` if it is not in it."""
        with self.store.connect() as connection:
            found = connection.execute(self._find(FINDING.c.id, FINDING.c.statute_id, fingerprint=fingerprint)).first()
            if found is None:
                return None
            number, of_act = found
            before = 0
            for act, n in self.counts_by_act(selection):
                if act == of_act:
                    ids = self._ids(connection, selection, [act])
                    return before + ids.index(number) if number in ids else None
                before += n
        return None

    def finding(self, fingerprint: str) -> Entry | None:
        """Find a finding of the run."""
        with self.store.connect() as connection:
            found = connection.execute(self._find(FINDING.c.id, fingerprint=fingerprint)).first()
            row = None if found is None else connection.execute(ENTRIES.where(FINDING.c.id == found[0])).first()
        return None if row is None else entry_of(row)

    def findings(self, selection: Selection) -> Iterator[Finding]:
        """Walk all findings of a selection in the order of the list."""
        return (entry.finding for entries in self.entries(selection) for entry in entries)

    def entries(self, selection: Selection) -> Iterator[list[Entry]]:
        """Give all findings of a selection in the order of the list, those of a few acts at a time."""
        batch: list[int] = []
        held = 0
        for act, n in (*self.counts_by_act(selection), (None, _BATCH)):
            if act is not None:
                batch.append(act)
            held += n
            if held >= _BATCH:
                with self.store.connect() as connection:
                    entries = list(self._entries(connection, self._ids(connection, selection, batch)))
                yield entries
                batch, held = [], 0

    def findings_in(self, act: int, selection: Selection) -> list[Entry]:
        """Give all findings of one act that a selection leaves, in text order."""
        with self.store.connect() as connection:
            return list(self._entries(connection, self._ids(connection, selection, [act])))

    def findings_at(self, act: int, position: int) -> list[Entry]:
        """Give all findings in one provision of an act, in text order."""
        at = (FINDING.c.statute_id == act, FINDING.c.position == position)
        with self.store.connect() as connection:
            return [entry_of(row) for row in connection.execute(ENTRIES.where(*at).order_by(FINDING.c.id))]

    # --------------------------------------------------------------- inside

    def _counts_by_act(self, selection: Selection) -> tuple[tuple[int, int], ...]:
        """Count by act, in the order of the list; acts without any are left out."""
        kinds, states, wanted = set(selection.kinds), set(selection.states), set(selection.acts)
        counts: dict[int, int] = {}
        for (kind, status), numbers in self._numbers(_sieve(selection)).items():
            if kind in kinds and status in states:
                for act, n in numbers:
                    counts[act] = counts.get(act, 0) + n
        order = self.order()
        chosen = ((act, n) for act, n in counts.items() if not wanted or act in wanted)
        return tuple(sorted(chosen, key=lambda pair: order[pair[0]]))

    def _count(self, sieve: Selection) -> _Numbers:
        with self.store.connect() as connection:
            if fulltext.is_empty(sieve.text) and not sieve.is_sifted:
                query: Select[Any] = select(TALLY.c.type, TALLY.c.status, TALLY.c.statute_id, TALLY.c.n).where(
                    TALLY.c.run_id == self.run.id
                )
            else:
                query = (
                    select(FINDING.c.type, FINDING.c.status, FINDING.c.statute_id, func.count())
                    .where(*_sifted(sieve))
                    .group_by(FINDING.c.type, FINDING.c.status, FINDING.c.statute_id)
                )
                if fulltext.is_empty(sieve.text):
                    of_run = select(STATUTE.c.id).where(STATUTE.c.run_id == self.run.id)
                    query = query.where(FINDING.c.statute_id.in_(of_run))
                else:
                    query = query.where(fulltext.condition(connection, sieve.text))
            order = self.order()  # a search sees all runs
            numbers: _Numbers = {}
            for kind, status, act, n in connection.execute(query):
                if act in order:
                    numbers.setdefault((kind, status), []).append((act, n))
            return numbers

    def _ids(self, connection: Connection, selection: Selection, acts: Sequence[int]) -> list[int]:
        """Give the ids of all findings of some acts that a selection leaves, in the order of the list."""
        query = select(FINDING.c.statute_id, FINDING.c.id).where(
            FINDING.c.type.in_(selection.kinds), FINDING.c.status.in_(selection.states), *_sifted(selection)
        )
        order = self.order()
        text = selection.text.strip()
        if fulltext.is_empty(text) or self._hits(text) <= _FEW:
            if not fulltext.is_empty(text):
                query = query.where(fulltext.condition(connection, text))
            rows = connection.execute(query.where(FINDING.c.statute_id.in_(acts)))
            return [number for _, number in sorted((order[act], number) for act, number in rows)]
        ids: list[int] = []
        for act in sorted(acts, key=order.__getitem__):
            # Of a word that stands everywhere, only the stretch of the index that holds this act is looked through.
            words = fulltext.condition(connection, text, self._sentences(act))
            rows = connection.execute(query.where(FINDING.c.statute_id == act, words).order_by(FINDING.c.id))
            ids += (number for _, number in rows)
        return ids

    def _entries(self, connection: Connection, ids: Sequence[int]) -> Iterator[Entry]:
        for at in range(0, len(ids), _BATCH):
            some = ids[at : at + _BATCH]
            rows = connection.execute(ENTRIES.where(FINDING.c.id.in_(some)).add_columns(FINDING.c.id))
            entries = {row[-1]: entry_of(row[:-1]) for row in rows}
            yield from (entries[number] for number in some)

    def _hits(self, text: str) -> int:
        return sum(n for numbers in self._numbers(Selection(text=text)).values() for _, n in numbers)

    def _sentences(self, act: int) -> tuple[int, int]:
        first, number = self._stretches()[act]
        return first, first + number - 1

    def _find(self, *columns: Any, fingerprint: str) -> Select[Any]:
        return (
            select(*columns)
            .join(STATUTE, and_(STATUTE.c.id == FINDING.c.statute_id, STATUTE.c.run_id == self.run.id))
            .where(FINDING.c.fingerprint == fingerprint)
            .order_by(FINDING.c.id)
            .limit(1)
        )

    def _read_stretches(self) -> dict[int, tuple[int, int]]:
        query = select(STATUTE.c.id, STATUTE.c.first_sentence, STATUTE.c.sentences)
        with self.store.connect() as connection:
            rows = connection.execute(query.where(STATUTE.c.run_id == self.run.id))
            return {act: (first, number) for act, first, number in rows}


def _sieve(selection: Selection) -> Selection:
    """Keep of a selection what its numbers depend on."""
    return Selection(text=selection.text.strip(), engine=selection.engine, least=selection.least)


def _sifted(selection: Selection) -> list[ColumnElement[bool]]:
    """Give the conditions on engine and confidence."""
    conditions: list[ColumnElement[bool]] = []
    if selection.engine:
        conditions.append(FINDING.c.engine == selection.engine)
    if selection.least:
        conditions.append(FINDING.c.confidence >= selection.least_share)
    return conditions
