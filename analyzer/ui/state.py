"""Keeps address bar and widgets together.

The `Address` in the session is the one truth:

- a widget that changes writes it (in its callback) and is set from it before it is drawn,
- at the end of a run it is written into the address bar,
- an address bar that changed by itself (a link, back, forward) is read into it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import streamlit as st

from analyzer.ui.address import Address, params_of, parse

_ADDRESS: Final = "address"
_WRITTEN: Final = "address_written"
_PAGE: Final = "address_page"
_ARRIVAL: Final = "address_arrival"
_PRIVATE: Final = "address_private"


def language(default: str) -> str:
    """Give the language of this run, before the pages are known."""
    known: Address | None = st.session_state.get(_ADDRESS)
    return parse({"lang": st.query_params.get("lang", known.lang if known else default)}).lang


def begin(page: str, default: str) -> None:
    """Read the address bar, if it says something new.

    Args:
        page: The page that is shown.
        default: Language where the address names none.
    """
    state = st.session_state
    params = st.query_params.to_dict()
    is_turned = state.get(_PAGE, page) != page
    # The menu leads to a bare address: the filters stay. Any other change of the address is somebody's wish.
    if _ADDRESS not in state or (params != state[_WRITTEN] and (params or not is_turned)):
        state[_ADDRESS] = parse(params, default, page, state.get(_ADDRESS))
        state[_ARRIVAL] = state.get(_ARRIVAL, 0) + 1
    state[_PAGE] = page
    state["default_lang"] = default


def end() -> None:
    """Write the address bar."""
    address = get()
    if st.session_state.get(_PRIVATE):  # words and places of an uploaded file enter no address
        address = Address(lang=address.lang)
    params = params_of(address, st.session_state["default_lang"], st.session_state[_PAGE])
    if st.query_params.to_dict() != params:
        st.query_params.from_dict(params)
    st.session_state[_WRITTEN] = params


def get() -> Address:
    """Give the address of this session."""
    address: Address = st.session_state[_ADDRESS]
    return address


def put(**changes: Any) -> None:
    """Change the address."""
    st.session_state[_ADDRESS] = replace(get(), **changes)


def arrival() -> int:
    """Count how often the address bar led here: the text of an act scrolls to its place once for each."""
    number: int = st.session_state[_ARRIVAL]
    return number


def arrive() -> None:
    """Make the text of an act go to its place again."""
    st.session_state[_ARRIVAL] += 1


def set_private(is_private: bool) -> None:
    """Keep everything but the language out of the address bar, or no longer."""
    st.session_state[_PRIVATE] = is_private


def start_over() -> None:
    """Forget filters and selection; another source is looked at."""
    st.session_state[_ADDRESS] = Address(lang=get().lang, view=get().view)


def filtered(**changes: Any) -> None:
    """Change a filter: the list begins anew."""
    put(**changes, page=1, finding="", part=0)


def control(key: str, value: Any, *, typed: bool = False) -> str:
    """Set a widget before it is drawn.

    Args:
        key: Its key.
        value: What it shall show.
        typed: Whether somebody may be typing into it: then it is left alone unless it differs.

    Returns:
        The key.
    """
    if not typed or st.session_state.get(key) != value:
        st.session_state[key] = value
    return key
