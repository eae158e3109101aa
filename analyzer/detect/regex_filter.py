"""Tells from the words of a text which regexes of a rulebook can match in it; most cannot, and are never run.

One Aho-Corasick pass finds all literals that the regexes need (`rulebook.literals`). Sets of regexes are integers with
one bit a regex, so that a whole rule is ruled out by one `&`.
"""

from __future__ import annotations

from collections.abc import Iterator

import ahocorasick_rs

from analyzer.rulebook import Condition, Pattern, Rule, Rulebook
from analyzer.rulebook.literals import MOST_SETS, ODD_CASES


class RegexFilter:
    """The literals that the regexes of a rulebook need.

    Attributes:
        bit: The bit that stands for a regex.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        patterns = tuple(dict.fromkeys(_patterns(rulebook)))
        self.bit = {pattern: 1 << number for number, pattern in enumerate(patterns)}
        self._width = len(patterns)
        self._all = (1 << self._width) - 1
        # one field of bits for the first set that each regex needs, one for the second and so on
        self._at_once = 0
        bits: dict[str, int] = {}
        for pattern, first in self.bit.items():
            for number in range(MOST_SETS):
                bit = first << (number * self._width)
                if number >= len(pattern.needs):
                    self._at_once |= bit
                    continue
                for literal in pattern.needs[number]:
                    bits[literal] = bits.get(literal, 0) | bit
        self._bits = list(bits.values())
        self._automaton = ahocorasick_rs.BytesAhoCorasick(
            [literal.encode() for literal in bits],
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
            matchkind=ahocorasick_rs.MatchKind.Standard,
        )

    def of_rule(self, rule: Rule) -> int:
        """Give the regexes of which one must match for a rule to find anything; all bits if it has token patterns."""
        if any(matcher.pattern is None for matcher in rule.match):
            return -1
        bits = 0
        for matcher in rule.match:
            if matcher.pattern is not None:
                bits |= self.bit[matcher.pattern]
        return bits

    def found(self, lower_text: str) -> int:
        """Note which literals stand in a text.

        Args:
            lower_text: In lower case.

        Returns:
            For `possible`. What was found in several texts can be joined by `|`: it holds for the texts joined by blanks.
        """
        for odd, plain in ODD_CASES.items():
            if odd in lower_text:
                lower_text = lower_text.replace(odd, plain)
        bits = self._bits
        found = self._at_once
        hits = self._automaton.find_matches_as_indexes(lower_text.encode(), overlapping=True)
        for which in {which for which, _, _ in hits}:
            found |= bits[which]
        return found

    def possible(self, found: int) -> int:
        """Give the regexes that can match, one bit each."""
        bits = self._all
        for number in range(MOST_SETS):
            bits &= found >> (number * self._width)
        return bits


def _patterns(rulebook: Rulebook) -> Iterator[Pattern]:
    for rule in rulebook.rules:
        for matcher in rule.match:
            if matcher.pattern is not None:
                yield matcher.pattern
            yield from _of_conditions(matcher.requires + matcher.unless)
        yield from _of_conditions(rule.requires + rule.unless + rule.secondary_in + rule.resolved_by)
    for proposals in rulebook.proposals.values():
        yield from _of_conditions(proposals.requires + proposals.unless)
    for role in rulebook.roles.values():
        yield from (sign.pattern for sign in role.signs)


def _of_conditions(conditions: tuple[Condition, ...]) -> Iterator[Pattern]:
    for condition in conditions:
        if condition.pattern is not None:
            yield condition.pattern
        yield from _of_conditions(condition.any)
