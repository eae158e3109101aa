"""Nouns behind an ordinal: in "1. Januar" and "2. Halbjahr" the dot ends nothing and the number opens no list."""

from __future__ import annotations

from typing import Final

MONTHS: Final = frozenset(
    {
        *("Januar", "Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober"),
        *("November", "Dezember", "Jan", "Feb", "Apr", "Aug", "Sept", "Okt", "Nov", "Dez"),
        *("Jan.", "Feb.", "Apr.", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."),
    }
)
ORDINAL_NOUNS: Final = frozenset(
    {
        *("Lebensjahr", "Lebensjahres", "Lebensjahrs", "Lebensmonat", "Lebensmonats", "Halbsatz", "Halbsatzes"),
        *(
            "Alternative",
            "Halbjahr",
            "Halbjahres",
            "Quartal",
            "Quartals",
            "Kalendermonat",
            "Schuljahr",
            "Ausbildungsjahr",
        ),
    }
)
"""Nouns that an ordinal belongs to even where a reference stands before it: "§ 3 Nr. 1 2. Halbsatz"."""
