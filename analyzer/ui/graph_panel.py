"""What stands beside the picture: the chosen provision with its text, findings, references and reach, as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from analyzer.graph import LawGraph, Node, Pulled, reach, reach_size
from analyzer.graph.law import Edge
from analyzer.model import STATUS_NAMES, TYPE_NAMES
from analyzer.model.network import Link
from analyzer.store import Entry, ProvisionText
from analyzer.ui.graph_picture import level_name, reason_of, tone_of_node
from analyzer.ui.look import MARKS, tone, tone_of, unbroken
from analyzer.ui.origin import is_own
from analyzer.ui.words import Words

LISTED: Final = 60
"""Rows shown of a list of references."""
REACHED: Final = 300
"""Provisions named in the reach; the figures count all."""
LONGEST: Final = 20_000
"""Characters shown of a provision; the page *Gesetz* has all of it."""


def panel(
    graph: LawGraph,
    node: Node,
    text: ProvisionText | None,
    entries: Sequence[Entry],
    links: Sequence[Link],
    say: Words,
) -> dict[str, Any]:
    """Describe a node.

    Args:
        graph: The graph.
        node: The node.
        text: Its text, `None` where the store has none.
        entries: Findings in it.
        links: References in it, for marking them in the text.
        say: Language.
    """
    lost = graph.unresolved_of(node.id)
    drawn_in = reached(graph, node, say)
    ways_in = ways(graph, node.id, inward=True, say=say)
    ways_out = ways(graph, node.id, inward=False, say=say)
    return {
        "id": node.id,
        "title": unbroken(node.label),
        "heading": node.heading,
        "chips": chips(node, say),
        "count": f"{ways_in['label']}. {ways_out['label']}.",
        "text": lines(graph, node, text, entries, links) if text is not None else [],
        "noText": _no_text(node, text, say),
        "findings": [_finding(entry, say) for entry in entries],
        "ways": [ways_in, ways_out],
        "lost": [
            {"label": each.words, "note": f"{_where(each.absatz, each.satz, say)}{_why(each.reason, each.state, say)}"} for each in lost
        ],
        "reach": drawn_in,
        "tabs": {
            "text": say("graph_tab_text"),
            "findings": say("graph_tab_findings", n=say.number(len(entries))),
            "ways": say("graph_tab_ways", n=say.number(ways_in["n"] + ways_out["n"] + len(lost))),
            "reach": say("graph_tab_reach", n=say.number(drawn_in["n"])),
        },
        "words": {
            "findings": say("graph_no_findings"),
            "lost": say("graph_lost", n=say.number(len(lost))) if len(lost) != 1 else say("graph_lost_one"),
            "open": say("graph_open_finding"),
            "more": say("graph_rows_more", n="{n}"),
            "label": say("graph_panel"),
        },
    }  # fmt: skip


def chips(node: Node, say: Words) -> list[dict[str, str]]:
    """Give level and findings of a node as chips."""
    found = [{"tone": "plain", "glyph": "", "word": level_name(node.level, say)}]
    if node.repealed:
        found.append({"tone": "plain", "glyph": "", "word": say("repealed")})
    counts: dict[str, int] = {}
    for _, kind, status, number in node.findings:
        each = tone_of(kind, status)  # type: ignore[arg-type]
        counts[each] = counts.get(each, 0) + number
    found += [
        {"tone": each, "glyph": mark.glyph, "word": f"{mark.word(say.lang)} {say.number(counts[each])}"}
        for each, mark in MARKS.items()
        if each in counts
    ]
    return found


# --------------------------------------------------------------------- text


def lines(
    graph: LawGraph, node: Node, text: ProvisionText, entries: Sequence[Entry], links: Sequence[Link]
) -> list[list[Any]]:
    """Give the text of a provision line by line: depth, then pieces (words, tone of a finding or "", cited node or "")."""
    targets = targets_of(graph, node.id)
    result: list[list[Any]] = []
    length = 0
    for ordinal, block in enumerate(text.blocks):
        found = [(e.start, e.end, tone(e.finding)) for e in entries if e.ordinal == ordinal]
        cited = [
            (link.start, link.end, targets[link.mention])
            for link in links
            if link.ordinal == ordinal and link.mention in targets
        ]
        for line in block.lines:
            if length > LONGEST:
                return [*result, [0, [["…", "", ""]]]]
            length += line.end - line.start
            result.append(
                [
                    line.depth if not line.label else line.depth - 1,
                    _pieces(block.text, line.start, line.end, found, cited),
                ]
            )
    return result


def targets_of(graph: LawGraph, node: str) -> dict[int, str]:
    """Give the node that each reference of a provision leads to, by the running number of the reference."""
    return {
        edge.mention: target
        for target, data in reversed(list(graph.net.succ[node].items()))
        if target != node
        for edge in data["references"]
    }


def _pieces(
    text: str, start: int, end: int, found: Iterable[tuple[int, int, str]], cited: Iterable[tuple[int, int, str]]
) -> list[list[str]]:
    found, cited = list(found), list(cited)
    edges = {start, end, *(min(max(at, start), end) for low, high, _ in (*found, *cited) for at in (low, high))}
    pieces: list[list[str]] = []
    for low, high in pairwise(sorted(edges)):
        mark = next((name for a, b, name in found if a <= low and high <= b), "")
        target = next((name for a, b, name in cited if a <= low and high <= b), "")
        pieces.append([text[low:high], mark, target])
    return pieces


def _no_text(node: Node, text: ProvisionText | None, say: Words) -> str:
    if text is not None:
        return say("repealed") if node.repealed else ""
    if node.kind == "act":
        return say("graph_text_act")
    return say("graph_text_structure") if node.kind == "structure" else say("graph_text_outside")


def _finding(entry: Entry, say: Words) -> dict[str, str]:
    finding = entry.finding
    return {
        "id": finding.fingerprint,
        "tone": tone(finding),
        "glyph": MARKS[tone(finding)].glyph,
        "label": finding.quote,
        "note": " · ".join(
            part
            for part in (
                TYPE_NAMES[say.lang][finding.type],
                STATUS_NAMES[say.lang][finding.status],
                say("own_sign") if is_own(finding) else "",
                unbroken(_where(finding.absatz, finding.satz, say).rstrip(": ")),
            )
            if part
        ),
        "text": finding.message,
    }


# --------------------------------------------------------------- references


def ways(graph: LawGraph, node: str, *, inward: bool, say: Words) -> dict[str, Any]:
    """List the references that lead to a node or from it, those that pull a clause in first."""
    near = graph.net.pred[node] if inward else graph.net.succ[node]
    rows: dict[str, list[tuple[int, Node, list[Edge]]]] = {}
    others = 0
    for each, data in near.items():
        if each == node:
            continue
        others += 1
        kinds: dict[str, list[Edge]] = {}
        for edge in data["references"]:
            kinds.setdefault(edge.relation, []).append(edge)
        for relation, edges in kinds.items():
            rows.setdefault(relation, []).append((reach_size(graph, each), graph.node(each), edges))
    groups = []
    for relation in sorted(rows, key=lambda r: (r not in graph.pulls, r == "mention", -len(rows[r]))):
        found = sorted(rows[relation], key=lambda row: (-row[0], row[1].id))
        groups.append(
            {
                "label": reason_of(graph, relation, say),
                "strong": relation in graph.pulls,
                "n": len(found),
                "rows": [_way(other, edges, say) for _, other, edges in found[:LISTED]],
            }
        )
    name = ("graph_in" if inward else "graph_out") + ("_one" if others == 1 else "" if others else "_none")
    return {"n": others, "label": say(name, n=say.number(others)), "groups": groups}


def _way(other: Node, edges: Sequence[Edge], say: Words) -> dict[str, str]:
    first = edges[0]
    where = _where(first.absatz, first.satz, say)
    more = f" (+{len(edges) - 1})" if len(edges) > 1 else ""
    row = {"node": other.id, "label": unbroken(other.label), "note": f"{where}„{first.words}“{more}"}
    row["tone"] = tone_of_node(other.findings)
    row["glyph"] = "" if row["tone"] == "none" else MARKS[row["tone"]].glyph  # type: ignore[index]
    row["heading"] = other.heading
    return row


def _where(absatz: str, satz: int, say: Words) -> str:
    parts = [say("graph_absatz", n=absatz) if absatz else "", say("graph_satz", n=str(satz)) if satz else ""]
    said = " ".join(part for part in parts if part)
    return f"{said}: " if said else ""


def _why(reason: str, state: str, say: Words) -> str:
    return reason or say(f"graph_state_{state}")


# -------------------------------------------------------------------- reach


def reached(graph: LawGraph, node: Node, say: Words) -> dict[str, Any]:
    """Say which provisions, in which acts, pull in the obstacles of a node; without any, who pulls in the node itself."""
    absaetze = list(dict.fromkeys(absatz for absatz, _, status, number in node.findings if status == "open" and number))
    found: dict[str, Pulled] = {}
    deeper = False
    for absatz in absaetze or [""]:
        answer = reach(graph, node.id, absatz)
        deeper = deeper or answer.deeper
        for pulled in answer.pulled:
            known = found.get(pulled.node.id)
            if known is None or (pulled.whole_act, pulled.depth) < (known.whole_act, known.depth):
                found[pulled.node.id] = pulled
    near = [each for each in found.values() if not each.whole_act]
    far = [each for each in found.values() if each.whole_act]
    acts = len({each.node.doc for each in near})
    head = _reach_head(absaetze, len(near), acts, say)
    notes = [say("graph_reach_rule")]
    if absaetze and (size := reach_size(graph, node.id)) > len(near):
        notes.insert(0, say("graph_reach_whole", n=say.number(size)))
    if far:
        notes.append(
            say("graph_reach_acts", n=say.number(len(far)), acts=_in_acts(len({each.node.doc for each in far}), say))
        )
    if deeper:
        notes.append(say("graph_reach_deeper"))
    return {"n": len(near), "head": head, "notes": notes, "groups": _by_act(graph, near, node, say)}


def _reach_head(absaetze: Sequence[str], number: int, acts: int, say: Words) -> str:
    ending = "_none" if not number else "_one" if number == 1 else ""
    values = {
        "n": say.number(number),
        "acts": _in_acts(acts, say),
    }
    if not absaetze:
        return say(f"graph_reach_head_self{ending}", **values)
    where = ", ".join(absatz for absatz in absaetze if absatz)
    of = say("graph_reach_of_absatz", n=where) if where else say("graph_reach_of")
    return say(f"graph_reach_head{ending}", of=of, **values)


def _in_acts(number: int, say: Words) -> str:
    return say("graph_in_act") if number == 1 else say("graph_in_acts", n=say.number(number))


def _by_act(graph: LawGraph, pulled: Sequence[Pulled], node: Node, say: Words) -> list[dict[str, Any]]:
    groups: dict[str, list[Pulled]] = {}
    for each in pulled:
        groups.setdefault(each.node.doc, []).append(each)
    left = REACHED
    result: list[dict[str, Any]] = []
    for doc in sorted(groups, key=lambda doc: (doc != node.doc, -len(groups[doc]), doc)):
        members = groups[doc]
        rows = [_pulled(graph, each, say) for each in members[: max(0, left)]]
        left -= len(rows)
        act = graph.node(doc) if doc in graph else None
        result.append(
            {
                "label": act.label if act is not None else doc,
                "title": act.heading if act is not None else "",
                "n": len(members),
                "rows": rows,
            }
        )
    return result


def _pulled(graph: LawGraph, pulled: Pulled, say: Words) -> dict[str, str]:
    first = pulled.path[0]
    note = f"{_where(first.edge.absatz, first.edge.satz, say)}„{first.edge.words}“ {reason_of(graph, first.edge.relation, say)}"
    if pulled.depth > 1:
        over = ", ".join(unbroken(graph.node(step.source).label) for step in pulled.path[1:])
        note += f" – {say('graph_over', over=over)}"
    return {"node": pulled.node.id, "label": unbroken(pulled.node.label), "note": note, "heading": pulled.node.heading}


# -------------------------------------------------------------------- table


def table(
    graph: LawGraph, rows: Iterable[tuple[str, str, str, str]], names: Mapping[str, str], say: Words
) -> dict[str, Any]:
    """Give the references in the picture as a table: ids, names, reason, words."""
    listed = [
        {"from": source, "to": target, "cells": [names[source], reason, names[target], words]}
        for source, reason, target, words in rows
    ]
    return {
        "caption": say("graph_table"),
        "heads": [say("graph_from"), say("graph_reason"), say("graph_to"), say("graph_words")],
        "rows": listed,
        "none": say("graph_table_none"),
        "token": len(graph),
    }
