"""Circles of provisions that pull each other in: § 5 applies § 7, which applies § 5."""

from __future__ import annotations

from typing import NamedTuple

import networkx as nx

from analyzer.graph.law import LawGraph, absatz_in
from analyzer.graph.pulls import Step


class Cycle(NamedTuple):
    """A circle.

    Attributes:
        steps: Its references, each step starting where the one before leads.
        size: Number of places that lie on circles with these.
    """

    steps: tuple[Step, ...]
    size: int


def cycles(graph: LawGraph) -> list[Cycle]:
    """Find circles of pulling references, exact to the Absatz; one for each group of places that circle, largest first.

    References within one provision are left out: an Absatz that applies another is no circle.
    """
    places: dict[str, set[str]] = {}
    for sources in graph.pulled.values():
        for source, edge in sources:
            places.setdefault(source, set()).add(edge.absatz)
    net = nx.DiGraph()
    for target, sources in graph.pulled.items():
        for source, edge in sources:
            if source == target or source not in graph.pulled:  # whom nobody pulls in is on no circle
                continue
            for absatz in places.get(target, ()):
                if absatz_in(absatz, edge.to_absatz, edge.to_last):
                    net.add_edge((source, edge.absatz), (target, absatz), step=Step(source, target, edge))
    found: list[Cycle] = []
    for group in nx.strongly_connected_components(net):
        if len(group) > 1:
            part = net.subgraph(group)
            start = min(group)
            circle = nx.find_cycle(part, start)
            found.append(Cycle(tuple(part.edges[edge[0], edge[1]]["step"] for edge in circle), len(group)))
    return sorted(found, key=lambda cycle: (-cycle.size, cycle.steps[0].source))
