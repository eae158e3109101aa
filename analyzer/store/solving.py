"""What a text asks to be solved, and the words by which a clause that was found is solved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from analyzer.detect import detect
from analyzer.model import ObstacleType
from analyzer.model.unit import Unit
from analyzer.read import read_unit
from analyzer.rulebook import load_rulebook
from analyzer.semantic.digital_way import (
    cashless_words,
    digital_words,
    is_closed,
    is_digital,
    phrase_end,
    whole_phrase,
)
from analyzer.semantic.similar import FORM, is_of_form
from analyzer.store.alike import Question
from analyzer.store.clauses import Found
from analyzer.store.curing import cure_words, curing, goes_beyond

_CUT: Final = 115
"""Characters from which a guard may have been cut off, see `analyzer.detect.context`."""
_ADVERB: Final = re.compile(r"\b(?:elektronisch|digital)\Z")
_VERB: Final = re.compile(r"(?:\s+\w+){1,4}(?=[,.;:])")
"""What follows an adverb to the end of its clause."""
_REST: Final = re.compile(r"[^,.;:]{0,100}(?=[,.;:]|\Z)")


class Cure(NamedTuple):
    """What solves a clause.

    Attributes:
        words: The deciding words of the clause, or the whole other sentence or item that cures it.
        place: Where that other sentence or item stands, as lawyers cite it; "" for words of the clause itself.
    """

    words: str
    place: str = ""


def asked(text: str) -> Question:
    """Ask with a text; the rules say which obstacles it holds, and so what a solution must solve."""
    found = detect(read_unit(Unit(id="text", text=text), "text"), load_rulebook())
    return Question(text, tuple(dict.fromkeys(f.type for f in found)), tuple(dict.fromkeys(f.quote for f in found)))


def cures(found: Found, types: Sequence[ObstacleType] = ()) -> list[Cure]:
    """Give the words by which a clause is solved: its own, else those that its findings were resolved by.

    Args:
        found: The clause.
        types: Types of the obstacles in question; without them, the clause must hold no other obstacle of form.

    Returns:
        Nothing where the clause is not solved.
    """
    marks = {(entry.finding.type, entry.finding.status) for entry in found.entries}
    if any(status == "open" and (kind in types or kind in FORM) for kind, status in marks):
        return []
    is_unsolved = any(status == "secondary" and kind in FORM for kind, status in marks)
    if not types and is_unsolved:
        return []
    if "cash_payment" in types and not is_unsolved and (cashless := cashless_words(found.clause.text)):
        return [Cure(words) for words in dict.fromkeys(cashless)]
    is_resolved = any(status == "resolved" and (not types or kind in types) for kind, status in marks)
    if is_closed(found.clause.text) or not (is_resolved or (is_of_form(types) and not is_unsolved)):
        return []
    own = digital_words(found.clause.text) if is_of_form(types) and tuple(types) != ("cash_payment",) else []
    return [Cure(words) for words in own] or list(dict.fromkeys(_resolving(found, types)))


def _resolving(found: Found, types: Sequence[ObstacleType]) -> Iterator[Cure]:
    """Give what the rules took for the cures."""
    clause, others = found.clause.text, [words for _, words in found.others]
    for entry in found.entries:
        finding = entry.finding
        if finding.status == "resolved" and (not types or finding.type in types):
            words = cure_words(finding.evidence)
            if finding.type not in FORM and goes_beyond(clause, words):
                continue
            at = None if is_digital(clause) or finding.type not in FORM else curing(clause, words, others)
            if at is not None:
                yield Cure(others[at], found.others[at][0])
                continue
            for each in words:
                if item := next((item for item in found.items if each in item[1].lower() and is_digital(each)), None):
                    yield Cure(item[1], item[0])
                elif finding.type not in FORM or is_digital(clause) or is_digital(each):
                    yield Cure(_as_printed(each, clause if each in clause.lower() else found.around))


def _as_printed(words: str, text: str) -> str:
    """Give words, which the rules read in lower case, as they stand in a text, to the end of their phrase."""
    lower = text.lower()
    at = lower.find(words)
    if not words or at < 0 or len(lower) != len(text):
        return words
    end = at + len(words)
    rest = _REST.match(text, end) if len(words) >= _CUT else None
    if rest is not None:
        return text[at : rest.end()]
    verb = _VERB.match(text, end) if _ADVERB.search(words) else None
    return text[at : verb.end()] if verb is not None else whole_phrase(text, at, phrase_end(text, end))
