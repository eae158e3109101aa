"""Columns of families of clauses, one row a finding: the same in a list of the command line and in the app's download."""

from __future__ import annotations

from typing import Final

PLACES: Final = {
    "title": ("Familie", "Family"),
    "name": ("Familienkennung", "Family id"),
    "clauses": ("Klauseln der Familie", "Clauses of the family"),
    "findings": ("Befunde der Familie", "Findings of the family"),
    "acts": ("Gesetze der Familie", "Acts of the family"),
    "type": ("Art", "Type"),
    "status": ("Status", "Status"),
    "zitat": ("Fundstelle", "Citation"),
    "citation": ("Fundstelle (sortierbar)", "Citation (sortable)"),
    "quote": ("Zitat", "Quote"),
    "sentence": ("Satz", "Sentence"),
    "fingerprint": ("Kennung", "Fingerprint"),
}
"""Key of a column: German and English heading."""
