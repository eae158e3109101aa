"""The words to quote: short, verbatim, inside one part of the sentence, and readable by themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from analyzer.detect.clauses import Clause, clause_at
from analyzer.detect.views import Span, View

MAX_WORDS = 12
MAX_LENGTH = 118
_WHOLE_CLAUSE = 12
"""Up to so many words a modal verb is quoted through to its full verb; beyond, its neighbours say enough."""
_NEIGHBOURS = 6
_SUBJECT = 9
_BOUNDARY = re.compile(r"[,;:()]|\s[–-]\s|\.\s|^\W*\d+[a-z]?[.]?\s")
_ADVERBIAL = re.compile(
    r"(?:ab|abweichend|als|am|an|andernfalls|auch|auf|aufgrund|aus|außerdem|bei|beim|bis|dabei|danach|dann|darüber|daneben|"
    r"dies|durch|ferner|für|gegen|gegenüber|hierbei|hiervon|im|in|insoweit|jedoch|mit|nach|neben|ohne|so|soweit|statt|über|"
    r"um|unter|vom|von|vor|wegen|weiter|wenn|wird|zu|zum|zur|zusätzlich)\b",
    re.IGNORECASE,
)
_RELIEF = re.compile(r"\b(?:Ausnahmen?|Abweichung(?:en)?|Befreiung(?:en)?|Ausnahmegenehmigung(?:en)?)\b")
_NOUN = re.compile(r"[A-ZÄÖÜ][\wäöüß/-]+")
_ATTRIBUTE = re.compile(r"(?<![\w-])(?P<word>[a-zäöüß-]{2,}(?:e|en|er|em|es)) $")
_HEAD = re.compile(r"(?<=[a-zß]e|e[nmrs])(?: [a-zäöüß-]+(?:e|en|er|em|es))? [A-ZÄÖÜ][\wäöüß-]*[a-zäöüß]")
_NO_ATTRIBUTE = re.compile(
    r"(?:(?:all|and(?:e)?r|beid|dies|d|d[ei]es|ein|einig|einzeln|genannt|geltend|ihr|jed|jen|kein|mehrer|sein|solch|sonstig|welch|"
    r"weiter|übrig)(?:e|en|er|em|es)|die|den|denen|deren|dessen|aber|außer|bestehen|gegen|gegenüber|haben|hinter|können|lassen|"
    r"liegen|neben|oder|ohne|treten|unter|sie|wegen|werden|wie|je|würden|sowie|zwischen|über|vorliegen)"
)
"""Words that end like an adjective but add nothing to a quote."""
_DETERMINER = re.compile(
    r"(?:der|die|das|den|dem|des|(?:ein|kein|ihr|sein|jed|dies)(?:e|en|er|em|es)|ein|jeweils?|jeweilige[nrms]?|und|oder|sowie|bzw\.|am|im|"
    r"ins?|vom|beim|zur|zum|für|hierfür|dafür|gegen|gegenüber|ihm|ihnen|sich|ohne|von|wegen|während|zwischen|gemäß)",
    re.IGNORECASE,
)
"""Words that leave a quote in the air wherever it ends with them."""
_PARTICLE = re.compile(r"(?:ab|an|auf|aus|bei|durch|ein|mit|nach|über|um|unter|vor|zu)")
"""Words that do so before a noun phrase; elsewhere they close a verb ("stellt den Antrag zu")."""
_INFLECTED = re.compile(r"[a-zäöüß-]{3,}(?:e|en|er|em|es)")
_PHRASE_BEGINS = re.compile(
    r" (?:[A-ZÄÖÜ]|(?:der|die|das|den|dem|des|(?:ein|ihr|sein|jed|dies)(?:e|en|er|em|es)|[a-zäöüß]{3,}e[nrms]? [A-ZÄÖÜ]))"
)
_REFERENCE = re.compile(
    r"(?:Abs(?:\.|atz|ätze[n]?)|S(?:\.|atz|ätze[n]?)|N(?:r\.|ummern?)|Art(?:\.|ikels?)|Buchstaben?|Anlage|§§?)"
)
_NEXT_NOUN = re.compile(r" [A-ZÄÖÜ][\wäöüß-]*[a-zäöüß](?![\wäöüß-])")
_BRACKET = re.compile(
    r"\b(?:d(?:er|ie|as|en|em|es)|(?:ein|jed|dies)(?:e|en|er|em|es)) (?:an|auf|bei|beim|durch|für|im|in|mit|nach|von|vom|zu|zum|zur)$"
)
_OPENING = " ,;:([□☐▢❑"


def whole_clause(view: View, modal: Span) -> Span:
    """Widen the words from a modal verb to its full verb.

    Where the bracket between them is long, quote the exemption it grants with its verb, or the subject with the modal verb ("Die zuständige Behörde kann"), or the
    modal verb with the next noun ("kann die zuständige Behörde"). Where the full verb stands in an item of a list, quote
    what stands before the modal verb too.

    Args:
        view: Reading of the sentence.
        modal: The modal verb.
    """
    clause = clause_at(view, modal.start)
    if clause is None:
        return modal
    stretch = view.stretch_at(modal.start)
    start = max(min(modal.start, clause.verb_start), stretch.start)
    end = min(max(modal.end, clause.verb_end), stretch.end)
    words = view.text[start:end].split()
    if 1 < len(words) <= _WHOLE_CLAUSE and end - start <= MAX_LENGTH:
        return Span(start, end)
    # "Ausnahmen von Absatz 1 zulassen" says more than "Die Behörde kann"
    for relief in reversed(list(_RELIEF.finditer(view.text, modal.end, end))):
        if clause.verb_end <= stretch.end and len(view.text[relief.start() : end].split()) <= MAX_WORDS:
            return Span(relief.start(), end)
    return _neighbours(view, clause, modal, stretch.start, stretch.end)


def _neighbours(view: View, clause: Clause, modal: Span, left: int, right: int) -> Span:
    before = view.text[max(left, clause.start) : modal.start]
    bounds = list(_BOUNDARY.finditer(before))
    subject = before[bounds[-1].end() :] if bounds else before
    subject = subject.lstrip()
    if subject and len(subject.split()) < _SUBJECT and _NOUN.search(subject) and not _ADVERBIAL.match(subject):
        return Span(modal.start - len(subject), modal.end)
    end = modal.end
    inside = False
    for count, word in enumerate(re.finditer(r"\s*(\S+)", view.text[modal.end : right])):
        if count >= _NEIGHBOURS or (_BOUNDARY.search(word[1]) and count == 0):
            break
        end = modal.end + word.end()
        if _BOUNDARY.search(word[1]) or (_NOUN.match(word[1]) and not inside):
            break
        # "die nach Landesrecht zuständige Behörde": the first noun belongs to the attribute
        inside = count > 0 and _ADVERBIAL.fullmatch(word[1]) is not None
    return Span(modal.start, end)


def phrase(view: View, words: Span) -> Span:
    """Widen to whole words, to the adjectives directly before them, and from an adjective to its noun."""
    text = view.text
    start, end = words
    while start and (text[start - 1].isalpha() or text[start - 1] == "-"):
        start -= 1
    while end < len(text) and (text[end].isalpha() or (text[end] == "-" and text[end - 1].isalpha())):
        end += 1
    noun = _HEAD.match(text, end)
    if noun is not None and text[text.rfind(" ", 0, end) + 1].islower():
        end = noun.end()
    for _ in range(3):
        found = _ATTRIBUTE.search(text[max(0, start - 40) : start])
        if found is None or _NO_ATTRIBUTE.fullmatch(found["word"]):
            break
        start -= len(found[0])
    return Span(max(start, view.stretch_at(words.start).start), end)


def as_matched(_view: View, words: Span) -> Span:
    """Quote what was matched."""
    return words


WIDENED: Mapping[str, Callable[[View, Span], Span]] = {
    "words": as_matched,
    "clause": whole_clause,
    "phrase": phrase,
}
"""How a matcher widens its words before they are quoted."""


def cut(view: View, span: Span) -> Span:
    """Cut the words to quote: one part of the sentence, twelve words, nothing loose at the ends.

    A quote that would end in an article, a preposition or an adjective goes on to its noun where that follows at once,
    and ends before it elsewhere.

    Args:
        view: Reading of the sentence.
        span: The words to quote, as widened.
    """
    stretch = view.stretch_at(span.start)
    start, end = span.start, span.end
    if end > stretch.end:
        inside = stretch.end - start
        # words that lie in two parts are no verbatim quote: keep the longer side
        if inside * 2 >= end - start:
            end = stretch.end
        else:
            start = stretch.end + 1
            stretch = view.stretch_at(start)
            end = min(end, stretch.end)
    end = _limit(view.text, start, end)
    start, end = _trim(view.text, start, end)
    return Span(start, _closed(view.text, start, end, stretch.end))


def _limit(text: str, start: int, end: int) -> int:
    """Give the end of what is left of the words after twelve of them."""
    words = 0
    at = start
    while at < end:
        blank = text.find(" ", at, end)
        words += 1
        stop = end if blank < 0 else blank
        if words > MAX_WORDS or stop - start > MAX_LENGTH:
            return max(at - 1, start + 1) if words > 1 else start + MAX_LENGTH
        at = stop + 1
    return end


def _trim(text: str, start: int, end: int) -> Span:
    """Leave out blanks, punctuation, and an opening bracket or box that nothing closes."""
    while end > start + 1 and text[end - 1] in " ,;:([":
        end -= 1
    while start < end - 1 and text[start] in _OPENING and not (text[start] in "([" and text[end - 1] in ")]"):
        start += 1
    return Span(start, end)


def _closed(text: str, start: int, end: int, limit: int) -> int:
    """Give the end at which the quote has nothing left in the air."""
    if not _loose(text, start, end):
        return end
    noun = _NEXT_NOUN.match(text, end, limit)
    # "eines zur [Beurkundung befugten Konsuls]": that noun would not close the phrase
    bracket = _BRACKET.search(text, start, end) is not None
    if (
        noun is not None
        and not bracket
        and noun.end() - start <= MAX_LENGTH
        and len(text[start : noun.end()].split()) <= MAX_WORDS
    ):
        return noun.end()
    last = end
    while _loose(text, start, last):
        last = _trim(text, start, text.rindex(" ", start, last)).end
    return last


def _loose(text: str, start: int, end: int) -> bool:
    """Whether the quote ends in a word that belongs to the next one. A quote of a single word never does."""
    words = text[start:end].split()
    if not words[1:] or not text.startswith(" ", end):
        return False
    before, last = words[-2:]
    if _DETERMINER.fullmatch(last):
        return True
    if _REFERENCE.fullmatch(last):
        return text[end + 1 : end + 2].isdigit()
    if _PARTICLE.fullmatch(last):
        return _PHRASE_BEGINS.match(text, end) is not None
    # "in gleicher [Weise]"; after "zu" it is an infinitive
    return (
        _INFLECTED.fullmatch(last) is not None
        and _NEXT_NOUN.match(text, end) is not None
        and (
            (len(words) == MAX_WORDS and not last.endswith("en"))
            or _DETERMINER.fullmatch(before) is not None
            or before in ("an", "auf", "aus", "bei", "durch", "in", "mit", "nach", "unter")
        )
    )
