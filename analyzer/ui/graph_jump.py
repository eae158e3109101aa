"""The button by which the other pages lead to the graph; they need not load it for that."""

from __future__ import annotations

import streamlit as st

from analyzer.ui import state
from analyzer.ui.graph_address import GraphAddress


def jump(label: str, start: str, key: str) -> None:
    """Show a button that leads to the graph.

    Args:
        label: What it says.
        start: See `GraphAddress.start`.
        key: Key of the button.
    """
    if st.button(label, icon=":material/hub:", key=key):
        lead(start)


def lead(start: str) -> None:
    """Go to the graph, beginning at `start`."""
    known = state.get().graph
    state.put(graph=GraphAddress(start=start, direction=known.direction))
    st.switch_page(st.session_state["pages"]["page_graph"])
