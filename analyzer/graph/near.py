"""The neighbourhood of one or more provisions: what a page draws, grown step by step."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from analyzer.graph.law import Edge, LawGraph, Node
from analyzer.graph.pulls import reach_size

Direction = Literal["in", "out", "both"]
LIMIT: Final = 12
"""Neighbours shown of one node unless more are asked for; users get lost in full networks."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """All references of one kind from one node to another.

    Attributes:
        source: Id of the citing node.
        target: Id of the cited node.
        relation: What they do.
        references: The references, in text order.
    """

    source: str
    target: str
    relation: str
    references: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A part of the graph.

    Attributes:
        nodes: The starts first, then by distance, and by reach among equals.
        arrows: All references among these nodes that the filter leaves, those of a node to itself left out.
        distance: Node → steps from the nearest start.
        grown_from: Node → node it was reached from; starts are missing.
        left_out: Node → number of its neighbours that the limit kept out.
        neighbours: Node → number of its neighbours, whatever is shown, that the filter leaves.
    """

    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    distance: Mapping[str, int]
    grown_from: Mapping[str, str]
    left_out: Mapping[str, int]
    neighbours: Mapping[str, int]


def neighbourhood(
    graph: LawGraph,
    starts: Sequence[str],
    *,
    direction: Direction = "both",
    types: Collection[str] | None = None,
    levels: Collection[str] | None = None,
    depth: int = 1,
    limit: int = LIMIT,
    limits: Mapping[str, int] | None = None,
) -> Neighbourhood:
    """Find what is near some nodes.

    Growing a picture: give the node that was opened as a further start; what was there stays there.

    Args:
        graph: The graph.
        starts: Ids of nodes; the first is the origin.
        direction: "in": who cites them; "out": whom they cite; "both".
        types: Relations to follow; all by default.
        levels: Levels of norms to show; all by default.
        depth: Steps from each start.
        limit: Neighbours taken of one node, those of the largest reach first; 0 for all.
        limits: Node → another limit for it ("12 more").

    Raises:
        KeyError: If a start is no node.
    """
    view = _View(graph, direction, types, levels)
    distance: dict[str, int] = {}
    for start in starts:
        graph.node(start)
        distance.setdefault(start, 0)
    grown: dict[str, str] = {}
    left_out: dict[str, int] = {}
    level = list(distance)
    for step in range(1, depth + 1):
        following: list[str] = []
        for node in level:
            near = [each for each in view.ranked(node) if each not in distance]
            most = (limits or {}).get(node, limit) or len(near)
            if len(near) > most:
                left_out[node] = len(near) - most
            for each in near[:most]:
                distance[each] = step
                grown[each] = node
                following.append(each)
        level = following
    # Who was left out at one node may have come in by another.
    left_out = {
        node: missing for node in left_out if (missing := sum(each not in distance for each in view.near(node)))
    }
    return Neighbourhood(
        tuple(graph.node(node) for node in distance),
        tuple(view.arrows(list(distance))),
        distance,
        grown,
        left_out,
        {node: len(view.near(node)) for node in distance},
    )


def ranked_neighbours(
    graph: LawGraph, node: str, *, direction: Direction = "both", types: Collection[str] | None = None
) -> list[str]:
    """Give all neighbours of a node, those of the largest reach first.

    Args:
        graph: The graph.
        node: Id of the node.
        direction: See `neighbourhood`.
        types: Relations to follow; all by default.

    Raises:
        KeyError: If there is no such node.
    """
    return _View(graph, direction, types, None).ranked(graph.node(node).id)


class _View:
    """The graph as a filter leaves it."""

    def __init__(
        self, graph: LawGraph, direction: Direction, types: Collection[str] | None, levels: Collection[str] | None
    ) -> None:
        self._graph = graph
        self._direction = direction
        self._types = frozenset(types) if types is not None else None
        self._levels = frozenset(levels) if levels is not None else None
        self._near: dict[str, list[str]] = {}

    def near(self, node: str) -> list[str]:
        """Neighbours of a node."""
        found = self._near.get(node)
        if found is None:
            net = self._graph.net
            ways: list[tuple[str, bool]] = []
            if self._direction != "in":
                ways += ((each, True) for each in net.succ[node])
            if self._direction != "out":
                ways += ((each, False) for each in net.pred[node])
            kept = (
                each
                for each, out in ways
                if each != node
                and self._shows(each)
                and (self._joined(node, each) if out else self._joined(each, node))
            )
            found = self._near[node] = list(dict.fromkeys(kept))
        return found

    def ranked(self, node: str) -> list[str]:
        """Neighbours, those of the largest reach first."""
        return sorted(self.near(node), key=lambda each: (-reach_size(self._graph, each), each))

    def arrows(self, nodes: Sequence[str]) -> Iterator[Arrow]:
        """References among some nodes, by relation."""
        inside = set(nodes)
        for source in nodes:
            for target, data in self._graph.net.succ[source].items():
                if target not in inside or target == source:
                    continue
                kinds: dict[str, list[Edge]] = {}
                for edge in data["references"]:
                    if self._types is None or edge.relation in self._types:
                        kinds.setdefault(edge.relation, []).append(edge)
                for relation, edges in kinds.items():
                    yield Arrow(source, target, relation, tuple(edges))

    def _shows(self, node: str) -> bool:
        return self._levels is None or self._graph.node(node).level in self._levels

    def _joined(self, source: str, target: str) -> bool:
        if self._types is None:
            return True
        return any(edge.relation in self._types for edge in self._graph.references(source, target))
