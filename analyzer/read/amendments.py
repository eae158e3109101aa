"""Quoted wording in amending acts: what another act shall say is no order of the act that quotes it.

Two shapes. New wording behind a command ("§ 7 wird wie folgt gefasst: „…“", "folgender Absatz 3 wird angefügt: „…“")
becomes sentences of its own; the quotation may run over several blocks. An exchange of words ("In Satz 1 werden die
Wörter „…“ durch die Wörter „…“ ersetzt") is quoted as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from analyzer.language import split_sentences
from analyzer.read.layout import Quotation, Run

_COMMAND: Final = re.compile(
    r"(?:wie folgt (?:neu )?gefa(?:ss|ß)t|(?:erhält|erhalten)[^.:]{0,80}Fassung|gefügt|ergänzt|ersetzt|vorangestellt|"
    r"(?:gilt|gelten)[^.:]{0,80} in (?:der )?folgende[rn] Fassung|"
    r"wie folgt geändert)[^.:„\"]{0,60}: ?\Z"
)
_COMMANDING: Final = (
    *("gefasst", "gefaßt", "Fassung: ", "gefügt", "ergänzt", "ersetzt", "ersetzen"),
    *("gestrichen", "vorangestellt", "wie folgt geändert"),
)
"""One of these stands in every block that quotes new wording."""
_EXCHANGE: Final = re.compile(
    r"\b(?:wird|werden|ist|sind|treten)\b.{0,200}?"
    r"\b(?:Wort|Worte|Worten|Wörter|Wörtern|Angabe|Angaben|Zahl|Textstelle|Satzteil|Semikolon|Punkt|Komma)\b"
    r".{0,80}?[\"„].*(?:ersetzt|ersetzen|eingefügt|angefügt|gestrichen|vorangestellt)\b"
)
_NAME: Final = re.compile(
    r"(?<!durch )(?<!durch das )(?<!durch die )(?<!Fassung der )(?<!Fassung des )"
    r"(?:(?:Das|Die|Der|Dem|Den|Des|In der|Im|des|der|das|die) )?"
    r"(?P<name>[A-ZÄÖÜ][\w-]*(?:,? (?:zur|zum|über|der|des|die|den|das|dem|für|von|und|im|in|[A-ZÄÖÜ][\w-]*|\d+))*?)"
    r"(?: \([^()]{1,80}\)| - [^-]{1,60} -)?,?"
    r" (?:vom \d|in der Fassung|in der im Bundesgesetzblatt|wird wie folgt geändert|werden wie folgt geändert)"
)
_NO_NAME: Final = re.compile(
    r"(?:Artikels? \w+|Absatz|Satz|Anlage)\b|(?:Gesetz(?:es)?|Verordnung|Bekanntmachung|Vertrag(?:es|s)?|Fassung)\Z"
)
_AN_ACT: Final = re.compile(
    r"(?i)gesetz|ordnung|buch\b|buches\b|vertrag|abkommen|satzung|bekanntmachung|verfassung|statut|richtlinie|erlass"
)
_OF_HEADING: Final = re.compile(r"(?:Änderung|Änderungen|Neufassung|Ergänzung) (?:des|der) (?P<name>[A-ZÄÖÜ].*)")
_CLOSES_STRAIGHT: Final = re.compile(r"\"(?=[.;,]?(?:\Z| (?:\d{1,3}[a-z]?\.|[a-z]{1,3}\)|[-–]) |\.? [A-ZÄÖÜ§]))")
_OPENINGS: Final = {"„": "“", '"': '"', "»": "«", "“": "”"}
_REACH: Final = 160


class AmendmentReader:
    """Finds quotations block by block; remembers one that is still open, and the act named last.

    Args:
        heading: Heading of the provision, which may name the act.
    """

    def __init__(self, heading: str = "") -> None:
        found = _OF_HEADING.match(heading)
        self.target = found["name"] if found else ""
        self.closing = ""
        """The mark that ends the open quotation, "" if none is open."""
        self._announced = False
        """Whether the last block ended with a command, so that the quotation begins with the next."""

    def quotations(self, text: str, runs: Sequence[Run]) -> list[Quotation]:
        """Find the quotations of a block, in text order and without overlap."""
        found: list[Quotation] = []
        at = 0
        announced, self._announced = self._announced, False
        if text.endswith(":") and _COMMAND.search(text, max(0, len(text) - _REACH)):
            self._announced = True
            self._note_target(text)
        elif not (self.closing or announced or _may_quote(text)):
            return found
        if announced and text[:1] in _OPENINGS and not self.closing:
            self.closing = _OPENINGS[text[0]]
            at = self._end(text, 1)
            found.append(Quotation(0, at, self.target))
        elif self.closing:
            end = self._end(text, 0)
            found.append(Quotation(0, end, self.target))
            at = end
        for run in runs:
            if run.end > at and _has_mark(text, run):
                at = self._in_run(text, run, max(at, run.text_start), found)
            elif run.end > at:
                self._note_target(text[run.text_start : run.end])
        return found

    def _in_run(self, text: str, run: Run, at: int, found: list[Quotation]) -> int:
        """Find the quotations that begin in a run; give the position up to which the block is read."""
        while at < run.end:
            mark = _next_mark(text, at, run.end)
            if mark < 0:
                break
            before = text[max(run.start, mark - _REACH) : mark]
            self._note_target(text[at:mark])
            if not _COMMAND.search(before):
                at = mark + 1
                continue
            self.closing = _OPENINGS[text[mark]]
            end = self._end(text, mark + 1)
            found.append(Quotation(mark, end, self.target))
            at = end
        if not found or found[-1].end <= run.start:
            self._exchanges(text, run, found)
        return max(at, run.end)

    def _exchanges(self, text: str, run: Run, found: list[Quotation]) -> None:
        """Find the sentences of a run that exchange words."""
        words = text[run.text_start : run.end]
        if not _EXCHANGE.search(words):
            return
        for begin, end in split_sentences(words):
            if _EXCHANGE.search(words[begin:end]):
                start = run.text_start + begin if begin else run.start
                found.append(Quotation(start, run.text_start + end, self.target))

    def _end(self, text: str, at: int) -> int:
        """Find the end of the open quotation; the end of the block where it goes on in the next."""
        if self.closing == '"':
            closing = _CLOSES_STRAIGHT.search(text, at)
            if closing is None:
                return len(text)
            self.closing = ""
            return _with_dot(text, closing.end())
        opening = next(mark for mark, closing_mark in _OPENINGS.items() if closing_mark == self.closing)
        depth = 1
        for position in range(at, len(text)):
            if text[position] == self.closing:
                depth -= 1
            elif text[position] == opening:
                depth += 1
            if not depth:
                self.closing = ""
                return _with_dot(text, position + 1)
        return len(text)

    def _note_target(self, text: str) -> None:
        for found in _NAME.finditer(text):
            if _AN_ACT.search(found["name"]) and not _NO_NAME.match(found["name"]):
                self.target = found["name"]


def _with_dot(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] in {".", ";", ","} else end


def _has_mark(text: str, run: Run) -> bool:
    return any(text.find(mark, run.text_start, run.end) >= 0 for mark in _OPENINGS)


def _next_mark(text: str, start: int, end: int) -> int:
    places = [place for mark in _OPENINGS if (place := text.find(mark, start, end)) >= 0]
    return min(places, default=-1)


def _may_quote(text: str) -> bool:
    """Say cheaply whether a block is worth a closer look."""
    if not any(mark in text for mark in _OPENINGS):
        return "wie folgt geändert" in text
    return any(word in text for word in _COMMANDING)
