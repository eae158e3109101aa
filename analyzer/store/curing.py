"""Words by which the rules found an obstacle resolved, and the sentence that holds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from analyzer.model import Evidence
from analyzer.semantic.acts import DOINGS, KINDS, acts_of, kinds_in
from analyzer.semantic.digital_way import asks_for_more, is_closed, is_digital, is_opened, is_waived

_LEAST: Final = 12
"""Characters of a stretch of the words by which their sentence is found where they run over its edge."""
_BREAK: Final = re.compile(r"[.;:]\s")


class Cured(NamedTuple):
    """What a resolved finding says of its clause.

    Attributes:
        is_cured: Whether a digital way is what resolves it.
        acts: What the cure is for, bits of `analyzer.semantic.acts`.
    """

    is_cured: bool
    acts: int


def cure_words(evidence: Iterable[Evidence]) -> list[str]:
    """Give the words that resolve a finding, in lower case: the last guard; those before it say what was required."""
    found = (
        next((words for guard in reversed(each.guards) if (words := guard.partition(": ")[2])), "") for each in evidence
    )
    return list(dict.fromkeys(words.strip(" .,;:") for words in found if words.strip(" .,;:")))


def sentence_of(words: str, sentences: Sequence[str]) -> int | None:
    """Give the number of the sentence that holds words in lower case; `None` if none does.

    Example:
        >>> sentence_of("auch elektronisch", ["Er ist schriftlich.", "Er ist auch elektronisch erlaubt."])
        1
    """
    lower = [sentence.lower() for sentence in sentences]
    parts = [words, *sorted(_BREAK.split(words), key=len, reverse=True)]
    for part in parts:
        if part == words or len(part) >= _LEAST:
            for at, sentence in enumerate(lower):
                if part in sentence:
                    return at
    return None


def goes_beyond(clause: str, words: Sequence[str]) -> bool:
    """Tell whether a clause asks for further proofs, which what cures the others in another sentence does not cure.

    Example:
        >>> goes_beyond("Weitere Nachweise kann die Stelle verlangen.", ["vorzulegen, soweit sie nicht abgerufen werden"])
        True
    """
    return asks_for_more(clause) and not any(each in clause.lower() for each in words)


def cured(clause: str, quote: str, words: Sequence[str], others: Sequence[str]) -> Cured:
    """Judge a resolved finding: what cures it must name something digital, and be about the same act.

    Args:
        clause: The words of its clause.
        quote: Its own words.
        words: See `cure_words`.
        others: The other sentences of the Absatz; not the other items of its own sentence, which speak of other cases.
    """
    acts = acts_of(clause, [quote])
    if is_digital(clause) or not words:
        return Cured(is_digital(clause), acts)
    at = curing(clause, words, others)
    if at is None:
        return Cured(any(map(is_digital, words)), acts)
    cures = acts_of(others[at], list(words))
    kinds = cures & KINDS
    if any(
        each in clause.lower() for each in words
    ):  # the clause says when paper is needed, the other sentence when not
        kinds |= kinds_in(others[at]) & acts
    is_same = not kinds or not acts & KINDS or bool(kinds & acts)
    return Cured(is_same, (acts & DOINGS or cures & DOINGS) | (acts & (kinds or KINDS)))


def curing(clause: str, words: Sequence[str], others: Sequence[str]) -> int | None:
    """Give the number of the other sentence that cures a clause: the one that holds the words, if it is digital.

    Where the words stand in the clause itself and only say when paper is needed ("wenn er schriftlich gestellt wird"),
    it is the sentence that opens the digital way.
    """
    if any(each in clause.lower() for each in words):
        return next((at for at, other in enumerate(others) if is_opened(other) and not is_closed(other)), None)
    found = (
        at
        for each in words
        if (at := sentence_of(each, others)) is not None and is_digital(others[at]) and not is_waived(others[at])
    )
    return next(found, None)
