"""Which letters a text must hold for a regex to match at all.

From the parsed regex follow sets of literals: every match holds at least one literal of each set. `darf|dürfen`
followed by anything and `nicht` gives (`darf`, `dürfen`) and (`nicht`). Looking for all literals of all rules takes one
pass over a text (`detect.prefilter`), and most regexes need not be run then. The idea is that of RE2's FilteredRE2
(github.com/google/re2, prefilter.cc); the parse is Python's own, which has no public name.

A literal holds no blank, so it lies within one word: whether it stands in a text that is joined from several can be told
from its pieces.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import chain, product
from typing import Any, Final, NamedTuple

Needs = tuple[frozenset[str], ...]
"""Sets of literals in lower case; a match holds at least one of each."""

LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyzäöüß0123456789-§")
"""Characters a literal may be made of; others end it."""
ODD_CASES: Final = {"ſ": "s", "ı": "i", "İ": "i"}
"""Characters that `re.IGNORECASE` takes for a letter of `LETTERS` but `str.lower` does not turn into it."""
MOST_SETS: Final = 3
"""Sets given for a regex at most."""
_SHORTEST: Final = 3
_MOST_AT_ONCE: Final = 64
"""Strings followed up as alternatives of one another; beyond, a run is ended and a new one begun."""
_MOST: Final = 600
_CLASS: Final = 6
_COMMON: Final = (
    "absatz absätze aller anderen angaben anlage antrag arbeit artikel auch auf aufgrund aus behörde behörden bei beim "
    "bestimmung betrieb bis bund bundes darf das dass dem den der des die diese dieser durch dürfen eine einem einen einer "
    "eines entsprechend erforderlich erteilt fall finden frist für gegen geltend gesetz gilt grund haben haftung hat ihre "
    "ihrer jeweils kann können land maßgabe mit mittel müssen muss nach nicht nummer oder ordnung ort person prüfung recht "
    "satz schriftlich sein seine sich sie sind soll sollen soweit sowie stelle stellen stellt teil über und unter "
    "unternehmen verfahren verfügung verordnung verordnungen vom von vor vorschriften weitere welche wenn werden wird zeit "
    "zu zum zur zuständig zuständige zwischen"
)
"""Words of one sentence of federal law in twenty or more; what is a part of one tells little."""
_FREQUENCY: Final = (
    *((1.0, 1.0), (1.0, 1.0), (0.8, 0.4), (0.7, 0.1), (0.15, 0.05), (0.12, 0.02), (0.1, 0.01), (0.1, 0.01)),
    *((0.1, 0.005), (0.05, 0.002)),
)
"""Rough share of sentences that hold a literal, by its length: one that is common, and another."""
_WORTHWHILE: Final = 0.6
"""Estimated share of sentences up to which a set is given; to look for one that nearly all have would be lost time."""


class _Said(NamedTuple):
    """What is known of a part of a regex: all strings it can match, where these are few, and sets that it needs."""

    strings: frozenset[str] | None
    sets: tuple[frozenset[str], ...] = ()

    def all_sets(self) -> tuple[frozenset[str], ...]:
        return self.sets if self.strings is None else (*self.sets, *_as_set(self.strings))


_LITERAL: Final = vars(re)["_constants"].LITERAL
_END: Final = (None, None)
_NOTHING: Final = frozenset({""})
_EMPTY: Final = _Said(_NOTHING)
_ANYTHING: Final = _Said(None)


@cache
def needs(source: str) -> Needs:
    r"""Give the sets of literals that a regex needs.

    Args:
        source: The regex, valid.

    Returns:
        At most three sets, the rarest first; empty where nothing can be said.

    Example:
        >>> [sorted(literals) for literals in needs(r"\b(?:darf|dürfen)\b[^;]*nicht")]
        [['nicht'], ['darf', 'dürfen']]
    """
    sets = {each for each in _sequence(_parsed(source)).all_sets() if _chance(each)[0] <= _WORTHWHILE}
    return tuple(sorted(sets, key=_chance)[:MOST_SETS])


def _parsed(source: str) -> Iterable[tuple[Any, Any]]:
    parser: Any = vars(re)["_parser"]
    parsed: Iterable[tuple[Any, Any]] = parser.parse(source)
    return parsed


def _sequence(steps: Iterable[tuple[Any, Any]]) -> _Said:
    """Follow one step after the other; `run` holds all strings that the steps since the last break can match."""
    run = _NOTHING
    sets: list[frozenset[str]] = []
    whole = True
    letters: list[str] = []
    for name, value in (*steps, _END):
        if name is _LITERAL and (char := chr(value).lower()) in LETTERS:  # most steps are: no detour for them
            letters.append(char)
            continue
        if letters:
            word = "".join(letters)
            run = frozenset([string + word for string in run])
            letters.clear()
        if name is None:
            break
        said = _step(str(name), value)
        sets.extend(said.sets)
        if said.strings is not None and len(run) * len(said.strings) <= _MOST_AT_ONCE:
            run = frozenset(map("".join, product(run, said.strings)))
            continue
        whole = False
        sets.extend(_as_set(run))
        run = said.strings if said.strings is not None else _NOTHING
    if whole:
        return _Said(run, tuple(sets))
    return _Said(None, (*sets, *_as_set(run)))


def _step(name: str, value: Any) -> _Said:  # noqa: PLR0911 - one case an operation
    match name:
        case "IN":
            return _char_class(value)
        case "BRANCH":
            return _either([_sequence(branch) for branch in value[1]])
        case "SUBPATTERN":
            return _sequence(value[3])
        case "ATOMIC_GROUP":
            return _sequence(value)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _repeated(*value)
        case "ASSERT":
            # what stands before or behind is in the text, too, but it is read again by the next step
            return _Said(_NOTHING, _sequence(value[1]).all_sets())
        case "ASSERT_NOT" | "AT":
            return _EMPTY
    return _ANYTHING  # any character, a class of many, a back reference


def _char_class(members: list[tuple[Any, Any]]) -> _Said:
    chars: set[str] = set()
    for name, value in members:
        if str(name) == "LITERAL":
            chars.add(chr(value).lower())
        elif str(name) == "RANGE" and value[1] - value[0] < _CLASS:
            chars.update(chr(code).lower() for code in range(value[0], value[1] + 1))
        else:
            return _ANYTHING
    return _Said(frozenset(chars)) if len(chars) <= _CLASS and chars <= LETTERS else _ANYTHING


def _repeated(least: int, most: int, steps: Iterable[tuple[Any, Any]]) -> _Said:
    said = _sequence(steps)
    if least:
        return said if least == most == 1 else _Said(None, said.all_sets())
    if most == 1 and said.strings is not None:
        return _Said(said.strings | _NOTHING)
    return _ANYTHING


def _either(branches: list[_Said]) -> _Said:
    known = [said.strings for said in branches if said.strings is not None and not said.sets]
    if len(known) == len(branches):
        strings = frozenset().union(*known)
        if len(strings) <= _MOST:
            return _Said(strings)
    choices = [said.all_sets() for said in branches]
    if not all(choices):
        return _ANYTHING
    # a set that many branches need costs the union but once
    shared = Counter(chain.from_iterable(map(set, choices)))
    ranked = [sorted(sets, key=lambda each: (_chance(each)[0] / shared[each], sorted(each))) for sets in choices]
    best = frozenset().union(*(sets[0] for sets in ranked))
    second = frozenset().union(*(sets[min(1, len(sets) - 1)] for sets in ranked))
    return _Said(None, tuple([_without_longer(each) for each in (best, second) if len(each) <= _MOST]))


def _as_set(strings: frozenset[str]) -> tuple[frozenset[str], ...]:
    """Make a set of literals of the strings a run can match, if they are long enough to tell anything."""
    if min(map(len, strings)) < _SHORTEST or len(strings) > _MOST:
        return ()
    return (_without_longer(strings),)


def _without_longer(strings: frozenset[str]) -> frozenset[str]:
    """Leave out strings that hold another one."""
    kept: list[str] = []
    for string in sorted(strings, key=lambda each: (len(each), each)):
        if not any(shorter in string for shorter in kept):
            kept.append(string)
    return frozenset(kept)


def _chance(literals: frozenset[str]) -> tuple[float, list[str]]:
    """Estimate how often a sentence holds one of some literals, in its rough order; ties by spelling, to be the same each time."""
    spelled = sorted(literals)
    return round(sum(map(_frequency, spelled)), 3), spelled


@cache
def _frequency(literal: str) -> float:
    frequent, rare = _FREQUENCY[min(len(literal), len(_FREQUENCY) - 1)]
    return frequent if literal in _COMMON else rare
