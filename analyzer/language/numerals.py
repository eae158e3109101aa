"""Sentence numbers printed in plain text: "(3) 1 Wird … 2 Der Antragsteller …", or glued: "7Die Behörde"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple


class PrintedNumber(NamedTuple):
    """A sentence number found in plain text.

    Attributes:
        start: First character.
        end: One past it.
        number: Its value.
        inside: Whether it counts sentences inside a list item rather than in the Absatz.
    """

    start: int
    end: int
    number: int
    inside: bool


_SPACED: Final = re.compile(r"(?:(?<=\A)|(?<= ))(\d{1,2}) (?=[\"„“»(]*[A-ZÄÖÜ§])")
_GLUED: Final = re.compile(r"(?:(?<=\A)|(?<= ))(\d{1,2})(?=[A-ZÄÖÜ][a-zäöüß])")
_SENTENCE_END: Final = re.compile(r"[.!?;:][)\]\"“”»«’‘']* \Z")


def find_numbers(
    text: str, begin: int, item_starts: Sequence[int] = (), *, glued: bool = False, expected: int = 1
) -> list[PrintedNumber]:
    """Find sentence numbers that form a sequence.

    Args:
        text: Clean text.
        begin: Where the first sentence begins, behind the number of the Absatz.
        item_starts: Where the text of list items begins.
        glued: Look for numbers without a blank behind them.
        expected: Number of the first sentence.

    Returns:
        The numbers in text order; none where only a 1 was found, so that "1 Euro" is no number.

    Example:
        >>> [n.number for n in find_numbers("1 Die Frist endet. 2 Sie beträgt 2 Wochen.", 0)]
        [1, 2]
    """
    found: list[PrintedNumber] = []
    items = sorted(item_starts)
    top = inner = 0
    item = -1
    for match in (_GLUED if glued else _SPACED).finditer(text, begin):
        number, start = int(match[1]), match.start()
        before = bisect_right(items, start)
        here = items[before - 1] if before else -1
        if here != item:
            item, inner = here, 0
        if start == begin and number == expected:
            top = number
            found.append(PrintedNumber(start, match.end(1), number, inside=False))
        elif start == here and number == 1:
            inner = 1
            found.append(PrintedNumber(start, match.end(1), number, inside=True))
        elif _SENTENCE_END.search(text, max(0, start - 6), start) or start == begin:
            if inner and number == inner + 1:
                inner = number
                found.append(PrintedNumber(start, match.end(1), number, inside=True))
            elif top and number == top + 1:
                top, item, inner = number, -2, 0
                found.append(PrintedNumber(start, match.end(1), number, inside=False))
    return _sequences(found)


def _sequences(found: list[PrintedNumber]) -> list[PrintedNumber]:
    """Drop a number that nothing follows: a lone 1 is an amount."""
    top = [n for n in found if not n.inside]
    kept = top if len(top) > 1 or (top and top[0].number > 1) else []
    inner = [n for n in found if n.inside]
    for position, number in enumerate(inner):
        following = inner[position + 1].number if position + 1 < len(inner) else 0
        if number.number > 1 or following == 2:  # noqa: PLR2004
            kept.append(number)
    return sorted(kept)
