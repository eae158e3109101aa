"""Pieces of a clause that can be quoted whole: noun phrases, prepositional phrases, adverbs, references.

German prints nouns with a capital, so the head of a phrase is found without a dictionary: the first noun that no
attribute has opened before ("die nach Landesrecht zuständige Behörde", "die in § 17 Absatz 4 benannte Stelle"). A
genitive, a coordination ("Leib, Leben oder Freiheit") and the whole of a reference belong to their phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Kind = Literal["noun", "pronoun", "dative", "adverbial", "adverb"]

PREPOSITION = (
    r"(?:ab|abweichend|als|am|an|anhand|anstelle|auf|aufgrund|aus|außer|außerhalb|bei|beim|binnen|bis|durch|entgegen|entsprechend|"
    r"für|gegen|gegenüber|gemäß|hinsichtlich|hinter|im|in|infolge|innerhalb|ins|mit|mittels|nach|neben|ohne|seit|statt|trotz|über|um|"
    r"unbeschadet|ungeachtet|unter|unverzüglich|vom|von|vor|wegen|während|zu|zugunsten|zum|zur|zwischen|zwecks)"
)
_PREPOSITION = re.compile(PREPOSITION, re.IGNORECASE)
_NOMINATIVE = re.compile(
    r"(?:die|das|der|eine?|einen|den|(?:dies|jed|jen|kein|ihr|sein|solch|welch)(?:e|er|es|en)|ihr|sein|kein|alle|beide)",
    re.IGNORECASE,
)
_DATIVE = re.compile(r"(?:dem|(?:ein|dies|jed|jen|kein|ihr|sein|solch)em)", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:sie|er|es|man)(?: oder (?:sie|er|es))?(?![\wäöüß])", re.IGNORECASE)
_DATIVE_PRONOUN = re.compile(r"(?:ihm|ihr|ihnen|sich|ihn|dies|diesen)", re.IGNORECASE)
_AFTER_PREPOSITION = re.compile(
    r"(?:ihn|ihm|sie|ihr|ihnen|es|sich|diese[nmrs]?|dies|jene[nmrs]?|deren|dessen|einander|dort|hier|oben|unten)"
)
INFLECTED = re.compile(r"[a-zäöüß-]{3,}(?:e|en|er|em|es)")
"""A word that ends as an adjective before its noun does."""
_CAPITAL = re.compile(r"[„\"(]?[A-ZÄÖÜ]")
_CAPITAL_ADJECTIVE = re.compile(
    r"(?:\w{2,}ische|Deutsche|Technische|Zentrale|Nationale|Soziale|Oberste|Obere|Untere|Höhere|Große|Kleine|Ständige|Auswärtige|Europäische|"
    r"Gemeinsame|Öffentliche|\w{3,}liche(?<!Jugendliche)(?<!Geistliche))[nrsm]?|(?:Berlin|Hamburg|Brem|Frankfurt|Köln|Münchn)er"
)
_REFERENCE = re.compile(
    r"(?:§§?|Abs(?:\.|atz|atzes|ätze[n]?)|S(?:\.|atz|atzes|ätze[n]?)|N(?:r\.|ummern?)|Art(?:\.|ikel[ns]?)|Buchst(?:\.|aben?)|Anlagen?|Anhangs?|Teils?|Kapitels?|Abschnitts?)"
)
_OF_REFERENCE = re.compile(
    r"\s+(?:(?:§§?|Abs(?:\.|atz|ätze[n]?)|S(?:\.|atz|ätze[n]?)|N(?:r\.|ummern?)|Art(?:\.|ikels?)|Buchst(?:\.|aben?)|Halbsatz|Anlagen?)\s*)?"
    r"(?:\d+[a-z]{0,2}|[IVX]+|[a-z](?=[ ,)]))\.?(?![\wäöüß])(?:\s+(?:Halbsatz|Alternative))?"
    r"(?:(?:,|\s+(?:und|oder|bis|sowie))(?=\s+(?:§§?|Abs(?:\.|atz)|S(?:\.|atz)|N(?:r\.|ummer)|Art(?:\.|ikel)|Buchst(?:\.|abe))?\s*\d))?"
)
_LAW = re.compile(
    r"\s+(?:des|der)\s+(?:[A-ZÄÖÜ][a-zäöüß-]+en\s+)?[A-ZÄÖÜ][\wäöüß-]*(?:gesetz|gesetzbuch|ordnung|verordnung)(?:e?s)?(?![\w-])"
)
_GENITIVE = re.compile(
    r"\s+(?:des|eines|dieses|seines|ihres)\s+(?:[a-zäöüß-]+(?:en|es)\s+){0,2}(?:§|[A-ZÄÖÜ][\wäöüß-]*[\wäöüß](?![\wäöüß-]))"
)
_GENITIVE_FEMININE = re.compile(
    r"\s+(?:der|einer|dieser|seiner|ihrer)\s+(?:[a-zäöüß-]+(?:en|er)\s+){0,2}[A-ZÄÖÜ][\wäöüß-]*[\wäöüß](?![\wäöüß-])"
)
_MINISTRY = re.compile(
    r"(?:Bundes)?[Mm]inister(?:ium|iums|in)?|Bundes(?:ober)?(?:amt|amts|anstalt|agentur|stelle|institut|behörde)"
)
_OF_MINISTRY = re.compile(
    r"\s+(?:der\s+[A-ZÄÖÜ][\wäöüß]+|für\s+(?:(?!d[iea]|ein|ihr|sein|all)[A-ZÄÖÜa-zäöüß]+e\s+)?[A-ZÄÖÜ][\wäöüß-]+(?:,\s+(?:[a-zäöüß]+e\s+)?[A-ZÄÖÜ][\wäöüß-]+)*(?:\s+und\s+(?:[a-zäöüß]+e\s+)?[A-ZÄÖÜ][\wäöüß-]+)?)(?![\wäöüß-])"
)
AND = re.compile(
    r"\s+(?:und|oder|sowie|bzw\.)\s+(?:an\s+)?(?:(?:die|das|der|den|dem|des|eine?[nmrs]?)\s+)?(?:[a-zäöüß-]+(?:e|en|er|em|es)\s+)?[A-ZÄÖÜ][\wäöüß-]*[\wäöüß](?![\wäöüß-])"
)
AND_COMPOUND = re.compile(
    r"(?:,\s+(?:des\s+|der\s+)?[\wÄÖÜäöüß]+-)*,?\s+(?:und|oder|sowie|bzw\.)\s+(?:des\s+|der\s+)?(?:[a-zäöüß-]+(?:e|en|er|em|es)\s+)?[\wÄÖÜäöüß]+(?![\w-])"
)
LIST = re.compile(
    r"(?:,\s+(?:[a-zäöüß]+(?:e|en|er|em|es)\s+)?[A-ZÄÖÜ][\wäöüß-]*[\wäöüß](?![\wäöüß-])){1,4},?\s+(?:und|oder|sowie)\s+(?:[a-zäöüß]+(?:e|en|er|em|es)\s+)?[A-ZÄÖÜ][\wäöüß-]*[\wäöüß](?![\wäöüß-])"
)
_NEXT_WORD = re.compile(r"\s*(?P<word>\S)")
_NO_PHRASE = re.compile(
    r"(?:werden|sein|lassen|kann|können|und|oder)(?![\wäöüß])(?! (?:der|die|das|den|dem|des|ein\w*)\b)"
)
_MARKS = (",", ";", ":", "(", ")")
_FULL_STOP = re.compile(r"[a-zäöüß]{3}\.$")
_NOUN_NEXT = re.compile(r" (?:[a-zäöüß-]+(?:e|en|er|em|es) )?[A-ZÄÖÜ]")


class Chunk(NamedTuple):
    """A piece of a clause.

    Attributes:
        start: First character.
        core: One past the last character of its head noun.
        end: One past its last, with what hangs on the head noun: genitive, reference, second half of a coordination.
        kind: `noun` a noun phrase that may be subject or object, `pronoun` one that stands for it, `dative`, `adverbial`
            one with a preposition, `adverb` a single word.
    """

    start: int
    core: int
    end: int
    kind: Kind


def chunks(text: str, start: int, end: int) -> Iterator[Chunk]:
    """Give the pieces of a stretch of a clause, up to the first comma, semicolon, colon or bracket.

    Args:
        text: The text.
        start: Where to begin.
        end: Where to stop at the latest.
    """
    at = start
    while at < end:
        while at < end and text[at].isspace():
            at += 1
        if at >= end or text[at] in _MARKS:
            return
        chunk = _chunk(text, at, end)
        if chunk is None:
            return
        yield chunk
        at = chunk.end
        if at < end and text[at] in _MARKS:
            return


def _chunk(text: str, start: int, end: int) -> Chunk | None:
    pronoun = _PRONOUN.match(text, start, end)
    if pronoun is not None:
        return Chunk(start, pronoun.end(), pronoun.end(), "pronoun")
    first = _word(text, start, end)
    word = text[start:first]
    made = None
    if _PREPOSITION.fullmatch(word):
        made = _prepositional(text, start, first, end)
    elif _DATIVE.fullmatch(word):
        return _made(text, start, _head(text, first, end, before=word), end, "dative")
    elif _NOMINATIVE.fullmatch(word):
        head = _head(text, first, end, before=word)
        # "den Beteiligten", "den Ländern": a dative plural
        dative = word.lower() == "den" and text[head - 1] == "n"
        made = _made(text, start, head, end, "dative" if dative else "noun")
    elif _DATIVE_PRONOUN.fullmatch(word):
        made = Chunk(start, first, first, "dative")
    elif _CAPITAL.match(word) or word.startswith("§"):
        made = _made(text, start, _head(text, start, end) or first, end, "noun")
    elif INFLECTED.fullmatch(word) and _NOUN_NEXT.match(text, first, end):
        made = _made(text, start, _head(text, first, end, before=word), end, "noun")
    return made or Chunk(start, first, first, "adverb")


def _prepositional(text: str, start: int, first: int, end: int) -> Chunk | None:
    # "abweichend von § 53", "bis zum Ablauf"
    second = _word(text, first + 1, end)
    if _PREPOSITION.fullmatch(text[first + 1 : second]):
        first, second = second, _word(text, second + 1, end)
    if _AFTER_PREPOSITION.fullmatch(text[first + 1 : second]) and not _NOUN_NEXT.match(text, second, end):
        return Chunk(start, second, second, "adverbial")
    return _made(text, start, _head(text, first, end), end, "adverbial")


def _made(text: str, start: int, head: int, end: int, kind: Kind) -> Chunk | None:
    if not head:
        return None
    return Chunk(start, head, _whole(text, head, end, preposition=kind == "adverbial"), kind)


def _word(text: str, start: int, end: int) -> int:
    """Where the word that begins at `start` ends, its marks left out."""
    at = start
    while at < end and not text[at].isspace():
        at += 1
    while at > start + 1 and text[at - 1] in _MARKS:
        at -= 1
    # the full stop of "Abs." belongs to it
    return at - 1 if _FULL_STOP.search(text, start, at) else at


def _head(text: str, at: int, end: int, *, before: str = "") -> int:
    """Where the head noun of a phrase ends, 0 if none comes; `before`: the determiner or adjective it begins with."""
    inside = False
    while (found := _NEXT_WORD.match(text, at, end)) is not None:
        stop = _word(text, found.start("word"), end)
        word = text[found.start("word") : stop]
        if _CAPITAL.match(word) or word.startswith("§"):
            if _is_head(text, word, stop, before, inside=inside):
                return stop
            if text[stop : stop + 1] in _MARKS:
                return 0
            if _REFERENCE.fullmatch(word):
                stop = _reference(text, stop, end)
        elif before and _PREPOSITION.fullmatch(word):
            inside = True
        elif _NO_PHRASE.match(text, found.start("word"), end) and not (before and word in ("und", "oder")):
            return 0
        elif text[stop : stop + 1] in _MARKS:
            # "eine geeignete, fachlich zuständige Stelle": a comma between adjectives
            if text[stop] != "," or not INFLECTED.fullmatch(word):
                return 0
            stop += 1
        before = word
        at = stop
    return 0


def _is_head(text: str, word: str, stop: int, before: str, *, inside: bool) -> bool:
    """Whether a capital word that ends at `stop` is the head; `inside`: an attribute with a preposition is open."""
    if _REFERENCE.fullmatch(word):
        return not inside
    if inside and (INFLECTED.fullmatch(before) is None or _PREPOSITION.fullmatch(before) is not None):
        return False
    return _CAPITAL_ADJECTIVE.fullmatch(word) is None or re.match(r" [A-ZÄÖÜ]", text[stop : stop + 2]) is None


def _reference(text: str, at: int, end: int) -> int:
    """Where a reference ends, whose "§" or "Absatz" ends at `at`."""
    while (more := _OF_REFERENCE.match(text, at, end)) is not None:
        at = more.end()
    return at


def reference_end(text: str, at: int, end: int) -> int:
    """Where the reference ends that goes on at `at`, with the law it names.

    Args:
        text: The text.
        at: One past a part of the reference ("§ 53" before " Abs. 2 des Beamtengesetzes").
        end: Where to stop at the latest.
    """
    at = _reference(text, at, end)
    law = _LAW.match(text, at, end)
    return at if law is None else law.end()


def _whole(text: str, head: int, end: int, *, preposition: bool = False) -> int:
    """Where a phrase ends whose head noun ends at `head`: with its genitive, its second half, its reference."""
    noun = text[text.rfind(" ", 0, head) + 1 : head]
    if _REFERENCE.fullmatch(noun):
        return reference_end(text, head, end)
    if noun.endswith("-"):
        rest = AND_COMPOUND.match(text, head, end)
        return head if rest is None else rest.end()
    if _MINISTRY.fullmatch(noun):
        rest = _OF_MINISTRY.match(text, head, end)
        if rest is not None:
            return rest.end()
    genitive = _GENITIVE.match(text, head, end) or (_GENITIVE_FEMININE.match(text, head, end) if preposition else None)
    if genitive is not None:
        head = genitive.end()
        noun = text[text.rfind(" ", 0, head) + 1 : head]
        if _REFERENCE.fullmatch(noun):
            return reference_end(text, head, end)
    rest = (LIST.match(text, head, end) or AND.match(text, head, end)) if preposition else AND.match(text, head, end)
    return head if rest is None else rest.end()
