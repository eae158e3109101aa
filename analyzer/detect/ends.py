"""The end of a quote: goes on to the word that closes the phrase, or back to the last word that does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from analyzer.detect.chunks import AND_COMPOUND, INFLECTED, LIST, chunks, reference_end

MAX_WORDS = 12
"""Words as printed: what stands between two blanks."""
MAX_LENGTH = 118

_DETERMINER = re.compile(
    r"(?:der|die|das|den|dem|des|(?:ein|kein|ihr|sein|jed|dies)(?:e|en|er|em|es)|ein|jeweils?|jeweilige[nrms]?|am|im|"
    r"ins?|vom|beim|zur|zum|für|hierfür|dafür|gegen|gegenüber|ihm|ihnen|sich|ohne|von|wegen|während|zwischen|gemäß)",
    re.IGNORECASE,
)
"""Words that leave a quote in the air wherever it ends with them."""
_CONJUNCTION = re.compile(
    r"(?:und|oder|sowie|bzw\.|wenn|soweit|sofern|solange|falls|dass|daß|ob|weil|als|wie|um|dem|deren|dessen|denen|"
    r"insbesondere|grundsätzlich|mindestens|höchstens|spätestens|frühestens|jedoch|auch|nur|bis|innerhalb|außerhalb|hinsichtlich)",
    re.IGNORECASE,
)
"""Words that open what the quote no longer holds, even before a comma."""
_PARTICLE = re.compile(r"(?:ab|an|auf|aus|bei|durch|ein|mit|nach|über|um|unter|vor|zu)")
"""Words that do so before a noun phrase; elsewhere they close a verb ("stellt den Antrag zu")."""
_PHRASE_BEGINS = re.compile(
    r" (?:[A-ZÄÖÜ§\d]|(?:der|die|das|den|dem|des|(?:ein|ihr|sein|jed|dies)(?:e|en|er|em|es)|ein|[a-zäöüß]{3,}e[nrms]? [A-ZÄÖÜ]))"
)
_REFERENCE = re.compile(
    r"(?:Abs(?:\.|atz|ätze[n]?)|S(?:\.|atz|ätze[n]?)|N(?:r\.|ummern?)|Art(?:\.|ikels?)|Buchstaben?|Anlage|§§?)"
)
_IN_REFERENCE = re.compile(
    r"(?:\s+im\s+Sinne)?(?:\s+(?:nach|gemäß|von|im|in|des|der|den|dem|zu|und|als|oder|anderen|anderem))*\s+"
    r"(?:§§?|Abs(?:\.|atz|ätze[n]?)|S(?:\.|atz|ätze[n]?)|N(?:r\.|ummern?)|Art(?:\.|ikels?)|Buchst(?:\.|abe))(?:\s+(?:\d+[a-z]?|bis|und|oder|"
    r"Abs(?:\.|atz)|S(?:\.|atz)|N(?:r\.|ummern?)),?)*$"
)
_GOES_ON = re.compile(
    r" (?:(?:und|bis|oder) )?(?:§§?|Abs(?:\.|atz)|S(?:\.|atz)|N(?:r\.|ummern?)|Buchst(?:\.|abe)|Halbsatz)\s*[\da-z]"
)
_NEXT_NOUN = re.compile(r" [A-ZÄÖÜ][\wäöüß-]*[a-zäöüß](?![\wäöüß-])")
_ATTRIBUTE = re.compile(
    r"(?!(?:werd|wär|würd|könn|müss|soll|hab|hätt|sei|dürf|ohn|ein|kein|dies|jed|all|welch|viel|bei|mein|ihr|sein|solch|folgend)e[nrms]?$|oder$|aber$|über$|unter$|hinter$|jeder$|ander[es]+$|außer$|immer$|daher$|ferner$|wieder$|weder$|entweder$|jeweils$|dieser$|dieses$|diesem$)[a-zäöüß-]{3,}(?:e|er|em|es)"
)
_TO_NOUN = re.compile(
    r"(?:,? [a-zäöüß-]+(?:e|er|em|es|en))?,?(?: (?:oder|und) [a-zäöüß-]+(?:e|er|em|es|en))? [A-ZÄÖÜ][\wäöüß-]*[a-zäöüß](?![\wäöüß-])"
)
_BRACKET = re.compile(
    r"\b(?:d(?:er|ie|as|en|em|es)|(?:ein|jed|dies)(?:e|en|er|em|es)) (?:an|auf|bei|beim|durch|für|im|in|mit|nach|von|vom|zu|zum|zur)$"
)
_VERB_NEXT = re.compile(
    r" (?:zu [a-zäöüß]+en|[a-zäöüß]+(?:en|t|rn)(?: (?:werden|worden|wird|wurde|sind|ist|sein|hat|haben|kann|können|darf|dürfen|soll|sollen))*)"
    r"(?=[,.;:)]|$| (?:und|oder|sowie) )"
)
_INFINITIVE = re.compile(r" (?:[a-zäöüß]+[elr]n|sein|tun)(?![\wäöüß])")
_NEW_CLAUSE = re.compile(r" (?:und|oder|sowie|sondern) ")
_OF_NOUN = re.compile(
    r"[A-ZÄÖÜ][\wäöüß-]+ (?:für|an|gegen|um) (?:(?:der|die|das|den|dem) )?(?:[a-zäöüß-]+(?:e|en|er|em|es) )?[A-ZÄÖÜ][\wäöüß-]*$"
)
"""An attribute whose noun may be the first of several: "Gefahren für Leib[, Leben oder Freiheit]"."""
_NEEDS_GENITIVE = re.compile(
    r"\b(?:auf|bei|durch|für|gegen|im|in|mit|nach|ohne|unter|von|vor|zu|zum|zur|während) (?:(?:der|die|das|den|dem|einer|einem|eine) )?"
    r"(?:Abgabe|Ablauf|Abwehr|Angabe|Anwendung|Beachtung|Beendigung|Beginn|Berücksichtigung|Dauer|Durchführung|Durchsetzung|Einhaltung|"
    r"Entrichtung|Erfüllung|Ermittlung|Erstellung|Falle?|Fällen|Feststellung|Gewährung|Grund|Grundlage|Höhe|Maßgabe|Prüfung|Rahmen|"
    r"Sicherung|Umfang|Verfolgung|Verhütung|Vermeidung|Vorbereitung|Vorliegen|Wahrnehmung|Wahrung|Wege|Zwecke?n?|Überwachung)$"
)
"""Nouns that say nothing without their genitive."""
_PAIR = re.compile(r" (?:und|oder|sowie) [A-ZÄÖÜ][\wäöüß-]*[a-zäöüß](?![\wäöüß-])")
_VERB_OPENED = re.compile(
    r" (?:(?:ist|sind|hat|haben|wird|werden)(?: (?:jedoch|auch|dann))?|(?:auch elektronisch )?zur Verfügung)$"
)
"""What is left of a verb once its other half is cut off."""
_COUNTED = re.compile(r" (?:[a-zäöüß\d]+ ){1,2}[A-ZÄÖÜ][\wäöüß-]*[a-zäöüß](?![\wäöüß-])")
_EIDES = re.compile(r"[Ee]ides (?:statt|Statt)$")
_CONTINUED = (
    (re.compile(r"[\wäöüß]-$"), AND_COMPOUND),
    (_OF_NOUN, LIST),
    (_OF_NOUN, _PAIR),
    (re.compile(rf"(?<![\wäöüß-]){_ATTRIBUTE.pattern}$"), _TO_NOUN),
    (re.compile(r"\b(?:mindestens|höchstens|wenigstens|insgesamt)$"), _COUNTED),
    (re.compile(r"\b(?:zu|nicht|als)$"), _VERB_NEXT),
)
"""How a quote may end, and the words that then belong to it."""
_STEPS = 3
_BEHIND_PREPOSITION = 3
"""Up to so many words are taken in addition for the noun phrase behind a preposition."""


def fits(text: str, start: int, end: int) -> bool:
    """Whether words are few enough to be quoted.

    Args:
        text: Text of the view.
        start: First character.
        end: One past the last.
    """
    return end - start <= MAX_LENGTH and len(text[start:end].split()) <= MAX_WORDS


def closed(text: str, start: int, end: int, limit: int) -> int:
    """Give the end at which a quote has nothing left in the air.

    Args:
        text: Text of the view.
        start: First character of the quote.
        end: One past its last character, so far.
        limit: Where the part of the sentence ends.
    """
    for _ in range(_STEPS):
        near = _near(text, start, end, limit)
        if near is None:
            break
        end = near
    last = _before_reference(text, start, end)
    while _loose(text, start, last):
        last = _without_last_word(text, start, last)
    if last < end and text.startswith(" ", last):
        opened = _VERB_OPENED.search(text, start, last)
        last = last if opened is None or opened.start() < start + 2 else opened.start()
    return last


def _without_last_word(text: str, start: int, end: int) -> int:
    return without_marks(text, start, text.rindex(" ", start, end))


def without_marks(text: str, start: int, end: int) -> int:
    """Give the end of words without the blanks, marks and opened brackets behind them.

    Args:
        text: Text of the view.
        start: First character.
        end: One past the last.
    """
    while end > start + 1 and text[end - 1] in " ,;:([":
        end -= 1
    return end


def _near(text: str, start: int, end: int, limit: int) -> int | None:
    """Give the end of the word that closes the quote; `None` where nothing is missing or it is too far."""
    found = (at for at in _candidates(text, start, end, limit) if end < at <= limit and fits(text, start, at))
    return next(found, None)


def _before_reference(text: str, start: int, end: int) -> int:
    """Where a reference begins that the quote would cut in two; else its end."""
    reference = _IN_REFERENCE.search(text, start, end)
    if reference is None or reference.start() <= start or not _goes_on(text, start, end):
        return end
    return reference.start()


def _candidates(text: str, start: int, end: int, limit: int) -> Iterator[int]:
    words = text[start:end].split()
    last = words[-1]
    if _goes_on(text, start, end):
        yield reference_end(text, end, limit)
    for ending, more in _CONTINUED:
        if ending.search(text, start, end) and (rest := more.match(text, end, limit)):
            yield rest.end()
    # a noun that says nothing without its genitive
    needy = _NEEDS_GENITIVE.search(text, start, end)
    if needy is not None:
        yield from (piece.end for piece in islice(chunks(text, needy.start(), limit), 1))
    # "eines zur [Beurkundung befugten Konsuls]": that noun would not close the phrase
    if not words[1:] or _BRACKET.search(text, start, end):
        return
    if _particle(text, last, end):
        yield from (
            piece.core
            for piece in islice(chunks(text, end - len(last), limit), 1)
            if len(text[end : piece.core].split()) <= _BEHIND_PREPOSITION
        )
    if _loose(text, start, end) and (rest := _NEXT_NOUN.match(text, end, limit)):
        yield rest.end()


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether the quote ends in a reference that is not at its end."""
    *_, before, last = ("", *text[start:end].split())
    digit = text[end + 1 : end + 2].isdigit()
    if last in ("bis", "und") and before[-1:].isdigit():
        return digit
    if _REFERENCE.fullmatch(last):
        return digit
    return last[:1].isdigit() and _GOES_ON.match(text, end) is not None


def _particle(text: str, last: str, end: int) -> bool:
    """Whether the quote ends in a preposition whose phrase follows; a reference to a norm would only lengthen it."""
    preposition = _PARTICLE.fullmatch(last) is not None or last in ("für", "gegen", "von", "ohne")
    return preposition and not text.startswith(" §", end) and _PHRASE_BEGINS.match(text, end) is not None


def _loose(text: str, start: int, end: int) -> bool:  # noqa: PLR0911 - one case a kind of word
    """Whether the quote ends in a word that belongs to the next one. A quote of a single word never does."""
    words = text[start:end].split()
    if not words[1:] or _EIDES.search(text, start, end):
        return False
    before, last = words[-2:]
    if _CONJUNCTION.fullmatch(last):
        return True
    if not text.startswith(" ", end):
        return False
    if _DETERMINER.fullmatch(last) or last == "statt":
        return True
    if last == "nicht":
        return not _NEW_CLAUSE.match(text, end)
    if last == "zu" and _INFINITIVE.match(text, end):
        return True
    if _REFERENCE.fullmatch(last):
        return text[end + 1 : end + 2].isdigit()
    if _PARTICLE.fullmatch(last):
        return _PHRASE_BEGINS.match(text, end) is not None
    if _ATTRIBUTE.fullmatch(last):
        return _TO_NOUN.match(text, end) is not None
    # "in gleichen [Weisen]"; after "zu" it is an infinitive
    return (
        INFLECTED.fullmatch(last) is not None
        and _NEXT_NOUN.match(text, end) is not None
        and (
            _DETERMINER.fullmatch(before) is not None
            or before in ("an", "auf", "aus", "bei", "durch", "in", "mit", "nach", "unter")
        )
    )
