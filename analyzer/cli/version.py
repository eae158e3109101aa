"""`medienbruch version`."""

from __future__ import annotations

import sys

import typer

from analyzer.cli.language import both
from analyzer.cli.options import LangOption
from analyzer.cli.speech import load_rules, spoken


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "version",
        help=both("Zeigt die Version des Programms und der Regeln.", "Shows the version of the program and its rules."),
        epilog=both("Beispiel: medienbruch version", "Example: medienbruch version"),
    )(version)


def version(lang: LangOption = None) -> int:
    """Print the versions."""
    from analyzer.scan.run import tool_version  # noqa: PLC0415

    language = spoken(lang)
    rulebook = load_rules(None, language)
    rules = "Regeln" if language == "de" else "rules"
    sys.stdout.write(f"medienbruch {tool_version()}\n{rules} {rulebook.digest} ({len(rulebook.rules)})\n")
    return 0
