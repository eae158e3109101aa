"""Finds the name of an act in running text: full name, short title, abbreviation, SGB book, EU act.

Names are kept in a trie of word stems, so that inflection ("des Dritten Überleitungsgesetzes") and old spelling find
the dictionary form; the longest name wins. Punctuation and hyphens do not count, which also finds elliptic compounds
("Ernährungssicherstellungs- und -vorsorgegesetz").
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Any, Final

from analyzer.refs.citation_words import ORDINALS
from analyzer.refs.named import Name
from analyzer.refs.register import Act, Register
from analyzer.refs.union import eu_act_at

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
        for find in (eu_act_at, self._book, self._full, self._short):
            found = find(text, start, limit)
            if found is not None:
                return found
        return None

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


@lru_cache(maxsize=4)
def _names(register: Register) -> Names:
    return Names(register)
