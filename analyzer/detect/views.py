"""Readings of a legal sentence: the text that rules look at.

A sentence with a list is read once for its lead-in and tail, and once for every item with all lead-ins above it and
the tails that close those lists: "Dem Antrag sind beizufügen: 2. ein Führungszeugnis". So every matcher sees the words
an item needs to make sense, and a finding is placed at the item it stands in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from analyzer.detect.clauses import Clause
from analyzer.detect.regex_filter import RegexFilter
from analyzer.model import Absatz, Block, Chain, Part, Provision, Sentence, Statute

Side = Literal["before", "behind"]


def lower(text: str) -> str:
    """Lower-case without changing the length, so that offsets stay valid ("İ" alone would grow)."""
    folded = text.lower()
    if len(folded) == len(text):
        return folded
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


class Span(NamedTuple):
    """A half-open character range in a view."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a part of the sentence stands in a view.

    Attributes:
        start: First character in the view.
        end: One past its last.
        part: Index of the part in the sentence.
        block_start: Character of the block's text that `start` stands for.
    """

    start: int
    end: int
    part: int
    block_start: int


@dataclass(frozen=True)
class View:
    """One reading of a sentence.

    Attributes:
        text: Lead-ins, the part itself, tails, joined by single blanks.
        stretches: Its parts in order.
        own: Index of the part this view is for.
        block: Block the sentence stands in.
        sentence: The sentence.
        position: Index of the sentence in `AbsatzContext.sentences`.
        regexes: Tells which regexes can match; without it all are held possible.
        of_parts: What is known of the literals in the parts of the sentence; shared by its views, as they share lead-ins.
    """

    text: str
    stretches: tuple[Stretch, ...]
    own: int
    block: Block
    sentence: Sentence
    position: int
    regexes: RegexFilter | None = None
    of_parts: dict[int, int] = field(default_factory=dict, repr=False)

    @cached_property
    def clauses(self) -> dict[int, Clause | None]:
        """Clauses analysed so far, by first character of their modal verb; filled by `clauses.clause_at`."""
        return {}

    @cached_property
    def known(self) -> dict[tuple[str, str, int], str | None]:
        """Answers to conditions that do not depend on the matched words: (regex, scope, offset) → words that held."""
        return {}

    @cached_property
    def found(self) -> dict[tuple[str, bool, tuple[int, ...]], tuple[tuple[Span, Span], ...]]:
        """(regex, case, anchors) → matched words and words to quote, as many matchers share a regex; filled by `judge`."""
        return {}

    @cached_property
    def lower(self) -> str:
        """The text in lower case, same length."""
        return lower(self.text)

    @cached_property
    def literals(self) -> int:
        """Which literals that regexes need stand in the text, see `RegexFilter.found`."""
        if self.regexes is None:
            return -1
        found = 0
        for stretch in self.stretches:
            known = self.of_parts.get(stretch.part)
            if known is None:
                text = self.block.text.text[stretch.block_start : stretch.block_start + stretch.end - stretch.start]
                known = self.of_parts[stretch.part] = self.regexes.found(lower(text))
            found |= known
        return found

    @cached_property
    def possible(self) -> int:
        """The regexes that can match in the text, one bit each."""
        return -1 if self.regexes is None else self.regexes.possible(self.literals)

    @property
    def part(self) -> Part:
        """The part this view is for."""
        return self.sentence.parts[self.own]

    def stretch_at(self, offset: int) -> Stretch:
        """The part that holds a character of the view; a joining blank belongs to the part before it."""
        at = bisect_right(self.stretches, offset, key=lambda stretch: stretch.start) - 1
        return self.stretches[max(at, 0)]

    def block_offset(self, offset: int) -> int:
        """The character of the block's text that a character of the view stands for."""
        stretch = self.stretch_at(offset)
        return stretch.block_start + min(offset, stretch.end) - stretch.start

    def in_item(self, side: Side) -> str:
        """The sentences on one side of its own in the same list item, as printed; mostly there are none."""
        own = self.part
        if not own.satz:
            return ""
        return " ".join(
            self.block.text.text[part.start : part.end]
            for part in self.sentence.parts
            if part.labels == own.labels and (part.satz > own.satz if side == "behind" else 0 < part.satz < own.satz)
        )

    @cached_property
    def lead_end(self) -> int:
        """Where the lead-ins end; 0 for a sentence without a list."""
        for stretch in self.stretches:
            if stretch.part == self.own:
                return stretch.start
        return 0


_NEAR = 12
"""Sentences on either side that still speak of the same thing; an annex without Absätze may hold thousands."""
_NEAR_LENGTH = 4000


class AbsatzContext:
    """An Absatz with what stands around its sentences, made when first asked for."""

    def __init__(self, statute: Statute, provision: Provision, absatz: Absatz, regexes: RegexFilter) -> None:
        self.statute = statute
        self.provision = provision
        self.absatz = absatz
        self.sentences: list[tuple[Block, Sentence]] = list(absatz.sentences())
        self._roles: dict[tuple[str, int, int], str | None] = {}
        self.regexes = regexes
        self._near: dict[tuple[int, Side, bool], str] = {}
        self._literals: dict[tuple[int, Side], int] = {}
        self._possible: dict[tuple[int, Side, int, bool], int] = {}
        self.known: dict[tuple[str, str, int], str | None] = {}

    def near(self, position: int, side: Side, *, case: bool = False) -> str:
        """The sentences on one side of a sentence that speak of the same thing.

        Args:
            position: Index of the sentence in `sentences`.
            side: Which side.
            case: As printed, not in lower case.
        """
        key = (position, side, case)
        text = self._near.get(key)
        if text is None:
            some = (
                slice(max(0, position - _NEAR), position)
                if side == "before"
                else slice(position + 1, position + 1 + _NEAR)
            )
            if case:
                text = " ".join(block.text.text[s.start : s.end] for block, s in self.sentences[some])
            else:
                text = " ".join(self.lower_sentences[some])
            text = self._near[key] = text[-_NEAR_LENGTH:] if side == "before" else text[:_NEAR_LENGTH]
        return text

    def possible_near(self, view: View, side: Side, *, joined: bool = False) -> int:
        """The regexes that can match beside the view's sentence or its own in an item; `joined`: or in the view itself."""
        in_item = view.part.satz > 0
        key = (view.position, side, view.own if joined or in_item else -1, joined)
        bits = self._possible.get(key)
        if bits is None:
            found = self._literals_near(view.position, side) | (view.literals if joined else 0)
            if in_item:
                found |= self.regexes.found(lower(view.in_item(side)))
            bits = self._possible[key] = self.regexes.possible(found)
        return bits

    def _literals_near(self, position: int, side: Side) -> int:
        key = (position, side)
        if key not in self._literals:
            self._literals[key] = self.regexes.found(self.near(position, side))
        return self._literals[key]

    @cached_property
    def possible(self) -> int:
        """The regexes that can match in the whole Absatz."""
        return self.regexes.possible(self.regexes.found(self.lower_text))

    @cached_property
    def lower_sentences(self) -> list[str]:
        """Every sentence with all its items, in lower case."""
        return [lower(block.text.text[sentence.start : sentence.end]) for block, sentence in self.sentences]

    @cached_property
    def text(self) -> str:
        """The whole Absatz as printed."""
        return " ".join(block.text.text[sentence.start : sentence.end] for block, sentence in self.sentences)

    @cached_property
    def lower_text(self) -> str:
        """The whole Absatz in lower case."""
        return " ".join(self.lower_sentences)

    @cached_property
    def outline(self) -> str:
        """Headings of the Gliederung above the provision, outermost first."""
        return " / ".join(f"{h.label} {h.title}".strip() for h in self.provision.outline)


def views_of(block: Block, sentence: Sentence, position: int, regexes: RegexFilter | None = None) -> Iterator[View]:
    """Give all readings of a sentence: first that of the lead-in, then one an item, in text order."""
    parts = sentence.parts
    if len(parts) == 1:
        part = parts[0]
        text = block.text.text[part.start : part.end]
        yield View(text, (Stretch(0, len(text), 0, part.start),), 0, block, sentence, position, regexes)
        return
    of_parts: dict[int, int] = {}
    for chain in sentence.chains():
        yield _view(block, sentence, position, chain, regexes, of_parts)


def _view(
    block: Block,
    sentence: Sentence,
    position: int,
    chain: Chain,
    regexes: RegexFilter | None,
    of_parts: dict[int, int],
) -> View:
    source = block.text.text
    texts: list[str] = []
    stretches: list[Stretch] = []
    at = 0
    own = chain.own
    for index in (*chain.before, own, *chain.after):
        part = sentence.parts[index]
        text = source[part.start : part.end]
        stripped = text.strip()
        if not stripped:
            continue
        skipped = len(text) - len(text.lstrip())
        stretches.append(Stretch(at, at + len(stripped), index, part.start + skipped))
        texts.append(stripped)
        at += len(stripped) + 1
    if not stretches:
        part = sentence.parts[own]
        return View("", (Stretch(0, 0, own, part.start),), own, block, sentence, position, regexes, of_parts)
    return View(" ".join(texts), tuple(stretches), own, block, sentence, position, regexes, of_parts)
