"""Old and new spelling as one, for comparing words: "Schlußformel" and "Schlussformel", "Theil" and "Teil"."""

from __future__ import annotations

import re
from functools import cache

from analyzer.language.words import data_lines


def fold_spelling(text: str) -> str:
    """Fold case, ß and old stems, so that words of any time compare equal. The result is for comparing, not for show.

    Example:
        >>> fold_spelling("Muß der Theil unterschrieben werden?")
        'muss der teil unterschrieben werden?'
    """
    return _old_stems().sub(lambda found: _stems()[found.group()], text.casefold())


@cache
def _stems() -> dict[str, str]:
    return dict(line.split() for line in data_lines("old_spelling.txt"))


@cache
def _old_stems() -> re.Pattern[str]:
    longest_first = sorted(_stems(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))
