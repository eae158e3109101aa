"""What a rule file may say: checked once, at the gate, by pydantic. Lexicons: `lexicon_schema`.

The JSON schema for editors (`rules/schema.json`) is generated from these models (`json_schema`).
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from analyzer.model import ObstacleType, Status
from analyzer.rulebook.wrong import WrongFieldsError

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9äöüß]+(?:[-_][a-z0-9äöüß]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Trigger = Annotated[str, StringConstraints(min_length=1)]
"""Kept as written: the blank of `' bar '` spares the rule every "unmittelbar"."""
Scope = Literal[
    "match",
    "over",
    "before",
    "after",
    "segment",
    "clause",
    "around",
    "main",
    "front",
    "middle",
    "verb",
    "lead",
    "sentence",
    "previous",
    "following",
    "behind",
    "upto",
    "absatz",
    "heading",
    "outline",
    "unit",
    "law",
]
"""Where a condition looks, seen from the matched words:

match      the matched words themselves
over       the sentence, but only a hit that overlaps the matched words counts (masks false friends)
before     the clause up to the match; `within` limits it to the last n characters
after      the clause behind the match; `within` limits it to the first n characters
segment    from comma to comma around the match
clause     from semicolon to semicolon around the match
around     the same, the matched words written `|`: what stands before and behind them is asked at once
main       the clause of a matched modal verb without its subordinate clauses; the modal verb is written `|`
front      what stands before the matched modal verb in its clause
middle     what stands between the matched modal verb and its full verb
verb       the full verb of a matched modal verb, with its auxiliary ("zugelassen werden")
lead       the lead-ins of the list the match stands in (empty outside lists)
sentence   the legal sentence: lead-in, item, tail
previous   the sentences before it in the Absatz
following  the sentences behind it in the Absatz
behind     the rest of the sentence behind the match, and the sentences behind it in the Absatz
upto       the sentences before it in the Absatz, a line break, and its own sentence
absatz     the whole Absatz
heading    heading of the provision
outline    headings of the Gliederung above the provision
unit       designation of the provision ("§ 5", "Anlage 1")
law        title of the act
"""


class Strict(BaseModel):
    """No fields but those named, and none changed later."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(Strict):
    """A text in German and English."""

    de: Text
    en: Text


class Condition(Strict):
    """Something that must, or must not, hold around a match.

    Exactly one of `regex`, `role`, `use` and `any` is given. `use` names a shared guard of `lexicon/guards.yaml`;
    `any` holds where one of several conditions, each with its own scope, holds.
    Two groups of a regex have a meaning, where they take part in a hit: the words of `act` must name an act that the
    clause of the match names too ("der Antrag … zu beantragen"), the numbers of `satz` must cover its sentence.
    """

    name: Name | None = None
    regex: str | None = None
    role: Name | None = None
    use: Name | None = None
    scope: Scope = "clause"
    within: int | None = Field(default=None, ge=1, le=2000)
    case: bool = False
    because: Text | None = None
    any: tuple[Condition, ...] = ()

    @model_validator(mode="after")
    def _one_way(self) -> Condition:
        if sum(way is not None for way in (self.regex, self.role, self.use, self.any or None)) != 1:
            raise WrongFieldsError(
                "genau eines von regex, role, use, any angeben", "give exactly one of regex, role, use, any"
            )
        if (self.regex is not None or self.any) and self.name is None:
            raise WrongFieldsError(
                "eine Bedingung mit regex oder any braucht einen Namen (name)", "a regex or any condition needs a name"
            )
        return self


class Matcher(Strict):
    """One way in which the obstacle is worded: a regex or spaCy token patterns.

    `regex` runs on the sentence in lower case (`case: true`: as printed); a group `q` marks the words to quote.
    `quote: clause` quotes a matched modal verb together with its full verb, or with its neighbours where that is far;
    `quote: phrase` quotes whole words and the adjectives before them ("begründete Zweifel" for "zweifel").
    `anchored: true` tries the regex only where a trigger word begins, which is much faster than a search.
    `tokens` is one spaCy Matcher pattern, or a list of them; `LEX: name` stands for the words of a lexicon entry.
    """

    name: Name
    regex: str | None = None
    tokens: list[dict[str, Any]] | list[list[dict[str, Any]]] | None = None
    case: bool = False
    requires: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    status: Status | None = None
    quote: Literal["words", "clause", "phrase"] = "words"
    anchored: bool = False

    @model_validator(mode="after")
    def _one_way(self) -> Matcher:
        if (self.regex is None) == (self.tokens is None):
            raise WrongFieldsError("genau eines von regex und tokens angeben", "give exactly one of regex and tokens")
        if self.anchored and (self.regex is None or self.case):
            raise WrongFieldsError(
                "anchored geht nur mit regex und ohne case", "only a regex on lower-cased text can be anchored"
            )
        return self


class _Example(Strict):
    """A clause in our own words, and where it is to be thought of.

    `unit` is the designation of the provision ("Anlage 2"), § 1 if it is not given; `heading` its heading, `law` the act.
    """

    text: Text
    modelled_on: Text
    heading: str = ""
    law: str = ""
    unit: str = ""


class FlagExample(_Example):
    """A clause the rule must flag; the words to quote stand in [[double brackets]]."""

    by: Name
    status: Status = "open"


class PassExample(_Example):
    """A clause the rule must leave alone."""

    because: Text
    guard: Name | None = None


class TodoExample(_Example):
    """A clause the rule does not judge rightly yet: a strict expected failure."""

    want: Literal["flag", "pass"]
    because: Text


class Examples(Strict):
    """Every example is a test."""

    flag: tuple[FlagExample, ...] = Field(min_length=1)
    pass_: tuple[PassExample, ...] = Field(default=(), alias="pass")
    todo: tuple[TodoExample, ...] = ()


class RuleFile(Strict):
    """One rule: one file whose path is its id."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z_]+/[a-z0-9äöüß-]+$")]
    type: ObstacleType
    title: Bilingual
    message: Bilingual
    why: Bilingual
    remedy: Bilingual
    references: tuple[Text, ...] = Field(min_length=1)
    confidence: float = Field(default=0.8, gt=0, le=1)
    priority: int = Field(default=0, ge=-10, le=10)
    once: bool = Field(default=False, description="the same last word of the quote again in a block is no new finding")
    triggers: tuple[Trigger, ...] = Field(min_length=1)
    match: tuple[Matcher, ...] = Field(min_length=1)
    requires: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    secondary_in: tuple[Condition, ...] = ()
    resolved_by: tuple[Condition, ...] = ()
    known_limits: str | None = None
    examples: Examples

    @model_validator(mode="after")
    def _names(self) -> RuleFile:
        names = [m.name for m in self.match]
        if len(set(names)) != len(names):
            raise WrongFieldsError("zwei Muster haben denselben Namen", "two matchers have the same name")
        for example in self.examples.flag:
            if example.by not in names:
                raise WrongFieldsError(
                    f"ein Beispiel nennt das Muster „{example.by}“, das diese Regel nicht hat",
                    f"example names matcher {example.by!r}, which this rule does not have",
                )
        if self.id.split("/")[0] != self.type:
            raise WrongFieldsError(
                f"eine Regel der Art {self.type} gehört in den Ordner {self.type}/",
                f"a rule of type {self.type!r} belongs into the folder {self.type}/",
            )
        return self


def json_schema() -> dict[str, Any]:
    """Give the JSON schema of a rule file, for editors and for `rules/schema.json`."""
    return RuleFile.model_json_schema(by_alias=True)
