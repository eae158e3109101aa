"""Reach of a clause: which provisions, in which acts, pull it in.

Only edges by which the citing text takes over what the cited text orders carry a clause on ("§ 5 gilt entsprechend"); a
plain mention never does. The walk is exact to the Absatz: who pulls in § 5 Absatz 2 does not pull in a clause of
Absatz 1, and what the pulled clause is carried on by is the Absatz that pulled it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from analyzer.graph.law import Edge, LawGraph, Node, absatz_in

DEPTH: Final = 4
"""Steps a clause is followed over by default: beyond, a chain of "gilt entsprechend" says little about the first clause."""


class Step(NamedTuple):
    """One step of a path: who pulls, and by what.

    Attributes:
        source: Node that pulls.
        target: Node that is cited: the clause's provision, a structure unit that holds it, or its act.
        edge: The reference.
    """

    source: str
    target: str
    edge: Edge


@dataclass(frozen=True, slots=True)
class Pulled:
    """A provision that pulls the clause in.

    Attributes:
        node: The provision.
        absatz: Absatz that pulls, or "".
        depth: Number of steps, from 1.
        path: Steps from this provision to the clause.
        whole_act: Whether a step takes over an act as a whole ("im Übrigen gilt die Zivilprozessordnung").
    """

    node: Node
    absatz: str
    depth: int
    path: tuple[Step, ...]
    whole_act: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """What pulls a clause in.

    Attributes:
        node: Where the clause stands.
        absatz: Its Absatz, or "".
        pulled: Each provision once, nearest first; those reached without a whole act before the others.
        deeper: Whether the limit of depth cut the walk.
    """

    node: Node
    absatz: str
    pulled: tuple[Pulled, ...]
    deeper: bool

    @property
    def acts(self) -> tuple[str, ...]:
        """Ids of the acts, in the order in which they are reached."""
        return tuple(dict.fromkeys(each.node.doc for each in self.pulled))


def reach(
    graph: LawGraph, node: str, absatz: str = "", satz: int = 0, *, depth: int = DEPTH, whole_acts: bool = False
) -> Reach:
    """Find what pulls a clause in.

    Args:
        graph: The graph.
        node: Provision of the clause.
        absatz: Its Absatz; "" asks for the provision as a whole.
        satz: Its sentence, 0 if it does not matter: who takes over another sentence alone does not pull it in.
        depth: Longest path.
        whole_acts: Follow references to the clause's act as a whole too ("im Übrigen gilt die Zivilprozessordnung"): they may
            pull it in, and often do not, since few mean every clause of the act. Only as the first step: that an act which is
            taken over takes over another says little about a single clause of the latter.

    Raises:
        KeyError: If there is no such node.
    """
    start = graph.node(node)
    seen: dict[tuple[str, str], tuple[Step, ...]] = {(node, absatz): ()}
    found: dict[str, Pulled] = {}
    deeper = _walk(graph, seen, found, start, satz, depth, by_act=False)
    if whole_acts and start.kind != "act":
        for source, edge in graph.pulled.get(start.doc, ()):
            step = Step(source, start.doc, edge)
            if (source, edge.absatz) not in seen:
                seen[source, edge.absatz] = (step,)
                found.setdefault(source, Pulled(graph.node(source), edge.absatz, 1, (step,), whole_act=True))
        deeper = _walk(graph, seen, found, start, satz, depth, by_act=True) or deeper
    found.pop(node, None)
    pulled = sorted(found.values(), key=lambda each: (each.whole_act, each.depth))
    return Reach(start, absatz, tuple(pulled), deeper)


def _walk(
    graph: LawGraph,
    seen: dict[tuple[str, str], tuple[Step, ...]],
    found: dict[str, Pulled],
    start: Node,
    satz: int,
    depth: int,
    *,
    by_act: bool,
) -> bool:
    """Follow all that is `seen` further; says whether the limit of depth cut the walk."""
    deeper = False
    todo = deque(seen.items())
    while todo:
        (at, at_absatz), path = todo.popleft()
        at_satz = path[0].edge.satz if path else satz
        for step in _pulling(graph, at, at_absatz, at_satz):
            state = (step.source, step.edge.absatz)
            if state in seen:
                continue
            if len(path) >= depth:
                deeper = True
                continue
            seen[state] = way = (step, *path)
            todo.append((state, way))
            if step.source != start.id and step.source not in found:
                found[step.source] = Pulled(graph.node(step.source), step.edge.absatz, len(way), way, by_act)
    return deeper


def _pulling(graph: LawGraph, node: str, absatz: str, satz: int) -> Iterator[Step]:
    for source, edge in graph.pulled.get(node, ()):
        if absatz_in(absatz, edge.to_absatz, edge.to_last) and not _other_satz(edge, satz, absatz):
            yield Step(source, node, edge)
    for structure in graph.containers.get(node, ()):
        for source, edge in graph.pulled.get(structure, ()):
            yield Step(source, structure, edge)


def _other_satz(edge: Edge, satz: int, absatz: str) -> bool:
    return bool(satz and edge.to_satz and edge.to_absatz == absatz and edge.to_satz != str(satz))


def reach_size(graph: LawGraph, node: str) -> int:
    """Count the provisions that pull in any part of a node, whole acts left aside; kept for the next question."""
    size = graph.sizes.get(node)
    if size is None:
        size = graph.sizes[node] = _size(graph, node)
    return size


def _size(graph: LawGraph, node: str) -> int:
    if node not in graph.pulled and node not in graph.containers:
        return 0
    level = {node}
    seen = {node}
    for _ in range(DEPTH):
        level = {
            source
            for at in level
            for cited in (at, *graph.containers.get(at, ()))
            for source, _ in graph.pulled.get(cited, ())
        } - seen
        seen |= level
        if not level:
            break
    return len(seen) - 1


class HotSpot(NamedTuple):
    """A provision where a repair helps most.

    Attributes:
        node: The provision.
        open: Its open findings.
        reach: Provisions that pull it in.
        score: Places a repair would reach: open findings × (reach + 1).
    """

    node: Node
    open: int
    reach: int
    score: int


def hot_spots(graph: LawGraph, limit: int = 20) -> list[HotSpot]:
    """Rank provisions by open findings × reach.

    Args:
        graph: A graph built with findings.
        limit: How many.
    """
    spots = [
        HotSpot(node, count, size, count * (size + 1))
        for node in graph.nodes()
        if node.findings and (count := node.count()) and (size := reach_size(graph, node.id)) >= 0
    ]
    return sorted(spots, key=lambda spot: (-spot.score, spot.node.id))[:limit]
