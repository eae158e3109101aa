"""Findings of a run by their fingerprints, many in one query; those of families, some families at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from analyzer.model import Finding
from analyzer.semantic.families import Family
from analyzer.store.entries import ENTRIES, entry_of
from analyzer.store.reading import Reading
from analyzer.store.schema import FINDING, STATUTE
from analyzer.store.views import Entry

_BATCH: Final = 1_000
"""Findings asked for in one query."""
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
    for at in range(0, len(families), _FAMILIES):
        some = families[at : at + _FAMILIES]
        entries = find_entries(reading, (fingerprint for family in some for fingerprint in family.fingerprints))
        for family in some:
            yield family, [entries[name].finding for name in family.fingerprints if name in entries]
