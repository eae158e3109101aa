"""The clauses of a stored run: read for the search index, and found again from its places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from sqlalchemy import and_, func, select

from analyzer.errors import StoreError
from analyzer.model import Citation
from analyzer.semantic.encoder import Encoder
from analyzer.semantic.index import Batch, Place, prepare
from analyzer.semantic.index import Entry as IndexEntry
from analyzer.semantic.index_clauses import Clause, TextLine, cut
from analyzer.semantic.similar import Mark, acts_of, marks_of, may_solve
from analyzer.store.reading import Reading
from analyzer.store.schema import FINDING, PROVISION, STATUTE
from analyzer.store.views import Act, Entry
from analyzer.store.wording import TextBlock, unpack

_CHARACTERS: Final = 1_000_000
"""Of provisions that are prepared together."""


class Passage(NamedTuple):
    """A provision on its way into the index.

    Attributes:
        wording: Id of its wording.
        position: Its number in the act.
        body: Its text, packed.
        marks: (text block, first character, one past the last, type, status, quote) of its findings.
    """

    wording: int
    position: int
    body: str
    marks: tuple[tuple[int, int, int, str, str, str], ...]


class Found(NamedTuple):
    """A clause at one place of the run.

    Attributes:
        act: Its act.
        position: Its provision.
        ordinal: Its text block in the provision.
        clause: Its words and number.
        unit: "§ 5".
        heading: Of the provision.
        absatz: "2" or "".
        zitat: As lawyers write it.
        citation: Sortable.
        entries: Findings in it.
        around: Text of its Absatz.
    """

    act: Act
    position: int
    ordinal: int
    clause: Clause
    unit: str
    heading: str
    absatz: str
    zitat: str
    citation: str
    entries: tuple[Entry, ...]
    around: str


def passages(reading: Reading) -> Iterator[list[Passage]]:
    """Read all provisions of a run, in stretches of about equal length.

    Raises:
        StoreError: If the store was written by an older version, which did not keep where sentences begin.
    """
    marks = _marks(reading)
    wordings = select(STATUTE.c.wording_id).where(STATUTE.c.run_id == reading.run.id).distinct()
    query = (
        select(PROVISION.c.wording_id, PROVISION.c.position, PROVISION.c.body)
        .where(PROVISION.c.wording_id.in_(wordings), PROVISION.c.characters > 0)
        .order_by(PROVISION.c.wording_id, PROVISION.c.position)
        .execution_options(yield_per=500)
    )
    batch: list[Passage] = []
    held = 0
    is_checked = False
    with reading.store.connect() as connection:
        for wording, position, body in connection.execute(query):
            if not is_checked:
                is_checked = any(_has_sentences(block, reading) for block in unpack(body))
            batch.append(Passage(wording, position, body, tuple(marks.get((wording, position), ()))))
            held += len(body)
            if held >= _CHARACTERS:
                yield batch
                batch, held = [], 0
    if batch:
        yield batch


def characters(reading: Reading) -> int:
    """Give the length of all texts of a run, for progress and the number of workers."""
    query = select(func.sum(PROVISION.c.characters)).where(
        PROVISION.c.wording_id.in_(select(STATUTE.c.wording_id).where(STATUTE.c.run_id == reading.run.id))
    )
    with reading.store.connect() as connection:
        return int(connection.execute(query).scalar() or 0)


def ready(batch: Sequence[Passage], encoder: Encoder) -> Batch:
    """Cut provisions into clauses, and make these ready for the index."""
    return prepare([entry for passage in batch for entry in _entries(passage)], encoder)


def clauses_of(body: Iterable[TextBlock]) -> Iterator[tuple[int, TextBlock, Clause]]:
    """Give all clauses of a provision in order, with the number of their text block: the n-th is the n-th of the index."""
    for ordinal, block in enumerate(body):
        lines = [TextLine(line.start, line.depth, line.label) for line in block.lines]
        for clause in cut(block.text, block.sentences or (), lines):
            yield ordinal, block, clause


def find(reading: Reading, places: Sequence[Place]) -> list[Found]:
    """Find clauses in the acts of the run; a wording that several acts share gives one for each."""
    found: list[Found] = []
    acts = _acts_of(reading, {place.wording for place in places})
    for place in places:
        for act in acts.get(place.wording, ()):
            provision = reading.text(act.id, place.position, place.position)[0]
            for number, (ordinal, block, clause) in enumerate(clauses_of(provision.blocks)):
                if number == place.number:
                    head = provision.head
                    citation = Citation.of_labels(act.law, head.unit, block.absatz, clause.satz, clause.labels)
                    entries = tuple(
                        entry
                        for entry in reading.findings_at(act.id, place.position)
                        if entry.ordinal == ordinal and clause.holds(entry.start, entry.end)
                    )
                    around = " ".join(other.text for other in provision.blocks if other.absatz == block.absatz)
                    found.append(
                        Found(
                            act, place.position, ordinal, clause, head.unit, head.heading, block.absatz,
                            citation.zitat if act.law else f"{citation.place} {act.title}".strip(),
                            str(citation), entries, around,
                        )
                    )  # fmt: skip
                    break
    return found


def _entries(passage: Passage) -> Iterator[IndexEntry]:
    for number, (ordinal, _, clause) in enumerate(clauses_of(unpack(passage.body))):
        inside = [
            Mark(kind, status, quote)  # type: ignore[arg-type]
            for at, start, end, kind, status, quote in passage.marks
            if at == ordinal and clause.holds(start, end)
        ]
        marks = marks_of(clause.text, inside)
        # Only what may be shown as a solution is asked which declaration it is about.
        acts = acts_of(clause.text, [mark.quote for mark in inside]) if may_solve(marks) else 0
        yield IndexEntry(clause.text, Place(passage.wording, passage.position, number), marks, acts)


def _marks(reading: Reading) -> dict[tuple[int, int], list[tuple[int, int, int, str, str, str]]]:
    query = (
        select(
            STATUTE.c.wording_id, FINDING.c.position, FINDING.c.ordinal, FINDING.c.mark_start, FINDING.c.mark_end,
            FINDING.c.type, FINDING.c.status, FINDING.c.quote,
        )
        .join(STATUTE, and_(STATUTE.c.id == FINDING.c.statute_id, STATUTE.c.run_id == reading.run.id))
        .order_by(FINDING.c.id)
    )  # fmt: skip
    marks: dict[tuple[int, int], list[tuple[int, int, int, str, str, str]]] = {}
    with reading.store.connect() as connection:
        for wording, position, *mark in connection.execute(query):
            marks.setdefault((wording, position), []).append(tuple(mark))
    return marks


def _acts_of(reading: Reading, wordings: set[int]) -> dict[int, list[Act]]:
    query = select(STATUTE.c.wording_id, STATUTE.c.id).where(
        STATUTE.c.run_id == reading.run.id, STATUTE.c.wording_id.in_(wordings)
    )
    acts: dict[int, list[Act]] = {}
    with reading.store.connect() as connection:
        for wording, act in connection.execute(query.order_by(STATUTE.c.sort_key, STATUTE.c.id)):
            acts.setdefault(wording, []).append(reading.act_of(act))
    return acts


def _has_sentences(block: TextBlock, reading: Reading) -> bool:
    if block.sentences is None:
        raise StoreError(
            f"Der Bestand {reading.store.name} stammt aus einer älteren Fassung und kann nicht durchsucht werden. "
            "Mit „medienbruch scan … --db“ neu einlesen.",
            en=f"The store {reading.store.name} was written by an older version and cannot be searched. "
            "Read it in again with “medienbruch scan … --db”.",
        )
    return True
