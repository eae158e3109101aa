"""The graph itself: nodes, edges, and looking up a place the way lawyers cite it.

One networkx edge joins two nodes however many references lead from one to the other; the references lie on it as a tuple.
That keeps the whole federal law, with all of its references, in a few hundred megabytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from analyzer.model import Citation
from analyzer.model.network import Level, LinkState
from analyzer.refs.designations import key_of, read_designation
from analyzer.refs.names import Names
from analyzer.refs.register import Register

if TYPE_CHECKING:
    import networkx as nx

NodeKind = Literal["act", "provision", "structure"]
"""structure: a Teil, Abschnitt … that a reference names as a whole."""


class Edge(NamedTuple):
    """One reference on an edge of the graph.

    Attributes:
        relation: What it does, for instance "applies_mutatis_mutandis".
        absatz: Absatz it stands in, or "".
        satz: Sentence it stands in.
        item: List item it stands in, or "".
        words: Its words.
        to_absatz: Absatz it names, "" for the whole provision.
        to_last: Last Absatz of a range, else "".
        to_satz: Sentence it names, or ""; "" for a range of sentences too.
        mention: Running number of the reference in its act, as `Link.mention`.
        partial: Whether only rules on one subject of an act are meant ("über die Verjährung").
    """

    relation: str
    absatz: str
    satz: int
    item: str
    words: str
    to_absatz: str
    to_last: str
    to_satz: str
    mention: int
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A node: an act, a provision, or a structure unit.

    Attributes:
        id: Document and unit: "BJNR001950896 § 126"; the document alone for an act.
        kind: See `NodeKind`.
        doc: Id of its act.
        law: Abbreviation of its act; for an EU act how it is cited.
        unit: "§ 126", "Abschnitt 2"; "" for an act.
        heading: Heading of the provision, title of the act.
        level: Level of the norm.
        position: Number of the provision in its act; -1 where its text is not in the store, and for acts and structure units.
        outline: Labels of the Gliederung, outermost first.
        repealed: Whether it is "(weggefallen)".
        findings: (Absatz, type, status, number).
    """

    id: str
    kind: NodeKind
    doc: str
    law: str
    unit: str
    heading: str
    level: Level
    position: int = -1
    outline: tuple[str, ...] = ()
    repealed: bool = False
    findings: tuple[tuple[str, str, str, int], ...] = ()

    @property
    def label(self) -> str:
        """As lawyers write it: "§ 126 BGB"."""
        return f"{self.unit} {self.law}".strip() if self.unit else self.law or self.doc

    def count(self, status: str = "open") -> int:
        """Number of findings of a status."""
        return sum(number for _, _, found, number in self.findings if found == status)


class Place(NamedTuple):
    """A place in the graph.

    Attributes:
        node: Id of the node.
        absatz: "2", or "" for the whole.
        satz: From 1, 0 for the whole.
    """

    node: str
    absatz: str = ""
    satz: int = 0


class Unresolved(NamedTuple):
    """A reference that leads nowhere.

    Attributes:
        source: Node it stands in.
        absatz: Absatz it stands in, or "".
        satz: Sentence it stands in.
        words: Its words.
        relation: What it does.
        target: Id of the cited act, "" if not known.
        cited: The cited unit, "§ 5"; "" for an act as a whole.
        state: See `LinkState`.
        reason: Why it leads nowhere, German.
    """

    source: str
    absatz: str
    satz: int
    words: str
    relation: str
    target: str
    cited: str
    state: LinkState
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class LawGraph:
    """The graph with its look-ups. Made by `build_graph`; do not change it.

    Attributes:
        net: Nodes by id (attribute `node`), edges with the attribute `references`, a tuple of `Edge`.
        pulls: Names of the relations by which the citing provision takes over what the cited one orders.
        labels: Relation → what to write on the edge, by language.
        units: (document, kind of unit, folded number) → node of the provision.
        order: Document → ids of its provisions in their order.
        pulled: Node → (citing node, reference) for every reference that pulls it in.
        containers: Provision → structure units cited as a whole that it stands in, innermost first.
        unresolved: References that lead nowhere, in the order of the acts.
        register: Names of acts for `find`.
    """

    net: nx.DiGraph
    pulls: frozenset[str]
    labels: Mapping[str, Mapping[str, str]]
    units: Mapping[tuple[str, str, str], str]
    order: Mapping[str, Sequence[str]]
    pulled: Mapping[str, Sequence[tuple[str, Edge]]]
    containers: Mapping[str, Sequence[str]]
    unresolved: Sequence[Unresolved]
    register: Register
    sizes: dict[str, int] = field(default_factory=dict, repr=False)

    def __contains__(self, node: str) -> bool:
        return node in self.net

    def __len__(self) -> int:
        return len(self.net)

    def node(self, node: str) -> Node:
        """Give a node.

        Raises:
            KeyError: If there is none of this id.
        """
        found: Node = self.net.nodes[node]["node"]
        return found

    def nodes(self) -> Iterator[Node]:
        """Walk all nodes."""
        for _, node in self.net.nodes(data="node"):
            yield node

    def references(self, source: str, target: str) -> tuple[Edge, ...]:
        """Give the references from one node to another, in text order; none if there are none."""
        data = self.net.get_edge_data(source, target)
        return data["references"] if data else ()

    def unresolved_of(self, node: str) -> list[Unresolved]:
        """Give the references of a provision that lead nowhere."""
        return [each for each in self.unresolved if each.source == node]

    def provision(self, doc: str, position: int) -> str | None:
        """Find the node of a provision by its number in the act, as findings and text pages name it."""
        return next((node for node in self.order.get(doc, ()) if self.node(node).position == position), None)

    def find(self, citation: str) -> Place | None:
        """Find what a lawyer cites: "§ 35a VwVfG", "BGB § 126 Abs. 3 Satz 1", "VwVfG", or the id of a node.

        Returns:
            The place, `None` if the citation cannot be read, its act is unknown or ambiguous, or it has no such unit.
        """
        text = " ".join(citation.split())
        if text in self:
            return Place(text)
        try:
            cited = Citation.parse(text)
        except ValueError:
            doc = self._act(text)
            return Place(doc) if doc in self else None
        doc = self._act(cited.law)
        kind, numbers = read_designation(cited.unit)
        if not kind:
            node = f"{doc} {cited.unit}"
            return Place(node, cited.absatz, cited.satz) if node in self else None
        found = self.units.get((doc, kind, key_of(numbers[0])))
        if found is None:
            eu = f"{doc} {kind} {numbers[0]}"
            found = eu if eu in self else None
        return None if found is None else Place(found, cited.absatz, cited.satz)

    def _act(self, name: str) -> str:
        """Id of the act a name means, "" if none or several."""
        words = re.sub(r"^(?:des|der|dem|die|das|vom)\s+", "", name)
        if words in self.order:
            return words
        folded = words.casefold()
        own = [doc for doc in self.order if self.node(doc).law.casefold() == folded]
        if len(own) == 1:
            return own[0]
        exact, loose = self.register.by_abbreviation, self.register.by_folded_abbreviation
        for acts in (exact.get(words, ()), loose.get(folded, ())):
            stored = [act for act in acts if act.id in self.order] or list(acts)
            in_force = [act for act in stored if act.validity != "repealed"] or stored
            if len(in_force) == 1:
                return in_force[0].id
        found = Names.of(self.register).at(words, 0, len(words))
        return found.ids[0] if found is not None and len(found.ids) == 1 and found.end == len(words) else ""


def absatz_in(absatz: str, first: str, last: str) -> bool:
    """Say whether an Absatz is among those a reference names.

    Args:
        absatz: "" for text that has no numbered Absätze.
        first: Absatz the reference names, "" for the whole provision.
        last: End of a range, or "".

    Example:
        >>> absatz_in("2a", "1", "3"), absatz_in("2", "", ""), absatz_in("2", "1", "")
        (True, True, False)
    """
    if not first or not absatz or absatz == first:
        return True
    return bool(last) and _rank(first) <= _rank(absatz) <= _rank(last)


def _rank(number: str) -> tuple[int, str]:
    found = _NUMBER.match(number)
    return (int(found[1]), found[2]) if found else (0, number)


_NUMBER: Final = re.compile(r"(\d+)(.*)")
