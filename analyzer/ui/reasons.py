"""Why a finding is there, in the words of the rules: the reader is a lawyer, not a programmer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.model import Finding
from analyzer.model.finding import DOUBT, UNLIKE
from analyzer.model.likeness import likenesses
from analyzer.rulebook import Condition, Rule, Rulebook
from analyzer.rulebook.message import message_of
from analyzer.rulebook.type_reasons import load_type_reasons


@dataclass(frozen=True, slots=True)
class Reasons:
    """What the app says about the rule behind a finding, or about the type where no rule stands behind it.

    Attributes:
        message: What the finding says, in the language asked for.
        title: Name of the rule, or "" where the rulebook does not know it.
        why: Why such a clause is an obstacle.
        remedy: What would help.
        references: Norms to look at.
        words: Words the rule spoke to, each once.
        weighed: (reason, words) of what decided about the status or had to hold; the reason may be "".
        compared: (reason, words) of what the finding is only compared with.
        is_general: Whether `why` and `remedy` speak of the type, as no rule speaks of the clause.
    """

    message: str
    title: str
    why: str
    remedy: str
    references: tuple[str, ...]
    words: tuple[str, ...]
    weighed: tuple[tuple[str, str], ...]
    compared: tuple[tuple[str, str], ...] = ()
    is_general: bool = False


def reasons(finding: Finding, rulebook: Rulebook, lang: str) -> Reasons:
    """Put the evidence of a finding into words.

    Args:
        finding: The finding.
        rulebook: Rules to look its rule up in; a rule it does not know leaves the texts empty.
        lang: "de" or "en"; what exists in German only is given in German, and said to be.
    """
    if finding.engine == "semantic":
        return _of_own(finding, message_of(finding, rulebook, lang), lang)
    rule = rulebook.by_id.get(finding.rule)
    because = dict(_because(rule, rulebook, lang)) if rule is not None else {}
    because[DOUBT] = _DOUBTED["en" if lang == "en" else "de"]
    weighed: dict[tuple[str, str], None] = {}
    for evidence in finding.evidence:
        for guard in evidence.guards:
            name, _, words = guard.partition(": ")
            reason = because.get(name, "")
            if reason or words:
                weighed[reason, words] = None
    said = dict.fromkeys(evidence.words for evidence in finding.evidence if evidence.words)
    if rule is None:
        return Reasons(finding.message, "", "", "", (), tuple(said), tuple(weighed))
    return Reasons(
        message_of(finding, rulebook, lang),
        rule.title.get(lang, rule.title["de"]),
        rule.why.get(lang, rule.why["de"]),
        rule.remedy.get(lang, rule.remedy["de"]),
        rule.references,
        tuple(said),
        tuple(weighed),
    )


_DOUBTED = {
    "de": "Rolle im Satz: Der Klassifikator, der von Lesern gelernt hat, hält eine Pflicht hier für unwahrscheinlich",
    "en": "part in the sentence: the classifier, which learned from readers, finds a duty unlikely here",
}

_OWN = {
    "de": (
        "Klassifikator, keine Regel",
        "Gefunden hat ihn allein der Klassifikator, der von Lesern gelernt hat; keine Regel meldet diese Worte, und keine Worte des Satzes sprechen dagegen",
        "Ein solcher Befund ist ein Vorschlag: bitte im Gesetz nachlesen",
    ),
    "en": (
        "Classifier, no rule",
        "The classifier alone, which learned from readers, found it; no rule reports these words, and no words of the sentence speak against it",
        "Such a finding is a proposal: please read it in the act",
    ),
}

_LIKENESS = {
    "de": (
        "Eigenes Beispiel, kein geltendes Recht (Ähnlichkeit {})",
        "Keines unserer Beispiele ist ähnlich genug, um es zu nennen",
    ),
    "en": (
        "Own example, not law in force (likeness {})",
        "None of our examples is like enough to be named",
    ),
}

_IN_GERMAN = {
    "requires": "required, in German",
    "unless": "kept from being told by, in German",
    "secondary_in": "mentioned only, in German",
    "resolved_by": "resolved in the text, in German",
}
"""How the reason of a condition is introduced to English readers: reasons are written in German alone."""


def _of_own(finding: Finding, message: str, lang: str) -> Reasons:
    """The reasons of an own find of the semantic layer: why its type hinders, who found it, and what it is like."""
    lang = "en" if lang == "en" else "de"
    title, found, proposal = _OWN[lang]
    alike, unlike = _LIKENESS[lang]
    compared = tuple(
        (unlike, "") if origin == UNLIKE else (alike.format(likeness), evidence.words)
        for evidence, origin, likeness in likenesses(finding.evidence, lang)
    )
    of_type = load_type_reasons()[finding.type]
    return Reasons(
        message,
        title,
        of_type.told(lang),
        of_type.remedy[lang],
        of_type.references,
        (finding.quote,),
        ((found, ""), (proposal, "")),
        compared,
        is_general=True,
    )


def _because(rule: Rule, rulebook: Rulebook, lang: str) -> Iterator[tuple[str, str]]:
    """Give the reasons of all conditions of a rule, by their names."""
    roles = tuple((role.name, role.because) for role in rulebook.roles.values())
    groups = [
        ("secondary_in", roles),
        ("requires", _named(rule.requires)),
        ("unless", _named(rule.unless)),
        ("secondary_in", _named(rule.secondary_in)),
        ("resolved_by", _named(rule.resolved_by)),
    ]
    for matcher in rule.match:
        groups += [("requires", _named(matcher.requires)), ("unless", _named(matcher.unless))]
    for purpose, named in groups:
        for name, because in named:
            yield name, f"{_IN_GERMAN[purpose]}: {because}" if lang == "en" else because


def _named(conditions: tuple[Condition, ...]) -> Iterator[tuple[str, str]]:
    for condition in conditions:
        if condition.because:
            yield condition.name, condition.because
        yield from _named(condition.any)
