"""The filters both pages share: field, type, status, act, words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, cast
from weakref import WeakKeyDictionary

import streamlit as st

from analyzer.model import PROFILES, STATUS_NAMES, STATUSES, TYPE_NAMES, ObstacleType, Profile, Status
from analyzer.store import Act, Entry, Reading, Selection
from analyzer.ui import state
from analyzer.ui.look import MARKS, tone_of
from analyzer.ui.origin import ENGINES, ORIGINS, Origin
from analyzer.ui.words import PROFILE_NAMES, Words

_TITLE: Final = 70
_LEAST: Final = (0, 50, 60, 70, 80, 90, 95)
"""Confidences in per cent from which one may choose."""
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
        engine=ENGINES[address.engine],
        least=address.least,
    )


def include(entry: Entry, reading: Reading, *, with_act: bool = True) -> None:
    """Take back the filters that would keep a finding out of its list: a link to it shall show it there.

    Args:
        entry: The finding.
        reading: The run it is of.
        with_act: Whether the act is a filter too, and not what is read.
    """
    address, finding = state.get(), entry.finding
    if finding.type not in PROFILES[address.profile]:
        state.put(profile=next(name for name, kinds in PROFILES.items() if finding.type in kinds))
    if address.types and finding.type not in address.types:
        state.put(types=())
    if address.statuses and finding.status not in address.statuses:
        state.put(statuses=())
    if not Selection(engine=ENGINES[address.engine]).passes(finding):
        state.put(engine="")
    if not Selection(least=address.least).passes(finding):
        state.put(least=0)
    asked = reading.act(address.act) if with_act and address.act else None  # by key, id or short name
    if asked is not None and asked.key != reading.act_of(entry.act).key:
        state.put(act="")
    if address.text and reading.index_of(selection(reading, with_act=with_act), finding.fingerprint) is None:
        state.put(text="")


def are_set() -> bool:
    """Tell whether any filter but the act leaves findings out."""
    address = state.get()
    return bool(address.text or address.types or address.statuses or address.engine or address.least) or (
        address.profile != "all"
    )


def reset(with_act: bool = False) -> None:
    """Take back all filters, that of the act only if asked to."""
    state.filtered(text="", profile="all", types=(), statuses=(), engine="", least=0)
    if with_act:
        state.put(act="")
    state.arrive()


def engines(words: Words) -> None:
    """Show the choice of what found the findings."""
    choose_engine(words, "w_engine", state.get().engine, lambda engine: state.filtered(engine=engine))


def least(words: Words) -> None:
    """Show the choice of the least confidence."""
    choose_least(words, "w_least", state.get().least, lambda value: state.filtered(least=value))


def choose_engine(
    words: Words, key: str, chosen: Origin, put: Callable[[Origin], None], *, disabled: bool = False
) -> None:
    """Show a choice of what found the findings.

    Args:
        words: Language.
        key: Of the widget.
        chosen: What is chosen.
        put: Told what is chosen instead.
        disabled: Whether nothing can be chosen here.
    """
    st.selectbox(
        words("engine"),
        list(ORIGINS),
        format_func=lambda engine: words(f"engine_{engine or 'any'}"),
        key=state.control(key, chosen),
        help=words("engine_help"),
        on_change=lambda: put(st.session_state[key]),
        disabled=disabled,
    )


def choose_least(words: Words, key: str, chosen: int, put: Callable[[int], None], *, disabled: bool = False) -> None:
    """Show a choice of the least confidence; see `choose_engine`."""
    st.selectbox(
        words("least"),
        sorted({*_LEAST, chosen}),
        format_func=lambda value: words("per_cent", n=str(value)) if value else words("least_any"),
        key=state.control(key, chosen),
        on_change=lambda: put(int(st.session_state[key])),
        disabled=disabled,
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
