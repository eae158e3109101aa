"""Rules as the detector uses them: frozen, fragments filled in, regexes compiled when first needed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from analyzer.model import ObstacleType, Status
from analyzer.rulebook.literals import Needs, needs
from analyzer.rulebook.regex_code import compiled


class Pattern:
    """A regex that is compiled when it is first used; compiling all of them would cost every start half a second.

    A rulebook has one object for each regex, however many conditions share it.

    Args:
        source: The regex.
        needs: What `literals.needs` says of it, if that is known.
    """

    __slots__ = ("_compiled", "_needs", "source")

    def __init__(self, source: str, needs: Needs | None = None) -> None:
        self.source = source
        self._needs = needs
        self._compiled: re.Pattern[str] | None = None

    @property
    def compiled(self) -> re.Pattern[str]:
        """The compiled regex."""
        if self._compiled is None:
            self._compiled = compiled(self.source)
        return self._compiled

    @property
    def needs(self) -> Needs:
        """Sets of literals of which a text must hold one each for the regex to match."""
        if self._needs is None:
            self._needs = needs(self.source)
        return self._needs

    def __reduce__(self) -> tuple[type[Pattern], tuple[str, Needs]]:
        return (Pattern, (self.source, self.needs))

    def __repr__(self) -> str:
        return f"Pattern({self.source!r})"


@dataclass(frozen=True, slots=True)
class Condition:
    """A guard, requirement, cure or context; see `schema.Condition`."""

    name: str
    scope: str
    pattern: Pattern | None
    role: str | None
    within: int | None
    case: bool
    because: str
    any: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Matcher:
    """One wording of a rule; `patterns` are spaCy token patterns, empty where `pattern` is a regex."""

    name: str
    pattern: Pattern | None
    patterns: tuple[tuple[dict[str, Any], ...], ...]
    case: bool
    requires: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    status: Status | None
    quote: str = "words"
    anchored: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """An example clause: what it is for, and what is expected of it."""

    text: str
    kind: str
    modelled_on: str
    by: str = ""
    status: Status = "open"
    want: str = ""
    because: str = ""
    guard: str = ""
    heading: str = ""
    law: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule."""

    id: str
    type: ObstacleType
    title: Mapping[str, str]
    message: Mapping[str, str]
    why: Mapping[str, str]
    remedy: Mapping[str, str]
    references: tuple[str, ...]
    confidence: float
    priority: int
    triggers: tuple[str, ...]
    match: tuple[Matcher, ...]
    requires: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    secondary_in: tuple[Condition, ...]
    resolved_by: tuple[Condition, ...]
    known_limits: str
    examples: tuple[Example, ...]
    path: str
    once: bool = False


@dataclass(frozen=True, slots=True)
class RoleSign:
    """One sign of a role."""

    scope: str
    pattern: Pattern
    case: bool


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a provision or sentence."""

    name: str
    because: str
    signs: tuple[RoleSign, ...]


@dataclass(frozen=True, slots=True)
class Proposals:
    """What must hold, and what must not, for a find that no rule made.

    Attributes:
        requires: Conditions of which each must hold.
        unless: Conditions of which none may hold.
        not_shared: Names of conditions that most rules of the type know, and that do not hold for such finds.
    """

    requires: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    not_shared: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Rulebook:
    """All rules, roles and lexicons of a run.

    Attributes:
        rules: Sorted by id.
        roles: By name.
        lexicon: Name → words of the entries that are word lists.
        lemmas: Inflected form in lower case → lemma in lower case.
        digest: 12 hex digits over everything that was loaded; the version of the rules.
        proposals: Conditions for finds of the semantic layer, by type.
    """

    rules: tuple[Rule, ...]
    roles: Mapping[str, Role]
    lexicon: Mapping[str, tuple[str, ...]]
    lemmas: Mapping[str, str] = field(repr=False)
    digest: str
    proposals: Mapping[ObstacleType, Proposals] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        """Rules by id."""
        return {rule.id: rule for rule in self.rules}

    def only(self, rule: Rule) -> Rulebook:
        """Give a rulebook with one rule, for its example tests."""
        return Rulebook((rule,), self.roles, self.lexicon, self.lemmas, self.digest)
