"""Known clauses: own example sentences that a find of the layer is compared with, so that a reader sees what it is like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analyzer.model.types import ObstacleType
from analyzer.rulebook import Rulebook
from analyzer.rulebook.silence import load_paraphrases
from analyzer.semantic.static import StaticEncoder

MOST_TOLD: Final = 3
"""Known clauses named with a find."""

ALIKE: Final = 0.58
"""Likeness below which a clause is not named. Of 60 finds drawn from 400 federal acts, the nearest clause above it mostly has words of
the same sense in the same part; below it they share at most a subject."""

_MARKED: Final = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class KnownClause:
    """An own example sentence.

    Attributes:
        text: The sentence.
        words: The words in it that carry the obstacle.
        origin: Id of the rule whose example it is, or "paraphrase".
    """

    text: str
    words: str
    origin: str


@dataclass(frozen=True, slots=True)
class Alike:
    """A known clause and how like it a find is.

    Attributes:
        clause: The clause.
        likeness: Mean of two cosines: of the sentences, and of the words that carry the obstacle.
    """

    clause: KnownClause
    likeness: float


@dataclass(frozen=True)
class KnownClauses:
    """Known clauses of a type with their vectors.

    Attributes:
        clauses: The clauses, each sentence once.
        sentences: A row a sentence.
        words: A row for its words.
        encoder: Whose vectors.
    """

    clauses: tuple[KnownClause, ...]
    sentences: NDArray[np.float32]
    words: NDArray[np.float32]
    encoder: StaticEncoder

    @staticmethod
    def of(rulebook: Rulebook, encoder: StaticEncoder, kind: ObstacleType) -> KnownClauses:
        """Give those of a type: open examples of rules, and own paraphrases. Made once."""
        return _known(rulebook, encoder, kind)

    def nearest(self, text: str, quote: str) -> list[Alike]:
        """Give the clauses that a find is most like, the nearest first.

        Sentences alone would tell that both speak of the same subject, the words alone that they sound alike.

        Args:
            text: Its sentence.
            quote: Its words.
        """
        sentence, words = self.encoder.encode([text, quote])
        likeness = (self.sentences @ sentence + self.words @ words) / 2.0
        best = np.argsort(-likeness, kind="stable")[:MOST_TOLD]
        return [Alike(self.clauses[at], float(likeness[at])) for at in best]


def _examples(rulebook: Rulebook, kind: ObstacleType) -> Iterator[KnownClause]:
    for rule in rulebook.rules:
        if rule.type == kind:
            for example in rule.examples:
                if example.kind == "flag" and example.status == "open":
                    yield _clause(example.text, rule.id)
    for text in load_paraphrases()[kind]:
        yield _clause(text, "paraphrase")


def _clause(example: str, origin: str) -> KnownClause:
    text = example.replace("[[", "").replace("]]", "")
    marked = _MARKED.search(example)
    return KnownClause(text, marked[1] if marked else text, origin)


@lru_cache(maxsize=64)
def _known(rulebook: Rulebook, encoder: StaticEncoder, kind: ObstacleType) -> KnownClauses:
    once: dict[str, KnownClause] = {}
    for clause in _examples(rulebook, kind):
        once.setdefault(clause.text, clause)
    clauses = tuple(once.values())
    sentences = encoder.encode([clause.text for clause in clauses])
    return KnownClauses(clauses, sentences, encoder.encode([clause.words for clause in clauses]), encoder)
