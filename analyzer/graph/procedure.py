"""Chains of a procedure: from the clause on the application to the decision, and to how it is served.

What a provision is about is told by its heading. The next link of the chain is a provision that cites the one before, or
is cited by it; where no reference joins them, the next provision of that kind in the same part of the same act.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from analyzer.graph.law import LawGraph, Node

Stage = Literal["application", "decision", "service"]

STAGES: Final[tuple[tuple[Stage, re.Pattern[str]], ...]] = (
    ("service", re.compile(r"\b(?:Zustellung|Bekanntgabe|Bekanntmachung (?:der|des|von) (?:Entscheidung|Bescheid)|Aushändigung)")),
    (
        "application",
        re.compile(r"(?:\b|\w)(?:[Aa]ntrag(?!sgegner|steller)(?:s|e|stellung)?|[Aa]nmeldung|[Aa]nzeige(?:pflicht(?:en)?)?|Antragsunterlagen)\b"),
    ),
    (
        "decision",
        re.compile(
            r"(?:\b|\w)(?:[Ee]ntscheidung|[Bb]escheid|[Ee]rteilung|[Gg]enehmigung|[Bb]ewilligung|[Zz]ulassung|[Ee]rlaubnis|[Ff]estsetzung"
            r"|[Ff]eststellung|[Vv]erwaltungsakte?s?)\b"
        ),
    ),
)  # fmt: skip
"""What headings say; tried in order: "Bekanntgabe des Verwaltungsaktes" is about service."""
_NEXT: Final[dict[Stage, Stage]] = {"application": "decision", "decision": "service"}
_STEPS: Final = 2


class Link(NamedTuple):
    """A link of a chain.

    Attributes:
        stage: What it is about.
        node: The provision.
        cited: Whether references join it to the link before; otherwise it only follows in the same part of the act.
        over: Provisions that lie between it and the link before.
    """

    stage: Stage
    node: Node
    cited: bool
    over: tuple[str, ...] = ()


class Chain(NamedTuple):
    """A chain.

    Attributes:
        links: Application, decision, service as far as they were found; at least two.
        open: Open findings on it.
    """

    links: tuple[Link, ...]
    open: int


def stage_of(heading: str) -> Stage | None:
    """Tell by its heading what a provision is about.

    Example:
        >>> stage_of("Antragstellung"), stage_of("Bekanntgabe des Bescheids"), stage_of("Begriffsbestimmungen")
        ('application', 'service', None)
    """
    return next((stage for stage, pattern in STAGES if pattern.search(heading)), None)


def chains(graph: LawGraph, doc: str) -> list[Chain]:
    """Find the chains that begin in an act.

    Args:
        graph: The graph.
        doc: Id of the act.

    Returns:
        Chains in the order of their application clauses; those that one provision begins count once.
    """
    found: list[Chain] = []
    for start in map(graph.node, graph.order.get(doc, ())):
        if start.repealed or stage_of(start.heading) != "application":
            continue
        links = [Link("application", start, cited=True)]
        while (wanted := _NEXT.get(links[-1].stage)) is not None:
            following = _cited(graph, links[-1].node, wanted) or _nearby(graph, links[-1].node, wanted)
            if following is None:
                break
            links.append(following)
        if len(links) > 1:
            found.append(Chain(tuple(links), sum(link.node.count() for link in links)))
    return found


def _cited(graph: LawGraph, start: Node, wanted: Stage) -> Link | None:
    """The nearest provision of a stage that references join to a provision, its own act first."""
    todo: deque[tuple[str, tuple[str, ...]]] = deque([(start.id, ())])
    seen = {start.id}
    elsewhere: Link | None = None
    while todo:
        at, over = todo.popleft()
        for each in _near(graph, at):
            if each in seen:
                continue
            seen.add(each)
            node = graph.node(each)
            if node.kind != "provision":
                continue
            if stage_of(node.heading) == wanted:
                link = Link(wanted, node, cited=True, over=over)
                if node.doc == start.doc:
                    return link
                elsewhere = elsewhere or link
            elif len(over) + 1 < _STEPS and node.doc == start.doc:
                todo.append((each, (*over, each)))
    return elsewhere


def _near(graph: LawGraph, node: str) -> Iterator[str]:
    """Provisions it cites; and those of its own act that cite it."""
    yield from graph.net.succ[node]
    doc = graph.node(node).doc
    yield from (each for each in graph.net.pred[node] if graph.node(each).doc == doc)


def _nearby(graph: LawGraph, start: Node, wanted: Stage) -> Link | None:
    """The next provision of a stage in the same part of the act; how decisions are served may be said in any part."""
    order = graph.order[start.doc]
    for each in map(graph.node, order[order.index(start.id) + 1 :]):
        if each.outline[:1] != start.outline[:1]:
            break
        if not each.repealed and stage_of(each.heading) == wanted:
            return Link(wanted, each, cited=False)
    if wanted == "service":
        for each in map(graph.node, order):
            if not each.repealed and stage_of(each.heading) == wanted:
                return Link(wanted, each, cited=False)
    return None
