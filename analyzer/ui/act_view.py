"""The text of an act as the browser lays it out: parts of long acts, lines, marks, table of contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from analyzer.model import STATUS_NAMES, TYPE_NAMES, Finding, Heading
from analyzer.store import Entry, ProvisionHead, ProvisionText, TextBlock
from analyzer.ui.look import MARKS, Tone, gravest, tone, unbroken

MOST_PROVISIONS: Final = 400
MOST_CHARACTERS: Final = 400_000
"""A longer act is shown in parts, so that opening it and stepping through it stay quick."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of an act.

    Attributes:
        first: Position of its first provision.
        last: Position of its last.
        label: "§ 1 – § 240".
    """

    first: int
    last: int
    label: str


def parts_of(heads: Sequence[ProvisionHead]) -> tuple[Stretch, ...]:
    """Cut an act into parts, if it is long: where a Buch, Teil or Abschnitt ends when that is near.

    Example:
        >>> parts_of(())
        ()
    """
    parts: list[Stretch] = []
    first = size = 0
    for at, head in enumerate(heads):
        if at > first and (at - first >= MOST_PROVISIONS or size + head.characters > MOST_CHARACTERS):
            cut = _cut(heads, first, at)
            parts.append(_stretch(heads, first, cut - 1))
            first = cut
            size = sum(each.characters for each in heads[cut:at])
        size += head.characters
    if heads:
        parts.append(_stretch(heads, first, len(heads) - 1))
    return tuple(parts)


def part_at(parts: Sequence[Stretch], position: int) -> int:
    """Give the number, from 1, of the part that holds a provision."""
    return next((n for n, part in enumerate(parts, 1) if part.first <= position <= part.last), 1)


def _cut(heads: Sequence[ProvisionHead], first: int, stop: int) -> int:
    """Find the best place for a new part in the second half of what is full: the highest level that changes there."""
    best, rank = stop, 99
    for at in range(stop, first + (stop - first) // 2, -1):
        before, here = heads[at - 1].outline, heads[at].outline
        level = next((n for n, (a, b) in enumerate(zip(before, here, strict=False)) if a != b), 99)
        if level < rank:
            best, rank = at, level
    return best


def _stretch(heads: Sequence[ProvisionHead], first: int, last: int) -> Stretch:
    units = [head.unit for head in heads[first : last + 1] if head.unit]
    label = "" if not units else units[0] if units[0] == units[-1] else f"{units[0]} – {units[-1]}"
    return Stretch(first, last, unbroken(label))


def contents(heads: Sequence[ProvisionHead], parts: Sequence[Stretch], counts: dict[int, int]) -> list[dict[str, Any]]:
    """Give the table of contents: headings of the Gliederung, and provisions with the number of their findings."""
    lines: list[dict[str, Any]] = []
    above: tuple[Heading, ...] = ()
    for head in heads:
        lines += [{"level": level, "text": text} for level, text in _new_levels(above, head.outline)]
        above = head.outline
        text = unbroken(" ".join(part for part in (head.unit, head.heading) if part))
        if text:
            line = {"at": head.position, "text": text, "n": counts.get(head.position, 0)}
            if len(parts) > 1:
                line["part"] = part_at(parts, head.position)
            lines.append(line)
    return lines


def _new_levels(above: tuple[Heading, ...], here: tuple[Heading, ...]) -> list[tuple[int, str]]:
    """Give the levels of the Gliederung that begin here: (depth, heading)."""
    shared = 0
    while shared < min(len(above), len(here)) and above[shared] == here[shared]:
        shared += 1
    named = ((n, unbroken(f"{level.label} {level.title}".strip())) for n, level in enumerate(here))
    return [(n, text) for n, text in named if n >= shared and text]


def sections(provisions: Sequence[ProvisionText], entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Give provisions with their lines cut at the marks of findings; marks name findings by their index in `entries`."""
    by_block: dict[tuple[int, int], list[tuple[int, Entry]]] = {}
    for index, entry in enumerate(entries):
        by_block.setdefault((entry.position, entry.ordinal), []).append((index, entry))
    result: list[dict[str, Any]] = []
    above: tuple[Heading, ...] = ()
    for provision in provisions:
        head = provision.head
        outline = _new_levels(above, head.outline)
        above = head.outline
        result.append(
            {
                "at": head.position,
                "outline": [text for _, text in outline],
                "unit": unbroken(head.unit),
                "heading": head.heading,
                "repealed": head.repealed,
                "lost": [index for index, _ in by_block.get((head.position, -1), [])],
                "blocks": [
                    _block(block, by_block.get((head.position, ordinal), []))
                    for ordinal, block in enumerate(provision.blocks)
                ],
            }
        )
    return result


def _block(block: TextBlock, marks: list[tuple[int, Entry]]) -> dict[str, Any]:
    lines: list[list[Any]] = []
    for line in block.lines:
        text_start = min(line.end, line.start + line.label)
        here = [(i, e.start, e.end) for i, e in marks if e.start < line.end and line.start < e.end]
        raised = [(start, end) for start, end in block.numbers if line.start <= start < line.end]
        lines.append(
            [
                line.depth,
                _segments(block.text, line.start, text_start, here, raised),
                _segments(block.text, text_start, line.end, here, raised),
            ]
        )
    grave = gravest([tone(entry.finding) for _, entry in marks]) if marks else ""
    return {"kind": block.kind, "tone": grave, "glyph": MARKS[grave].glyph if grave else "", "lines": lines}


def _segments(
    text: str, start: int, end: int, marks: list[tuple[int, int, int]], raised: list[tuple[int, int]]
) -> list[Any]:
    """Cut a stretch of text where marks begin or end.

    Returns:
        Plain strings, `[indexes, string]` under marks, and `[[], string]` for raised sentence numbers.
    """
    borders = [at for _, a, b in marks for at in (a, b)] + [at for span in raised for at in span]
    cuts = sorted({start, end, *(min(max(at, start), end) for at in borders)})
    segments: list[Any] = []
    for low, high in pairwise(cuts):
        under = [index for index, a, b in marks if a <= low and high <= b]
        piece = text[low:high] if segments else text[low:high].lstrip()
        if under or (low, high) in raised:
            segments.append([under, piece])
        elif piece:
            segments.append(piece)
    return segments


def marked(finding: Finding, lang: str) -> list[str]:
    """Give a finding as the text needs it: fingerprint, tone, words for a screen reader, type."""
    kind: Tone = tone(finding)
    label = f"{TYPE_NAMES[lang][finding.type]}, {STATUS_NAMES[lang][finding.status]}: {finding.quote}"
    return [finding.fingerprint, kind, label, finding.type]
