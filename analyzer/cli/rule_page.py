"""What `medienbruch rules show` prints: a rule as a lawyer reads it, with patterns as their author wrote them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from analyzer.cli.language import Lang
from analyzer.model import STATUS_NAMES, TYPE_NAMES, Status

if TYPE_CHECKING:
    from analyzer.rulebook import Condition, Example, Rule, schema

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "type": ("Art", "Type"),
    "message": ("Meldung", "Message"),
    "why": ("Warum", "Why"),
    "remedy": ("Abhilfe", "Remedy"),
    "references": ("Quellen", "References"),
    "triggers": ("Auslösewörter: Ein Satz ohne eines davon wird nicht geprüft", "Trigger words: a sentence needs one"),
    "match": ("Muster: Gemeldet wird, was einem davon entspricht", "Matchers: what fits one of them is flagged"),
    "requires": ("Voraussetzungen: Jede muss erfüllt sein", "Requirements: each must hold"),
    "unless": ("Wächter: Kein Befund, wenn einer davon zutrifft", "Guards: no finding if one of them holds"),
    "resolved_by": ("Im Text gelöst, wenn eines davon zutrifft", "Resolved in the text if one of them holds"),
    "secondary_in": ("Nur erwähnt, wenn eines davon zutrifft", "Mentioned only if one of them holds"),
    "mentions": ("Nur erwähnt auch, wie bei allen Regeln dieser Art", "Mentioned only, as with all rules of this type"),
    "limits": ("Grenzen", "Limits"),
    "flag": ("Beispiele, die gemeldet werden", "Examples that are flagged"),
    "pass": ("Beispiele, die stehen bleiben", "Examples that are left alone"),
    "todo": ("Beispiele, die noch falsch beurteilt werden", "Examples that are not judged rightly yet"),
    "only-if": ("nur, wenn", "only if"),
    "not-if": ("nicht, wenn", "not if"),
    "status": ("immer", "always"),
    "by": ("Muster", "matcher"),
    "like": ("nach", "after"),
    "guard": ("Wächter", "guard"),
    "because": ("weil", "because, in German"),
    "heading": ("Überschrift", "heading"),
    "law": ("Gesetz", "act"),
    "provision": ("Vorschrift", "provision"),
    "tokens": ("Wortfolge", "sequence of words"),
    "role": ("Rolle der Vorschrift", "role of the provision"),
    "shared": ("gemeinsamer Wächter", "shared guard"),
    "any": ("eines von", "one of"),
    "want-flag": ("sollte gemeldet werden", "should be flagged"),
    "want-pass": ("sollte stehen bleiben", "should be left alone"),
}
_SCOPES: Final[dict[str, tuple[str, str]]] = {
    "match": ("in den gefundenen Worten", "in the matched words"),
    "over": ("an den gefundenen Worten", "over the matched words"),
    "before": ("davor im Teilsatz", "before them in the clause"),
    "after": ("dahinter im Teilsatz", "behind them in the clause"),
    "segment": ("zwischen den Kommas", "from comma to comma"),
    "clause": ("im Teilsatz", "in the clause"),
    "around": ("im Teilsatz um die Worte |", "in the clause around the words |"),
    "main": ("im Hauptsatz", "in the main clause"),
    "front": ("vor dem Modalverb", "before the modal verb"),
    "middle": ("zwischen Modalverb und Vollverb", "between modal and full verb"),
    "verb": ("im Vollverb", "in the full verb"),
    "lead": ("im Einleitungssatz der Aufzählung", "in the lead-in of the list"),
    "sentence": ("im Satz", "in the sentence"),
    "previous": ("in den Sätzen davor", "in the sentences before"),
    "following": ("in den Sätzen dahinter", "in the sentences behind"),
    "behind": ("im Rest des Absatzes", "in the rest of the Absatz"),
    "upto": ("im Absatz bis hierher", "in the Absatz up to here"),
    "absatz": ("im Absatz", "in the Absatz"),
    "heading": ("in der Überschrift", "in the heading"),
    "outline": ("in der Gliederung", "in the outline"),
    "unit": ("in der Bezeichnung der Vorschrift", "in the designation"),
    "law": ("im Titel des Gesetzes", "in the title of the act"),
}


def page(rule: Rule, file: schema.RuleFile, language: Lang) -> Iterator[str]:
    """Give the lines of a rule.

    Args:
        rule: The rule, for the reasons of what it shares with others.
        file: Its file, for the patterns as written.
        language: Language of titles and texts.
    """
    told = _Page(language)
    yield f"{rule.id}: {rule.title[language]}"
    yield from told.section("type", [f"{TYPE_NAMES[language][rule.type]} ({rule.type})"])
    for name, text in (("message", rule.message), ("why", rule.why), ("remedy", rule.remedy)):
        yield from told.section(name, text[language].strip().splitlines())
    yield from told.section("references", rule.references)
    yield from told.section("triggers", [", ".join(f"„{trigger}“" for trigger in rule.triggers)])
    yield from told.section("match", told.matchers(rule, file))
    for name in ("requires", "unless", "resolved_by", "secondary_in"):
        own: Sequence[schema.Condition] = getattr(file, name)
        yield from told.section(name, told.conditions(own, getattr(rule, name)))
    mentions = rule.secondary_in[len(file.secondary_in) :]
    yield from told.section("mentions", [f"{each.name} – {told.word('because')}: {each.because}" for each in mentions])
    yield from told.section("limits", rule.known_limits.strip().splitlines())
    for kind in ("flag", "pass", "todo"):
        examples = [example for example in rule.examples if example.kind == kind]
        yield from told.section(kind, [line for example in examples for line in told.example(example)])


class _Page:
    def __init__(self, language: Lang) -> None:
        self._language = language

    def word(self, name: str, of: dict[str, tuple[str, str]] = _WORDS) -> str:
        return of[name][self._language == "en"]

    def section(self, name: str, lines: Sequence[str] | Iterator[str]) -> Iterator[str]:
        shown = [f"  {line}" for line in lines]
        if shown:
            yield from ("", self.word(name), *shown)

    def matchers(self, rule: Rule, file: schema.RuleFile) -> Iterator[str]:
        for spec, matcher in zip(file.match, rule.match, strict=True):
            pattern = _named(spec.regex) if spec.regex is not None else f"{self.word('tokens')} {_tokens(spec)}"
            status = f" ({self.word('status')}: {self._status(spec.status)})" if spec.status else ""
            yield f"{spec.name}{status}: {pattern}"
            for name, own, known in (
                ("only-if", spec.requires, matcher.requires),
                ("not-if", spec.unless, matcher.unless),
            ):
                yield from (f"  {self.word(name)} {line}" for line in self.conditions(own, known))

    def conditions(self, specs: Sequence[schema.Condition], known: Sequence[Condition]) -> Iterator[str]:
        """Say of each condition what it is called, where it looks, for what, and why."""
        for spec, condition in zip(specs, known, strict=False):  # mentions stand behind the contexts of the file
            reason = f" – {self.word('because')}: {condition.because.strip()}" if condition.because.strip() else ""
            yield f"{condition.name} ({self._what(spec)}){reason}"

    def _what(self, spec: schema.Condition) -> str:
        if spec.use is not None:
            return self.word("shared")
        if spec.role is not None:
            return self.word("role")
        if spec.any:
            return f"{self.word('any')}: " + " | ".join(self._what(each) for each in spec.any)
        return f"{self.word(spec.scope, _SCOPES)}: {_named(spec.regex or '')}"

    def example(self, example: Example) -> Iterator[str]:
        if example.kind == "flag":
            yield f"{self._status(example.status)}: {example.text}"
        elif example.kind == "todo":
            yield f"{self.word(f'want-{example.want}')}: {example.text}"
        else:
            yield example.text
        notes = [
            (self.word("by"), example.by),
            (self.word("guard"), example.guard),
            (self.word("because"), example.because),
            (self.word("heading"), example.heading),
            (self.word("law"), example.law),
            (self.word("provision"), example.unit),
        ]
        told = [f"{name}: {text.strip()}" for name, text in notes if text.strip()]
        yield "  " + "; ".join([*told, f"{self.word('like')} {example.modelled_on}"])

    def _status(self, status: Status) -> str:
        return STATUS_NAMES[self._language][status]


def _named(regex: str) -> str:
    """Write a regex with its fragments as names in braces."""
    return regex.strip().replace("${", "{")


def _tokens(spec: schema.Matcher) -> str:
    return json.dumps(spec.tokens, ensure_ascii=False)
