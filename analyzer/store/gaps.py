"""Where the sentence of a finding, or a clause of the search, leaves items of its list out.

Both join lead-in, item and tail by single blanks, so that nothing shows that other items stand between them. The store
keeps the text they were taken from: laid over it, they show where something was left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

from sqlalchemy import select, tuple_

from analyzer.model import Finding
from analyzer.model.gaps import Gaps, within
from analyzer.semantic.families import Family
from analyzer.semantic.index_clauses import Clause
from analyzer.store.clauses import Found
from analyzer.store.lookup import batches_of, find_entries
from analyzer.store.reading import Reading
from analyzer.store.schema import PROVISION, STATUTE
from analyzer.store.views import Entry
from analyzer.store.wording import TextBlock, unpack

_BATCH: Final = 200
_ENDS: Final = (".", ";", ",", ":", "!", "?")
"""What stands where a line may be cut."""


def gaps_of(reading: Reading, entries: Iterable[Entry]) -> dict[str, Gaps]:
    """Find what the sentences of findings leave out; whole sentences, and those the text does not show, are not named.

    Args:
        reading: The run.
        entries: Findings.

    Returns:
        By fingerprint.
    """
    asked = [entry for entry in entries if entry.ordinal >= 0]
    blocks = _blocks(reading, {(entry.act, entry.position) for entry in asked})
    found: dict[str, Gaps] = {}
    for entry in asked:
        body = blocks.get((entry.act, entry.position), ())
        if entry.ordinal < len(body):
            gaps = _gaps_in(body[entry.ordinal], entry)
            if gaps:
                found[entry.finding.fingerprint] = gaps
    return found


def gaps_of_clauses(reading: Reading, clauses: Sequence[Found]) -> list[Gaps]:
    """Find what clauses of the search leave out, in the order they are given."""
    blocks = _blocks(reading, {(found.act.id, found.position) for found in clauses})
    return [_gaps_between(blocks[found.act.id, found.position][found.ordinal], found.clause) for found in clauses]


def gaps_of_families(reading: Reading, families: Sequence[Family]) -> dict[str, Gaps]:
    """Find where the wordings of families leave something out, by name of the family."""
    entries = find_entries(reading, [family.representative for family in families])
    of_entries = gaps_of(reading, entries.values())
    found: dict[str, Gaps] = {}
    for family in families:
        entry = entries.get(family.representative)
        left = of_entries.get(family.representative, ())
        if entry is not None and left:
            bare = family.clause.removeprefix("… ").removesuffix(" …")
            skipped = 2 if family.clause.startswith("… ") else 0
            found[family.name] = tuple(at + skipped for at in within(bare, entry.finding.sentence, left))
    return found


def findings_with_gaps(
    reading: Reading, families: Sequence[Family]
) -> Iterator[tuple[Family, list[Finding], dict[str, Gaps]]]:
    """Give what `findings_of` gives, and by fingerprint what the sentences of the findings leave out."""
    for some, entries in batches_of(reading, families):
        gaps = gaps_of(reading, entries.values())
        for family in some:
            yield family, [entries[name].finding for name in family.fingerprints if name in entries], gaps


def _blocks(reading: Reading, places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], tuple[TextBlock, ...]]:
    """Read the text of some provisions: act and position."""
    wanted = sorted(places)
    found: dict[tuple[int, int], tuple[TextBlock, ...]] = {}
    columns: tuple[Any, ...] = (STATUTE.c.id, PROVISION.c.position, PROVISION.c.body)
    query = select(*columns).join(PROVISION, PROVISION.c.wording_id == STATUTE.c.wording_id)
    with reading.store.connect() as connection:
        for at in range(0, len(wanted), _BATCH):
            some = wanted[at : at + _BATCH]
            rows = connection.execute(query.where(tuple_(STATUTE.c.id, PROVISION.c.position).in_(some)))
            found |= {(act, position): unpack(body) for act, position, body in rows}
    return found


# ----------------------------------------------------------------- findings


def _gaps_in(block: TextBlock, entry: Entry) -> Gaps:
    """Lay the sentence of a finding over the sentence of the text that its quote stands in."""
    around = [span[1:] for span in block.sentences or () if span[1] <= entry.start < span[2]]
    if not around:
        return ()
    start, end = around[0]
    starts = sorted({start, *(line.start for line in block.lines if start < line.start < end)})
    lines = [part for low, high in pairwise((*starts, end)) for part in _parts(block.text[low:high].split())]
    words = entry.finding.sentence.split()
    if sum(map(len, lines)) <= len(words):
        return ()
    before = _laid_over(words, lines)
    return tuple(_offsets(entry.finding.sentence, words, before)) if before is not None else ()


def _parts(words: list[str]) -> Iterator[list[str]]:
    """Cut a line where a sentence or a member of it may end: an item can hold several."""
    start = 0
    for at, word in enumerate(words, 1):
        if word.endswith(_ENDS) or at == len(words):
            yield words[start:at]
            start = at


def _laid_over(words: list[str], lines: Sequence[list[str]]) -> list[int] | None:
    """Find before which words something is left out; `None` where the words do not come from these lines.

    Every line is taken whole or left out. Where several ways lead to the end, lines are rather taken than left out.
    """
    way = [(0, _ways(words, 0, lines, 0))]  # for every line: words laid before it, and how many of it to try next
    taken: list[int] = []
    dead: set[tuple[int, int]] = set()
    while len(taken) < len(lines) or way[-1][0] < len(words):
        laid, untried = way[-1]
        if not untried:
            dead.add((len(taken), laid))
            way.pop()
            if not way:
                return None
            taken.pop()
        elif (len(taken) + 1, laid + untried[0]) in dead:
            untried.pop(0)
        else:
            taken.append(untried.pop(0))
            laid += taken[-1]
            way.append((laid, _ways(words, laid, lines, len(taken))))
    return sorted({laid for (laid, _), n in zip(way, taken, strict=False) if not n})


def _ways(words: list[str], laid: int, lines: Sequence[list[str]], line: int) -> list[int]:
    """Say how many words of a line can come next: all of it, where they are the same, or none."""
    if line == len(lines):
        return []
    here = lines[line]
    return [len(here), 0] if words[laid : laid + len(here)] == here else [0]


def _offsets(text: str, words: Sequence[str], before: Sequence[int]) -> Iterable[int]:
    """Give the characters at which words begin; the length of the text for what stands behind the last."""
    starts: list[int] = []
    at = 0
    for word in words:
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
    return [starts[n] if n < len(starts) else len(text) for n in before]


# ------------------------------------------------------------------ clauses


def _gaps_between(block: TextBlock, clause: Clause) -> Gaps:
    """Find where the stretches of a clause do not join; they tell themselves where they stand."""
    first = clause.spans[0][0]
    end = next((stop for _, start, stop in block.sentences or () if start <= first < stop), clause.spans[-1][1])
    gaps: list[int] = []
    joined = 0
    for (low, high), (following, _) in pairwise((*clause.spans, (end, end))):
        words = len(" ".join(block.text[low:high].split()))
        joined += words + (1 if words and joined else 0)
        if block.text[high:following].strip():
            gaps.append(joined + 1 if 0 < joined < len(clause.text) else joined)
    return tuple(gaps)
