"""Which act a citation belongs to: the name behind it, "dieses Gesetzes", "des Gesetzes", an unknown name, a dated one."""

from __future__ import annotations

import re
from typing import Final

from analyzer.model.reference import SELF
from analyzer.refs.chain import Chain
from analyzer.refs.meant import MONTHS, OUTSIDE, Found, act_meant
from analyzer.refs.named import Name
from analyzer.refs.names import Names
from analyzer.refs.register import Act
from analyzer.refs.union import eu_acts, may_name_eu
from analyzer.refs.whole import WholeActs

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
    rf"\s+(?:des|der)\s+(?P<name>(?:Gesetzes|Verordnung|Bekanntmachung|Erlasses|Anordnung)\s+vom\s+\d{{1,2}}\.\s+(?:{'|'.join(MONTHS)})\s+\d{{4}})"
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
_COLLECTION: Final = re.compile(
    r"\s+(?:der|des)\s+(?:Technischen\s+(?:Anleitung|Regeln?)|DIN\b|[\wäöüÄÖÜ-]*(?:[Ll]eitlinien?|[Nn]orm|[Bb]escheinigung|[Kk]odex|[Cc]odes?"
    r"|[Mm]erkblatt(?:e?s)?|[Rr]egelwerk(?:e?s)?|[Vv]erwaltungsvorschrift)\b)"
)
"""Technical collections and papers: their Nummern are not ours."""
_NO_ACT: Final = frozenset(
    {"NACE", "EUR", "ISO", "DIN", "CE", "EU", "EG", "EWG", "USA", "MwSt", "CO2", "PKW", "LKW", "GmbH", "KG", "AG"}
)
NO_PARENT: Final = "ermächtigendes Gesetz ist nicht bekannt"
ANAPHORIC: Final = "der Rechtsakt ist an anderer Stelle genannt"


class ActFinder:
    """Finds acts in the sentences of one provision, seen from its own act."""

    def __init__(self, names: Names, own: str, act: Act | None = None) -> None:
        self._names = names
        self._own: Act | None = names.register.by_id.get(own, act)
        self._own_id = own
        self.eu: list[Name] = []
        self.whole = WholeActs(names, own)
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
        return act_meant(self._names.register, self._own_id, text, name, limit, *chain.places[0].unit)

    def _is_short(self, text: str, name: Name) -> bool:
        """Without an article only an abbreviation or an EU act can follow a unit: "§ 433 BGB"."""
        words = text[name.start : name.end]
        return name.is_eu or sum(char.isupper() for char in words) > 1 or words.startswith("SGB")

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
