"""Labels of list items: "1.", "a)", "bb)", "(c)", "IV.", "1.2.3", "-"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

DASHES: Final = frozenset("-–—−‑•·*●■□▪○◦ο⃞☐◌\uf063\uf0a3")
"""Marks of lists without numbers; an item is cited as "Spiegelstrich 2"."""
_LONGEST: Final = len("Abschnitt A Nummer 10.10.10")
_LABEL: Final = re.compile(
    r"[\"„‚]?(?:"
    r"\(?\d{1,4}[a-z]{0,3}(?:[.,/]\d{1,4}[a-z]{0,3}){0,6}[.):]{0,2}"  # 1.  12a.  3.1.2  (4)
    r"|\(?[a-zäöüA-ZÄÖÜ]\d{0,2}[.):]{0,2}"  # a)  B.  c1)
    r"|\(?([a-zA-Z])\1{1,3}[.)]{0,2}"  # aa)  bbb)
    r"|\(?[IVXLC]{1,7}[a-z]?(?:\.\d{1,3})*[.):]{0,2}"  # IV.
    r"|\(?[ivx]{1,5}[.)]{1,2}"  # iii)
    r"|[A-Z]{1,2}[.\s]?\d{1,3}(?:\.\d{1,3}){0,4}[.)]?"  # A 1.2
    r"|(?:lfd\. ?Nr\.|Nr\.|Nrn\.|Nummer|Art\.|Artikel|Ziffer|Spalte|Abschnitt|Zu|zu|§) ?\d{1,3}[a-z]?(?:\.\d{1,2}){0,3}[.):]?"
    r"|Abschnitt [A-Z] (?:Nr\.|Nummer) \d{1,2}(?:\.\d{1,2}){0,3}"
    r")\Z"
)


@lru_cache(maxsize=4096)
def is_label(text: str) -> bool:
    """Say whether a text is a list label and nothing more.

    Example:
        >>> [is_label(t) for t in ("1.", "aa)", "–", "Farbe:")]
        [True, True, True, False]
    """
    return text in DASHES or (len(text) <= _LONGEST and _LABEL.match(text) is not None)
