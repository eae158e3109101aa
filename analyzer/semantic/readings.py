"""Readings of legal sentences for the classifier: a part, what introduces it, and where it stands.

As in detection, a sentence with a list is read once for its lead-in and once for each item with the lead-ins above it
and the tails that close the lists, so that an item is judged with the words it needs to make sense.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.model import Absatz, Block, Chain, Part, Provision, Sentence, Statute


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a sentence.

    Attributes:
        provision: Provision it stands in.
        absatz: Absatz it stands in.
        block: Block it stands in.
        sentence: The sentence.
        chain: The part the reading is for, the lead-ins above it and the tails that close its lists.
    """

    provision: Provision
    absatz: Absatz
    block: Block
    sentence: Sentence
    chain: Chain

    @property
    def part(self) -> Part:
        """The part the reading is for."""
        return self.sentence.parts[self.chain.own]

    @property
    def own_text(self) -> str:
        """Words of the part alone, with its printed label."""
        return self._words(self.chain.own)

    @property
    def context_text(self) -> str:
        """Words of the lead-ins and tails."""
        return " ".join(words for words in map(self._words, (*self.chain.before, *self.chain.after)) if words)

    @property
    def text(self) -> str:
        """Lead-ins, the part and the tails, joined by single blanks: the sentence as a finding shows it."""
        return " ".join(
            words for words in map(self._words, (*self.chain.before, self.chain.own, *self.chain.after)) if words
        )

    @property
    def own_start(self) -> int:
        """First character of the part in `text`."""
        return sum(len(words) + 1 for words in map(self._words, self.chain.before) if words)

    @property
    def block_start(self) -> int:
        """Character of the block's text that the first character of the part stands for."""
        raw = self.block.text.text[self.part.start : self.part.end]
        return self.part.start + len(raw) - len(raw.lstrip())

    def _words(self, index: int) -> str:
        part = self.sentence.parts[index]
        return self.block.text.text[part.start : part.end].strip()


def readings(statute: Statute) -> Iterator[Reading]:
    """Walk all readings of the operative text, in text order."""
    for provision in statute.operative():
        for absatz in provision.absaetze:
            for block, sentence in absatz.sentences():
                for chain in sentence.chains():
                    yield Reading(provision, absatz, block, sentence, chain)
