"""The kinds of edges of the reference graph: `rules/law/relations.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import StringConstraints

from analyzer.rulebook.checked import listed
from analyzer.rulebook.load import builtin_folder
from analyzer.rulebook.reading import content
from analyzer.rulebook.rules import Pattern
from analyzer.rulebook.schema import Bilingual, Strict

RelationType = Literal[
    "applies",
    "applies_mutatis_mutandis",
    "defines",
    "exception",
    "form_clause",
    "enabling",
    "sanction",
    "eu",
    "mention",
]


class _Sign(Strict):
    needs: tuple[Annotated[str, StringConstraints(min_length=3)], ...] = ()
    before: str | None = None
    after: str | None = None
    not_before: str | None = None
    sentence: str | None = None
    kind: Literal["preamble"] | None = None


class _Entry(Strict):
    type: RelationType
    label: Bilingual
    pulls: bool
    any: tuple[_Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """One way in which a relation is worded; all that is set must hold.

    Attributes:
        needs: Words of which one must stand in the clause (with `sentence`: in the sentence) for the patterns to be tried.
        before: What must stand before the reference.
        after: What must stand behind it; matched at its end.
        not_before: What must not stand before it.
        sentence: What must stand anywhere in the sentence.
        preamble: Whether the sentence must stand in an Eingangsformel.
    """

    needs: tuple[str, ...]
    before: Pattern | None
    after: Pattern | None
    not_before: Pattern | None
    sentence: Pattern | None
    preamble: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """One kind of edge.

    Attributes:
        type: See `RelationType`.
        label: What to write on the edge, by language.
        pulls: Whether the referring provision takes over what the cited one orders.
        signs: Wordings, tried in order.
    """

    type: RelationType
    label: dict[str, str]
    pulls: bool
    signs: tuple[Sign, ...]


@lru_cache(maxsize=4)
def load_relations(path: Path | None = None) -> tuple[Relation, ...]:
    """Load the table of relations; the packaged file if no path is given.

    Raises:
        RuleError: If it is missing or wrong; the message names line and entry.
    """
    path = path or builtin_folder().parent / "law" / "relations.yaml"
    return tuple(
        Relation(entry.type, entry.label.model_dump(), entry.pulls, tuple(_sign(sign) for sign in entry.any))
        for entry in listed(_Entry, content(path), path)
    )


def _sign(sign: _Sign) -> Sign:
    def pattern(source: str | None) -> Pattern | None:
        return Pattern(source) if source else None

    return Sign(
        sign.needs,
        pattern(sign.before),
        pattern(sign.after),
        pattern(sign.not_before),
        pattern(sign.sentence),
        sign.kind == "preamble",
    )
