"""Long regexes are cut into alternatives that match what the whole matches."""

from __future__ import annotations

import re

import pytest

from analyzer.rulebook import Condition, load_rulebook
from analyzer.rulebook.alternatives import LONG, alternatives


@pytest.mark.parametrize(
    ("short", "cut"),
    [
        ("a|b", ["a", "b"]),
        ("a(?:b|c)d|e", ["a(?:b|c)d", "e"]),
        (r"a\|b|[|)]c|d\(|[^]|]", [r"a\|b", "[|)]c", r"d\(", "[^]|]"]),
        (r"[\]|]|(?P<act>(?:x|y)|z)", [r"[\]|]", "(?P<act>(?:x|y)|z)"]),
        ("(?:a|b)", ["(?:a|b)"]),
    ],
)
def test_bars_outside_brackets_part_alternatives(short: str, cut: list[str]) -> None:
    filling = "q" * LONG
    assert alternatives(f"{filling}|{short}") == (filling, *cut)


def test_a_short_regex_stays_whole() -> None:
    assert alternatives("a|b") == ("a|b",)


def test_parts_of_packaged_conditions_are_valid_and_carry_what_the_condition_said() -> None:
    rulebook = load_rulebook()
    cut = [
        condition
        for rule in rulebook.rules
        for condition in (*rule.unless, *rule.secondary_in, *rule.resolved_by)
        if len(condition.any) > 1 and all(one.name == condition.name for one in condition.any)
    ]
    assert cut, "no condition is long enough to be cut"
    for condition in cut:
        assert all(re.compile(one.pattern.source) for one in condition.any if one.pattern)
        assert {one.because for one in condition.any} == {condition.because}
        assert len({(one.scope, one.within, one.case) for one in condition.any}) == 1
        assert not any(isinstance(one, Condition) and one.any for one in condition.any)
