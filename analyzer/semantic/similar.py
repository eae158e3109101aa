"""What a clause speaks of, and whether it already allows the digital way: bits kept in the index for every clause.

"So haben es andere gelöst" shows clauses about the same kind of declaration whose own text lets it be made digitally:
either the rules found the obstacle resolved there, or its wording names a digital way. A solution must be beyond doubt:
a clause with any open obstacle of form, with a digital way that is denied, or that merely empowers somebody to allow or
to demand it, is none. An obstacle that is none of form (a discretion, a vague term, a proof to be supplied) is solved by
no digital way: only a clause in which an obstacle of the same type is resolved answers for it. Vectors only rank what
these tests leave; they never decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer.model import OBSTACLE_TYPES, PROFILES, STATUSES, ObstacleType, Status
from analyzer.semantic.acts import same_act, together
from analyzer.semantic.digital_way import is_cashless, is_closed, is_opened

DIGITAL: Final = 1 << 62
"""The wording names a digital way."""
DENIED: Final = 1 << 61
"""The wording denies one, or speaks of it without opening it."""
FRAGMENT: Final = 1 << 60
"""No sentence of law: the head or a cell of a table, or a form that speaks to whoever fills it in."""
CASHLESS: Final = 1 << 63
"""The wording speaks of paying without cash."""
_FIRST_CURED: Final = 45
"""Bit of the first type of which a finding is resolved by words that name a digital way."""
FORM: Final = frozenset(PROFILES["form"])
"""Types of obstacles that a digital way can solve."""
_NOT_BY_WORDS: Final = ("certification", "cash_payment", "physical_presence")
"""Types of form that a digital way alone does not solve: who may declare digitally may still have to pay
in cash or to appear; a hearing that is announced on the internet is none by video."""


class Mark(NamedTuple):
    """What a finding says of a clause.

    Attributes:
        type: Its type.
        status: Its status.
        quote: Its words.
        is_cured: Whether what resolves it is a digital way; of an obstacle that is none of form, anything.
    """

    type: ObstacleType
    status: Status
    quote: str
    is_cured: bool = True


class Wanted(NamedTuple):
    """What a solution is looked for.

    Attributes:
        acts: Bits of `analyzer.semantic.acts`; 0 where nothing could be told.
        types: Types of obstacles that must be solved; empty for any.
    """

    acts: int
    types: tuple[ObstacleType, ...] = ()


_BITS: Final = {
    pair: 1 << at for at, pair in enumerate((kind, status) for kind in OBSTACLE_TYPES for status in STATUSES)
}
_CURED: Final = {kind: 1 << at for at, kind in enumerate(OBSTACLE_TYPES, _FIRST_CURED)}
_MAY_SOLVE: Final = DIGITAL | CASHLESS | sum(_CURED.values())
_ENDS: Final = re.compile(r"(?:[.,;:!?)“\"]|\b(?:und|oder|sowie))\Z")
"""How a sentence or an item of a list ends; looked for in its last letters alone."""
_END: Final = 8
_POLITE: Final = re.compile(
    r"\b(?:[Kk]önnen|[Hh]aben|[Mm]üssen|[Dd]ürfen|[Ww]erden|[Ss]ind) Sie\b|(?<=[a-zäöüß,] )Ihre?[mnrs]?\b"
)
"""How a form speaks to whoever fills it in; "Sie" alone begins many a sentence of law."""


def bit(kind: ObstacleType, status: Status) -> int:
    """Give the bit that says a clause has a finding of a type and status."""
    return _BITS[kind, status]


def marks_of(text: str, found: Iterable[Mark]) -> int:
    """Give the bits of a clause: its findings, and what its wording says of a digital way."""
    is_law = _ENDS.search(text[-_END:]) and not ("Sie" in text and _POLITE.search(text))
    bits = 0 if is_law else FRAGMENT
    for mark in found:
        bits |= bit(mark.type, mark.status)
        bits |= _CURED[mark.type] if mark.status == "resolved" and mark.is_cured else 0
    bits |= DIGITAL if is_opened(text) else 0
    bits |= CASHLESS if is_cashless(text) else 0
    bits |= DENIED if is_closed(text) else 0
    return bits


def may_solve(bits: int) -> bool:
    """Tell whether a clause can be a solution for anything at all."""
    return bool(bits & _MAY_SOLVE)


def is_of_form(types: Sequence[ObstacleType]) -> bool:
    """Tell whether a digital way can be the answer to obstacles of some types; true where none are known."""
    return not types or any(kind in FORM for kind in types)


def solutions(marks: NDArray[np.uint64], acts: NDArray[np.uint64], wanted: Wanted) -> NDArray[np.bool_]:
    """Tell of every clause of an index whether it is a solution."""
    result = np.zeros(len(marks), np.bool_)
    some = np.flatnonzero(_any(marks, (_MAY_SOLVE,)))  # few of them: the other tests look at these alone
    result[some] = _are_solutions(marks[some], acts[some], wanted)
    return result


def _are_solutions(marks: NDArray[np.uint64], acts: NDArray[np.uint64], wanted: Wanted) -> NDArray[np.bool_]:
    types = wanted.types or FORM
    good = _any(marks, (_CURED[kind] for kind in types))
    unsolved = _any(marks, (bit(kind, status) for kind in FORM for status in ("open", "secondary")))
    if any(kind in FORM and kind not in _NOT_BY_WORDS for kind in types):
        good |= _any(marks, (DIGITAL,)) & ~unsolved  # words alone count where no rule had anything to find there
    if "cash_payment" in types:
        good |= _any(marks, (CASHLESS,)) & ~unsolved
    if not wanted.types:
        good &= ~unsolved
    wrong = _any(marks, (DENIED, *(bit(kind, "open") for kind in {*FORM, *types})))
    result: NDArray[np.bool_] = good & ~wrong & same_act(acts, wanted.acts)
    return result


def marked(marks: NDArray[np.uint64], types: Sequence[ObstacleType], statuses: Sequence[Status]) -> NDArray[np.bool_]:
    """Tell of every clause whether it has a finding of some types and statuses; empty means any."""
    return _any(marks, (bit(kind, s) for kind in types or OBSTACLE_TYPES for s in statuses or STATUSES))


def _any(marks: NDArray[np.uint64], bits: Iterable[int]) -> NDArray[np.bool_]:
    result: NDArray[np.bool_] = (marks & np.uint64(together(bits))) != 0
    return result
