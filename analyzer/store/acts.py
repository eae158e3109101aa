"""Read the acts of a run back: which they are, their text, and what of them was not read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, select

from analyzer.model import Heading, Unreadable
from analyzer.store.connect import Store
from analyzer.store.schema import COVERAGE, PICTURE, PROVISION, STATUTE, UNREADABLE, WORDING
from analyzer.store.views import Act, NotRead, ProvisionHead, ProvisionText, RunInfo
from analyzer.store.wording import unpack

_HEAD = (
    PROVISION.c.position,
    PROVISION.c.norm,
    PROVISION.c.kind,
    PROVISION.c.unit,
    PROVISION.c.heading,
    PROVISION.c.outline,
    PROVISION.c.repealed,
    PROVISION.c.characters,
)


class RunActs:
    """The acts of a run, in the order of the list: by abbreviation, then id. Safe to share between threads."""

    def __init__(self, store: Store, run: RunInfo) -> None:
        """Read `run` of `store`."""
        self.store = store
        self.run = run
        # Caches of this object, not of the class: they end with it.
        self._acts = lru_cache(maxsize=1)(self._read_acts)
        self._as_of = lru_cache(maxsize=1)(lambda: max((act.as_of for act in self.acts()), default=""))
        self._order = lru_cache(maxsize=1)(lambda: {act.id: i for i, act in enumerate(self.acts())})
        self._keys = lru_cache(maxsize=1)(lambda: {act.key: act for act in self.acts()})

    # ------------------------------------------------------------------ acts

    def acts(self) -> tuple[Act, ...]:
        """All acts of the run, in the order of the list."""
        return self._acts()

    def as_of(self) -> str:
        """The date of the newest text, ISO, or ""."""
        return self._as_of()

    def act(self, key: str) -> Act | None:
        """Find an act by its key: abbreviation, or id of the document."""
        return self._keys().get(key)

    def act_of(self, number: int) -> Act:
        """Find an act by its id in the store."""
        return self.acts()[self.order()[number]]

    def order(self) -> dict[int, int]:
        """Give the place of each act in the list, by its id in the store."""
        return self._order()

    def titles(self) -> list[tuple[int, str]]:
        """Give the id of every wording of the run with the title of its act."""
        query = select(STATUTE.c.wording_id, STATUTE.c.title).where(STATUTE.c.run_id == self.run.id)
        with self.store.connect() as connection:
            return [(wording, title) for wording, title in connection.execute(query.order_by(STATUTE.c.id.desc()))]

    def wordings_of(self, acts: Sequence[int]) -> tuple[int, ...]:
        """Give the ids of the wordings of some acts, as the search index knows them."""
        query = select(STATUTE.c.wording_id).where(STATUTE.c.id.in_(acts)).order_by(STATUTE.c.wording_id).distinct()
        with self.store.connect() as connection:
            return tuple(connection.execute(query).scalars())

    # ------------------------------------------------------------------ text

    def contents(self, act: int) -> tuple[ProvisionHead, ...]:
        """Give the provisions of an act without their text."""
        query = select(*_HEAD).where(PROVISION.c.wording_id == _wording(act)).order_by(PROVISION.c.position)
        with self.store.connect() as connection:
            return tuple(_head(row) for row in connection.execute(query))

    def text(self, act: int, first: int = 0, last: int | None = None) -> tuple[ProvisionText, ...]:
        """Give the provisions of an act with their text.

        Args:
            act: Id of the act.
            first: Position of the first provision.
            last: Position of the last one, `None` for the end.
        """
        query = (
            select(*_HEAD, PROVISION.c.body)
            .where(PROVISION.c.wording_id == _wording(act), PROVISION.c.position >= first)
            .order_by(PROVISION.c.position)
        )
        if last is not None:
            query = query.where(PROVISION.c.position <= last)
        with self.store.connect() as connection:
            return tuple(ProvisionText(_head(row), unpack(row.body)) for row in connection.execute(query))

    def not_read(self, act: int) -> NotRead:
        """Say what of an act was not analysed, and why."""
        reasons = select(COVERAGE.c.reason, COVERAGE.c.characters).where(COVERAGE.c.statute_id == act)
        pictures = select(PICTURE.c.unit, PICTURE.c.what).where(PICTURE.c.statute_id == act).order_by(PICTURE.c.number)
        totals = select(STATUTE.c.characters, STATUTE.c.analysed).where(STATUTE.c.id == act)
        with self.store.connect() as connection:
            characters, analysed = connection.execute(totals).one()
            return NotRead(
                characters,
                analysed,
                tuple(sorted((tuple(row) for row in connection.execute(reasons)), key=lambda r: (-r[1], r[0]))),
                tuple((row.unit, row.what) for row in connection.execute(pictures)),
            )

    def unreadable(self) -> tuple[Unreadable, ...]:
        """Give the inputs that could not be read."""
        query = select(UNREADABLE).where(UNREADABLE.c.run_id == self.run.id).order_by(UNREADABLE.c.number)
        with self.store.connect() as connection:
            return tuple(Unreadable(row.source, row.error, row.error_en) for row in connection.execute(query))

    def _read_acts(self) -> tuple[Act, ...]:
        query = (
            select(STATUTE, WORDING.c.provisions, WORDING.c.characters.label("length"))
            .join(WORDING, WORDING.c.id == STATUTE.c.wording_id)
            .where(STATUTE.c.run_id == self.run.id)
            .order_by(STATUTE.c.sort_key, STATUTE.c.id)
        )
        with self.store.connect() as connection:
            rows = connection.execute(query).all()
        laws = Counter(row.law for row in rows)
        docs = Counter(row.doc for row in rows)

        def key(row: Row[Any]) -> str:
            if row.law and laws[row.law] == 1:
                return str(row.law)
            return str(row.doc) if row.doc and docs[row.doc] == 1 and row.doc not in laws else f"{row.doc}@{row.id}"

        return tuple(
            Act(
                row.id,
                key(row),
                row.doc,
                row.law,
                row.title,
                row.as_of,
                row.validity,
                row.source,
                row.provisions,
                row.length,
            )
            for row in rows
        )


def _wording(act: int) -> Any:
    return select(STATUTE.c.wording_id).where(STATUTE.c.id == act).scalar_subquery()


def _head(row: Any) -> ProvisionHead:
    return ProvisionHead(
        row.position,
        row.norm,
        row.kind,
        row.unit,
        row.heading,
        tuple(Heading(label, title) for label, title in json.loads(row.outline)),
        bool(row.repealed),
        row.characters,
    )
