"""The page *Befunde*: filters, list or table, and the chosen finding beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from analyzer.model.gaps import Gaps
from analyzer.store import Entry, Reading, Selection
from analyzer.store.gaps import gaps_of
from analyzer.ui import filters, nearby, state
from analyzer.ui.components import detail_view, listbox
from analyzer.ui.detail import detail, row, table_row
from analyzer.ui.graph_jump import lead
from analyzer.ui.notices import notice
from analyzer.ui.reasons import reasons
from analyzer.ui.references import references_of
from analyzer.ui.sources import Source, rulebook
from analyzer.ui.words import Words

ROWS: Final = 50
_TABLE_HEIGHT: Final = 560
_WIDTHS: Final = (190, 200, 120, 190, 160, 200, 600)
"""Pixels of the columns of `table_row`."""


def show(source: Source, words: Words) -> None:
    """Show the page."""
    reading = source.reading
    address = state.get()
    linked = reading.finding(address.finding) if address.finding else None
    if linked is not None:
        filters.include(linked, reading)
    columns = st.columns([27, 23, 19, 17, 14], gap="small")
    with columns[0]:
        filters.search(words)
    with columns[1]:
        filters.acts(reading, words)
    chosen = filters.selection(reading)
    matrix = reading.matrix(chosen)
    with columns[2]:
        filters.types(matrix, words)
    with columns[3]:
        filters.engines(words)
    with columns[4]:
        filters.least(words)
    with st.container(horizontal=True, gap="medium"):
        filters.profiles(matrix, words)
        filters.statuses(matrix, words)
    address = state.get()
    if address.act and reading.act(address.act) is None:
        notice("warning", words("unknown_act", act=address.act))
    total = reading.count(chosen)
    if total == 0:
        notice("info", words("nothing_fits"))
        st.button(words("reset"), on_click=filters.reset, args=(True,))
        if not address.finding:
            return
    at = _place(reading, chosen, total)
    left, right = st.columns([53, 47], gap="medium")
    with left:
        entries = _list(reading, chosen, total, at, words)
    with right:
        _detail(reading, entries, total, at, words)


def _place(reading: Reading, chosen: Selection, total: int) -> int | None:
    """Find the selected finding in the list, and bring the page there if the address did not."""
    address = state.get()
    pages = max(1, -(-total // ROWS))
    if address.page > pages:
        state.put(page=pages)
    if not address.finding:
        return (state.get().page - 1) * ROWS if total else None
    at = reading.index_of(chosen, address.finding)
    if at is not None and at // ROWS + 1 != state.get().page:
        state.put(page=at // ROWS + 1)
    return at


def _list(reading: Reading, chosen: Selection, total: int, at: int | None, words: Words) -> list[Entry]:
    address = state.get()
    offset = (address.page - 1) * ROWS
    entries = reading.page(chosen, offset, ROWS)
    _head(total, words)
    if not entries:
        return entries
    selected = entries[at - offset].finding.fingerprint if at is not None else ""
    gaps = gaps_of(reading, entries)

    def step_to(index: int) -> None:
        if 0 <= index < total:
            entry = reading.page(chosen, index, 1)[0]
            state.put(finding=entry.finding.fingerprint, page=index // ROWS + 1)

    if address.view == "tabelle":
        _table(entries, gaps, selected, words)
    else:

        def picked() -> None:
            state.put(finding=st.session_state["list"].picked)

        def stepped() -> None:
            step_to((at or 0) + int(st.session_state["list"].stepped))

        listbox(
            {
                "label": words("list_label"),
                "rows": [row(entry.finding, words, gaps.get(entry.finding.fingerprint, ())) for entry in entries],
                "selected": selected,
            },
            key="list",
            on_pick=picked,
            on_step=stepped,
        )
    return entries


def _head(total: int, words: Words) -> None:
    def turned() -> None:
        state.put(page=st.session_state["w_page"], finding="")

    def viewed() -> None:
        state.put(view=st.session_state["w_view"] or "liste")

    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
        count = words("finding_one") if total == 1 else words("findings", n=words.number(total))
        number, _, noun = count.partition(" ")
        st.html(f'<p class="mb-count" role="status"><b>{number}</b> {noun}</p>', width="content")
        st.segmented_control(
            words("view"),
            ["liste", "tabelle"],
            format_func=lambda view: {"liste": words("view_list"), "tabelle": words("view_table")}[view],
            key=state.control("w_view", state.get().view),
            required=True,
            label_visibility="collapsed",
            on_change=viewed,
        )
        pages = -(-total // ROWS)
        if pages > 1:
            st.pagination(pages, max_visible_pages=5, key=state.control("w_page", state.get().page), on_change=turned)


def _table(entries: list[Entry], gaps: Mapping[str, Gaps], selected: str, words: Words) -> None:
    ids = [entry.finding.fingerprint for entry in entries]

    def picked() -> None:
        rows = st.session_state["table"].selection.rows
        if rows:
            state.put(finding=ids[rows[0]])

    rows = [table_row(entry.finding, words, gaps.get(entry.finding.fingerprint, ())) for entry in entries]
    st.dataframe(
        rows,
        key="table",
        hide_index=True,
        height=_TABLE_HEIGHT,
        row_height=32,
        column_config={
            name: st.column_config.TextColumn(width=width) for name, width in zip(rows[0], _WIDTHS, strict=True)
        },
        on_select=picked,
        selection_mode="single-row",
        selection_default={"selection": {"rows": [ids.index(selected)] if selected in ids else []}},
    )
    st.html(f'<p class="mb-quiet">{words("table_hint")}</p>')


def _detail(reading: Reading, entries: list[Entry], total: int, at: int | None, words: Words) -> None:
    address = state.get()
    if at is not None:
        entry: Entry | None = entries[at - (address.page - 1) * ROWS]
    else:
        entry = reading.finding(address.finding) if address.finding else None
    _steps(reading, total, at, entry, words)
    if entry is None:
        notice("warning", words("unknown_finding", id=address.finding))
        return
    if at is None:
        notice("info", words("not_in_list"))
    view = nearby.choose(words, "w_nearby")
    if view:
        nearby.show(reading, entry, view, words, "nearby")
        return
    given = reasons(entry.finding, rulebook(), words.lang)
    gaps = gaps_of(reading, [entry]).get(entry.finding.fingerprint, ())
    shown = detail(entry.finding, given, words, references_of(reading, entry, words), gaps)
    asked = detail_view({**shown, "pane": True}, key="detail")
    if asked.graph:
        lead(asked.graph)


def _steps(reading: Reading, total: int, at: int | None, entry: Entry | None, words: Words) -> None:
    chosen = filters.selection(reading)

    def go(by: int) -> None:
        index = (at if at is not None else -1 if by > 0 else 0) + by
        if 0 <= index < total:
            entry = reading.page(chosen, index, 1)[0]
            state.put(finding=entry.finding.fingerprint, page=index // ROWS + 1)

    keys = st.session_state.get("shortcuts", True)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if entry is not None and st.button(words("read_in_act"), icon=":material/menu_book:", key="read"):
            state.put(finding=entry.finding.fingerprint, act=reading.act_of(entry.act).key, part=0)
            state.arrive()
            st.switch_page(st.session_state["pages"]["page_act"])
        st.button(
            words("previous"),
            icon=":material/arrow_upward:",
            shortcut="K" if keys else None,
            key="previous",
            on_click=go,
            args=(-1,),
            disabled=at is None or at == 0,
        )
        st.button(
            words("next"),
            icon=":material/arrow_downward:",
            shortcut="J" if keys else None,
            key="next",
            on_click=go,
            args=(1,),
            disabled=total == 0 or at == total - 1,
        )
        if at is not None:
            position = words("position", at=words.number(at + 1), n=words.number(total))
            st.html(f'<p class="mb-quiet" aria-live="polite">{position}</p>', width="content")
