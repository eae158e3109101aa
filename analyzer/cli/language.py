"""Language of messages and help: the option `--lang`, else the locale; German unless the locale is English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

Lang = Literal["de", "en"]
_BETWEEN: Final = "\x1f"


def language_of(argv: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """Find the language before the command line is parsed: its help and its errors are in it too.

    Example:
        >>> language_of(["scan", "--lang", "en"], {}), language_of([], {"LANG": "de_AT.UTF-8"})
        ('en', 'de')
    """
    for index, word in enumerate(argv):
        if word == "--lang" and index + 1 < len(argv):
            return "en" if argv[index + 1] == "en" else "de"
        if word.startswith("--lang="):
            return "en" if word == "--lang=en" else "de"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "en" if environment[name].startswith("en") else "de"
    return "de"


def both(de: str, en: str) -> str:
    """Write a help text in both languages; `chosen` takes one of them."""
    return f"{de}{_BETWEEN}{en}"


def chosen(text: str, lang: Lang) -> str:
    """Take the language out of a text that `both` made; any other text stays as it is."""
    de, between, en = text.partition(_BETWEEN)
    return en if between and lang == "en" else de
