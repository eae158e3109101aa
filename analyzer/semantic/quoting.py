"""Quotes of own finds: the words the classifier saw, shaped as a rule would quote them.

A run of likely words begins and ends where chances fall, inside phrases and list labels. The quote begins behind the
label, takes the adjectives before a noun and the verb right behind it, and ends with nothing left in the air.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from analyzer.detect.clauses import clause_at
from analyzer.detect.ends import fits, without_marks
from analyzer.detect.quotes import cut, phrase, whole_clause
from analyzer.detect.views import Span, Stretch, View
from analyzer.model.types import ObstacleType
from analyzer.semantic.leftovers import mended
from analyzer.semantic.locate import MOST_WORDS, Run
from analyzer.semantic.passages import Reading

_BY_CLAUSE: Final[frozenset[ObstacleType]] = frozenset({"discretion"})
"""Types that a modal verb carries: its subject or full verb is quoted with it."""

_LABEL = re.compile(r"\s*(?:\(?(?:\d{1,3}[a-z]?(?:\.\d+)*|[a-z]{1,2})[.)]|[–—•-])\s+")
_WORD = re.compile(r"\w+")
_PRINTED = re.compile(r"(?:[./]?\w)+")
"""What else is printed without a blank: "F.030.01" behind the letter."""
_LEFT_OVER = re.compile(
    r"(?:Verlangen|Antrag|Wunsch|Fall|Einzelfall|Möglichkeit|Außerdem|Ferner),?\s+"
    r"(?=(?:die|das|den|dem|ein|eine|einen)\s|nach\s|außerdem\s|kann\s|vorhandene\w*\s|[a-zäöüß]+t\s+(?:er|sie|es|der|die|das)\s)"
)
"""The end of an adverbial that stands before the clause: "Auf Verlangen" before "die Papiere vorzulegen"."""
_FINITE = r"(?:ist|sind|hat|haben|wird|werden|kann|können|darf|dürfen|muss|muß|müssen|soll|sollen)"
_OPENED = re.compile(rf"[A-ZÄÖÜ][\wäöüß-]*\s+{_FINITE}\b")
_OPENS_PHRASE = re.compile(r"[A-ZÄÖÜ]|[a-zäöüß-]{3,}(?:e|en|er|em|es)\b")
_DETERMINER = re.compile(r"(?<![\wäöüß])(?:[Dd](?:er|ie|as|em|en)|[Ee]in(?:e|em|er|en)?|[Dd]iese[mrsn]?)\s$")
_VERB = re.compile(
    r"(?:\s(?:dafür|daran|daraus|hierfür|hieran|hierzu|dazu|nicht))?\s(?:zu\s)?"
    rf"(?!{_FINITE}\b|(?:wären?|würden?|sei|seien|war|waren|wurden?)\b)[a-zäöüß]+(?:t|en|rn|ln)(?:\s(?:{_FINITE}|worden|sein)){{0,2}}(?=[,.;:)]|$)"
)
"""The verb that closes the clause right behind a quote, with what is left of its bracket."""
_PARTICIPLE = re.compile(r"(?<![\wäöüß])[a-zäöüß]+(?:t|en)$")
_PASSIVE = re.compile(rf"\s(?:werden|wird|worden)(?:\s{_FINITE})?(?=[,.;:)]|$)")

_BRACKETS = re.compile(r"[()]")
_LABELLED = re.compile(r"(?<!\w)(?:\d{1,3}[a-z]?|[a-z]{1,2})\)$")
"""A bracket that nothing opens: that of a list label, "Buchstabe a)"."""
_LEFT_OPEN = re.compile(
    r"\s(?P<word>ab|am|an|auf|aus|bei|beim|bis|durch|für|gegen|gemäß|im|in|mit|nach|oder|ohne|sowie|über|um|und|unter|vom|von|vor|"
    r"während|wegen|zu|zum|zur|zwischen)$"
)
_ENDS = re.compile(r"[,.;)]")
"""Behind a word of `_LEFT_OPEN` it shows that the word closes a verb: "teilt sie der Behörde mit."."""
_NO_AUXILIARY = r"(?<=[A-Za-zÄÖÜäöüß]\s)(?!(?:ist|sind|hat|haben|wird|werden|nicht)\b)"
_ANY_VERB = re.compile(rf"{_NO_AUXILIARY}(?!(?:be|ge|ver)\w+t\b)[a-zäöüß]{{2,}}t\s")
_PARTICLE_OF = {
    **dict.fromkeys(("ab", "an", "auf", "aus", "bei", "nach", "um", "unter", "vor", "zu"), _ANY_VERB),
    "durch": re.compile(r"\b(?:führ|setz|läuf|lauf)\w*\b"),
    "mit": re.compile(r"\b(?:teil|wirk|bring|nimm|nehm|gib|geb|führ|send)(?:t|en)?\b"),
    "über": re.compile(r"\b(?:geh|leit|nimm|nehm|gib|geb)(?:t|en)?\b"),
}
"""Prepositions that may be half of a verb, and what tells that they are: its other half."""


def quoted(reading: Reading, kind: ObstacleType, run: Run) -> Run:
    """Give the run whose words are to be quoted.

    Args:
        reading: The part it stands in.
        kind: Its type.
        run: Likely words; those of the quote share at least one with them.
    """
    text = reading.own_text
    stretch = Stretch(0, len(text), reading.index, reading.block_start)
    view = View(text, (stretch,), reading.index, reading.block, reading.sentence, 0)
    label = _LABEL.match(text)
    start = run.start if label is None or label.end() >= run.end else max(run.start, label.end())
    words = Span(start, run.end)
    modal = _modal(view, words) if kind in _BY_CLAUSE else None
    whole = _with_neighbours(view, words) if modal is None else whole_clause(view, modal)
    quote = cut(view, whole)
    if label is not None and quote.start < label.end() < quote.end:  # a subject reaches back to the label
        quote = Span(label.end(), quote.end)
    apart = quote.end <= words.start or words.end <= quote.start
    if apart or (" " in text[words.start : words.end] and " " not in text[quote.start : quote.end]):
        quote = words  # "dürfen nur" says more than "dürfen"
    rest = _LEFT_OVER.match(text, quote.start, quote.end)
    if rest is not None and rest.end() < run.end and " " in text[rest.end() : quote.end]:
        quote = Span(rest.end(), quote.end)
    quote = mended(text, _complete(text, quote, words), words)
    return replace(run, start=quote.start, end=quote.end)


def _complete(text: str, quote: Span, words: Span) -> Span:
    """Close brackets, and leave out prepositions and conjunctions at the end; some of the words stay in any case."""
    for paired in (_with_bracket(text, quote), _without_bracket(text, quote)):
        if paired.start < words.end and words.start < paired.end and fits(text, *paired):
            quote = paired
            break
    while (cut_off := _without_preposition(text, quote)) is not None and words.start < cut_off.end:
        quote = cut_off
    return quote


def _with_bracket(text: str, quote: Span) -> Span:
    """Go on to the bracket that closes what the quote opens, and back to the one that opens what it closes."""
    start, end = quote
    opened, closes = _unpaired(text, quote)
    if opened:
        depth = len(opened)
        for mark in _BRACKETS.finditer(text, end):
            depth += 1 if mark[0] == "(" else -1
            if depth == 0:
                end = mark.end()
                break
    if closes:
        before = _unpaired(text, Span(0, start))[0]
        start = before[-1] if before else start
    return Span(start, end)


def _without_bracket(text: str, quote: Span) -> Span:
    """End before a bracket that nothing closes, and begin behind one that nothing opens."""
    opened, closes = _unpaired(text, quote)
    start = closes[-1] + 1 if closes and closes[-1] + 1 < quote.end else quote.start
    end = opened[0] if opened and opened[0] > start else closes[-1] if closes and start == quote.start else quote.end
    told = text[start:end]
    return Span(start + len(told) - len(told.lstrip()), without_marks(text, start, end)) if told.strip() else quote


def _unpaired(text: str, span: Span) -> tuple[list[int], list[int]]:
    """Give the places of opening brackets without their end, and of closing ones without their beginning."""
    opened: list[int] = []
    closes: list[int] = []
    for mark in _BRACKETS.finditer(text, *span):
        if mark[0] == "(":
            opened.append(mark.start())
        elif opened:
            opened.pop()
        elif not _LABELLED.search(text, span.start, mark.end()):
            closes.append(mark.start())
    return opened, closes


def _without_preposition(text: str, quote: Span) -> Span | None:
    """Leave out a last word that belongs to the next ones; `None` if it does not, or is the only word."""
    last = _LEFT_OPEN.search(text, *quote)
    if last is None or _ENDS.match(text, quote.end):
        return None
    verbs = _PARTICLE_OF.get(last["word"])
    if verbs is not None and verbs.search(text, 0, last.start()):
        return None
    return Span(quote.start, without_marks(text, quote.start, last.start()))


def _modal(view: View, words: Span) -> Span | None:
    found = (Span(*word.span()) for word in _WORD.finditer(view.text, *words))
    return next((word for word in found if clause_at(view, word.start) is not None), None)


def _with_neighbours(view: View, words: Span) -> Span:
    """Take the adjectives before the words, the article of a subject, and the verb right behind them."""
    text = view.text
    start, end = phrase(view, words)
    printed = _PRINTED.match(text, end)
    end = end if printed is None else printed.end()
    if not _OPENS_PHRASE.match(text, words.start):  # before an adverb or a verb stands no attribute
        start = words.start
    if _OPENED.match(text, start, end) and (determiner := _DETERMINER.search(text, 0, start)):
        start = determiner.start()
    verb = _VERB.match(text, end) or (_PASSIVE.match(text, end) if _PARTICIPLE.search(text, start, end) else None)
    if verb is not None and len(text[start : verb.end()].split()) <= MOST_WORDS:
        end = verb.end()
    return Span(start, end)
