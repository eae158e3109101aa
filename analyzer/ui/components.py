"""Our own small components: list, detail, text of an act. Their code is ours; text reaches it as data only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import streamlit as st

_PARTS: Final = Path(__file__).parent / "parts"
_LIST: Final = '<div class="mb list" role="listbox" tabindex="0"></div>'
_DETAIL: Final = '<article class="mb detail" aria-live="off"></article>'
_ACT: Final = (
    '<div class="mb act"><nav class="contents"></nav><div class="right">'
    '<div class="bar"><button type="button"></button><button type="button"></button>'
    '<span class="at" aria-live="polite"></span></div>'
    '<div class="text" lang="de" role="region" tabindex="0"></div></div></div>'
)

_GRAPH: Final = (
    '<div class="mb graph"><div class="bar"><input type="search" autocomplete="off" list="nodes"><datalist id="nodes">'
    '</datalist><span class="at" aria-live="polite"></span><button type="button"></button><button type="button"></button>'
    '<button type="button"></button></div><div class="stage"></div><p class="help"></p><div class="legend" role="note">'
    "</div></div>"
)
_NORM: Final = '<article class="mb norm"></article>'
_TABLE: Final = '<div class="mb references"></div>'
_CARDS: Final = '<section class="mb cards"></section>'


def listbox(data: Mapping[str, Any], *, key: str, on_pick: Callable[[], None], on_step: Callable[[], None]) -> None:
    """Show rows to choose from; `picked` and `stepped` tell what happened."""
    _component("list", _LIST, "listbox")(data=data, key=key, on_picked_change=on_pick, on_stepped_change=on_step)


def detail_view(data: Mapping[str, Any], *, key: str) -> Any:
    """Show one finding in full.

    Returns:
        Its state: `graph` is the fingerprint of the finding if the graph was asked for, else `None`.
    """
    return _component("detail", _DETAIL, "detail")(data=data, key=key, on_graph_change=_nothing)


def clause_cards(data: Mapping[str, Any], *, key: str) -> Any:
    """Show clauses as cards.

    Returns:
        Its state: `jump` is the link that was clicked, `search` is set if the search was asked for, else `None`.
    """
    cards = _component("cards", _CARDS, "cards")
    return cards(data=data, key=key, on_jump_change=_nothing, on_search_change=_nothing)


def act_text(
    data: Mapping[str, Any],
    *,
    key: str,
    on_pick: Callable[[], None],
    on_step: Callable[[], None],
    on_turn: Callable[[], None],
) -> None:
    """Show the text of an act; `picked`, `stepped` and `turned` tell what happened."""
    _component("act", _ACT, "statute")(
        data=data, key=key, on_picked_change=on_pick, on_stepped_change=on_step, on_turned_change=on_turn
    )


def graph_picture(
    data: Mapping[str, Any], *, key: str, on_pick: Callable[[], None], on_grow: Callable[[], None]
) -> None:
    """Show a picture of nodes and arrows; `picked` and `grown` name the node that was clicked once or again."""
    _component("graph", _GRAPH, "graph")(data=data, key=key, on_picked_change=on_pick, on_grown_change=on_grow)


def norm_panel(data: Mapping[str, Any], *, key: str, on_pick: Callable[[], None]) -> Any:
    """Show a provision with its text, findings, references and reach.

    Returns:
        Its state: `finding` is the fingerprint of a finding that was asked for, else `None`.
    """
    panel = _component("norm", _NORM, "norm")
    return panel(data=data, key=key, on_picked_change=on_pick, on_finding_change=_nothing)


def graph_table(data: Mapping[str, Any], *, key: str, on_pick: Callable[[], None]) -> None:
    """Show references as a table; `picked` names the node that was clicked."""
    _component("graph_table", _TABLE, "graph_table")(data=data, key=key, on_picked_change=on_pick)


def _nothing() -> None:
    """A trigger whose value is read from the component's state in the same run."""


def page_language(lang: str) -> None:
    """Tell the browser which language the page is in."""
    _component("language", None, "page", styled=False)(data={"lang": lang}, key="language", height=1)


@cache
def _component(name: str, html: str | None, file: str, *, styled: bool = True) -> Callable[..., Any]:
    css = _text("palette.css") + _text(f"{file}.css") if styled else None
    js = _text("dom.js") + _text(f"{file}.js")
    component: Callable[..., Any] = st.components.v2.component(f"medienbruch_{name}", html=html, css=css, js=js)
    return component


def _text(name: str) -> str:
    return (_PARTS / name).read_text(encoding="utf-8")
