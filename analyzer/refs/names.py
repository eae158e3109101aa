"""Finds the name of an act in running text: full name, short title, abbreviation, SGB book, EU act.

Names are kept in a trie of word stems, so that inflection ("des Dritten Überleitungsgesetzes") and old spelling find
the dictionary form; the longest name wins. Punctuation and hyphens do not count, which also finds elliptic compounds
("Ernährungssicherstellungs- und -vorsorgegesetz").
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from analyzer.refs.chain import ORDINALS
from analyzer.refs.register import Act, Register

_WORD: Final = re.compile(r"[\wäöüß]+")
_HYPHENED: Final = re.compile(r"[A-ZÄÖÜ][\wäöüß]+(?:-[A-ZÄÖÜ]?[\wäöüß]+)+")
_FEW: Final = 3
_FREE_WORD: Final = re.compile(r"(?<!\bdes )(?<!\bder )(?<!\bzum )(?<!\bzur )(?<!\bdem )(?<!\bvom )\b[A-ZÄÖÜ][\wäöüß]+")
_GENITIVE: Final = re.compile(r"(?<=\w{3})(?<!s)s\Z")
_SUFFIX: Final = re.compile(r"(?<=\w{3})(?:er|en|em|e|n)\Z")
_ABBREVIATION: Final = re.compile(
    r"(?:\d{1,2}\.\s)?[A-ZÄÖÜ][\wäöüÄÖÜß]*(?:[-/§][A-ZÄÖÜa-z][\wäöüÄÖÜß]*)*(?:\s(?:1[89]|20)\d\d\b|\s\d{1,2}\b|\s[IVX]{1,5}\b)?"
)
_SINGLE_NAME: Final = re.compile(
    r"(?:gesetz|gesetzbuch|ordnung|verordnung|satzung|vertrag|abkommen|übereinkommen|protokoll|erlass|erlaß|statut|charta"
    r"|konvention|anordnung|bekanntmachung|verfassung|tarif|buch|richtlinie|bestimmung|vorschrift|artikel)\w{0,3}\Z"
)
_COMPOUND: Final = re.compile(r"[A-ZÄÖÜ][a-zäöüß-]{3,}(?:gesetz|gesetzbuch|ordnung|vertrag|verfassung)\Z")
_ORDINAL: Final = "Erst|Zweit|Dritt|Viert|Fünft|Sechst|Siebt|Siebent|Acht|Neunt|Zehnt|Elft|Zwölft|Dreizehnt|Vierzehnt"
_SGB_BOOK: Final = re.compile(
    rf"(?P<ord>{_ORDINAL})e[nrs]?\s+Buch(?:e?s)?(?:\s+\(?(?:des\s+)?Sozialgesetzbuch(?:e?s)?\)?)?"
    rf"|Sozialgesetzbuch(?:e?s)?\s*[,(–-]?\s*(?P<ord2>{_ORDINAL})e[nrs]?\s+Buch\)?"
    r"|SGB\s+(?P<roman>[IVX]{1,4})\b|SGB\s+(?P<digit>\d{1,2})\b"
)
_ROMAN: Final = {
    "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12,
    "XIV": 14,
}  # fmt: skip
_BOOK: Final = {ordinal: int(number) for ordinal, number in ORDINALS.items() if number.isdigit()}
_BOOK_WORDS: Final = frozenset(
    {ordinal + ending for ordinal in _ORDINAL.split("|") for ending in ("e", "en", "er", "es")}
    | {"SGB", "Sozialgesetzbuch", "Sozialgesetzbuchs", "Sozialgesetzbuches"}
)
MANY_WORDS, _FULL, _SHORT, _BOOK_NAME, TYPE_WORD = 1, 2, 4, 8, 16
"""Kinds of names that a word may begin. `MANY_WORDS`: full names that no word ends alone, `_FULL`: a word that may be one by
itself; `TYPE_WORD`: it ends like the name of an act, whether the register has it or not."""
_TYPE_END: Final = re.compile(r"(?:[Gg]esetz(?:buch)?(?:e?s)?|ordnung|[Ee]rla(?:ss|ß)(?:es)?)\Z")
_DATE_INSIDE: Final = re.compile(r"\s*vom\s+\d{1,2}\.\s+[A-Z]\w+\s+\d{4}(?:\s*\([^()]{0,60}\))?")

_EU: Final = re.compile(
    r"(?P<type>(?:[Dd]elegierte[nr]?\s+|Durchführungs)?(?:[Vv]erordnung(?:en)?|[Rr]ichtlinien?|[Bb]eschl(?:uss|uß|üsse)(?:es|n)?|Entscheidung(?:en)?)"
    r"|Rahmenbeschl(?:uss|uß|üsse)(?:es|n)?|Empfehlung)\s+"
    r"(?:"
    r"\((?P<body>EU|EG|EWG|EGKS|Euratom|EAG)(?:,\s*(?:Euratom|EGKS|EWG|EAG))*\)\s+(?P<nr>Nr\.\s*)?(?P<a>\d{1,4})/(?P<b>\d{1,4})(?:/EG)?"
    r"|(?:Nr\.\s*)?(?P<c>\d{1,4})/(?P<d>\d{1,4})/(?P<suffix>EG|EWG|EU|JI|EGKS|Euratom|GASP)"
    r")"
)
_EU_MORE: Final = re.compile(
    r"\s*(?:,|und|oder|sowie)\s+(?:\((?P<body>EU|EG|EWG|Euratom)(?:,\s*Euratom)?\)\s+(?P<nr>Nr\.\s*)?(?P<a>\d{1,4})/(?P<b>\d{1,4})"
    r"|(?P<c>\d{1,4})/(?P<d>\d{1,4})/(?P<suffix>EG|EWG|EU|JI|Euratom))"
)
_EU_BEFORE: Final = 120
"""Characters of the longest type, bodies and number before the slash of a Union act, and behind it."""
_EU_BEHIND: Final = 24
_EU_NAMED: Final = {
    "Datenschutz-Grundverordnung": "32016R0679",
    "DSGVO": "32016R0679",
    "DS-GVO": "32016R0679",
    "eIDAS-Verordnung": "32014R0910",
    "Unionszollkodex": "32013R0952",
    "Zollkodex der Union": "32013R0952",
}
_EU_NAMED_PATTERN: Final = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, _EU_NAMED), key=len, reverse=True)) + r")\b"
)


@dataclass(frozen=True, slots=True)
class Name:
    """The name of an act in a text.

    Attributes:
        start: First character.
        end: One past the last.
        ids: Ids of the acts of that name, CELEX for an EU act; several where it is ambiguous, none where unknown.
        is_eu: Whether it is an EU act.
    """

    start: int
    end: int
    ids: tuple[str, ...]
    is_eu: bool = False


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Cut the inflection of a word, so that all its forms meet.

    Example:
        >>> stem("Überleitungsgesetzes") == stem("Überleitungsgesetz")
        True
    """
    folded = word.lower().replace("ß", "ss").replace("fff", "ff")  # "Schiffahrt" before 1996
    if len(folded) <= 4:  # noqa: PLR2004 - short words have no ending to cut
        return folded
    return _SUFFIX.sub("", _GENITIVE.sub("", folded))


class Names:
    """All names of a register, ready to be looked up at a position of a text."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._trie: dict[str, Any] = {}
        self._abbreviations: dict[str, tuple[Act, ...]] = register.by_abbreviation
        self._sgb: dict[int, str] = {}
        self._firsts: dict[str, list[Act]] = {}
        self._words: Counter[str] = Counter()
        for act in register.acts:
            for name in act.names:
                self._add(name, act)
                self._firsts.setdefault(name.split(" ")[0], []).append(act)
            # A word that other titles use too ("Prüfungsordnung") is no name of its own.
            self._words.update({stem(word) for name in act.names for word in _FREE_WORD.findall(name)})
            for abbreviation in act.abbreviations:
                book = re.fullmatch(r"SGB (\d{1,2})(?: \d{4})?", abbreviation)
                if book and act.validity != "repealed":
                    self._sgb[int(book[1])] = act.id
        self._add_first_words()
        self._first_words = {word for form in self._abbreviations for word in (form.split(" ")[0],)}
        self.begins: dict[str, int] = {}

    @staticmethod
    def of(register: Register) -> Names:
        """Give the names of a register, made once."""
        return _names(register)

    def _add(self, name: str, act: Act) -> None:
        words = _WORD.findall(name)
        if not words or (len(words) == 1 and not _SINGLE_NAME.search(words[0].lower())):
            return
        node = self._trie
        for word in words:
            node = node.setdefault(stem(word), {})
        ids = node.setdefault("", [])
        if act.id not in ids:
            ids.append(act.id)
        if len(words) > 1 and _HYPHENED.fullmatch(name):
            self._add(name.replace("-", ""), act)

    def _add_first_words(self) -> None:
        """Add "Grundgesetz" for "Grundgesetz für die Bundesrepublik Deutschland": the compound that one act alone begins with."""
        for word, acts in self._firsts.items():
            if len({act.id for act in acts}) == 1 and _COMPOUND.match(word) and self._words[stem(word)] <= _FEW:
                self._add(word, acts[0])

    def kinds_of(self, word: str) -> int:
        """Say which kinds of names may begin with a word, 0 for none; kept in `begins`, asked for every capitalised word."""
        known = self.begins.get(word)
        if known is None:
            node = self._trie.get(stem(word))
            known = (
                (_FULL if node is not None and "" in node else MANY_WORDS * (node is not None))
                + _SHORT * (word in self._first_words)
                + _BOOK_NAME * (word in _BOOK_WORDS)
                + TYPE_WORD * (_TYPE_END.search(word) is not None)
            )
            self.begins[word] = known
        return known

    def may_go_on(self, word: str, text: str, end: int, limit: int) -> bool:
        """Say cheaply whether a name of several words may go on behind its first: by the next word."""
        if text[end : end + 1] == "-":
            return True
        following = _WORD.search(text, end, limit)
        if following is None:
            return False
        return stem(following[0]) in self._trie[stem(word)] or following[0] == "vom"

    def act_at(self, text: str, start: int, limit: int, kinds: int) -> Name | None:
        """As `at`, for a word that `kinds_of` told the kinds of; EU acts are left out."""
        found = self._book(text, start, limit) if kinds & _BOOK_NAME else None
        if found is None and kinds & (_FULL | MANY_WORDS):
            found = self._full(text, start, limit)
        if found is None and kinds & _SHORT:
            found = self._short(text, start, limit)
        return found

    def at(self, text: str, start: int, limit: int) -> Name | None:
        """Find the longest name that begins at a position.

        Args:
            text: The text.
            start: Where the name must begin.
            limit: End of the sentence: a name never goes on behind it.
        """
        for find in (self._eu, self._book, self._full, self._short):
            found = find(text, start, limit)
            if found is not None:
                return found
        return None

    def _eu(self, text: str, start: int, limit: int) -> Name | None:
        found = _EU.match(text, start, limit)
        if found:
            return Name(start, found.end(), (celex(found["type"], found),), is_eu=True)
        named = _EU_NAMED_PATTERN.match(text, start, limit)
        return Name(start, named.end(), (_EU_NAMED[named[0]],), is_eu=True) if named else None

    def _book(self, text: str, start: int, limit: int) -> Name | None:
        found = _SGB_BOOK.match(text, start, limit)
        if not found:
            return None
        if found["roman"]:
            number = _ROMAN.get(found["roman"])
        elif found["digit"]:
            number = int(found["digit"])
        else:
            number = _BOOK.get((found["ord"] or found["ord2"] or "").lower())
        if number is None or number not in self._sgb:
            return None
        if re.match(r"\s+(?:des|der)\s+(?!Sozial)[A-ZÄÖÜ]", text[found.end() : found.end() + 40]):
            return None  # the third book of another code
        return Name(start, found.end(), (self._sgb[number],))

    def _full(self, text: str, start: int, limit: int) -> Name | None:
        return self._by_words(text, start, limit) or self._joined(text, start, limit)

    def _joined(self, text: str, start: int, limit: int) -> Name | None:
        """A compound that the text writes with hyphens and the register without: "Regelbedarfs-Ermittlungsgesetz"."""
        found = _HYPHENED.match(text, start, limit)
        if found is None:
            return None
        ids = self._trie.get(stem(found[0].replace("-", "")), {}).get("")
        return Name(start, found.end(), tuple(ids)) if ids else None

    def _by_words(self, text: str, start: int, limit: int) -> Name | None:
        node = self._trie
        best: tuple[int, list[str]] | None = None
        at = start
        while found := _WORD.search(text, at, limit):
            following = node.get(stem(found[0]))
            if following is None:
                # "des Gesetzes vom 22. Juni 1954 über …": the date stands inside the title
                date = _DATE_INSIDE.match(text, at, limit) if at > start else None
                if date is None:
                    break
                at = date.end()
                continue
            node, at = following, found.end()
            ids = node.get("")
            if ids:
                best = (at, ids)
        if best is None:
            return None
        return Name(start, best[0], tuple(best[1]))

    def _short(self, text: str, start: int, limit: int) -> Name | None:
        found = _ABBREVIATION.match(text, start, limit)
        if not found:
            return None
        words = found[0]
        while words:
            acts = self._abbreviations.get(words)
            if acts and sum(char.isupper() for char in words) > 1:
                return Name(start, start + len(words), tuple(act.id for act in acts))
            words = words.rpartition(" ")[0]
        return None


def may_name_eu(text: str) -> bool:
    """Say cheaply whether a text may name an EU act: a number with a slash, or one of the known names."""
    return "/" in text or any(name in text for name in _EU_NAMED)


def eu_acts(text: str, start: int = 0, limit: int | None = None) -> list[Name]:
    """Find all EU acts named in a text, members of an enumeration ("Richtlinien 2004/39/EG und 2006/48/EG") one by one."""
    limit = len(text) if limit is None else limit
    found: list[Name] = []
    at = start
    while (slash := text.find("/", at, limit)) >= 0:
        # Every name has a slash between digits: only what is around one is looked at.
        if not (text[slash - 1 : slash].isdigit() and text[slash + 1 : slash + 2].isdigit()):
            at = slash + 1
            continue
        first = _EU.search(text, max(at, slash - _EU_BEFORE), min(limit, slash + _EU_BEHIND))
        if first is None or first.start() > slash:
            at = slash + 1
            continue
        found.append(Name(first.start(), first.end(), (celex(first["type"], first),), is_eu=True))
        end = first.end()
        while more := _EU_MORE.match(text, end, limit):
            begin = more.start("body") - 1 if more["body"] else more.start("c")
            found.append(Name(begin, more.end(), (celex(first["type"], more),), is_eu=True))
            end = more.end()
        at = first.end()
    if any(text.find(name, start, limit) >= 0 for name in _EU_NAMED):
        found += [
            Name(named.start(), named.end(), (_EU_NAMED[named[0]],), is_eu=True)
            for named in _EU_NAMED_PATTERN.finditer(text, start, limit)
        ]
    return sorted(found, key=lambda name: name.start)


def celex(kind: str, found: re.Match[str]) -> str:
    """Make the CELEX number of a cited EU act.

    Regulations and decisions until 2014 are numbered "(EG) Nr. 1907/2006" (number/year), directives and everything since
    2015 "2006/123/EG", "(EU) 2016/679" (year/number). Two-digit years belong to the last century.
    """
    lowered = kind.lower()
    letter = (
        "H"
        if "empfehlung" in lowered
        else "F"
        if "rahmen" in lowered
        else "R"
        if "verordnung" in lowered
        else "L"
        if "richtlinie" in lowered
        else "D"
    )
    if found["c"]:
        year, number = found["c"], found["d"]
    elif found["nr"]:
        number, year = found["a"], found["b"]
    else:
        year, number = found["a"], found["b"]
        if not _is_year(year) and _is_year(number):
            year, number = number, year
    if len(year) == 2:  # noqa: PLR2004 - a year of two digits
        year = ("20" if int(year) < 50 else "19") + year  # noqa: PLR2004 - the Community began in 1952
    return f"3{year}{letter}{int(number):04d}"


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits[:2] in ("19", "20")  # noqa: PLR2004


@lru_cache(maxsize=4)
def _names(register: Register) -> Names:
    return Names(register)
