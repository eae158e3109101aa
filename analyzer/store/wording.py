"""The text of a provision as one reads it, packed into one JSON column and unpacked again.

Packed: `[[absatz, [[block index, kind, text, [start, depth, label length, …]], …]], …]`. The numbers cut the block's
text into lines for the page: a new line begins at every list item and where the text goes on behind a list. Then come
where official sentence numbers stand, `[start, length, …]`, and the legal sentences, `[number, start, length, …]`, so
that who searches all sentences counts them as the findings do.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from analyzer.model import Block, Provision

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
"""Writes JSON as short as it gets. One encoder for all: making a new one for each call would cost more than writing."""


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of a block that begins a new line.

    Attributes:
        start: First character in the block's text.
        end: One past the last, white space at the end left out.
        depth: Depth of the list it stands in, 0 for running text.
        label: Length of the printed label at its beginning, 0 without one.
    """

    start: int
    end: int
    depth: int
    label: int


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A text block of a provision.

    Attributes:
        absatz: Number of its Absatz, or "".
        index: Its index in the source.
        kind: `text`, `table` or `form`.
        text: All of it, Absatz number and list labels included.
        lines: Its lines in order.
        numbers: Official sentence numbers in the text: (first character, one past the last).
        sentences: Legal sentences: (number as a lawyer counts, first character, one past the last). `None` in a store
            of an older version, which did not keep them.
    """

    absatz: str
    index: int
    kind: str
    text: str
    lines: tuple[Line, ...]
    numbers: tuple[tuple[int, int], ...] = ()
    sentences: tuple[tuple[int, int, int], ...] | None = None


def pack(provision: Provision) -> str:
    """Write the text of a provision as JSON."""
    return encode([[absatz.number, [_packed(block) for block in absatz.blocks]] for absatz in provision.absaetze])


def unpack(body: str) -> tuple[TextBlock, ...]:
    """Read the text blocks of a provision, in order, from what `pack` wrote."""
    blocks: list[TextBlock] = []
    for number, packed in json.loads(body):
        for index, kind, text, cuts, *more in packed:
            lines: list[Line] = []
            for at in range(0, len(cuts), 3):
                start, depth, label = cuts[at : at + 3]
                stop = cuts[at + 3] if at + 3 < len(cuts) else len(text)
                end = start + len(text[start:stop].rstrip())
                if end > start:
                    lines.append(Line(start, end, depth, label))
            spans = more[0] if more else ()
            numbers = tuple((spans[at], spans[at] + spans[at + 1]) for at in range(0, len(spans), 2))
            blocks.append(TextBlock(number, index, kind, text, tuple(lines), numbers, _sentences(more)))
    return tuple(blocks)


def _sentences(more: list[list[int]]) -> tuple[tuple[int, int, int], ...] | None:
    if len(more) < 2:  # noqa: PLR2004 - numbers, then sentences
        return None
    packed = more[1]
    return tuple((packed[at], packed[at + 1], packed[at + 1] + packed[at + 2]) for at in range(0, len(packed), 3))


def _packed(block: Block) -> list[object]:
    sentences = [value for s in block.sentences for value in (s.number, s.start, s.end - s.start)]
    return [block.index, block.kind, block.text.text, _cuts(block), _numbers(block), sentences]


def _numbers(block: Block) -> list[int]:
    """Find the official numbers in front of sentences, which the law gazette prints raised."""
    text = block.text.text
    numbers: list[int] = []
    for sentence in block.sentences:
        counted = [(sentence.start, sentence.number)]
        counted += [(part.text_start, part.satz) for part in sentence.parts if part.satz]
        for behind, number in counted:
            if behind < 2 or not text[behind - 2].isdigit():  # noqa: PLR2004 - the last digit, then a blank
                continue
            digits = str(number)
            start = behind - len(digits) - 1
            if start >= 0 and text[start:behind] == f"{digits} " and (start == 0 or text[start - 1] == " "):
                numbers += (start, len(digits))
    return numbers


def _cuts(block: Block) -> list[int]:
    cuts = [0, 0, 0]
    text = block.text.text
    for sentence in block.sentences:
        for part in sentence.parts:
            if part.kind == "lead" and not part.labels:
                if cuts[-2] == 0:
                    continue  # runs on in the same line
                cuts += (part.start, 0, 0)
            elif part.kind == "tail":
                # Behind the list of `parent`: one step less deep than that list.
                depth = len(sentence.parts[part.parent].labels) if part.parent >= 0 else 0
                cuts += (part.start, depth, 0)
            elif part.satz > 1 and part.start == part.text_start:
                continue  # a further sentence of the same item
            else:
                label = len(text[part.start : part.text_start].rstrip())
                cuts += (part.start, len(part.labels), label)
    return cuts[3:] if len(cuts) > 3 and cuts[3] == 0 else cuts  # noqa: PLR2004 - one triple is the opening one
