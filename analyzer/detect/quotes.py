"""The words to quote: short, verbatim, inside one part of the sentence, and readable by themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from analyzer.detect.chunks import Chunk, chunks
from analyzer.detect.clauses import Clause, clause_at
from analyzer.detect.ends import MAX_LENGTH, MAX_WORDS, closed, fits, without_marks
from analyzer.detect.views import Span, View

_WHOLE_CLAUSE = 12
"""Up to so many words a modal verb is quoted through to its full verb; beyond, its neighbours say enough."""
_VERB_GROUP_LEAST = 3
_TOLD = 8
"""Up to so many words a modal verb with an adverbial is quoted with the next noun phrase, too."""
_VERB_GROUP = 10
"""So many words a full verb is quoted with at most, where the modal verb's neighbours say nothing."""
_SUBJECT = 9
_BOUNDARY = re.compile(r"[,;:()]|\s[–-]\s|\.\s|^\W*\d+[a-z]?[.]?\s")
_MARK = re.compile(r"[,;:()]|\s[–-]\s|(?<=[a-zäöüß)]{3})\.\s")
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
_GENITIVE = re.compile(r"d(?:er|es) [a-zäöüß-]+en [A-ZÄÖÜ]|[a-zäöüß-]+er [A-ZÄÖÜ][a-zäöüß-]+n$")
_LEAVE = re.compile(r"\b(?:ausnahmsweise|widerruflich|zulässig|einmalig|mehrmals|mehrfach)\b")
_OBJECT = re.compile(r"(?:die|das|den|der|eine?|einen|kein\w*|diese[rsn]?) |[A-ZÄÖÜ]")
_HANGS = re.compile(r"(?:der|des) ")
"""A piece that may be the genitive of the one before it."""
_SILENT = re.compile(
    r"(?:ab|abweichend|an|aus|bis|binnen|entsprechend|gemäß|hinsichtlich|im (?:rahmen|benehmen|einvernehmen|falle?|umfang)|in den fällen|"
    r"innerhalb|mit|nach|neben|über|um|unbeschadet|ungeachtet|unter|während|vor|wegen)\b",
    re.IGNORECASE,
)
"""Adverbials that leave a reader without a hint what the choice is about."""
_CLAUSE_OPENS = re.compile(
    r", (?:so|wenn|soweit|sofern|falls|ob|dass|daß|was|wo\w*|(?:in |an |auf |durch |nach |mit |bei |für |zu )?(?:der|die|das|dem|den|denen|deren|dessen|welche\w*)) "
)
_OPENING = " ,;:([□☐▢❑"


def whole_clause(view: View, modal: Span) -> Span:
    """Widen the words from a modal verb to its full verb.

    Where the bracket between them is long, quote the exemption it grants with its verb, or the subject with the modal
    verb ("Die zuständige Behörde kann"), or the modal verb up to the noun phrase that names who decides or on what
    ("kann auf Antrag die zuständige Behörde"), or the full verb with its object.

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
    # the full verb may stand in an item of a list: "Die Behörde kann insbesondere 1. …"
    there = clause.verb_start == clause.verb_end or clause.verb_end <= stretch.end
    if there and 1 < len(words) <= _WHOLE_CLAUSE and end - start <= MAX_LENGTH:
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
    limit = min(right, clause.verb_start) if clause.verb_start > modal.end else right
    end = modal.end
    told = False
    for chunk in chunks(view.text, modal.end, limit):
        ends = (chunk.end, chunk.core) if chunk.kind == "noun" else (chunk.end,)
        stop = next((at for at in ends if fits(view.text, modal.start, at)), None)
        if stop is None:
            break
        if told and len(view.text[modal.start : stop].split()) > _TOLD:
            return Span(modal.start, end)
        if _names(view.text, chunk):
            return Span(modal.start, stop)
        if chunk.kind != "adverb" and (not told or _hints(view.text, chunk)):
            end = stop
        # "kann auf Antrag [eine Steuerentlastung]": more of it while the words stay few
        told = told or _hints(view.text, chunk)
    # "kann dem Empfänger unter entsprechender Berücksichtigung …": the verb and its object say more
    group = None if told else _verb_group(view, clause, modal.end, right)
    return group or Span(modal.start, end)


def _names(text: str, chunk: Chunk) -> bool:
    """Whether a piece names who decides or what is decided on."""
    return chunk.kind == "noun" and not _GENITIVE.match(text, chunk.start, chunk.end)


def _hints(text: str, chunk: Chunk) -> bool:
    """Whether a piece lets a reader guess: "sie", "auf Antrag", "von der Anwendung"; not "abweichend von § 3"."""
    return chunk.kind == "pronoun" or (chunk.kind == "adverbial" and not _SILENT.match(text, chunk.start, chunk.end))


def _verb_group(view: View, clause: Clause, left: int, right: int) -> Span | None:
    """Give the full verb with the object before it, as far back as a whole piece begins and the words stay few."""
    if not left < clause.verb_start < clause.verb_end <= right:
        return None
    text = view.text
    start = left
    for bound in _MARK.finditer(text, left, clause.verb_start):
        start = bound.end()
    pieces = list(chunks(text, start, clause.verb_start))
    if not pieces or text[pieces[-1].end : clause.verb_start].strip():
        return None
    group = Span(_first(text, pieces, clause.verb_end), clause.verb_end)
    few = len(text[group.start : group.end].split()) < _VERB_GROUP_LEAST
    says = _NOUN.search(text, *group) or _LEAVE.search(text, *group)
    return None if few or not says else group


def _first(text: str, pieces: list[Chunk], end: int) -> int:
    """Where the words before a full verb begin: with an object if one is near, else with the last piece."""
    first = pieces[-1]
    start = end
    for before, piece in reversed(list(zip([None, *pieces], pieces, strict=False))):
        if before is not None and before.kind != "adverb" and _HANGS.match(text, piece.start, piece.end):
            continue
        if len(text[piece.start : end].split()) > _VERB_GROUP:
            break
        whole = start == end or (first.kind == "adverb" and piece.kind != "dative")
        if whole or _OBJECT.match(text, piece.start, piece.end):
            first, start = piece, piece.start
    return end if first.kind == "dative" else start


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
    kept = _limit(view.text, start, end)
    if kept < end:
        # of what the quote no longer holds to its end, nothing is quoted
        opened = next(reversed(list(_CLAUSE_OPENS.finditer(view.text, start, kept))), None)
        if opened is not None and _NOUN.search(view.text, start, opened.start()):
            kept = opened.start()
    start, end = _trim(view.text, start, kept)
    return Span(start, closed(view.text, start, end, stretch.end))


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
    end = without_marks(text, start, end)
    while start < end - 1 and text[start] in _OPENING and not (text[start] in "([" and text[end - 1] in ")]"):
        start += 1
    return Span(start, end)
