"""What a sentence refers back to: "Satz 1 gilt auch …", "Dies gilt nicht", "Die Sätze 1 und 2 sind entsprechend anzuwenden".

For detection: a following sentence can lift or widen what an earlier one orders, and this says which one it speaks of. Built
on the finder of references, so that enumerations, ranges and other Absätze are read once and for all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from analyzer.model.reference import SELF, Reference, Target
from analyzer.refs.find import Context, ReferenceFinder
from analyzer.refs.register import Register

_BACK: Final = re.compile(
    r"(?:\(\d+[a-z]?\)\s*)?(?:Dies|Das|Gleiches|Dasselbe|Das\s+Gleiche|Das\s+gleiche|Entsprechendes|Hiervon|Davon)\s+"
    r"(?:gilt|ist|sind|kann|können|findet)\b"
)
_OWN_FINDER: Final = ReferenceFinder(Register())
"""Back references need no act: they stay inside the provision."""


@dataclass(frozen=True, slots=True)
class Back:
    """A place that a sentence refers back to.

    Attributes:
        absatz: Absatz of the place; that of the sentence unless another is named.
        first: First sentence, from 1; 0 for the whole Absatz.
        last: Last sentence; equals `first` where one is named.
    """

    absatz: str
    first: int
    last: int

    def covers(self, absatz: str, satz: int) -> bool:
        """Whether a sentence is among those referred to."""
        return absatz == self.absatz and (not self.first or self.first <= satz <= self.last)


def refers_back(sentence: str, absatz: str, number: int) -> tuple[Back, ...]:
    """Find what a sentence refers back to.

    Args:
        sentence: Its text.
        absatz: Number of its Absatz, or "".
        number: Its number in the Absatz, from 1.

    Returns:
        Sentences and Absätze of the same provision, in the order of the words; the sentence before for "Dies gilt …".

    Example:
        >>> refers_back("Satz 1 gilt auch für Kopien.", "2", 3)
        (Back(absatz='2', first=1, last=1),)
        >>> refers_back("Dies gilt nicht bei Gefahr.", "", 2)
        (Back(absatz='', first=1, last=1),)
    """
    # A unit that cannot be cited: what comes back with it is relative.
    references = _OWN_FINDER.find(sentence, Context(unit=_HERE, absatz=absatz))
    found = [back for reference in references for back in _backs(reference, absatz)]
    if not found and number > 1 and _BACK.match(sentence):
        found.append(Back(absatz, number - 1, number - 1))
    return tuple(dict.fromkeys(found))


_HERE: Final = "hier"


def _backs(reference: Reference, absatz: str) -> list[Back]:
    return [
        back
        for target in reference.targets
        if target.law == SELF and target.number == _HERE and (back := _back(target, absatz)) is not None
    ]


def _back(target: Target, absatz: str) -> Back | None:
    if target.satz:
        first = int(target.satz)
        last = int(target.range_to) if target.range_level == "satz" and target.range_to.isdigit() else first
        return Back(target.absatz, first, last)
    if target.absatz != absatz and not target.nummer and not target.buchstabe:
        return Back(target.absatz, 0, 0)
    return None
