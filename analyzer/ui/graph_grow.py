"""Which part of the graph is in the picture, and where each node lies.

The address names the steps by which a picture was grown. They are walked again in the same order, so that whoever opens
the link gets the same picture; nodes that were placed before never move.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from analyzer.graph import LawGraph, Neighbourhood, lay_out, neighbourhood
from analyzer.graph.near import Direction, ranked_neighbours
from analyzer.graph.paths import Hop

STEP: Final = 12
"""Neighbours that come in when a node is grown."""
CEILING: Final = 500
_FIRST: Final = {1: STEP, 2: 6, 3: 3}
"""Neighbours of one node by depth: at most sixty nodes before anything is grown."""
_PATH_STEP: Final = 210.0
_PATH_SWAY: Final = 46.0

Positions = dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class View:
    """How the graph is looked at.

    Attributes:
        direction: Which references are followed.
        relations: Kinds of references, `None` for all.
        depth: Steps around the start.
    """

    direction: Direction = "both"
    relations: Collection[str] | None = None
    depth: int = 1


@dataclass(slots=True)
class Grown:
    """What is in the picture.

    Attributes:
        near: Nodes and arrows.
        steps: How many nodes there were after each step.
        full: Whether the ceiling kept nodes out.
        direction: Which references are followed.
        joined: Node → nodes of the picture that are its neighbours in that direction.
    """

    near: Neighbourhood
    steps: list[int] = field(default_factory=list)
    full: bool = False
    direction: Direction = "both"
    joined: dict[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        """Find who is joined to whom."""
        self.joined = {node.id: set() for node in self.near.nodes}
        for arrow in self.near.arrows:
            if self.direction != "in":
                self.joined[arrow.source].add(arrow.target)
            if self.direction != "out":
                self.joined[arrow.target].add(arrow.source)

    def missing(self, node: str) -> tuple[int, int]:
        """Give the number of neighbours of a node, and how many of them are in the picture."""
        total = self.near.neighbours.get(node, 0)
        return total, min(total, len(self.joined.get(node, ())))


def grow(graph: LawGraph, start: str, opened: Sequence[str], view: View, path: Sequence[Hop] | None = None) -> Grown:
    """Find what is in the picture.

    Args:
        graph: The graph.
        start: Id of the node one starts from.
        opened: See `GraphAddress.opened`; ids that do not exist are passed over.
        view: How it is looked at.
        path: A path to show in the place of what is around the start.

    Raises:
        KeyError: If `start` is no node.
    """
    distance: dict[str, int] = {start: 0}
    grown: dict[str, str] = {}
    ranked: dict[str, list[str]] = {}
    steps: list[int] = []
    full = False
    if path is None:
        first = neighbourhood(
            graph,
            [start],
            direction=view.direction,
            types=view.relations,
            depth=view.depth,
            limit=_FIRST[view.depth],
        )
        distance |= first.distance
        grown |= first.grown_from
    else:
        for at, hop in enumerate(path, 1):
            distance[hop.end] = at
            grown[hop.end] = hop.start
    steps.append(len(distance))
    for node in opened:
        if node not in graph:
            continue
        if node not in distance:
            distance[node] = 1
        else:
            room = CEILING - len(distance)
            if node not in ranked:
                ranked[node] = ranked_neighbours(graph, node, direction=view.direction, types=view.relations)
            new = [each for each in ranked[node] if each not in distance][:STEP]
            full = full or len(new) > room
            for each in new[: max(0, room)]:
                distance[each] = distance[node] + 1
                grown[each] = node
        if len(distance) > steps[-1]:
            steps.append(len(distance))
    drawn = neighbourhood(graph, list(distance), direction=view.direction, types=view.relations, depth=0)
    return Grown(replace(drawn, distance=distance, grown_from=grown), steps, full, view.direction)


def place(grown: Grown, known: Mapping[str, tuple[float, float]], path: Sequence[Hop] | None = None) -> Positions:
    """Give every node its place, step by step as the picture was grown.

    Args:
        grown: What is in the picture.
        known: Places given before; they stay.
        path: A path: it is laid from left to right.
    """
    near = grown.near
    ids = [node.id for node in near.nodes]
    placed: Positions = {node: known[node] for node in ids if node in known}
    if path is not None and ids[0] not in placed:
        for at, node in enumerate([ids[0], *(hop.end for hop in path)]):
            placed.setdefault(node, (at * _PATH_STEP, _PATH_SWAY if at % 2 else -_PATH_SWAY))
    return lay_out(near, placed, grown.steps)
