"""Where the nodes of an aggregated graph are drawn: acts that cite each other much lie near each other."""

from __future__ import annotations

import math
from collections import Counter
from typing import Final

import networkx as nx

from analyzer.graph.afar import Overview

GAP: Final = 118.0
"""Least distance of two nodes, in units of the page's picture."""
_SEED: Final = 20261124
_ROUNDS: Final = 120
_PUSHES: Final = 60


def lay_out_overview(far: Overview) -> dict[str, tuple[float, float]]:
    """Place the nodes of an aggregated graph.

    Returns:
        Id of the group → position; the same overview gives the same positions.
    """
    ids = [group.id for group in far.groups]
    if not ids:
        return {}
    weights: Counter[tuple[str, str]] = Counter()
    for (source, target, _), number in far.weights.items():
        weights[min(source, target), max(source, target)] += number
    net = nx.Graph()
    net.add_nodes_from(ids)
    net.add_weighted_edges_from((source, target, math.log1p(number)) for (source, target), number in weights.items())
    spread = GAP * math.sqrt(len(ids)) * 0.75
    found = nx.spring_layout(net, k=1.6 / math.sqrt(len(ids)), iterations=_ROUNDS, seed=_SEED)
    places = {node: (float(x) * spread * 1.35, float(y) * spread) for node, (x, y) in found.items()}
    return {node: (round(x, 1), round(y, 1)) for node, (x, y) in _apart(places).items()}


def _apart(places: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Push nodes that lie too near each other apart, a little at a time."""
    points = [list(place) for place in places.values()]
    for _ in range(_PUSHES):
        moved = False
        for i, a in enumerate(points):
            for j in range(i):
                b = points[j]
                dx, dy = a[0] - b[0], a[1] - b[1]
                apart = math.hypot(dx, dy) or 0.01
                if apart >= GAP:
                    continue
                moved = True
                if apart <= 0.01:  # noqa: PLR2004 - on one another: any direction will do
                    dx, dy = math.cos(i), math.sin(i)
                    apart = 1.0
                push = (GAP - apart) / 2
                a[0] += dx / apart * push
                a[1] += dy / apart * push
                b[0] -= dx / apart * push
                b[1] -= dy / apart * push
        if not moved:
            break
    return {node: (x, y) for node, (x, y) in zip(places, points, strict=True)}
