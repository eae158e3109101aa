"""Ends of quotes of own finds: nothing of the phrase before is left at the front, nothing dependent is lost behind.

Likely words may begin on the noun of a genitive or of a prepositional phrase ("für die Berechtigten mindestens
gleichwertig"). If a predicate, a restriction or an object of its own follows, the noun is left out; if one word alone
would stay, the quote goes back to where the phrase begins ("zur Abwehr einer Gefahr erforderlich").
"""

from __future__ import annotations

import re
from typing import Final

from analyzer.detect.ends import fits
from analyzer.detect.views import Span

_PREPOSITION: Final = r"(?:ab|an|auf|aus|bei|durch|für|gegen|gegenüber|in|mit|nach|ohne|seit|trotz|über|um|unter|von|vor|wegen|während|zu|zwischen)"
_JOINED: Final = r"(?:am|beim|im|ins|vom|zum|zur)"
_OWNER: Final = r"(?:des|eines|ihres|seines|dieses|jedes)"
_ARTICLE: Final = r"(?:der|die|das|den|dem|einer|einem|einen|ein|eine|ihrer|seiner|dieser|jeder|jedem)"
_NOUN: Final = r"[A-ZÄÖÜ][\wäöüß-]*"
_ATTRIBUTE: Final = r"(?:[a-zäöüß-]+e[nrsm]?\s|[A-ZÄÖÜ][a-zäöüß]+en\s(?=[A-ZÄÖÜ]))?"

_OBLIQUE: Final = re.compile(
    rf"(?:\b{_JOINED}|\b{_OWNER}|\b(?:dem|einem|jedem)|\b(?:{_PREPOSITION}|{_NOUN})\s(?:der|einer|ihrer|seiner|dieser)|"
    rf"\b{_PREPOSITION}\s(?:die|das|den|einen|eine)|\bvon\s{_NOUN}\sund)\s$"
)
"""What stands before a noun that is no subject and no object, but hangs on a noun or a preposition."""
_FRONT: Final = re.compile(rf"{_ATTRIBUTE}{_NOUN}\s")
_OF_ITS_OWN: Final = re.compile(
    r"(?:(?:nur|mindestens|weiterhin|offensichtlich|voraussichtlich|erheblich|wesentlich)\s\S|"
    r"un[a-zäöüß]{4,}\s[a-zäöüß]+(?:t|en)\b|eine?n?\s[A-ZÄÖÜ]|"
    r"(?!(?:eines|ihres|seines|jedes|dieses|jenes|anderes)\b)[a-zäöüß]{4,}es\s[A-ZÄÖÜ])"
)
"""A predicate with its adverb, a restriction, an object: it says enough without the noun before it."""
_CARRIES: Final = re.compile(
    r"(?:geeignet|angemessen|wichtig|besonder|erheblich|schwer|schwierig|öffentlich|berechtigt|zumutbar|wesentlich)|"
    r"\b(?:Gefahr|Wohl|Zweck|Interesse|Zuverlässigkeit|Eignung|Sicherheit|Ordnung|Bedarf|Härte|Belange|Gr[uü]nd)"
)
"""An evaluation in the phrase itself: it is not left out."""
_ONE_PREDICATE: Final = re.compile(r"[a-zäöüß]{4,}$")
_CHAIN: Final = re.compile(
    rf"(?<![\wäöüß])(?:{_JOINED}\s|{_PREPOSITION}\s(?:{_ARTICLE}\s)?){_ATTRIBUTE}"
    rf"(?:{_NOUN}\s(?:der|des|einer|eines|ihrer|ihres|seiner|seines)\s{_ATTRIBUTE}){{0,3}}$"
)
"""From the preposition to the noun, through the genitives between them."""
_IN_THE: Final = re.compile(r"(?<![\wäöüß])(?:am|im|zum|zur|aus|in)\s$")
_BY_PREPOSITION: Final = re.compile(r"(?:allen\s)?[a-zäöüß-]+e[nrm]\s(?:Interesse|Gründen|Fällen|Härten|Zwecken?)\b")
"""Phrases that are read with their preposition alone: "im öffentlichen Interesse"."""
_DUTY: Final = re.compile(
    r"(?:muss|muß|müssen|hat|haben)\s(?:(?:ihre|seine|die|eine)[nrs]?\s)?(?=[a-zäöüß-]*\s?[A-ZÄÖÜ]\S*\s\S)"
)
_COMPARED: Final = re.compile(r"(?<![\wäöüß])(?:nicht\s)?(?:mehr|weniger|[a-zäöüß]{3,}er)\s$")
_MODAL: Final = re.compile(r"(?<![\wäöüß])(?:kann|können|darf|dürfen|soll|sollen)\s$")
_INFINITIVE: Final = re.compile(r"[a-zäöüß]+(?:t|en)\swerden\b")
_OWNED: Final = re.compile(rf"\s(?:der|des)\s{_ATTRIBUTE}{_NOUN}(?![\wäöüß-])")
_BARE_END: Final = re.compile(rf"(?:\b(?:den|das|dem)|\bohne)\s{_NOUN}$")
_OFFICIAL: Final = re.compile(r"\swegen\b")


def mended(text: str, quote: Span, words: Span) -> Span:
    """Give a quote with its ends mended; some of the words stay in any case.

    Args:
        text: The part of the sentence.
        quote: What would be quoted.
        words: The words the classifier saw.
    """
    front = _front(text, quote, words)
    return _behind(text, front)


def _front(text: str, quote: Span, words: Span) -> Span:
    start, end = quote
    told, before = text[start:end], text[:start]
    if (duty := _DUTY.match(told)) is not None:
        return _if_seen(Span(start + duty.end(), end), quote, words)
    if (opening := _opening(told, before)) is not None:
        return _if_fits(text, Span(opening.start(), end), quote)
    noun = _FRONT.match(told)
    if noun is None or _OBLIQUE.search(before) is None:
        return quote
    rest = told[noun.end() :]
    if _OF_ITS_OWN.match(rest) and _CARRIES.search(noun[0]) is None:
        return _if_seen(Span(start + noun.end(), end), quote, words)
    chain = _CHAIN.search(before) if _ONE_PREDICATE.match(rest) else None
    return quote if chain is None else _if_fits(text, Span(chain.start(), end), quote)


def _opening(told: str, before: str) -> re.Match[str] | None:
    """Find the word before a quote that it cannot be read without."""
    if told.startswith("als "):
        return _COMPARED.search(before)
    if _INFINITIVE.match(told):
        return _MODAL.search(before)
    return _IN_THE.search(before) if _BY_PREPOSITION.match(told) else None


def _behind(text: str, quote: Span) -> Span:
    """Take the genitive of a bare last noun, and what closes "von Amts wegen"."""
    told = text[quote.start : quote.end]
    if told.endswith("von Amts") and (closing := _OFFICIAL.match(text, quote.end)):
        return _if_fits(text, Span(quote.start, closing.end()), quote)
    if _BARE_END.search(told) and (owned := _OWNED.match(text, quote.end)):
        return _if_fits(text, Span(quote.start, owned.end()), quote)
    return quote


def _if_fits(text: str, wider: Span, quote: Span) -> Span:
    return wider if fits(text, *wider) else quote


def _if_seen(narrower: Span, quote: Span, words: Span) -> Span:
    return narrower if narrower.start < words.end else quote
