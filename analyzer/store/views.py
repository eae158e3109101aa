"""What the store gives out: plain frozen dataclasses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from analyzer.model import Finding, Heading, ProvisionKind
from analyzer.store.wording import TextBlock


@dataclass(frozen=True, slots=True)
class RunInfo:
    """A run in a store.

    Attributes:
        id: Its id, ascending.
        started: ISO 8601, UTC.
        finished: Likewise.
        versions: tool, rules, …
        report: Its figures, as `RunReport.to_dict` gives them.
        findings: Number of all its findings.
    """

    id: int
    started: str
    finished: str
    versions: dict[str, str]
    report: dict[str, Any]
    findings: int


@dataclass(frozen=True, slots=True)
class Act:
    """A statute of a run.

    Attributes:
        id: Its id in the store.
        key: Abbreviation where one act alone has it, else the document's id: what a URL names.
        doc: Id of the document.
        law: Abbreviation, or "".
        title: Full title.
        as_of: Date of the text, ISO, or "".
        validity: As far as the source says.
        source: File.
        provisions: Number of provisions.
        characters: Length of its text.
    """

    id: int
    key: str
    doc: str
    law: str
    title: str
    as_of: str
    validity: str
    source: str
    provisions: int
    characters: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding as it lies in the store.

    Attributes:
        finding: The finding.
        act: Id of its act, `Act.id`.
        position: Its provision in the act.
        ordinal: Its text block in the provision; -1 where the quote could not be found in the text.
        start: First character of the quote in that block.
        end: One past the last.
    """

    finding: Finding
    act: int
    position: int
    ordinal: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ProvisionHead:
    """A provision without its text, as a table of contents needs it.

    Attributes:
        position: Its number in the act, from 0.
        norm: Its id in the source.
        kind: See `analyzer.model.ProvisionKind`.
        unit: "§ 5".
        heading: Its heading.
        outline: Place in the Gliederung, outermost first.
        repealed: Whether it is "(weggefallen)".
        characters: Length of its text.
    """

    position: int
    norm: str
    kind: ProvisionKind
    unit: str
    heading: str
    outline: tuple[Heading, ...]
    repealed: bool
    characters: int


@dataclass(frozen=True, slots=True)
class ProvisionText:
    """A provision with its text.

    Attributes:
        head: What the table of contents has of it.
        blocks: Its text blocks.
    """

    head: ProvisionHead
    blocks: tuple[TextBlock, ...]


@dataclass(frozen=True, slots=True)
class NotRead:
    """What was not analysed of an act.

    Attributes:
        characters: Of the source.
        analysed: Of which analysed.
        reasons: (reason, characters), most first.
        pictures: (unit, what) of parts that carry no text.
    """

    characters: int
    analysed: int
    reasons: tuple[tuple[str, int], ...]
    pictures: tuple[tuple[str, str], ...]
