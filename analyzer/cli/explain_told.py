"""The lines of `medienbruch explain`: findings, matches and opinions in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Final

from analyzer.cli.language import Lang
from analyzer.model import STATUS_NAMES, TYPE_NAMES, Evidence, Finding
from analyzer.model.finding import DOUBT
from analyzer.model.gaps import Gaps, Told, marked
from analyzer.model.likeness import COMPARED, told_comparison
from analyzer.model.printed import decimal

if TYPE_CHECKING:
    from analyzer.detect import Explanation
    from analyzer.model import ObstacleType
    from analyzer.rulebook import Condition, Rule, Rulebook
    from analyzer.semantic.find import Opinion

_LONG: Final = 1_500
"""Characters from which a sentence is cut."""
_BEFORE, _BEHIND = 700, 300
"""Characters that stay around the quote."""

WORDS: Final = {
    "de": {
        "quoted": "„{}“",
        "none": "kein Befund",
        "covered": "geht auf in {rule}",
        "repeats": "im selben Absatz nur einmal gemeldet, bei {quote} ({rule})",
        "nothing": "Keine Regel spricht an: kein Auslösewort steht im Text, oder kein Muster passt.",
        "because": "weil",
        "missing": "es fehlt",
        "unmet": "es trifft nicht zu",
        "sure": "Sicherheit",
        "rule": "Regel",
        "sentence": "Satz: „{sentence}“",
        "matched": "gefunden",
        "needs": "verlangt",
        "needed": "verlangt {because}",
        "held": "es trifft zu: {because}",
        "stops": "Wächter",
        "cures": "geheilt durch",
        "mentions": "nur erwähnt wegen",
        "decided": "entschied",
        "doubt": "Der Klassifikator hält die Stelle nur mit {chance} Wahrscheinlichkeit für ein Hindernis; deshalb gilt sie als nur erwähnt.",
        "of_rule": " — aus der Regel {rule}",
        "unknown": "nicht unter den geladenen Regeln; eigene Regeln mit --rules angeben",
        "gone": "Die Quelle liegt nicht mehr vor ({source}): gezeigt wird, was die Liste festhält.",
        "changed": "Die heutigen Regeln finden diese Stelle nicht mehr: gezeigt wird, was die Liste festhält.",
        "others": "Was Regeln dieser Art zu denselben Worten sagen:",
        "why": "Warum das hindert: {}",
        "remedy": "Was helfen würde: {}",
        "why_type": "Warum solche Klauseln hindern: {}",
        "remedy_type": "Was bei solchen Klauseln hilft: {}",
        "references": "Normen dazu: {}",
        "opinion": "Klassifikator: {type} in „{quote}“ mit Wahrscheinlichkeit {chance}{least}{silent}",
        "least": " (Befund ab {least})",
        "silent": ", schweigt aber wegen „{words}“",
        "silent_because": ", schweigt aber wegen „{words}“ ({because})",
        "silent_lacking": ", schweigt aber ({because})",
    },
    "en": {
        "quoted": "“{}”",
        "none": "no finding",
        "covered": "covered by {rule}",
        "repeats": "reported once for this paragraph, at {quote} ({rule})",
        "nothing": "No rule speaks: no trigger word stands in the text, or no pattern fits.",
        "because": "because, in German",
        "missing": "missing, in German",
        "unmet": "not so, in German",
        "sure": "confidence",
        "rule": "Rule",
        "sentence": "Sentence: “{sentence}”",
        "matched": "matched",
        "needs": "required",
        "needed": "required {name} (in German: {because})",
        "held": "it is so, in German: {because}",
        "stops": "guard",
        "cures": "cured by",
        "mentions": "mentioned only, by",
        "decided": "decided by",
        "doubt": "The classifier takes the place for an obstacle with a probability of {chance} only; so it counts as mentioned.",
        "of_rule": " — of the rule {rule}",
        "unknown": "not among the rules loaded; give own rules with --rules",
        "gone": "The source is gone ({source}): this is what the list holds.",
        "changed": "The rules of today do not find this place any more: this is what the list holds.",
        "others": "What rules of this type say of the same words:",
        "why": "Why this is an obstacle: {}",
        "remedy": "What would help: {}",
        "why_type": "Why such clauses are an obstacle: {}",
        "remedy_type": "What helps with such clauses: {}",
        "references": "Norms to look at: {}",
        "opinion": "Classifier: {type} in “{quote}” with probability {chance}{least}{silent}",
        "least": " (a finding from {least})",
        "silent": ", but silent because of “{words}”",
        "silent_because": ", but silent because of “{words}” (in German: {because})",
        "silent_lacking": ", but silent (in German: {because})",
    },
}


def told_finding(finding: Finding, rulebook: Rulebook, language: Lang, gaps: Gaps = ()) -> Iterator[str]:
    """Say what a list holds of a finding: place, status, what decided.

    Args:
        finding: The finding.
        rulebook: The rules of today.
        language: Of what is said.
        gaps: What its sentence leaves out, where the source tells.
    """
    from analyzer.rulebook.message import message_of  # noqa: PLC0415  heavy

    words = WORDS[language]
    kind = TYPE_NAMES[language][finding.type]
    sure = f"{words['sure']} {decimal(finding.confidence, 2, language)}"
    status = STATUS_NAMES[language][finding.status]
    yield f"{finding.zitat}: {_quoted(finding.quote, language)} — {kind}, {status}, {sure}"
    yield f"  {message_of(finding, rulebook, language)}"
    yield f"  {words['sentence'].format(sentence=_around(marked(finding.sentence, gaps, finding.start, finding.end)))}"
    if finding.engine == "semantic":
        if finding.status == "open":
            yield from _told_type(finding.type, language)
        yield from _compared(finding.evidence, language, "  ")
        return
    rule = rulebook.by_id.get(finding.rule)
    if rule is not None and finding.status == "open":  # what is resolved or only mentioned needs no remedy
        yield from _told_why((rule.why[language], rule.remedy[language]), rule.references, language)
    for evidence in finding.evidence:
        yield from _told_evidence(evidence, rulebook, language)


def _around(told: Told) -> str:
    """Cut a very long sentence, an annex of definitions for instance, to what stands around the quote."""
    sentence, start, end = told
    if len(sentence) <= _LONG:
        return sentence
    low, high = max(0, start - _BEFORE), end + _BEHIND
    low = sentence.find(" ", low, start) + 1 if low else 0
    high = sentence.rfind(" ", end, high) if high < len(sentence) else len(sentence)
    return f"{'… ' if low else ''}{sentence[low:high]}{' …' if high < len(sentence) else ''}"


def _told_chance(
    kind: ObstacleType, chance: float, least: float | None, quote: str, language: Lang, silent: str = ""
) -> str:
    """Say what the classifier thinks of some words."""
    words = WORDS[language]
    return words["opinion"].format(
        type=TYPE_NAMES[language][kind],
        chance=decimal(chance, 2, language),
        least="" if least is None else words["least"].format(least=decimal(least, 2, language)),
        silent=silent,
        quote=quote,
    )


def _told_type(kind: ObstacleType, language: Lang) -> Iterator[str]:
    """Say what holds of all clauses of a type, as no rule with reasons of its own speaks of this one."""
    from analyzer.rulebook.type_reasons import load_type_reasons  # noqa: PLC0415  heavy

    of_type = load_type_reasons()[kind]
    yield from _told_why((of_type.told(language), of_type.remedy[language]), of_type.references, language, "_type")


def _told_why(said: tuple[str, str], references: Iterable[str], language: Lang, of: str = "") -> Iterator[str]:
    """Say why a clause is an obstacle and what would help; `of` chooses the words for a type rather than a rule."""
    words = WORDS[language]
    for key, text in zip(("why", "remedy"), said, strict=True):
        yield f"  {words[key + of].format(text.strip())}"
    yield f"  {words['references'].format(', '.join(references))}"


def _compared(evidence: Iterable[Evidence], language: Lang, indent: str = "") -> Iterator[str]:
    """Name each example with its likeness and the rule it comes from; it shows what a clause is like and decides nothing."""
    yield f"{indent}{COMPARED[language]}:"
    for said, rule in told_comparison(evidence, language):
        yield f"{indent}  {said}{WORDS[language]['of_rule'].format(rule=rule) if rule else ''}"


def _told_evidence(evidence: Evidence, rulebook: Rulebook, language: Lang) -> Iterator[str]:
    words = WORDS[language]
    rule = rulebook.by_id.get(evidence.matcher.partition("#")[0])
    if rule is None:
        yield f"  {words['rule']} {evidence.matcher}: {words['unknown']}"
    else:
        yield f"  {words['rule']} {evidence.matcher}: {rule.title[language]}"
    yield f"    {words['matched']}: {_quoted(evidence.words, language)}"
    for guard in evidence.guards:
        name, _, said = guard.partition(": ")
        if name == DOUBT:
            yield f"    {words['doubt'].format(chance=said if language == 'en' else said.replace('%', ' %'))}"
        elif rule is None:
            yield f"    {guard}"
        else:
            yield f"    {_held(rule, evidence.matcher.partition('#')[2], name, said, language)}"


def _quoted(words: str, language: Lang) -> str:
    return WORDS[language]["quoted"].format(words)


def _shown(words: str) -> str:
    """Give words of a clause without the mark that stands for its modal verb."""
    return words.replace(" |", " …")


def _held(rule: Rule, matcher: str, name: str, said: str, language: Lang, *, stopped: bool = False) -> str:
    """Say of a condition what it is for, what held it and why it matters."""
    words = WORDS[language]
    role, because = _known(rule, matcher, name, stopped=stopped)
    quoted = f": {_quoted(_shown(said), language)}" if said else ""
    if role == "needs" and because:  # its reason says what was asked for
        told = words["held" if because.endswith(".") else "needed"]
        return told.format(name=name, because=because.rstrip(".")) + quoted
    return f"{words[role]} {name}{quoted}" + (f" ({words['because']}: {because})" if because else "")


def _known(rule: Rule, matcher: str, name: str, *, stopped: bool) -> tuple[str, str]:
    """Give what a condition is for, as a key of `WORDS`, and its reason."""
    own = next((one for one in rule.match if one.name == matcher), None)
    groups: list[tuple[str, Iterable[Condition]]] = [
        ("cures", rule.resolved_by),
        ("mentions", rule.secondary_in),
        ("needs", (*rule.requires, *(own.requires if own else ()))),
    ]
    if stopped:
        groups = [("stops", (*rule.unless, *(own.unless if own else ())))]
    for role, conditions in groups:
        for condition in conditions:
            if condition.name == name:
                return role, condition.because
    return "decided", ""


def told_matches(explanations: Iterable[Explanation], rulebook: Rulebook, language: Lang) -> Iterator[str]:
    """Say of each match what it was judged to be; matchers of a rule that lack something at the same words share a line."""
    fired: set[tuple[str, str]] = set()
    stopped: list[Explanation] = []
    for explanation in explanations:
        if explanation.missing:
            stopped.append(explanation)
            continue
        fired.add((explanation.rule, explanation.sentence))
        yield _line(explanation, rulebook, language)
        of_match, stops = rulebook.by_id[explanation.rule], explanation.status is None
        for name, said, _ in explanation.reasons:
            yield f"    {_held(of_match, explanation.matcher, name, said, language, stopped=stops)}"
    words = WORDS[language]
    nearly = sorted((one for one in stopped if (one.rule, one.sentence) not in fired), key=_of_rule)
    for (rule, quote), of_rule in groupby(nearly, key=_of_rule):
        lacking = dict.fromkeys(because or name for one in of_rule for name, _, because in one.reasons)
        title = f" ({rulebook.by_id[rule].title[language]})" if language == "en" else ""  # a German id says enough
        yield f"{_quoted(quote, language)} {rule}{title}: {words['none']} ({'; '.join(_lacking(lacking, language))})"


def _lacking(asked: Iterable[str], language: Lang) -> Iterator[str]:
    """Say what was asked for and does not hold: first what should be named, then what should be so, in whole sentences."""
    parts: dict[str, list[str]] = {"missing": [], "unmet": []}
    for one in asked:
        parts["unmet" if one.endswith(".") else "missing"].append(one.rstrip("."))
    for key, some in parts.items():
        if some:
            yield f"{WORDS[language][key]}: {'; '.join(some)}"


def _of_rule(explanation: Explanation) -> tuple[str, str]:
    return explanation.rule, explanation.quote


def _line(explanation: Explanation, rulebook: Rulebook, language: Lang) -> str:
    words = WORDS[language]
    title = f" ({rulebook.by_id[explanation.rule].title[language]})" if language == "en" else ""
    outcome = words["none"] if explanation.status is None else STATUS_NAMES[language][explanation.status]
    if explanation.covered_by:
        said = words["repeats" if explanation.repeats else "covered"]
        quote = _quoted(explanation.repeats, language)
        outcome = f"{outcome}, {said.format(rule=explanation.covered_by, quote=quote)}"
    return f"{_quoted(explanation.quote, language)} {explanation.rule}#{explanation.matcher}{title}: {outcome}"


def told_opinion(opinion: Opinion, language: Lang) -> Iterator[str]:
    """Say what the classifier thinks of a part, and what its words are like."""
    silent = ""
    if opinion.silent is not None:
        said, because = opinion.silent
        because = because.rstrip(".")
        key = "silent_lacking" if not said else "silent_because" if because else "silent"
        silent = WORDS[language][key].format(words=_shown(said), because=because)
    yield _told_chance(opinion.type, opinion.chance, opinion.least, opinion.quote, language, silent)
    yield from _compared(opinion.evidence, language, "  ")
