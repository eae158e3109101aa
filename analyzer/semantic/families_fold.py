"""Folding an obstacle clause to what makes it alike: no names, no numbers, no references, lemmas in order."""

from __future__ import annotations

import re
from typing import Final

from analyzer.semantic.lexical import lemmas

_WORDS: Final = 14
"""Words kept on either side of the quote."""
_BORDER: Final = re.compile(r"[;:]|(?<=[a-zäöüß)])\.(?=\s+[A-ZÄÖÜ])")
_REFERENCE: Final = re.compile(
    r"§+\s*[\d\w]+(?:\s*(?:,|und|oder|bis)\s*\d+\w?)*|\b(?:Abs(?:atz|ätze[ns]?|\.)|Satz|Sätze[ns]?|Nummern?|Nr\.|Buchstaben?|Buchst\.|"
    r"Artikels?|Art\.|Anlagen?|Anhang|Halbsatz)\s*\d*\w?(?:\s*(?:,|und|oder|bis)\s*\d+\w?\b)*(?=\W|\Z)"
)
_PUBLISHED: Final = re.compile(r"\((?:BGBl|ABl|BAnz)[^)]*\)|\bvom\s+\d{1,2}\.\s+\w+\s+\d{4}\b")
_AUTHORITY: Final = re.compile(
    r"\b(?:zuständige[nrs]?\s+|obersten?\s+|höheren?\s+|örtlich\w*\s+)*"
    r"[\w-]*(?:[Mm]inisteriums?|[Bb]undesamte?s?|[Aa]mte?s|[a-zäöü]amt|[Aa]nstalt|[Aa]gentur|[Bb]ehörden?|[Kk]ammer|[Rr]egierung|"
    r"[Bb]undesbank|[Ii]nstituts?|[Zz]entrale|[Gg]enossenschaft|[Aa]usschuss(?:es)?|[Ss]telle)\b"
    r"(?:\s+(?:für|des|der)\s+(?:[A-ZÄÖÜ][\w-]+(?:,\s+|\s+und\s+|\s+)?(?:der\s+|für\s+|des\s+)?){1,6})?"
)
_ACT: Final = re.compile(r"\b[A-ZÄÖÜ][\w-]*(?:gesetz(?:es|e|buchs?|buches)?|verordnung|ordnung|richtlinie)\b")
_FOLDED: Final = (
    (_PUBLISHED, ("Bl.", "BAnz", "vom ")),
    (_REFERENCE, ("§", "Abs", "Satz", "Sätze", "Nummer", "Nr.", "Buchst", "Art", "Anlage", "Anhang")),
    (_AUTHORITY, (
        "inister", "amt", "Amt", "nstalt", "gentur", "ehörde", "ammer", "egierung", "bank", "nstitut", "entral",
        "enossensch", "usschuss", "telle",
    )),
    (_ACT, ("gesetz", "ordnung", "richtlinie")),
)  # fmt: skip
"""What is left out, with strings without which there is nothing to leave out."""
_WORD: Final = re.compile(r"[^\W\d_]{2,}")


def clause_around(sentence: str, start: int, end: int) -> str:
    """Cut the stretch of a sentence around a quote: to the next border, and not too far.

    Example:
        >>> clause_around("Er kann es tun; der Antrag ist schriftlich zu stellen; es gilt § 2.", 30, 41)
        'der Antrag ist schriftlich zu stellen'
    """
    low = max((found.end() for found in _BORDER.finditer(sentence, 0, start)), default=0)
    found = _BORDER.search(sentence, end)
    high = found.start() if found is not None else len(sentence)
    before = sentence[low:start].split()[-_WORDS:]
    behind = sentence[end:high].split()[:_WORDS]
    return " ".join([*before, *sentence[start:end].split(), *behind]).rstrip(" .,")


def fold(clause: str) -> tuple[str, ...]:
    """Fold a clause to its lemmas in order; names of authorities and acts, references and numbers are left out.

    Example:
        >>> fold("Der Antrag nach § 4 Abs. 2 ist schriftlich beim Bundesamt für Muster zu stellen")
        ('antrag', 'schriftlich', 'stell')
    """
    for pattern, triggers in _FOLDED:
        if any(trigger in clause for trigger in triggers):
            clause = pattern.sub(" ", clause)
    known = lemmas()
    return tuple(lemma for word in _WORD.findall(clause.lower()) if (lemma := known[word]))
