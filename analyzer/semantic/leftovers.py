"""Ends of quotes of own finds: nothing of the phrase before is left at the front, nothing dependent is lost behind.

Likely words may begin on the noun of a genitive or of a prepositional phrase ("für die Berechtigten mindestens
gleichwertig"). If a predicate, a restriction or an object of its own follows, the noun is left out; if one word alone
would stay, the quote goes back to where the phrase begins ("zur Abwehr einer Gefahr erforderlich"). The patterns are
data: `rules/semantic/quote_ends.yaml`.
"""

from __future__ import annotations

import re

from analyzer.detect.ends import fits
from analyzer.detect.views import Span
from analyzer.rulebook.quote_ends import load_quote_ends


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
    ends = load_quote_ends()
    start, end = quote
    told, before = text[start:end], text[:start]
    if (duty := ends.duty.match(told)) is not None:
        return _if_seen(Span(start + duty.end(), end), quote, words)
    if (opening := _opening(told, before)) is not None:
        return _if_fits(text, Span(opening.start(), end), quote)
    noun = ends.front.match(told)
    if noun is None or ends.oblique.search(before) is None:
        return quote
    rest = told[noun.end() :]
    if ends.of_its_own.match(rest) and ends.carries.search(noun[0]) is None:
        return _if_seen(Span(start + noun.end(), end), quote, words)
    chain = ends.chain.search(before) if ends.one_predicate.match(rest) else None
    return quote if chain is None else _if_fits(text, Span(chain.start(), end), quote)


def _opening(told: str, before: str) -> re.Match[str] | None:
    """Find the word before a quote that it cannot be read without."""
    ends = load_quote_ends()
    if told.startswith("als "):
        return ends.compared.search(before)
    if ends.infinitive.match(told):
        return ends.modal.search(before)
    return ends.in_the.search(before) if ends.by_preposition.match(told) else None


def _behind(text: str, quote: Span) -> Span:
    """Take the genitive of a bare last noun, and what closes "von Amts wegen"."""
    ends = load_quote_ends()
    told = text[quote.start : quote.end]
    if told.endswith("von Amts") and (closing := ends.official.match(text, quote.end)):
        return _if_fits(text, Span(quote.start, closing.end()), quote)
    if ends.bare_end.search(told) and (owned := ends.owned.match(text, quote.end)):
        return _if_fits(text, Span(quote.start, owned.end()), quote)
    return quote


def _if_fits(text: str, wider: Span, quote: Span) -> Span:
    return wider if fits(text, *wider) else quote


def _if_seen(narrower: Span, quote: Span, words: Span) -> Span:
    return narrower if narrower.start < words.end else quote
