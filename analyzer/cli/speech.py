"""Which language a command speaks, and lines to standard output that survive a closed pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analyzer.cli.language import Lang, language_of
from analyzer.errors import UsageError

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


def load_rules(folders: Sequence[str] | None, lang: Lang, *, builtin: bool = True) -> Rulebook:
    """Load the rules; imported late, since it takes longer than a help text may.

    Where they must be prepared first, which takes seconds, a terminal is told.

    Args:
        folders: Custom rule folders.
        lang: Language of what is said.
        builtin: Whether the packaged rules are part of them.

    Raises:
        UsageError: If the packaged rules are left out and no other ones are given.
        RuleError: If a rule file is wrong.
    """
    from analyzer.rulebook import load_rulebook  # noqa: PLC0415

    if not builtin and not folders:
        raise UsageError(
            "Mit --no-builtin allein bleibt keine Regel übrig. Bitte mit --rules den Ordner der eigenen Regeln angeben.",
            en="With --no-builtin alone no rule is left. Please give the folder of your rules with --rules.",
        )

    def preparing() -> None:
        if sys.stderr.isatty():
            note(
                "Das Regelwerk wird vorbereitet; das dauert einige Sekunden und geschieht nur einmal je Fassung."
                if lang == "de"
                else "The rules are being prepared; this takes some seconds and happens once for each version of them."
            )

    return load_rulebook(*(folders or ()), builtin=builtin, preparing=preparing)
