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


def listbox(data: Mapping[str, Any], *, key: str, on_pick: Callable[[], None], on_step: Callable[[], None]) -> None:
    """Show rows to choose from; `picked` and `stepped` tell what happened."""
    _component("list", _LIST, "listbox")(data=data, key=key, on_picked_change=on_pick, on_stepped_change=on_step)


def detail_view(data: Mapping[str, Any], *, key: str) -> None:
    """Show one finding in full."""
    _component("detail", _DETAIL, "detail")(data=data, key=key)


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


def page_language(lang: str) -> None:
    """Tell the browser which language the page is in."""
    _component("language", None, "page", styled=False)(data={"lang": lang}, key="language", height=1)


@cache
def _component(name: str, html: str | None, file: str, *, styled: bool = True) -> Callable[..., Any]:
    css = _text("palette.css") + _text(f"{file}.css") if styled else None
    component: Callable[..., Any] = st.components.v2.component(
        f"medienbruch_{name}", html=html, css=css, js=_text(f"{file}.js")
    )
    return component


def _text(name: str) -> str:
    return (_PARTS / name).read_text(encoding="utf-8")
