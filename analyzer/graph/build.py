"""Builds the graph from rows: nodes for acts and provisions, an edge for every place that is cited."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

import networkx as nx

from analyzer.graph.law import Edge, LawGraph, Node, Unresolved
from analyzer.model.network import ActRow, FindingRow, Level, Link, ProvisionRow
from analyzer.refs.designations import key_of, read_designation, read_label
from analyzer.refs.register import Register
from analyzer.refs.whole import PARTIAL
from analyzer.rulebook.relations import Relation

STRUCTURE: Final = frozenset({"Buch", "Teil", "Kapitel", "Abschnitt", "Unterabschnitt", "Titel"})
_EU: Final = "3"
_EU_TYPES: Final = {"R": "VO", "L": "RL", "D": "Beschluss", "F": "Rahmenbeschluss"}
_EU_SINCE: Final = ((2010, "EU"), (1993, "EG"), (0, "EWG"))
_EU_ONE_NUMBERING: Final = 2015
"""Since then all acts are cited by year and number: before, regulations by number and year."""
_EU_FULL_YEARS: Final = 1999
_LONGEST_RANGE: Final = 1_000


def build_graph(
    acts: Iterable[ActRow],
    provisions: Iterable[ProvisionRow],
    links: Iterable[tuple[str, Link]],
    findings: Iterable[FindingRow] = (),
    *,
    register: Register,
    relations: Sequence[Relation],
) -> LawGraph:
    """Build the graph.

    Args:
        acts: Acts whose text is known.
        provisions: Their provisions, act after act, in order.
        links: References with the document they stand in.
        findings: Counted findings; without them nodes carry none.
        register: For the names and levels of acts that are cited but not among `acts`.
        relations: The kinds of edges.
    """
    builder = _Builder(register, frozenset(r.type for r in relations if r.pulls))
    for act in acts:
        builder.add_act(act)
    counted: defaultdict[tuple[str, int], list[tuple[str, str, str, int]]] = defaultdict(list)
    for row in findings:
        counted[row.doc, row.position].append((row.absatz, row.type, row.status, row.number))
    for provision in provisions:
        builder.add_provision(provision, tuple(counted.get((provision.doc, provision.position), ())))
    for doc, link in links:
        builder.add_link(doc, link)
    return builder.done({r.type: dict(r.label) for r in relations})


class _Builder:
    def __init__(self, register: Register, pulls: frozenset[str]) -> None:
        self._register = register
        self._pulls = pulls
        self._nodes: dict[str, Node] = {}
        self._edges: defaultdict[str, dict[str, list[Edge]]] = defaultdict(dict)
        self._units: dict[tuple[str, str, str], str] = {}
        self._order: dict[str, list[str]] = {}
        self._places: dict[tuple[str, int], str] = {}
        self._structures: dict[tuple[str, str, str], list[tuple[str, ...]]] = {}
        self._members: dict[str, list[str]] = {}
        self._unresolved: list[Unresolved] = []
        self._texts: dict[str, str] = {}

    def add_act(self, act: ActRow) -> None:
        self._nodes[act.id] = Node(act.id, "act", act.id, act.abbreviation, "", act.title, act.level)
        self._order[act.id] = []

    def add_provision(self, row: ProvisionRow, findings: tuple[tuple[str, str, str, int], ...]) -> None:
        act = self._nodes[row.doc]
        unit = row.unit or f"({row.position + 1})"
        kind, numbers = read_designation(row.unit)
        if kind == "Anlage" and "(" in unit:
            unit = unit[: unit.index("(")].strip()  # "Anlage 1 (zu § 3)"
        node = f"{row.doc} {unit}"
        if node in self._nodes:
            node = f"{node} #{row.position}"  # the same designation twice: an act within the act
        self._nodes[node] = Node(
            node, "provision", row.doc, act.law, unit, row.heading, act.level, row.position, row.outline, row.repealed, findings
        )  # fmt: skip
        self._order[row.doc].append(node)
        self._places[row.doc, row.position] = node
        for number in numbers:
            self._units.setdefault((row.doc, kind, key_of(number)), node)
        for depth, label in enumerate(row.outline):
            unit_, number = read_label(label)
            if unit_:
                paths = self._structures.setdefault((row.doc, unit_, key_of(number)), [])
                path = row.outline[: depth + 1]
                if not paths or paths[-1] != path:
                    paths.append(path)

    def add_link(self, doc: str, link: Link) -> None:
        source = self._places.get((doc, link.position))
        if source is None:
            return
        if link.state != "resolved":
            cited = f"{link.unit} {link.number}".strip()
            self._unresolved.append(
                Unresolved(source, link.absatz, link.satz, link.words, link.relation, link.target, cited, link.state, link.reason)
            )  # fmt: skip
            if link.state != "repealed":
                return
        text = self._texts.setdefault
        edge = Edge(
            sys.intern(link.relation),
            text(link.absatz, link.absatz),
            link.satz,
            text(link.item, link.item),
            text(link.words, link.words),
            text(link.to_absatz, link.to_absatz),
            text(link.range_to, link.range_to) if link.range_level == "absatz" else "",
            "" if link.range_level == "satz" else text(link.to_satz, link.to_satz),
            link.mention,
            link.extra == PARTIAL,
        )
        targets = self._edges[source]
        for target in self._targets(source, link):
            targets.setdefault(target, []).append(edge)

    def _targets(self, source: str, link: Link) -> list[str]:
        doc = link.target
        if link.unit == "norm":  # a provision with another designation refers to itself
            return [source]
        node = self._units.get((doc, link.unit, key_of(link.number)))
        if node is None:
            return [self._elsewhere(source, doc, link)]
        last = self._units.get((doc, link.unit, key_of(link.range_to))) if link.range_level == "number" else None
        if last is None:
            return [node]
        order = self._order[doc]
        return order[order.index(node) : order.index(last) + 1][:_LONGEST_RANGE] or [node]

    def _elsewhere(self, source: str, doc: str, link: Link) -> str:
        if not link.unit:
            return self._act_node(doc, link.law_name)
        if link.unit in STRUCTURE:
            return self._structure(source, doc, link)
        return self._foreign(doc, link)

    def _act_node(self, doc: str, name: str) -> str:
        if doc not in self._nodes:
            known = self._register.by_id.get(doc)
            law, title, level = (
                (known.abbreviation, known.names[0] if known.names else "", known.level)
                if known
                else (_eu_name(doc), name, _eu_level(doc))
            )
            self._nodes[doc] = Node(doc, "act", doc, law, "", title, level)
        return doc

    def _foreign(self, doc: str, link: Link) -> str:
        """Make the node of a provision whose act is not among those given: EU law, or a small store."""
        act = self._nodes[self._act_node(doc, link.law_name)]
        unit = f"{link.unit} {link.number}".strip()
        node = f"{doc} {unit}"
        if node not in self._nodes:
            self._nodes[node] = Node(node, "provision", doc, act.law, unit, "", act.level)
        return node

    def _structure(self, source: str, doc: str, link: Link) -> str:
        """Find the structure unit that is meant: the one that shares most of the Gliederung with the citing provision."""
        paths = self._structures.get((doc, link.unit, key_of(link.number)), [])
        if not paths:
            return self._foreign(doc, link)
        own = self._nodes[source].outline if self._nodes[source].doc == doc else ()
        path = max(paths, key=lambda path: (_shared(path, own), -len(path)))
        node = f"{doc} {' › '.join(path)}"
        if node not in self._nodes:
            act = self._nodes[doc]
            self._nodes[node] = Node(node, "structure", doc, act.law, path[-1], "", act.level, outline=path[:-1])
            self._members[node] = [each for each in self._order[doc] if self._nodes[each].outline[: len(path)] == path]
        return node

    def done(self, labels: dict[str, dict[str, str]]) -> LawGraph:
        net = nx.DiGraph()
        net.add_nodes_from((node.id, {"node": node}) for node in self._nodes.values())
        pulled: defaultdict[str, list[tuple[str, Edge]]] = defaultdict(list)
        for source, targets in self._edges.items():
            for target, edges in targets.items():
                net.add_edge(source, target, references=tuple(edges))
                for edge in edges:
                    if edge.relation in self._pulls and not edge.partial:
                        pulled[target].append((source, edge))
        containers: defaultdict[str, list[str]] = defaultdict(list)
        for structure in sorted(self._members, key=lambda node: -len(self._nodes[node].outline)):
            for member in self._members[structure]:
                containers[member].append(structure)
        return LawGraph(
            net,
            self._pulls,
            labels,
            self._units,
            self._order,
            dict(pulled),
            dict(containers),
            self._unresolved,
            self._register,
        )


def _shared(path: tuple[str, ...], own: tuple[str, ...]) -> int:
    shared = 0
    for label, other in zip(path, own, strict=False):
        if label != other:
            break
        shared += 1
    return shared


def _eu_level(doc: str) -> Level:
    return "eu" if doc.startswith(_EU) else "other"


def _eu_name(celex: str) -> str:
    """Write a CELEX number the way the act is cited.

    Example:
        >>> _eu_name("32016R0679"), _eu_name("32013R0575"), _eu_name("32006L0123")
        ('VO (EU) 2016/679', 'VO (EU) Nr. 575/2013', 'RL 2006/123/EG')
    """
    if not celex.startswith(_EU) or not (celex[1:5] + celex[6:]).isdigit():
        return celex
    kind, year, number = _EU_TYPES.get(celex[5], "EU"), int(celex[1:5]), int(celex[6:])
    of = next(name for since, name in _EU_SINCE if year >= since)
    if celex[5] == "F":
        return f"{kind} {year}/{number}/JI"
    if year >= _EU_ONE_NUMBERING:
        return f"{kind} ({of}) {year}/{number}"
    written = str(year) if year >= _EU_FULL_YEARS else f"{year % 100:02d}"
    return f"{kind} ({of}) Nr. {number}/{written}" if celex[5] == "R" else f"{kind} {written}/{number}/{of}"
