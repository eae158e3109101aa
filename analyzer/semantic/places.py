"""Places of findings among the parts that the classifier reads, and one order for those of rules and its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from analyzer.model import Finding
from analyzer.model.types import ObstacleType
from analyzer.semantic.passages import Parts, Reading


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
    rows: dict[tuple[str, int], list[int]] = {}
    for row in read.in_blocks(wanted) if isinstance(read, Parts) else range(len(read)):
        rows.setdefault((read[row].provision.id, read[row].block.index), []).append(row)
    return [_place(finding, read, rows.get((finding.norm, finding.block), ())) for finding in findings]


def _place(finding: Finding, read: Sequence[Reading], rows: Sequence[int]) -> int | None:
    """The part of a block a quote begins in; of equal sentences the first that has its number."""
    numbered = [row for row in rows if read[row].sentence.number == finding.satz]
    # only where no sentence of that number reads so are the others put together
    shown = _showing(finding.sentence, read, numbered) or _showing(finding.sentence, read, rows)
    inside = (row for row in shown if 0 <= finding.start - read[row].own_start < len(read[row].own_text))
    return next(inside, shown[0] if shown else None)


def _showing(sentence: str, read: Sequence[Reading], rows: Sequence[int]) -> list[int]:
    return [row for row in rows if read[row].text == sentence]


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
