"""Runs the examples of rules: each must be judged as its file says, each matcher and guard must be needed by one.

A rule needs an example that it must leave alone, and one of these must be a near miss: it holds a trigger word. Requirements
that no example needs are told apart (`unneeded_requirements`): a requirement may only spare time, which no example can show.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Final, Literal

from analyzer.detect import detect
from analyzer.model import Finding
from analyzer.model.unit import Unit
from analyzer.read import read_unit
from analyzer.rulebook import Condition, Example, Matcher, Rule, Rulebook

_MARK = re.compile(r"\[\[(.+?)\]\]")
PLACEHOLDERS: Final = ("AUSFÜLLEN", "FILL IN", "wortstamm")
"""Words of the skeleton of a new rule; a rule that still holds one is not written yet."""


@dataclasses.dataclass(frozen=True, slots=True)
class Failure:
    """An example or part of a rule that is not as it should be.

    Attributes:
        rule: Rule id.
        what: One German sentence.
        en: The same in English.
    """

    rule: str
    what: str
    en: str


def marked(text: str) -> tuple[str, str]:
    """Split an example into its text and the words in double brackets.

    Raises:
        ValueError: Unless exactly one stretch is marked.

    Example:
        >>> marked("Der Antrag ist [[schriftlich]] zu stellen.")
        ('Der Antrag ist schriftlich zu stellen.', 'schriftlich')
    """
    found = _MARK.findall(text)
    if len(found) != 1:
        raise ValueError(f"exactly one stretch must stand in [[…]]: {text!r}")
    return text.replace("[[", "").replace("]]", ""), found[0]


def judged(rule: Rule, example: Example, rulebook: Rulebook) -> tuple[Finding, ...]:
    """Run one rule alone over the text of an example."""
    return _judged(rule, example, rulebook.only(rule))


def _judged(rule: Rule, example: Example, alone: Rulebook) -> tuple[Finding, ...]:
    """Run the rulebook of one rule; whoever runs many examples makes it once, and with it the detector."""
    text = example.text.replace("[[", "").replace("]]", "")
    unit = Unit(
        id="example",
        text=text,
        law=example.law or "BspG",
        doc="BSP",
        norm="BSP-1",
        unit=example.unit or "§ 1",
        title=example.heading,
    )
    statute = dataclasses.replace(read_unit(unit, rule.path), title=example.law)
    return detect(statute, alone)


def check(rule: Rule, rulebook: Rulebook) -> Iterator[Failure]:
    """Check all examples of a rule.

    Yields:
        What is wrong, nothing for a rule in order.
    """
    left = placeholders(rule)
    if left:
        yield Failure(
            rule.id,
            f"noch nicht ausgefüllt: {', '.join(left)}",
            f"not filled in yet: {', '.join(left)}",
        )
    yield from _missing_examples(rule)
    by: set[str] = set()
    alone = rulebook.only(rule)
    for example in rule.examples:
        found = _judged(rule, example, alone)
        if example.kind == "flag":
            by.add(example.by)
            yield from _check_flag(rule, example, found)
        elif example.kind == "pass" and found:
            quotes = ", ".join(f.quote for f in found)
            yield Failure(
                rule.id,
                f"Beispiel „{example.text}“ soll nicht gemeldet werden, gemeldet wird: {quotes}",
                f'example "{example.text}" must not be flagged, but is: {quotes}',
            )
        elif example.kind == "todo" and _todo_done(example, found):
            yield Failure(
                rule.id,
                f"Beispiel „{example.text}“ gelingt jetzt: bitte von todo nach {example.want} verschieben",
                f'example "{example.text}" works now: move it from todo to {example.want}',
            )
    for name in sorted({m.name for m in rule.match} - by):
        yield Failure(rule.id, f"Muster {name}: kein Beispiel braucht es", f"matcher {name}: no example needs it")
    for name in unneeded_guards(rule, rulebook):
        yield Failure(rule.id, f"Wächter {name}: kein Beispiel braucht ihn", f"guard {name}: no example needs it")


def placeholders(rule: Rule) -> list[str]:
    """Name the places of a rule where the skeleton was not filled in."""
    texts = {
        "title": " ".join(rule.title.values()),
        "message": " ".join(rule.message.values()),
        "why": " ".join(rule.why.values()),
        "remedy": " ".join(rule.remedy.values()),
        "references": " ".join(rule.references),
        "triggers": " ".join(rule.triggers),
        "match": " ".join(matcher.pattern.source for matcher in rule.match if matcher.pattern),
        "unless": " ".join(f"{guard.because} {guard.pattern.source if guard.pattern else ''}" for guard in rule.unless),
        "examples": " ".join(f"{e.text} {e.because} {e.modelled_on}" for e in rule.examples),
    }
    return [name for name, text in texts.items() if any(word in text for word in PLACEHOLDERS)]


def unneeded_requirements(rule: Rule, rulebook: Rulebook) -> list[str]:
    """Find requirements without which every example would be judged the same, unless `known_limits` names them."""

    def outcome(one: Rule) -> list[list[tuple[str, str, str]]]:
        alone = rulebook.only(one)
        found = [_judged(one, example, alone) for example in rule.examples]
        return [[(f.quote, f.evidence[0].matcher, f.status) for f in each] for each in found]

    names = [each.name for each in rule.requires] + [each.name for m in rule.match for each in m.requires]
    if not names:
        return []
    now = outcome(rule)
    return [
        name
        for name in dict.fromkeys(names)
        if name not in rule.known_limits and outcome(_without(rule, "requires", name)) == now
    ]


def unneeded_guards(rule: Rule, rulebook: Rulebook) -> list[str]:
    """Find guards without which every pass example would still pass."""
    names = [guard.name for guard in rule.unless] + [g.name for m in rule.match for g in m.unless]
    passing = [example for example in rule.examples if example.kind == "pass"]
    unneeded = []
    for name in dict.fromkeys(names):
        without = _without(rule, "unless", name)
        alone = rulebook.only(without)
        if not any(_judged(without, example, alone) for example in passing):
            unneeded.append(name)
    return unneeded


def _without(rule: Rule, where: Literal["unless", "requires"], name: str) -> Rule:
    """Give a rule without the guards or requirements of a name."""

    def rest(of: Rule | Matcher) -> tuple[Condition, ...]:
        return tuple(each for each in getattr(of, where) if each.name != name)

    matchers = tuple(dataclasses.replace(m, **{where: rest(m)}) for m in rule.match)  # type: ignore[arg-type]
    return dataclasses.replace(rule, match=matchers, **{where: rest(rule)})  # type: ignore[arg-type]


def _missing_examples(rule: Rule) -> Iterator[Failure]:
    passing = [example for example in rule.examples if example.kind == "pass"]
    if not passing:
        yield Failure(
            rule.id,
            "kein Beispiel unter pass: Es fehlt eine Klausel, die stehen bleiben soll",
            "no example under pass: a clause to be left alone is missing",
        )
    elif not any(t in f"{e.text} {e.heading}".lower() for e in passing for t in rule.triggers):
        yield Failure(
            rule.id,
            "kein Beinahe-Treffer unter pass: Kein Beispiel dort enthält ein Auslösewort (triggers)",
            "no near miss under pass: no example there holds a trigger word",
        )


def _check_flag(rule: Rule, example: Example, found: tuple[Finding, ...]) -> Iterator[Failure]:
    try:
        _, quote = marked(example.text)
    except ValueError:
        yield Failure(
            rule.id,
            f"Beispiel „{example.text}“: genau eine Stelle in [[…]] setzen",
            f'example "{example.text}": put exactly one stretch in [[…]]',
        )
        return
    said = [(f.quote, f.evidence[0].matcher.rpartition("#")[2], f.status) for f in found]
    if (quote, example.by, example.status) not in said:
        heard = "; ".join(f"„{q}“ durch {m}, {s}" for q, m, s in said) or "nichts"
        yield Failure(
            rule.id,
            f"Beispiel „{example.text}“: erwartet „{quote}“ durch {example.by}, {example.status}; gemeldet: {heard}",
            f'example "{example.text}": expected "{quote}" by {example.by}, {example.status}; found: {heard}',
        )


def _todo_done(example: Example, found: tuple[Finding, ...]) -> bool:
    still_open = [f.quote for f in found if f.status == "open"]
    return marked(example.text)[1] in still_open if example.want == "flag" else not still_open
