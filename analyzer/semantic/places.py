"""Places of findings among the parts that the classifier reads, and one order for those of rules and its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from analyzer.model import Finding
from analyzer.model.types import ObstacleType
from analyzer.semantic.passages import Parts, Reading

_Part = tuple[int, str]  # row and words


@dataclass(frozen=True)
class Spoken:
    """What rules spoke on in an act, of any status.

    A rule may quote words of a lead-in in the sentence that shows an item with them: its finding then has the row of the
    item, and only the words tell that the lead-in needs no further find.

    Attributes:
        findings: Of the rules.
        rows: The row of each, see `places_of`.
        read: All parts of the act.
    """

    findings: Sequence[Finding]
    rows: Sequence[int | None]
    read: Sequence[Reading]

    @cached_property
    def _types(self) -> dict[int, set[ObstacleType]]:
        types: dict[int, set[ObstacleType]] = {}
        for found, row in zip(self.findings, self.rows, strict=True):
            if row is not None:
                types.setdefault(row, set()).add(found.type)
        return types

    @cached_property
    def _in_block(self) -> dict[tuple[int, ObstacleType], list[tuple[Finding, Reading]]]:
        """Findings by block and type; `id` serves as `read` keeps the blocks."""
        found: dict[tuple[int, ObstacleType], list[tuple[Finding, Reading]]] = {}
        for finding, row in zip(self.findings, self.rows, strict=True):
            if row is not None:
                found.setdefault((id(self.read[row].block), finding.type), []).append((finding, self.read[row]))
        return found

    def types_of(self, row: int) -> Collection[ObstacleType]:
        """Give the types that rules found in a part."""
        return self._types.get(row, ())

    def covers(self, reading: Reading, kind: ObstacleType, start: int, end: int) -> bool:
        """Tell whether a rule quotes some of these words for the type.

        Args:
            reading: The part they stand in.
            kind: The type.
            start: First character in the part.
            end: One past the last.
        """
        first, last = reading.block_start + start, reading.block_start + end
        return any(
            one < last and first < other
            for found, shown in self._in_block.get((id(reading.block), kind), ())
            for one, other in shown.in_block(found.start, found.end)
        )


def places_of(findings: Sequence[Finding], read: Sequence[Reading]) -> list[int | None]:
    """Give for each finding the row of the part its quote begins in; None if no part is read there."""
    wanted = {(finding.norm, finding.block) for finding in findings}
    parts: dict[tuple[str, int], list[_Part]] = {}
    numbered: dict[tuple[str, int, int], list[_Part]] = {}
    for norm, block, number, part in _parts(read, wanted):
        parts.setdefault((norm, block), []).append(part)
        numbered.setdefault((norm, block, number), []).append(part)
    places: list[int | None] = []
    for finding in findings:
        row = _place(finding, read, numbered.get((finding.norm, finding.block, finding.satz), ()))
        if row is None:  # only where no sentence of its number reads so are the others put together
            row = _place(finding, read, parts.get((finding.norm, finding.block), ()))
        places.append(row)
    return places


def _parts(
    read: Sequence[Reading], wanted: Collection[tuple[str, int]]
) -> Iterator[tuple[str, int, int, tuple[int, str]]]:
    """Give parts with provision, block and number of the sentence, without a reading of each."""
    if isinstance(read, Parts):
        for row, norm, place, text in read.in_blocks(wanted):
            yield norm, place.block.index, place.sentence.number, (row, text)
    else:
        for row, one in enumerate(read):
            yield one.provision.id, one.block.index, one.sentence.number, (row, one.own_text)


def _place(finding: Finding, read: Sequence[Reading], parts: Sequence[_Part]) -> int | None:
    """The part whose reading is the finding's sentence: the one that its quote begins in, or the first."""
    # a part whose own words the sentence lacks needs no reading
    shown = [row for row, text in parts if text in finding.sentence and read[row].text == finding.sentence]
    inside = (row for row in shown if 0 <= finding.start - read[row].own_start < len(read[row].own_text))
    return next(inside, shown[0] if shown else None)


def merged(
    findings: Sequence[Finding], rows: Sequence[int | None], own: Iterable[tuple[int, Finding]]
) -> Iterator[Finding]:
    """Put own finds among those of the rules, in text order.

    Args:
        findings: Of the rules, in text order.
        rows: The row of each, see `places_of`.
        own: Rows with own finds.
    """
    waiting = sorted(own, key=lambda pair: pair[0])
    at = 0
    for finding, row in zip(findings, rows, strict=True):
        while row is not None and at < len(waiting) and waiting[at][0] < row:
            yield waiting[at][1]
            at += 1
        yield finding
    for _, finding in waiting[at:]:
        yield finding
