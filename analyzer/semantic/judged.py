"""Parts of a statute with what the classifier says of their words."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from analyzer.model import Statute
from analyzer.semantic.classifier import Classifier, cut, heading_pieces
from analyzer.semantic.locate import Run, runs
from analyzer.semantic.network import Floats, Pieces
from analyzer.semantic.passages import Parts, Reading, passages
from analyzer.semantic.static import StaticEncoder
from analyzer.semantic.words import word_spans


@dataclass(frozen=True, slots=True)
class Judged:
    """A part and its scores.

    Attributes:
        read: All parts of the act.
        row: Which of them.
        scores: Pieces × types, as logits before the classifier's curves.
        best: Highest score by type.
        encoder: Whose pieces.
    """

    read: Sequence[Reading]
    row: int
    scores: Floats
    best: Floats
    encoder: StaticEncoder

    @property
    def reading(self) -> Reading:
        """The part: made when it is first asked for, as most hold nothing."""
        return self.read[self.row]

    def runs(self, classifier: Classifier, column: int, least: float) -> Iterator[Run]:
        """Find the words that carry a type, the surest first.

        Args:
            classifier: Whose scores these are.
            column: Index of the type in `OBSTACLE_TYPES`.
            least: Chance that they must reach.
        """
        text = self.reading.own_text
        words = word_spans(text)
        sizes = [self.encoder.size_of(word) for word, _, _ in words]
        if not words or sum(sizes) != len(self.scores):  # letters whose small form is longer have no places
            return
        starts = list(accumulate(sizes[:-1], initial=0))
        best = np.maximum.reduceat(self.scores[:, column], starts)
        yield from runs(text, words, classifier.chances(best, column), least)


def judge(statute: Statute, encoder: StaticEncoder, classifier: Classifier) -> list[Judged]:
    """Judge all parts of the operative text, in text order."""
    read = Parts(passages(statute))
    every = [range(len(passage.texts)) for passage in read.passages]
    return [one for _, one in _judged(read, cut(encoder, read.passages), every, encoder, classifier)]


def judge_worthwhile(
    read: Parts, encoder: StaticEncoder, classifier: Classifier, asked: Iterable[int]
) -> dict[int, Judged]:
    """Judge the parts that the classifier's gate lets through, and others asked for.

    Args:
        read: All parts of an act.
        encoder: Whose pieces.
        classifier: What judges.
        asked: Rows of parts to judge in any case.

    Returns:
        What was judged, by row, in text order.
    """
    pieces = cut(encoder, read.passages)
    waiting = deque(sorted(asked))
    chosen: list[Sequence[int]] = []
    row = 0
    for passage, worth in zip(pieces, classifier.worthwhile(pieces), strict=True):
        past = row + len(passage.bounds) - 1
        also: list[int] = []
        while waiting and waiting[0] < past:
            also.append(waiting.popleft() - row)
        chosen.append(sorted({*worth, *also}) if also else worth)
        row = past
    return dict(_judged(read, pieces, chosen, encoder, classifier))


def _judged(
    read: Parts,
    pieces: Sequence[Pieces],
    chosen: Sequence[Sequence[int]],
    encoder: StaticEncoder,
    classifier: Classifier,
) -> Iterator[tuple[int, Judged]]:
    """Give the judged parts with their rows."""
    numbers = [number for number, parts in enumerate(chosen) if parts]
    headings = {heading: heading_pieces(encoder, heading) for heading in {read.passages[n].heading for n in numbers}}
    asked = [
        Pieces(headings[read.passages[number].heading], pieces[number].words, pieces[number].bounds)
        for number in numbers
    ]
    firsts = [0, *accumulate(len(passage.bounds) - 1 for passage in pieces)]
    judged = classifier.judge(asked, [chosen[number] for number in numbers])
    for number, passage, scores in zip(numbers, asked, judged, strict=True):
        for part in chosen[number]:
            words = scores.pieces[passage.bounds[part] : passage.bounds[part + 1] - 1]
            row = firsts[number] + part
            yield row, Judged(read, row, words, scores.parts[part], encoder)
