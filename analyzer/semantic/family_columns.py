"""Columns of families of clauses, one row a finding: the same in a list of the command line and in the app's download."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from analyzer.model import STATUS_NAMES, TYPE_NAMES, Finding
from analyzer.model.gaps import Gaps, marked
from analyzer.semantic.families import Family
from analyzer.semantic.families_fold import title_in

PLACES: Final = {
    "title": ("Familie", "Family"),
    "name": ("Familienkennung", "Family id"),
    "clauses": ("Klauseln der Familie", "Clauses of the family"),
    "findings": ("Befunde der Familie", "Findings of the family"),
    "acts": ("Gesetze der Familie", "Acts of the family"),
    "same": ("Dieselben Stellen", "Same places"),
    "type": ("Art", "Type"),
    "status": ("Status", "Status"),
    "zitat": ("Fundstelle", "Citation"),
    "citation": ("Fundstelle (sortierbar)", "Citation (sortable)"),
    "quote": ("Zitat", "Quote"),
    "sentence": ("Satz", "Sentence"),
    "fingerprint": ("Kennung", "Fingerprint"),
}
"""Key of a column: German and English heading."""
_OF_FINDING: Final = ("type", "status", "zitat", "citation", "quote", "sentence", "fingerprint")


def of_family(family: Family, lang: str = "de") -> dict[str, Any]:
    """Give what all rows of a family share; a remark in its title in the language asked for."""
    return {
        "title": title_in(family.title, lang),
        "name": family.name,
        "clauses": family.clauses,
        "findings": len(family.fingerprints),
        "acts": family.acts,
    }


def named(families: Iterable[Family], lang: str) -> str:
    """Name families with their types, to be looked up in the column of names."""
    return "; ".join(f"{family.name} ({TYPE_NAMES[lang][family.type]})" for family in families)


def rows(
    family: Family,
    findings: Iterable[Finding],
    lang: str,
    gaps: Mapping[str, Gaps] | None = None,
    same: Iterable[Family] = (),
) -> Iterator[dict[str, Any]]:
    """Give a row for each finding of a family, with the names of type and status.

    Args:
        family: The family.
        findings: Its findings.
        lang: Of the names.
        gaps: By fingerprint what sentences leave out, to be marked.
        same: Families of other types over the very same sentences.
    """
    shared = of_family(family, lang) | {"same": named(same, lang)}
    for finding in findings:
        row = shared | {key: getattr(finding, key) for key in _OF_FINDING}
        if gaps:
            row["sentence"] = marked(finding.sentence, gaps.get(finding.fingerprint, ())).text
        yield row | {"type": TYPE_NAMES[lang][finding.type], "status": STATUS_NAMES[lang][finding.status]}
