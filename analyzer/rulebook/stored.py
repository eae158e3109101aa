"""Rulebooks kept in the user's cache folder, so that not every start checks and analyses the same rules again.

A stored rulebook is found by a hash of everything it follows from: the bytes and paths of the rule files, the code that
reads them, the version of Python. It is plain JSON with a checksum, taken only from a file that no one else may write;
whatever is wrong with it, the rules are read anew.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path
from typing import Any, Final

from analyzer.rulebook.cache import cache_folder, read_kept, write_kept
from analyzer.rulebook.literals import Needs
from analyzer.rulebook.rules import Condition, Example, Matcher, Pattern, Proposals, Role, RoleSign, Rule, Rulebook
from analyzer.rulebook.sources import Source

_KEPT: Final = 8
"""Rulebooks kept at most; who writes rules makes a new one with every change."""


def key_of(sources: Iterable[Source]) -> str:
    """Give the name under which the rulebook of some files is stored."""
    digest = hashlib.sha256(sys.version.encode())
    for code in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(code.read_bytes())
    for source in sources:
        digest.update(f"\0{source.path}\0{source.folder}\0{len(source.data)}\0".encode())
        digest.update(source.data)
    return digest.hexdigest()


def read(key: str) -> Rulebook | None:
    """Read a stored rulebook; `None` if there is none that can be trusted."""
    try:
        data = read_kept(_file(key), key)
        return None if data is None else _rulebook(json.loads(data))
    except (OSError, RuntimeError, ValueError, TypeError, LookupError):
        return None


def write(key: str, rulebook: Rulebook) -> None:
    """Store a rulebook; where that is not possible nothing happens."""
    with suppress(OSError, RuntimeError):
        path = _file(key)
        write_kept(path, key, json.dumps(_plain(rulebook), ensure_ascii=False, separators=(",", ":")).encode())
        old = sorted(path.parent.glob("*.json"), key=lambda each: each.stat().st_mtime, reverse=True)[_KEPT:]
        for each in old:
            each.unlink(missing_ok=True)


def _file(key: str) -> Path:
    return cache_folder() / "rules" / f"{key}.json"


# To plain values: regexes, their literals and conditions are shared by many rules, so each stands in a table once.


class _Table:
    """Values in the order in which they were first met."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def number(self, value: Any) -> int:
        return self._numbers.setdefault(value, len(self._numbers))

    def __iter__(self) -> Iterator[Any]:
        return iter(self._numbers)


def _plain(rulebook: Rulebook) -> dict[str, Any]:
    patterns, conditions, literals = _Table(), _Table(), _Table()

    def numbers(some: Sequence[Condition]) -> list[int]:
        for condition in some:
            numbers(condition.any)  # those inside come first
        return [conditions.number(condition) for condition in some]

    def pattern(one: Pattern | None) -> int | None:
        return None if one is None else patterns.number(one)

    rules = []
    for rule in rulebook.rules:
        plain = {name: getattr(rule, name) for name in Rule.__slots__}
        plain["match"] = [
            {name: getattr(matcher, name) for name in Matcher.__slots__}
            | {
                "pattern": pattern(matcher.pattern),
                "requires": numbers(matcher.requires),
                "unless": numbers(matcher.unless),
            }
            for matcher in rule.match
        ]
        plain["examples"] = [astuple(example) for example in rule.examples]
        for name in _CONDITIONS:
            plain[name] = numbers(plain[name])
        rules.append(plain)
    roles = [
        (role.name, role.because, [(sign.scope, pattern(sign.pattern), sign.case) for sign in role.signs])
        for role in rulebook.roles.values()
    ]
    proposals = [
        (kind, numbers(each.requires), numbers(each.unless), each.not_shared)
        for kind, each in rulebook.proposals.items()
    ]
    told = [
        (c.name, c.scope, pattern(c.pattern), c.role, c.within, c.case, c.because, numbers(c.any)) for c in conditions
    ]
    known = [(p.source, [[literals.number(each) for each in sorted(any_of)] for any_of in p.needs]) for p in patterns]
    return {
        "rules": rules,
        "roles": roles,
        "conditions": told,
        "patterns": known,
        "literals": list(literals),
        "lexicon": dict(rulebook.lexicon),
        "lemmas": dict(rulebook.lemmas),
        "digest": rulebook.digest,
        "proposals": proposals,
    }


_CONDITIONS: Final = ("requires", "unless", "secondary_in", "resolved_by")


def _rulebook(plain: Mapping[str, Any]) -> Rulebook:
    literals: list[str] = plain["literals"]
    patterns: list[Pattern] = []
    for source, sets in plain["patterns"]:
        needs: Needs = tuple(frozenset([literals[number] for number in numbers]) for numbers in sets)
        patterns.append(Pattern(source, needs))

    def pattern(number: int | None) -> Pattern | None:
        return None if number is None else patterns[number]

    conditions: list[Condition] = []
    for name, scope, number, role, within, case, because, inner in plain["conditions"]:
        either = tuple(conditions[each] for each in inner)
        conditions.append(Condition(name, scope, pattern(number), role, within, case, because, either))

    def some(numbers: Sequence[int]) -> tuple[Condition, ...]:
        return tuple([conditions[number] for number in numbers])

    def matcher(told: dict[str, Any]) -> Matcher:
        return Matcher(
            **told
            | {
                "pattern": pattern(told["pattern"]),
                "patterns": tuple(map(tuple, told["patterns"])),
                "requires": some(told["requires"]),
                "unless": some(told["unless"]),
            }
        )

    rules = tuple(
        Rule(
            **told
            | {name: some(told[name]) for name in _CONDITIONS}
            | {
                "references": tuple(told["references"]),
                "triggers": tuple(told["triggers"]),
                "match": tuple(map(matcher, told["match"])),
                "examples": tuple([Example(*example) for example in told["examples"]]),
            }
        )
        for told in plain["rules"]
    )
    roles = {
        name: Role(name, because, tuple(RoleSign(scope, patterns[number], case) for scope, number, case in signs))
        for name, because, signs in plain["roles"]
    }
    lexicon = {name: tuple(words) for name, words in plain["lexicon"].items()}
    proposals = {
        kind: Proposals(some(requires), some(unless), tuple(not_shared))
        for kind, requires, unless, not_shared in plain["proposals"]
    }
    return Rulebook(rules, roles, lexicon, plain["lemmas"], plain["digest"], proposals)
