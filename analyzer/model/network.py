"""What the reference graph is made of, as plain rows: they come from the store or straight from a statute.

Named tuples, not dataclasses: the whole federal law has 100,000 provisions and far over half a million references, and
rows of them travel between processes.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

LinkState = Literal["resolved", "missing", "repealed", "ambiguous", "outside"]
"""resolved: act and unit are known; missing: the act has no such unit; repealed: it had one; ambiguous: several acts have
the name; outside: the act is not in the register, or not identified. A whole act or a unit of a kind the register does
not list (Abschnitt) is resolved when its act is."""


Level = Literal["eu", "act", "ordinance", "treaty", "other"]
"""Where an act stands: law of the Union, act of parliament, ordinance, treaty, anything else (Bekanntmachung, Anordnung)."""


class ActRow(NamedTuple):
    """An act.

    Attributes:
        id: doknr, or another stable id; CELEX number of an EU act.
        abbreviation: "" if it has none.
        title: Full title.
        level: See `Level`.
    """

    id: str
    abbreviation: str
    title: str
    level: Level


class ProvisionRow(NamedTuple):
    """A provision of an act.

    Attributes:
        doc: Its act.
        position: Its number in the act, from 0.
        unit: "§ 5".
        heading: Its heading.
        outline: Labels of the Gliederung it stands in, outermost first: ("Teil 2", "Abschnitt 1").
        repealed: Whether it is "(weggefallen)".
    """

    doc: str
    position: int
    unit: str
    heading: str
    outline: tuple[str, ...]
    repealed: bool


class Link(NamedTuple):
    """One cited place of one reference.

    Attributes:
        position: Provision of the own act that the words stand in.
        mention: Running number of the reference in its act: several places cited by the same words share it.
        ordinal: Text block within the provision.
        absatz: Absatz that the words stand in, or "".
        satz: Sentence.
        item: Path of list labels, or "".
        start: First character of the words in the block's text.
        end: One past the last.
        words: The words.
        kind: "norm" or "law".
        relation: What the reference does, for instance "applies_mutatis_mutandis".
        target: Id of the cited act, its own one too; CELEX of an EU act; "" where it is not known.
        unit: "§", "Art", "Anlage", "Abschnitt" …; "" for a whole act.
        number: "5a".
        to_absatz: Cited Absatz, or "".
        to_satz: Likewise.
        to_nummer: Likewise.
        to_buchstabe: Likewise.
        extra: Further depth as the text names it.
        range_level: "number" or a depth: the place is a range from its value to `range_to`.
        range_to: End of the range.
        law_name: The words that name the act.
        state: See `LinkState`.
        reason: Why it is not resolved, German; "" where it is.
        candidates: Ids of the acts an ambiguous name fits, with blanks between.
    """

    position: int
    mention: int
    ordinal: int
    absatz: str
    satz: int
    item: str
    start: int
    end: int
    words: str
    kind: str
    relation: str
    target: str
    unit: str
    number: str
    to_absatz: str
    to_satz: str
    to_nummer: str
    to_buchstabe: str
    extra: str
    range_level: str
    range_to: str
    law_name: str
    state: LinkState
    reason: str
    candidates: str


class FindingRow(NamedTuple):
    """How many findings of a kind stand in an Absatz.

    Attributes:
        doc: Act.
        position: Provision.
        absatz: "2", or "".
        type: Obstacle type.
        status: open, resolved, secondary.
        number: How many.
    """

    doc: str
    position: int
    absatz: str
    type: str
    status: str
    number: int
