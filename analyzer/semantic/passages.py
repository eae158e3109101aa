"""Passages for the classifier: an Absatz with its heading, cut into the parts that detection reads.

A part is a sentence, a lead-in, an item or a tail. The classifier looks at all words of an Absatz at once, since what a
sentence asks for often depends on its neighbours; what it says is told part by part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from analyzer.model import Absatz, Block, Chain, Part, Provision, Sentence, Statute

_WHOLE: Final = Chain((), 0, ())  # the reading of a sentence without a list


@dataclass(frozen=True)
class Reading:
    """One part of a sentence, and the reading that shows it: with the lead-ins above it and the tails that close its lists.

    Attributes:
        provision: Provision it stands in.
        absatz: Absatz it stands in.
        block: Block it stands in.
        sentence: The sentence.
        chain: The reading; a tail is shown with the lead-in whose list it closes.
        index: The part in `sentence.parts`.
        own_text: Words of the part alone, with its printed label.
    """

    provision: Provision
    absatz: Absatz
    block: Block
    sentence: Sentence
    chain: Chain
    index: int
    own_text: str

    @property
    def part(self) -> Part:
        """The part the reading is for."""
        return self.sentence.parts[self.index]

    @cached_property
    def text(self) -> str:
        """Lead-ins, the part and the tails, joined by single blanks: the sentence as a finding shows it."""
        return " ".join(words for words in map(self._words, self._order) if words)

    @property
    def own_start(self) -> int:
        """First character of the part in `text`."""
        before = self._order[: self._order.index(self.index)]
        return sum(len(words) + 1 for words in map(self._words, before) if words)

    @property
    def block_start(self) -> int:
        """Character of the block's text that the first character of the part stands for."""
        return self._block_start(self.index)

    def in_block(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Say where words of `text` stand in the block's text, part by part.

        Args:
            start: First character in `text`.
            end: One past the last.
        """
        at = 0
        for index in self._order:
            length = len(self._words(index))
            first, last = max(start - at, 0), min(end - at, length)
            if first < last:
                there = self._block_start(index)
                yield there + first, there + last
            at += length + 1 if length else 0

    @property
    def _order(self) -> tuple[int, ...]:
        return (*self.chain.before, self.chain.own, *self.chain.after)

    def _block_start(self, index: int) -> int:
        part = self.sentence.parts[index]
        raw = self.block.text.text[part.start : part.end]
        return part.start + len(raw) - len(raw.lstrip())

    def _words(self, index: int) -> str:
        part = self.sentence.parts[index]
        return self.block.text.text[part.start : part.end].strip()


@dataclass(frozen=True, slots=True)
class Passage:
    """An Absatz as the classifier sees it.

    Attributes:
        heading: Heading of the provision.
        readings: One for each part, in text order.
    """

    heading: str
    readings: tuple[Reading, ...]

    @property
    def texts(self) -> list[str]:
        """Words of the parts."""
        return [reading.own_text for reading in self.readings]


def passages(statute: Statute) -> Iterator[Passage]:
    """Walk the operative text by Absatz, in text order; tables, headings and numbers alone are left out."""
    for provision in statute.operative():
        for absatz in provision.absaetze:
            readings = tuple(
                reading
                for block, sentence in absatz.sentences()
                if block.kind == "text" and sentence.number > 0
                for reading in _readings(provision, absatz, block, sentence)
            )
            if readings:
                yield Passage(provision.heading, readings)


def _readings(provision: Provision, absatz: Absatz, block: Block, sentence: Sentence) -> Iterator[Reading]:
    parts, text = sentence.parts, block.text.text
    chains = {chain.own: chain for chain in sentence.chains()} if len(parts) > 1 else {0: _WHOLE}
    for index, part in enumerate(parts):
        words = text[part.start : part.end].strip()
        if words:
            yield Reading(provision, absatz, block, sentence, _chain(chains, parts, index), index, words)


def _chain(chains: Mapping[int, Chain], parts: Sequence[Part], index: int) -> Chain:
    """Give the reading that shows a part; a tail is shown with what its list hangs on."""
    shown = index
    while shown not in chains:
        shown = parts[shown].parent
    chain = chains[shown]
    if index != shown and index not in chain.after:  # a tail behind a tail
        return Chain(chain.before, chain.own, (*chain.after, index))
    return chain


def quote_pattern(words: str) -> re.Pattern[str]:
    """Give the pattern that finds a reader's quote in a part, however its blanks are broken."""
    return re.compile(r"\s+".join(map(re.escape, words.split())))
