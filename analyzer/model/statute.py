"""What a reader gives: statute, provision, Absatz, block, legal sentence and its parts.

Nothing here knows a file format: gii-norm, LegalDocML.de, Akoma Ntoso, Word drafts and single paragraphs fill the same
classes. Offsets of sentences and parts count characters of `Block.text.text`.

```text
Statute
  provisions: Provision (§ 5)               place in the Gliederung, heading, id
    absaetze: Absatz ("2")
      blocks: Block (index of the text block in the source, offset map)
        sentences: Sentence (Satz 1)
          parts: Part  lead-in · items to any depth · tail
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from analyzer.model.coverage import Coverage
from analyzer.model.source import SourceNode, SourceText
from analyzer.model.types import Context, Validity

ProvisionKind = Literal["section", "annex", "contents", "preamble", "closing", "other"]
"""section: § or Artikel; annex: Anlage, Anhang; contents: Inhaltsübersicht; preamble: Eingangsformel, Präambel;
closing: Schlussformel; other: text that stands under no designation of these."""

_WITHOUT_CLAUSES: Final[frozenset[ProvisionKind]] = frozenset({"contents", "preamble", "closing"})

PartKind = Literal["lead", "item", "tail"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a legal sentence: the lead-in, one list item, or the tail behind a list.

    A sentence without a list has one part of kind `lead`. An item that has a list of its own introduces it: the items
    of that list name it as `parent`.

    Attributes:
        kind: `lead`, `item` or `tail`.
        start: First character in the block's text; of an item, that of its printed label.
        end: One past the last character.
        text_start: First character behind the printed label; equals `start` where there is none.
        labels: Path of list labels as printed, without closing dot or bracket marks dropped by the reader:
            `("1.", "a)", "bb)")`; empty outside lists, an item without label has "", dashes are "Spiegelstrich 2". In a
            quotation the labels of the item that quotes come first, for the lead-in too.
        parent: Index in `Sentence.parts` of the part that introduces this one, -1 at the top level and for a sentence
            that stands alone inside an item. A tail has the parent whose list it closes.
        satz: Number of the sentence inside the item where the item has several (1, 2, …), else 0.
    """

    kind: PartKind
    start: int
    end: int
    text_start: int
    labels: tuple[str, ...] = ()
    parent: int = -1
    satz: int = 0


class Chain(NamedTuple):
    """A part of a sentence with what it needs to make sense, as indexes in `Sentence.parts`.

    Attributes:
        before: Lead-ins above the part, outermost first.
        own: The part.
        after: Tails that close its list and those above it.
    """

    before: tuple[int, ...]
    own: int
    after: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One legal sentence: lead-in, items and tail as a whole.

    Attributes:
        number: As a lawyer counts it, from 1 in each Absatz; 0 in tables, forms and headings inside the text, which no
            lawyer counts. A quotation has the number of the sentence that quotes it.
        start: First character in the block's text.
        end: One past the last.
        parts: In text order; never empty.
        context: `amendment` where the sentence is quoted new wording of an amending act.
        target: With `amendment`, the act that is changed as the text names it, else "".
    """

    number: int
    start: int
    end: int
    parts: tuple[Part, ...]
    context: Context = "law"
    target: str = ""

    def chains(self) -> Iterator[Chain]:
        """Walk the readings of the sentence: first that of the lead-in, then one an item, in text order.

        A tail is read with the parts whose list it closes; one that closes none is read by itself.
        """
        parts = self.parts
        tails: dict[int, list[int]] = {}
        for index, part in enumerate(parts):
            if part.kind == "tail":
                tails.setdefault(part.parent, []).append(index)
        for index, part in enumerate(parts):
            if part.kind == "tail" and part.parent >= 0:
                continue
            before: list[int] = []
            after = list(tails.get(index, ()))
            parent = part.parent
            while parent >= 0 and len(before) < len(parts):  # a reader's mistake must not keep us here for ever
                before.append(parent)
                after.extend(tails.get(parent, ()))
                parent = parts[parent].parent
            yield Chain(tuple(reversed(before)), index, tuple(after))


@dataclass(frozen=True, slots=True)
class Block:
    """One text block of the source (gii-norm: a child of `Content`).

    Attributes:
        index: From 0, position of the block among its siblings in the source.
        text: The whole text of the block, Absatz number and list labels included.
        sentences: Its legal sentences, in order, without overlap.
        node: The element of the block, `None` for text without XML.
        kind: `text`; `table` for the text of a table; `form` for a template with blanks to fill in.
    """

    index: int
    text: SourceText
    sentences: tuple[Sentence, ...]
    node: SourceNode | None = None
    kind: Literal["text", "table", "form"] = "text"


@dataclass(frozen=True, slots=True)
class Absatz:
    """An Absatz of a provision.

    Attributes:
        number: "2", "2a", or "" where the provision has unnumbered text.
        blocks: Its text blocks; sentence numbers run through them.
    """

    number: str
    blocks: tuple[Block, ...]

    def sentences(self) -> Iterator[tuple[Block, Sentence]]:
        """Walk all sentences with their block."""
        for block in self.blocks:
            for sentence in block.sentences:
                yield block, sentence


@dataclass(frozen=True, slots=True)
class Heading:
    """A level of the Gliederung, for instance ("Abschnitt 2", "Verfahren")."""

    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Provision:
    """A § or Artikel, an annex, or other text of a statute.

    Attributes:
        id: Stable id in the source (gii-norm: doknr of the norm; others: eId path).
        kind: See `ProvisionKind`.
        unit: Designation as printed: "§ 5", "Art 7", "Anlage 1", "Eingangsformel", or "".
        heading: Its heading, or "".
        outline: Place in the Gliederung, outermost first.
        absaetze: Text, in order.
        repealed: Whether the source marks it as "(weggefallen)" or the like.
        as_of: Date of this provision's text, ISO, or "".
        official_heading: False where the documentation office, not the legislator, worded the heading.
    """

    id: str
    kind: ProvisionKind
    unit: str
    heading: str
    outline: tuple[Heading, ...]
    absaetze: tuple[Absatz, ...]
    repealed: bool = False
    as_of: str = ""
    official_heading: bool = True


@dataclass(frozen=True, slots=True)
class Statute:
    """One act, ordinance or other legal text.

    Attributes:
        id: Stable id (gii-norm: doknr).
        abbreviation: First `jurabk`, for instance "VwVfG"; "" if the source has none.
        title: Full title.
        short_title: "" if there is none.
        date: Date of the act (Ausfertigung), ISO, or "".
        as_of: Date of the text (builddate), ISO, or "".
        validity: As far as the source says.
        provisions: In the order of the source.
        source: File it was read from; a member of a zip behind "!".
        format: Name of the reader, for instance "gii-norm".
        language: "de" or "en".
        coverage: What was analysed and what not, with reasons.
        other_names: Further abbreviations the act is cited by (gii-norm: amtabk, later `jurabk`), without repetition.
    """

    id: str
    abbreviation: str
    title: str
    short_title: str
    date: str
    as_of: str
    validity: Validity
    provisions: tuple[Provision, ...]
    source: str
    format: str
    language: str = "de"
    coverage: Coverage = field(default_factory=Coverage)
    other_names: tuple[str, ...] = ()

    def operative(self) -> Iterator[Provision]:
        """Walk the provisions that can hold a clause: no table of contents, no formula, nothing repealed."""
        for provision in self.provisions:
            if provision.kind not in _WITHOUT_CLAUSES and not provision.repealed:
                yield provision
