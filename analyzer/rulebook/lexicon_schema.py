"""What the tables of `lexicon/` may say, one class a kind of table: checked once, at the gate, by pydantic."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from analyzer.model import ObstacleType
from analyzer.rulebook.schema import Condition, Name, Scope, Strict, Text
from analyzer.rulebook.wrong import WrongFieldsError


class LexiconEntry(Strict):
    """A named fragment for regexes (`${name}`) and token patterns (`LEX: name`).

    Give `words` (alternatives, in lower case, matched as whole words), or a `regex`.
    """

    regex: str | None = None
    words: tuple[Text, ...] = ()
    example: Text
    source: Text | None = None

    @model_validator(mode="after")
    def _one_way(self) -> LexiconEntry:
        if (self.regex is None) == (not self.words):
            raise WrongFieldsError("genau eines von regex und words angeben", "give exactly one of regex and words")
        return self


class SharedGuard(Strict):
    """A guard that several rules use by name."""

    regex: str
    scope: Scope = "over"
    within: int | None = Field(default=None, ge=1, le=2000)
    case: bool = False
    because: Text


class Reason(Strict):
    """Why conditions of a name matter, where a rule does not say it itself.

    It stands in `lexicon/requirements.yaml` (what a requirement asks for) or `lexicon/cures.yaml` (why a clause is cured).
    """

    because: Text


class MentionExample(Strict):
    """A clause that shows what a mention does; the quoted words stand in [[double brackets]]."""

    text: Text
    type: ObstacleType
    modelled_on: Text


class MentionExamples(Strict):
    """Every example is a test: `secondary` ones because of the mention, `open` ones are near misses."""

    secondary: tuple[MentionExample, ...] = Field(min_length=1)
    open: tuple[MentionExample, ...] = Field(min_length=1)


class Mention(SharedGuard):
    """A way in which a clause only mentions a form or document without demanding it.

    It stands in `lexicon/mentions.yaml` and makes the findings of all rules of its types `secondary`.
    """

    types: tuple[ObstacleType, ...] = Field(min_length=1)
    examples: MentionExamples


class ProposalExample(Strict):
    """A clause with words that the semantic layer might propose, in [[double brackets]].

    `guard` names the condition that keeps it from doing so; without one the find must stand.
    """

    text: Text
    modelled_on: Text
    guard: Name | None = None
    heading: str = ""
    law: str = ""


class Proposals(Strict):
    """What must hold, and what must not, for a find that no rule made, beside what rules of its type share.

    It stands in `lexicon/proposals.yaml` under the name of the type; conditions are those of rules. `not_shared` names
    those that most rules of the type know and that do not hold for such finds, with the reason.
    """

    not_shared: dict[Name, Text] = Field(default_factory=dict)
    requires: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    examples: tuple[ProposalExample, ...] = Field(min_length=1)


class RoleSign(Strict):
    """One sign of a role: a regex in one place."""

    scope: Literal["sentence", "lead", "absatz", "heading", "outline", "unit", "law"]
    regex: str
    case: bool = False


class Role(Strict):
    """What a provision or sentence is in the system of the act: offence catalogue, definition, exam regulation."""

    because: Text
    any: tuple[RoleSign, ...] = Field(min_length=1)
