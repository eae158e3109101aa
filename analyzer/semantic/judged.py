"""Parts of a statute with what the classifier says of their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analyzer.model import Statute
from analyzer.semantic.classifier import Classifier, pieces_of
from analyzer.semantic.locate import Run, runs
from analyzer.semantic.network import Floats
from analyzer.semantic.passages import Reading, passages
from analyzer.semantic.static import StaticEncoder
from analyzer.semantic.words import word_spans


@dataclass(frozen=True, slots=True)
class Judged:
    """A part and its scores.

    Attributes:
        reading: The part.
        scores: Pieces × types, as logits before the classifier's curves.
        best: Highest score by type.
        encoder: Whose pieces.
    """

    reading: Reading
    scores: Floats
    best: Floats
    encoder: StaticEncoder

    def runs(self, classifier: Classifier, column: int, least: float) -> Iterator[Run]:
        """Find the words that carry a type, the surest first.

        Args:
            classifier: Whose scores these are.
            column: Index of the type in `OBSTACLE_TYPES`.
            least: Chance that they must reach.
        """
        words = word_spans(self.reading.own_text)
        sizes = [len(self.encoder.pieces_of(word)) for word, _, _ in words]
        if not words or sum(sizes) != len(self.scores):  # letters whose small form is longer have no places
            return
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        best = np.maximum.reduceat(self.scores, starts, axis=0)
        yield from runs(self.reading.own_text, words, classifier.chances(best)[:, column], least)


def judge(statute: Statute, encoder: StaticEncoder, classifier: Classifier) -> list[Judged]:
    """Judge all parts of the operative text, in text order."""
    found = list(passages(statute))
    pieces = [pieces_of(encoder, passage.heading, passage.texts) for passage in found]
    return [
        Judged(reading, scores.pieces[first : past - 1], best, encoder)
        for passage, seen, scores in zip(found, pieces, classifier.judge(pieces), strict=True)
        for reading, best, first, past in zip(
            passage.readings, scores.parts, seen.bounds[:-1], seen.bounds[1:], strict=True
        )
    ]
