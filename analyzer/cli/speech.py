"""Which language a command speaks, and lines to standard output that survive a closed pipe."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from analyzer.cli.language import Lang, language_of

if TYPE_CHECKING:
    from analyzer.rulebook import Rulebook


def spoken(lang: str | None) -> Lang:
    """The language asked for by option, else by the locale."""
    return language_of(["--lang", lang] if lang is not None else [], os.environ)


def say(text: str) -> None:
    """Write one line of data."""
    sys.stdout.write(text + "\n")


def note(text: str) -> None:
    """Write one line that is no data."""
    sys.stderr.write(text + "\n")


def load_rules(folders: list[str] | None, *, builtin: bool = True) -> Rulebook:
    """Load the rules; imported late, since it takes longer than a help text may."""
    from analyzer.rulebook import load_rulebook  # noqa: PLC0415

    return load_rulebook(*(folders or ()), builtin=builtin)
