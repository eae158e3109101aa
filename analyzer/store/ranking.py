"""What moves a clause up or down the list beside its likeness: the title of its act, its findings, its being no sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final
from weakref import WeakKeyDictionary

from analyzer.model import STATUSES, ObstacleType
from analyzer.semantic.acts import together
from analyzer.semantic.index import Hit
from analyzer.semantic.lexical import lemmas, lemmas_of, weights_of
from analyzer.semantic.similar import FRAGMENT, bit
from analyzer.store.reading import Reading
from analyzer.store.search import Search

_TITLE: Final = 0.25
"""What a clause gains at most by the title of its act."""
_TITLE_LETTERS: Final = 4
_TITLES: Final[WeakKeyDictionary[Reading, dict[int, str]]] = WeakKeyDictionary()
_NAMED: Final[WeakKeyDictionary[Reading, dict[int, tuple[str, ...]]]] = WeakKeyDictionary()
_PART: Final = 5
"""Letters of the shortest part of a compound that is known."""
_REST: Final = 4
"""Letters that what follows has at least."""
_SAME_TYPE: Final = 0.08
"""What a clause gains by a finding of an asked type."""
_TABLE: Final = 0.75
"""Share of its score that the head or a cell of a table keeps."""


def is_known(search: Search, text: str) -> bool:
    """Tell whether any act knows a word of a text, or what a compound begins or ends with.

    The encoder finds something near to any letters, and how near says nothing where they are no word.
    """
    return any(
        search.index.weight_of(part)
        for word in lemmas_of(text)
        for part in (
            word,
            *(part for at in range(_PART, len(word)) for part in (word[:at], word[-at:])),
        )
    )


def with_titles(search: Search, text: str, hits: list[Hit]) -> list[Hit]:
    """Move up clauses of acts whose title names what the text speaks of: "Der Antrag ist …" does not say it itself.

    A word of the title counts where it begins a word of the text: "Hopfen" for "Hopfenerzeuger"; so does what a
    compound of the title begins with: "Hopfensektor".
    """
    weights = {word: share * search.index.weight_of(word) for word, share in weights_of(text).items()}
    total = sum(weights.values())
    if not total:
        return hits
    moved: list[Hit] = []
    for hit in hits:
        title = _named_by(search, search.index.places(hit.clause, 1)[0].wording)
        named = sum(weight for word, weight in weights.items() if word.startswith(title)) if title else 0.0
        moved.append(replace(hit, score=min(1.0, hit.score + _TITLE * named / total)))
    return sorted(moved, key=lambda hit: (-round(hit.score, 5), hit.clause))


def weighed(search: Search, types: Sequence[ObstacleType], hits: list[Hit]) -> list[Hit]:
    """Move up what holds an obstacle of the asked types, and down what is no sentence but the head of a table."""
    wanted = together(bit(kind, status) for kind in types for status in STATUSES)
    moved: list[Hit] = []
    for hit in hits:
        marks = int(search.index.marks[hit.clause])
        score = min(1.0, hit.score + (_SAME_TYPE if marks & wanted else 0)) * (_TABLE if marks & FRAGMENT else 1)
        moved.append(replace(hit, score=score))
    return sorted(moved, key=lambda hit: (-round(hit.score, 5), hit.clause))


def _named_by(search: Search, wording: int) -> tuple[str, ...]:
    """Give what the title of an act names, by the id of its wording: its lemmas, and how its compounds begin."""
    known = _NAMED.setdefault(search.reading, {})
    if wording not in known:  # a question asks for few acts of many
        titles = _TITLES.get(search.reading)
        if titles is None:
            titles = _TITLES[search.reading] = dict(search.reading.titles())
        lemmas_ = (lemma for lemma in lemmas_of(titles.get(wording, "")) if len(lemma) >= _TITLE_LETTERS)
        known[wording] = tuple(sorted({part for lemma in lemmas_ for part in (lemma, *_beginnings(search, lemma))}))
    return known[wording]


def _beginnings(search: Search, compound: str) -> Iterator[str]:
    """Give what a compound begins with, where any act knows it and the rest as words: "hopfen" of "hopfensektor"."""
    folded = lemmas()
    for at in range(_PART, len(compound) - _REST + 1):
        rest = folded[compound[at:]]
        if rest and search.index.knows(rest) and search.index.knows(folded[compound[:at]]):
            yield compound[:at]
