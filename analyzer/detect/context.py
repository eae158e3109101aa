"""Conditions: what must, or must not, hold around a match, and what role a sentence plays in its act."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from analyzer.detect.clauses import clause_at
from analyzer.detect.same_act import same_act
from analyzer.detect.views import AbsatzContext, Side, Span, View, lower
from analyzer.refs.relative import Back, refers_back
from analyzer.rulebook.rules import Condition, Pattern, Role

_PRONOUN = re.compile(r"^(?:\(\d+[a-z]?\)\s*)?(?:\d+\s+)?(?:er|sie|es|dies\w*|ihm|ihr|hierbei|dabei|darin)\b")
"""A sentence that begins so speaks of what the sentence before it named."""
_SPEAKING = ("act", "satz")
"""Groups of a condition's regex whose words must be about the match; alternatives number them ("act2")."""
BY_TITLE = frozenset({"heading", "outline", "unit", "law"})
"""Scopes outside the Absatz."""
_WHOLE_ABSATZ = BY_TITLE | {"absatz"}
_OF_CLAUSE = frozenset({"main", "front", "middle", "verb"})
_STEADY = _WHOLE_ABSATZ | {"sentence", "previous", "following"}
"""Scopes whose text is the same for every match: asked once."""


class Held(NamedTuple):
    """A condition that holds, and the words that made it hold."""

    name: str
    words: str
    because: str

    def __str__(self) -> str:
        """Print as evidence."""
        return f"{self.name}: {self.words}" if self.words else self.name


def first_held(
    conditions: tuple[Condition, ...], view: View, span: Span, around: AbsatzContext, roles: Mapping[str, Role]
) -> Held | None:
    """Find the first of several conditions that holds, or `None`."""
    for condition in conditions:
        held = holds(condition, view, span, around, roles)
        if held is not None:
            return held
    return None


def holds(
    condition: Condition, view: View, span: Span, around: AbsatzContext, roles: Mapping[str, Role]
) -> Held | None:
    """Judge one condition.

    Args:
        condition: The condition.
        view: Reading of the sentence the match stands in.
        span: The matched words.
        around: The Absatz.
        roles: The rulebook's roles.

    Returns:
        The words that made it hold, or `None`.
    """
    if condition.role is not None:
        words = role_words(roles[condition.role], view, around)
        return None if words is None else Held(condition.name, words, condition.because)
    if condition.any:
        either = first_held(condition.any, view, span, around, roles)
        return None if either is None else Held(condition.name, either.words, condition.because)
    pattern = condition.pattern
    if pattern is None or not _can_match(pattern, condition.scope, view, around):
        return None
    words = _regex_words(condition, pattern, view, span, around)
    return None if words is None else Held(condition.name, words, condition.because)


def _can_match(pattern: Pattern, scope: str, view: View, around: AbsatzContext) -> bool:
    """Say whether the literals that a regex needs stand where it is to search; mostly they do not."""
    bit = around.regexes.bit[pattern]
    match scope:
        case "absatz":
            return bool(around.possible & bit)
        case "previous":
            return bool(around.possible_near(view, "before") & bit)
        case "following":
            return bool(around.possible_near(view, "behind") & bit)
        case "upto":
            return bool(view.possible & bit or around.possible_near(view, "before", joined=True) & bit)
        case "behind":
            return bool(view.possible & bit or around.possible_near(view, "behind", joined=True) & bit)
    return scope in BY_TITLE or bool(view.possible & bit)


def _regex_words(condition: Condition, pattern: Pattern, view: View, span: Span, around: AbsatzContext) -> str | None:
    if condition.scope in _OF_CLAUSE:
        return _clause_words(condition.scope, pattern, view, span)
    regex = pattern.compiled
    if condition.scope == "over":
        for hit in regex.finditer(view.text if condition.case else view.lower):
            if hit.start() < span.end and span.start < hit.end():
                return hit[0]
        return None
    groups = regex.groupindex
    speaking = bool(groups) and any(group.startswith(_SPEAKING) for group in groups)
    if condition.scope in _STEADY and not condition.case and not speaking:
        return _steady_words(condition, pattern, view, span, around)
    text = _text(condition, view, span, around)
    if speaking:
        # words of the hit itself, where it lies in the same sentence, must not speak for the match
        ahead = len(view.lower) if condition.scope != "behind" else span.end
        hits = regex.finditer(text)
        found = next((hit for hit in hits if _speaks_of(hit, ahead + hit.start(), view, span, around)), None)
    else:
        found = regex.search(text)
    return None if found is None else found[0].strip()[:120]


def _clause_words(scope: str, pattern: Pattern, view: View, span: Span) -> str | None:
    """Search a field of the clause of a modal verb."""
    clause = clause_at(view, span.start)
    if clause is None:
        return None
    if scope == "verb":
        return _verb_words(pattern, clause.verb)
    key = (pattern.source, scope, span.start)
    if key not in view.known:
        hit = pattern.compiled.search(getattr(clause, scope))
        view.known[key] = None if hit is None else hit[0].strip()[:120]
    return view.known[key]


@lru_cache(maxsize=65536)
def _verb_words(pattern: Pattern, verb: str) -> str | None:
    """Search a full verb; the law has few of them, and every clause with a modal verb asks."""
    hit = pattern.compiled.search(verb)
    return None if hit is None else hit[0].strip()[:120]


def _steady_words(condition: Condition, pattern: Pattern, view: View, span: Span, around: AbsatzContext) -> str | None:
    """Search a text that many matches share; the answer is kept with the view or the Absatz."""
    scope = condition.scope
    if scope in _WHOLE_ABSATZ:
        return _wide_words(pattern, scope, around, case=False)
    key = (pattern.source, scope, 0)
    if key not in view.known:
        hit = pattern.compiled.search(_text(condition, view, span, around))
        view.known[key] = None if hit is None else hit[0].strip()[:120]
    return view.known[key]


def _wide_words(pattern: Pattern, scope: str, around: AbsatzContext, *, case: bool) -> str | None:
    """Search a text that all matches of an Absatz share; titles are shared by even more."""
    if scope in BY_TITLE:
        return _title_words(pattern, _wide(scope, around, case=case))
    key = (pattern.source, scope, int(case))
    if key not in around.known:
        hit = pattern.compiled.search(_wide(scope, around, case=case))
        around.known[key] = None if hit is None else hit[0].strip()[:120]
    return around.known[key]


@lru_cache(maxsize=16384)
def _title_words(pattern: Pattern, title: str) -> str | None:
    """Search a heading or the title of an act: every Absatz of the act asks."""
    hit = pattern.compiled.search(title)
    return None if hit is None else hit[0].strip()[:120]


@lru_cache(maxsize=256)
def _sentences(numbers: str) -> tuple[Back, ...]:
    """Sentences of the Absatz that a back reference names by "1 und 2" or "1 bis 3"."""
    return refers_back(f"Sätze {numbers}", "", 0)


def _speaks_of(hit: re.Match[str], stop: int, view: View, span: Span, around: AbsatzContext) -> bool:
    """Say whether a hit is about the match: its groups `act` and `satz`, where they took part, must say so.

    The clause of the match is read up to `stop`.
    """
    named = {group: words for group, words in hit.groupdict().items() if words}
    for group, words in named.items():
        if group.startswith("satz") and not any(b.covers("", view.sentence.number) for b in _sentences(words)):
            return False
    act = " ".join(words for group, words in named.items() if group.startswith("act"))
    if not act:
        return True
    clause = view.lower[_left(view.lower, span.start, ";") : min(stop, _right(view.lower, span.end, ";"))]
    if same_act(act, f"{view.lower[: view.lead_end]} {clause}"):
        return True
    if _PRONOUN.match(view.lower) is None:
        return False
    before = lower(view.in_item("before")) or (around.lower_sentences[view.position - 1] if view.position > 0 else "")
    return same_act(act, before)


def _text(condition: Condition, view: View, span: Span, around: AbsatzContext) -> str:  # noqa: C901, PLR0911, PLR0912 - one case a scope
    text = view.text if condition.case else view.lower
    match condition.scope:
        case "match":
            return text[span.start : span.end]
        case "before":
            left = _left(view.lower, span.start, ";")
            return text[max(left, span.start - (condition.within or len(text))) : span.start]
        case "after":
            right = _right(view.lower, span.end, ";")
            return text[span.end : min(right, span.end + (condition.within or len(text)))]
        case "segment":
            return text[_left(view.lower, span.start, ",;") : _right(view.lower, span.end, ",;")]
        case "clause":
            left, right = _left(view.lower, span.start, ";"), _right(view.lower, span.end, ";")
            if condition.within:
                left, right = max(left, span.start - condition.within), min(right, span.end + condition.within)
            return text[left:right]
        case "around":
            left, right = _left(view.lower, span.start, ";"), _right(view.lower, span.end, ";")
            return f"{text[left : span.start]}|{text[span.end : right]}"
        case "lead":
            return text[: view.lead_end]
        case "sentence":
            return text
        case "previous":
            return _beside(view, around, "before", case=condition.case)
        case "behind":
            # a lead-in ends without a stop, yet the next sentence begins behind it
            stop = "" if text.endswith((".", ";", ":")) else "."
            return f"{text[span.end :]}{stop} {_beside(view, around, 'behind', case=condition.case)}"
        case "upto":
            return f"{_beside(view, around, 'before', case=condition.case)}\n{text}"
        case "following":
            return _beside(view, around, "behind", case=condition.case)
        case scope:
            return _wide(scope, around, case=condition.case)


def _beside(view: View, around: AbsatzContext, side: Side, *, case: bool) -> str:
    """The sentences on one side of the match's own: those of its list item, then those of the Absatz."""
    near = around.near(view.position, side, case=case)
    own = view.in_item(side)
    if not own:
        return near
    own = own if case else lower(own)
    return f"{own} {near}" if side == "behind" else f"{near} {own}"


def _wide(scope: str, around: AbsatzContext, *, case: bool) -> str:
    if scope == "absatz":
        return around.text if case else around.lower_text
    text = {
        "heading": around.provision.heading,
        "outline": around.outline,
        "unit": around.provision.unit,
        "law": f"{around.statute.abbreviation} {around.statute.title}",
    }[scope]
    return text if case else lower(text)


def _left(text: str, at: int, stops: str) -> int:
    return max(text.rfind(stop, 0, at) for stop in stops) + 1


def _right(text: str, at: int, stops: str) -> int:
    ends = [end for end in (text.find(stop, at) for stop in stops) if end >= 0]
    return min(ends, default=len(text))


def role_words(role: Role, view: View, around: AbsatzContext) -> str | None:
    """Say whether a sentence plays a role, and which words show it; asked often, so the answer is kept."""
    key = (role.name, view.position, view.own)
    known = around._roles  # noqa: SLF001 - the context is the cache
    if key not in known:
        known[key] = _role_words(role, view, around)
    return known[key]


def _role_words(role: Role, view: View, around: AbsatzContext) -> str | None:
    for sign in role.signs:
        if not _can_match(sign.pattern, sign.scope, view, around):
            continue
        if sign.scope in _WHOLE_ABSATZ:
            words = _wide_words(sign.pattern, sign.scope, around, case=sign.case)
        else:
            text = view.text if sign.case else view.lower
            hit = sign.pattern.compiled.search(text if sign.scope == "sentence" else text[: view.lead_end])
            words = None if hit is None else hit[0].strip()
        if words is not None:
            return words[:80]
    return None
