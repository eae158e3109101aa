"""Which act a name means: several acts may bear it, an older one may be cited by its date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from analyzer.model.reference import SELF
from analyzer.refs.named import Name
from analyzer.refs.register import Act, Register

MONTHS: Final = {
    name: number
    for number, name in enumerate(
        (
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ),
        start=1,
    )
}
VOM: Final = re.compile(rf"\s+vom\s+(\d{{1,2}})\.\s+({'|'.join(MONTHS)})\s+(\d{{4}})")
"""The date behind a name: " vom 3. Mai 2020"."""
_FOREIGN: Final = re.compile(
    r"\s+(?:der|des)\s+(?:(?:einzelnen\s+|jeweiligen\s+|anderen\s+|übrigen\s+|beteiligten\s+)?(?:Bundesl|L)(?:änder|andes)\b"
    r"|Deutschen\s+Demokratischen\s+Republik|ehemaligen\s+Deutschen|Freistaat(?:e?s)\b|Freien\s+(?:und\s+)?Hansestadt)"
)
OUTSIDE: Final = "Gesetz steht nicht im Register"
OTHER_DATE: Final = "Zitat nennt eine andere Fassung oder ein Vorläufergesetz"
SEVERAL: Final = "mehrere Gesetze tragen diesen Namen"


_REMAINS: Final = 3


@dataclass(frozen=True, slots=True)
class Found:
    """The act of a citation.

    Attributes:
        law: Id, `SELF`, CELEX, or `None`.
        end: End of the name in the text.
        name: The words.
        is_eu: Whether an EU act.
        reason: Where `law` is `None`.
        candidates: Where several acts have the name.
    """

    law: str | None
    end: int
    name: str = ""
    is_eu: bool = False
    reason: str = ""
    candidates: tuple[str, ...] = ()


def act_meant(
    register: Register, own: str, text: str, name: Name, limit: int, unit: str = "", number: str = ""
) -> Found:
    """Find the act that a name means.

    Args:
        register: The register.
        own: Id of the act the text stands in.
        text: The text.
        name: The name.
        limit: End of the sentence.
        unit: Kind of the cited unit, "" for the act as a whole.
        number: Its number.
    """
    words = text[name.start : name.end]
    if name.is_eu:
        return Found(name.ids[0], name.end, words, is_eu=True)
    if _FOREIGN.match(text, name.end, limit):
        return Found(None, name.end, words, reason=OUTSIDE)
    acts = [register.by_id[i] for i in name.ids]
    date = _date(text, name.end, limit)
    if date:
        same = [act for act in acts if act.date == date]
        if same:
            acts = same
        elif all(act.date for act in acts):
            return Found(None, name.end, words, reason=OTHER_DATE)
    chosen = _one(acts, unit, number)
    if chosen is None:
        return Found(None, name.end, words, reason=SEVERAL, candidates=tuple(act.id for act in acts))
    law = SELF if chosen.id == own else chosen.id
    return Found(law, name.end, words)


def _date(text: str, at: int, limit: int) -> str:
    found = VOM.match(text, at, limit)
    return f"{found[3]}-{MONTHS[found[2]]:02d}-{int(found[1]):02d}" if found else ""


def _one(acts: list[Act], unit: str = "", number: str = "") -> Act | None:
    """The act meant by an undated name: the only one, the only one in force, or the only one that has the unit.

    Of several that are left the one is meant beside which the others are mere remains.
    """
    for left in (
        acts,
        in_force := [act for act in acts if act.validity != "repealed"],
        [act for act in in_force if not unit or act.has(unit, number)],
    ):
        if len(left) == 1:
            return left[0]
    sizes = sorted(((sum(map(len, act.units.values())), act.id) for act in in_force), reverse=True)
    if len(sizes) > 1 and sizes[0][0] > _REMAINS * sizes[1][0]:
        return next(act for act in in_force if act.id == sizes[0][1])
    return None
