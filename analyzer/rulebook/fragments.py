"""Named parts of regular expressions: `${name}` stands for the part of that name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from analyzer.errors import RuleError
from analyzer.rulebook.reading import short

FRAGMENT: Final = re.compile(r"\$\{([a-zäöüß0-9_-]+)\}")
NESTING: Final = 12
"""Fragments may stand in fragments, so deep at most."""


def one_of(words: Sequence[str]) -> str:
    """Give the regex of whole words, of which one must stand there; earlier ones are tried first."""
    return r"\b(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words) + r")\b"


def expanded(source: str, known: Mapping[str, str], path: Path, where: str, home: str = "lexicon/*.yaml") -> str:
    """Fill the fragments into a regex.

    Args:
        source: As written.
        known: Fragments by name.
        path: Its file, for messages.
        where: Its place there, for messages.
        home: Where fragments are defined, for messages.

    Raises:
        RuleError: If a fragment is unknown, or fragments refer to each other in a circle.
    """
    for _ in range(NESTING):
        if "${" not in source:
            return source
        for name in FRAGMENT.findall(source):
            if name not in known:
                raise RuleError(
                    f"{short(path)}: {where}: unbekannter Baustein ${{{name}}}. Er muss in {home} stehen.",
                    en=f"{short(path)}: {where}: unknown fragment ${{{name}}}; define it in {home}.",
                )
        source = FRAGMENT.sub(lambda found: known[found[1]], source)
    raise RuleError(
        f"{short(path)}: {where}: Bausteine verweisen im Kreis aufeinander.",
        en=f"{short(path)}: {where}: fragments refer to each other in a circle.",
    )


def compiled(source: str, path: Path, where: str) -> re.Pattern[str]:
    """Compile a regex whose fragments are filled in.

    Raises:
        RuleError: If it is none; the message shows where it breaks.
    """
    try:
        return re.compile(source)
    except re.error as error:
        raise RuleError(
            f"{short(path)}: {where}: kein gültiger regulärer Ausdruck, Bausteine eingesetzt{_spot(error)}.",
            en=f"{short(path)}: {where}: not a valid regular expression with its fragments filled in ({error}).",
        ) from error


def _spot(error: re.error) -> str:
    """Show where a regex breaks: what Python says of it is English."""
    if "look-behind" in error.msg:
        return ": (?<=…) und (?<!…) brauchen eine feste Länge"
    if error.pos is None or not isinstance(error.pattern, str):
        return ""
    return f": Fehler an Zeichen {error.pos + 1}, bei „{error.pattern[max(0, error.pos - 10) : error.pos + 10]}“"
