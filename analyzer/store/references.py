"""References read back from a store: the rows that `analyzer.graph` is built from.

They are written with the other rows of a statute, see `analyzer.store.rows.rows_with_references`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, select

from analyzer.model.network import ActRow, FindingRow, Link, ProvisionRow
from analyzer.refs.build import kind_of_title
from analyzer.refs.register import Register, level_of
from analyzer.store.connect import Store
from analyzer.store.schema import FINDING, PROVISION, REFERENCE, STATUTE
from analyzer.store.views import RunInfo

_COLUMNS = tuple(REFERENCE.c)[2:]


class Citing(NamedTuple):
    """A provision that cites another.

    Attributes:
        law: Abbreviation of its act.
        unit: "§ 5".
        absatz: Absatz that cites, or "".
        relation: What the reference does.
    """

    law: str
    unit: str
    absatz: str
    relation: str


class ReferenceReading:
    """The references of a run, and what they lead from and to. Safe to share between threads."""

    def __init__(self, store: Store, run: RunInfo) -> None:
        """Read `run` of `store`."""
        self._store = store
        self._run = run

    def any(self) -> bool:
        """Whether the run has references at all: stores of older versions have none."""
        with self._store.connect() as connection:
            return connection.execute(self._of_run(REFERENCE.c.number).limit(1)).first() is not None

    def acts(self, register: Register) -> list[ActRow]:
        """Give the acts of the run; the register knows their level better than their title does."""
        query = select(STATUTE.c.doc, STATUTE.c.law, STATUTE.c.title, STATUTE.c.short_title)
        with self._store.connect() as connection:
            rows = connection.execute(query.where(STATUTE.c.run_id == self._run.id).order_by(STATUTE.c.id)).all()
        found: list[ActRow] = []
        for doc, law, title, short in rows:
            known = register.by_id.get(doc)
            level = known.level if known else level_of(kind_of_title(short or title))
            found.append(ActRow(doc, law, title, level))
        return found

    def provisions(self) -> Iterator[ProvisionRow]:
        """Give the provisions of all acts of the run, in their order."""
        query = (
            select(
                STATUTE.c.doc,
                PROVISION.c.position,
                PROVISION.c.unit,
                PROVISION.c.heading,
                PROVISION.c.outline,
                PROVISION.c.repealed,
            )
            .join(STATUTE, STATUTE.c.wording_id == PROVISION.c.wording_id)
            .where(STATUTE.c.run_id == self._run.id)
            .order_by(STATUTE.c.id, PROVISION.c.position)
        )
        outlines: dict[str, tuple[str, ...]] = {}
        with self._store.connect() as connection:
            for doc, position, unit, heading, outline, repealed in connection.execute(query):
                labels = outlines.get(outline)
                if labels is None:
                    labels = outlines[outline] = tuple(label for label, _ in json.loads(outline))
                yield ProvisionRow(doc, position, unit, heading, labels, bool(repealed))

    def links(self) -> Iterator[tuple[str, Link]]:
        """Give all references of the run with the document they stand in, act after act in text order."""
        query = self._of_run(STATUTE.c.doc, *_COLUMNS).order_by(REFERENCE.c.statute_id, REFERENCE.c.number)
        with self._store.connect() as connection:
            for row in connection.execute(query):
                yield row[0], Link._make(row[1:])

    def links_of(self, doc: str, position: int) -> list[Link]:
        """Give the references that stand in one provision, in text order."""
        query = self._of_run(*_COLUMNS).where(STATUTE.c.doc == doc, REFERENCE.c.position == position)
        with self._store.connect() as connection:
            return [Link._make(row) for row in connection.execute(query.order_by(REFERENCE.c.number))]

    def links_to(self, doc: str, unit: str, number: str) -> list[tuple[str, Link]]:
        """Give the references that cite a unit of an act by its number, with the document they stand in."""
        query = self._of_run(STATUTE.c.doc, *_COLUMNS).where(
            REFERENCE.c.target == doc, REFERENCE.c.unit == unit, REFERENCE.c.unit_number == number
        )
        with self._store.connect() as connection:
            rows = connection.execute(query.order_by(STATUTE.c.sort_key, REFERENCE.c.statute_id, REFERENCE.c.number))
            return [(row[0], Link._make(row[1:])) for row in rows]

    def citing(self, doc: str, unit: str, number: str, own: int, limit: int) -> tuple[int, list[Citing]]:
        """Say which provisions cite a unit of an act by its number.

        Args:
            doc: The cited act.
            unit: "§", "Art", "Anlage".
            number: "5a".
            own: Position of the cited provision, which does not count.
            limit: How many to give, those of the own act first.

        Returns:
            The number of citing provisions, and the first citation of each of the first of them.
        """
        query = (
            self._of_run(
                STATUTE.c.law,
                PROVISION.c.unit,
                REFERENCE.c.absatz,
                REFERENCE.c.relation,
                REFERENCE.c.statute_id,
                REFERENCE.c.position,
                STATUTE.c.doc,
            )
            .join(
                PROVISION,
                and_(PROVISION.c.wording_id == STATUTE.c.wording_id, PROVISION.c.position == REFERENCE.c.position),
            )
            .where(REFERENCE.c.target == doc, REFERENCE.c.unit == unit, REFERENCE.c.unit_number == number)
            .order_by(STATUTE.c.doc != doc, STATUTE.c.sort_key, REFERENCE.c.statute_id, REFERENCE.c.number)
        )
        found: dict[tuple[int, int], Citing] = {}
        with self._store.connect() as connection:
            for row in connection.execute(query):
                if row[6] != doc or row[5] != own:
                    found.setdefault((row[4], row[5]), Citing._make(row[:4]))
        return len(found), list(found.values())[:limit]

    def findings(self) -> Iterator[FindingRow]:
        """Count the findings of the run by provision, Absatz, type and status; quoted new wording is left out."""
        query = (
            select(
                STATUTE.c.doc,
                FINDING.c.position,
                FINDING.c.absatz,
                FINDING.c.type,
                FINDING.c.status,
                func.count(),
            )
            .join(STATUTE, STATUTE.c.id == FINDING.c.statute_id)
            .where(STATUTE.c.run_id == self._run.id, FINDING.c.context == "law")
            .group_by(STATUTE.c.id, FINDING.c.position, FINDING.c.absatz, FINDING.c.type, FINDING.c.status)
        )
        with self._store.connect() as connection:
            for row in connection.execute(query):
                yield FindingRow._make(row)

    def _of_run(self, *columns: Any) -> Select[Any]:
        return (
            select(*columns)
            .join(STATUTE, STATUTE.c.id == REFERENCE.c.statute_id)
            .where(STATUTE.c.run_id == self._run.id)
        )
