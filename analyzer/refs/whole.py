"""Acts named without a unit: "im Übrigen gilt die Zivilprozessordnung"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from analyzer.model.reference import SELF, Reference, Target
from analyzer.refs.meant import OUTSIDE, VOM, act_meant
from analyzer.refs.named import Name
from analyzer.refs.names import MANY_WORDS, TYPE_WORD, Names

PARTIAL: Final = "Teilbereich"
"""`Target.extra` of an act of which only the rules on one subject are cited."""
_SUBJECT_BEHIND: Final = re.compile(
    r"\s+(?:in\s+der\s+[^,;.]{0,80}Fassung\s+)?(?:über|zu[rm]?|betreffend|hinsichtlich|für)\s+(?:d\w\w\s+)?[A-ZÄÖÜ]"
)
_TIED_BEFORE: Final = re.compile(
    r"\b(?:[Ff]ür|[Aa]uf)\s+(?:die|den|das|diese\w?|eine?n?)\s+(?![\w\s-]{0,40}[Vv]erfahren)[^;.]*\Z"
    r"|\b(?:nach|entsprechend|unter\s+Beachtung)\s+(?:den|der)\s+(?:Vorschriften|Bestimmungen|Regelungen)\s+(?:des|der)\s+\Z"
)
"""What is tied to one subject: "für die Berechnung der Frist gilt das Bürgerliche Gesetzbuch", "nach den Vorschriften des …"."""
_SUBJECT_BEFORE: Final = re.compile(
    r"\b(?:Vorschriften|Bestimmungen|Regelungen|Grundsätze)\s+(?:über|zu[rm]?|für)\s+[^,;.]{3,90}?\s(?:in|aus|des|der|im)\s+\Z"
)
_GESETZ: Final = re.compile(r"\w{4}gesetz(?:buch)?(?:e?s)?\Z")
_GENERIC: Final = re.compile(
    r"(?:Landes|Bundes|Reichs|Ausführungs|Haushalts|Zustimmungs|Änderungs|Einführungs|Ermächtigungs|Nachtrags|Rahmen|Vertrags|Durchführungs"
    r"|Stamm|Zoll|Steuer|Straf|Natur|Grund|Verfassungs|Fach|Spezial|Parlaments|Wahl|Einzel)gesetz"
)
_DEFINITE: Final = re.compile(r"\b(?:des|dem|das)\s\Z")
_NUMBERED_NAME: Final = re.compile(r"\b\d{1,2}\.\s\Z")
_CAPITAL: Final = re.compile(r"[A-ZÄÖÜ](?<![\w-][A-ZÄÖÜ])\w+")


class WholeActs:
    """Finds acts named without a unit, seen from one act."""

    def __init__(self, names: Names, own: str) -> None:
        self._names = names
        self._own = own

    def find(
        self, text: str, start: int, end: int, taken: Sequence[tuple[int, int]], eu: Sequence[Name]
    ) -> list[Reference]:
        """Find the acts of a sentence.

        Args:
            text: The text.
            start: First character of the sentence.
            end: One past its last.
            taken: Ranges of references with a unit; acts inside them are not found again.
            eu: EU acts that the sentence names.
        """
        found: list[Reference] = []
        busy = list(taken)
        for name in eu:
            if not _inside(name.start, name.end, busy):
                found.append(
                    _whole(text, name.start, name.end, Target(law=name.ids[0], law_name=text[name.start : name.end]))
                )
                busy.append((name.start, name.end))
        known, kinds_of, may_go_on = self._names.begins, self._names.kinds_of, self._names.may_go_on
        for word in _CAPITAL.finditer(text, start, end):
            first = word[0]
            kinds = known[first] if first in known else kinds_of(first)
            if not kinds or (kinds == MANY_WORDS and not may_go_on(first, text, word.end(), end)):
                continue
            at = word.start()
            if any(a <= at < b for a, b in busy):
                continue
            act = self._at(text, word, kinds, start, end)
            if act is None or _inside(act.start, act.end, busy):
                continue
            busy.append((act.start, act.end))
            if act.targets[0].law != SELF:
                found.append(act)
        return found

    def _at(self, text: str, word: re.Match[str], kinds: int, start: int, end: int) -> Reference | None:
        name = self._names.act_at(text, word.start(), end, kinds)
        if name is None:
            return _unnamed(text, word, start, end) if kinds & TYPE_WORD else None
        act = act_meant(self._names.register, self._own, text, name, end)
        return _whole(
            text,
            name.start,
            name.end,
            Target(
                law=act.law,
                law_name=act.name,
                reason=act.reason,
                candidates=act.candidates,
                extra=PARTIAL if _in_part(text, name, start, end) else "",
            ),
        )


def _unnamed(text: str, word: re.Match[str], start: int, end: int) -> Reference | None:
    """An act that the register lacks: a compound with an article before it, or any kind of act with its date."""
    begin = word.start()
    prefix = _NUMBERED_NAME.search(text, max(start, begin - 5), begin)
    begin = prefix.start() if prefix else begin
    dated = VOM.match(text, word.end(), end)
    if dated is not None:
        # The date belongs to the name where it is all that tells the act from others.
        stop = word.end() if _GESETZ.search(word[0]) else dated.end()
        return _whole(text, begin, stop, Target(law=None, law_name=text[begin:stop], reason=OUTSIDE))
    named = _GESETZ.search(word[0]) and not _GENERIC.match(word[0])
    if named and _DEFINITE.search(text, max(start, begin - 8), begin):
        return _whole(text, begin, word.end(), Target(law=None, law_name=text[begin : word.end()], reason=OUTSIDE))
    return None


def _in_part(text: str, name: Name, start: int, end: int) -> bool:
    """Whether only rules on one subject are meant: "die Vorschriften des Bürgerlichen Gesetzbuchs über die Verjährung"."""
    return (
        _SUBJECT_BEHIND.match(text, name.end, end) is not None
        or _SUBJECT_BEFORE.search(text, max(start, name.start - 120), name.start) is not None
        or _TIED_BEFORE.search(text, max(start, name.start - 160), name.start) is not None
    )


def _whole(text: str, start: int, end: int, target: Target) -> Reference:
    return Reference(start, end, text[start:end], "law", (target,))


def _inside(start: int, end: int, ranges: list[tuple[int, int]]) -> bool:
    return any(a < end and start < b for a, b in ranges)
