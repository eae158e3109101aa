"""Words of a text as the static encoder sees them, and the pieces of a word.

The same steps stand in `tokenizer.json` for the `tokenizers` library (see `analyzer.semantic.vocabulary`); done here
with one regular expression and a memory of known words they are several times faster, and a test holds both equal for
the letters of German and its neighbours.

Small letters in composed form; digits and punctuation are left out, since they say nothing about what a clause asks
for; only „§“ is kept. A word that turns its neighbour into the opposite ("nicht zulässig", "nur schriftlich") is joined
to it: `nicht_zulässig` is a word of its own, with a vector of its own, so that the commonest negations are visible to a
mean of word vectors, which knows no order.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

JOINING: Final = ("nicht", "nur", "ohne", "kein", "keine", "keinen", "keiner", "keines", "keinem", "weder")
"""Words that are joined to the next one by an underscore."""

LETTER: Final = r"[^\W\d_²³¹¼½¾]"
"""One letter: raised figures and fractions are none, though Python's `\\w` takes them for letters."""

WORD: Final = r"[^\W\d²³¹¼½¾]+|§"
"""One word: letters, and the underscore of a joined pair (others are blanked out before)."""

JOINED: Final = 5
"""Least letters of a word that another is joined to: "nicht in", "nur die" say nothing together."""

LONGEST: Final = 100
"""Characters; a longer word is unknown."""

_JOINING: Final = "|".join(rf"{word}(?<!\w{word})" for word in JOINING)
_JOIN: Final = re.compile(rf"({_JOINING}) (?={LETTER}{{{JOINED}}})")
"""A bound `\\b` in front would say the same, but then each character is tried and not those alone that a word begins with."""

_FIND: Final = re.compile(WORD).findall
_REMEMBERED: Final = 1 << 16
_HEAD: Final = 5  # letters by which pieces are looked up
_SHORT: Final = (4, 3, 2, 1)  # lengths of pieces that are shorter
_MARKS: Final = ".,;:()„“-"
_CLOSED: Final = "\0"
"""Stands between texts that are cut together; XML cannot hold it."""


def split_words(text: str) -> list[str]:
    """Split a text into words.

    Example:
        >>> split_words("Nach § 3 Abs. 2 ist die Übermittlung nicht zulässig.")
        ['nach', '§', 'abs', 'ist', 'die', 'übermittlung', 'nicht_zulässig']
    """
    return _FIND(_small(text))


def _small(text: str) -> str:
    """Small letters in composed form, pairs joined."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    text = text.lower().replace("_", " ")
    if (
        "nicht " in text or "nur " in text or "kein" in text or "ohne " in text or "weder " in text
    ):  # or spare the search
        text = _JOIN.sub(r"\1_", text)
    return text


@lru_cache(maxsize=16)  # a part is asked for type by type
def word_spans(text: str) -> tuple[tuple[str, int, int], ...]:
    """Split a text into words with their places; a joined pair is one word.

    Returns:
        Word, first character, one past the last; empty for a text whose small letters take more room than its large ones.
    """
    small = text.lower().replace("_", " ")
    if len(small) != len(text):
        return ()
    return tuple((found.group(), *found.span()) for found in re.finditer(WORD, _JOIN.sub(r"\1_", small)))


class Pieces:
    """Ids of the pieces of a word, found longest first as WordPiece does, and remembered.

    What is remembered is a stretch between blanks, its punctuation included: to cut a text there is several times as
    fast as to search it for words, and most stretches of a statute come back.

    Args:
        vocabulary: Piece to id; pieces inside a word begin with `##`.
        unknown: Id for a word that cannot be put together.
    """

    def __init__(self, vocabulary: Mapping[str, int], unknown: int) -> None:
        self._known = _Known(vocabulary, unknown)

    def __getitem__(self, stretch: str) -> tuple[int, ...]:
        return tuple(array("i", self._known[stretch]))

    def size_of(self, stretch: str) -> int:
        """Give the number of its pieces."""
        return len(self._known[stretch]) // array("i").itemsize

    def __contains__(self, stretch: str) -> bool:
        return stretch in self._known

    def of_text(self, text: str) -> list[int]:
        """Give the ids of a text."""
        return array("i", self.packed(text)).tolist()

    def of_texts(self, texts: Iterable[str]) -> list[list[int]]:
        """Give the ids of many texts."""
        return list(map(self.of_text, texts))

    def packed(self, text: str) -> bytes:
        """Give the ids of a text as the bytes of C integers: numpy reads them without a Python number for each."""
        return self._cut(_without_mark(text))

    def packed_parts(self, parts: Sequence[str]) -> bytes:
        """Give the ids of texts as `packed` does, each closed by the number of pieces that there are.

        All at once: what has to be said once for each text takes longer than to cut most of them.
        """
        joined = f" {_CLOSED} ".join(parts)
        if joined.count(_CLOSED) >= len(parts):
            joined = f" {_CLOSED} ".join(map(_without_mark, parts))
        return self._cut(f"{joined} {_CLOSED}") if parts else b""

    def _cut(self, text: str) -> bytes:
        return b"".join(map(self._known.__getitem__, _small(text).split()))


def _without_mark(text: str) -> str:
    """Put any other character that is no letter where a text holds the mark itself."""
    return text.replace(_CLOSED, ".")


class _Known(dict[str, bytes]):
    """Stretches with the ids of their pieces, as the bytes of C integers: half as large as tuples.

    The last ones are remembered, and those before that: names and rare compounds drive out no common word for long.
    """

    def __init__(self, vocabulary: Mapping[str, int], unknown: int) -> None:
        super().__init__()
        self._before: dict[str, bytes] = {}
        packed = {piece: array("i", (at,)).tobytes() for piece, at in vocabulary.items()}
        self._first = {piece: at for piece, at in packed.items() if not piece.startswith("##")}
        self._inner = {piece[2:]: at for piece, at in packed.items() if piece.startswith("##")}
        self._lengths = _lengths(self._first), _lengths(self._inner)
        self._unknown = array("i", (unknown,)).tobytes()
        self._closed = array("i", (len(vocabulary),)).tobytes()

    def __missing__(self, stretch: str) -> bytes:
        if len(self) >= _REMEMBERED:
            self._before = dict(self)
            self.clear()
        found = self[stretch] = self._before.get(stretch) or self._ids(stretch)
        return found

    def _ids(self, stretch: str) -> bytes:
        word = stretch.strip(_MARKS)
        whole = self._first.get(word)  # no piece holds a mark: the word alone is left
        if whole is not None:
            return whole
        if word.isalpha():
            return self._split(word)
        if stretch == _CLOSED:
            return self._closed
        return b"".join(map(self._split, _FIND(word)))

    def _split(self, word: str) -> bytes:
        whole = self._first.get(word)
        if whole is not None:
            return whole
        size = len(word)
        if size > LONGEST:
            return self._unknown
        ids = b""
        start, pieces, lengths = 0, self._first, self._lengths[0]
        while start < size:
            for length in lengths.get(word[start : start + _HEAD], _SHORT):
                piece = pieces.get(word[start : start + length])
                if piece is not None:
                    ids += piece
                    start += length
                    break
            else:
                return self._unknown
            pieces, lengths = self._inner, self._lengths[1]
        return ids


def _lengths(pieces: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Give the lengths of pieces by their first letters, longest first: most lengths need not be tried."""
    found: dict[str, set[int]] = {}
    for piece in pieces:
        found.setdefault(piece[:_HEAD], set(_SHORT)).add(len(piece))
    return {head: tuple(sorted(lengths, reverse=True)) for head, lengths in found.items()}
