"""Finds acts of the European Union in running text, by number or by one of a few known names."""

from __future__ import annotations

import re
from typing import Final

from analyzer.refs.named import Name

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


def may_name_eu(text: str) -> bool:
    """Say cheaply whether a text may name an EU act: a number with a slash, or one of the known names."""
    return "/" in text or any(name in text for name in _EU_NAMED)


def eu_act_at(text: str, start: int, limit: int) -> Name | None:
    """Read the name of an EU act that begins at a place."""
    found = _EU.match(text, start, limit)
    if found:
        return Name(start, found.end(), (celex(found["type"], found),), is_eu=True)
    named = _EU_NAMED_PATTERN.match(text, start, limit)
    return Name(start, named.end(), (_EU_NAMED[named[0]],), is_eu=True) if named else None


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
