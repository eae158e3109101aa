"""One overlap policy: each distinct obstacle of a paragraph once, with its own short quote.

Within one block and type, judgements whose quotes share a character are one obstacle. The one kept is that of the
higher rule priority, then of the stronger status (open, resolved, secondary), then the one that begins first, then the
shorter. The same words matched in several readings of a sentence (a lead-in before thirty items) are one obstacle too:
they lie at the same place of the block. A rule may say `once`: then the same word quoted again in the block ("der
Vordruck", "des Vordrucks") is the same obstacle, and the first one is kept, settled or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from analyzer.detect.judge import Judgement
from analyzer.detect.same_act import akin, stem

_STRENGTH = {"open": 0, "resolved": 1, "secondary": 2}


def distinct(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Keep one judgement for each distinct obstacle of a block.

    Args:
        judgements: Those with a status, of one block.

    Returns:
        In text order; types in alphabetical order where two begin at the same character.
    """
    kept = [judgement for judgement, place in settled(judgements) if place is None]
    kept.sort(key=lambda j: (*block_range(j), j.rule.type, j.rule.id))
    return kept


class Taken(NamedTuple):
    """What takes the place of a judgement.

    Attributes:
        by: The judgement that is kept.
        repeats: Whether it quotes the same word elsewhere in the block; otherwise it shares characters.
    """

    by: Judgement
    repeats: bool


def settled(judgements: Iterable[Judgement]) -> Iterator[tuple[Judgement, Taken | None]]:
    """Say of each judgement what takes its place, the strongest first; `None` where it is kept itself.

    Args:
        judgements: Those with a status, of one block.
    """
    taken: dict[str, list[tuple[int, int, Judgement]]] = {}
    said: dict[str, list[tuple[str, Judgement]]] = {}
    for judgement in sorted(judgements, key=_rank):
        start, end = block_range(judgement)
        spans = taken.setdefault(judgement.rule.type, [])
        by = next((other for low, high, other in spans if start < high and low < end), None)
        if by is not None:
            yield judgement, Taken(by, repeats=False)
            continue
        if judgement.rule.once:
            by = _repeated(judgement, said.setdefault(judgement.rule.type, []))
            if by is not None:
                yield judgement, Taken(by, repeats=True)
                continue
        spans.append((start, end, judgement))
        yield judgement, None


def _repeated(judgement: Judgement, said: list[tuple[str, Judgement]]) -> Judgement | None:
    """Give the judgement that quoted the last word of the quote before; remember the word."""
    words = judgement.view.lower[judgement.quote.start : judgement.quote.end].split()
    word = stem(words[-1])
    for other, by in said:
        if akin(word, other):
            return by
    said.append((word, judgement))
    return None


def block_range(judgement: Judgement) -> tuple[int, int]:
    """Where the quote stands in the block's text."""
    start = judgement.view.block_offset(judgement.quote.start)
    return start, start + judgement.quote.end - judgement.quote.start


def _rank(judgement: Judgement) -> tuple[int, int, int, int, str, str]:
    start, end = block_range(judgement)
    # "Vordruck oder elektronisch … der Vordruck": named once, settled where it is named first
    strength = (
        0 if judgement.rule.once and judgement.status == "resolved" else _STRENGTH[judgement.status or "secondary"]
    )
    return (-judgement.rule.priority, strength, start, end - start, judgement.rule.id, judgement.matcher.name)
