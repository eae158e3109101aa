"""Draws the sentences an encoder learns from: the same ones from the same corpus, in whatever order it is read."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import ahocorasick_rs

from analyzer.model import Statute
from analyzer.model.statute import Block, Sentence

LONGEST: Final = 320
"""Characters of a sentence that are read; teachers take no more, and the gist stands in front."""

_SHORTEST: Final = 25
_SHORTEST_HEADING: Final = 12
_TOPICAL, _RANDOM = 0.4, 0.5  # shares of the sample; the rest are headings


def sentences_of(statute: Statute) -> Iterator[str]:
    """Walk the sentences of a statute; a list becomes one sentence an item, the lead-in before each."""
    for provision in statute.provisions:
        for absatz in provision.absaetze:
            for block, sentence in absatz.sentences():
                if block.kind == "text":
                    yield from _readings(block, sentence)


def headings_of(statute: Statute) -> Iterator[str]:
    """Walk the headings of its provisions."""
    for provision in statute.provisions:
        if len(provision.heading) >= _SHORTEST_HEADING:
            yield provision.heading


def _readings(block: Block, sentence: Sentence) -> Iterator[str]:
    text = block.text.text
    if len(sentence.parts) == 1:
        yield text[sentence.parts[0].text_start : sentence.end]
        return
    for part in sentence.parts:
        if part.kind != "item":
            continue
        words = text[part.text_start : part.end]
        above = part.parent
        while above >= 0:
            parent = sentence.parts[above]
            words = f"{text[parent.text_start : parent.end]} {words}"
            above = parent.parent
        yield words


class Sample:
    """Keeps the sentences with the lowest hashes: a fair draw that depends on nothing but the texts.

    Args:
        size: How many texts to draw.
        words: Parts of words in small letters; four tenths of the texts hold one of them.
    """

    def __init__(self, size: int, words: Sequence[str]) -> None:
        self._topical = _Lowest(round(size * _TOPICAL))
        self._random = _Lowest(round(size * _RANDOM))
        self._headings = _Lowest(size - round(size * _TOPICAL) - round(size * _RANDOM))
        self._words = ahocorasick_rs.AhoCorasick(list(words))

    def add(self, statute: Statute) -> None:
        """Offer the sentences and headings of a statute."""
        for text in sentences_of(statute):
            if len(text) < _SHORTEST:
                continue
            topical = bool(self._words.find_matches_as_indexes(text.lower()))
            (self._topical if topical else self._random).add(text[:LONGEST])
        for heading in headings_of(statute):
            self._headings.add(heading)

    def texts(self) -> list[str]:
        """Give the draw, in the order of the hashes."""
        drawn = (*self._topical.items(), *self._random.items(), *self._headings.items())
        return [text for _, text in sorted(drawn)]


class _Lowest:
    """The texts of the lowest hashes, each once."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._heap: list[tuple[int, str]] = []
        self._known: set[int] = set()

    def add(self, text: str) -> None:
        key = -int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")
        if key in self._known or not self._size:
            return
        if len(self._heap) < self._size:
            heapq.heappush(self._heap, (key, text))
            self._known.add(key)
        elif key > self._heap[0][0]:
            dropped, _ = heapq.heapreplace(self._heap, (key, text))
            self._known.discard(dropped)
            self._known.add(key)

    def items(self) -> Iterable[tuple[int, str]]:
        return ((-key, text) for key, text in self._heap)
