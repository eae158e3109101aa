"""The filters both pages share: field, type, status, act, words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast
from weakref import WeakKeyDictionary

import streamlit as st

from analyzer.model import PROFILES, STATUS_NAMES, STATUSES, TYPE_NAMES, ObstacleType, Profile, Status
from analyzer.store import Act, Reading, Selection
from analyzer.ui import state
from analyzer.ui.look import MARKS, tone_of
from analyzer.ui.words import PROFILE_NAMES, Words

_TITLE: Final = 70
_TITLES: Final[WeakKeyDictionary[Reading, dict[str, str]]] = WeakKeyDictionary()
"""Names of the acts of what is looked at: thousands, and the same at every step."""


def selection(reading: Reading, *, with_act: bool = True) -> Selection:
    """Give the selection that the address describes."""
    address = state.get()
    act = reading.act(address.act) if address.act and with_act else None
    return Selection(
        profile=address.profile,
        types=address.types,
        statuses=address.statuses,
        acts=(act.id,) if act else (),
        text=address.text,
    )


def search(words: Words) -> None:
    """Show the search field."""

    def changed() -> None:
        state.filtered(text=(st.session_state["w_text"] or "").strip())

    st.text_input(
        words("search"),
        key=state.control("w_text", state.get().text, typed=True),
        type="search",
        live="400ms",
        placeholder=words("search_hint"),
        max_chars=200,
        on_change=changed,
    )


def acts(reading: Reading, words: Words, *, needed: bool = False) -> None:
    """Show the choice of an act.

    Args:
        reading: What is looked at.
        words: Language.
        needed: Whether one act must be chosen.
    """
    names = titles(reading)

    def changed() -> None:
        wanted = st.session_state["w_act"] or ""
        if wanted or not needed:  # where one is needed, emptying the field leaves the act open
            state.filtered(act=wanted)
            state.arrive()

    chosen = state.get().act
    st.selectbox(
        words("act"),
        list(names),
        index=None,
        format_func=lambda key: names.get(key, key),
        key=state.control("w_act", chosen if chosen in names else None),
        placeholder=words("choose_act") if needed else words("all_acts"),
        on_change=changed,
    )


def titles(reading: Reading) -> dict[str, str]:
    """Name all acts by their keys, as a choice shows them."""
    known = _TITLES.get(reading)
    if known is None:
        known = _TITLES[reading] = {act.key: title_of(act) for act in reading.acts()}
    return known


def title_of(act: Act) -> str:
    """Name an act in a list: abbreviation and title, with what sets it apart from another of the same name."""
    title = act.title if len(act.title) <= _TITLE else act.title[: _TITLE - 1].rsplit(" ", 1)[0] + " …"
    name = f"{act.law} – {title}" if act.law else title
    return name if act.key == act.law else f"{name} ({act.key})"


def types(matrix: Mapping[tuple[ObstacleType, Status], int], words: Words) -> None:
    """Show the choice of types within the field, each with its number."""
    address = state.get()
    family = PROFILES[address.profile]
    states = address.statuses or STATUSES
    counts = {kind: sum(matrix.get((kind, status), 0) for status in states) for kind in family}
    names = {kind: f"{TYPE_NAMES[words.lang][kind]}  {words.number(counts[kind])}" for kind in family}

    def changed() -> None:
        state.filtered(types=tuple(kind for kind in family if kind in st.session_state["w_types"]))

    st.multiselect(
        words("type"),
        family,
        format_func=lambda kind: names.get(kind, str(kind)),
        key=state.control("w_types", [kind for kind in address.types if kind in family]),
        placeholder=words("all_types"),
        on_change=changed,
    )


def profiles(matrix: Mapping[tuple[ObstacleType, Status], int], words: Words) -> None:
    """Show the choice of the field, each with its number."""
    states = state.get().statuses or STATUSES
    names = {
        profile: f"{PROFILE_NAMES[words.lang][profile]}  {words.number(sum(matrix.get((k, s), 0) for k in kinds for s in states))}"
        for profile, kinds in PROFILES.items()
    }

    def changed() -> None:
        profile = cast(Profile, st.session_state["w_profile"] or "form")
        state.filtered(profile=profile, types=tuple(k for k in state.get().types if k in PROFILES[profile]))

    st.segmented_control(
        words("profile"),
        list(PROFILES),
        format_func=lambda profile: names[profile],
        key=state.control("w_profile", state.get().profile),
        required=True,
        on_change=changed,
    )


def statuses(matrix: Mapping[tuple[ObstacleType, Status], int], words: Words) -> None:
    """Show the choice of statuses, each with its number."""
    kinds = Selection(profile=state.get().profile, types=state.get().types).kinds
    names = {
        status: f"{MARKS[tone_of('written_form', status)].glyph} {STATUS_NAMES[words.lang][status]}  "
        f"{words.number(sum(matrix.get((kind, status), 0) for kind in kinds))}"
        for status in STATUSES
    }

    def changed() -> None:
        state.filtered(statuses=tuple(s for s in STATUSES if s in st.session_state["w_statuses"]))

    st.pills(
        words("status"),
        list(STATUSES),
        selection_mode="multi",
        format_func=lambda status: names[status],
        key=state.control("w_statuses", list(state.get().statuses)),
        on_change=changed,
    )
