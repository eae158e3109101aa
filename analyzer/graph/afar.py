"""The graph from afar: acts that cite acts, the parts of an act, and its figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from analyzer.graph.law import Edge, LawGraph, Node
from analyzer.graph.pulls import hot_spots


@dataclass(frozen=True, slots=True)
class Group:
    """A node of an aggregated graph: an act, or a part of one.

    Attributes:
        id: Id of the act; of a part, document and label.
        label: What to write.
        level: Level of the norm.
        provisions: Number of provisions.
        open: Open findings.
    """

    id: str
    label: str
    level: str
    provisions: int
    open: int


@dataclass(frozen=True, slots=True)
class Overview:
    """An aggregated graph.

    Attributes:
        groups: Its nodes, those with most references first.
        weights: (citing, cited, relation) → number of references.
        left_out: Number of nodes that the limit kept out.
    """

    groups: tuple[Group, ...]
    weights: dict[tuple[str, str, str], int]
    left_out: int


def overview(graph: LawGraph, limit: int = 60) -> Overview:
    """Show how the acts of the corpus cite each other.

    Args:
        graph: The graph.
        limit: Acts shown, those with most references to and from others.
    """
    return _aggregate(graph, {node.id: node.doc for node in graph.nodes()}, limit)


def act_overview(graph: LawGraph, doc: str, limit: int = 40) -> Overview:
    """Show how the parts of an act cite each other, and the acts around it.

    Parts are the outermost level of its Gliederung; an act without one is shown by its provisions.

    Raises:
        KeyError: If there is no such act.
    """
    graph.node(doc)
    group: dict[str, str] = {}
    for node in graph.nodes():
        if node.doc != doc:
            group[node.id] = node.doc
        elif node.kind == "provision":
            group[node.id] = f"{doc} {node.outline[0]}" if node.outline else node.id
        else:
            group[node.id] = f"{doc} {(*node.outline, node.unit)[0]}" if node.kind == "structure" else doc
    return _aggregate(graph, group, limit, around=doc)


def _aggregate(graph: LawGraph, group: dict[str, str], limit: int, around: str = "") -> Overview:
    degree: Counter[str] = Counter()
    pairs: list[tuple[str, str, tuple[Edge, ...]]] = []
    for source, targets in graph.net.adjacency():
        start = group[source]
        own_start = start.startswith(around)
        for target, data in targets.items():
            end = group[target]
            if start == end or not (own_start or end.startswith(around)):
                continue
            references = data["references"]
            degree[start] += len(references)
            degree[end] += len(references)
            pairs.append((start, end, references))
    own = [each for each in degree if around and each.startswith(around)]
    own_set = set(own)
    ranked = own + [each for each, _ in degree.most_common() if each not in own_set]
    shown = ranked[: max(limit, len(own))]
    kept = set(shown)
    sizes: Counter[str] = Counter()
    found: Counter[str] = Counter()
    levels: dict[str, Node] = {}
    for node in graph.nodes():
        name = group[node.id]
        if name in kept:
            sizes[name] += node.kind == "provision"
            found[name] += node.count()
            levels.setdefault(name, node)
    groups = tuple(
        Group(name, _label(graph, name, levels[name]), levels[name].level, sizes[name], found[name]) for name in shown
    )
    weights: Counter[tuple[str, str, str]] = Counter()
    for start, end, references in pairs:
        if start in kept and end in kept:
            for edge in references:
                weights[start, end, edge.relation] += 1
    return Overview(groups, dict(weights), len(ranked) - len(shown))


def _label(graph: LawGraph, name: str, member: Node) -> str:
    if name in graph:
        return graph.node(name).label
    return name.removeprefix(member.doc).strip()


def stats(graph: LawGraph) -> dict[str, Any]:
    """Give the figures of the graph: nodes, references by relation, what could not be resolved, what is cited most."""
    kinds: Counter[str] = Counter()
    levels: Counter[str] = Counter()
    for node in graph.nodes():
        kinds[node.kind] += 1
        if node.kind == "act":
            levels[node.level] += 1
    relations: Counter[str] = Counter()
    within = across = european = 0
    cited: Counter[str] = Counter()
    for source, target, references in graph.net.edges(data="references"):
        start, end = graph.node(source), graph.node(target)
        for edge in references:
            relations[edge.relation] += 1
        number = len(references)
        if start.doc == end.doc:
            within += number
        elif end.level == "eu":
            european += number
        else:
            across += number
        if start.doc != end.doc:
            cited[target] += 1
    states: Counter[str] = Counter(each.state for each in graph.unresolved)
    return {
        "nodes": dict(sorted(kinds.items())),
        "acts_by_level": dict(sorted(levels.items())),
        "edges": graph.net.number_of_edges(),
        "references": sum(relations.values()),
        "by_relation": dict(relations.most_common()),
        "same_act": within,
        "other_act": across,
        "eu": european,
        "unresolved": dict(sorted(states.items())),
        "most_cited": [{"id": node, "label": graph.node(node).label, "citing": n} for node, n in cited.most_common(10)],
        "hot_spots": [
            {"id": spot.node.id, "label": spot.node.label, "open": spot.open, "reach": spot.reach, "score": spot.score}
            for spot in hot_spots(graph, 10)
        ],
    }
