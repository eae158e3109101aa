"""The clauses of a stored run: read for the search index, and found again from its places."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import and_, func, select

from analyzer.errors import StoreError
from analyzer.model import Citation, Evidence
from analyzer.semantic.acts import acts_of, settled, together
from analyzer.semantic.encoder import Encoder
from analyzer.semantic.index import Batch, Place, prepare
from analyzer.semantic.index import Entry as IndexEntry
from analyzer.semantic.index_clauses import Clause, TextLine, cut
from analyzer.semantic.similar import FORM, Mark, marks_of, may_solve
from analyzer.store.curing import Cured, cure_words, cured, goes_beyond
from analyzer.store.reading import Reading
from analyzer.store.schema import FINDING, PROVISION, STATUTE
from analyzer.store.views import Act, Entry, ProvisionText
from analyzer.store.wording import TextBlock, unpack

_CHARACTERS: Final = 1_000_000
"""Of provisions that are prepared together."""

_KEPT: Final = 32
"""Provisions of a run that are kept once they are read."""
_PROVISIONS: Final[WeakKeyDictionary[Reading, dict[tuple[int, int], _Provision]]] = WeakKeyDictionary()
_ACTS: Final[WeakKeyDictionary[Reading, dict[int, list[int]]]] = WeakKeyDictionary()
_Row = tuple[int, int, int, str, str, str, str]


class Passage(NamedTuple):
    """A provision on its way into the index.

    Attributes:
        wording: Id of its wording.
        position: Its number in the act.
        body: Its text, packed.
        marks: (text block, first character, one past the last, type, status, quote, evidence) of its findings.
    """

    wording: int
    position: int
    body: str
    marks: tuple[_Row, ...]


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
        others: The other sentences of its Absatz: (as lawyers cite it, words).
        items: The other items of its own sentence: (as lawyers cite it, words without the lead-in).
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
    others: tuple[tuple[str, str], ...] = ()
    items: tuple[tuple[str, str], ...] = ()


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
    acts = _acts_by_wording(reading)
    return [
        _found(reading.act_of(act), place.position, provision, *provision.clauses[place.number])
        for place in places
        for act in acts.get(place.wording, ())
        if place.number < len((provision := _provision(reading, act, place.position)).clauses)
    ]


def _found(act: Act, position: int, provision: _Provision, ordinal: int, block: TextBlock, clause: Clause) -> Found:
    head, blocks = provision.text.head, provision.text.blocks
    citation = Citation.of_labels(act.law, head.unit, block.absatz, clause.satz, clause.labels)
    entries = tuple(
        entry for entry in provision.entries if entry.ordinal == ordinal and clause.holds(entry.start, entry.end)
    )
    others = tuple(
        (Citation.of_labels(act.law, head.unit, block.absatz, satz, ()).zitat, words)
        for satz, words in _others(blocks, ordinal, clause)
    )
    items = tuple(
        (Citation.of_labels(act.law, head.unit, block.absatz, other.satz, other.labels).zitat, _own_words(block, other))
        for at, _, other in provision.clauses
        if at == ordinal and other is not clause and other.labels and other.spans[0] == clause.spans[0]
    )
    return Found(
        act, position, ordinal, clause, head.unit, head.heading, block.absatz,
        citation.zitat if act.law else f"{citation.place} {act.title}".strip(),
        str(citation), entries, " ".join(other.text for other in blocks if other.absatz == block.absatz), others,
        items,
    )  # fmt: skip


def _own_words(block: TextBlock, item: Clause) -> str:
    """Give the words of an item without the lead-in it shares."""
    return " ".join(" ".join(block.text[start:end] for start, end in item.spans[1:]).split())


class _Provision(NamedTuple):
    text: ProvisionText
    entries: tuple[Entry, ...]
    clauses: tuple[tuple[int, TextBlock, Clause], ...]


def _provision(reading: Reading, act: int, position: int) -> _Provision:
    """Read a provision of the run; the items of a sentence are asked for one after the other, so the last few are kept."""
    kept = _PROVISIONS.setdefault(reading, {})
    known = kept.get((act, position))
    if known is None:
        text = reading.text(act, position, position)[0]
        known = _Provision(text, tuple(reading.findings_at(act, position)), tuple(clauses_of(text.blocks)))
        if len(kept) >= _KEPT:
            kept.pop(next(iter(kept)), None)  # another session of the app may have taken it out
        kept[act, position] = known
    return known


def _entries(passage: Passage) -> Iterator[IndexEntry]:
    blocks = unpack(passage.body)
    for number, (ordinal, _, clause) in enumerate(clauses_of(blocks)):
        rows = [row for row in passage.marks if row[0] == ordinal and clause.holds(row[1], row[2])]
        others = [words for _, words in _others(blocks, ordinal, clause)] if any(map(_is_resolved, rows)) else []
        judged = {at: _cured(row, clause, others) for at, row in enumerate(rows) if _is_resolved(row)}
        inside = [
            Mark(kind, status, quote, at not in judged or judged[at].is_cured)  # type: ignore[arg-type]
            for at, (_, _, _, kind, status, quote, _) in enumerate(rows)
        ]
        marks = marks_of(clause.text, inside)
        acts = 0
        if may_solve(marks):  # only what may be shown as a solution is asked what it is about
            cures = [each.acts for each in judged.values() if each.is_cured]
            acts = settled(together(cures)) if cures else acts_of(clause.text)
        yield IndexEntry(clause.text, Place(passage.wording, passage.position, number), marks, acts)


def _is_resolved(row: _Row) -> bool:
    return row[4] == "resolved"


def _cured(row: _Row, clause: Clause, others: Sequence[str]) -> Cured:
    *_, kind, _, quote, evidence = row
    words = cure_words(Evidence(matcher, words, tuple(guards)) for matcher, words, guards in json.loads(evidence))
    if kind not in FORM:
        return Cured(not goes_beyond(clause.text, words), acts_of(clause.text, [quote]))
    return cured(clause.text, quote, words, others)


def _others(blocks: Sequence[TextBlock], ordinal: int, clause: Clause) -> list[tuple[int, str]]:
    """Give the sentences of the Absatz of a clause without its own: (number, words)."""
    absatz = blocks[ordinal].absatz
    first = clause.spans[0][0]
    return [
        (satz, words)
        for at, block in enumerate(blocks)
        if block.absatz == absatz
        for satz, start, end in block.sentences or ()
        if (at != ordinal or not start <= first < end) and (words := " ".join(block.text[start:end].split()))
    ]


def _marks(reading: Reading) -> dict[tuple[int, int], list[_Row]]:
    query = (
        select(
            STATUTE.c.wording_id, FINDING.c.position, FINDING.c.ordinal, FINDING.c.mark_start, FINDING.c.mark_end,
            FINDING.c.type, FINDING.c.status, FINDING.c.quote, FINDING.c.evidence,
        )
        .join(STATUTE, and_(STATUTE.c.id == FINDING.c.statute_id, STATUTE.c.run_id == reading.run.id))
        .order_by(FINDING.c.id)
    )  # fmt: skip
    marks: dict[tuple[int, int], list[_Row]] = {}
    with reading.store.connect() as connection:
        for wording, position, *mark in connection.execute(query):
            marks.setdefault((wording, position), []).append(tuple(mark))
    return marks


def _acts_by_wording(reading: Reading) -> dict[int, list[int]]:
    """Give the ids of the acts of the run by their wordings, in the order of the list; read once."""
    known = _ACTS.get(reading)
    if known is None:
        known = {}
        query = select(STATUTE.c.wording_id, STATUTE.c.id).where(STATUTE.c.run_id == reading.run.id)
        with reading.store.connect() as connection:
            for wording, act in connection.execute(query.order_by(STATUTE.c.sort_key, STATUTE.c.id)):
                known.setdefault(wording, []).append(act)
        _ACTS[reading] = known
    return known


def _has_sentences(block: TextBlock, reading: Reading) -> bool:
    if block.sentences is None:
        raise StoreError(
            f"Der Bestand {reading.store.name} stammt aus einer älteren Fassung und kann nicht durchsucht werden. "
            "Mit „medienbruch scan … --db“ neu einlesen.",
            en=f"The store {reading.store.name} was written by an older version and cannot be searched. "
            "Read it in again with “medienbruch scan … --db”.",
        )
    return True
