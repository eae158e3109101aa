"""What a reader finds in a block before there are sentences: stretches of text and list items, and sentence numerals."""

from __future__ import annotations

from typing import NamedTuple


class Run(NamedTuple):
    """A stretch of a block between two marks of structure.

    Attributes:
        start: First character; of an item, that of its printed label.
        text_start: First character behind the label.
        end: One past the last character.
        depth: 0 for the text of the Absatz, n inside an item of list level n.
        labels: Path of list labels, empty at depth 0.
        opens: Whether a new item begins here; otherwise the text goes on at this depth behind a deeper list.
        row: Whether this is a row of a table.
    """

    start: int
    text_start: int
    end: int
    depth: int = 0
    labels: tuple[str, ...] = ()
    opens: bool = False
    row: bool = False


class Numeral(NamedTuple):
    """An official sentence number printed in the text.

    Attributes:
        start: First character of the numeral.
        end: One past it.
        number: Its value, 0 where it is no number.
    """

    start: int
    end: int
    number: int


class Quotation(NamedTuple):
    """A stretch of a block that quotes the wording of another act.

    Attributes:
        start: First character, the opening mark included.
        end: One past the last, the closing mark included.
        target: The act that is changed, as the text names it, or "".
    """

    start: int
    end: int
    target: str
