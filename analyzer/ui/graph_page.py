"""The page *Verweisgraph*: a provision and what hangs on it, grown step by step, with its text beside the picture."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analyzer.graph import LawGraph, Node, shortest_path, to_graphml
from analyzer.graph.paths import Hop
from analyzer.model import is_fingerprint
from analyzer.store import Act, Entry, ProvisionText, Selection
from analyzer.store.references import ReferenceReading
from analyzer.ui import state
from analyzer.ui.components import graph_picture
from analyzer.ui.graph_actions import PLACES, change, go_to, open_node, restart, show_norm, show_table
from analyzer.ui.graph_address import DEPTHS, RELATIONS
from analyzer.ui.graph_export import far_download, near_download
from analyzer.ui.graph_far_page import show_from_afar
from analyzer.ui.graph_grow import CEILING, Grown, Positions, View, grow
from analyzer.ui.graph_panel import panel
from analyzer.ui.graph_picture import picture, reason_of, words_of
from analyzer.ui.graph_shapes import Picture
from analyzer.ui.graph_source import Loaded, find, graph_of
from analyzer.ui.graph_svg import to_svg
from analyzer.ui.graph_words import legend, legend_lines, picture_words
from analyzer.ui.look import unbroken
from analyzer.ui.notices import notice
from analyzer.ui.sources import Source
from analyzer.ui.words import Words


def show(source: Source, say: Words, place: DeltaGenerator) -> None:
    """Show the page; the download of the findings shown goes to `place`.

    Raises:
        StoreError: If the store holds no references.
    """
    with st.spinner(say("graph_loading")):
        loaded = graph_of(source)
    _controls(source, loaded.graph, say)
    address = state.get().graph
    here, finding = find(loaded.graph, source.reading, address.start) if address.start else (None, "")
    if address.start and here is None:
        notice("warning", say("graph_unknown", what=address.start))
    node = loaded.graph.node(here.node) if here is not None else None
    if node is None or (node.kind == "act" and node.id in loaded.graph.order and not address.goal):
        doc = node.id if node is not None else ""
        groups = show_from_afar(loaded, doc, say)
        far_download(source.reading, loaded.graph, doc, groups, say, place)
    else:
        grown = _from_near(source, loaded, node, finding, say)
        near_download(source.reading, grown, node, say, place)


# ----------------------------------------------------------------- controls


def _controls(source: Source, graph: LawGraph, say: Words) -> None:
    address = state.get().graph

    def started() -> None:
        go_to((st.session_state["w_start"] or "").strip())

    def aimed() -> None:
        change(goal=(st.session_state["w_goal"] or "").strip(), opened=(), chosen="")

    def turned() -> None:
        change(direction=st.session_state["w_direction"] or "both")

    def deepened() -> None:
        change(depth=st.session_state["w_depth"] or 1)

    def filtered() -> None:
        change(relations=tuple(r for r in RELATIONS if r in st.session_state["w_relations"]))

    columns = st.columns([24, 21, 20, 13, 22], gap="small")
    with columns[0]:
        st.text_input(
            say("graph_start"), key=state.control("w_start", _spoken(source, graph, address.start), typed=True), type="search",
            placeholder=say("graph_start_hint"), max_chars=200, on_change=started,
        )  # fmt: skip
    with columns[1]:
        st.segmented_control(
            say("graph_direction"), ["both", "out", "in"], required=True, on_change=turned,
            format_func=lambda each: say(f"graph_direction_{each}"), key=state.control("w_direction", address.direction),
        )  # fmt: skip
    with columns[2]:
        st.multiselect(
            say("graph_relation"), list(RELATIONS), format_func=lambda each: reason_of(graph, each, say),
            key=state.control("w_relations", list(address.relations)), placeholder=say("graph_all_relations"),
            on_change=filtered,
        )  # fmt: skip
    with columns[3]:
        st.segmented_control(
            say("graph_depth"), list(DEPTHS), key=state.control("w_depth", address.depth), required=True, on_change=deepened,
        )  # fmt: skip
    with columns[4]:
        st.text_input(
            say("graph_goal"), key=state.control("w_goal", _spoken(source, graph, address.goal), typed=True), type="search",
            placeholder=say("graph_goal_hint"), max_chars=200, on_change=aimed, disabled=not address.start,
        )  # fmt: skip


def _spoken(source: Source, graph: LawGraph, name: str) -> str:
    """Write an id, or the fingerprint of a finding, the way a lawyer would."""
    if name in graph:
        return graph.node(name).label
    entry = source.reading.finding(name) if is_fingerprint(name) else None
    return entry.finding.zitat if entry is not None else name


# --------------------------------------------------------------------- near


def _from_near(source: Source, loaded: Loaded, start: Node, finding: str, say: Words) -> Grown:
    graph, address = loaded.graph, state.get().graph
    view = View(address.direction, address.relations or None, address.depth)
    path = _path(source, graph, start, view, say) if address.goal else None
    grown, places = _drawn(loaded, start, view, path)
    chosen = graph.node(address.chosen) if address.chosen in graph else start
    drawn = picture(graph, grown, places, start.id, say)
    left, right = st.columns([63, 37], gap="medium")
    with left:
        if grown.full:
            notice("info", say("graph_full", n=say.number(CEILING)))
        _picture(graph, drawn, chosen.id, f"{loaded.key}/{start.id}/{address.goal}", say)
    with right:
        _buttons(source, graph, grown, chosen, start, say)
        _panel(source, graph, chosen, finding if chosen.id == start.id else "", say)
    names = {node.id: unbroken(node.label) for node in grown.near.nodes}
    rows = [
        (arrow.source, reason_of(graph, arrow.relation, say), arrow.target, words_of(arrow, say))
        for arrow in grown.near.arrows
    ]
    show_table(graph, rows, names, say)
    _downloads(graph, grown, places, drawn, start, say)
    return grown


def _path(source: Source, graph: LawGraph, start: Node, view: View, say: Words) -> list[Hop] | None:
    address = state.get().graph
    goal, _ = find(graph, source.reading, address.goal)
    if goal is None:
        notice("warning", say("graph_unknown", what=address.goal))
        return None
    hops = shortest_path(graph, start.id, goal.node, types=view.relations)
    if not hops:
        target = unbroken(graph.node(goal.node).label)
        notice("info", say("graph_no_path" if hops is None else "graph_same", a=unbroken(start.label), b=target))
        return None
    named = [unbroken(graph.node(node).label) for node in (start.id, *(hop.end for hop in hops))]
    notice(
        "info",
        say("graph_path", n=say.number(len(hops)), way=" – ".join(named))
        if len(hops) > 1
        else say("graph_path_one", way=" – ".join(named)),
    )
    return hops


def _drawn(loaded: Loaded, start: Node, view: View, path: Sequence[Hop] | None) -> tuple[Grown, Positions]:
    """Give what is in the picture and where; what this session has seen stays where it was."""
    address = state.get().graph
    kept: dict[str, Any] = st.session_state.setdefault(PLACES, {})
    scene = (loaded.key, start.id, tuple(hop.end for hop in path or ()))
    if kept.get("scene") != scene:
        kept |= {"scene": scene, "places": {}}
    key = (scene, address.direction, address.relations, address.depth, address.opened)
    grown, kept["places"] = loaded.drawn(
        key, kept["places"], lambda: grow(loaded.graph, start.id, address.opened, view, path), path
    )
    return grown, kept["places"]


def _picture(graph: LawGraph, drawn: Picture, chosen: str, scene: str, say: Words) -> None:
    def picked() -> None:
        change(chosen=st.session_state["graph"].picked)

    def opened() -> None:
        node = st.session_state["graph"].grown
        open_node(graph, node)

    graph_picture(
        drawn.to_dict()
        | {
            "chosen": chosen,
            "scene": scene,
            "legend": legend(say),
            "words": picture_words(say),
            "grows": True,
        },
        key="graph",
        on_pick=picked,
        on_grow=opened,
    )


def _close(node: str) -> None:
    change(opened=tuple(each for each in state.get().graph.opened if each != node))


def _buttons(source: Source, graph: LawGraph, grown: Grown, chosen: Node, start: Node, say: Words) -> None:
    address = state.get().graph
    total, shown = grown.missing(chosen.id)
    is_inside = chosen.id in grown.near.distance
    if not is_inside:
        label = say("graph_add")
    elif shown and total > shown and (chosen.id in address.opened or chosen.id == start.id):
        label = say("graph_twelve_more", n=say.number(min(12, total - shown)))
    else:
        label = say("graph_grow")
    keys = st.session_state.get("shortcuts", True)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            label, key="grow", shortcut="N" if keys else None, on_click=open_node,
            args=(graph, chosen.id), disabled=(is_inside and total <= shown) or grown.full,
        )  # fmt: skip
        if chosen.id in address.opened:
            st.button(say("graph_close"), key="shrink", on_click=_close, args=(chosen.id,))
        act = _act_of(source, chosen)
        if act is not None and chosen.position >= 0 and st.button(say("read_in_act"), key="read"):
            read_in_act(act, chosen.position)
        if chosen.id != start.id:
            st.button(say("graph_restart"), key="restart", on_click=restart, args=(graph, chosen))
        elif chosen.doc in graph.order:
            st.button(say("graph_whole_act"), key="whole", on_click=restart, args=(graph, graph.node(chosen.doc)))
    if is_inside and total > shown > 0:
        notice("info", say("graph_some", all=say.number(total), n=say.number(shown)))


def read_in_act(act: Act, position: int, finding: str = "") -> None:
    """Go to a provision on the page *Gesetz*."""
    state.put(finding=finding, act=act.key, part=0, profile="all", types=(), statuses=(), text="")
    st.session_state["act_position"] = position
    state.arrive()
    st.switch_page(st.session_state["pages"]["page_act"])


def _act_of(source: Source, node: Node) -> Act | None:
    return next((act for act in source.reading.acts() if act.doc == node.doc), None)


def _panel(source: Source, graph: LawGraph, chosen: Node, finding: str, say: Words) -> None:
    act = _act_of(source, chosen)
    text: ProvisionText | None = None
    entries: list[Entry] = []
    links = []
    if act is not None and chosen.position >= 0:
        reading = source.reading
        text = next(iter(reading.text(act.id, chosen.position, chosen.position)), None)
        everything = reading.findings_in(act.id, Selection(profile="all", acts=(act.id,)))
        entries = [
            entry for entry in everything if entry.position == chosen.position and entry.finding.context == "law"
        ]
        links = ReferenceReading(reading.store, reading.run).links_of(chosen.doc, chosen.position)
    show_norm(panel(graph, chosen, text, entries, links, say) | {"finding": finding}, graph)


def _downloads(graph: LawGraph, grown: Grown, places: Positions, drawn: Picture, start: Node, say: Words) -> None:
    name = "".join(letter if letter.isalnum() else "_" for letter in start.label).strip("_") or "graph"
    title = say("graph_picture_of", start=start.label)

    def graphml() -> bytes:
        stream = io.BytesIO()
        to_graphml(graph, grown.near, stream, places)
        return stream.getvalue()

    with st.container(horizontal=True, gap="small"):
        st.download_button(
            say("graph_svg"), data=lambda: to_svg(drawn, title, legend_lines(say)), file_name=f"verweise_{name}.svg",
            mime="image/svg+xml", key="graph_svg", icon=":material/image:", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            say("graph_graphml"), data=graphml, file_name=f"verweise_{name}.graphml", mime="application/xml",
            key="graph_graphml", icon=":material/hub:", on_click="ignore",
        )  # fmt: skip
