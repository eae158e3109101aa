"""The message of a finding in the language asked for: lists hold it in German, rules know it in English too."""

from __future__ import annotations

from dataclasses import replace

from analyzer.model import Finding
from analyzer.model.finding import least_told, proposed
from analyzer.rulebook.rules import Rulebook


def message_of(finding: Finding, rulebook: Rulebook, lang: str) -> str:
    """Give the message of a finding, in German where its rule is not among those loaded.

    Args:
        finding: The finding.
        rulebook: The rules of today.
        lang: "de" or "en".
    """
    if finding.engine == "semantic":  # said anew: lists of earlier versions say that no rule applies
        least = least_told(finding.message)
        return proposed(finding.quote, finding.type, lang, chance=finding.confidence, least=least)
    rule = rulebook.by_id.get(finding.rule)
    if lang != "en" or rule is None:
        return finding.message
    return rule.message["en"].replace('"{quote}"', "“{quote}”").replace("{quote}", finding.quote)


def told_in(finding: Finding, rulebook: Rulebook, lang: str) -> Finding:
    """Give a finding with its message in the language asked for, for lists that people read."""
    return finding if lang != "en" else replace(finding, message=message_of(finding, rulebook, lang))
