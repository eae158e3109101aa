"""`medienbruch graph`: the reference graph of a store or of statutes, seen from a place or as a whole."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import typer
from typer.core import TyperGroup

from analyzer.cli import choices, graph_whole
from analyzer.cli.graph_loading import loaded, place_of
from analyzer.cli.graph_options import Depth, Types, relation_types
from analyzer.cli.graph_rows import ARROW, REACH, arrow_rows, hop_rows, pulled_row
from analyzer.cli.language import Lang, both
from analyzer.cli.lists import format_for, write_list
from analyzer.cli.options import FormatOption, LangOption, OutputOption, WhereArgument
from analyzer.cli.output import STDOUT, target
from analyzer.cli.speech import note, spoken
from analyzer.errors import ExitCode
from analyzer.model import is_fingerprint

if TYPE_CHECKING:
    from analyzer.graph import Neighbourhood

_DIRECTIONS: Final[dict[str, Literal["in", "out", "both"]]] = {"in": "in", "out": "out", "both": "both"}
_EXPORTS: Final = ("graphml", "json")


class _Group(TyperGroup):
    """`graph PATH --around …` needs no name of a command: what is none of them is `show`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] != "--help":
            args = ["show", *args]
        return super().parse_args(ctx, args)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(
        name="graph",
        cls=_Group,
        help=both(
            "Der Verweisgraph: Nachbarschaft einer Vorschrift, Reichweite, Wege, tote Verweise. Ohne Unterbefehl: show.",
            "The reference graph: neighbourhood of a provision, reach, paths, dead references. Without a subcommand: show.",
        ),
        epilog=both(
            'Beispiel: medienbruch graph corpus --around "AltwG § 16" --depth 2',
            'Example: medienbruch graph corpus --around "AltwG § 16" --depth 2',
        ),
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    for name, command, text, example in _COMMANDS:
        group.command(name, help=both(*text), epilog=both(f"Beispiel: {example}", f"Example: {example}"))(command)
    app.add_typer(group, name="graph")


def show(
    where: WhereArgument,
    around: Annotated[
        str, typer.Option(metavar="FUNDSTELLE", help=both("Vorschrift, zum Beispiel „BGB § 126“.", "Provision, for instance 'BGB § 126'."))
    ],
    depth: Depth = 1,
    direction: Annotated[
        str,
        typer.Option(
            metavar="|".join(_DIRECTIONS),
            help=both("in: wer verweist hierher; out: wohin; both.", "in: who refers here; out: where to; both."),
        ),
    ] = "both",
    type_: Types = None,
    limit: Annotated[
        int,
        typer.Option(
            metavar="N",
            min=0,
            help=both("Nachbarn je Vorschrift, die mit größter Reichweite zuerst; 0 alle.", "Neighbours a provision, those of the largest reach first; 0 all."),
        ),
    ] = 12,
    export: Annotated[
        str | None,
        typer.Option(metavar="|".join(_EXPORTS), help=both("Statt einer Tabelle als Graph.", "As a graph instead of a table.")),
    ] = None,
    output: OutputOption = STDOUT,
    format_: FormatOption = None,
    lang: LangOption = None,
) -> int:  # fmt: skip
    """Show what is near a provision."""
    language = spoken(lang)
    wanted = relation_types(type_)
    form = None
    if export is not None:
        choices.one_of("--export", export, _EXPORTS)
    else:
        form = format_for(output, format_)
    from analyzer.graph import lay_out, neighbourhood, to_graphml, to_json  # noqa: PLC0415  heavy

    with target(output) as stream:
        graph, unreadable = loaded(where, language, findings=export is not None)
        start = place_of(graph, around)
        near = neighbourhood(
            graph,
            [start.node],
            direction=_DIRECTIONS[choices.one_of("--direction", direction, _DIRECTIONS)],
            types=wanted,
            depth=depth,
            limit=limit,
        )
        if form is not None:
            write_list(arrow_rows(graph, near, language), ARROW, form, stream, language)
        elif export == "json":
            stream.write(json.dumps(to_json(graph, near, lay_out(near)), ensure_ascii=False, indent=1).encode() + b"\n")
        else:
            to_graphml(graph, near, stream, lay_out(near))
    _tell(near, language)
    return int(ExitCode.UNREADABLE if unreadable else ExitCode.OK)


def path(
    where: WhereArgument,
    start: Annotated[str, typer.Argument(metavar="FUNDSTELLE", help=both("Anfang.", "Start."))],
    end: Annotated[str, typer.Argument(metavar="FUNDSTELLE", help=both("Ende.", "End."))],
    directed: Annotated[
        bool,
        typer.Option("--directed", help=both("Nur in Richtung der Verweise.", "Along the direction of the references only.")),
    ] = False,
    type_: Types = None,
    output: OutputOption = STDOUT,
    format_: FormatOption = None,
    lang: LangOption = None,
) -> int:  # fmt: skip
    """Find the shortest way between two provisions."""
    language = spoken(lang)
    wanted = relation_types(type_)
    form = format_for(output, format_)
    from analyzer.graph import shortest_path  # noqa: PLC0415  heavy

    with target(output) as stream:
        graph, unreadable = loaded(where, language)
        hops = shortest_path(
            graph, place_of(graph, start).node, place_of(graph, end).node, directed=directed, types=wanted
        )
        if hops is None:
            note("Kein Weg gefunden." if language == "de" else "No path found.")
        write_list(hop_rows(graph, hops or (), language), ARROW, form, stream, language)
    return int(ExitCode.UNREADABLE if unreadable else ExitCode.OK)


def reach(
    where: WhereArgument,
    what: Annotated[
        str,
        typer.Argument(
            metavar="FUNDSTELLE|FINGERPRINT",
            help=both("Vorschrift, auch mit Absatz, oder Kennung eines Befunds.", "Provision, also with Absatz, or fingerprint of a finding."),
        ),
    ],
    depth: Depth = 4,
    whole_acts: Annotated[
        bool,
        typer.Option(
            "--whole-acts/--no-whole-acts",
            help=both("Auch Verweise auf ein Gesetz als Ganzes: ungenauer.", "Also references to an act as a whole: less exact."),
        ),
    ] = False,
    output: OutputOption = STDOUT,
    format_: FormatOption = None,
    lang: LangOption = None,
) -> int:  # fmt: skip
    """List who pulls a clause in."""
    language = spoken(lang)
    form = format_for(output, format_)
    from analyzer.graph import reach as reach_of  # noqa: PLC0415  heavy

    with target(output) as stream:
        graph, unreadable = loaded(where, language, findings=is_fingerprint(what))
        place = place_of(graph, what, where)
        found = reach_of(graph, place.node, place.absatz, place.satz, depth=depth, whole_acts=whole_acts)
        write_list((pulled_row(graph, each, language) for each in found.pulled), REACH, form, stream, language)
    note(_reached(len(found.pulled), len(found.acts), found.node.label, language))
    return int(ExitCode.UNREADABLE if unreadable else ExitCode.OK)


def _reached(provisions: int, acts: int, label: str, lang: Lang) -> str:
    one = provisions == 1
    if lang == "en":
        return f"{provisions} provision{'' if one else 's'} in {acts} act{'' if acts == 1 else 's'} pull{'s' if one else ''} in {label}."
    who = "1 Vorschrift" if one else f"{provisions} Vorschriften"
    return f"{who} in {acts} {'Gesetz' if acts == 1 else 'Gesetzen'} {'holt' if one else 'holen'} {label} herein."


def _tell(near: Neighbourhood, lang: Lang) -> None:
    hidden = sum(near.left_out.values())
    if hidden:
        note(
            f"{hidden} weitere Nachbarn nicht gezeigt; mit --limit 0 alle."
            if lang == "de"
            else f"{hidden} more neighbours not shown; --limit 0 shows all."
        )


_EXAMPLE: Final = "medienbruch graph"
_COMMANDS: Final[tuple[tuple[str, Any, tuple[str, str], str], ...]] = (
    (
        "show", show,
        ("Was um eine Vorschrift liegt: als Tabelle, GraphML oder JSON.", "What lies around a provision: as a table, GraphML or JSON."),
        f'{_EXAMPLE} corpus --around "AltwG § 16" --export graphml --output umgebung.graphml',
    ),
    ("stats", graph_whole.stats, ("Kennzahlen des Graphen (JSON).", "Figures of the graph (JSON)."), f"{_EXAMPLE} stats corpus"),
    (
        "dangling", graph_whole.dangling,
        ("Verweise, deren Ziel fehlt oder weggefallen ist.", "References whose target is missing or repealed."),
        f"{_EXAMPLE} dangling corpus --output tote-verweise.csv",
    ),
    (
        "path", path, ("Kürzester Weg zwischen zwei Vorschriften.", "Shortest path between two provisions."),
        f'{_EXAMPLE} path corpus "AltwG § 16" "AltwG § 3"',
    ),
    (
        "reach", reach,
        ("Welche Vorschriften eine Klausel hereinholen („§ 5 gilt entsprechend“).", "Which provisions pull a clause in (“§ 5 applies mutatis mutandis”)."),
        f'{_EXAMPLE} reach corpus "AltwG § 2"',
    ),
    (
        "hot-spots", graph_whole.hot_spots,
        ("Vorschriften, bei denen eine Änderung am weitesten reicht: offene Befunde × Reichweite.", "Provisions where a repair reaches furthest: open findings × reach."),
        f"{_EXAMPLE} hot-spots corpus --number 5",
    ),
    (
        "cycles", graph_whole.cycles,
        ("Kreise: Vorschriften, die einander hereinholen.", "Circles: provisions that pull each other in."),
        f"{_EXAMPLE} cycles corpus",
    ),
    (
        "chains", graph_whole.chains,
        ("Ketten Antrag, Entscheidung, Zustellung eines Gesetzes.", "Chains application, decision, service of an act."),
        f"{_EXAMPLE} chains corpus --law AltwG",
    ),
)  # fmt: skip
