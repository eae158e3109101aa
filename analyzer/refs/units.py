"""References in a single unit of text mode: offsets count the characters of the text as it was given."""

from __future__ import annotations

import re
from typing import Final

from analyzer.language.sentences import split_sentences
from analyzer.model.reference import Reference
from analyzer.model.unit import Unit
from analyzer.refs.find import Context, ReferenceFinder

_SPACE: Final = re.compile(r"\s")
_ITEM: Final = re.compile(r"\n\s*(?=(?:\d+[a-z]?\.|[a-z]{1,3}\)|[-–•])\s)")
_ABSATZ: Final = re.compile(r"\s*\((\d+[a-z]{0,2})\)\s")


def references_of_unit(unit: Unit, finder: ReferenceFinder) -> list[Reference]:
    """Find the references of a unit.

    Args:
        unit: The unit; a line break before a list label marks the beginning of an item.
        finder: The finder.

    Returns:
        References that name a place or an act; amendment clauses and deictic references are left out.
    """
    text = _SPACE.sub(" ", unit.text)  # one character for one: offsets stay
    breaks = frozenset(found.end() for found in _ITEM.finditer(unit.text))
    number = _ABSATZ.match(text)
    context = Context(unit.doc, unit.unit, unit.absatz or (number[1] if number else ""))
    found = finder.find(text, context, sentences=split_sentences(text), breaks=breaks)
    return [reference for reference in found if reference.kind in ("norm", "law")]
