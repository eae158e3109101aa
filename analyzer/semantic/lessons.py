"""What the classifier is taught with: passages as pieces, and how likely each piece carries an obstacle of each type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analyzer.model.types import OBSTACLE_TYPES
from analyzer.semantic.classifier import HEADING_PIECES
from analyzer.semantic.judged_words import JudgedWords, in_text
from analyzer.semantic.network import Pieces
from analyzer.semantic.static import StaticEncoder
from analyzer.semantic.tagged import TaggedPassage
from analyzer.semantic.words import word_spans

Floats = NDArray[np.float32]

_SURE: Final = 0.97  # chance of words that a reader held open
_BETWEEN: Final = (0.3, 0.6)  # of words that are arguable
_TELLING: Final = 13  # of 255: one in twenty
_LEFT: Final = 0.1  # share of the tutor's chance that a reader's no leaves

_COLUMN = {kind: column for column, kind in enumerate(OBSTACLE_TYPES)}


@dataclass(frozen=True, slots=True)
class Lesson:
    """A passage to learn.

    Attributes:
        pieces: The passage.
        rows: Pieces that may carry something.
        columns: Type of each, as index in `OBSTACLE_TYPES`.
        chances: How likely, 0 to 255.
        labelled: Whether readers judged the passage.
    """

    pieces: Pieces
    rows: NDArray[np.int32]
    columns: NDArray[np.int8]
    chances: NDArray[np.uint8]
    labelled: bool

    @property
    def is_telling(self) -> bool:
        """Whether any of its words may carry something."""
        return bool(len(self.chances)) and int(self.chances.max()) >= _TELLING

    def targets(self) -> Floats:
        """Give pieces × types, 0 to 1."""
        made = np.zeros((len(self.pieces.words), len(OBSTACLE_TYPES)), np.float32)
        made[self.rows, self.columns] = self.chances / np.float32(255.0)
        return made


def lesson_of(encoder: StaticEncoder, passage: TaggedPassage, judged: Sequence[JudgedWords] = ()) -> Lesson:
    """Turn a tagged passage into a lesson; words that readers only named secondary are left to the tutor.

    Args:
        encoder: Whose pieces.
        passage: As the tutor wrote it.
        judged: Words of it that readers judged one by one.
    """
    pieces, starts, ends = placed_pieces(encoder, passage)
    made = np.zeros((len(starts), len(OBSTACLE_TYPES)), np.float32)
    for tag in passage.tags:
        hit = (starts < tag.end) & (ends > tag.start)
        np.maximum(made[:, _COLUMN[tag.type]], np.where(hit, tag.chance, 0.0), out=made[:, _COLUMN[tag.type]])
    if passage.origin == "labels":
        read, sure = np.zeros_like(made), np.zeros_like(made)
        for kind in passage.judged:
            sure[:, _COLUMN[kind]] = passage.trust
        for label in passage.labels:
            hit = (starts < label.end) & (ends > label.start)
            if label.status == "open":
                read[hit, _COLUMN[label.type]] = 1.0
            elif label.status == "secondary":
                sure[hit, _COLUMN[label.type]] = 0.0
        made = made * (1.0 - sure) + read * sure
    _learn_judged(made, passage.parts, starts, ends, judged)
    return learned(pieces, made, labelled=passage.origin == "labels" or bool(judged))


def learned(pieces: Pieces, chances: Floats, *, labelled: bool) -> Lesson:
    """Make a lesson of chances, pieces × types; those that round to nothing are left out."""
    rows, columns = np.nonzero(chances > 1 / 510)
    kept = np.rint(chances[rows, columns] * 255).astype(np.uint8)
    return Lesson(pieces, rows.astype(np.int32), columns.astype(np.int8), kept, labelled)


def _learn_judged(
    made: Floats,
    parts: Sequence[str],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    judged: Sequence[JudgedWords],
) -> None:
    """Let what readers said of single words stand: all but sure where open, all but out where not, in between if arguable.

    Words were shown since they were the likeliest of their part, so a "no" holds for the others of the part too.
    """
    for one, first in in_text(judged, parts):
        past = first + len(parts[one.part])
        inside = (starts >= first) & (ends <= past) & (ends > 0)
        hit = inside & (starts < first + one.end) & (ends > first + one.start)
        column = _COLUMN[one.type]
        if one.ruling == "open":
            made[hit, column] = _SURE
        elif one.ruling == "arguable":
            made[hit, column] = np.clip(made[hit, column], *_BETWEEN)
        else:
            made[inside, column] *= _LEFT


def placed_pieces(
    encoder: StaticEncoder, passage: TaggedPassage
) -> tuple[Pieces, NDArray[np.int64], NDArray[np.int64]]:
    """Cut a passage as `classifier.pieces_of` does, with the characters of each piece's word; a boundary has none."""
    words: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    bounds = [0]
    at = 0
    for part in passage.parts:
        for word, first, past in word_spans(part):
            ids = encoder.pieces_of(word)
            words += ids
            starts += [at + first] * len(ids)
            ends += [at + past] * len(ids)
        at += len(part)
        words.append(encoder.vocabulary_size)
        starts.append(at)
        ends.append(0)  # before any mark: one that runs through two parts must not hold the boundary
        bounds.append(len(words))
        at += 1
    heading = encoder.pieces_of_text(passage.heading)[:HEADING_PIECES]
    return Pieces(heading, words, bounds), np.array(starts, np.int64), np.array(ends, np.int64)
