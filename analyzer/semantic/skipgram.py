"""Vectors of pieces by the company they keep in statutes: the start of the classifier's own vectors.

The encoder's vectors come from teachers that know everyday language; which words stand for each other in statutes ("glaubhaft
zu machen", "darzutun") only statutes tell. Started so, the classifier learns more from the same labels.

Skip-gram with negative sampling: T. Mikolov et al., Distributed Representations of Words and Phrases and their
Compositionality (NeurIPS 2013), as `gensim` has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from analyzer.semantic.network import Floats
from analyzer.semantic.teachers import training_package

PACKAGE: Final = ("gensim.models.word2vec", "gensim", "teach")
"""Module, package and dependency group of the fit, see `teachers.training_package`."""

_SPREAD: Final = 0.3  # standard deviation, as of vectors that start at random
_LONGEST: Final = 1_000  # words of a line that gensim reads at once are limited


@dataclass(frozen=True, slots=True)
class Company:
    """Settings of the fit.

    Attributes:
        window: Pieces to each side that a piece is to foretell, at most.
        passes: Passes over the passages.
        negatives: Other pieces drawn for each pair.
        common: Share of the text from which pieces are passed over more often the commoner they are; 0 for never.
        least: Occurrences below which a piece gets no vector.
        seed: Of every random choice.
    """

    window: int = 4
    passes: int = 6
    negatives: int = 8
    common: float = 1e-4
    least: int = 3
    seed: int = 1


class _Lines:
    """Passages as gensim reads them, again for each pass."""

    def __init__(self, passages: Sequence[Sequence[int]], boundary: int) -> None:
        self._passages, self._boundary = passages, boundary

    def __iter__(self) -> Iterator[list[str]]:
        for passage in self._passages:
            words = [str(piece) for piece in passage if piece != self._boundary]
            for start in range(0, len(words), _LONGEST):
                yield words[start : start + _LONGEST]


def skipgram_vectors(
    passages: Sequence[Sequence[int]], pieces: int, dimension: int, company: Company = Company()
) -> Floats | None:
    """Fit a vector for each piece.

    Args:
        passages: Pieces of passages; the boundary between parts is the number behind the last piece.
        pieces: Size of the vocabulary.
        dimension: Length of a vector.
        company: Settings.

    Returns:
        Pieces × dimension; zeros for pieces that are too rare. None if all are.

    Raises:
        UsageError: If gensim is not installed.
    """
    model = training_package(*PACKAGE).Word2Vec(
        vector_size=dimension,
        window=company.window,
        min_count=company.least,
        sg=1,
        negative=company.negatives,
        sample=company.common,
        epochs=company.passes,
        seed=company.seed,
        workers=1,  # more would give other vectors in each run
    )
    lines = _Lines(passages, pieces)
    model.build_vocab(lines)
    if not len(model.wv):
        return None
    model.train(lines, total_examples=model.corpus_count, epochs=model.epochs)
    vectors = np.zeros((pieces, dimension), np.float32)
    vectors[[int(piece) for piece in model.wv.index_to_key]] = model.wv.vectors
    return np.asarray(vectors * (_SPREAD / model.wv.vectors.std()), np.float32)
