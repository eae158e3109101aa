"""Runs the matchers of a rule over one reading of a sentence and judges each match.

Order of judgement: what the matcher requires, what the rule requires; guards of the matcher and of the rule (a false
friend ends the matter); then the cure in the text itself (`resolved`), then the contexts that only name the obstacle
(`secondary`); else the obstacle is `open`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from analyzer.detect.context import Held, first_held, holds
from analyzer.detect.quotes import WIDENED, cut
from analyzer.detect.views import AbsatzContext, Span, View
from analyzer.model import Status
from analyzer.rulebook.rules import Matcher, Pattern, Role, Rule


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of one match.

    Attributes:
        rule: The rule.
        matcher: The matcher that fired.
        view: Reading of the sentence.
        span: The matched words.
        quote: The words to quote: at most 12, inside one part of the sentence.
        status: `None` where a guard or a missing requirement stopped the match.
        held: Guards, cures and contexts that decided; for a missing requirement its name.
    """

    rule: Rule
    matcher: Matcher
    view: View
    span: Span
    quote: Span
    status: Status | None
    held: tuple[Held, ...]

    @property
    def lacks(self) -> bool:
        """Whether a missing requirement stopped the match; `held` names it."""
        needed = {condition.name for condition in (*self.matcher.requires, *self.rule.requires)}
        return self.status is None and any(held.name in needed for held in self.held)


TokenHits = Mapping[tuple[int, int], list[tuple[int, int]]]


def judge(
    rule: Rule,
    rule_index: int,
    view: View,
    around: AbsatzContext,
    roles: Mapping[str, Role],
    tokens: TokenHits,
    triggers: Sequence[int],
    *,
    stopped: bool,
) -> Iterator[Judgement]:
    """Judge every match of a rule in a view.

    Args:
        rule: The rule.
        rule_index: Its index in the rulebook, the key of `tokens`.
        view: Reading of the sentence.
        around: The Absatz.
        roles: The rulebook's roles.
        tokens: Hits of the token patterns in this view.
        triggers: Where the rule's trigger words begin in the view.
        stopped: Whether to give the matches that a guard or a missing requirement stopped, too.
    """
    anchors = tuple(triggers)
    for matcher_index, matcher in enumerate(rule.match):
        spans: Sequence[tuple[Span, Span]]
        if matcher.pattern is None:
            spans = [(Span(start, end), Span(start, end)) for start, end in tokens.get((rule_index, matcher_index), ())]
        elif not view.possible & around.regexes.bit[matcher.pattern]:
            continue
        else:
            spans = _matches(matcher, matcher.pattern, view, anchors)
        for span, words in spans:
            status, held = _status(rule, matcher, view, span, around, roles)
            if status is None:
                if not stopped:
                    continue
                held = held or tuple(_missing(rule, matcher, view, span, around, roles))
            quote = cut(view, WIDENED[matcher.quote](view, words))
            yield Judgement(rule, matcher, view, span, quote, status, held)


def _matches(matcher: Matcher, pattern: Pattern, view: View, triggers: tuple[int, ...]) -> Sequence[tuple[Span, Span]]:
    """Find the matched words and those to quote; matchers that share a regex search a view once."""
    key = (pattern.source, matcher.case, triggers if matcher.anchored else ())
    found = view.found.get(key)
    if found is None:
        regex = pattern.compiled
        text = view.text if matcher.case else view.lower
        hits: Iterable[re.Match[str] | None] = (
            (regex.match(text, at) for at in triggers) if matcher.anchored else regex.finditer(text)
        )
        quoted = "q" in regex.groupindex
        found = view.found[key] = tuple(
            (Span(*hit.span()), Span(*hit.span("q")) if quoted and hit.start("q") >= 0 else Span(*hit.span()))
            for hit in hits
            if hit is not None and hit.start() < hit.end()
        )
    return found


def _status(
    rule: Rule, matcher: Matcher, view: View, span: Span, around: AbsatzContext, roles: Mapping[str, Role]
) -> tuple[Status | None, tuple[Held, ...]]:
    held: list[Held] = []
    for condition in (*matcher.requires, *rule.requires):
        found = holds(condition, view, span, around, roles)
        if found is None:
            return None, ()
        held.append(found)
    guard = first_held(matcher.unless + rule.unless, view, span, around, roles)
    if guard is not None:
        return None, (guard,)
    cure = first_held(rule.resolved_by, view, span, around, roles)
    if cure is not None:
        return "resolved", (*held, cure)
    context = first_held(rule.secondary_in, view, span, around, roles)
    if context is not None:
        return "secondary", (*held, context)
    return matcher.status or "open", tuple(held)


def _missing(
    rule: Rule, matcher: Matcher, view: View, span: Span, around: AbsatzContext, roles: Mapping[str, Role]
) -> Iterator[Held]:
    """Give the first requirement that does not hold, for those who ask why a rule passed over a match."""
    for condition in (*matcher.requires, *rule.requires):
        if holds(condition, view, span, around, roles) is None:
            yield Held(condition.name, "", condition.because)
            return
