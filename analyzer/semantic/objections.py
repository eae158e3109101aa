"""Objections: what keeps an own find of the layer from being told, by the knowledge that rules of its type share.

The classifier sees words, not who decides or whom a proof goes to. Rules know that: their guards and contexts name
private parties, powers to issue ordinances, definitions, offence catalogues, mere mentions. What at least half of the
rules of a type know must hold for an own find of the type too, and so must what the rulebook says of proposals alone
(`rules/de/lexicon/proposals.yaml`). Digital ways are left to `rules/semantic/silence.yaml`. Asked of candidates only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from operator import or_
from typing import Final

from analyzer.detect.clauses import clause_at
from analyzer.detect.context import BY_TITLE, Held, holds
from analyzer.detect.engine import Detector
from analyzer.detect.regex_filter import RegexFilter
from analyzer.detect.views import AbsatzContext, Span, View, views_of
from analyzer.model import Absatz, Statute
from analyzer.model.types import OBSTACLE_TYPES, ObstacleType
from analyzer.rulebook import Rulebook
from analyzer.rulebook.rules import Condition, Proposals, Role
from analyzer.semantic.locate import Run
from analyzer.semantic.passages import Reading

_SHARED: Final = 0.5
"""Share of the rules of a type that must know a guard, so that it is knowledge of the type and not of one wording."""

_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Objections:
    """Conditions for own finds of each type.

    Attributes:
        of_type: What must hold, and what must not.
        roles: The rulebook's roles.
        regexes: Tells which regexes can match.
    """

    of_type: Mapping[ObstacleType, Proposals]
    roles: Mapping[str, Role]
    regexes: RegexFilter
    _bits: dict[ObstacleType, tuple[Sequence[int], Sequence[int]]] = field(default_factory=dict)

    def bits(self, kind: ObstacleType) -> tuple[Sequence[int], Sequence[int]]:
        """Give for each of a type's `unless` and `requires` the regexes of which one must match in the Absatz; -1 if it needs none."""
        if kind not in self._bits:
            of_type = self.of_type[kind]
            self._bits[kind] = tuple(map(self._needed, of_type.unless)), tuple(map(self._needed, of_type.requires))
        return self._bits[kind]

    def _needed(self, condition: Condition) -> int:
        if condition.any:
            several = list(map(self._needed, condition.any))
        elif condition.role is not None:
            signs = self.roles[condition.role].signs
            several = [-1 if sign.scope in BY_TITLE else self.regexes.bit[sign.pattern] for sign in signs]
        elif condition.pattern is not None:
            several = [-1 if condition.scope in BY_TITLE else self.regexes.bit[condition.pattern]]
        else:
            several = [-1]
        return reduce(or_, several, 0)

    @staticmethod
    def of(rulebook: Rulebook) -> Objections:
        """Give the objections that follow from a rulebook, made once."""
        return _objections(rulebook)

    def on(self, statute: Statute) -> Hearing:
        """Make ready to ask about parts of an act."""
        return Hearing(self, statute)


@dataclass(frozen=True, slots=True)
class Hearing:
    """Objections to finds in one act; keeps what is known of an Absatz for the next find in it."""

    objections: Objections
    statute: Statute
    _known: dict[int, tuple[Absatz, AbsatzContext]] = field(default_factory=dict)

    def objection(self, reading: Reading, kind: ObstacleType, run: Run) -> Held | None:
        """Give the first condition that speaks against a find, or `None`.

        Args:
            reading: The part it stands in.
            kind: Its type.
            run: Its words.
        """
        around = self._around(reading)
        view = _view(reading, around)
        if view is None:
            return None
        spans: tuple[Span, ...] = ()
        proposals = self.objections.of_type[kind]
        possible = around.possible  # what cannot match in the Absatz cannot in a part of it: most need not be asked
        unless, requires = self.objections.bits(kind)
        for condition, bits in zip(proposals.unless, unless, strict=True):
            if bits < 0 or bits & possible:
                spans = spans or _spans(view, reading, run)
                held = self._held(condition, view, spans, around)
                if held is not None:
                    return held
        for condition, bits in zip(proposals.requires, requires, strict=True):
            spans = spans or _spans(view, reading, run)
            if not (bits < 0 or bits & possible) or self._held(condition, view, spans, around) is None:
                return Held(condition.name, "", condition.because)
        return None

    def _held(self, condition: Condition, view: View, spans: Sequence[Span], around: AbsatzContext) -> Held | None:
        told = (holds(condition, view, span, around, self.objections.roles) for span in spans)
        return next((held for held in told if held is not None), None)

    def _around(self, reading: Reading) -> AbsatzContext:
        key = id(reading.absatz)
        if key not in self._known:
            around = AbsatzContext(self.statute, reading.provision, reading.absatz, self.objections.regexes)
            self._known[key] = (reading.absatz, around)  # the Absatz is held, so that no other gets its id
        return self._known[key][1]


def _view(reading: Reading, around: AbsatzContext) -> View | None:
    """Give the reading of rules that shows a part; `None` for a tail behind a tail, which they do not read."""
    position = next(at for at, (_, sentence) in enumerate(around.sentences) if sentence is reading.sentence)
    for view in views_of(reading.block, reading.sentence, position, around.regexes):
        if view.own == reading.chain.own:
            return view if any(stretch.part == reading.index for stretch in view.stretches) else None
    return None


def _spans(view: View, reading: Reading, run: Run) -> tuple[Span, ...]:
    """Give the words of a find in the view, and the modal verb among them, whose clause conditions may ask for."""
    stretch = next(stretch for stretch in view.stretches if stretch.part == reading.index)
    start = stretch.start + reading.block_start - stretch.block_start + run.start
    end = start + run.end - run.start
    words = (Span(*word.span()) for word in _WORD.finditer(view.text, start, end))
    return (Span(start, end), *(word for word in words if clause_at(view, word.start) is not None))


@lru_cache(maxsize=16)
def _objections(rulebook: Rulebook) -> Objections:
    of_type = {kind: _of_type(kind, rulebook) for kind in OBSTACLE_TYPES}
    return Objections(of_type, rulebook.roles, Detector.of(rulebook).regexes)


def _of_type(kind: ObstacleType, rulebook: Rulebook) -> Proposals:
    """Join the conditions of a type's proposals with what its rules share."""
    rules = [rule for rule in rulebook.rules if rule.type == kind]
    own = rulebook.proposals.get(kind, Proposals())
    requires = _shared([set(rule.requires) for rule in rules], len(rules))
    guards = [set(_each(rule.unless + rule.secondary_in)) for rule in rules]
    unless = _shared(guards, len(rules) * _SHARED)
    return Proposals(
        (*own.requires, *(each for each in requires if each.name not in own.not_shared)),
        (*own.unless, *(each for each in unless if each.name not in own.not_shared)),
    )


def _shared(known: Sequence[set[Condition]], least: float) -> Iterator[Condition]:
    """Give the conditions that enough rules know, in a fixed order."""
    times = Counter(condition for conditions in known for condition in conditions)
    yield from sorted((condition for condition, count in times.items() if count >= least), key=_order)


def _order(condition: Condition) -> tuple[str, str]:
    return condition.name, condition.pattern.source if condition.pattern else ""


def _each(conditions: tuple[Condition, ...]) -> Iterator[Condition]:
    """Take conditions of which one is enough apart: rules that share a guard may join others to it."""
    for condition in conditions:
        if condition.any:
            yield from _each(condition.any)
        else:
            yield condition
