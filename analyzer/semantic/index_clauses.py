"""Clauses: what the index holds one vector each for, cut from the legal sentences of a provision.

A sentence is a clause. A long sentence with a list is one clause an item: lead-in, item, and what stands behind the
list, as in the field `sentence` of a finding. A mean over a list of thirty items would mean nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from analyzer.model import item_path

WHOLE: Final = 420
"""Characters up to which a sentence with a list stays one clause."""
_LONGEST_LEAD: Final = 400
_LONGEST_TAIL: Final = 200


class TextLine(NamedTuple):
    """Where a line of a block begins: a list item, or text that goes on behind a list.

    Attributes:
        start: First character in the block's text.
        depth: Depth of the list it stands in, 0 for running text.
        label: Length of the printed label, 0 without one.
    """

    start: int
    depth: int
    label: int


class Clause(NamedTuple):
    """One clause of a block.

    Attributes:
        text: Its words, white space folded.
        satz: Number of its sentence, 0 where nobody counts.
        labels: List labels as printed, outermost first; empty for a whole sentence.
        spans: Where its words stand in the block: (first character, one past the last), in order.
    """

    text: str
    satz: int
    labels: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    @property
    def item(self) -> str:
        """Path of its labels as findings have it: "1 a)"."""
        return item_path(self.labels)

    def holds(self, start: int, end: int) -> bool:
        """Tell whether a stretch of the block lies in it."""
        return any(low <= start and end <= high for low, high in self.spans)


def cut(text: str, sentences: Sequence[tuple[int, int, int]], lines: Sequence[TextLine]) -> Iterator[Clause]:
    """Cut a block into clauses, in text order.

    Args:
        text: The block's text.
        sentences: (number, first character, one past the last).
        lines: Its lines, in order.

    Example:
        >>> [c.text for c in cut("Es gilt: 1. dies, 2. das.", [(1, 0, 25)], [TextLine(0, 0, 0), TextLine(9, 1, 2)])]
        ['Es gilt: 1. dies, 2. das.']
    """
    for number, start, end in sentences:
        items = [line for line in lines if start < line.start < end] if end - start > WHOLE else []
        if items and any(line.depth for line in items):
            yield from _items(text, number, (), (), (start, end), items)
        elif folded := _fold(text[start:end]):
            yield Clause(folded, number, (), ((start, end),))


def _items(
    text: str,
    number: int,
    above: tuple[tuple[int, int], ...],
    labels: tuple[str, ...],
    span: tuple[int, int],
    lines: Sequence[TextLine],
) -> Iterator[Clause]:
    """Give one clause for each item of the outermost list in `span`; long items are cut at their own lists."""
    start, end = span
    depth = min((line.depth for line in lines if line.depth), default=0)
    first = next((at for at, line in enumerate(lines) if line.depth), len(lines))
    if first == len(lines):
        pieces = (*above, span)
        yield Clause(_joined(text, pieces), number, labels, pieces)
        return
    lead = (start, lines[first].start)
    heads = [line for line in lines[first:] if line.depth <= depth]
    tail = next((line.start for line in reversed(heads) if line.depth < depth), None)
    stop = tail if tail is not None and tail > lines[first].start else end
    behind = ((stop, min(end, stop + _LONGEST_TAIL)),) if stop < end else ()
    opening = (*above, (lead[0], min(lead[1], lead[0] + _LONGEST_LEAD))) if _fold(text[slice(*lead)]) else above
    heads = [line for line in heads if line.start < stop]
    for at, line in enumerate(heads):
        close = heads[at + 1].start if at + 1 < len(heads) else stop
        label = text[line.start : line.start + line.label].strip()
        path = (*labels, label) if label else labels
        inside = [below for below in lines if line.start < below.start < close]
        if close - line.start > WHOLE and any(below.depth > depth for below in inside):
            yield from _items(text, number, opening, path, (line.start, close), inside)
        else:
            pieces = (*opening, (line.start, close), *behind)
            yield Clause(_joined(text, pieces), number, path, pieces)


def _joined(text: str, pieces: Sequence[tuple[int, int]]) -> str:
    return " ".join(filter(None, (_fold(text[start:end]) for start, end in pieces)))


def _fold(text: str) -> str:
    return " ".join(text.split())
