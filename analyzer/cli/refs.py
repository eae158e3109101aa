"""`medienbruch refs` and `medienbruch register`: references of statutes, and the register they are resolved against."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from analyzer.cli.language import Lang, both
from analyzer.cli.options import LangOption
from analyzer.cli.output import STDOUT, target
from analyzer.cli.reading import statutes
from analyzer.cli.speech import note, spoken
from analyzer.errors import ExitCode, UsageError, reason_of

_PATHS = typer.Argument(metavar="PATH...", show_default=False, help=both("Wie bei scan.", "As for scan."))
_OUTPUT = typer.Option(
    "--output",
    "-o",
    metavar="FILE.jsonl",
    help=both("Datei für die Verweise; sonst Standardausgabe.", "File for the references; else standard output."),
)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        "refs",
        help=both(
            "Findet alle Verweise und löst sie auf: Gesetz, Vorschrift, Absatz, Satz, Nummer.",
            "Finds and resolves all references: act, provision, Absatz, Satz, Nummer.",
        ),
        epilog=both(
            "Beispiel: medienbruch refs corpus --output verweise.jsonl",
            "Example: medienbruch refs corpus --output references.jsonl",
        ),
    )(refs)
    group = typer.Typer(
        name="register",
        help=both("Das Register der Gesetze.", "The register of acts."),
        epilog=both(
            "Beispiel: medienbruch register build corpus --output register.jsonl.gz",
            "Example: medienbruch register build corpus --output register.jsonl.gz",
        ),
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    group.command(
        "build",
        help=both("Baut das Register aus einem Bestand.", "Builds the register from a corpus."),
        epilog=both(
            "Beispiel: medienbruch register build corpus --output register.jsonl.gz",
            "Example: medienbruch register build corpus --output register.jsonl.gz",
        ),
    )(build)
    app.add_typer(group, name="register")


def refs(
    paths: Annotated[list[str] | None, _PATHS] = None,
    text: Annotated[
        str | None,
        typer.Option(
            metavar="UNITS.jsonl", help=both("Statt PATH: einzelne Absätze.", "Instead of PATH: single paragraphs.")
        ),
    ] = None,
    output: Annotated[str, _OUTPUT] = STDOUT,
    lang: LangOption = None,
) -> int:
    """Find and resolve references."""
    language = spoken(lang)
    if bool(paths) == (text is not None):
        raise UsageError("Entweder PATH oder --text UNITS.jsonl angeben.", en="Give either PATH or --text UNITS.jsonl.")
    unreadable: list[str] = []
    with target(output) as stream:
        records = (
            _unit_records(text, unreadable, language)
            if text is not None
            else _records(paths or [], unreadable, language)
        )
        for record in records:
            _write(stream, record)
    return int(ExitCode.UNREADABLE if unreadable else ExitCode.OK)


def build(
    corpus: Annotated[
        list[str], typer.Argument(metavar="CORPUS...", help=both("Bestand, wie bei scan.", "Corpus, as for scan."))
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE.jsonl.gz",
            help=both("Datei des Registers; sonst das mitgelieferte.", "File of the register; else the packaged one."),
        ),
    ] = None,
    slugs: Annotated[
        str | None,
        typer.Option(
            metavar="FILE.tsv",
            help=both(
                "Tabelle mit den Spalten doknr und gii_slug: Namen im Portal.",
                "Table with the columns doknr and gii_slug: names on the portal.",
            ),
        ),
    ] = None,
    lang: LangOption = None,
) -> int:
    """Build the register of acts from a corpus."""
    from analyzer.refs.build import build_register  # noqa: PLC0415  heavy
    from analyzer.refs.register import register_path, write_register  # noqa: PLC0415
    from analyzer.rulebook import builtin_folder  # noqa: PLC0415

    language = spoken(lang)
    unreadable: list[str] = []
    made = build_register(statutes(corpus, unreadable, language), _slugs(slugs))
    path = Path(output) if output else register_path(builtin_folder())
    try:
        number = write_register(made.acts, path)
    except OSError as error:
        raise UsageError(
            f"{path} kann nicht geschrieben werden ({reason_of(error)}).",
            en=f"{path} cannot be written ({reason_of(error, 'en')}).",
        ) from error
    note(f"{number} Gesetze: {path}" if language == "de" else f"{number} acts: {path}")
    return int(ExitCode.UNREADABLE if unreadable else ExitCode.OK)


def _records(paths: list[str], unreadable: list[str], language: Lang) -> Iterator[dict[str, Any]]:
    from analyzer.refs.statutes import StatuteReferences  # noqa: PLC0415  heavy

    finder = StatuteReferences.packaged()
    for statute in statutes(paths, unreadable, language):
        for placed in finder.of(statute):
            if placed.reference.kind in ("norm", "law"):
                yield placed.to_dict()


def _unit_records(path: str, unreadable: list[str], language: Lang) -> Iterator[dict[str, Any]]:
    from analyzer.model import Unreadable  # noqa: PLC0415  heavy
    from analyzer.refs import ReferenceFinder, packaged_register  # noqa: PLC0415
    from analyzer.refs.units import references_of_unit  # noqa: PLC0415
    from analyzer.sources import read_units  # noqa: PLC0415

    finder = ReferenceFinder(packaged_register())
    for unit in read_units(path):
        if isinstance(unit, Unreadable):
            line = unit.en if language == "en" else unit.error
            unreadable.append(line)
            note(line)
            continue
        yield {"id": unit.id, "refs": [reference.to_dict() for reference in references_of_unit(unit, finder)]}


def _slugs(path: str | None) -> dict[str, str]:
    if path is None:
        return {}
    try:
        with Path(path).open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            return {row["doknr"]: row["gii_slug"] for row in rows}
    except (OSError, KeyError, ValueError) as error:
        raise UsageError(
            f"{path}: erwartet wird eine Tabelle mit den Spalten doknr und gii_slug ({reason_of(error)}).",
            en=f"{path}: expected is a table with the columns doknr and gii_slug ({reason_of(error, 'en')}).",
        ) from error


def _write(stream: BinaryIO, record: dict[str, Any]) -> None:
    stream.write((json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8"))
