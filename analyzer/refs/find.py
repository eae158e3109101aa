"""Finds every reference in a text and resolves it: chain, act, coordination, relative places.

Order: chains are read from left to right; the act named behind a chain belongs to it; an act named at the end of a
coordination holds for its members; what names no act is a place of the own act, with the current unit and Absatz filled
in for relative places. An act is never looked for across the end of a sentence, and a name that fits several acts stays
ambiguous.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from analyzer.model.reference import SELF, Reference, Target
from analyzer.refs.acts import ActFinder
from analyzer.refs.amendments import amendment_ranges, title_ranges
from analyzer.refs.chain import Chain, Place, read_chain
from analyzer.refs.citation_words import STRUCTURE
from analyzer.refs.headings import is_heading
from analyzer.refs.names import Names
from analyzer.refs.register import Act, Register
from analyzer.refs.sharing import Raw, find_missing, lead_in, share_acts

# Every branch begins with a plain letter, so that the search skips to the next possible one; the word boundary comes second.
_HEAD: Final = re.compile(
    r"§§?"
    r"|A(?<!\wA)(?:rt(?:ikel[ns]?\b|\.)|nlagen?\b|nhang(?:e?s)?\b|nhängen?\b|bschnitt(?:e?s|en?)?\b|bs(?:atz(?:es)?|ätzen?|\.)\s?(?=[\dIVX]))"
    r"|R(?<!\wR)egeln?\s(?=\d)|U(?<!\wU)nterab(?:schnitt(?:e?s|en?)?\b|s(?:atz(?:es)?|ätzen?)\s(?=\d))|K(?<!\wK)apitel[ns]?\b"
    r"|T(?<!\wT)(?:eil(?:e?s|en?)?\b|itels?\b)|S(?<!\wS)(?:atz(?:es)?|ätzen?)\s(?=\d)|N(?<!\wN)(?:ummern?|rn?\.)\s?(?=[\dIVX])"
    r"|B(?<!\wB)uchst(?:aben?|\.)\s(?=[a-zA-Z]\b|[a-z]{2}\b)"
)
_NUMBERED: Final[dict[str, re.Pattern[str]]] = {
    "A": re.compile(r"\s(?=[\dIVXA-Z])"),
    "U": re.compile(r"\s(?=[\dIVXA-Z])"),
    "K": re.compile(r"\s(?=[\dIVX])"),
    "T": re.compile(r"\s(?=[\dIVXA-Z]\b|\d)"),
}
_ORDINAL_BEFORE: Final = re.compile(
    r"\b(?:[Ee]rst|[Zz]weit|[Dd]ritt|[Vv]iert|[Ff]ünft|[Ss]echst|[Ss]iebent|[Ss]iebt|[Aa]cht|[Nn]eunt|[Zz]ehnt|[Ee]lft|[Zz]wölft"
    r"|[Dd]reizehnt|[Vv]ierzehnt|[Ff]ünfzehnt|[Ll]etzt)e[rnms]?\s\Z"
)
_LONGEST_ORDINAL: Final = 16
_HEADED: Final = STRUCTURE | {"Anlage", "Anhang"}
_DEICTIC: Final = re.compile(
    r"\b(?:[Dd]ieser|[Dd]iesem|[Dd]ieses)\s+(?:Vorschrift|Paragra(?:f|ph)(?:en)?|Artikels?|Absatz(?:es)?|Abschnitt(?:e?s)?|Kapitels?|Teil(?:e?s)?|Titels?|Unterabschnitt(?:e?s)?)\b"
    r"|\b(?:[Dd]er|[Dd]ie|[Dd]en)\s+(?:vorstehenden|folgenden|nachstehenden)\s+(?:Vorschriften|Absätzen?|Bestimmungen|Paragra(?:f|ph)en|Artikeln?)\b"
)
_GAZETTE: Final = re.compile(
    r"(?:BGBl\.|RGBl\.|GVBl\.|GBl\.|ABl\.|BAnz\.?|Bundesgesetzbl(?:att|\.)|Reichsgesetzbl(?:att|\.)|Gesetzbl(?:att|\.)|Amtsbl(?:att|\.)|Bundesanzeigers?|Verkehrsbl(?:att|\.)|VkBl\.)"
    r"(?:\s*(?:\d{4}|Teil|[IVX]+\b|Nr\.|L|C|S\.|\d+))*\s*\Z"
)
_BARE_ANNEX: Final = re.compile(
    r"(?:\b[Ii]n|\b[Nn]ach|\b[Gg]emäß|\b[Aa]us|\b[Zz]u|\bMusters?|\bMaßgabe|\bNummern?\s\d+)\s+der\s+\Z"
)


@dataclass(frozen=True, slots=True)
class Context:
    """Where a text stands.

    Attributes:
        law: Id of its act, "" if unknown.
        unit: Designation of its provision, "§ 5".
        absatz: Number of the Absatz, or "".
        act: Its act where the register does not have it, for instance a draft.
    """

    law: str = ""
    unit: str = ""
    absatz: str = ""
    act: Act | None = None


class ReferenceFinder:
    """Finds and resolves references against a register."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._names = Names.of(register)

    def find(
        self,
        text: str,
        context: Context,
        *,
        sentences: Sequence[tuple[int, int]] | None = None,
        breaks: frozenset[int] = frozenset(),
    ) -> list[Reference]:
        """Find all references of a text.

        Args:
            text: The text; offsets of the result count its characters.
            context: Where it stands.
            sentences: Ranges of its sentences; the whole text is one sentence if not given.
            breaks: Offsets at which list items begin.

        Returns:
            References in text order, without overlap.
        """
        spans = sentences or ((0, len(text)),)
        found: list[Reference] = []
        for (start, end), references in zip(spans, self.by_sentence(text, context, spans, breaks), strict=True):
            taken = [(r.start, r.end) for r in references]
            found += references
            found += [
                Reference(deictic.start(), deictic.end(), deictic[0], "deictic", ())
                for deictic in _DEICTIC.finditer(text, start, end)
                if not any(a < deictic.end() and deictic.start() < b for a, b in taken)
            ]
        return sorted(found, key=lambda r: r.start)

    def by_sentence(
        self, text: str, context: Context, sentences: Sequence[tuple[int, int]], breaks: frozenset[int]
    ) -> Iterator[list[Reference]]:
        """As `find`, sentence by sentence, without deictic references.

        Args:
            text: The text.
            context: Where it stands.
            sentences: Ranges of its sentences.
            breaks: Offsets at which list items begin.
        """
        acts = ActFinder(self._names, context.law, context.act)
        acts.text(text)
        for start, end in sentences:
            yield self._sentence(text, start, end, context, breaks, acts)

    def _sentence(
        self, text: str, start: int, end: int, context: Context, breaks: frozenset[int], acts: ActFinder
    ) -> list[Reference]:
        acts.sentence(text, start, end)
        raws = self._chains(text, start, end, context, breaks, acts)
        own = self.register.by_id.get(context.law, context.act)
        if len(raws) > 1:
            share_acts(text, raws, self.register, own, breaks)
        for raw in raws:
            if raw.found is None:
                raw.found = acts.before(text, raw.chain, start)
        whole = acts.whole.find(text, start, end, [(raw.chain.start, raw.end) for raw in raws], acts.eu)
        if not raws and not whole:
            return whole
        if own is not None:
            lead_in(text, raws, whole, self.register)
            find_missing(raws, whole, self.register, own)
        references = [self._reference(text, raw, context) for raw in raws]
        if whole:
            titles = [(r.start, r.end) for r in whole]
            references = [r for r in references if not any(a <= r.start and r.end <= b for a, b in titles)]
            references = sorted(references + whole, key=lambda r: r.start)
        neutral = amendment_ranges(text, start, end) + title_ranges(text, start, end, references)
        if not neutral:
            return references
        return [replace(r, kind="fassung") if any(a <= r.start < b for a, b in neutral) else r for r in references]

    def _chains(
        self, text: str, start: int, end: int, context: Context, breaks: frozenset[int], acts: ActFinder
    ) -> list[Raw]:
        raws: list[Raw] = []
        at = start
        while True:
            head = _HEAD.search(text, at, end)
            if head is None:
                return raws
            begin = head.start()
            initial = text[begin]
            if initial in "AUKT" and (begin := _structure_start(text, head, at)) < 0:
                at = head.end()
                continue
            at = head.end()
            if any(name.start <= begin < name.end for name in acts.eu):
                continue
            if initial in "NT" and _GAZETTE.search(text[max(start, begin - 60) : begin]):
                continue
            chain = read_chain(text, begin, breaks, end)
            if chain is None:
                chain = self._bare_annex(text, head, start, context, acts, end)
                if chain is None:
                    continue
            elif initial in "AUKT" and chain.head in _HEADED and is_heading(text, chain, start, end):
                continue
            found = acts.behind(text, chain, end)
            raws.append(Raw(chain, found, found.end if found else chain.end))
            at = max(raws[-1].end, at)

    def _bare_annex(
        self, text: str, head: re.Match[str], start: int, context: Context, acts: ActFinder, end: int
    ) -> Chain | None:
        """A single unnumbered Anlage: "nach dem Muster der Anlage", "Anlage zu § 3", never a plant ("die Anlage")."""
        if head[0] not in ("Anlage", "Anhang", "Anhangs"):
            return None
        bare = Chain(head.start(), head.end(), head[0].removesuffix("s"), [Place([(head[0].removesuffix("s"), "")])])
        if (named := acts.behind(text, bare, end)) is not None and named.law not in (None, SELF):
            return bare
        if head[0] == "Anhangs":
            return None
        own = self.register.by_id.get(context.law, context.act)
        before = text[max(start, head.start() - 40) : head.start()]
        behind = text[head.end() : head.end() + 40]
        of_act = re.match(r"\s+(?:zu\s+(?:§|diese[mr]\s)|diese[rs]\s+(?:Verordnung|Gesetzes))", behind)
        has_one = own is not None and own.has(head[0], "") is True
        if of_act or (has_one and _BARE_ANNEX.search(before)):
            return bare
        return None

    def _reference(self, text: str, raw: Raw, context: Context) -> Reference:
        targets = [self._target(place, raw, context) for place in raw.chain.places]
        return Reference(
            raw.chain.start,
            raw.end,
            text[raw.chain.start : raw.end],
            raw.kind,
            tuple(dict.fromkeys(targets) if len(targets) > 1 else targets),
        )

    def _target(self, place: Place, raw: Raw, context: Context) -> Target:
        levels = dict(reversed(place.path))  # the first value of a level counts
        unit, number = place.unit
        found = raw.found
        law: str | None = SELF
        reason, name = "", ""
        candidates: tuple[str, ...] = ()
        if found is not None:
            law, reason, candidates, name = found.law, found.reason, found.candidates, found.name
        absatz = levels.get("absatz", "")
        if found is not None and law is not None and unit and self._is_own(unit, number, law, context):
            law, name = SELF, ""  # "§§ 32e und 21 des X-Gesetzes" where only the own act has a § 32e
        if not unit and law == SELF:
            unit, number = _own_unit(context.unit)
            absatz = absatz or context.absatz
        elif unit in STRUCTURE and law == SELF and context.unit.startswith(("Anlage", "Anhang")):
            # Teile of an Anlage are depth of the Anlage, not of the act
            extra = f"{unit} {number}"
            unit, number = _own_unit(context.unit)
            return Target(law=law, unit=unit, number=number, extra=extra, law_name=name)
        extra = " ".join([value for level, value in place.path if level == "extra"]) if "extra" in levels else ""
        return Target(
            law=law,
            unit=unit,
            number=number,
            absatz=absatz,
            satz=levels.get("satz", ""),
            nummer=levels.get("nummer", ""),
            buchstabe=levels.get("buchstabe", ""),
            unterabsatz=levels.get("unterabsatz", ""),
            halbsatz=levels.get("halbsatz", ""),
            alternative=levels.get("alternative", ""),
            extra=extra,
            range_level=place.range_level,
            range_to=place.range_to,
            law_name=name,
            reason=reason,
            candidates=candidates,
        )

    def _is_own(self, unit: str, number: str, law: str, context: Context) -> bool:
        cited, mine = self.register.by_id.get(law), self.register.by_id.get(context.law, context.act)
        if cited is None or mine is None or cited is mine or cited.has(unit, number) is not False:
            return False
        return mine.has(unit, number) is True and not cited.had(unit, number) and not cited.fragmentary(unit)


def _structure_start(text: str, head: re.Match[str], least: int) -> int:
    """Where a chain begins whose head may be a structure unit: at the ordinal before it; -1 if it has no number at all."""
    word, begin = head[0], head.start()
    if word[0] == "A" and not word.startswith("Absch"):
        return begin
    if word.startswith("Unterabs") and not word.startswith("Unterabsch"):
        return begin
    if word[:3] != "Tit" and _NUMBERED[word[0]].match(text, head.end()):
        return begin
    ordinal = _ORDINAL_BEFORE.search(text, max(least, begin - _LONGEST_ORDINAL), begin)
    return ordinal.start() if ordinal else -1


@lru_cache(maxsize=4096)
def _own_unit(designation: str) -> tuple[str, str]:
    """Split the designation of the current provision; one that is no §, Artikel or Anlage is `norm`."""
    for unit, pattern in _OWN:
        found = pattern.match(designation)
        if found:
            return unit, found[1] or ""
    return "norm", designation


_OWN: Final = (
    ("§", re.compile(r"§§?\s*(\d+(?:\.\d{2})?\s?[a-z]{0,2})")),
    ("Art", re.compile(r"Art(?:ikel|\.)?\s*(\d+(?:\.\d{2})?[a-z]{0,2}|[IVXLC]+[a-z]?)")),
    ("Anlage", re.compile(r"Anlagen?\s*(\d+(?:\.\d+)*[a-z]{0,2}|[IVXLC]+[a-z]?|[A-Z]\b)?")),
    ("Anhang", re.compile(r"Anhang\s*(\d+[a-z]{0,2}|[IVXLC]+[a-z]?|[A-Z]\b)?")),
    ("Regel", re.compile(r"Regel\s*(\d+(?:\.\d+)*[a-z]?)")),
)
