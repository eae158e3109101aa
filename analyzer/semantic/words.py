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
from collections.abc import Iterable, Mapping
from itertools import chain
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

_JOIN: Final = re.compile(rf"\b({'|'.join(JOINING)}) (?={LETTER}{{{JOINED}}})")
_FIND: Final = re.compile(WORD).findall
_REMEMBERED: Final = 1 << 17


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


def word_spans(text: str) -> list[tuple[str, int, int]]:
    """Split a text into words with their places; a joined pair is one word.

    Returns:
        Word, first character, one past the last; empty for a text whose small letters take more room than its large ones.
    """
    small = text.lower().replace("_", " ")
    if len(small) != len(text):
        return []
    return [(found.group(), *found.span()) for found in re.finditer(WORD, _JOIN.sub(r"\1_", small))]


class Pieces(dict[str, tuple[int, ...]]):
    """Ids of the pieces of a word, found longest first as WordPiece does, and remembered.

    What is remembered is a stretch between blanks, its punctuation included: to cut a text there is several times as
    fast as to search it for words, and most stretches of a statute come back.

    Args:
        vocabulary: Piece to id; pieces inside a word begin with `##`.
        unknown: Id for a word that cannot be put together.
    """

    def __init__(self, vocabulary: Mapping[str, int], unknown: int) -> None:
        super().__init__()
        self._vocabulary = dict(vocabulary)
        self._unknown = (unknown,)

    def __missing__(self, stretch: str) -> tuple[int, ...]:
        if len(self) >= _REMEMBERED:  # names and rare compounds: forgetting all is cheaper than keeping count
            self.clear()
        found = self[stretch] = tuple(piece for word in _FIND(stretch) for piece in self._split(word))
        return found

    def of_text(self, text: str) -> list[int]:
        """Give the ids of a text."""
        return list(chain.from_iterable(map(self.__getitem__, _small(text).split())))

    def of_texts(self, texts: Iterable[str]) -> list[list[int]]:
        """Give the ids of many texts."""
        return list(map(self.of_text, texts))

    def _split(self, word: str) -> tuple[int, ...]:
        vocabulary = self._vocabulary
        whole = vocabulary.get(word)
        if whole is not None:
            return (whole,)
        if len(word) > LONGEST:
            return self._unknown
        ids: list[int] = []
        start, size = 0, len(word)
        while start < size:
            prefix = "##" if start else ""
            for end in range(size, start, -1):
                piece = vocabulary.get(prefix + word[start:end])
                if piece is not None:
                    ids.append(piece)
                    start = end
                    break
            else:
                return self._unknown
        return tuple(ids)
