"""What stands beside an overview: where to begin, or what is in the chosen act or part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from analyzer.graph import LawGraph, Node, reach_size
from analyzer.graph.afar import Group, Overview
from analyzer.graph.pulls import HotSpot
from analyzer.ui.graph_far_picture import totals
from analyzer.ui.graph_panel import REACHED
from analyzer.ui.graph_picture import level_name, reach_said, tone_of_node
from analyzer.ui.look import MARKS, unbroken
from analyzer.ui.words import Words

_MEMBERS: Final = 80


def landing(graph: LawGraph, spots: Sequence[HotSpot], doc: str, say: Words) -> dict[str, Any]:
    """Say where to begin: in the corpus with the provisions where a repair reaches most, in an act with its own."""
    if doc:
        act = graph.node(doc)
        members = [graph.node(each) for each in graph.order.get(doc, ())]
        return _listed(
            act.id, act.label, act.heading, level_name(act.level, say), say("graph_act_hint"), graph, members, say
        )
    rows = [
        _row(spot.node, say("graph_spot", open=say.number(spot.open), reach=reach_said(spot.reach, say)))
        for spot in spots
    ]
    return {
        "id": "",
        "far": True,
        "title": say("graph_begin"),
        "heading": "",
        "chips": [],
        "lists": [{"head": say("graph_begin_hint"), "rows": rows}],
        "words": {"label": say("graph_panel"), "more": say("graph_rows_more", n="{n}")},
    }


def far_panel(graph: LawGraph, group: Group, doc: str, say: Words) -> dict[str, Any]:
    """Describe an act or a part of one: its provisions, those first that reach most or have open findings."""
    if group.id in graph:
        node = graph.node(group.id)
        inside = graph.order.get(group.id, ()) if node.kind == "act" else (group.id,)
        members = [graph.node(each) for each in inside]
        heading = node.heading
    else:
        members = [
            each
            for each in map(graph.node, graph.order.get(doc, ()))
            if f"{doc} {each.outline[0] if each.outline else ''}" == group.id
        ]
        heading = ""
    return _listed(group.id, group.label, heading, level_name(group.level, say), "", graph, members, say)


def _listed(
    name: str, label: str, heading: str, level: str, hint: str, graph: LawGraph, members: Sequence[Node], say: Words
) -> dict[str, Any]:
    ranked = sorted(
        members, key=lambda each: (-(each.count() * (reach_size(graph, each.id) + 1)), -reach_size(graph, each.id))
    )
    rows = [_row(each, _said(graph, each, say)) for each in ranked[:_MEMBERS]]
    open_ = sum(each.count() for each in members)
    head = (
        say("graph_members", n=say.number(len(members)), open=say.number(open_))
        if members
        else say("graph_text_outside")
    )
    return {
        "id": name,
        "far": True,
        "title": unbroken(label),
        "heading": heading,
        "chips": [{"tone": "plain", "glyph": "", "word": level}],
        "lists": [{"head": " ".join(part for part in (head, hint) if part), "rows": rows}],
        "words": {"label": say("graph_panel"), "more": say("graph_rows_more", n="{n}")},
        "cut": max(0, len(members) - _MEMBERS),
    }


def _row(node: Node, note: str) -> dict[str, str]:
    tone = tone_of_node(node.findings)
    return {
        "node": node.id,
        "label": unbroken(node.label),
        "heading": node.heading,
        "note": note,
        "tone": tone,
        "glyph": "" if tone == "none" else MARKS[tone].glyph,
    }


def _said(graph: LawGraph, node: Node, say: Words) -> str:
    parts = [
        say("graph_open", n=say.number(node.count())) if node.count() else "",
        reach_said(reach_size(graph, node.id), say),
    ]
    return ", ".join(part for part in parts if part)


def far_rows(far: Overview, say: Words) -> list[tuple[str, str, str, str]]:
    """Give the references between the groups, most first, as rows of the table."""
    pairs = sorted(totals(far).items(), key=lambda each: (-each[1], each[0]))
    rows = []
    for (source, target), number in pairs[:REACHED]:
        what = say("graph_references", n=say.number(number)) if number > 1 else say("graph_reference_one")
        rows.append((source, what, target, ""))
    return rows
