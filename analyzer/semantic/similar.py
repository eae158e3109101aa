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
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer.model import OBSTACLE_TYPES, PROFILES, STATUSES, ObstacleType, Status

DIGITAL: Final = 1 << 62
"""The wording names a digital way."""
DENIED: Final = 1 << 61
"""The wording denies one, or speaks of it without opening it."""
_AROUND: Final = 120
"""Characters on either side of the deciding words in which the declaration must be named by a noun."""
_AROUND_VERB: Final = 40
"""Likewise by a verb."""
_BESIDE: Final = 15
"""Characters by which a further declaration may be farther away than the nearest."""
_LOOK_BACK: Final = 2
"""Articles and adjectives between a preposition and its noun."""
_FORM: Final = PROFILES["form"]
_NOT_BY_WORDS: Final = ("certification", "cash_payment")
"""Types of form that a digital way alone does not solve: who may declare digitally may still have to pay in cash."""
_NOUN_AHEAD: Final = 3
"""Words after an adjective in which its noun is looked for."""
_INFLECTED: Final = re.compile(r"(?i)\w*(?:elektronisch|digital|schriftlich)(?:e[mnrs]?)\Z")
_WORD: Final = re.compile(r"[^\W\d_]+")


class Mark(NamedTuple):
    """What a finding says of a clause.

    Attributes:
        type: Its type.
        status: Its status.
        quote: Its words.
    """

    type: ObstacleType
    status: Status
    quote: str


class Wanted(NamedTuple):
    """What a solution is looked for.

    Attributes:
        acts: Kinds of declarations, bits; 0 where none could be told.
        types: Types of obstacles that must be solved; empty for any.
    """

    acts: int
    types: tuple[ObstacleType, ...] = ()


_BITS: Final = {
    pair: 1 << at for at, pair in enumerate((kind, status) for kind in OBSTACLE_TYPES for status in STATUSES)
}
_MAY_SOLVE: Final = DIGITAL | sum(_BITS[kind, "resolved"] for kind in OBSTACLE_TYPES)


def bit(kind: ObstacleType, status: Status) -> int:
    """Give the bit that says a clause has a finding of a type and status."""
    return _BITS[kind, status]


def marks_of(text: str, found: Iterable[Mark]) -> int:
    """Give the bits of a clause: its findings, and what its wording says of a digital way."""
    bits = 0
    for mark in found:
        bits |= bit(mark.type, mark.status)
    lower = text.lower()
    digital = _digital()
    if digital.speaks(lower):
        bits |= DIGITAL if digital.way.search(lower) else 0
        bits |= DENIED if digital.no_way.search(digital.conditional.sub(" ", lower)) else 0
    return bits


def may_solve(bits: int) -> bool:
    """Tell whether a clause can be a solution for anything at all."""
    return bool(bits & _MAY_SOLVE)


def acts_of(text: str, quotes: Sequence[str] = ()) -> int:
    """Tell which kinds of declarations a clause speaks of.

    A noun behind a preposition or in the genitive is not what the clause is about: "gegen den Bescheid ist Widerspruch
    schriftlich einzulegen" speaks of the Widerspruch, "die Ablehnung des Antrags" of no Antrag.

    Args:
        text: The clause.
        quotes: Words that decide; only what is named nearest to them counts, if anything is. Without them, the words
            that name a digital way take their part.

    Returns:
        Bits, one for each kind, in the order of `act_names`.
    """
    lower = text.lower()
    if len(lower) != len(text):  # a letter that changes its length: places would not agree
        text = lower
    named = _named(text)
    spans = [(at, at + len(quote)) for quote in quotes if (at := lower.find(quote.lower())) >= 0]
    if not spans and _digital().speaks(lower):
        spans = [found.span() for found in _digital().way.finditer(lower)]
    near = 0
    for start, end in spans:
        # The part of the sentence between two commas first: what another part speaks of is another act.
        low, high = text.rfind(",", 0, start) + 1, text.find(",", end)
        inside = [each for each in named if low <= each[0] and (high < 0 or each[1] <= high)]
        near |= _nearest(text, inside, start, end) or _nearest(text, named, start, end)
    return near or _together(bits for _, _, bits in named)


def digital_words(text: str) -> list[str]:
    """Give the words of a clause that name a digital way, to the end of their noun.

    Example:
        >>> digital_words("Er ist schriftlich oder als elektronisches Dokument einzureichen.")
        ['schriftlich oder als elektronisches Dokument']
    """
    lower = text.lower()
    if len(lower) != len(text) or not _digital().speaks(
        lower
    ):  # a letter that changes its length has no place any more
        return []
    return [
        text[found.start() : phrase_end(text, found.end())].rstrip(" ,;") for found in _digital().way.finditer(lower)
    ]


def phrase_end(text: str, end: int) -> int:
    """Give where a cut-off phrase really ends: at the end of its word, and at the noun of an adjective.

    Example:
        >>> text = "Er kann einen elektronischen Antrag verlangen."
        >>> text[: phrase_end(text, text.index("ischen"))]
        'Er kann einen elektronischen Antrag'
    """
    if (found := re.compile(r"\w+").match(text, end)) and end and text[end - 1].isalnum():
        end = found.end()
    last = re.search(r"\w+\Z", text[:end])
    if last is None or not _INFLECTED.match(last[0]):
        return end
    at = end
    for _ in range(_NOUN_AHEAD):
        following = re.compile(r"\s+([\w-]+)").match(text, at)
        if following is None:
            break
        at = following.end()
        if following[1][0].isupper() and not following[1].endswith("-"):
            return at
    return end


def is_denied(text: str) -> bool:
    """Tell whether a clause denies the digital way, or speaks of it without opening it."""
    return bool(marks_of(text, ()) & DENIED)


def is_of_form(types: Sequence[ObstacleType]) -> bool:
    """Tell whether a digital way can be the answer to obstacles of some types; true where none are known."""
    return not types or any(kind in _FORM for kind in types)


def act_names(bits: int) -> list[str]:
    """Name the kinds of declarations that some bits mean, as in `solved.toml`."""
    return [name for at, name in enumerate(_data()["acts"]) if bits >> at & 1]


def solutions(marks: NDArray[np.uint64], acts: NDArray[np.uint32], wanted: Wanted) -> NDArray[np.bool_]:
    """Tell of every clause of an index whether it is a solution."""
    types = wanted.types or _FORM
    good = _any(marks, (bit(kind, "resolved") for kind in types))
    unsolved = _any(marks, (bit(kind, status) for kind in _FORM for status in ("open", "secondary")))
    if any(kind in _FORM and kind not in _NOT_BY_WORDS for kind in types):
        good |= _any(marks, (DIGITAL,)) & ~unsolved  # words alone count where no rule had anything to find there
    if not wanted.types:
        good &= ~unsolved
    wrong = _any(marks, (DENIED, *(bit(kind, "open") for kind in {*_FORM, *types})))
    same = (acts & np.uint32(wanted.acts)) != 0 if wanted.acts else np.ones(len(acts), np.bool_)
    result: NDArray[np.bool_] = good & ~wrong & same
    return result


def marked(marks: NDArray[np.uint64], types: Sequence[ObstacleType], statuses: Sequence[Status]) -> NDArray[np.bool_]:
    """Tell of every clause whether it has a finding of some types and statuses; empty means any."""
    return _any(marks, (bit(kind, s) for kind in types or OBSTACLE_TYPES for s in statuses or STATUSES))


def _any(marks: NDArray[np.uint64], bits: Iterable[int]) -> NDArray[np.bool_]:
    result: NDArray[np.bool_] = (marks & np.uint64(_together(bits))) != 0
    return result


def _nearest(text: str, named: Sequence[tuple[int, int, int]], start: int, end: int) -> int:
    """Give the bits of the nearest noun, and of the nearest verb where that is close."""
    near = 0
    for is_noun, reach in ((True, _AROUND), (False, _AROUND_VERB)):
        gaps = [(max(start - high, low - end, 0), bits) for low, high, bits in named if text[low].isupper() == is_noun]
        least = min((gap for gap, _ in gaps), default=reach + 1)
        if least <= reach:
            near |= _together(bits for gap, bits in gaps if gap <= least + _BESIDE)
    return near


def _named(text: str) -> list[tuple[int, int, int]]:
    """Find the words that name declarations: (first character, one past the last, bits); objects of prepositions last."""
    known = _kinds()
    words = [(found[0], found.start(), found.end()) for found in _WORD.finditer(text)]
    plain: list[tuple[int, int, int]] = []
    behind: list[tuple[int, int, int]] = []
    for at, (word, start, end) in enumerate(words):
        bits = known[word.lower()]
        if bits:
            (behind if _is_object(words, at) else plain).append((start, end, bits))
        elif word == "bekannt" and at + 1 < len(words):
            following = words[at + 2 if words[at + 1][0] == "zu" and at + 2 < len(words) else at + 1]
            if bits := known[f"bekannt{following[0]}"]:
                plain.append((start, following[2], bits))
    return plain or behind


def _is_object(words: Sequence[tuple[str, int, int]], at: int) -> bool:
    if words[at][0][0].islower():  # a verb
        return False
    before = [word for word, _, _ in words[max(0, at - _LOOK_BACK - 2) : at]]
    while before and len(before) > 1 and before[-1][0].islower():
        word = before.pop()
        if word in _grammar("prepositions"):
            return True
        if word in _grammar("genitives") and before[-1][0].isupper():
            return True
    return bool(before) and before[-1].lower() in _grammar("prepositions")


def _together(bits: Iterable[int]) -> int:
    together = 0
    for each in bits:
        together |= each
    return together


class _Kinds(dict[str, int]):
    """Word in lower case → bits of the declarations it names; grows as words are asked for."""

    def __init__(self, patterns: Iterable[str]) -> None:
        super().__init__()
        self._patterns = [re.compile(pattern) for pattern in patterns]

    def __missing__(self, word: str) -> int:
        bits = self[word] = sum(1 << at for at, pattern in enumerate(self._patterns) if pattern.fullmatch(word))
        return bits


class _Digital(NamedTuple):
    triggers: tuple[str, ...]
    conditional: re.Pattern[str]
    way: re.Pattern[str]
    no_way: re.Pattern[str]

    def speaks(self, lower: str) -> bool:
        """Tell whether the patterns can match at all."""
        return any(trigger in lower for trigger in self.triggers)


@cache
def _digital() -> _Digital:
    words = _data()["digital"]
    patterns = (re.compile(words[name].strip()) for name in ("conditional", "way", "no_way"))
    return _Digital(tuple(words["triggers"]), *patterns)


@cache
def _grammar(name: str) -> frozenset[str]:
    return frozenset(_data()["grammar"][name].split())


@cache
def _kinds() -> _Kinds:
    return _Kinds(_data()["acts"].values())


@cache
def _data() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("analyzer.semantic") / "solved.toml").read_text("utf-8"))
