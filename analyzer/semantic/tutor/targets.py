"""What readers marked, as numbers for each token and for the passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyzer.model import OBSTACLE_TYPES
from analyzer.semantic.judged_words import JudgedWords, Ruling, in_text
from analyzer.semantic.tagged import TaggedPassage
from analyzer.semantic.tutor.tokens import Encoded

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Targets:
    """What the network should say of a passage; columns are the types.

    Attributes:
        carries: 1 for each token that carries an open obstacle.
        counts: 0 for each token that teaches nothing of a type: nobody looked for it, or it is secondary there.
        whole: 1 for each type that is open in the passage.
        judged: 0 for each type of which the passage says nothing: nobody looked for it, or it is secondary only.
    """

    carries: Floats
    counts: Floats
    whole: Floats
    judged: Floats


def targets(passage: TaggedPassage, encoded: Encoded, words: Sequence[JudgedWords] = ()) -> Targets:
    """Give what a labelled passage teaches; what is resolved counts as nothing there.

    Args:
        passage: With its labels.
        encoded: The same in pieces.
        words: What readers said of single words of it.
    """
    types = len(OBSTACLE_TYPES)
    judged = np.array([kind in passage.judged for kind in OBSTACLE_TYPES], np.float32)
    carries = np.zeros((len(encoded.body), types), np.float32)
    counts = np.repeat(judged[None], len(encoded.body), axis=0)
    whole = np.zeros(types, np.float32)
    secondary = np.zeros(types, np.bool_)
    for label in passage.labels:
        column = OBSTACLE_TYPES.index(label.type)
        inside = (encoded.starts < label.end) & (encoded.ends > label.start)
        if label.status == "open":
            carries[inside, column] = 1.0
            whole[column] = 1.0
        elif label.status == "secondary":
            counts[inside, column] = 0.0
            secondary[column] = True
    judged[secondary & (whole == 0.0)] = 0.0
    made = Targets(carries, counts, whole, judged)
    for one, at in in_text(words, passage.parts):
        inside = (encoded.starts < at + one.end) & (encoded.ends > at + one.start)
        _add(made, OBSTACLE_TYPES.index(one.type), inside, one.ruling)
    return made


def _add(made: Targets, column: int, inside: NDArray[np.bool_], ruling: Ruling) -> None:
    """Add what a reader said of single words: nothing follows of the rest of the passage unless they are open."""
    if ruling == "open":
        made.carries[inside, column] = made.counts[inside, column] = 1.0
        made.whole[column] = made.judged[column] = 1.0
    elif ruling == "arguable":
        made.counts[inside, column] = 0.0
    elif not made.judged[column]:
        made.counts[inside, column] = 1.0
