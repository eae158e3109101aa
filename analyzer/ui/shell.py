"""The frame of the app: page settings, navigation, language, errors in plain words."""

from __future__ import annotations

import logging
import os
import secrets
from pathlib import Path
from typing import Final

import streamlit as st

from analyzer.errors import MedienbruchError
from analyzer.ui import (
    act_page,
    findings_page,
    graph_address,
    graph_page,
    search_address,
    search_page,
    sources,
    state,
    toolbar,
)
from analyzer.ui.components import page_language
from analyzer.ui.notices import notice
from analyzer.ui.words import words

_PARTS: Final = Path(__file__).parent / "parts"
_LOG: Final = logging.getLogger(__name__)
_PAGES: Final = {"page_findings": findings_page, "page_act": act_page}
"""Pages whose download is the filtered list."""
_OWN_FILES: Final = {"page_search": search_page, "page_graph": graph_page}
"""Pages that offer what they show themselves."""


def show() -> None:
    """Show the app; Streamlit calls this at every interaction."""
    st.set_page_config(page_title="medienbruch", page_icon=str(_PARTS / "icon.png"), layout="wide")
    st.html(f"<style>{_style()}</style>")
    default = default_language()
    say = words(state.language(default))
    pages = {
        "page_findings": st.Page(_findings, title=say("page_findings"), icon=":material/list:", default=True),
        "page_act": st.Page(_act, title=say("page_act"), icon=":material/menu_book:", url_path="gesetz"),
        "page_search": st.Page(
            _search, title=say("page_search"), icon=":material/search:", url_path=search_address.PAGE
        ),
        "page_graph": st.Page(_graph, title=say("page_graph"), icon=":material/hub:", url_path=graph_address.PAGE),
    }
    st.session_state["pages"] = pages
    page = st.navigation(list(pages.values()), position="top")
    state.begin(page.url_path, default)
    page_language(state.get().lang)
    page.run()
    state.end()


def default_language() -> str:
    """Give the language the app was started with: English if `LC_ALL` says so, else German."""
    return "en" if os.environ.get("LC_ALL", "").startswith("en") else "de"


def _findings() -> None:
    _page("page_findings")


def _act() -> None:
    _page("page_act")


def _search() -> None:
    _page("page_search")


def _graph() -> None:
    _page("page_graph")


def _page(name: str) -> None:
    say = words(state.get().lang)
    try:
        try:
            with st.spinner(say("loading" if os.environ.get(sources.VARIABLE) else "loading_sample")):
                source: sources.Source | None = sources.current()
            problem = ""
        except MedienbruchError as error:
            source, problem = None, error.text(say.lang)
        state.set_private(source is not None and source.kind == "upload")
        place = toolbar.show(source, say(name), say, lists=name not in _OWN_FILES)
        if source is None:
            notice("error", problem)
        else:
            _OWN_FILES[name].show(source, say, place) if name in _OWN_FILES else _PAGES[name].show(source, say)
    except MedienbruchError as error:
        notice("error", error.text(say.lang))
    except Exception:  # noqa: BLE001 - whatever it is, the user gets a sentence and the log the trace
        reference = secrets.token_hex(2).upper()
        _LOG.exception("Fehler %s", reference)
        notice("error", say("error", id=reference))


def _style() -> str:
    return (_PARTS / "frame.css").read_text(encoding="utf-8")
