"""Questions to the search index of a run: what is like a clause, who has solved it, which findings form a family."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analyzer.model import OBSTACLE_TYPES, ObstacleType, Status
from analyzer.semantic.acts import act_names, acts_of, can_be_told, does_the_same
from analyzer.semantic.index import WEIGHT, Hit
from analyzer.semantic.similar import Wanted, marked, solutions
from analyzer.store.clauses import Found
from analyzer.store.ranking import is_known, weighed, with_titles
from analyzer.store.search import Search
from analyzer.store.views import Entry

PLACES = 5
"""Places that are given of a clause unless more are asked for."""
_POOL = 100
"""Hits that the titles of their acts may move up or down."""
_BUNDLED = 40
"""Hits beyond those wanted that are looked through for further items of the sentences shown."""
_SPARE = 3
"""Hits read beyond those wanted, for those that turn out to be the asked clause itself."""
LEAST = 0.3
"""Score below which a clause has nothing to do with what was asked."""
LEAST_SOLVED = 0.4
"""Likewise of a solution: the same kind of declaration in an altogether different matter helps nobody."""
LEAST_SAME = 0.33
"""Likewise of a solution that names the same doing as the question."""


@dataclass(frozen=True, slots=True)
class Question:
    """A clause whose like is looked for.

    Attributes:
        text: Its words.
        types: Types of its obstacles, empty if not known.
        quotes: Words that make them.
        finding: The finding it is of, if it is of one.
    """

    text: str
    types: tuple[ObstacleType, ...] = ()
    quotes: tuple[str, ...] = ()
    finding: Entry | None = None

    @staticmethod
    def of(entry: Entry) -> Question:
        """Ask for the like of a finding."""
        finding = entry.finding
        return Question(finding.sentence, (finding.type,), (finding.quote,), entry)

    @property
    def acts(self) -> tuple[str, ...]:
        """Names of the acts it speaks of."""
        return tuple(act_names(acts_of(self.text, self.quotes)))


@dataclass(frozen=True, slots=True)
class Filter:
    """What may be found; empty fields do not restrict.

    Attributes:
        types: Types of findings in the clause.
        statuses: Their statuses.
        acts: Ids of acts, `Act.id`.
        obstacles: Only clauses with any finding.
    """

    types: tuple[ObstacleType, ...] = ()
    statuses: tuple[Status, ...] = ()
    acts: tuple[int, ...] = ()
    obstacles: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A clause that was found, with its places.

    Attributes:
        hit: How alike it is.
        found: Its first places; never empty.
        more: How many places it has beyond these.
        items: Further items of the same sentence among the hits, which are not shown.
    """

    hit: Hit
    found: tuple[Found, ...]
    more: int = 0
    items: int = 0

    @property
    def total(self) -> int:
        """Number of its places."""
        return len(self.found) + self.more


def similar(
    search: Search,
    question: Question,
    limit: int = 10,
    *,
    among: Filter | None = None,
    weight: float | None = None,
    places: int = PLACES,
) -> list[Answer]:
    """Find the clauses most like one, the clause of the question itself left out.

    Args:
        search: The open index.
        question: What is looked for.
        limit: How many at most.
        among: What may be found.
        weight: Share of the meaning in the score, 0 for words alone, 1 for meaning alone.
        places: Places given of each; the others are counted.
    """
    return _answers(search, question, limit, _mask(search, among), places, WEIGHT if weight is None else weight, LEAST)


def solved(
    search: Search, question: Question, limit: int = 10, *, among: Filter | None = None, places: int = PLACES
) -> list[Answer]:
    """Find clauses about the same kind of declaration that already allow the digital way.

    Only clauses that pass every test of `analyzer.semantic.similar.solutions` are shown, and none at all where the
    kind of declaration cannot be told: an answer that is no solution would be worse than none.
    """
    wanted = Wanted(acts_of(question.text, question.quotes), question.types)
    if not can_be_told(wanted.acts):
        return []
    mask = solutions(np.asarray(search.index.marks), np.asarray(search.index.acts), wanted)
    allowed = _mask(search, among)
    if allowed is not None:
        mask &= allowed
    return _answers(search, replace(question, types=()), limit, mask, places, WEIGHT, LEAST_SOLVED, wanted.acts)


def with_places(search: Search, answer: Answer, most: int) -> Answer:
    """Give an answer with more of its places."""
    whole = _answer(search, answer.hit, Question(""), most)
    return answer if whole is None else replace(whole, items=answer.items)


def _answers(
    search: Search,
    question: Question,
    limit: int,
    mask: NDArray[np.bool_] | None,
    places: int,
    weight: float,
    least: float,
    acts: int = 0,
) -> list[Answer]:
    if not is_known(search, question.text):
        return []
    hits = search.index.search(question.text, search.encoder, max(_POOL, limit + _SPARE), among=mask, weight=weight)
    if weight < 1:
        hits = with_titles(search, question.text, hits)
    hits = weighed(search, question.types, hits)
    answers: dict[tuple[int, ...], Answer] = {}
    provisions: set[tuple[int, int]] = set()
    for hit in hits[: limit + _BUNDLED]:
        if hit.score < (LEAST_SAME if does_the_same(int(search.index.acts[hit.clause]), acts) else least):
            continue
        provision = search.index.places(hit.clause, 1)[0][:2]
        if len(answers) == limit and provision not in provisions:
            continue
        answer = _answer(search, hit, question, places)
        if answer is None:
            continue
        key = _sentence_of(answer)
        if key in answers:
            answers[key] = replace(answers[key], items=answers[key].items + 1)
        elif len(answers) < limit:
            answers[key] = answer
            provisions.add(provision)
    return list(answers.values())


def _sentence_of(answer: Answer) -> tuple[int, ...]:
    """Give what all items of one sentence share; a whole sentence stands for itself."""
    first = answer.found[0]
    if not first.clause.labels:
        return (answer.hit.clause,)
    return first.act.id, first.position, first.ordinal, first.clause.satz, first.clause.spans[0][0]


def _answer(search: Search, hit: Hit, question: Question, most: int) -> Answer | None:
    """Put a hit and its places together; `None` if it stands at the asked place alone."""
    read = search.found(hit, most + 1)
    others = [found for found in read if not _is_asked(found, question)]
    more = max(0, search.index.count(hit.clause) - len(read)) + len(others[most:])
    return Answer(hit, tuple(others[:most]), more) if others else None


def _is_asked(found: Found, question: Question) -> bool:
    asked = question.finding
    return (
        asked is not None
        and (found.act.id, found.position, found.ordinal) == (asked.act, asked.position, asked.ordinal)
        and found.clause.holds(asked.start, asked.end)
    )


def _mask(search: Search, among: Filter | None) -> NDArray[np.bool_] | None:
    if among is None or among == Filter():
        return None
    mask = np.ones(len(search.index), np.bool_)
    if among.types or among.statuses or among.obstacles:
        mask &= marked(np.asarray(search.index.marks), among.types or OBSTACLE_TYPES, among.statuses)
    if among.acts:
        mask &= search.index.clauses_in(search.reading.wordings_of(among.acts))
    return mask
