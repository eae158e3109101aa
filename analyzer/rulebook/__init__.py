"""Loads and checks the rules; the words of the rule language live in `schema`."""

from analyzer.rulebook.load import builtin_folder, load_rulebook
from analyzer.rulebook.rules import Condition, Example, Matcher, Pattern, Proposals, Role, Rule, Rulebook

__all__ = [
    "Condition",
    "Example",
    "Matcher",
    "Pattern",
    "Proposals",
    "Role",
    "Rule",
    "Rulebook",
    "builtin_folder",
    "load_rulebook",
]
