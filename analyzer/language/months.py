"""Names of months, for dates such as "1. Januar" whose dot ends nothing."""

from __future__ import annotations

from typing import Final

MONTHS: Final = frozenset(
    {
        *("Januar", "Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober"),
        *("November", "Dezember", "Jan", "Feb", "Apr", "Aug", "Sept", "Okt", "Nov", "Dez"),
        *("Jan.", "Feb.", "Apr.", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."),
    }
)
