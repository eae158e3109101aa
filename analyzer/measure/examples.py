"""Runs the examples of rules: each must be judged as its file says, each matcher and guard must be needed by one."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from analyzer.detect import detect
from analyzer.model import Finding
from analyzer.model.unit import Unit
from analyzer.read import read_unit
from analyzer.rulebook import Example, Rule, Rulebook

_MARK = re.compile(r"\[\[(.+?)\]\]")


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
    text = example.text.replace("[[", "").replace("]]", "")
    unit = Unit(
        id="example", text=text, law=example.law or "BspG", doc="BSP", norm="BSP-1", unit="§ 1", title=example.heading
    )
    statute = dataclasses.replace(read_unit(unit, rule.path), title=example.law)
    return detect(statute, rulebook.only(rule))


def check(rule: Rule, rulebook: Rulebook) -> Iterator[Failure]:
    """Check all examples of a rule.

    Yields:
        What is wrong, nothing for a rule in order.
    """
    by: set[str] = set()
    for example in rule.examples:
        found = judged(rule, example, rulebook)
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


def unneeded_guards(rule: Rule, rulebook: Rulebook) -> list[str]:
    """Find guards without which every pass example would still pass."""
    names = [guard.name for guard in rule.unless] + [g.name for m in rule.match for g in m.unless]
    passing = [example for example in rule.examples if example.kind == "pass"]
    unneeded = []
    for name in dict.fromkeys(names):
        without = dataclasses.replace(
            rule,
            unless=tuple(g for g in rule.unless if g.name != name),
            match=tuple(
                dataclasses.replace(m, unless=tuple(g for g in m.unless if g.name != name)) for m in rule.match
            ),
        )
        if not any(judged(without, example, rulebook) for example in passing):
            unneeded.append(name)
    return unneeded


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
