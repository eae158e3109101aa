"""Acts that citations share: one named at the end of a coordination, or elsewhere in the sentence.

"§ 12 Absatz 1 und § 13 des X-Gesetzes": the X-Gesetz holds for both. And where the own act has no unit of a cited number, the
act is sought among those the sentence names, by who has one: what the own act does not have cannot be meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from analyzer.model.reference import SELF, Reference, ReferenceKind
from analyzer.refs.chain import Chain
from analyzer.refs.citation_words import UNITS
from analyzer.refs.meant import Found
from analyzer.refs.register import Act, Register

_LINK: Final = re.compile(
    r"\A[\s,]*(?:\(?\s*(?:jeweils\s+)?(?:auch\s+)?(?:in\s+Verbindung\s+mit|i\.\s?V\.\s?m\.|und/oder|und|oder|sowie|bzw\.|beziehungsweise|,|/|noch|bis)\s*)*"
    r"(?:(?:auch|jeweils|nach|gemäß|aus|von|mit|zu|in|auf\s+Grund|aufgrund|unter|entgegen|im\s+Sinne|den|dem|des|der|die|das)\s*)*\Z"
)
_NEAR: Final = 200  # characters to an act named elsewhere in the sentence


@dataclass(slots=True)
class Raw:
    """A chain with the act found behind it.

    Attributes:
        chain: The chain.
        found: Its act; `None` where the text names none.
        end: End of the reference, the name of the act included.
        kind: Kind of the reference.
    """

    chain: Chain
    found: Found | None
    end: int
    kind: ReferenceKind = "norm"


def share_acts(text: str, raws: list[Raw], register: Register, own: Act | None, breaks: frozenset[int]) -> None:
    """Give the act at the end of a coordination to the members before it."""
    for index in range(len(raws) - 2, -1, -1):
        here, following = raws[index], raws[index + 1]
        if here.found is not None or following.found is None or here.chain.head not in UNITS:
            continue
        between = text[here.end : following.chain.start]
        if not between.strip() or not _LINK.match(between) or len(between) > 60:  # noqa: PLR2004 - a link is short
            continue
        if any(here.end < at <= following.chain.start for at in breaks):
            continue
        shared = following.found
        if shared.is_eu and here.chain.head == "§":
            continue
        act = register.by_id.get(shared.law or "")
        unit, number = here.chain.places[0].unit
        if act is not None and act.has(unit, number) is False and (own is None or own.has(unit, number) is not False):
            continue
        here.found = replace(shared, end=here.end)


def find_missing(raws: Sequence[Raw], whole: Sequence[Reference], register: Register, own: Act) -> None:
    """Look for the act of citations that name none and whose unit the own act does not have.

    Args:
        raws: Citations of a sentence, changed in place.
        whole: Acts that the sentence names without a unit.
        register: The register.
        own: The own act.
    """
    for raw in raws:
        unit, number = raw.chain.places[0].unit
        if raw.found is not None or not unit or own.has(unit, number) is not False or own.had(unit, number):
            continue
        named = [(each.chain.start, each.found.law) for each in raws if each.found is not None]
        named += [(reference.start, reference.targets[0].law) for reference in whole]
        near = sorted((abs(at - raw.chain.start), law) for at, law in named if law not in (None, SELF))
        for distance, law in near:
            act = register.by_id.get(law or "")
            if distance <= _NEAR and act is not None and act.has(unit, number):
                raw.found = Found(act.id, raw.end)
                break


_COLON: Final = re.compile(r"\s*:\s")


def lead_in(text: str, raws: Sequence[Raw], whole: Sequence[Reference], register: Register) -> None:
    """Give the act that introduces a list to its items: "1. aus dem Strafgesetzbuch: a) Taten nach den §§ 1 bis 3".

    Args:
        text: The text.
        raws: Citations of a sentence, changed in place.
        whole: Acts that the sentence names without a unit.
        register: The register.
    """
    leads = [r for r in whole if r.targets[0].law not in (None, SELF) and _COLON.match(text, r.end)]
    if not leads:
        return
    for raw in raws:
        unit, number = raw.chain.places[0].unit
        before = [lead for lead in leads if lead.end <= raw.chain.start]
        if raw.found is not None or not unit or not before:
            continue
        act = register.by_id.get(before[-1].targets[0].law or "")
        if act is not None and act.has(unit, number):
            raw.found = Found(act.id, raw.end)
