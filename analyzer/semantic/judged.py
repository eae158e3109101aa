"""Parts of a statute with what the classifier says of their words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from analyzer.model import Statute
from analyzer.semantic.classifier import Classifier, pieces_of
from analyzer.semantic.locate import Run, runs
from analyzer.semantic.network import Floats, Pieces
from analyzer.semantic.passages import Passage, Reading, passages
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
    return [one for _, one in _judged(found, pieces, None, encoder, classifier)]


def judge_worthwhile(
    found: Sequence[Passage], encoder: StaticEncoder, classifier: Classifier, asked: Collection[int]
) -> dict[int, Judged]:
    """Judge the parts that the classifier's gate lets through, and others asked for.

    Args:
        found: All passages of an act.
        encoder: Whose pieces.
        classifier: What judges.
        asked: Rows of parts to judge in any case, counted over all passages.

    Returns:
        What was judged, by row, in text order.
    """
    pieces = [pieces_of(encoder, passage.heading, passage.texts) for passage in found]
    chosen: list[list[int]] = []
    row = 0
    for passage, worth in zip(found, classifier.worthwhile(pieces), strict=True):
        parts = range(len(passage.readings))
        chosen.append(sorted({*worth, *(part for part in parts if row + part in asked)}))
        row += len(parts)
    return dict(_judged(found, pieces, chosen, encoder, classifier))


def _judged(
    found: Sequence[Passage],
    pieces: Sequence[Pieces],
    chosen: Sequence[Sequence[int]] | None,
    encoder: StaticEncoder,
    classifier: Classifier,
) -> Iterator[tuple[int, Judged]]:
    """Give the judged parts with their rows."""
    row = 0
    for number, scores in enumerate(classifier.judge(pieces, chosen)):
        readings, bounds = found[number].readings, pieces[number].bounds
        for part in range(len(readings)) if chosen is None else chosen[number]:
            words = scores.pieces[bounds[part] : bounds[part + 1] - 1]
            yield row + part, Judged(readings[part], words, scores.parts[part], encoder)
        row += len(readings)
