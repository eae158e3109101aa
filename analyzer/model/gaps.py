"""Where a sentence that is put together from a lead-in, items and tails leaves items of its list out, and the mark for it.

A finding itself stays as it is, and so do JSON lines: its fingerprint is made of its sentence. Only what people read is marked.
"""

from __future__ import annotations

from typing import Final, NamedTuple

SIGN: Final = "[…]"
"""Stands where something is left out."""
_CLOSING: Final = (",", ";", ".", ")")
"""What follows without a blank."""
Gaps = tuple[int, ...]
"""Characters of a sentence at which something is left out: 0 in front of it, its length behind it."""


class Told(NamedTuple):
    """A sentence with what is left out marked.

    Attributes:
        text: Its words.
        start: First character of the quote in it.
        end: One past its last.
    """

    text: str
    start: int
    end: int


def marked(text: str, gaps: Gaps, start: int = 0, end: int = 0) -> Told:
    """Mark what is left out of a sentence.

    Args:
        text: The sentence.
        gaps: Where, as `gaps_of` gives it.
        start: First character of a quote in it.
        end: One past its last.

    Example:
        >>> marked("Beizufügen sind: 2. ein Bild.", (17,), 20, 28)
        Told(text='Beizufügen sind: […] 2. ein Bild.', start=24, end=32)
    """
    for at in sorted(gaps, reverse=True):
        behind = text[at : at + 1]
        sign = f" {SIGN}" if not behind else SIGN if behind in _CLOSING else f"{SIGN} "
        text = text[:at] + sign + text[at:]
        start += len(sign) if at <= start else 0
        end += len(sign) if at < end else 0
    return Told(text, start, end)


def within(part: str, text: str, gaps: Gaps) -> Gaps:
    """Find the gaps of a sentence that lie inside a part of it, whose blanks may differ.

    Args:
        part: Words of the sentence.
        text: The sentence.
        gaps: Its gaps.

    Returns:
        Characters of the part; none where it does not stand in the sentence.
    """
    places = [at for at, letter in enumerate(part) if not letter.isspace()]
    bare, whole = "".join(part.split()), "".join(text.split())
    first = whole.find(bare)
    before = [len("".join(text[:at].split())) - first for at in gaps]
    return tuple(places[n] for n in before if 0 < n < len(places)) if first >= 0 else ()
