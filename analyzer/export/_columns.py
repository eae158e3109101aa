"""The columns of CSV and XLSX: names in both languages, and how a finding fills them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Final, Literal, NamedTuple

from analyzer.export._listing import Lang
from analyzer.model import STATUS_NAMES, TYPE_NAMES, Finding
from analyzer.model.likeness import COMPARED, is_comparison, told_comparison

Cell = str | int | float
CONTEXT_NAMES: Final = {
    "de": {"law": "Gesetzestext", "amendment": "Änderungstext"},
    "en": {"law": "Law", "amendment": "Amending text"},
}
ENGINE_NAMES: Final = {
    "de": {"rule": "Regel", "semantic": "Eigener Befund"},
    "en": {"rule": "Rule", "semantic": "Own finding"},
}
VALIDITY_NAMES: Final = {
    "de": {"in force": "in Kraft", "repealed": "außer Kraft", "not yet": "noch nicht in Kraft"},
    "en": {"in force": "in force", "repealed": "repealed", "not yet": "not yet in force"},
}


class Column(NamedTuple):
    """One column.

    Attributes:
        key: Field of the finding.
        de: German name.
        en: English name.
        width: In a spreadsheet, characters.
        kind: `text` comes from a statute or file and is neutralised; `number` and `date` are meant as such.
        value: Gives the cell.
        technical: Whether only programs need it; a workbook leaves it out.
    """

    key: str
    de: str
    en: str
    width: int
    kind: Literal["text", "number", "date"] = "text"
    value: Callable[[Finding, Lang], Cell] | None = None
    technical: bool = False

    def name(self, lang: Lang) -> str:
        """The heading."""
        return self.en if lang == "en" else self.de

    def cell(self, finding: Finding, lang: Lang) -> Cell:
        """What stands in this column for a finding."""
        if self.value is not None:
            return self.value(finding, lang)
        value: Cell | None = getattr(finding, self.key)
        return "" if value is None else value


def evidence(finding: Finding, lang: Lang = "de") -> str:
    """Print what decided, one matcher after the other; of an own find the examples it is compared with."""
    parts = []
    for matcher, group in groupby(finding.evidence, key=lambda piece: piece.matcher):
        pieces = list(group)
        if is_comparison(pieces[0]):
            parts.append(f"{COMPARED[lang]}: {' / '.join(said for said, _ in told_comparison(pieces, lang))}")
            continue
        told = (" ".join(filter(None, (piece.words, _bracketed(piece.guards)))) for piece in pieces)
        parts.append(f"{matcher}: {' / '.join(told)}")
    return " | ".join(parts)


def _bracketed(guards: Iterable[str]) -> str:
    said = "; ".join(guards)
    return f"[{said}]" if said else ""


def rule_of(finding: Finding, lang: Lang = "de") -> str:
    """Give the id of the rule; an own find of the semantic layer has none, its place in the list says who found it."""
    return finding.rule if finding.engine == "rule" else ENGINE_NAMES[lang][finding.engine]


COLUMNS: Final = (
    Column("zitat", "Fundstelle", "Citation", 34),
    Column("law", "Gesetz", "Act", 14),
    Column("heading", "Überschrift", "Heading", 30),
    Column("type", "Art", "Type", 24, value=lambda f, lang: TYPE_NAMES[lang][f.type]),
    Column("status", "Status", "Status", 16, value=lambda f, lang: STATUS_NAMES[lang][f.status]),
    Column("quote", "Fundwort", "Words", 26),
    Column("sentence", "Wortlaut", "Sentence", 90),
    Column("message", "Erläuterung", "Explanation", 50),
    Column("confidence", "Sicherheit", "Confidence", 10, "number"),
    Column("title", "Titel", "Title", 40),
    Column("unit", "Vorschrift", "Provision", 12),
    Column("absatz", "Absatz", "Absatz", 8),
    Column("satz", "Satz", "Satz", 8, "number"),
    Column("item", "Nummer", "Item", 10),
    Column("context", "Kontext", "Context", 14, value=lambda f, lang: CONTEXT_NAMES[lang][f.context]),
    Column("target", "Geändertes Gesetz", "Changed act", 22),
    Column("as_of", "Stand", "As of", 11, "date"),
    Column("validity", "Geltung", "Validity", 14, value=lambda f, lang: VALIDITY_NAMES[lang][f.validity]),
    Column("rule", "Regel", "Rule", 30, value=rule_of),
    Column("engine", "Verfahren", "Engine", 11, value=lambda f, lang: ENGINE_NAMES[lang][f.engine]),
    Column("evidence", "Belege", "Evidence", 40, value=evidence),
    Column("fingerprint", "Kennung", "Fingerprint", 18),
    Column("place_key", "Ortskennung", "Place key", 18, technical=True),
    Column("citation", "Sortierform", "Sortable citation", 34, technical=True),
    Column("doc", "Dokument", "Document", 20),
    Column("norm", "Norm", "Norm", 24, technical=True),
    Column("source", "Datei", "File", 40),
    Column("xpath", "XPath", "XPath", 30, technical=True),
    Column("block", "Block", "Block", 7, "number", technical=True),
    Column("start", "Anfang", "Start", 8, "number", technical=True),
    Column("end", "Ende", "End", 8, "number", technical=True),
    Column("id", "Einheit", "Unit id", 12),
)
