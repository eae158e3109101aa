"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from analyzer.cli.language import both

LangOption = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="de|en",
        help=both("Sprache der Meldungen, Spalten und Namen.", "Language of messages, columns and names."),
    ),
]
"""`--lang`. Read before the command line is parsed, see `language.language_of`."""

RulesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--rules",
        metavar="DIR",
        help=both(
            "Ordner mit eigenen Regeln, zusätzlich zu den mitgelieferten.",
            "Folder of custom rules, beside the packaged ones.",
        ),
    ),
]
"""`--rules`, as often as wanted."""
