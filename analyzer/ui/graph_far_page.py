"""The graph page from afar: acts that cite acts, or the parts of one act."""

from __future__ import annotations

import streamlit as st

from analyzer.ui import state
from analyzer.ui.components import graph_picture
from analyzer.ui.graph_actions import change, restart, show_norm, show_table
from analyzer.ui.graph_far import far_panel, far_rows, landing
from analyzer.ui.graph_far_picture import far_picture
from analyzer.ui.graph_source import Loaded
from analyzer.ui.graph_svg import to_svg
from analyzer.ui.graph_words import legend, legend_lines, picture_words
from analyzer.ui.look import unbroken
from analyzer.ui.notices import notice
from analyzer.ui.words import Words


def show_from_afar(loaded: Loaded, doc: str, say: Words) -> list[str]:
    """Show the overview of an act, or of the corpus for ""; give the ids of what is in the picture."""
    graph, address = loaded.graph, state.get().graph
    with st.spinner(say("graph_counting")):
        seen, places = loaded.far(doc)
    drawn = far_picture(graph, seen, places, doc, say)
    groups = {group.id: group for group in seen.groups}

    def picked() -> None:
        change(chosen=st.session_state["graph"].picked)

    def opened() -> None:
        name = st.session_state["graph"].grown
        if name in graph and name != doc:
            restart(graph, graph.node(name))
        else:
            change(chosen=name)

    left, right = st.columns([63, 37], gap="medium")
    with left:
        if seen.left_out:
            notice("info", say("graph_far_some", n=say.number(len(seen.groups)), left=say.number(seen.left_out)))
        graph_picture(
            drawn.to_dict()
            | {
                "chosen": address.chosen,
                "scene": f"{loaded.key}/far/{doc}",
                "legend": legend(say, far=True),
                "words": picture_words(say),
                "grows": False,
            },
            key="graph",
            on_pick=picked,
            on_grow=opened,
        )
    with right:
        if address.chosen in groups:
            name = address.chosen
            if name in graph and name != doc:
                st.button(say("graph_far_open"), icon=":material/account_tree:", key="far_open", on_click=restart,
                          args=(graph, graph.node(name)))  # fmt: skip
            show_norm(far_panel(graph, groups[name], doc, say), graph)
        else:
            show_norm(landing(graph, loaded.spots(), doc, say), graph)
    names = {group.id: unbroken(group.label) for group in seen.groups}
    show_table(graph, far_rows(seen, say), names, say)
    st.download_button(
        say("graph_svg"), data=lambda: to_svg(drawn, say("page_graph"), legend_lines(say)), file_name="verweise.svg",
        mime="image/svg+xml", key="graph_svg", icon=":material/image:", on_click="ignore",
    )  # fmt: skip
    return list(groups)
