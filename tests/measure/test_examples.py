"""What `rules test` and `rules lint` ask of the examples of a rule."""

from __future__ import annotations

import pytest

from analyzer.measure.examples import check, unneeded_requirements
from analyzer.measure.lint import lint_rule
from analyzer.rulebook import load_rulebook
from tests.own_rules import own_rules

TESTED = "requires: [{name: genuegt, scope: sentence, regex: 'genügt|abgestimmt', because: Probe.}]\n"


def changed(tmp_path, old: str = "", new: str = "", more: str = ""):
    """Give the small rule with a change, and its rulebook."""
    own_rules(tmp_path)
    path = tmp_path / "signature" / "durch-handzeichen.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new) + more, encoding="utf-8")
    rulebook = load_rulebook(tmp_path, builtin=False)
    return rulebook.rules[0], rulebook


def test_rule_in_order_has_no_failure(tmp_path) -> None:
    assert [] == list(check(*changed(tmp_path)))


def test_pass_example_without_a_trigger_word_is_no_near_miss(tmp_path) -> None:
    failures = [f.what for f in check(*changed(tmp_path, "Durch Handzeichen wird abgestimmt.", "Es wird abgestimmt."))]

    assert any("kein Beinahe-Treffer" in failure for failure in failures)


def test_skeleton_words_are_found_wherever_they_stand(tmp_path) -> None:
    (failure,) = check(*changed(tmp_path, "de: Weglassen.", "de: 'AUSFÜLLEN: Was hilft?'"))

    assert failure.what == "noch nicht ausgefüllt: remedy"


def test_requirement_that_no_example_needs_is_named(tmp_path) -> None:
    rule, rulebook = changed(tmp_path, more=TESTED)

    assert ["genuegt"] == unneeded_requirements(rule, rulebook)
    assert [False] == [r.is_error for r in lint_rule(rule, rulebook) if "genuegt" in r.what]


def test_an_example_stands_in_the_unit_it_names(tmp_path) -> None:
    in_the_text = "requires: [{name: im-text, scope: unit, regex: '^(?!anlage)', because: Probe.}]\n"
    near_miss = "    - {text: 'Die Urkunde ist durch Handzeichen zu bestätigen.', unit: Anlage 2, because: Vordruck., modelled_on: BGB § 126}\n"

    assert ["im-text"] == unneeded_requirements(*changed(tmp_path / "without", more=in_the_text))
    rule, rulebook = changed(tmp_path / "with", more=near_miss + in_the_text)
    assert [] == unneeded_requirements(rule, rulebook)
    assert [] == list(check(rule, rulebook))


@pytest.mark.parametrize(
    "more",
    [
        TESTED + "known_limits: genuegt spart nur Zeit.\n",
        "    - {text: 'Ein Handzeichen steht dort.', because: verlangt nichts, modelled_on: BGB § 126}\n" + TESTED,
    ],
    ids=["excused", "needed"],
)
def test_requirement_that_is_needed_or_excused_is_not(tmp_path, more) -> None:
    assert [] == unneeded_requirements(*changed(tmp_path, more=more))


def test_guard_without_a_reason_is_an_error(tmp_path) -> None:
    rule, rulebook = changed(tmp_path, "    because: Eine Abstimmung ist keine Unterschrift.\n", "")

    assert [True] == [r.is_error for r in lint_rule(rule, rulebook) if "ohne Grund" in r.what]
