"""Places of findings among the parts that the classifier reads, and one order for those of rules and its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from analyzer.model import Finding
from analyzer.semantic.passages import Reading


def places_of(findings: Sequence[Finding], read: Sequence[Reading]) -> list[int | None]:
    """Give for each finding the row of the part its quote begins in; None if no part is read there."""
    wanted = {(finding.norm, finding.block) for finding in findings}
    places: dict[tuple[str, int, str], list[int]] = {}
    for row, reading in enumerate(read):
        where = (reading.provision.id, reading.block.index)
        if where in wanted:  # most blocks hold no finding, and a reading puts its text together anew
            places.setdefault((*where, reading.text), []).append(row)
    return [_place(finding, read, places) for finding in findings]


def _place(finding: Finding, read: Sequence[Reading], places: dict[tuple[str, int, str], list[int]]) -> int | None:
    """The part a quote begins in; of equal sentences in one block the first that has its number."""
    rows = places.get((finding.norm, finding.block, finding.sentence), [])
    rows = [row for row in rows if read[row].sentence.number == finding.satz] or rows
    inside = [row for row in rows if 0 <= finding.start - read[row].own_start < len(read[row].own_text)]
    return next(iter(inside or rows), None)


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
