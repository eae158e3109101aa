"""Which act a clause speaks of: what is declared or shown (a kind), and what is done with it (a doing).

Both are data, see `solved.toml`. Two clauses are about the same act if they share a kind and, where both say what is
done, a doing: who must carry a document and who keeps a copy of it do not do the same. A kind that nobody names is
replaced by a doing that says enough on its own ("persönlich erscheinen").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analyzer.semantic.digital_way import data, phrase_end, ways

_FIRST_DOING: Final = 42
"""Bit of the first doing; those below are kinds."""
KINDS: Final = (1 << _FIRST_DOING) - 1
"""Bits of all kinds."""
DOINGS: Final = (1 << 64) - 1 - KINDS
"""Bits of all doings."""
_AROUND: Final = 120
"""Characters on either side of the deciding words in which the declaration must be named by a noun."""
_AROUND_VERB: Final = 40
"""Likewise by a verb."""
_AROUND_OWN_VERB: Final = 90
"""Likewise by a verb of the same part of the sentence."""
_BESIDE: Final = 15
"""Characters by which a further declaration may be farther away than the nearest."""
_LOOK_BACK: Final = 3
"""Articles and adjectives between a preposition and its noun."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_OF_FORM: Final = re.compile(
    r"(?:[Ss]chriftlich|[Ee]lektronisch|[Dd]igital)e[mnrs]?\s+(?:[a-zäöü]\w+\s+){0,2}([A-ZÄÖÜ]\w+)\Z"
)
_BREAK: Final = re.compile(r"[,;]")


def acts_of(text: str, quotes: Sequence[str] = ()) -> int:
    """Tell which acts a clause speaks of.

    A noun behind a preposition or in the genitive is not what the clause is about: "gegen den Bescheid ist Widerspruch
    schriftlich einzulegen" speaks of the Widerspruch, "die Ablehnung des Antrags" of no Antrag.

    Args:
        text: The clause.
        quotes: Words that decide; only what is named nearest to them counts, if anything is. Without them, the words
            that name a digital way take their part.

    Returns:
        Bits of kinds and doings.
    """
    lower = text.lower()
    if len(lower) != len(text):  # a letter that changes its length: places would not agree
        text = lower
    named = _named(text)
    spans = [(at, at + len(quote)) for quote in quotes if (at := lower.find(quote.lower())) >= 0]
    if not spans:
        spans = ways(lower)
    near = done = tools = 0
    for start, end in spans:
        if carried := _carried(text, start, end):  # "auf schriftlichen Antrag": the form is that of the application
            near |= carried
            continue
        # The part of the sentence between two commas first: what another part speaks of is another act.
        low, high = text.rfind(",", 0, start) + 1, text.find(",", end)
        inside = [each for each in named if low <= each[0] and (high < 0 or each[1] <= high)]
        near |= _nearest(text, inside, start, end, _AROUND_OWN_VERB) or _nearest(text, named, start, end)
        tools |= together(_kinds()[word] for word in _WORD.findall(lower[start:end])) & _named_kinds("tools")
        done |= _done(_part(text, start, end))
    if near and not near & ~_named_kinds("vehicles"):
        near |= together(bits for _, _, bits in named)
    if near and not done and spans and all(_carried(text, *span) for span in spans):
        return settled(near)
    return settled((near or together(bits for _, _, bits in named)) | tools | (done or _done(text)))


def act_names(bits: int) -> list[str]:
    """Name what some bits mean, as in `solved.toml`: kinds, else the doings that say enough on their own."""
    kinds = [name for at, name in enumerate(data()["acts"]) if bits >> at & 1]
    alone = bits & _alone()
    return kinds or [name for at, name in enumerate(data()["doings"], _FIRST_DOING) if alone >> at & 1]


def same_act(acts: NDArray[np.uint64], wanted: int) -> NDArray[np.bool_]:
    """Tell of every clause whether it is about the wanted act; nothing wanted restricts nothing.

    Args:
        acts: Bits of every clause.
        wanted: Bits of what is asked.
    """
    kinds, doings = wanted & KINDS, wanted & DOINGS
    if not kinds and not doings & _alone():
        return np.ones(len(acts), np.bool_)
    if not kinds:
        alone: NDArray[np.bool_] = (acts & np.uint64(doings & _alone())) != 0
        return alone
    same: NDArray[np.bool_] = (acts & np.uint64(kinds)) != 0
    if doings:
        same &= ((acts & np.uint64(DOINGS)) == 0) | ((acts & np.uint64(doings)) != 0)
    return same


def does_the_same(acts: int, wanted: int) -> bool:
    """Tell whether a clause shares a doing or a kind with the question that tells much."""
    return bool(acts & wanted & (_named_doings("telling") | _named_kinds("telling_kinds")))


def kinds_in(text: str) -> int:
    """Give the bits of all kinds that a clause names, wherever in it."""
    return together(_kinds()[word.lower()] for word in _WORD.findall(text))


def can_be_told(bits: int) -> bool:
    """Tell whether bits name an act."""
    return bool(bits & (KINDS | _alone()))


def together(bits: Iterable[int]) -> int:
    """Join bits."""
    joined = 0
    for each in bits:
        joined |= each
    return joined


def _carried(text: str, start: int, end: int) -> int:
    """Give the kinds that the noun of "schriftlich" or "elektronisch" names, where these are adjectives of a noun."""
    found = _OF_FORM.search(text[start : phrase_end(text, end)])
    return _kinds()[found[1].lower()] if found else 0


def _part(text: str, start: int, end: int) -> str:
    """Give the part of a sentence between two commas or semicolons in which some words stand."""
    before = [found.end() for found in _BREAK.finditer(text, 0, start)]
    behind = _BREAK.search(text, end)
    return text[before[-1] if before else 0 : behind.start() if behind else len(text)]


def _done(text: str) -> int:
    """Tell what a text says is done."""
    known = _doings()
    return together(known[word] for word in (*_WORD.findall(text.lower()), *(word for word, _, _ in _pairs_in(text))))


def settled(bits: int) -> int:
    """Leave out what only follows from another: who carries a document hands it over when asked."""
    for leading, covered in _covers():
        if bits & leading:
            bits &= ~covered
    return bits


def _nearest(
    text: str, named: Sequence[tuple[int, int, int]], start: int, end: int, of_verb: int = _AROUND_VERB
) -> int:
    """Give the bits of the nearest noun, and of the nearest verb where that is close."""
    near = 0
    for is_noun, reach in ((True, _AROUND), (False, of_verb)):
        gaps = [(max(start - high, low - end, 0), bits) for low, high, bits in named if text[low].isupper() == is_noun]
        least = min((gap for gap, _ in gaps), default=reach + 1)
        if least <= reach:
            near |= together(bits for gap, bits in gaps if gap <= least + _BESIDE)
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
    found = plain if any(bits & ~_named_kinds("vehicles") for _, _, bits in plain) else plain + behind
    return found + [(start, end, bits) for word, start, end in _pairs_in(text) if (bits := known[word])]


def _pairs_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Find words whose two parts stand apart, the second at the end: (word, where its first part begins, one past it)."""
    start = 0
    for part in _BREAK.split(text.lower()):
        words = [(found[0], start + found.start(), start + found.end()) for found in _WORD.finditer(part)]
        start += len(part) + 1
        ends = [at for at in range(len(words)) if at + 1 == len(words) or words[at + 1][0] in _grammar("behind")]
        for word, first, second in _pairs():
            last = next((at for at in ends if second.fullmatch(words[at][0])), 0)
            yield from ((word, low, high) for each, low, high in words[:last] if first.fullmatch(each))


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


class _Kinds(dict[str, int]):
    """Word in lower case → bits of what it names; grows as words are asked for."""

    def __init__(self, patterns: Iterable[str], first: int) -> None:
        super().__init__()
        self._patterns = [(1 << at, re.compile(pattern)) for at, pattern in enumerate(patterns, first)]

    def __missing__(self, word: str) -> int:
        bits = self[word] = sum(bit for bit, pattern in self._patterns if pattern.fullmatch(word))
        return bits


@cache
def _grammar(name: str) -> frozenset[str]:
    return frozenset(data()["grammar"][name].split())


@cache
def _kinds() -> _Kinds:
    return _Kinds(data()["acts"].values(), 0)


@cache
def _doings() -> _Kinds:
    return _Kinds(data()["doings"].values(), _FIRST_DOING)


def _alone() -> int:
    return _named_doings("alone")


@cache
def _pairs() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (word, re.compile(first), re.compile(second))
        for word, pairs in data()["pairs"].items()
        for first, second in pairs
    )


@cache
def _named_kinds(list_: str) -> int:
    names = list(data()["acts"])
    return together(1 << names.index(name) for name in _grammar(list_))


@cache
def _named_doings(list_: str) -> int:
    names = list(data()["doings"])
    return together(1 << (_FIRST_DOING + names.index(name)) for name in _grammar(list_))


@cache
def _covers() -> tuple[tuple[int, int], ...]:
    bit = {
        name: 1 << at
        for first, table in ((0, "acts"), (_FIRST_DOING, "doings"))
        for at, name in enumerate(data()[table], first)
    }
    return tuple((bit[name], together(bit[each] for each in names.split())) for name, names in data()["covers"].items())
