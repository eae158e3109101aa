"""The picture of a graph as plain shapes: the browser and the downloaded file draw exactly these.

Look of a node: shape, colour and glyph say what open findings there are and of which family; size is reach; the ring
around it is the level of the norm. Look of an arrow: strong where the citing provision takes over what the cited one
orders, since obstacles travel along it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from analyzer.graph import Arrow, LawGraph, Node, reach_size
from analyzer.ui.graph_grow import Grown, Positions
from analyzer.ui.graph_shapes import LEAST, MOST, Dot, Line, NodeTone, Picture, drawn, line_between, outline
from analyzer.ui.look import MARKS, Tone, gravest, tone_of, unbroken
from analyzer.ui.words import Words

STRETCH: Final = 1.05
"""The layout's unit in the picture, so that the reason fits on an arrow."""
_GROWTH: Final = 3.6
_ROOM: Final = 27
"""Letters that fit on an arrow."""


def tone_of_node(findings: Iterable[tuple[str, str, str, int]]) -> NodeTone:
    """Give the most serious tone of the findings on a node."""
    tones: list[Tone] = [tone_of(kind, status) for _, kind, status, _ in findings]  # type: ignore[arg-type]
    return gravest(tones) if tones else "none"


def level_name(level: str, say: Words) -> str:
    """Name the level of a norm."""
    return say(f"graph_level_{level}")


def reason_of(graph: LawGraph, relation: str, say: Words) -> str:
    """Say why an arrow exists."""
    labels = graph.labels.get(relation)
    return labels[say.lang] if labels else say(f"graph_reason_{relation}")


def picture(graph: LawGraph, grown: Grown, places: Positions, start: str, say: Words) -> Picture:
    """Draw a neighbourhood."""
    at = {node: (x * STRETCH, y * STRETCH) for node, (x, y) in places.items()}
    dots = tuple(
        _dot(
            graph,
            node,
            at[node.id],
            max(0, grown.near.neighbours[node.id] - len(grown.joined[node.id])),
            node.id == start,
            say,
        )
        for node in grown.near.nodes
    )
    return drawn(dots, _lines(graph, grown.near.arrows, {dot.id: dot for dot in dots}, say))


def _dot(graph: LawGraph, node: Node, at: tuple[float, float], missing: int, start: bool, say: Words) -> Dot:
    size = reach_size(graph, node.id)
    radius = radius_of(size)
    tone = tone_of_node(node.findings)
    shape: str = {"act": "square", "structure": "tile"}.get(node.kind, tone)
    number = node.count()
    label = unbroken(node.label)
    parts = [label, node.heading, level_name(node.level, say)]
    if node.repealed:
        parts.append(say("repealed"))
    parts.append(findings_said(node, say))
    parts.append(reach_said(size, say))
    if missing:
        parts.append(say("graph_more", n=say.number(missing)))
    return Dot(
        node.id, round(at[0], 1), round(at[1], 1), radius, outline(shape, radius),
        "" if node.level == "act" else node.level, tone, MARKS[tone].glyph if tone != "none" else "", label,
        say("graph_open", n=say.number(number)) if number else "", f"+{say.number(missing)}" if missing else "", start,
        ". ".join(part for part in parts if part),
    )  # fmt: skip


def radius_of(size: int) -> float:
    """Give the radius of a node that so many provisions pull in.

    Example:
        >>> radius_of(0), radius_of(1000) > radius_of(100)
        (14.0, True)
    """
    return round(min(MOST, LEAST + _GROWTH * math.log1p(size)), 1)


def findings_said(node: Node, say: Words) -> str:
    """Say what findings lie on a node, by family."""
    counts: Counter[Tone] = Counter()
    for _, kind, status, number in node.findings:
        counts[tone_of(kind, status)] += number  # type: ignore[arg-type]
    return ", ".join(
        f"{mark.word(say.lang)} {say.number(counts[tone])}" for tone, mark in MARKS.items() if counts[tone]
    )


def reach_said(size: int, say: Words) -> str:
    """Say how many provisions pull a node in."""
    if not size:
        return say("graph_reach_none")
    return say("graph_reach_one") if size == 1 else say("graph_reach_many", n=say.number(size))


def _lines(graph: LawGraph, arrows: Iterable[Arrow], dots: Mapping[str, Dot], say: Words) -> tuple[Line, ...]:
    pairs: dict[tuple[str, str], list[Arrow]] = {}
    for arrow in arrows:
        pairs.setdefault((arrow.source, arrow.target), []).append(arrow)
    lines: list[Line] = []
    for (source, target), kinds in pairs.items():
        kinds.sort(key=lambda each: (each.relation == "mention", each.relation not in graph.pulls))
        reasons = [reason_of(graph, each.relation, say) for each in kinds]
        label = _short(reasons)
        a, b = dots[source], dots[target]
        said = "; ".join(f"{reason}: {words_of(each, say)}" for reason, each in zip(reasons, kinds, strict=True))
        strong = any(each.relation in graph.pulls for each in kinds)
        lines.append(
            line_between(
                a, b, label, strong, 2.0 if strong else 1.2, f"{a.label} → {b.label}. {said}", (target, source) in pairs
            )
        )
    return tuple(lines)


def _short(reasons: list[str]) -> str:
    """Write as many reasons on an arrow as fit, at least one; the tip and the table have all."""
    label, left = reasons[0], len(reasons) - 1
    for reason in reasons[1:]:
        if len(label) + len(reason) > _ROOM:
            break
        label, left = f"{label} · {reason}", left - 1
    return f"{label} +{left}" if left else label


def words_of(arrow: Arrow, say: Words) -> str:
    """Give the words by which a node is cited, each once, with the Absatz they stand in."""
    said = dict.fromkeys(
        (f"{say('graph_absatz', n=edge.absatz)}: " if edge.absatz else "") + f"„{edge.words}“"
        for edge in arrow.references
    )
    return ", ".join(said)
