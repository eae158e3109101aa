"""Sentences of German legal text.

A dot in a statute seldom ends a sentence: it stands in "Abs. 2", "Nr. 3", "1. Januar", "BGBl. I S. 12", "z. B.". The
splitter looks at every dot, question and exclamation mark and decides by the word before and the word behind it. Text
is expected clean (`analyzer.model.fold`): single blanks, no soft hyphens.

Measured against the official sentence numbers of tax law: `benchmarks/sentence_splitter.py`.
"""

from __future__ import annotations

import re
from typing import Final

from analyzer.language.words import abbreviations, starters

_CANDIDATE: Final = re.compile(
    r"[.!?…]"  # the mark
    r"[)\]\"“”»«’‘']*"  # closing brackets and quotes belong to the sentence
    r" "
    r"(?=[\"„“»«‚(\[]*[A-ZÄÖÜ§\d])"  # something that can open a sentence: capital, §, digit
)
_LAST_WORD: Final = re.compile(r"[\w/-]+(?:[.,]\w+)*\Z")
_NEXT_WORD: Final = re.compile(r"[\"„“»«‚(\[]*(\w+)")
_BEFORE_NUMBER: Final = re.compile(
    # "Satz 1.", "Absatz 2 und 3.", "Nummer 1 Buchstabe a.", "bis 31. Dezember" does not match
    r"(?:\b(?:Satz|Sätze|Sätzen|Satzes|Absatz|Absätze|Absätzen|Absatzes|Abs\.|Nummer|Nummern|Nr\.|Nrn\.|S\.|Seite|"
    r"Artikel|Artikels|Artikeln|Art\.|Anlage|Anlagen|Anhang|Anhangs|Buchstabe|Buchstaben|Buchst\.|Kapitel|Kapitels|Teil|"
    r"Teils|Abschnitt|Abschnitts|Titel|Unterabsatz|Halbsatz|Ziffer|Ziffern|Ziff\.|Klasse|Klassen|Gruppe|Spalte|Zeile|"
    r"Tabelle|Muster|Kategorie|Stufe|Tarif|Jahr|Jahre|Jahres|Euro|EUR|DM|Paragraph|Position|Fußnote|Version|Richtlinie|"
    r"Protokoll|Protokolls|Typ|Zone|Tarifstelle|Regel|Formel|Gleichung|Bild|Abbildung|Rn\.|Nummernkreis|Verordnung|Punkt|Schritt|Pos\.)"
    r"|§§?)"
    r"(?: \w{1,6}(?:\.\w+)*,?(?: (?:und|oder|bis|sowie|,))?){0,6} \Z"
)
_MONTHS: Final = frozenset(
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember Jänner "
    "Jan Feb Apr Aug Sept Okt Nov Dez".split()
)
_ROMAN: Final = re.compile(r"[IVXLC]+\Z")
_ORDINAL: Final = re.compile(r"\d{1,3}\Z")
_LOOK_BACK: Final = 70
_LETTER_WORDS: Final = re.compile(
    r"(?:Buchstaben?|Buchst\.|Doppelbuchstaben?|Dreifachbuchstaben?|Anlagen?|Anhang|Anhangs|Klassen?|Gruppen?|Teils?|Abschnitts?|Kategorien?|"
    r"Spalten?|Tabellen?|Muster|Typ|Absatz|Nummer|Satz|§) (?:\w{1,3}(?:,| und| oder| bis) )*\Z"
)
_OPEN_CLOSE: Final = {"(": ")", "[": "]"}


def sentence_starts(text: str) -> list[int]:
    """Find where sentences begin.

    Args:
        text: Clean text without list items (see `analyzer.language.labels` for those).

    Returns:
        Ascending positions, the first 0; empty for empty text.

    Example:
        >>> text = "Die Behörde kann nach Abs. 2 Satz 1 Nr. 3 prüfen. Satz 1 gilt ab dem 1. Januar."
        >>> [text[s:s + 6] for s in sentence_starts(text)]
        ['Die Be', 'Satz 1']
    """
    if not text:
        return []
    starts = [0]
    for found in _CANDIDATE.finditer(text):
        if _ends_sentence(text, found.start(), found.end()):
            starts.append(found.end())
    if len(starts) > 1 and ("(" in text or "[" in text):
        starts = _outside_brackets(text, starts)
    return starts


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Give the half-open range of every sentence, without the blank between them."""
    starts = sentence_starts(text)
    ends = [start - 1 for start in starts[1:]] + [len(text)]
    return list(zip(starts, ends, strict=True))


def _ends_sentence(text: str, dot: int, following: int) -> bool:
    if text[dot] != ".":
        return True
    if dot and text[dot - 1] == ".":  # "..." : an ellipsis or dotted line
        return dot < 3 or text[dot - 3 : dot] != "..." and _next_is_starter(text, following)  # noqa: PLR2004
    word_match = _LAST_WORD.search(text, max(0, dot - _LOOK_BACK), dot)
    if word_match is None:
        return True
    word = word_match.group()
    if following - dot > 2:  # a closing bracket or quote stands between  # noqa: PLR2004
        return not (len(word) == 1 and word.isalpha())
    start = word_match.start()
    if word[-1].isdigit():
        return _number_ends(text, word, start, following)
    if len(word) == 1:
        return _letter_ends(text, word, start, following)
    never, may = abbreviations()
    tail = word.rpartition(".")[2]
    if word in never or (tail != word and (tail in never or len(tail) == 1)):
        return False
    if word in may:
        return _next_is_starter(text, following)
    if _ROMAN.match(word):
        return _next_is_starter(text, following)
    return True


def _number_ends(text: str, word: str, start: int, following: int) -> bool:
    if not _ORDINAL.match(word):
        return True  # a year, a date, an amount, "12a"
    next_word = _NEXT_WORD.match(text, following)
    if next_word is not None and next_word[1] in _MONTHS:
        return False
    before = text[max(0, start - _LOOK_BACK) : start]
    if _BEFORE_NUMBER.search(before):
        return True
    return _next_is_starter(text, following)


def _letter_ends(text: str, word: str, start: int, following: int) -> bool:
    if word.isdigit():
        return _number_ends(text, word, start, following)
    before = text[max(0, start - _LOOK_BACK) : start]
    if _LETTER_WORDS.search(before):
        return _next_is_starter(text, following) or text[following] == "§"
    return not word.isalpha()


def _next_is_starter(text: str, following: int) -> bool:
    found = _NEXT_WORD.match(text, following)
    return found is not None and found[1] in starters()


def _outside_brackets(text: str, starts: list[int]) -> list[int]:
    """Drop starts inside a bracket that is closed later: "(§ 3. Auf …)" belongs to its sentence."""
    kept: list[int] = []
    depth = 0
    at = 0
    for start in starts:
        depth = max(0, depth + text.count("(", at, start) - text.count(")", at, start))
        at = start
        if depth and ")" in text[start : start + 400]:
            continue
        depth = 0
        kept.append(start)
    return kept
