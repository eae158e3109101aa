"""Commands of `medienbruch graph` that look at the whole graph: figures, dead references, hot spots, circles, chains."""

from __future__ import annotations

import json
from typing import Annotated, Final

import typer

from analyzer.cli.graph_loading import loaded, place_of
from analyzer.cli.graph_rows import CIRCLE, DANGLING, SPOT, circle_row, lost_row, spot_row
from analyzer.cli.language import both
from analyzer.cli.lists import format_for, write_list
from analyzer.cli.options import FormatOption, LangOption, OutputOption, WhereArgument
from analyzer.cli.output import STDOUT, target
from analyzer.cli.speech import say, spoken
from analyzer.errors import ExitCode

_SPOTS: Final = 20


def stats(where: WhereArgument, output: OutputOption = STDOUT, lang: LangOption = None) -> int:
    """Give the figures of the graph as JSON."""
    from analyzer.graph import stats as figures  # noqa: PLC0415  heavy

    with target(output) as stream:
        graph, unreadable = loaded(where, spoken(lang))
        stream.write(json.dumps(figures(graph), ensure_ascii=False, indent=2).encode() + b"\n")
    return int(ExitCode.UNREADABLE if unreadable else ExitCode.OK)


def dangling(
    where: WhereArgument,
    all_: Annotated[
        bool,
        typer.Option(
            "--all",
            help=both("Auch Verweise auf unbekannte oder mehrdeutige Gesetze.", "Also references to unknown or ambiguous acts."),
        ),
    ] = False,
    output: OutputOption = STDOUT,
    format_: FormatOption = None,
    lang: LangOption = None,
) -> int:  # fmt: skip
    """List references whose target is missing or repealed."""
    language = spoken(lang)
    form = format_for(output, format_)
    with target(output) as stream:
        graph, unreadable = loaded(where, language)
        rows = (
            lost_row(graph, each, language)
            for each in graph.unresolved
            if all_ or each.state in ("missing", "repealed")
        )
        write_list(rows, DANGLING, form, stream, language)
    return int(ExitCode.UNREADABLE if unreadable else ExitCode.OK)


def hot_spots(
    where: WhereArgument,
    number: Annotated[int, typer.Option(metavar="N", min=1, help=both("So viele.", "How many."))] = _SPOTS,
    output: OutputOption = STDOUT,
    format_: FormatOption = None,
    lang: LangOption = None,
) -> int:
    """List the provisions where a repair helps most: open findings times reach."""
    language = spoken(lang)
    form = format_for(output, format_)
    from analyzer.graph import hot_spots as spots_of  # noqa: PLC0415  heavy

    with target(output) as stream:
        graph, unreadable = loaded(where, language, findings=True)
        write_list(map(spot_row, spots_of(graph, number)), SPOT, form, stream, language)
    return int(ExitCode.UNREADABLE if unreadable else ExitCode.OK)


def cycles(
    where: WhereArgument, output: OutputOption = STDOUT, format_: FormatOption = None, lang: LangOption = None
) -> int:
    """List circles of provisions that pull each other in, the largest first."""
    language = spoken(lang)
    form = format_for(output, format_)
    from analyzer.graph import cycles as cycles_of  # noqa: PLC0415  heavy

    with target(output) as stream:
        graph, unreadable = loaded(where, language)
        write_list((circle_row(graph, each, language) for each in cycles_of(graph)), CIRCLE, form, stream, language)
    return int(ExitCode.UNREADABLE if unreadable else ExitCode.OK)


def chains(where: WhereArgument, law: Annotated[str, typer.Option(metavar="ABK", help=both("Gesetz.", "Act."))], lang: LangOption = None) -> int:  # fmt: skip
    """List the chains application, decision, service of an act."""
    language = spoken(lang)
    from analyzer.graph import chains as chains_of  # noqa: PLC0415  heavy

    graph, unreadable = loaded(where, language)
    for chain in chains_of(graph, graph.node(place_of(graph, law).node).doc):
        say(" → ".join(f"{link.node.label} ({link.node.heading}){'' if link.cited else '*'}" for link in chain.links))
    return int(ExitCode.UNREADABLE if unreadable else ExitCode.OK)
