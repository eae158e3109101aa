"""Clauses and families of those findings alone that a selection leaves: by what found them, and by confidence.

The search index knows types and statuses, not what found a finding; so more hits are read than wanted, and sifted.
"""

from __future__ import annotations

from typing import Final

from analyzer.semantic.encoder import Encoder
from analyzer.semantic.families import Family, find_families, member_of
from analyzer.store.alike import Answer, Filter, Question, similar
from analyzer.store.reading import Reading
from analyzer.store.search import Search
from analyzer.store.selection import Selection

_DEPTHS: Final = (4, 20)
"""How many times more hits are read than wanted, while too few pass."""


def similar_among(
    search: Search, question: Question, limit: int, wanted: Selection, *, weight: float | None = None, places: int = 1
) -> list[Answer]:
    """Find the clauses most like one that hold a finding of a selection.

    Args:
        search: The open index.
        question: What is looked for.
        limit: How many at most.
        wanted: What the finding must be; its words are not looked at.
        weight: See `similar`.
        places: Places given of each.

    Returns:
        The most alike first; of those that stand far down the list some may be missing.
    """
    among = Filter(wanted.types, wanted.statuses, wanted.acts, obstacles=wanted.is_sifted)
    if not wanted.is_sifted:
        return similar(search, question, limit, among=among, weight=weight, places=places)
    passed: list[Answer] = []
    for times in _DEPTHS:
        read = similar(search, question, times * limit, among=among, weight=weight, places=places)
        passed = [answer for answer in read if _passes(answer, wanted)]
        if len(passed) >= limit or len(read) < times * limit:
            break
    return passed[:limit]


def families_among(
    reading: Reading, wanted: Selection, encoder: Encoder | None = None, *, least: int = 2, least_acts: int = 1
) -> tuple[Family, ...]:
    """Gather the findings of a selection into families, the largest first.

    Args:
        reading: The run.
        wanted: Which findings.
        encoder: Lets meaning decide where words alone leave a doubt.
        least: Clauses a family needs.
        least_acts: Acts it needs.
    """
    return find_families(map(member_of, reading.findings(wanted)), encoder, least=least, least_acts=least_acts)


def _passes(answer: Answer, wanted: Selection) -> bool:
    return any(wanted.passes(entry.finding) for found in answer.found for entry in found.entries)
