"""`medienbruch version`."""

from __future__ import annotations

import sys

import typer

from analyzer.cli.language import both
from analyzer.cli.speech import load_rules, spoken


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "version",
        help=both("Zeigt die Version des Programms und der Regeln.", "Shows the version of the program and its rules."),
        epilog=both("Beispiel: medienbruch version", "Example: medienbruch version"),
    )(version)


def version() -> int:
    """Print the versions."""
    from analyzer.scan.run import tool_version  # noqa: PLC0415

    rulebook = load_rules(None, spoken(None))
    sys.stdout.write(f"medienbruch {tool_version()}\nrules {rulebook.digest} ({len(rulebook.rules)})\n")
    return 0
