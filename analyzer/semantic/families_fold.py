"""Folding an obstacle clause to what makes it alike: no names, no numbers, no references, lemmas in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from analyzer.semantic.lexical import lemmas

_WORDS: Final = 14
"""Words kept on either side of the quote."""
_BACK: Final = 8
"""Words by which a clause may begin earlier, at a comma."""
_AHEAD: Final = 7
"""Words by which it may begin later."""
_LEFT: Final = 4
"""Words that stay before the quote all the same."""
_SIGNS: Final = (
    r"§+|Abs(?:atz|atzes|ätze[ns]?|\.)|Satz(?:es)?|Sätze[ns]?|Nummern?|Nr\.|(?:Doppelb|B)uchstaben?|Halbsatz(?:es)?"
)
_NUMBER: Final = re.compile(rf"\(?(?:\d[\w/-]*|[a-z]|{_SIGNS})[,)]*")
_CITING: Final = re.compile(
    rf"\(?(?:{_SIGNS}|Artikels?|Art\.|Anlagen?|Anhangs?|Verordnung|Richtlinie|\((?:EU|EG|EWG)\))"
)
_OPENING: Final = re.compile(
    r"d(?:er|ie|as|es|em|en)|(?:(?:ein|dies|jed)e[mnrs]?|ein|(?:sein|ihr)er?|keine?)|in|im|an|am|auf|aus|beim?|für|gegen|"
    r"mit|nach|vo[nmr]|zu[mr]?|über|unter|durch|wegen|gemäß|ohne|um|soweit|sofern|wenn|dass|ob|und|oder|als|wie"
)
"""Words that belong to what follows them."""
_NUMERAL: Final = re.compile(
    r"(?:ein(?:und|hundert|tausend)|(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun)(?:und)?|zehn|elf|zwölf|hundert(?:und)?|"
    r"tausend(?:und)?|(?:drei|vier|fünf|sech|sieb|acht|neun)zehn|(?:zwan|vier|fünf|sech|sieb|acht|neun)zig|dreißig)+"
    r"(?:er|en)?|millionen?|milliarden?"
)
"""Numbers written as words; ordinals are none ("Dritte")."""
_BESIDE: Final = 2
"""Lemmas on either side of the quote that belong to the core of a clause."""
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
_JOINED: Final = re.compile(r"(?<=[\w)“\"]) ([,;])(?=\s|$)")
_CLAUSE: Final = re.compile(
    r"(?<![\w-])(?!(?:oder|sowie|eine[mnrs]?|einem|ihre[mnrs]?|seine[mnrs]?|dieser|nach|über|beim|durch|nicht)\b)[a-zäöü]{4,}"
)
"""A word that no mere name of a field has: a verb, an adverb, an adjective."""
_NO_SENTENCE: Final = "(Feld eines Formulars, Überschrift oder Listenpunkt)"
_NO_SENTENCE_EN: Final = "(field of a form, heading or item of a list)"
_TITLE, _TITLE_BEFORE = 64, 52
"""Characters of a title, and up to the end of the quote with what stands before it."""


def clause_around(sentence: str, start: int, end: int) -> str:
    """Cut the stretch of a sentence around a quote: to the next border, and not too far.

    Where it would be too far, it begins behind a comma or in front of an article or preposition, never in a citation; an
    ellipsis says that something stands before or behind it.

    Example:
        >>> clause_around("Er kann es tun; der Antrag ist schriftlich zu stellen; es gilt § 2.", 31, 42)
        'der Antrag ist schriftlich zu stellen'
    """
    low = max((found.end() for found in _BORDER.finditer(sentence, 0, start)), default=0)
    found = _BORDER.search(sentence, end)
    high = found.start() if found is not None else len(sentence)
    before, behind = sentence[low:start].split(), sentence[end:high].split()
    at = _beginning(before)
    clause = " ".join([*before[at:], *sentence[start:end].split(), *behind[:_WORDS]]).rstrip(" .,")
    return f"{'… ' if at else ''}{clause}{' …' if len(behind) > _WORDS else ''}"


def _beginning(words: Sequence[str]) -> int:
    """Give the first of the words before a quote that a clause begins with."""
    usual = len(words) - _WORDS
    if usual <= 0:
        return 0
    inside = range(max(1, usual - _BACK), min(usual + _AHEAD, len(words) - _LEFT) + 1)
    commas = [at for at in inside if words[at - 1].endswith(",") and _begins(words, at)]
    if commas:
        return min(commas, key=lambda at: (abs(at - usual), at))
    at = usual
    while at > 0 and (_is_citation(words, at) or _OPENING.fullmatch(words[at - 1].lower())):
        at -= 1
    return at


def _begins(words: Sequence[str], at: int) -> bool:
    """Tell whether a new part of the sentence begins there, rather than the next member of an enumeration."""
    return words[at][0].islower() and not _is_citation(words, at)


def _is_citation(words: Sequence[str], at: int) -> bool:
    """Tell whether a word goes on with a citation that began before it."""
    return _NUMBER.fullmatch(words[at]) is not None or _CITING.fullmatch(words[at - 1]) is not None


def printed(clause: str) -> str:
    """Give a clause as one prints it, a comma or semicolon right behind its word.

    Sources have blanks there, and so have readings of a sentence with a list, whose tail may begin with a comma.

    Example:
        >>> printed("bedarf der Schriftform , soweit nichts anderes bestimmt ist")
        'bedarf der Schriftform, soweit nichts anderes bestimmt ist'
    """
    return _JOINED.sub(r"\1", clause)


def title_of(clause: str, quote: str) -> str:
    """Give the core of a clause as printed: its quote with as many words around it as a title takes, cut between words.

    Example:
        >>> title_of("Die Anzeige ist der zuständigen Stelle ohne Verzug und mit allen Gründen schriftlich zu erstatten", "schriftlich")
        '… Stelle ohne Verzug und mit allen Gründen schriftlich zu …'
        >>> title_of("( Unterschrift )", "Unterschrift")
        '( Unterschrift ) (Feld eines Formulars, Überschrift oder Listenpunkt)'
    """
    if not _CLAUSE.search(clause):
        return f"{clause.strip(' .,;')} {_NO_SENTENCE}"
    before, found, behind = clause.partition(quote) if quote else ("", "", clause)
    if quote and not found:
        before, behind = "", clause
    words, left, right = found.split(), before.split(), behind.split()
    while left and left[-1] != "…" and sum(map(len, words)) + len(words) + len(left[-1]) <= _TITLE_BEFORE:
        words.insert(0, left.pop())
    while right and right[0] != "…" and sum(map(len, words)) + len(words) + len(right[0]) <= _TITLE:
        words.append(right.pop(0))
    while left and left[-1] != "…" and sum(map(len, words)) + len(words) + len(left[-1]) <= _TITLE:
        words.insert(0, left.pop())
    return f"{'… ' if left else ''}{printed(' '.join(words)).strip(' ,;')}{' …' if right else ''}"


def title_in(title: str, lang: str) -> str:
    """Give a title of `title_of` with its remark in the language asked for.

    Example:
        >>> title_in(title_of("( Siegel )", "Siegel"), "en")
        '( Siegel ) (field of a form, heading or item of a list)'
    """
    remark = title.endswith(_NO_SENTENCE) and lang == "en"
    return title.removesuffix(_NO_SENTENCE) + _NO_SENTENCE_EN if remark else title


def fold(clause: str) -> tuple[str, ...]:
    """Fold a clause to its lemmas in order; names of authorities and acts, references and numbers are left out.

    Numbers written as words are left out, too: "fünftausend Euro" and "zehntausend Euro" are one amendment.

    Example:
        >>> fold("Der Antrag nach § 4 Abs. 2 ist schriftlich beim Bundesamt für Muster zu stellen")
        ('antrag', 'schriftlich', 'stell')
    """
    for pattern, triggers in _FOLDED:
        if any(trigger in clause for trigger in triggers):
            clause = pattern.sub(" ", clause)
    known = lemmas()
    words = _WORD.findall(clause.lower())
    return tuple(lemma for word in words if (lemma := known[word]) and not _NUMERAL.fullmatch(word))


def core_of(clause: str, quote: str) -> tuple[str, ...]:
    """Give the lemmas of a quote and those next to it, all of the clause where the quote is not in it.

    Example:
        >>> core_of("Wer dies beantragt, hat den Antrag auf dem Vordruck schriftlich und vollständig zu stellen", "schriftlich")
        ('antrag', 'vordruck', 'schriftlich', 'vollstandig', 'stell')
    """
    before, found, behind = clause.partition(quote) if quote else (clause, "", "")
    if not found:
        return fold(clause)
    return (*fold(before)[-_BESIDE:], *fold(quote), *fold(behind)[:_BESIDE]) or fold(clause)
