"""The words of a citation chain: units, levels below them, their numbers, and what joins or ends them."""

from __future__ import annotations

import re
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
"""Words that a norm of its own, or a part of the act, is cited by."""
STRUCTURE: Final = frozenset({"Unterabschnitt", "Abschnitt", "Kapitel", "Teil", "Buch", "Titel"})
"""Units that hold others."""
RANK: Final = {
    "absatz": 1,
    "unterabsatz": 2,
    "satz": 3,
    "halbsatz": 4,
    "alternative": 4,
    "nummer": 4,
    "buchstabe": 5,
    "extra": 6,
}
"""How deep a level lies: a value inherits what lies above it."""

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
KEYWORD: Final = re.compile(
    "|".join(f"(?P<{'par' if level == '§' else level.lower()}>{words})" for level, words in _WORDS.items())
)
LEVEL: Final = {("par" if level == "§" else level.lower()): level for level in _WORDS}
"""From a group of `KEYWORD` to its level."""
_ROMAN: Final = r"(?=[IVX])(?:X{0,3}(?:IX|IV|V?I{0,3}))[a-z]?\b"
_LETTERS: Final = r"(?:\s(?=[a-z]\b(?![.)]))[a-z]|(?!ff)[a-z]{1,2})"
_DIGITS: Final = rf"\d+{_LETTERS}?(?:(?![\wäöüß])|(?=ff))"
_DOTTED: Final = r"\d+\.\d{2}[a-z]?(?![\d\wäöüß])"  # "§ 4.01" of ordinances on shipping
NUMBER: Final[dict[str, re.Pattern[str]]] = {
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
_ORDINAL: Final = f"(?P<ord>{'|'.join(f'[{stem[0].upper()}{stem[0]}]{stem[1:]}' for stem in ORDINALS)})(?:e[rnms]?)"
ORDINAL_SIDE: Final = re.compile(_ORDINAL + r"\s+(?P<word>Halbsatz(?:es)?|Halbs\.|Alternative|Unterabsatz(?:es)?)")
ORDINAL_UNIT: Final = re.compile(_ORDINAL + r"\s+(?P<word>Unterabschnitt|Abschnitt|Kapitel|Teil|Titel)(?:e?s)?\b")
CONNECTOR: Final = re.compile(
    r"\s*,?\s*\(?(?:(?:jeweils\s+|auch\s+|jeweils\s+auch\s+|dieser\s+|diese\s+|dieser\s+auch\s+)?"
    r"(?:in\s+Verbindung\s+mit|i\.\s?V\.\s?m\.)|und/oder|und|oder|sowie|bzw\.|beziehungsweise|noch)\s+"
    r"|\s*,\s*(?=[\d§ANSB])|,\s*(?=[a-z](?:,|\s(?:und|oder|bis|sowie)\b))|\s*/\s*(?=\d)"
)
TO: Final = re.compile(r"\s*(?:bis|–|-)\s*(?=[\dIVXa-z])")
ARTICLE: Final = re.compile(r"(?:nach\s+|gemäß\s+|mit\s+)?(?:des|der|den|dem|die|das)?\s*")
FOLLOWING: Final = re.compile(r"\s*(ff?\.|ff\b(?:\s?\.)?|fortfolgende)(?=[\s,;)]|$)")
PART_OF_SENTENCE: Final = re.compile(
    r"(?:im\s+)?Satzteil\s+(?:vor|nach|hinter)\s+(?:(?:Satz|Nummer|Buchstabe)\s+\w+|der\s+Aufzählung)|Vorbemerkung(?:en)?(?=\s+(?:Nummer|Nr\.|Absatz|Abs\.))"
)
QUANTITY: Final = re.compile(
    r"\s*(?:Prozent|vom\s+Hundert|v\.\s?H\.|%|‰|Euro|EUR|€|Deutsche\s+Mark|DM|Cent|Jahren?|Monaten?|Wochen?|Tagen?|Stunden?|Minuten?"
    r"|Kilo\w+|Gramm|Tonnen|Liter|Meter|Milli\w+|Zenti\w+|Quadrat\w+|Hektar|Grad|[kmc]?m\b|kg\b|km/h|kW\b|MW\b|°"
    r"|\.\s*(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Lebensj|Kalender))"
)
# Letters that what may follow can begin with: few, and nothing else is tried
MAY_CONNECT: Final = frozenset(",(uosbdjain/")
MAY_MEASURE: Final = frozenset("Pv%‰E€DCJMWTSKGLZQHkmc°.")
MAY_RANGE: Final = frozenset("b–-")
MAY_REFINE: Final = frozenset("§ARUKTSNZBlDEHi") | {
    letter for stem in ORDINALS for letter in (stem[0], stem[0].upper())
}
# "Nummer 2 des Anhangs der Verordnung", "Nummer 32 der Anlage 1"
OF_ACT: Final = re.compile(r"\s+(?:der|des|zur|zum)\s+[A-ZÄÖÜ]")
OF_UNIT: Final = re.compile(r"\s+(?:der|des|von|zu|zum|zur|in|dieser|dieses)\s+")
