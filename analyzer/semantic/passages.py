"""Passages for the classifier: an Absatz with its heading, cut into the parts that detection reads.

A part is a sentence, a lead-in, an item or a tail. The classifier looks at all words of an Absatz at once, since what a
sentence asks for often depends on its neighbours; what it says is told part by part.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple, overload

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


class PartPlace(NamedTuple):
    """Where a part stands.

    Attributes:
        block: Block it stands in.
        sentence: The sentence.
        part: Its index in `sentence.parts`.
    """

    block: Block
    sentence: Sentence
    part: int


@dataclass(frozen=True, slots=True)
class Passage:
    """An Absatz as the classifier sees it. Most parts are only read: a `Reading` is made of those that are asked for.

    Attributes:
        provision: Provision it stands in.
        absatz: The Absatz.
        texts: Words of the parts, in text order.
        places: Where each stands.
    """

    provision: Provision
    absatz: Absatz
    texts: Sequence[str]
    places: Sequence[PartPlace]

    @property
    def heading(self) -> str:
        """Heading of the provision."""
        return self.provision.heading

    @property
    def readings(self) -> tuple[Reading, ...]:
        """One for each part, in text order."""
        return tuple(Parts([self]))


class Parts(Sequence[Reading]):
    """The parts of an act in text order; a reading is made when it is first asked for, and kept.

    Args:
        found: All passages of the act.

    Attributes:
        passages: The same.
    """

    def __init__(self, found: Iterable[Passage]) -> None:
        self.passages: Sequence[Passage] = list(found)
        self._first = [0, *accumulate(len(passage.texts) for passage in self.passages)]
        self._made: dict[int, Reading] = {}
        self._chains: dict[int, Mapping[int, Chain]] = {}

    def __len__(self) -> int:
        return self._first[-1]

    @overload
    def __getitem__(self, row: int) -> Reading: ...

    @overload
    def __getitem__(self, row: slice) -> Sequence[Reading]: ...

    def __getitem__(self, row: int | slice) -> Reading | Sequence[Reading]:
        if isinstance(row, slice):
            return [self[each] for each in range(*row.indices(len(self)))]
        if not 0 <= row < len(self):
            raise IndexError(row)
        reading = self._made.get(row)
        if reading is None:
            number = bisect_right(self._first, row) - 1
            reading = self._made[row] = self._reading(self.passages[number], row - self._first[number])
        return reading

    def in_blocks(self, wanted: Collection[tuple[str, int]]) -> Iterator[tuple[int, str, PartPlace, str]]:
        """Walk the parts that stand in some blocks, given by provision and index: row, provision, place and words of each."""
        provisions = {provision for provision, _ in wanted}
        for first, passage in zip(self._first, self.passages, strict=False):
            provision = passage.provision.id
            if provision in provisions:
                for at, place in enumerate(passage.places):
                    if (provision, place.block.index) in wanted:
                        yield first + at, provision, place, passage.texts[at]

    def _reading(self, passage: Passage, at: int) -> Reading:
        block, sentence, index = passage.places[at]
        chain = _WHOLE
        if len(sentence.parts) > 1:
            chains = self._chains.get(id(sentence))  # `id` serves as the passages keep the sentences
            if chains is None:
                chains = self._chains[id(sentence)] = {chain.own: chain for chain in sentence.chains()}
            chain = _chain(chains, sentence.parts, index)
        return Reading(passage.provision, passage.absatz, block, sentence, chain, index, passage.texts[at])


def passages(statute: Statute) -> Iterator[Passage]:
    """Walk the operative text by Absatz, in text order; tables, headings and numbers alone are left out."""
    for provision in statute.operative():
        for absatz in provision.absaetze:
            texts: list[str] = []
            places: list[PartPlace] = []
            for block in absatz.blocks:
                if block.kind != "text":
                    continue
                text = block.text.text
                for sentence in block.sentences:
                    if sentence.number > 0:
                        for index, part in enumerate(sentence.parts):
                            words = text[part.start : part.end].strip()
                            if words:
                                texts.append(words)
                                places.append(PartPlace(block, sentence, index))
            if texts:
                yield Passage(provision, absatz, texts, places)


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
