"""A unit of text mode: one Absatz or text block of any origin, with what is known about where it stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph of a statute, given without its act.

    Attributes:
        id: The caller's id, carried through to the findings.
        text: The wording; white space does not matter.
        law: Abbreviation of the act, or "".
        doc: Id of the act, or "".
        norm: Id of the provision, or "".
        unit: Designation of the provision, "§ 5", or "".
        title: Heading of the provision, or "".
        absatz: "2", "2a", or "" where the text itself says it or has no number.
        land: Land of the act, or "" for federal law.
        lang: "de" or "en".
        block: Index of the text block in its provision.
    """

    id: str
    text: str
    law: str = ""
    doc: str = ""
    norm: str = ""
    unit: str = ""
    title: str = ""
    absatz: str = ""
    land: str = ""
    lang: str = "de"
    block: int = 0
