"""The page *Gesetz*: the act as one reads it, findings marked, the chosen one beside it."""

from __future__ import annotations

import html
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analyzer.store import Act, Entry, ProvisionHead, Reading, Selection
from analyzer.store.gaps import gaps_of
from analyzer.ui import filters, nearby, state
from analyzer.ui.act_view import Stretch, contents, marked, part_at, parts_of, sections
from analyzer.ui.components import act_text, detail_view
from analyzer.ui.detail import detail
from analyzer.ui.graph_jump import jump, lead
from analyzer.ui.look import MARKS, unbroken
from analyzer.ui.notices import line, notice
from analyzer.ui.reasons import reasons
from analyzer.ui.references import references_of
from analyzer.ui.sources import Source, rulebook
from analyzer.ui.words import Words, words


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is on the page: an act, its findings under the filters, its parts, and which part is open."""

    act: Act
    heads: tuple[ProvisionHead, ...]
    entries: tuple[Entry, ...]
    parts: tuple[Stretch, ...]
    part: int

    @property
    def stretch(self) -> Stretch:
        return self.parts[self.part - 1]

    def index(self, fingerprint: str) -> int | None:
        return next((i for i, e in enumerate(self.entries) if e.finding.fingerprint == fingerprint), None)


def show(source: Source, say: Words) -> None:
    """Show the page."""
    reading = source.reading
    columns = st.columns([22, 19, 18, 14, 12, 15], gap="small")
    act = _choose(reading, say, columns)
    if act is None:
        return
    linked = reading.finding(state.get().finding) if state.get().finding else None
    if linked is not None and linked.act == act.id:
        filters.include(linked, reading, with_act=False)
    chosen = filters.selection(reading)
    matrix = reading.matrix(replace(chosen, acts=(act.id,)))
    with columns[2]:
        filters.types(matrix, say)
    with st.container(horizontal=True, gap="medium"):
        filters.profiles(matrix, say)
        filters.statuses(matrix, say)
    _title(act, say)
    shown = _shown(reading, act, chosen)
    if not shown.parts:
        notice("info", say("act_no_findings"))
        _not_read(reading, act, say)
        return
    if len(shown.parts) > 1:
        with columns[5]:
            _parts(shown, say)
    left, right = st.columns([69, 31], gap="medium")
    with left:
        _text(source, shown, chosen, say)
    with right:
        _detail(reading, shown, say)
    _not_read(reading, act, say)


def _choose(reading: Reading, say: Words, columns: Sequence[DeltaGenerator]) -> Act | None:
    address = state.get()
    wanted = reading.act(address.act) if address.act else None
    if wanted is None and address.finding:
        entry = reading.finding(address.finding)
        wanted = reading.act_of(entry.act) if entry is not None else None
    if wanted is None and address.act:
        notice("warning", say("unknown_act", act=address.act))
    if wanted is None:
        # Something to read at once: the first act that has findings under the filters.
        counts = reading.counts_by_act(filters.selection(reading, with_act=False))
        wanted = reading.act_of(counts[0][0]) if counts else next(iter(reading.acts()), None)
    if wanted is not None and wanted.key != state.get().act:
        state.put(act=wanted.key, part=0)
    with columns[0]:
        filters.acts(reading, say, needed=True)
    with columns[1]:
        filters.search(say)
    with columns[3]:
        filters.engines(say)
    with columns[4]:
        filters.least(say)
    return wanted


def _title(act: Act, say: Words) -> None:
    facts = [f"{say('fact_as_of')} {say.day(act.as_of)}" if act.as_of else ""]
    if act.validity != "in force":
        facts.append(say("validity_" + act.validity.replace(" ", "_")))
    legend = "".join(
        f'<span class="mb-key mb-key-{tone}"><b aria-hidden="true">{mark.glyph}</b> {html.escape(mark.word(say.lang))}</span>'
        for tone, mark in MARKS.items()
    )
    st.html(
        f'<div class="mb-head"><div class="mb-act"><h2 lang="de">{html.escape(act.law or act.title)}</h2>'
        f'<p lang="de">{html.escape(act.title if act.law else "")}</p>'
        f'<p class="mb-quiet">{html.escape(" · ".join(filter(None, facts)))}</p></div>'
        f'<div class="mb-legend" role="note" aria-label="{say("legend")}">{legend}</div></div>'
    )


def _shown(reading: Reading, act: Act, chosen: Selection) -> _Shown:
    heads = reading.contents(act.id)
    entries = tuple(reading.findings_in(act.id, chosen))
    parts = parts_of(heads)
    address = state.get()
    part = address.part
    selected = next((e for e in entries if e.finding.fingerprint == address.finding), None)
    if not 1 <= part <= len(parts):
        part = part_at(parts, selected.position) if selected is not None else 1
        state.put(part=part if len(parts) > 1 else 0)
    return _Shown(act, heads, entries, parts, part)


def _parts(shown: _Shown, say: Words) -> None:
    def turned() -> None:
        _turn_to(shown, shown.parts[int(st.session_state["w_part"]) - 1].first)

    st.selectbox(
        say("part"),
        list(range(1, len(shown.parts) + 1)),
        format_func=lambda n: f"{say('part_of', n=str(n), all=str(len(shown.parts)))}: {shown.parts[n - 1].label}",
        key=state.control("w_part", shown.part),
        on_change=turned,
    )


def _turn_to(shown: _Shown, position: int, finding: str = "") -> None:
    state.put(part=part_at(shown.parts, position) if len(shown.parts) > 1 else 0, finding=finding)
    st.session_state["act_position"] = position
    state.arrive()


def _text(source: Source, shown: _Shown, chosen: Selection, say: Words) -> None:
    def picked() -> None:
        state.put(finding=st.session_state["act"].picked)

    def stepped() -> None:
        entry = shown.entries[int(st.session_state["act"].stepped)]
        _turn_to(shown, entry.position, entry.finding.fingerprint)

    def turned() -> None:
        _turn_to(shown, int(st.session_state["act"].turned))

    here = st.session_state.setdefault("act_shown", {})
    token = f"{source.reading.run.id}/{shown.act.id}/{shown.part}/{hash(chosen)}/{say.lang}/{id(source.reading)}"
    nonce = f"{state.arrival()}"
    if here.get("token") != token or here.get("nonce") != nonce:
        # Set only when somebody comes here anew: else the text would be sent again at every step.
        position = st.session_state.pop("act_position", None)
        here |= {"token": token, "nonce": nonce, "finding": state.get().finding, "position": position}
    payload = _payload(source.reading, shown, chosen, say.lang)
    keys = bool(st.session_state.get("shortcuts", True))
    act_text(
        payload
        | {
            "token": token,
            "keys": keys,
            "start": {key: here[key] for key in ("nonce", "finding", "position")},
        },
        key="act",
        on_pick=picked,
        on_step=stepped,
        on_turn=turned,
    )


def _payload(reading: Reading, shown: _Shown, chosen: Selection, lang: str) -> dict[str, Any]:
    kept: dict[str, Any] = st.session_state.setdefault("act_payload", {})
    key = (id(reading), shown.act.id, shown.part, chosen, lang)
    if kept.get("key") != key:
        kept["key"] = key
        kept["payload"] = build_payload(reading, shown.act, shown.heads, shown.entries, shown.parts, shown.part, lang)
    payload: dict[str, Any] = kept["payload"]
    return payload


def build_payload(
    reading: Reading,
    act: Act,
    heads: Sequence[ProvisionHead],
    entries: Sequence[Entry],
    parts: Sequence[Stretch],
    part: int,
    lang: str,
) -> dict[str, Any]:
    """Give everything the browser needs to show a part of an act."""
    say = words(lang)
    stretch = parts[part - 1]
    positions = [entry.position for entry in entries]
    low, high = bisect_right(positions, stretch.first - 1), bisect_right(positions, stretch.last)
    inside = entries[low:high]
    return {
        "contents": contents(heads, parts, Counter(positions)),
        "sections": sections(reading.text(act.id, stretch.first, stretch.last), inside),
        "findings": [marked(entry.finding, lang) for entry in inside],
        "before": low,
        "total": len(entries),
        "words": {
            "label": say("act_label"),
            "contents": say("contents"),
            "back": say("previous_finding"),
            "next": say("next_finding"),
            "position": say("position", at="{at}", n="{n}"),
            "count": say("findings", n="{n}"),
            "repealed": say("repealed"),
            "kinds": {"table": say("table"), "form": say("form")},
            "lost": say("lost_mark"),
            "locale": "de-DE" if lang == "de" else "en-GB",
        },
    }


def _detail(reading: Reading, shown: _Shown, say: Words) -> None:
    address = state.get()
    if not shown.entries:
        notice("info", say("act_no_findings" if reading.count(Selection(acts=(shown.act.id,))) else "act_none_at_all"))
        if filters.are_set():
            st.button(say("reset"), on_click=filters.reset)
        return
    if not address.finding:
        line(say("choose_mark"))
        jump(say("graph_show_act"), shown.act.doc, "act_to_graph")
        return
    at = shown.index(address.finding)
    entry = shown.entries[at] if at is not None else reading.finding(address.finding)
    if entry is None or entry.act != shown.act.id:
        notice("warning", say("unknown_finding", id=address.finding))
        return
    if at is None:
        notice("info", say("not_in_list"))
    view = nearby.choose(say, "w_act_nearby")
    if view:
        nearby.show(reading, entry, view, say, "act_nearby")
        return
    given = reasons(entry.finding, rulebook(), say.lang)
    gaps = gaps_of(reading, [entry]).get(entry.finding.fingerprint, ())
    told = detail(entry.finding, given, say, references_of(reading, entry, say), gaps)
    asked = detail_view({**told, "pane": True}, key="act_detail")
    if asked.graph:
        lead(asked.graph)


def _not_read(reading: Reading, act: Act, say: Words) -> None:
    gaps = reading.not_read(act.id)
    missing = gaps.characters - gaps.analysed
    if not missing and not gaps.pictures:
        line(say("not_read_none"))
        return
    label = say("not_read", share=say.share(missing, gaps.characters))
    if gaps.pictures:
        n = len(gaps.pictures)
        label += say("not_read_picture") if n == 1 else say("not_read_pictures", n=say.number(n))
    with st.expander(label):
        line(say("not_read_note"))
        columns = st.columns([1, 1], gap="medium")
        if gaps.reasons:
            with columns[0]:
                st.dataframe(
                    [{say("not_read_reason"): r, say("not_read_characters"): n} for r, n in gaps.reasons],
                    hide_index=True,
                    key="gaps",
                )
        if gaps.pictures:
            with columns[1]:
                st.dataframe(
                    [{say("not_read_unit"): unbroken(u), say("not_read_what"): what} for u, what in gaps.pictures],
                    hide_index=True,
                    key="pictures",
                )
