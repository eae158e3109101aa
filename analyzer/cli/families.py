"""`medienbruch families`: which clauses are alike."""

from __future__ import annotations

from typing import Annotated

import typer

from analyzer.cli import choices
from analyzer.cli.language import both
from analyzer.cli.options import EncoderOption, LangOption, OnlyStatuses, OnlyTypes, OutputOption
from analyzer.cli.output import STDOUT, target
from analyzer.cli.reading_runs import opened
from analyzer.cli.serve import STORE_VARIABLE, named_store
from analyzer.cli.speech import note, spoken
from analyzer.errors import ExitCode, UsageError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "families",
        help=both(
            "Fasst fast gleichlautende Klauseln aller Gesetze zusammen: ein Änderungsbefehl löst viele.",
            "Gathers nearly identical clauses of all acts: one amendment serves many.",
        ),
        epilog=both(
            "Beispiel: medienbruch families corpus --output familien.csv",
            "Example: medienbruch families corpus --output families.csv",
        ),
    )(families)


def families(
    where: Annotated[
        str | None,
        typer.Argument(
            metavar="[PATH|DB]",
            help=both(
                f"Bestand oder Gesetze wie bei scan; sonst --db, sonst {STORE_VARIABLE}, sonst die Mustergesetze.",
                f"Store, or statutes as for scan; else --db, else {STORE_VARIABLE}, else the sample statutes.",
            ),
        ),
    ] = None,
    db: Annotated[
        str | None,
        typer.Option(
            metavar="DB",
            help=both("Bestand von „scan --db“, wie bei similar.", "Store of 'scan --db', as for similar."),
        ),
    ] = None,
    type_: OnlyTypes = None,
    status: OnlyStatuses = None,
    least: Annotated[
        int,
        typer.Option(
            "--min",
            metavar="N",
            min=2,
            help=both("So viele Klauseln hat eine Familie mindestens.", "Least number of clauses of a family."),
        ),
    ] = 2,
    least_acts: Annotated[
        int,
        typer.Option(
            "--min-acts",
            metavar="N",
            min=1,
            help=both("In so vielen Gesetzen steht sie mindestens.", "Least number of acts it stands in."),
        ),
    ] = 1,
    names: Annotated[
        str | None,
        typer.Option(
            "--names",
            metavar="LIST.jsonl",
            help=both(
                "Namen aus einer früheren Liste dieses Befehls übernehmen.",
                "Take names from an earlier list of this command.",
            ),
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option(metavar="N", min=0, help=both("Anzahl der Familien; 0 alle.", "Number of families; 0 all."))
    ] = 0,
    encoder: EncoderOption = None,
    output: OutputOption = STDOUT,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="table|csv|jsonl|xlsx",
            help=both("Format; sonst nach der Endung von --output.", "Format; else by the suffix of --output."),
        ),
    ] = None,
    lang: LangOption = None,
) -> int:
    """List clause families."""
    language = spoken(lang)
    if where is not None and db is not None:
        raise UsageError(
            "Der Bestand ist zweimal angegeben, vorn und hinter --db. Bitte nur einmal.",
            en="The store is given twice, in front and behind --db. Please give it once.",
        )
    where = where or named_store(db)
    kinds, states = choices.types(type_ or []), choices.statuses(status or []) or ["open"]
    from analyzer.cli.family_lists import family_format, read_names, write_families  # noqa: PLC0415  heavy
    from analyzer.semantic import load_encoder  # noqa: PLC0415
    from analyzer.semantic.families import named_as_before, same_places  # noqa: PLC0415
    from analyzer.store import Selection  # noqa: PLC0415
    from analyzer.store.sought import families_among  # noqa: PLC0415

    form = family_format(output, format_)
    earlier = read_names(names) if names is not None else {}
    with target(output) as stream:
        reading, unreadable = opened(where, language)
        wanted = Selection(statuses=tuple(states))  # type: ignore[arg-type]  # checked by `choices`
        found = families_among(reading, wanted, load_encoder(encoder), least=least, least_acts=least_acts)
        if earlier:
            found = named_as_before(found, earlier)
        same = same_places(found)  # families of types not asked for are named, too
        if kinds:
            found = tuple(family for family in found if family.type in kinds)
        if found or form != "table":  # names of columns above nothing tell a reader nothing
            write_families(reading, found[:limit] if limit else found, form, stream, language, same)
    covered, clauses = sum(len(family.fingerprints) for family in found), sum(family.clauses for family in found)
    across = sum(family.acts > 1 for family in found)
    note(
        f"Familien: {len(found)}, davon {across} in mehreren Gesetzen; {covered} Befunde in {clauses} Klauseln."
        if language == "de"
        else f"Families: {len(found)}, of these {across} in several acts; {covered} findings in {clauses} clauses."
    )
    return int(ExitCode.UNREADABLE if unreadable else ExitCode.OK)
