"""Sentences of German legal text.

A dot in a statute seldom ends a sentence: it stands in "Abs. 2", "Nr. 3", "1. Januar", "BGBl. I S. 12", "z. B.". The
splitter looks at every dot, question and exclamation mark and decides by the word before and the word behind it. Text
is expected clean (`analyzer.model.fold`): single blanks, no soft hyphens.

Measured against the official sentence numbers of tax law: `benchmarks/sentence_splitter.py`.
"""

from __future__ import annotations

import re
from typing import Final

from analyzer.language.ordinals import MONTHS, ORDINAL_NOUNS
from analyzer.language.words import abbreviations, reference_words, starters

_BEHIND_MARK: Final = (
    r"[)\]\"“”»«’‘']*"  # closing brackets and quotes belong to the sentence
    r" "
    r"(?=[\"„“»«‚(\[]*[A-ZÄÖÜ§\d])"  # something that can open a sentence: capital, §, digit
)
_DOT: Final = re.compile(r"\." + _BEHIND_MARK)
_ANY_MARK: Final = re.compile(r"[.!?…]" + _BEHIND_MARK)
_NEXT_WORD: Final = re.compile(r"[\"„“»«‚(\[]*(\w+)")
_OPENERS: Final = '("„“»«‚['
_ROMAN: Final = frozenset("IVXLC")
_LONGEST_WORD: Final = 80
_LONGEST_CHAIN: Final = 12
_BRACKET_REACH: Final = 400
_JOINING: Final = frozenset({"und", "oder", "bis", "sowie", "bzw.", "bzw", "–", "-", "/"})


def sentence_starts(text: str) -> list[int]:
    """Find where sentences begin.

    Args:
        text: Clean text without list items (see `analyzer.language.lists` for those).

    Returns:
        Ascending positions, the first 0; empty for empty text.

    Example:
        >>> text = "Die Behörde kann nach Abs. 2 Satz 1 Nr. 3 prüfen. Satz 1 gilt ab dem 1. Januar."
        >>> [text[s:s + 6] for s in sentence_starts(text)]
        ['Die Be', 'Satz 1']
    """
    if not text:
        return []
    marks = _ANY_MARK if "?" in text or "!" in text or "…" in text else _DOT
    starts = [0]
    starts.extend([found.end() for found in marks.finditer(text) if _ends_sentence(text, found.start(), found.end())])
    if len(starts) > 1 and ("(" in text or "[" in text):
        return _outside_brackets(text, starts)
    return starts


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Give the half-open range of every sentence, without the blank between them.

    Example:
        >>> split_sentences("Sie gilt. Er nicht.")
        [(0, 9), (10, 19)]
    """
    starts = sentence_starts(text)
    ends = [start - 1 for start in starts[1:]] + [len(text)]
    return list(zip(starts, ends, strict=False))


def _ends_sentence(text: str, dot: int, following: int) -> bool:
    mark = text[dot]
    if mark != ".":
        return mark != "…" or _next_is_starter(text, following)
    if dot and text[dot - 1] == ".":  # "..." : an ellipsis or a dotted line
        return _next_is_starter(text, following)
    begin = text.rfind(" ", max(0, dot - _LONGEST_WORD), dot) + 1
    word = text[begin:dot].lstrip(_OPENERS)
    if word.isalpha():
        return _word_ends(text, word, begin, following, closed=following - dot > len(". "))
    if word[-1:].isdigit():
        return _number_ends(text, word, begin, following)
    last = word.rpartition(".")[2].rpartition("-")[2].rpartition("/")[2]  # "z.B", "Bek.-Nr"
    return word not in abbreviations().never and last not in abbreviations().never and len(last) != 1


def _word_ends(text: str, word: str, begin: int, following: int, *, closed: bool) -> bool:
    """Decide behind letters only; `closed` where a bracket or quote closes between dot and blank."""
    never, may = abbreviations()
    if word in never:
        return closed and _next_is_starter(text, following)
    if word in may:
        return _next_is_starter(text, following)
    if len(word) == 1:
        if _is_label(text, begin):
            return False
        return _is_cited(text, begin) and (_next_is_starter(text, following) or text[following] == "§")
    if _ROMAN.issuperset(word):
        return not _is_label(text, begin) and _next_is_starter(text, following)
    return True


def _number_ends(text: str, word: str, begin: int, following: int) -> bool:
    if _is_label(text, begin):
        return False
    if not word.isdigit() or len(word) > len("999"):
        return True  # a year, a date, an amount, "12a"
    next_word = _NEXT_WORD.match(text, following)
    if next_word is not None and (next_word[1] in MONTHS or next_word[1] in ORDINAL_NOUNS):
        return False
    return _is_cited(text, begin) or (next_word is not None and next_word[1] in starters())


def _is_label(text: str, begin: int) -> bool:
    """Say whether a number or letter stands where a sentence begins, so that it labels it: "… gilt. 2. Die …"."""
    if begin == 0 or text[begin - 2] in ":;!?":
        return True
    if text[begin - 2] != ".":
        return False
    before = text[text.rfind(" ", 0, begin - 2) + 1 : begin - 2].lstrip(_OPENERS)
    return before not in abbreviations().never  # "Nr. 3." is a reference


def _is_cited(text: str, begin: int) -> bool:
    """Say whether the chain of numbers and letters in front of a position hangs on a reference word.

    "Absatz 2 Nr. 1 Buchstabe a und b." is one; "§ 32 Absatz 1, die das 14." is none, words break the chain.
    """
    end = begin - 1
    words = reference_words()
    for _ in range(_LONGEST_CHAIN):
        if end <= 0:
            return False
        start = text.rfind(" ", 0, end) + 1
        token = text[start:end].lstrip(_OPENERS)
        if token in words:
            return True
        bare = token.rstrip(",;")
        if not (bare in _JOINING or bare[:1].isdigit() or len(bare) <= len("aa") or _ROMAN.issuperset(bare)):
            return False
        end = start - 1
    return False


def _next_is_starter(text: str, following: int) -> bool:
    found = _NEXT_WORD.match(text, following)
    return (found is not None and found[1] in starters()) or text[following] == "§"


def _outside_brackets(text: str, starts: list[int]) -> list[int]:
    """Drop starts inside a bracket that closes soon: "(§ 3. Auf Antrag …)" belongs to its sentence."""
    kept: list[int] = []
    depth = 0
    at = 0
    for start in starts:
        depth = max(0, depth + text.count("(", at, start) - text.count(")", at, start))
        at = start
        if depth and text.find(")", start, start + _BRACKET_REACH) >= 0:
            continue
        depth = 0
        kept.append(start)
    return kept
