"""What is wrong, or missing, in rules as they are written: asked without a corpus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.measure.examples import check, unneeded_requirements
from analyzer.rulebook import Condition, Rule, Rulebook
from analyzer.rulebook.authored import Lexicons

_FEWEST_FLAGS = 2


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a rule or lexicon.

    Attributes:
        where: Rule id, or `lexicon`.
        what: One German sentence.
        en: The same in English.
        is_error: Whether it makes the rule invalid; else it is a hint.
    """

    where: str
    what: str
    en: str
    is_error: bool = False


def lint_lexicons(lexicons: Lexicons) -> Iterator[Remark]:
    """Name the entries that nothing needs."""
    for name in lexicons.unused:
        yield Remark("lexicon", f"{name}: keine Regel braucht diesen Eintrag", f"{name}: no rule needs this entry")


def lint_rule(rule: Rule, rulebook: Rulebook) -> Iterator[Remark]:
    """Check one rule: its examples, the reasons of its conditions, what it still cannot do.

    Yields:
        Errors and hints.
    """
    for failure in check(rule, rulebook):
        yield Remark(rule.id, failure.what, failure.en, is_error=True)
    guards = (*rule.unless, *(guard for matcher in rule.match for guard in matcher.unless))
    for name in _without_reason(guards):
        yield Remark(
            rule.id, f"Wächter {name}: ohne Grund (because)", f"guard {name}: no reason (because)", is_error=True
        )
    requires = (*rule.requires, *(each for matcher in rule.match for each in matcher.requires))
    for name in _without_reason(requires):
        yield Remark(rule.id, f"Voraussetzung {name}: ohne Grund (because)", f"requirement {name}: no reason (because)")
    for name in _without_reason((*rule.resolved_by, *rule.secondary_in)):
        yield Remark(
            rule.id, f"Heilung oder Zusammenhang {name}: ohne Grund (because)", f"cure or context {name}: no reason"
        )
    for name in unneeded_requirements(rule, rulebook):
        yield Remark(
            rule.id,
            f"Voraussetzung {name}: kein Beispiel braucht sie (Beispiel ergänzen oder in known_limits begründen)",
            f"requirement {name}: no example needs it (add one, or give the reason in known_limits)",
        )
    if sum(example.kind == "flag" for example in rule.examples) < _FEWEST_FLAGS:
        yield Remark(rule.id, "nur ein Beispiel unter flag", "only one example under flag")
    for example in rule.examples:
        if example.kind == "todo":
            yield Remark(
                rule.id,
                f"todo: „{example.text}“ ({example.because})",
                f'todo: "{example.text}" ({example.because})',
            )


def _without_reason(conditions: tuple[Condition, ...]) -> list[str]:
    return sorted({condition.name for condition in conditions if not condition.because.strip()})
