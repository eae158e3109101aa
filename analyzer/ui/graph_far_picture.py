"""The picture of an overview: acts, or parts of an act, with the number of references between them."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Final

from analyzer.graph import LawGraph
from analyzer.graph.afar import Group, Overview
from analyzer.ui.graph_grow import Positions
from analyzer.ui.graph_picture import level_name
from analyzer.ui.graph_shapes import LEAST, MOST, Dot, NodeTone, Picture, drawn, line_between, outline
from analyzer.ui.look import MARKS, tone_of, unbroken
from analyzer.ui.words import Words

_BUSY: Final = 2.2
"""Arrows drawn of an overview for each of its nodes, the heaviest ones; the table has them all."""


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
        line_between(
            by_id[source], by_id[target], say("graph_references", n=say.number(number)) if number > 1 else say("graph_reference_one"),
            False, round(min(6.0, 1.0 + 0.55 * math.log1p(number)), 2), f"{by_id[source].label} → {by_id[target].label}: {number}",
            (target, source) in kept,
        )
        for (source, target), number in heavy
    )  # fmt: skip
    return drawn(dots, lines)


def totals(far: Overview) -> Counter[tuple[str, str]]:
    """Count the references from group to group, whatever they do."""
    counts: Counter[tuple[str, str]] = Counter()
    for (source, target, _), number in far.weights.items():
        counts[source, target] += number
    return counts


def _far_dot(
    group: Group, at: tuple[float, float], cited: int, found: Mapping[str, NodeTone], start: str, say: Words
) -> Dot:
    radius = round(min(MOST, LEAST + 2.4 * math.log1p(cited)), 1)
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
