"""What both views of the graph page share: going elsewhere, the panel beside the picture, the table below it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import streamlit as st

from analyzer.graph import LawGraph, Node
from analyzer.ui import state
from analyzer.ui.components import graph_table, norm_panel
from analyzer.ui.graph_panel import table
from analyzer.ui.notices import notice
from analyzer.ui.words import Words

PLACES: Final = "graph_places"
"""Where this session keeps the places of what it has seen."""
_ROWS: Final = 1_000
"""Rows of the table below the picture."""


def go_to(start: str) -> None:
    """Show another start; direction, kinds and depth stay."""
    state.put(graph=replace(state.get().graph, start=start, opened=(), chosen="", goal=""))


def change(**changes: Any) -> None:
    """Change the address of the page: keywords as the fields of `GraphAddress`."""
    state.put(graph=replace(state.get().graph, **changes))


def citation_of(graph: LawGraph, node: Node) -> str:
    """Name a node in an address: as lawyers cite it where that leads back to it, else by its id."""
    found = graph.find(node.label)
    return node.label if found is not None and found.node == node.id else node.id


def open_node(graph: LawGraph, node: str) -> None:
    """Grow a node, or add it to the picture."""
    if node in graph:
        change(opened=(*state.get().graph.opened, node), chosen=node)


def restart(graph: LawGraph, node: Node) -> None:
    """Begin at another node."""
    go_to(citation_of(graph, node))


def show_norm(data: dict[str, Any], graph: LawGraph) -> None:
    """Show the panel; what is clicked there is chosen in the picture, or begun at."""

    def picked() -> None:
        node = st.session_state["norm"].picked
        if data.get("far"):
            restart(graph, graph.node(node))
        elif node in graph:
            inside = st.session_state.get(PLACES, {}).get("places", {})
            if node in inside:
                change(chosen=node)
            else:
                open_node(graph, node)

    chosen = norm_panel(data, key="norm", on_pick=picked)
    if chosen.finding:
        state.put(finding=chosen.finding, profile="all", types=(), statuses=(), act="", text="")
        st.switch_page(st.session_state["pages"]["page_findings"])


def show_table(graph: LawGraph, rows: list[tuple[str, str, str, str]], names: dict[str, str], say: Words) -> None:
    """Show references as a table."""

    def picked() -> None:
        change(chosen=st.session_state["graph_table"].picked)

    if len(rows) > _ROWS:
        notice("info", say("graph_table_cut", n=say.number(_ROWS), all=say.number(len(rows))))
    graph_table(table(graph, rows[:_ROWS], names, say), key="graph_table", on_pick=picked)
