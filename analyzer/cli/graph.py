"""`medienbruch graph`: the reference graph of a store or of statutes, seen from a place or as a whole."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import typer
from typer.core import TyperGroup

from analyzer.cli import choices
from analyzer.cli.graph_loading import loaded, place_of
from analyzer.cli.language import Lang, both
from analyzer.cli.lists import FORMATS, format_for, write_list
from analyzer.cli.options import LangOption
from analyzer.cli.output import STDOUT, target
from analyzer.cli.speech import note, say, spoken
from analyzer.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzer.graph import LawGraph, Neighbourhood, Pulled
    from analyzer.graph.law import Unresolved

_DIRECTIONS: Final[dict[str, Literal["in", "out", "both"]]] = {"in": "in", "out": "out", "both": "both"}
_EXPORTS: Final = ("graphml", "json")

_Where = Annotated[
    str,
    typer.Argument(
        metavar="PATH|DB",
        help=both(
            "Bestand von „scan --db“ (Datei oder Datenbank-URL), oder Gesetze wie bei scan.",
            "Store of 'scan --db' (file or database URL), or statutes as for scan.",
        ),
    ),
]
_Output = Annotated[
    str,
    typer.Option("--output", "-o", metavar="FILE", help=both("Datei; sonst Standardausgabe.", "File; else standard output.")),
]  # fmt: skip
_Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="|".join(FORMATS),
        help=both("Format; sonst nach der Endung von --output.", "Format; else by the suffix of --output."),
    ),
]
_Types = Annotated[
    list[str] | None,
    typer.Option(
        "--type",
        metavar="T,...",
        help=both(
            "Nur diese Arten von Verweisen, zum Beispiel applies,exception.",
            "These kinds of references only, for instance applies,exception.",
        ),
    ),
]
_Depth = Annotated[int, typer.Option(metavar="N", min=1, max=20, help=both("Schritte.", "Steps."))]


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
    where: _Where,
    around: Annotated[
        str, typer.Option(metavar="FUNDSTELLE", help=both("Vorschrift, zum Beispiel „BGB § 126“.", "Provision, for instance 'BGB § 126'."))
    ],
    depth: _Depth = 1,
    direction: Annotated[
        str,
        typer.Option(
            metavar="|".join(_DIRECTIONS),
            help=both("in: wer verweist hierher; out: wohin; both.", "in: who refers here; out: where to; both."),
        ),
    ] = "both",
    type_: _Types = None,
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
    output: _Output = STDOUT,
    format_: _Format = None,
    lang: LangOption = None,
) -> int:  # fmt: skip
    """Show what is near a provision."""
    language = spoken(lang)
    wanted = _types(type_)
    form = None
    if export is not None:
        choices.one_of("--export", export, _EXPORTS)
    else:
        form = format_for(output, format_)
    from analyzer.graph import lay_out, neighbourhood, to_graphml, to_json  # noqa: PLC0415  heavy

    with target(output) as stream:
        graph, unreadable = loaded(where, language)
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
            write_list(_arrows(graph, near, language), _ARROW, form, stream, language)
        elif export == "json":
            stream.write(json.dumps(to_json(graph, near, lay_out(near)), ensure_ascii=False, indent=1).encode() + b"\n")
        else:
            to_graphml(graph, near, stream, lay_out(near))
    _tell(near, language)
    return int(ExitCode.UNREADABLE if unreadable else ExitCode.OK)


def stats(where: _Where, output: _Output = STDOUT, lang: LangOption = None) -> int:
    """Give the figures of the graph as JSON."""
    from analyzer.graph import stats as figures  # noqa: PLC0415  heavy

    with target(output) as stream:
        graph, unreadable = loaded(where, spoken(lang))
        stream.write(json.dumps(figures(graph), ensure_ascii=False, indent=2).encode() + b"\n")
    return int(ExitCode.UNREADABLE if unreadable else ExitCode.OK)


def dangling(
    where: _Where,
    all_: Annotated[
        bool,
        typer.Option(
            "--all",
            help=both("Auch Verweise auf unbekannte oder mehrdeutige Gesetze.", "Also references to unknown or ambiguous acts."),
        ),
    ] = False,
    output: _Output = STDOUT,
    format_: _Format = None,
    lang: LangOption = None,
) -> int:  # fmt: skip
    """List references whose target is missing or repealed."""
    language = spoken(lang)
    form = format_for(output, format_)
    with target(output) as stream:
        graph, unreadable = loaded(where, language)
        rows = (
            _lost(graph, each, language) for each in graph.unresolved if all_ or each.state in ("missing", "repealed")
        )
        write_list(rows, _DANGLING, form, stream, language)
    return int(ExitCode.UNREADABLE if unreadable else ExitCode.OK)


def path(
    where: _Where,
    start: Annotated[str, typer.Argument(metavar="FUNDSTELLE", help=both("Anfang.", "Start."))],
    end: Annotated[str, typer.Argument(metavar="FUNDSTELLE", help=both("Ende.", "End."))],
    directed: Annotated[
        bool,
        typer.Option("--directed", help=both("Nur in Richtung der Verweise.", "Along the direction of the references only.")),
    ] = False,
    type_: _Types = None,
    output: _Output = STDOUT,
    format_: _Format = None,
    lang: LangOption = None,
) -> int:  # fmt: skip
    """Find the shortest way between two provisions."""
    language = spoken(lang)
    wanted = _types(type_)
    form = format_for(output, format_)
    from analyzer.graph import shortest_path  # noqa: PLC0415  heavy

    with target(output) as stream:
        graph, unreadable = loaded(where, language)
        hops = shortest_path(
            graph, place_of(graph, start).node, place_of(graph, end).node, directed=directed, types=wanted
        )
        if hops is None:
            note("Kein Weg gefunden." if language == "de" else "No path found.")
        rows = (
            {
                "source": graph.node(hop.start if hop.forward else hop.end).label,
                "why": _label(graph, hop.references[0].relation, language),
                "target": graph.node(hop.end if hop.forward else hop.start).label,
                "words": hop.references[0].words,
                "number": len(hop.references),
            }
            for hop in hops or ()
        )
        write_list(rows, _ARROW, form, stream, language)
    return int(ExitCode.UNREADABLE if unreadable else ExitCode.OK)


def reach(
    where: _Where,
    what: Annotated[
        str,
        typer.Argument(
            metavar="FUNDSTELLE|FINGERPRINT",
            help=both("Vorschrift, auch mit Absatz, oder Kennung eines Befunds.", "Provision, also with Absatz, or fingerprint of a finding."),
        ),
    ],
    depth: _Depth = 4,
    whole_acts: Annotated[
        bool,
        typer.Option(
            "--whole-acts/--no-whole-acts",
            help=both("Auch Verweise auf ein Gesetz als Ganzes: ungenauer.", "Also references to an act as a whole: less exact."),
        ),
    ] = False,
    output: _Output = STDOUT,
    format_: _Format = None,
    lang: LangOption = None,
) -> int:  # fmt: skip
    """List who pulls a clause in."""
    language = spoken(lang)
    form = format_for(output, format_)
    from analyzer.graph import reach as reach_of  # noqa: PLC0415  heavy

    with target(output) as stream:
        graph, unreadable = loaded(where, language)
        place = place_of(graph, what, where)
        found = reach_of(graph, place.node, place.absatz, place.satz, depth=depth, whole_acts=whole_acts)
        write_list((_pulled(graph, each, language) for each in found.pulled), _REACH, form, stream, language)
    provisions, acts = len(found.pulled), len(found.acts)
    note(
        f"{provisions} Vorschriften in {acts} Gesetzen holen {found.node.label} herein."
        if language == "de"
        else f"{provisions} provisions in {acts} acts pull in {found.node.label}."
    )
    return int(ExitCode.UNREADABLE if unreadable else ExitCode.OK)


def chains(where: _Where, law: Annotated[str, typer.Option(metavar="ABK", help=both("Gesetz.", "Act."))], lang: LangOption = None) -> int:  # fmt: skip
    """List the chains application, decision, service of an act."""
    language = spoken(lang)
    from analyzer.graph import chains as chains_of  # noqa: PLC0415  heavy

    graph, unreadable = loaded(where, language)
    for chain in chains_of(graph, graph.node(place_of(graph, law).node).doc):
        say(" → ".join(f"{link.node.label} ({link.node.heading}){'' if link.cited else '*'}" for link in chain.links))
    return int(ExitCode.UNREADABLE if unreadable else ExitCode.OK)


_EXAMPLE: Final = "medienbruch graph"
_COMMANDS: Final[tuple[tuple[str, Any, tuple[str, str], str], ...]] = (
    (
        "show", show,
        ("Was um eine Vorschrift liegt: als Tabelle, GraphML oder JSON.", "What lies around a provision: as a table, GraphML or JSON."),
        f'{_EXAMPLE} corpus --around "AltwG § 16" --export graphml --output umgebung.graphml',
    ),
    ("stats", stats, ("Kennzahlen des Graphen (JSON).", "Figures of the graph (JSON)."), f"{_EXAMPLE} stats corpus"),
    (
        "dangling", dangling,
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
        "chains", chains,
        ("Ketten Antrag, Entscheidung, Zustellung eines Gesetzes.", "Chains application, decision, service of an act."),
        f"{_EXAMPLE} chains corpus --law AltwG",
    ),
)  # fmt: skip

_ARROW: Final = {
    "source": ("Von", "From"),
    "why": ("Grund", "Why"),
    "target": ("Nach", "To"),
    "words": ("Wortlaut", "Words"),
    "number": ("Anzahl", "Number"),
}
_REACH: Final = {
    "provision": ("Vorschrift", "Provision"),
    "act": ("Gesetz", "Act"),
    "heading": ("Überschrift", "Heading"),
    "depth": ("Schritte", "Steps"),
    "whole_act": ("über ganzes Gesetz", "by a whole act"),
    "path": ("Weg", "Path"),
}
_DANGLING: Final = {
    "source": ("Vorschrift", "Provision"),
    "absatz": ("Absatz", "Absatz"),
    "satz": ("Satz", "Satz"),
    "words": ("Wortlaut", "Words"),
    "state": ("Zustand", "State"),
    "reason": ("Grund", "Reason"),
}
_STATE_NAMES: Final = {
    "missing": "fehlt",
    "repealed": "weggefallen",
    "ambiguous": "mehrdeutig",
    "outside": "außerhalb des Registers",
}


def _types(values: list[str] | None) -> list[str] | None:
    if not values:
        return None
    from analyzer.rulebook import builtin_folder  # noqa: PLC0415  heavy
    from analyzer.rulebook.relations import load_relations  # noqa: PLC0415

    known = [relation.type for relation in load_relations(builtin_folder().parent / "law" / "relations.yaml")]
    words = [word.strip() for value in values for word in value.split(",") if word.strip()]
    return [choices.one_of("--type", word, known) for word in words]


def _label(graph: LawGraph, relation: str, lang: Lang) -> str:
    return graph.labels.get(relation, {}).get(lang, relation)


def _arrows(graph: LawGraph, near: Neighbourhood, lang: Lang) -> Iterator[dict[str, Any]]:
    for arrow in near.arrows:
        yield {
            "source": graph.node(arrow.source).label,
            "why": _label(graph, arrow.relation, lang),
            "target": graph.node(arrow.target).label,
            "words": arrow.references[0].words,
            "number": len(arrow.references),
        }


def _pulled(graph: LawGraph, each: Pulled, lang: Lang) -> dict[str, Any]:
    steps = [
        f"{graph.node(step.source).label}"
        f"{f' Abs. {step.edge.absatz}' if step.edge.absatz else ''}: {_label(graph, step.edge.relation, lang)} „{step.edge.words}“"
        for step in each.path
    ]
    whole = ("ja", "yes")[lang == "en"] if each.whole_act else ("nein", "no")[lang == "en"]
    return {
        "provision": f"{each.node.unit}{f' Abs. {each.absatz}' if each.absatz else ''}",
        "act": each.node.law,
        "heading": each.node.heading,
        "depth": each.depth,
        "whole_act": whole,
        "path": " → ".join(steps),
    }


def _lost(graph: LawGraph, each: Unresolved, lang: Lang) -> dict[str, Any]:
    return {
        "source": graph.node(each.source).label,
        "absatz": each.absatz,
        "satz": each.satz,
        "words": each.words,
        "state": _STATE_NAMES[each.state] if lang == "de" else each.state,
        "reason": each.reason,
    }


def _tell(near: Neighbourhood, lang: Lang) -> None:
    hidden = sum(near.left_out.values())
    if hidden:
        note(
            f"{hidden} weitere Nachbarn nicht gezeigt; mit --limit 0 alle."
            if lang == "de"
            else f"{hidden} more neighbours not shown; --limit 0 shows all."
        )
