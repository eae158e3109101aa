"""What lists and cards show of clause families, and which of them fit the filters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from analyzer.model import TYPE_NAMES
from analyzer.model.gaps import Gaps, marked
from analyzer.semantic.families import Family
from analyzer.semantic.lexical import lemmas_of
from analyzer.store import Reading
from analyzer.store.gaps import gaps_of_families
from analyzer.ui.look import MARKS, tone_of
from analyzer.ui.search_cards import family_place, pieces
from analyzer.ui.words import Words

PLACES: Final = 200
"""Places of a clause or family that are listed."""
_WORD: Final = re.compile(r"\w+")


def speaks_of(clause: str, text: str) -> bool:
    """Tell whether a clause holds every word of a text, in any form or as the beginning of one."""
    words = _WORD.findall(text.lower())
    if not words:
        return True
    held = _WORD.findall(clause.lower())
    lemmas = set(lemmas_of(clause))
    return all(any(one.startswith(word) for one in held) or bool(lemmas & set(lemmas_of(word))) for word in words)


def is_in(reading: Reading, family: Family, act: str) -> bool:
    """Tell whether a family stands in an act; any will do where none is named."""
    known = reading.act(act) if act else None
    return known is None or known.doc in family.docs


def family_rows(reading: Reading, families: Sequence[Family], say: Words) -> list[dict[str, str]]:
    """Give the rows of the list of families."""
    gaps = gaps_of_families(reading, families)
    return [_row(family, gaps.get(family.name, ()), say) for family in families]


def _row(family: Family, gaps: Gaps, say: Words) -> dict[str, str]:
    mark = tone_of(family.type, "open")
    return {
        "id": family.name,
        "tone": mark,
        "glyph": MARKS[mark].glyph,
        "place": _size(family, say),
        "meta": TYPE_NAMES[say.lang][family.type],
        "quote": "",
        "text": marked(family.clause, gaps).text,
    }


def _size(family: Family, say: Words) -> str:
    acts = say("families_act") if family.acts == 1 else say("families_acts", n=say.number(family.acts))
    more = len(family.fingerprints) - family.clauses
    size = say("families_row", n=say.number(family.clauses), acts=acts)
    return size if not more else f"{size} · {say('families_findings', n=say.number(len(family.fingerprints)))}"


def family_card(reading: Reading, family: Family, say: Words) -> dict[str, Any]:
    """Give the detail view of a family: its wording and its places."""
    entry = reading.finding(family.representative)
    quote = entry.finding.quote if entry is not None else ""
    mark = tone_of(family.type, "open")
    places = [place for name in family.fingerprints[:PLACES] if (place := family_place(reading, name)) is not None]
    rest = len(family.fingerprints) - PLACES
    head = family_place(reading, family.representative) or {"label": family.title, "heading": "", "jump": ""}
    return {
        "label": say("families_list"),
        "lead": say("families_lead", name=family.name),
        "cards": [
            {
                "place": head,
                "score": _size(family, say),
                "chips": [{"tone": mark, "glyph": MARKS[mark].glyph, "word": TYPE_NAMES[say.lang][family.type]}],
                "pieces": pieces(
                    family.clause, [(quote, mark, "")], gaps_of_families(reading, [family]).get(family.name, ())
                ),
                "note": "",
                "label": say("places_all"),
                "places": places,
                "more": say("references_rest", n=say.number(rest)) if rest > 0 else "",
            }
        ],
    }
