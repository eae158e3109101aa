"""Reads one citation chain: "§ 5 Absatz 1 Satz 2 und 3, Absatz 4 Nummer 2 Buchstabe a bis c".

A chain starts at a unit word and goes on as long as numbers, connectors and deeper units follow. Missing upper levels
are inherited from the place before ("Abs. 1 und 2 Nr. 1" is Absatz 1, and Absatz 2 Nummer 1). A number that begins the
next list item is never swallowed: chains stop at item boundaries.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

UNITS: Final = (
    "§",
    "Art",
    "Anlage",
    "Anhang",
    "Regel",
    "Unterabschnitt",
    "Abschnitt",
    "Kapitel",
    "Teil",
    "Buch",
    "Titel",
)
STRUCTURE: Final = frozenset({"Unterabschnitt", "Abschnitt", "Kapitel", "Teil", "Buch", "Titel"})
_UNIT_NAMES: Final = frozenset(UNITS)
_RANK: Final = {
    "absatz": 1,
    "unterabsatz": 2,
    "satz": 3,
    "halbsatz": 4,
    "alternative": 4,
    "nummer": 4,
    "buchstabe": 5,
    "extra": 6,
}

_WORDS: Final[dict[str, str]] = {
    "§": r"§§?",
    "Art": r"Artikel[ns]?\b|Art\.",
    "Anlage": r"Anlagen?\b",
    "Anhang": r"Anhang(?:e?s)?\b|Anhängen?\b",
    "Regel": r"Regeln?\b",
    "Unterabschnitt": r"Unterabschnitt(?:e?s|en?)?\b",
    "Abschnitt": r"Abschnitt(?:e?s|en?)?\b",
    "Kapitel": r"Kapitel[ns]?\b",
    "Teil": r"Teil(?:e?s|en?)?\b",
    "Titel": r"Titel[ns]?\b",
    "absatz": r"Absatz(?:es)?\b|Absätzen?\b|Abs\.",
    "unterabsatz": r"Unterabsatz(?:es)?\b|Unterabsätzen?\b|Unterabs\.|UAbs\.",
    "satz": r"Satz(?:es)?\b|Sätzen?\b|S\.",
    "nummer": r"Nummern?\b|Nrn?\.|Ziffern?\b",
    "buchstabe": r"Buchstaben?\b|Buchst\.|lit\.",
    "extra": r"Doppelbuchstaben?\b|Dreifachbuchstaben?\b|Doppelbuchst\.|Spalten?\b|Tabellen?\b|Einträgen?\b|Eintrag(?:e?s)?\b|Zeilen?\b|Spiegelstrich\b",
    "halbsatz": r"Halbsatz(?:es)?\b|Halbsätzen?\b|Halbs\.",
    "alternative": r"Alternativen?\b|Alt\.",
}
_KEYWORD: Final = re.compile(
    "|".join(f"(?P<{'par' if level == '§' else level.lower()}>{words})" for level, words in _WORDS.items())
)
_LEVEL: Final = {("par" if level == "§" else level.lower()): level for level in _WORDS}
_ROMAN: Final = r"(?=[IVX])(?:X{0,3}(?:IX|IV|V?I{0,3}))[a-z]?\b"
_LETTERS: Final = r"(?:\s(?=[a-z]\b(?![.)]))[a-z]|(?!ff)[a-z]{1,2})"
_DIGITS: Final = rf"\d+{_LETTERS}?(?:(?![\wäöüß])|(?=ff))"
_DOTTED: Final = r"\d+\.\d{2}[a-z]?(?![\d\wäöüß])"  # "§ 4.01" of ordinances on shipping
_NUMBER: Final[dict[str, re.Pattern[str]]] = {
    level: re.compile(pattern)
    for level, pattern in {
        "§": rf"{_DOTTED}|{_DIGITS}",
        "Art": rf"{_DOTTED}|{_DIGITS}|{_ROMAN}",
        "Anlage": rf"{_DIGITS}|{_ROMAN}|[A-Z]\b(?!\.)",
        "Anhang": rf"{_DIGITS}|{_ROMAN}|[A-Z]\b(?!\.)",
        "Regel": r"\d+(?:\.\d+)*[a-z]?\b",
        "Unterabschnitt": rf"{_DIGITS}|{_ROMAN}|[A-Z]\b",
        "Abschnitt": rf"\d+(?:\.\d+)+\.?|{_DIGITS}|{_ROMAN}|[A-Z]\b",
        "Kapitel": rf"\d+(?:\.\d+)+\.?|{_DIGITS}|{_ROMAN}",
        "Teil": rf"{_DIGITS}|{_ROMAN}|[A-Z]\b",
        "Titel": rf"{_DIGITS}|{_ROMAN}",
        "absatz": rf"{_DIGITS}|{_ROMAN}",
        "unterabsatz": r"\d+\b",
        "satz": r"\d+\b(?!\s*/)",
        "nummer": rf"\d+(?:\.\d+)*(?:[a-z]{{1,3}})?(?![\wäöüß])|{_ROMAN}",
        "buchstabe": r"[a-zäöü]{1,3}\d?\b(?<!und)(?<!bis)(?<!der)(?<!des)(?<!die)(?<!dem)(?<!den)(?<!in)(?<!zu)(?<!an)|[A-Z]\b",
        "extra": r"\d+\b|[a-z]{1,3}\b(?<!und)(?<!bis)(?<!der)(?<!des)|[A-Z]\b",
        "halbsatz": r"\d+\b",
        "alternative": r"\d+\b",
    }.items()
}
ORDINALS: Final[dict[str, str]] = {
    stem: str(number)
    for number, stem in enumerate(
        (
            "erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebent", "acht", "neunt", "zehnt", "elft", "zwölft",
            "dreizehnt", "vierzehnt", "fünfzehnt",
        ),
        start=1,
    )
} | {"siebt": "7", "letzt": "letzt"}  # fmt: skip
_ORDINAL: Final = r"(?P<ord>[Ee]rst|[Zz]weit|[Dd]ritt|[Vv]iert|[Ff]ünft|[Ss]echst|[Ss]iebent|[Ss]iebt|[Aa]cht|[Nn]eunt|[Zz]ehnt|[Ee]lft|[Zz]wölft|[Dd]reizehnt|[Vv]ierzehnt|[Ff]ünfzehnt|[Ll]etzt)(?:e[rnms]?)"
_ORDINAL_SIDE: Final = re.compile(_ORDINAL + r"\s+(?P<word>Halbsatz(?:es)?|Halbs\.|Alternative|Unterabsatz(?:es)?)")
_ORDINAL_UNIT: Final = re.compile(_ORDINAL + r"\s+(?P<word>Unterabschnitt|Abschnitt|Kapitel|Teil|Titel)(?:e?s)?\b")
_CONNECTOR: Final = re.compile(
    r"\s*,?\s*\(?(?:(?:jeweils\s+|auch\s+|jeweils\s+auch\s+|dieser\s+|diese\s+|dieser\s+auch\s+)?"
    r"(?:in\s+Verbindung\s+mit|i\.\s?V\.\s?m\.)|und/oder|und|oder|sowie|bzw\.|beziehungsweise|noch)\s+"
    r"|\s*,\s*(?=[\d§ANSB])|,\s*(?=[a-z](?:,|\s(?:und|oder|bis|sowie)\b))|\s*/\s*(?=\d)"
)
_TO: Final = re.compile(r"\s*(?:bis|–|-)\s*(?=[\dIVXa-z])")
_ARTICLE: Final = re.compile(r"(?:nach\s+|gemäß\s+|mit\s+)?(?:des|der|den|dem|die|das)?\s*")
_FOLLOWING: Final = re.compile(r"\s*(ff?\.|ff\b(?:\s?\.)?|fortfolgende)(?=[\s,;)]|$)")
_PART_OF_SENTENCE: Final = re.compile(
    r"(?:im\s+)?Satzteil\s+(?:vor|nach|hinter)\s+(?:(?:Satz|Nummer|Buchstabe)\s+\w+|der\s+Aufzählung)|Vorbemerkung(?:en)?(?=\s+(?:Nummer|Nr\.|Absatz|Abs\.))"
)
_QUANTITY: Final = re.compile(
    r"\s*(?:Prozent|vom\s+Hundert|v\.\s?H\.|%|‰|Euro|EUR|€|Deutsche\s+Mark|DM|Cent|Jahren?|Monaten?|Wochen?|Tagen?|Stunden?|Minuten?"
    r"|Kilo\w+|Gramm|Tonnen|Liter|Meter|Milli\w+|Zenti\w+|Quadrat\w+|Hektar|Grad|[kmc]?m\b|kg\b|km/h|kW\b|MW\b|°"
    r"|\.\s*(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Lebensj|Kalender))"
)
_MAY_CONNECT: Final = frozenset(",(uosbdjain/")
_MAY_MEASURE: Final = frozenset("Pv%‰E€DCJMWTSKGLZQHkmc°.")
_MAY_RANGE: Final = frozenset("b–-")
_MAY_REFINE: Final = frozenset(
    "§ARUKTSNZBlDEHi"
    + "".join(sorted({ordinal[0] for ordinal in ORDINALS} | {ordinal[0].upper() for ordinal in ORDINALS}))
    + "V"
)
_OF_ACT: Final = re.compile(r"\s+(?:der|des|zur|zum)\s+[A-ZÄÖÜ]")
_OF: Final = re.compile(r"\s+(?:der|des|von|zu|zum|zur|in|dieser|dieses)\s+")


@dataclass(slots=True)
class Place:
    """One cited place of a chain: levels in the order they were named, and where a range ends."""

    path: list[tuple[str, str]] = field(default_factory=list)
    range_level: str = ""
    range_to: str = ""

    def get(self, level: str) -> str:
        """Value of a level, or ""."""
        return next((value for name, value in self.path if name == level), "")

    @property
    def unit(self) -> tuple[str, str]:
        """The unit and its number; ("", "") for a relative place."""
        for step in self.path:
            if step[0] in _UNIT_NAMES:
                return step
        return "", ""


@dataclass(slots=True)
class Chain:
    """A chain as read: where it stands, its head, its places."""

    start: int
    end: int
    head: str
    places: list[Place]


def read_chain(text: str, start: int, breaks: frozenset[int], limit: int) -> Chain | None:
    """Read the chain that starts at a unit word.

    Args:
        text: The text.
        start: Position of the unit word, or of the ordinal before it.
        breaks: Offsets at which a list item begins.
        limit: End of the sentence.

    Returns:
        The chain, or `None` if no number follows the word.
    """
    reader = _Reader(text, breaks, limit)
    return reader.read(start)


class _Reader:
    def __init__(self, text: str, breaks: frozenset[int], limit: int) -> None:
        self.text = text
        self.breaks = breaks
        self.limit = limit

    def read(self, start: int) -> Chain | None:
        ordinal = _ORDINAL_UNIT.match(self.text, start)
        if ordinal:
            level = ordinal["word"]
            places = [Place([(level, _ordinal_number(ordinal["ord"]))])]
            end = ordinal.end()
        else:
            keyword = self._keyword(start)
            if keyword is None:
                return None
            level, at = keyword
            first = self._number(level, at)
            if first is None:
                return None
            value, end = first
            places = [Place([(level, value)])]
        head = places[0].path[0][0]
        end = self._go_on(places, end)
        if head not in UNITS or head in STRUCTURE:
            places, end = self._of_unit(places, end)
        return Chain(start, end, head, places)

    def _go_on(self, places: list[Place], end: int) -> int:
        """Refine the last place or add further ones, as far as the text goes on."""
        while True:
            letter = self._next(end)
            if letter in _MAY_RANGE:
                end = self._range(places[-1], end)
                letter = self._next(end)
            if letter == "f" and (following := _FOLLOWING.match(self.text, end)):
                places[-1].path.append(("extra", following[1]))
                end = following.end()
                letter = self._next(end)
            if letter in _MAY_REFINE:
                refined = self._refine(places[-1], end)
                if refined is not None:
                    end = refined
                    continue
            added = self._add(places, end)
            if added is None:
                return end
            end = added

    def _next(self, at: int) -> str:
        """The next letter behind blanks, "" at the end of the text: few patterns can begin with it, the others are not tried."""
        text = self.text
        letter = text[at : at + 1]
        while letter.isspace():
            at += 1
            letter = text[at : at + 1]
        return letter

    def _refine(self, place: Place, end: int) -> int | None:  # noqa: PLR0911 - one way out a construction
        at = self._skip_blank(end)
        if at is None:
            return None
        side = _ORDINAL_SIDE.match(self.text, at)
        if side:
            word = side["word"].lower()
            level = (
                "halbsatz" if word.startswith("halbs") else "alternative" if word.startswith("alt") else "unterabsatz"
            )
            place.path.append((level, _ordinal_number(side["ord"])))
            return side.end()
        part = _PART_OF_SENTENCE.match(self.text, at)
        if part:
            place.path.append(("extra", part[0]))
            return part.end()
        keyword = self._keyword(at)
        if keyword is None:
            return None
        level, behind = keyword
        if level in ("§", "Art", "Anlage", "Anhang", "Regel"):
            # "Artikel II § 12", "Anhang II § 4.01": the inner unit is kept as depth of its own
            if level != "§" or place.path[-1][0] not in ("Art", "Anhang", "Anlage"):
                return None
            found = self._number(level, behind)
            if found is None:
                return None
            place.path.append(("extra", f"§ {found[0]}"))
            return found[1]
        found = self._number(level, behind)
        if found is None:
            return None
        if level in UNITS:
            place.path.append(("extra", f"{level} {found[0]}"))
        else:
            place.path.append((level, found[0]))
        return found[1]

    def _add(self, places: list[Place], end: int) -> int | None:
        connector = _CONNECTOR.match(self.text, end) if self._next(end) in _MAY_CONNECT else None
        if connector is None or self._crosses(end, connector.end()):
            return None
        at = connector.end()
        article = _ARTICLE.match(self.text, at)
        behind = article.end() if article else at
        keyword = self._keyword(behind)
        last = places[-1]
        if keyword is not None:
            level, number_at = keyword
            if level in UNITS or (places[0].path[0][0] == level and places[0].path[0][0] not in UNITS):
                return None  # a repeated head starts a reference of its own
            found = self._number(level, number_at)
            if found is None:
                return None
            places.append(Place([*_above(last.path, level), (level, found[0])]))
            return found[1]
        level = _last_level(last.path)
        found = self._number(level, at)
        if found is None or (level in ("Anlage", "Anhang") and not found[0]):
            return None
        places.append(Place([*_above(last.path, level), (level, found[0])]))
        return found[1]

    def _range(self, place: Place, end: int) -> int:
        to = _TO.match(self.text, end)
        if to is None or self._crosses(end, to.end()):
            return end
        level = _last_level(place.path)
        at = to.end()
        keyword = self._keyword(at)
        if keyword is not None and keyword[0] == level:
            at = keyword[1]
        found = self._number(level, at)
        if found is None:
            return end
        place.range_level = "number" if level in UNITS else level
        place.range_to = found[0]
        return found[1]

    def _of_unit(self, places: list[Place], end: int) -> tuple[list[Place], int]:
        """Join "Nummer 32" and "der Anlage 1" to one place."""
        of = _OF.match(self.text, end)
        if of is None or self._crosses(end, of.end()):
            return places, end
        keyword = self._keyword(of.end())
        if keyword is None or keyword[0] in STRUCTURE:
            return places, end
        level, at = keyword
        found = self._number(level, at)
        if found is None and level == "Anhang":
            found = "", len(self.text[:at].rstrip())  # "Nummer 2 des Anhangs der Verordnung (EU) …"
            if not _OF_ACT.match(self.text, found[1]):
                return places, end
        if found is None or (places[0].path[0][0] in STRUCTURE and level not in ("Anhang", "Anlage")):
            return places, end
        if places[0].path[0][0] in STRUCTURE:
            for place in places:
                place.path = [("extra", " ".join(place.path[0])), *place.path[1:]]
        outer = [Place([(level, found[0])])]
        outer_end = self._go_on(outer, found[1])
        if len(outer) != 1 or outer[0].range_level:
            outer_end, outer = found[1], [Place([(level, found[0])])]
        for place in places:
            place.path = [*outer[0].path, *place.path]
        return places, outer_end

    def _keyword(self, at: int) -> tuple[str, int] | None:
        found = _KEYWORD.match(self.text, at)
        if found is None or found.end() > self.limit or found.lastgroup is None:
            return None
        behind = found.end()
        while behind < self.limit and self.text[behind] in " \xa0\t\n":
            behind += 1
        return _LEVEL[found.lastgroup], behind

    def _number(self, level: str, at: int) -> tuple[str, int] | None:
        found = _NUMBER[level].match(self.text, at)
        if found is None or not found[0] or found.end() > self.limit or at in self.breaks:
            return None
        if self._next(found.end()) in _MAY_MEASURE and _QUANTITY.match(self.text, found.end()):
            return None
        return found[0].replace(" ", ""), found.end()

    def _skip_blank(self, end: int) -> int | None:
        at = end
        while at < self.limit and self.text[at] in " \xa0\n":
            at += 1
        return None if at == end or self._crosses(end, at) else at

    def _crosses(self, start: int, end: int) -> bool:
        return any(at in self.breaks for at in range(start + 1, end + 1)) if self.breaks else False


def _last_level(path: list[tuple[str, str]]) -> str:
    return path[-1][0]


def _above(path: list[tuple[str, str]], level: str) -> list[tuple[str, str]]:
    """What a new value of `level` inherits: everything named before that level, or above its rank."""
    for index, (name, _) in enumerate(path):
        if name == level:
            return path[:index]
    rank = _RANK.get(level, 9)
    return [(name, value) for name, value in path if name in UNITS or _RANK.get(name, 9) < rank]


def _ordinal_number(word: str) -> str:
    return ORDINALS.get(word.lower(), word)
