"""Rows of the lists that `medienbruch graph` prints, and the names of their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from analyzer.cli.language import Lang

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from analyzer.graph import LawGraph, Neighbourhood, Pulled
    from analyzer.graph.circles import Cycle
    from analyzer.graph.law import Unresolved
    from analyzer.graph.paths import Hop
    from analyzer.graph.pulls import HotSpot

ARROW: Final = {
    "source": ("Von", "From"),
    "why": ("Grund", "Why"),
    "target": ("Nach", "To"),
    "words": ("Wortlaut", "Words"),
    "number": ("Anzahl", "Number"),
}
REACH: Final = {
    "provision": ("Vorschrift", "Provision"),
    "act": ("Gesetz", "Act"),
    "heading": ("Überschrift", "Heading"),
    "depth": ("Schritte", "Steps"),
    "whole_act": ("über ganzes Gesetz", "by a whole act"),
    "path": ("Weg", "Path"),
}
DANGLING: Final = {
    "source": ("Vorschrift", "Provision"),
    "absatz": ("Absatz", "Absatz"),
    "satz": ("Satz", "Satz"),
    "words": ("Wortlaut", "Words"),
    "state": ("Zustand", "State"),
    "reason": ("Grund", "Reason"),
}
SPOT: Final = {
    "provision": ("Vorschrift", "Provision"),
    "heading": ("Überschrift", "Heading"),
    "open": ("Offene Befunde", "Open findings"),
    "reach": ("Reichweite", "Reach"),
    "score": ("Stellen", "Places"),
}
CIRCLE: Final = {
    "provisions": ("Vorschriften", "Provisions"),
    "size": ("Stellen", "Places"),
    "steps": ("Kreis", "Circle"),
}
_STATE_NAMES: Final = {
    "missing": "fehlt",
    "repealed": "weggefallen",
    "ambiguous": "mehrdeutig",
    "outside": "außerhalb des Registers",
}


def label_of(graph: LawGraph, relation: str, lang: Lang) -> str:
    """Say what a reference does."""
    return graph.labels.get(relation, {}).get(lang, relation)


def arrow_rows(graph: LawGraph, near: Neighbourhood, lang: Lang) -> Iterator[dict[str, Any]]:
    """Give the arrows of a neighbourhood."""
    for arrow in near.arrows:
        yield {
            "source": graph.node(arrow.source).label,
            "why": label_of(graph, arrow.relation, lang),
            "target": graph.node(arrow.target).label,
            "words": arrow.references[0].words,
            "number": len(arrow.references),
        }


def pulled_row(graph: LawGraph, each: Pulled, lang: Lang) -> dict[str, Any]:
    """Give a provision that pulls a clause in, with its way."""
    steps = [
        f"{graph.node(step.source).label}"
        f"{f' Abs. {step.edge.absatz}' if step.edge.absatz else ''}: {label_of(graph, step.edge.relation, lang)} „{step.edge.words}“"
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


def lost_row(graph: LawGraph, each: Unresolved, lang: Lang) -> dict[str, Any]:
    """Give a reference that leads nowhere."""
    return {
        "source": graph.node(each.source).label,
        "absatz": each.absatz,
        "satz": each.satz,
        "words": each.words,
        "state": _STATE_NAMES[each.state] if lang == "de" else each.state,
        "reason": each.reason,
    }


def hop_rows(graph: LawGraph, hops: Iterable[Hop], lang: Lang) -> Iterator[dict[str, Any]]:
    """Give the steps of a path."""
    for hop in hops:
        source, target = (hop.start, hop.end) if hop.forward else (hop.end, hop.start)
        yield {
            "source": graph.node(source).label,
            "why": label_of(graph, hop.references[0].relation, lang),
            "target": graph.node(target).label,
            "words": hop.references[0].words,
            "number": len(hop.references),
        }


def spot_row(spot: HotSpot) -> dict[str, Any]:
    """Give a provision where a repair helps most."""
    return {
        "provision": spot.node.label,
        "heading": spot.node.heading,
        "open": spot.open,
        "reach": spot.reach,
        "score": spot.score,
    }


def circle_row(graph: LawGraph, cycle: Cycle, lang: Lang) -> dict[str, Any]:
    """Give a circle of provisions that pull each other in."""
    ways = [
        f"{graph.node(step.source).label}{f' Abs. {step.edge.absatz}' if step.edge.absatz else ''}: "
        f"{label_of(graph, step.edge.relation, lang)} „{step.edge.words}“"
        for step in cycle.steps
    ]
    names = dict.fromkeys(graph.node(step.source).label for step in cycle.steps)
    return {"provisions": ", ".join(names), "size": cycle.size, "steps": " → ".join(ways)}
