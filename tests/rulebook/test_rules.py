"""Every example in every rule file is a test; every matcher and guard must be needed by one."""

from __future__ import annotations

import pytest
import yaml

from analyzer.measure.examples import check, judged
from analyzer.rulebook import Rule, builtin_folder, load_rulebook

BOOK = load_rulebook()


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_rule_keeps_its_examples(rule: Rule) -> None:
    assert [] == [failure.what for failure in check(rule, BOOK)]


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_rule_has_flags_and_a_near_miss(rule: Rule) -> None:
    kinds = [example.kind for example in rule.examples]

    assert kinds.count("flag") >= 2
    assert kinds.count("pass") >= 1


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_near_misses_hold_a_trigger(rule: Rule) -> None:
    """A pass example without any trigger word would test the prefilter and nothing else."""
    for example in rule.examples:
        if example.kind == "pass":
            text = f"{example.text} {example.heading}".lower()
            assert any(trigger in text for trigger in rule.triggers), example.text


def test_every_status_is_shown_where_a_rule_knows_it() -> None:
    """A cure or context that no example of any rule reaches would be untested wording."""
    reached = {
        (rule.id, finding.status)
        for rule in BOOK.rules
        for example in rule.examples
        if example.kind == "flag"
        for finding in judged(rule, example, BOOK)
    }
    with_cure = {rule.id for rule in BOOK.rules if rule.resolved_by}

    assert with_cure <= {rule for rule, status in reached if status == "resolved"}


def test_reasons_by_name_are_those_of_conditions_that_rules_have() -> None:
    rules = BOOK.rules
    lexicon = builtin_folder() / "lexicon"
    cures = {cure.name: cure.because for rule in rules for cure in rule.resolved_by}
    requirements = {each.name for rule in rules for part in (rule, *rule.match) for each in part.requires}

    assert set(yaml.safe_load((lexicon / "cures.yaml").read_bytes())) <= cures.keys()
    assert set(yaml.safe_load((lexicon / "requirements.yaml").read_bytes())) <= requirements
    assert [] == [name for name, because in cures.items() if not because]
