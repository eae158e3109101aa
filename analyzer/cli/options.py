"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analyzer.cli.language import both
from analyzer.cli.lists import FORMATS

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
            "Ordner mit eigenen Regeln, zusätzlich zu den mitgelieferten (mit --no-builtin statt ihrer).",
            "Folder of custom rules, beside the packaged ones (with --no-builtin instead of them).",
        ),
    ),
]
"""`--rules`, as often as wanted."""

NoBuiltinOption = Annotated[
    bool,
    typer.Option(
        "--no-builtin",
        help=both("Nur die Regeln aus --rules, ohne die mitgelieferten.", "Only the rules of --rules, without the packaged ones."),
    ),
]  # fmt: skip
"""`--no-builtin`: custom rules instead of the packaged ones; lexicons of the packaged rules stay usable."""

WhereArgument = Annotated[
    str,
    typer.Argument(
        metavar="PATH|DB",
        help=both(
            "Bestand von „scan --db“ (Datei oder Datenbank-URL), oder Gesetze wie bei scan.",
            "Store of 'scan --db' (file or database URL), or statutes as for scan.",
        ),
    ),
]
OutputOption = Annotated[
    str,
    typer.Option("--output", "-o", metavar="FILE", help=both("Datei; sonst Standardausgabe.", "File; else standard output.")),
]  # fmt: skip
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="|".join(FORMATS),
        help=both("Format; sonst nach der Endung von --output.", "Format; else by the suffix of --output."),
    ),
]
"""Format of a list, see `lists.format_for`."""

JudgedOption = Annotated[
    Path | None,
    typer.Option(
        "--judged",
        metavar="FILE",
        help=both(
            "Einzeln beurteilte Wörter (JSONL, gzip), aus denen zusätzlich gelernt wird.",
            "Words that readers judged one by one (JSONL, gzip), learned as well.",
        ),
    ),
]
"""Words that readers judged, see `semantic.judged_words`."""
EncoderOption = Annotated[
    str | None,
    typer.Option(
        "--encoder",
        metavar="PATH|NAME",
        help=both(
            "Anderer Encoder statt des mitgelieferten: Ordner oder Name eines SentenceTransformer.",
            "Another encoder than the packaged one: folder or name of a SentenceTransformer.",
        ),
    ),
]
OnlyTypes = Annotated[
    list[str] | None,
    typer.Option("--type", metavar="T,...", help=both("Nur diese Arten.", "These types only.")),
]
"""`--type`, as often as wanted, or with commas."""
OnlyStatuses = Annotated[
    list[str] | None,
    typer.Option("--status", metavar="S,...", help=both("Nur diese Status.", "These statuses only.")),
]
"""Likewise `--status`."""
