"""Learns the vocabulary: a WordPiece tokenizer that the `tokenizers` library reads.

Frequent words are pieces as a whole ("bauartzulassung" is one thing, not four), the others are put together from parts
learnt on them. A word that stands behind "nicht", "nur", "kein" is a piece of its own too. The steps before the pieces
are those of `analyzer.semantic.words`, said in the library's terms; a test compares both on text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from analyzer.semantic.words import JOINED, JOINING, LETTER, LONGEST, WORD

UNKNOWN: Final = "[UNK]"
_PARTS: Final = 0.3  # share of the vocabulary for parts of words
_RARE: Final = 3
_RARE_BEHIND: Final = 12
_STEP: Final = 10  # a word is shown once for so many occurrences: keeps the order of frequencies, saves a minute


def learn_tokenizer(counts: Mapping[str, int], size: int) -> str:
    """Learn the vocabulary.

    Args:
        counts: Words as `split_words` gives them, and how often they stand in the corpus.
        size: Number of pieces.

    Returns:
        Content of a `tokenizer.json`.
    """
    ranked = sorted((word for word, count in counts.items() if count >= _RARE), key=lambda w: (-counts[w], w))
    behind = [f"##{word}" for word in _behind_joining(ranked, counts)]
    whole = ranked[: max(0, size - round(size * _PARTS) - len(behind))]
    rest = ranked[len(whole) :]
    parts = _learn_parts({word: counts[word] for word in rest if "_" not in word}, _characters(ranked), size)
    pieces = dict.fromkeys([UNKNOWN, *whole, *behind])
    for part in parts:  # learnt in order of use: the most useful come first
        if len(pieces) >= size:
            break
        pieces.setdefault(part)
    text: str = _tokenizer({piece: row for row, piece in enumerate(pieces)}).to_str()
    return json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))


def _behind_joining(ranked: Sequence[str], counts: Mapping[str, int]) -> list[str]:
    """Words that often follow a joining word, in the order of frequency of the first such pair."""
    totals: dict[str, int] = {}
    for word in ranked:
        first, mark, second = word.rpartition("_")
        if mark and first in JOINING:
            totals[second] = totals.get(second, 0) + counts[word]
    return [word for word, count in totals.items() if count >= _RARE_BEHIND]


def _characters(words: Sequence[str]) -> list[str]:
    return sorted({character for word in words for character in word})


def _learn_parts(counts: Mapping[str, int], alphabet: Sequence[str], size: int) -> list[str]:
    """Learn parts of words; single characters first, so that every word can be put together."""
    from tokenizers import trainers  # noqa: PLC0415  training only

    tokenizer = _tokenizer({UNKNOWN: 0})
    trainer = trainers.WordPieceTrainer(vocab_size=size, special_tokens=[UNKNOWN], show_progress=False)
    tokenizer.train_from_iterator(_shown(counts), trainer)
    learnt: dict[str, int] = tokenizer.get_vocab()
    characters = [form for character in alphabet for form in (character, f"##{character}")]
    starts = [f"{word}_" for word in JOINING]
    return [*characters, *starts, *sorted(learnt, key=lambda part: learnt[part])]


def _shown(counts: Mapping[str, int]) -> Iterator[str]:
    for word, count in sorted(counts.items()):
        yield ", ".join([word] * (1 + count // _STEP))  # the comma keeps "nicht, nicht" apart


def _tokenizer(vocabulary: dict[str, int]) -> Any:
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers  # noqa: PLC0415  training only

    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token=UNKNOWN, max_input_chars_per_word=LONGEST))
    behind = "|".join(rf"\b{word}" for word in JOINING)
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFC(),
            normalizers.Lowercase(),
            normalizers.Replace("_", " "),
            normalizers.Replace(Regex(rf"(?<={behind}) (?={LETTER}{{{JOINED}}})"), "_"),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(WORD), behavior="removed", invert=True)
    return tokenizer
