"""Which act a citation belongs to: the name behind it, "dieses Gesetzes", "des Gesetzes", an unknown name, a dated one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from analyzer.model.reference import SELF, Reference, Target
from analyzer.refs.chain import Chain
from analyzer.refs.names import TYPE_WORD, Name, Names, eu_acts, may_name_eu
from analyzer.refs.register import Act

_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        (
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ),
        start=1,
    )
}
_DATE: Final = re.compile(rf"\s+vom\s+(\d{{1,2}})\.\s+({'|'.join(_MONTHS)})\s+(\d{{4}})")
_OF: Final = re.compile(
    r"\s*,?\s*(?:\((?=[A-ZÄÖÜ]))?(?P<article>des|der|dem|zum|zur|zu\s+dem|zu\s+der|aus\s+dem|aus\s+der|von)\s+(?P<adjective>(?:jeweils\s+geltenden\s+|geltenden\s+|genannten\s+|oben\s+genannten\s+)?)"
)
_TITLE_OF_ANNEX: Final = re.compile(r"\s*\([^()]{3,80}\)(?=\s+zu[rm]?\s)")
_POSSESSIVE: Final = re.compile(r"\b(?:seine[mnrs]|ihre[mnrs]|dessen|deren)\s\Z")
_ONLY_CHANGED: Final = re.compile(
    r"(?:durch\s+(?:die|den|das)|(?:Änderung|Aufhebung|Ergänzung|Ersetzung)\s+(?:der|des))\s+\Z"
)
_DIRECT: Final = re.compile(r"\s+(?=[A-ZÄÖÜ]|\d{1,2}\.\s[A-Z])|,\s(?=[A-ZÄÖÜ][\wäöü]*[A-ZÄÖÜ]\s[a-zäöü])")
_OWN: Final = re.compile(
    r"\s+(?:zu\s+)?(?:dieses|diese[rm]|des\s+vorliegenden|der\s+vorliegenden)\s+(?P<what>Gesetz(?:es)?|Verordnung|Rechtsverordnung|Ordnung|Satzung|Buche?s?|Gesetzbuche?s?|Anordnung|Bekanntmachung"
    r"|Vertrag(?:e?s)?|Abkommens?|Übereinkommens?|Protokolls?|Statuts?|Richtlinien?|Vorschriften?|Erlasse?s?|Tarifvertrag(?:e?s)?)\b"
)
_PARENT: Final = re.compile(
    r"\s+des\s+(?:Gesetzes|Stammgesetzes)(?!\s+(?:über|zu[rm]?|betreffend|vom|gegen|für|auf|zur|i[nm]|des|der|Nr|[A-ZÄÖÜ]))\b"
)
_PARENT_FORMULA: Final = re.compile(
    r"\s+des\s+in\s+der\s+Eingangsformel\s+genannten\s+Gesetzes(?:\s+vom\s+\d{1,2}\.\s+\w+\s+\d{4})?"
)
_DATED_ONLY: Final = re.compile(
    rf"\s+(?:des|der)\s+(?P<name>(?:Gesetzes|Verordnung|Bekanntmachung|Erlasses|Anordnung)\s+vom\s+\d{{1,2}}\.\s+(?:{'|'.join(_MONTHS)})\s+\d{{4}})"
)
_ANAPHORA: Final = re.compile(
    r"\s+(?:des|der|dieses|dieser|jenes)\s+(?:genannten\s+|vorgenannten\s+|oben\s+genannten\s+)?(?P<name>Abkommens|Übereinkommens|Vertrag(?:e?s)|Protokolls|Zusatzprotokolls|Statuts|Konvention|Charta"
    r"|Tarifvertrag(?:e?s)|Verordnung|Richtlinie|Beschlusses|Satzung|Ordnung)(?![\w-])(?!\s+(?:über|zu[rm]?|betreffend|\(|Nr|vom|von|des|der|\d|zwischen|Nummer))"
)
_UNKNOWN: Final = re.compile(
    r"(?:[A-ZÄÖÜ][\wäöüß-]*(?:en|er|es|e|ten|ten)\s+){0,3}?"
    r"(?P<name>(?:[A-ZÄÖÜ][\wäöüß]*-(?:,\s+[A-ZÄÖÜ][\wäöüß]*-)*\s+und\s+-?)?[A-ZÄÖÜa-zäöü][\wäöüß-]*(?:(?<=-)(?:Gesetz(?:e?s)?|Verordnung|Ordnung|Vertrag(?:e?s)?|Abkommens?|Übereinkommens?|Protokolls?|Konvention)\b|gesetz(?:e?s)?|gesetzbuch(?:e?s)?|ordnung|verordnung|vertrag(?:e?s)?|abkommens?|übereinkommens?"
    r"|satzung|erlass(?:es)?|erlaß|erlasses|richtlinien?|protokolls?|bekanntmachung|anordnung|statuts?|konvention|charta|tarifs?|bestimmungen|bedingungen|verfassung|vorschriften|(?<=Verwaltungs)vorschrift)"
    r"|Gesetz(?:e?s)?\s+(?:über|zu[rm]?|betreffend|gegen|für|zur)\b|(?:Verordnung|Verwaltungsvorschrift)\s+(?:über|zu[rm]?)\b|(?:Gesetz(?:e?s)?|Verordnung|Bekanntmachung|Abkommens?|Übereinkommens?|Vertrag(?:e?s)?|Statuts?)\b(?=\s+(?:über|zu[rm]?|zwischen|betreffend)\b))"
)
_UNKNOWN_SHORT: Final = re.compile(
    r"(?P<name>(?:\d{1,2}\.\s)?[A-ZÄÖÜ][\wäöü]*(?:[A-ZÄÖÜ]|[-/][A-ZÄÖÜ])[\wäöü-]*(?<=[A-ZÄÖÜ\d]))(?=[\s,;.:)]|\Z)"
)
_CITED_BY_SHORT: Final = frozenset({"§", "Art", "Anlage", "Anhang"})
_FOREIGN: Final = re.compile(
    r"\s+(?:der|des)\s+(?:(?:einzelnen\s+|jeweiligen\s+|anderen\s+|übrigen\s+|beteiligten\s+)?(?:Bundesl|L)(?:änder|andes)\b"
    r"|Deutschen\s+Demokratischen\s+Republik|ehemaligen\s+Deutschen|Freistaat(?:e?s)\b|Freien\s+(?:und\s+)?Hansestadt)"
)
_COLLECTION: Final = re.compile(
    r"\s+(?:der|des)\s+(?:Technischen\s+(?:Anleitung|Regeln?)|DIN\b|[\wäöüÄÖÜ-]*(?:[Ll]eitlinien?|[Nn]orm|[Bb]escheinigung|[Kk]odex|[Cc]odes?"
    r"|[Mm]erkblatt(?:e?s)?|[Rr]egelwerk(?:e?s)?|[Vv]erwaltungsvorschrift)\b)"
)
"""Technical collections and papers: their Nummern are not ours."""
_NO_ACT: Final = frozenset(
    {"NACE", "EUR", "ISO", "DIN", "CE", "EU", "EG", "EWG", "USA", "MwSt", "CO2", "PKW", "LKW", "GmbH", "KG", "AG"}
)
OUTSIDE: Final = "Gesetz steht nicht im Register"
OTHER_DATE: Final = "Zitat nennt eine andere Fassung oder ein Vorläufergesetz"
SEVERAL: Final = "mehrere Gesetze tragen diesen Namen"
NO_PARENT: Final = "ermächtigendes Gesetz ist nicht bekannt"
ANAPHORIC: Final = "der Rechtsakt ist an anderer Stelle genannt"


@dataclass(frozen=True, slots=True)
class Found:
    """The act of a citation.

    Attributes:
        law: Id, `SELF`, CELEX, or `None`.
        end: End of the name in the text.
        name: The words.
        is_eu: Whether an EU act.
        reason: Where `law` is `None`.
        candidates: Where several acts have the name.
    """

    law: str | None
    end: int
    name: str = ""
    is_eu: bool = False
    reason: str = ""
    candidates: tuple[str, ...] = ()


class ActFinder:
    """Finds acts in the sentences of one provision, seen from its own act."""

    def __init__(self, names: Names, own: str, act: Act | None = None) -> None:
        self._names = names
        self._own: Act | None = names.register.by_id.get(own, act)
        self._own_id = own
        self.eu: list[Name] = []
        self._may_name_eu = True

    def text(self, text: str) -> None:
        """Begin a text: see cheaply whether it may name an EU act at all."""
        self._may_name_eu = may_name_eu(text)

    def sentence(self, text: str, start: int, end: int) -> None:
        """Begin a sentence: note the EU acts it names."""
        self.eu = eu_acts(text, start, end) if self._may_name_eu else []

    def behind(self, text: str, chain: Chain, limit: int) -> Found | None:
        """Find the act named directly behind a chain.

        Returns:
            The act; `None` where none is named, so that the own act or that of the coordination is meant.
        """
        end = chain.end
        own = _OWN.match(text, end, limit)
        if own:
            return self._own_or_eu(own, chain)
        return (
            self._parent(text, chain, end, limit)
            or self._named(text, chain, limit)
            or self._anaphora(text, chain, end, limit)
            or self._unknown(text, chain, end, limit)
        )

    def before(self, text: str, chain: Chain, start: int) -> Found | None:
        """Find the act that the words before a chain fix: "das Abkommen nach seinem Artikel 12".

        An Artikel of an act that is counted in §§ belongs to the Union act that the sentence named before.

        Returns:
            The act; `None` where the words fix none.
        """
        if chain.head not in ("Art", "Anhang", "§", "Anlage"):
            return None
        named = {
            name.ids[0]
            for name in self.eu
            if name.end <= chain.start and not _ONLY_CHANGED.search(text, max(start, name.start - 40), name.start)
        }
        possessive = _POSSESSIVE.search(text, max(start, chain.start - 12), chain.start) is not None
        of_union = chain.head in ("Art", "Anhang") and bool(named)
        if not possessive and (not of_union or self._own is None or chain.head in self._own.units):
            return None
        if of_union and len(named) == 1:
            return Found(next(iter(named)), chain.end, is_eu=True)
        return Found(None, chain.end, reason=ANAPHORIC)

    def _own_or_eu(self, own: re.Match[str], chain: Chain) -> Found:
        before = [name for name in self.eu if name.end <= chain.start]
        units = self._own.units if self._own else {}
        if own["what"] == "Verordnung" and chain.head == "Art" and "Art" not in units and before:
            return Found(before[-1].ids[0], own.end(), own["what"], is_eu=True)
        return Found(SELF, own.end())

    def _parent(self, text: str, chain: Chain, end: int, limit: int) -> Found | None:
        formula = _PARENT_FORMULA.match(text, end, limit)
        bare = formula or _PARENT.match(text, end, limit)
        if bare is None:
            return None
        enabling = self._own.enabling if self._own else ()
        if self._own is not None and self._own.kind in ("Gesetz", "") and not formula:
            return Found(SELF, bare.end())
        unit, number = chain.places[0].unit
        acts = [self._names.register.by_id[i] for i in enabling if i in self._names.register.by_id]
        fitting = [act for act in acts if act.has(unit, number) is not False] or acts
        name = bare[0].strip()
        if not fitting:
            return Found(None, bare.end(), name, reason=NO_PARENT)
        return Found(fitting[0].id, bare.end(), name)

    def _named(self, text: str, chain: Chain, limit: int) -> Found | None:
        end = chain.end
        if chain.head in ("Anlage", "Anhang") and (title := _TITLE_OF_ANNEX.match(text, end, limit)):
            end = title.end()  # "Anlage 1 (Liste der Vorhaben) zum Gesetz über …"
        of = _OF.match(text, end, limit) or _DIRECT.match(text, end, limit)
        if of is None:
            return None
        at = of.end()
        name = self._names.at(text, at, limit)
        if name is None:
            return None
        if not of.groupdict().get("article") and not self._is_short(text, name):
            return None
        return self._of_name(text, name, limit, *chain.places[0].unit)

    def _is_short(self, text: str, name: Name) -> bool:
        """Without an article only an abbreviation or an EU act can follow a unit: "§ 433 BGB"."""
        words = text[name.start : name.end]
        return name.is_eu or sum(char.isupper() for char in words) > 1 or words.startswith("SGB")

    def _of_name(self, text: str, name: Name, limit: int, unit: str = "", number: str = "") -> Found:
        words = text[name.start : name.end]
        if name.is_eu:
            return Found(name.ids[0], name.end, words, is_eu=True)
        if _FOREIGN.match(text, name.end, limit):
            return Found(None, name.end, words, reason=OUTSIDE)
        acts = [self._names.register.by_id[i] for i in name.ids]
        date = _date(text, name.end, limit)
        if date:
            same = [act for act in acts if act.date == date]
            if same:
                acts = same
            elif all(act.date for act in acts):
                return Found(None, name.end, words, reason=OTHER_DATE)
        chosen = _one(acts, unit, number)
        if chosen is None:
            return Found(None, name.end, words, reason=SEVERAL, candidates=tuple(act.id for act in acts))
        law = SELF if chosen.id == self._own_id else chosen.id
        return Found(law, name.end, words)

    def _anaphora(self, text: str, chain: Chain, end: int, limit: int) -> Found | None:
        """Resolve "Artikel 5 der genannten Verordnung": the EU act of the sentence, else left open."""
        anaphora = _ANAPHORA.match(text, end, limit)
        if anaphora is None:
            return None
        before = [name for name in self.eu if name.end <= chain.start]
        if anaphora["name"] in ("Verordnung", "Richtlinie") and before and chain.head in ("Art", "Anhang"):
            return Found(before[-1].ids[0], anaphora.end(), anaphora["name"], is_eu=True)
        return Found(None, anaphora.end(), anaphora["name"], reason=ANAPHORIC)

    def _unknown(self, text: str, chain: Chain, end: int, limit: int) -> Found | None:
        collection = (
            _COLLECTION.match(text, end, limit) if chain.head in ("nummer", "Kapitel", "Abschnitt", "Teil") else None
        )
        if collection:
            return Found(None, chain.end, reason=OUTSIDE)
        dated = _DATED_ONLY.match(text, end, limit)
        if dated:
            return Found(None, dated.end(), dated["name"], reason=OUTSIDE)
        of = _OF.match(text, end, limit)
        if of is not None and not of["article"].startswith(("zu", "von", "aus")):
            unknown = _UNKNOWN.match(text, of.end(), limit)
            if unknown and "," not in text[end : of.end()]:
                return Found(None, unknown.end(), unknown[0], reason=OUTSIDE)
            short = _UNKNOWN_SHORT.match(text, of.end(), limit)
            if short and short["name"] not in _NO_ACT and chain.head in _CITED_BY_SHORT:
                return Found(None, short.end(), short["name"], reason=OUTSIDE)
        direct = _DIRECT.match(text, end, limit)
        if direct and chain.head in _CITED_BY_SHORT:
            short = _UNKNOWN_SHORT.match(text, direct.end(), limit)
            if short and short["name"] not in _NO_ACT:
                return Found(None, short.end(), short["name"], reason=OUTSIDE)
        return None

    def whole_acts(self, text: str, start: int, end: int, taken: list[tuple[int, int]]) -> list[Reference]:
        """Find acts named without a unit in a sentence.

        Args:
            text: The text.
            start: First character of the sentence.
            end: One past its last.
            taken: Ranges of references with a unit; acts inside them are not found again.
        """
        found: list[Reference] = []
        busy = list(taken)
        for name in self.eu:
            if not _inside(name.start, name.end, busy):
                found.append(
                    _whole(text, name.start, name.end, Target(law=name.ids[0], law_name=text[name.start : name.end]))
                )
                busy.append((name.start, name.end))
        known, may_begin = self._names.begins, self._names.may_begin
        for word in _CAPITAL.finditer(text, start, end):
            first = word[0]
            kinds = known[first] if first in known else may_begin(first)
            if not kinds:
                continue
            at = word.start()
            if any(a <= at < b for a, b in busy):
                continue
            act = self._act_at(text, word, kinds, start, end)
            if act is None or _inside(act.start, act.end, busy):
                continue
            busy.append((act.start, act.end))
            if act.targets[0].law != SELF:
                found.append(act)
        return found

    def _act_at(self, text: str, word: re.Match[str], kinds: int, start: int, end: int) -> Reference | None:
        name = self._names.act_at(text, word.start(), end, kinds)
        if name is None:
            return self._unnamed(text, word, start, end) if kinds & TYPE_WORD else None
        act = self._of_name(text, name, end)
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

    @staticmethod
    def _unnamed(text: str, word: re.Match[str], start: int, end: int) -> Reference | None:
        """An act that the register lacks: a compound with an article before it, or any kind of act with its date."""
        begin = word.start()
        prefix = _NUMBERED_NAME.search(text, max(start, begin - 5), begin)
        begin = prefix.start() if prefix else begin
        dated = _VOM.match(text, word.end(), end)
        if dated is not None:
            # The date belongs to the name where it is all that tells the act from others.
            stop = word.end() if _GESETZ.search(word[0]) else dated.end()
            return _whole(text, begin, stop, Target(law=None, law_name=text[begin:stop], reason=OUTSIDE))
        named = _GESETZ.search(word[0]) and not _GENERIC.match(word[0])
        if named and _DEFINITE.search(text, max(start, begin - 8), begin):
            return _whole(text, begin, word.end(), Target(law=None, law_name=text[begin : word.end()], reason=OUTSIDE))
        return None


_TYPE_END: Final = re.compile(
    r"(?:[Gg]esetz(?:buch)?(?:e?s)?|[Vv]erordnung|ordnung|[Ee]rla(?:ss|ß)(?:es)?|[Aa]nordnung)\Z"
)


def _in_part(text: str, name: Name, start: int, end: int) -> bool:
    """Whether only rules on one subject are meant: "die Vorschriften des Bürgerlichen Gesetzbuchs über die Verjährung"."""
    return (
        _SUBJECT_BEHIND.match(text, name.end, end) is not None
        or _SUBJECT_BEFORE.search(text, max(start, name.start - 120), name.start) is not None
        or _TIED_BEFORE.search(text, max(start, name.start - 160), name.start) is not None
    )


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
_VOM: Final = re.compile(rf"\s+vom\s+\d{{1,2}}\.\s+(?:{'|'.join(_MONTHS)})\s+\d{{4}}")
_CAPITAL: Final = re.compile(r"[A-ZÄÖÜ](?<![\w-][A-ZÄÖÜ])\w+")


def _whole(text: str, start: int, end: int, target: Target) -> Reference:
    return Reference(start, end, text[start:end], "law", (target,))


def _inside(start: int, end: int, ranges: list[tuple[int, int]]) -> bool:
    return any(a < end and start < b for a, b in ranges)


def _date(text: str, at: int, limit: int) -> str:
    found = _DATE.match(text, at, limit)
    return f"{found[3]}-{_MONTHS[found[2]]:02d}-{int(found[1]):02d}" if found else ""


def _one(acts: list[Act], unit: str = "", number: str = "") -> Act | None:
    """The act meant by an undated name: the only one, the only one in force, or the only one that has the unit.

    Of several that are left the one is meant beside which the others are mere remains.
    """
    for left in (
        acts,
        in_force := [act for act in acts if act.validity != "repealed"],
        [act for act in in_force if not unit or act.has(unit, number)],
    ):
        if len(left) == 1:
            return left[0]
    sizes = sorted(((sum(map(len, act.units.values())), act.id) for act in in_force), reverse=True)
    if len(sizes) > 1 and sizes[0][0] > _REMAINS * sizes[1][0]:
        return next(act for act in in_force if act.id == sizes[0][1])
    return None


_REMAINS: Final = 3
