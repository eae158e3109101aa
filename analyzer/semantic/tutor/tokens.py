"""Cuts passages into the pieces that the pretrained encoder knows.

Of its 250,000 pieces a corpus of German law uses some 15,000; the others are dropped, and with them nine tenths of the
weights. What stands too rarely is put together from smaller pieces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analyzer.semantic.tagged import TaggedPassage
from analyzer.semantic.tutor.pretrained import Marks, Pretrained

Ids = NDArray[np.int32]

_AT_ONCE: Final = 4_096  # passages: keeps what the library says of them out of the way
_BLANK: Final = 32


@dataclass(frozen=True, slots=True)
class Encoded:
    """A passage in pieces.

    Attributes:
        heading: Ids of the heading.
        body: Ids of the parts joined by one blank.
        starts: First character of each piece of the body, a blank before its word not counted.
        ends: One past its last.
    """

    heading: Ids
    body: Ids
    starts: Ids
    ends: Ids


@dataclass(frozen=True, slots=True)
class Codec:
    """Pieces with their ids.

    Attributes:
        marks: Pieces that stand for no words.
        kept: For each id here, the id in the pretrained encoder.
        tokenizer: Of the library `tokenizers`.
    """

    marks: Marks
    kept: tuple[int, ...]
    tokenizer: Any

    def encode(self, passages: Sequence[TaggedPassage]) -> list[Encoded]:
        """Cut passages into pieces."""
        found: list[Encoded] = []
        for first in range(0, len(passages), _AT_ONCE):
            part = passages[first : first + _AT_ONCE]
            headings = _cut(self.tokenizer, [passage.heading for passage in part])
            bodies = _cut(self.tokenizer, [passage.text for passage in part])
            for heading, body, passage in zip(headings, bodies, part, strict=True):
                starts, ends = _places(body.offsets, passage.text)
                found.append(Encoded(np.array(heading.ids, np.int32), np.array(body.ids, np.int32), starts, ends))
        return found


def codec_for(pretrained: Pretrained, passages: Sequence[TaggedPassage], rare: int) -> Codec:
    """Make a codec of the pieces that passages use.

    Args:
        pretrained: Pieces and scores.
        passages: What will be read.
        rare: A piece is kept if it stands so often; single characters and marks always are.
    """
    marks = pretrained.marks
    whole = _tokenizer(pretrained.pieces, marks.unknown)
    counts = np.zeros(len(pretrained.pieces), np.int64)
    for first in range(0, len(passages), _AT_ONCE):
        part = passages[first : first + _AT_ONCE]
        for text in _cut(whole, [f"{passage.heading} {passage.text}" for passage in part]):
            np.add.at(counts, text.ids, 1)
    always = {marks.begin, marks.end, marks.padding, marks.unknown, marks.mask}
    kept = tuple(
        number
        for number, (piece, _) in enumerate(pretrained.pieces)
        if number in always or counts[number] >= rare or (counts[number] and len(piece) == 1)
    )
    new = {old: number for number, old in enumerate(kept)}
    own = Marks(new[marks.begin], new[marks.end], new[marks.padding], new[marks.unknown], new[marks.mask])
    return Codec(own, kept, _tokenizer([pretrained.pieces[old] for old in kept], own.unknown))


def _tokenizer(pieces: Sequence[tuple[str, float]], unknown: int) -> Any:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers  # noqa: PLC0415  training only

    tokenizer = Tokenizer(models.Unigram(list(pieces), unk_id=unknown))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return tokenizer


def _cut(tokenizer: Any, texts: Sequence[str]) -> Any:
    """Cut texts; line breaks and tabs, which no piece holds, count as blanks."""
    return tokenizer.encode_batch([re.sub(r"\s", " ", text) for text in texts], add_special_tokens=False)


def _places(offsets: Sequence[tuple[int, int]], text: str) -> tuple[Ids, Ids]:
    places = np.array(offsets, np.int32).reshape(-1, 2)
    starts, ends = places[:, 0].copy(), places[:, 1].copy()
    letters = np.frombuffer(re.sub(r"\s", " ", text).encode("utf-32-le"), np.uint32)
    inside = starts < ends
    starts[inside] += letters[starts[inside]] == _BLANK  # the library counts the blank before a word to the word
    return starts, ends
