"""The shortest way from one provision to another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from analyzer.graph.law import Edge, LawGraph


class Hop(NamedTuple):
    """A step of a path.

    Attributes:
        start: Node it leaves.
        end: Node it reaches.
        forward: Whether `start` cites `end`; otherwise `end` cites `start`.
        references: The references between them, in text order.
    """

    start: str
    end: str
    forward: bool
    references: tuple[Edge, ...]


def shortest_path(
    graph: LawGraph, start: str, end: str, *, directed: bool = False, types: Collection[str] | None = None
) -> list[Hop] | None:
    """Find a shortest path between two provisions.

    Acts as a whole are no way through: two provisions that mention the same code have nothing to do with each other.

    Args:
        graph: The graph.
        start: Node.
        end: Node.
        directed: Follow references only from the citing to the cited text; otherwise either way.
        types: Relations to follow; all by default.

    Returns:
        The steps, none if `start` is `end`; `None` if there is no path.

    Raises:
        KeyError: If one is no node.
    """
    for node in (start, end):
        graph.node(node)
    if start == end:
        return []
    forward: dict[str, str | None] = {start: None}
    backward: dict[str, str | None] = {end: None}
    ahead, behind = [start], [end]
    while ahead and behind:
        if len(ahead) <= len(behind):
            ahead, meeting = _widen(graph, ahead, forward, backward, True, directed, types)
        else:
            behind, meeting = _widen(graph, behind, backward, forward, False, directed, types)
        if meeting is not None:
            return _hops(graph, meeting, forward, backward)
    return None


def _widen(
    graph: LawGraph,
    level: Iterable[str],
    own: dict[str, str | None],
    other: Mapping[str, str | None],
    out: bool,
    directed: bool,
    types: Collection[str] | None,
) -> tuple[list[str], str | None]:
    following: list[str] = []
    succ, pred = graph.net.succ, graph.net.pred
    for node in level:
        near: list[tuple[str, bool]] = []
        if out or not directed:
            near += ((each, True) for each in succ[node])
        if not out or not directed:
            near += ((each, False) for each in pred[node])
        for each, cites in near:
            if each in own or (graph.node(each).kind == "act" and each not in other):
                continue
            source, target = (node, each) if cites else (each, node)
            if types is not None and not any(edge.relation in types for edge in graph.references(source, target)):
                continue
            own[each] = node
            if each in other:
                return [], each
            following.append(each)
    return following, None


def _hops(
    graph: LawGraph, meeting: str, forward: Mapping[str, str | None], backward: Mapping[str, str | None]
) -> list[Hop]:
    nodes = [meeting]
    while (before := forward[nodes[0]]) is not None:
        nodes.insert(0, before)
    while (after := backward[nodes[-1]]) is not None:
        nodes.append(after)
    hops: list[Hop] = []
    for start, end in pairwise(nodes):
        cites = graph.references(start, end)
        hops.append(Hop(start, end, bool(cites), cites or graph.references(end, start)))
    return hops
