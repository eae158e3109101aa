"""The picture of a graph as plain shapes: the browser and the downloaded file draw exactly these.

Look of a node: shape, colour and glyph say what open findings there are and of which family; size is reach; the ring
around it is the level of the norm. Look of an arrow: strong where the citing provision takes over what the cited one
orders, since obstacles travel along it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

from analyzer.graph import Arrow, LawGraph, Node, reach_size
from analyzer.graph.afar import Group, Overview
from analyzer.ui.graph_grow import Grown, Positions
from analyzer.ui.look import MARKS, Tone, gravest, tone_of, unbroken
from analyzer.ui.words import Words

NodeTone = Literal["form", "data", "judgement", "resolved", "mentioned", "none"]
STRETCH: Final = 1.05
"""The layout's unit in the picture, so that the reason fits on an arrow."""
MARGIN: Final = 70.0
_LEAST: Final = 14.0
_MOST: Final = 38.0
_GROWTH: Final = 3.6
_BEND: Final = 22.0
_TIP: Final = 9.0
_ROOM: Final = 27
"""Letters that fit on an arrow."""
_BUSY: Final = 2.2
"""Arrows drawn of an overview for each of its nodes, the heaviest ones; the table has them all."""


class Dot(NamedTuple):
    """A node of the picture.

    Attributes:
        id: Its id.
        x: Middle.
        y: Middle.
        r: Radius.
        d: Outline around the middle, as an SVG path.
        ring: Level of the norm that its ring shows, "" for none.
        tone: Family of its open findings.
        glyph: Sign in the middle.
        label: Citation.
        note: Second line.
        more: Neighbours that are not in the picture, "" for none.
        start: Whether the picture was grown from it.
        say: What a screen reader says, and the tip.
    """

    id: str
    x: float
    y: float
    r: float
    d: str
    ring: str
    tone: NodeTone
    glyph: str
    label: str
    note: str
    more: str
    start: bool
    say: str


class Line(NamedTuple):
    """An arrow of the picture.

    Attributes:
        source: Id of the citing node.
        target: Id of the cited node.
        d: Its line, as an SVG path.
        tip: Its head, as an SVG path.
        label: Why it exists.
        x: Middle of the label.
        y: Middle of the label.
        angle: Turn of the label in degrees.
        strong: Whether it pulls the cited clause in.
        width: Width of the line.
        say: The tip: who, why, whom, in which words.
    """

    source: str
    target: str
    d: str
    tip: str
    label: str
    x: float
    y: float
    angle: float
    strong: bool
    width: float
    say: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn.

    Attributes:
        dots: Nodes, the start first.
        lines: Arrows.
        box: Left, top, width, height of all of it.
    """

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    box: tuple[float, float, float, float]

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data for the browser."""
        return {
            "dots": [dot._asdict() for dot in self.dots],
            "lines": [line._asdict() for line in self.lines],
            "box": list(self.box),
        }


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
    return _drawn(dots, _lines(graph, grown.near.arrows, {dot.id: dot for dot in dots}, say))


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
    return round(min(_MOST, _LEAST + _GROWTH * math.log1p(size)), 1)


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
            _line(
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


def _line(a: Dot, b: Dot, label: str, strong: bool, width: float, said: str, both: bool) -> Line:
    dx, dy = b.x - a.x, b.y - a.y
    apart = math.hypot(dx, dy) or 1.0
    ux, uy = dx / apart, dy / apart
    bend = _BEND if both else 0.0
    # The control point of a quadratic curve lies twice as far out as the curve's middle.
    cx, cy = (a.x + b.x) / 2 - uy * 2 * bend, (a.y + b.y) / 2 + ux * 2 * bend
    x1, y1 = _toward(a.x, a.y, cx, cy, _border(a))
    x2, y2 = _toward(b.x, b.y, cx, cy, _border(b) + 2)
    back = math.hypot(cx - x2, cy - y2) or 1.0
    bx, by = (cx - x2) / back, (cy - y2) / back
    base_x, base_y = x2 + bx * _TIP, y2 + by * _TIP
    half = _TIP * 0.42
    tip = f"M{x2:.1f} {y2:.1f}L{base_x - by * half:.1f} {base_y + bx * half:.1f}L{base_x + by * half:.1f} {base_y - bx * half:.1f}Z"
    curve = f"Q{cx:.1f} {cy:.1f} " if both else "L"
    mid_x, mid_y = (x1 + base_x) / 2 - uy * bend, (y1 + base_y) / 2 + ux * bend
    angle = math.degrees(math.atan2(dy, dx))
    if angle > 90 or angle <= -90:  # noqa: PLR2004 - upside down
        angle += 180 if angle < 0 else -180
    return Line(
        a.id, b.id, f"M{x1:.1f} {y1:.1f}{curve}{base_x:.1f} {base_y:.1f}", tip, label,
        round(mid_x, 1), round(mid_y, 1), round(angle, 1), strong, width, said,
    )  # fmt: skip


def _border(dot: Dot) -> float:
    return dot.r + (6.0 if dot.ring else 2.0)


def _toward(x: float, y: float, to_x: float, to_y: float, far: float) -> tuple[float, float]:
    apart = math.hypot(to_x - x, to_y - y) or 1.0
    return x + (to_x - x) / apart * far, y + (to_y - y) / apart * far


def _drawn(dots: tuple[Dot, ...], lines: tuple[Line, ...]) -> Picture:
    if not dots:
        return Picture((), (), (0.0, 0.0, 0.0, 0.0))
    left = min(dot.x - dot.r for dot in dots) - MARGIN
    right = max(dot.x + dot.r for dot in dots) + MARGIN
    top = min(dot.y - dot.r for dot in dots) - MARGIN / 2
    bottom = max(dot.y + dot.r for dot in dots) + MARGIN * 0.8
    return Picture(dots, lines, (round(left, 1), round(top, 1), round(right - left, 1), round(bottom - top, 1)))


def outline(shape: str, r: float) -> str:
    """Give a shape around the origin as an SVG path.

    Args:
        shape: A tone (form: octagon, data: diamond, judgement: triangle, others: circle), "square" or "tile".
        r: Its radius.
    """
    if shape == "form":
        return _polygon(8, r * 1.06, math.pi / 8)
    if shape == "data":
        return _polygon(4, r * 1.2, 0.0)
    if shape == "judgement":
        return _polygon(3, r * 1.28, -math.pi / 2)
    if shape in {"square", "tile"}:
        w, h, c = (r, r, 3.0) if shape == "square" else (r * 1.25, r * 0.8, r * 0.35)
        return (
            f"M{c - w:.1f} {-h:.1f}H{w - c:.1f}Q{w:.1f} {-h:.1f} {w:.1f} {c - h:.1f}V{h - c:.1f}Q{w:.1f} {h:.1f} {w - c:.1f} {h:.1f}"
            f"H{c - w:.1f}Q{-w:.1f} {h:.1f} {-w:.1f} {h - c:.1f}V{c - h:.1f}Q{-w:.1f} {-h:.1f} {c - w:.1f} {-h:.1f}Z"
        )
    return f"M{-r:.1f} 0A{r:.1f} {r:.1f} 0 1 1 {r:.1f} 0A{r:.1f} {r:.1f} 0 1 1 {-r:.1f} 0Z"


def _polygon(corners: int, r: float, turn: float) -> str:
    points = (
        (r * math.cos(turn + 2 * math.pi * n / corners), r * math.sin(turn + 2 * math.pi * n / corners))
        for n in range(corners)
    )
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


# ---------------------------------------------------------------- from afar


def far_picture(graph: LawGraph, far: Overview, places: Positions, start: str, say: Words) -> Picture:
    """Draw an overview: acts, or parts of an act, with the number of references between them."""
    found = _findings_by_group(graph, far)
    cited: Counter[str] = Counter()
    for (source, target), number in totals(far).items():
        if source != target:
            cited[target] += number
    dots = tuple(_far_dot(group, places[group.id], cited[group.id], found, start, say) for group in far.groups)
    by_id = {dot.id: dot for dot in dots}
    pairs = totals(far)
    heavy = sorted(pairs.items(), key=lambda each: -each[1])[: int(_BUSY * len(dots))]
    kept = {ends for ends, _ in heavy}
    lines = tuple(
        _line(
            by_id[source], by_id[target], say("graph_references", n=say.number(number)) if number > 1 else say("graph_reference_one"),
            False, round(min(6.0, 1.0 + 0.55 * math.log1p(number)), 2), f"{by_id[source].label} → {by_id[target].label}: {number}",
            (target, source) in kept,
        )
        for (source, target), number in heavy
    )  # fmt: skip
    return _drawn(dots, lines)


def totals(far: Overview) -> Counter[tuple[str, str]]:
    """Count the references from group to group, whatever they do."""
    counts: Counter[tuple[str, str]] = Counter()
    for (source, target, _), number in far.weights.items():
        counts[source, target] += number
    return counts


def _far_dot(
    group: Group, at: tuple[float, float], cited: int, found: Mapping[str, NodeTone], start: str, say: Words
) -> Dot:
    radius = round(min(_MOST, _LEAST + 2.4 * math.log1p(cited)), 1)
    tone = found.get(group.id, "none")
    is_act = group.id.partition(" ")[0] == group.id
    label = unbroken(group.label)
    said = [label, level_name(group.level, say), say("graph_provisions", n=say.number(group.provisions))]
    said += [say("graph_open", n=say.number(group.open)), say("graph_cited", n=say.number(cited))]
    return Dot(
        group.id, at[0], at[1], radius, outline("square" if is_act else "tile", radius),
        "" if group.level == "act" else group.level, tone, MARKS[tone].glyph if tone != "none" else "", label,
        say("graph_open", n=say.number(group.open)) if group.open else "", "", group.id == start, ". ".join(said),
    )  # fmt: skip


def _findings_by_group(graph: LawGraph, far: Overview) -> dict[str, NodeTone]:
    """Give each group the tone that most of its open findings have."""
    names = {group.id for group in far.groups}
    counts: defaultdict[str, Counter[NodeTone]] = defaultdict(Counter)
    for node in graph.nodes():
        if not node.findings:
            continue
        part = f"{node.doc} {node.outline[0]}" if node.outline else node.id
        name = part if part in names else node.doc
        if name in names:
            for _, kind, status, number in node.findings:
                if status == "open":
                    counts[name][tone_of(kind, status)] += number  # type: ignore[arg-type]
    return {name: by_tone.most_common(1)[0][0] for name, by_tone in counts.items()}
