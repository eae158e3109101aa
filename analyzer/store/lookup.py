"""Findings of a run by their fingerprints or provisions, many in one query; those of families, some families at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sqlalchemy import ColumnElement, and_, func, select, tuple_

from analyzer.model import Finding
from analyzer.semantic.families import Family
from analyzer.store.entries import ENTRIES, entry_of
from analyzer.store.reading import Reading
from analyzer.store.schema import FINDING, STATUTE
from analyzer.store.views import Entry

_BATCH: Final = 1_000
"""Findings asked for in one query."""
_PLACES: Final = 200
"""Provisions asked for in one query."""
_FAMILIES: Final = 200
"""Families whose findings are read together."""


def find_entries(reading: Reading, fingerprints: Iterable[str]) -> dict[str, Entry]:
    """Find many findings of a run at once; those it does not hold are left out.

    Args:
        reading: The run.
        fingerprints: Theirs.

    Returns:
        By fingerprint; of several with the same one the first, as `Reading.finding` gives.
    """
    wanted = list(dict.fromkeys(fingerprints))
    of_run = ENTRIES.where(STATUTE.c.run_id == reading.run.id).order_by(FINDING.c.id)
    found: dict[str, Entry] = {}
    with reading.store.connect() as connection:
        for at in range(0, len(wanted), _BATCH):
            for row in connection.execute(of_run.where(FINDING.c.fingerprint.in_(wanted[at : at + _BATCH]))):
                entry = entry_of(row)
                found.setdefault(entry.finding.fingerprint, entry)
    return found


def findings_of(reading: Reading, families: Sequence[Family]) -> Iterator[tuple[Family, list[Finding]]]:
    """Give each family with its findings in their order; those that the run does not hold are left out."""
    for some, entries in batches_of(reading, families):
        for family in some:
            yield family, [entries[name].finding for name in family.fingerprints if name in entries]


def batches_of(reading: Reading, families: Sequence[Family]) -> Iterator[tuple[Sequence[Family], dict[str, Entry]]]:
    """Give some families at a time, with their findings by fingerprint."""
    for at in range(0, len(families), _FAMILIES):
        some = families[at : at + _FAMILIES]
        yield some, find_entries(reading, (fingerprint for family in some for fingerprint in family.fingerprints))


def count_at(reading: Reading, places: Iterable[tuple[int, int]]) -> int:
    """Count the findings in some provisions: act and position. Quoted new wording of other acts is left out."""
    with reading.store.connect() as connection:
        queries = (select(func.count()).select_from(FINDING).where(at) for at in _stretches(places))
        return sum(int(connection.execute(query).scalar_one()) for query in queries)


def findings_at(reading: Reading, places: Iterable[tuple[int, int]]) -> Iterator[Finding]:
    """Give the findings that `count_at` counts, act by act in the order of the list and in text order."""
    return (entry.finding for entries in entries_at(reading, places) for entry in entries)


def entries_at(reading: Reading, places: Iterable[tuple[int, int]]) -> Iterator[list[Entry]]:
    """Give what `findings_at` gives, with their places in the store, some provisions at a time."""
    order = {act.id: number for number, act in enumerate(reading.acts())}
    sorted_places = sorted(places, key=lambda place: (order[place[0]], place[1]))
    with reading.store.connect() as connection:
        for at in _stretches(sorted_places):
            rows = connection.execute(ENTRIES.where(at).add_columns(FINDING.c.id)).all()
            yield [entry_of(row[:-1]) for row in sorted(rows, key=lambda row: (order[row.statute_id], row[-1]))]


def _stretches(places: Iterable[tuple[int, int]]) -> Iterator[ColumnElement[bool]]:
    wanted = list(dict.fromkeys(places))
    for at in range(0, len(wanted), _PLACES):
        inside = tuple_(FINDING.c.statute_id, FINDING.c.position).in_(wanted[at : at + _PLACES])
        yield and_(inside, FINDING.c.context == "law")
