"""The page *Suche*: clauses by meaning and words, how others solved the same, families of clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analyzer.model import OBSTACLE_TYPES, STATUS_NAMES, STATUSES, TYPE_NAMES
from analyzer.semantic.families import Family
from analyzer.semantic.similar import is_of_form
from analyzer.store import Reading, Selection
from analyzer.store.alike import Answer, Filter, Question, solved, with_places
from analyzer.store.gaps import gaps_of_clauses
from analyzer.store.solving import asked
from analyzer.store.sought import similar_among
from analyzer.ui import filters, nearby, state
from analyzer.ui.components import clause_cards, listbox
from analyzer.ui.look import MARKS, tone_of
from analyzer.ui.notices import notice
from analyzer.ui.origin import ENGINES
from analyzer.ui.search_address import LONGEST, MODES, SHOWN
from analyzer.ui.search_cards import card, id_of, row
from analyzer.ui.search_export import clauses_file, families_file
from analyzer.ui.search_families import PLACES, family_card, family_rows, is_in, speaks_of
from analyzer.ui.search_source import families_of, search_of
from analyzer.ui.sources import Source
from analyzer.ui.toolbar import downloads
from analyzer.ui.words import Words

CLAUSES: Final = 30
"""Clauses that are listed."""
FAMILIES: Final = 50
"""Families on a page."""
_WEIGHTS: Final = {"beides": None, "bedeutung": 1.0, "wortlaut": 0.0}
_KEPT: Final = "search_answers"


def show(source: Source, say: Words, place: DeltaGenerator) -> None:
    """Show the page; the download of what was found goes to `place`.

    Raises:
        MedienbruchError: If the index cannot be made.
    """
    reading = source.reading
    _controls(reading, say)
    address = state.get().search
    if address.act and reading.act(address.act) is None:
        notice("warning", say("unknown_act", act=address.act))
    if address.shown == "familien":
        _families(reading, say, place)
    else:
        _clauses(reading, say, place)


def _change(**changes: Any) -> None:
    """Change what is looked for: the list begins anew."""
    state.put(search=replace(state.get().search, **{"chosen": "", "page": 1, **changes}))


def _pick(name: str) -> None:
    state.put(search=replace(state.get().search, chosen=name))


# ----------------------------------------------------------------- controls


def _controls(reading: Reading, say: Words) -> None:
    address = state.get().search
    is_clauses = address.shown == "klauseln"
    columns = st.columns([31, 20, 19, 16, 14], gap="small")
    with columns[0]:
        st.text_input(
            say("search_text" if is_clauses else "families_text"), key=state.control("w_s_text", address.text, typed=True), type="search",
            placeholder=say("search_text_hint" if is_clauses else "families_text_hint"), max_chars=LONGEST,
            on_change=lambda: _change(text=(st.session_state["w_s_text"] or "").strip()),
        )  # fmt: skip
    with columns[1]:
        titles = filters.titles(reading)
        st.selectbox(
            say("act"), list(titles), index=None, format_func=lambda key: titles.get(key, key),
            key=state.control("w_s_act", address.act if address.act in titles else None), placeholder=say("all_acts"),
            on_change=lambda: _change(act=st.session_state["w_s_act"] or ""),
        )  # fmt: skip
    with columns[2]:
        st.multiselect(
            say("type"), list(OBSTACLE_TYPES), format_func=lambda kind: TYPE_NAMES[say.lang][kind],
            key=state.control("w_s_types", list(address.types)), placeholder=say("all_types"),
            on_change=lambda: _change(types=tuple(k for k in OBSTACLE_TYPES if k in st.session_state["w_s_types"])),
        )  # fmt: skip
    is_solution = is_clauses and address.solved
    with columns[3]:
        filters.choose_engine(
            say, "w_s_engine", address.engine, lambda engine: _change(engine=engine), disabled=is_solution
        )
    with columns[4]:
        filters.choose_least(say, "w_s_least", address.least, lambda least: _change(least=least), disabled=is_solution)
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        st.segmented_control(
            say("search_shown"), list(SHOWN), format_func=lambda each: say(f"search_shown_{each}"), required=True,
            key=state.control("w_s_shown", address.shown), on_change=lambda: _change(shown=st.session_state["w_s_shown"]),
        )  # fmt: skip
        st.pills(
            say("status"), list(STATUSES), selection_mode="multi",
            format_func=lambda each: f"{MARKS[tone_of('written_form', each)].glyph} {STATUS_NAMES[say.lang][each]}",
            key=state.control("w_s_statuses", list(address.statuses)), disabled=is_solution,
            on_change=lambda: _change(statuses=tuple(s for s in STATUSES if s in st.session_state["w_s_statuses"])),
        )  # fmt: skip
        if is_clauses:
            st.segmented_control(
                say("search_mode"), list(MODES), format_func=lambda each: say(f"search_mode_{each}"), required=True,
                key=state.control("w_s_mode", address.mode), disabled=address.solved,
                on_change=lambda: _change(mode=st.session_state["w_s_mode"]),
            )  # fmt: skip
            st.toggle(
                say("search_solved"), key=state.control("w_s_solved", address.solved), help=say("search_solved_help"),
                on_change=lambda: _change(solved=st.session_state["w_s_solved"]),
            )  # fmt: skip
        else:
            st.toggle(
                say("families_several"), key=state.control("w_s_several", address.several),
                on_change=lambda: _change(several=st.session_state["w_s_several"]),
            )  # fmt: skip


# ------------------------------------------------------------------ clauses


def _clauses(reading: Reading, say: Words, place: DeltaGenerator) -> None:
    address = state.get().search
    if not address.text:
        notice("info", say("search_start"))
        return
    answers = _answers(reading, say)
    if not answers:
        notice("info", _nothing(say))
        return
    n = len(answers)
    with place:
        hint = say("search_download_one") if n == 1 else say("search_download", n=say.number(n))
        downloads(say, [hint], partial(_clauses_file, reading, answers, say), say("search_file"))
    ids = [id_of(answer) for answer in answers]
    at = ids.index(address.chosen) if address.chosen in ids else 0
    gaps = gaps_of_clauses(reading, [answer.found[0] for answer in answers])
    left, right = st.columns([53, 47], gap="medium")
    with left:
        _count(say("search_count_one") if n == 1 else say("search_count", n=say.number(n)))
        _rows(
            [row(answer, say, left_out) for answer, left_out in zip(answers, gaps, strict=True)],
            ids,
            at,
            say("search_list"),
        )
    with right:
        whole = with_places(search_of(reading, say), answers[at], PLACES)
        shown = card(whole, say, is_solution=address.solved, types=_question().types, most=PLACES, gaps=gaps[at])
        _detail(reading, {"label": say("search_detail"), "cards": [shown]}, "search_detail")


def _clauses_file(reading: Reading, answers: Sequence[Answer], say: Words, form: str) -> bytes:
    search = search_of(reading, say)
    return clauses_file(form, reading, [with_places(search, answer, PLACES) for answer in answers], say)


def _nothing(say: Words) -> str:
    address, question = state.get().search, _question()
    if not address.solved:
        return say("search_none")
    if is_of_form(question.types):
        return say("search_none_solved") if question.acts else say("search_no_act")
    return say("none_solved_type", type=", ".join(TYPE_NAMES[say.lang][kind] for kind in question.types))


def _selection(reading: Reading) -> Selection:
    """Give what the findings must be."""
    address = state.get().search
    act = reading.act(address.act) if address.act else None
    return Selection(
        types=address.types,
        statuses=address.statuses,
        acts=(act.id,) if act else (),
        engine=ENGINES[address.engine],
        least=address.least,
    )


def _question() -> Question:
    """Give what is asked: for a solution, the obstacles that are chosen, else those the rules see in the text."""
    address = state.get().search
    if not address.solved:
        return Question(address.text)
    return Question(address.text, address.types) if address.types else asked(address.text)


def _answers(reading: Reading, say: Words) -> list[Answer]:
    address = state.get().search
    wanted = (id(reading), replace(address, chosen="", page=1, shown="klauseln"))
    kept: dict[str, Any] = st.session_state.setdefault(_KEPT, {})
    if kept.get("asked") != wanted:
        search = search_of(reading, say)
        chosen, question = _selection(reading), _question()
        with st.spinner(say("search_running")):
            if address.solved:
                answers = solved(search, question, CLAUSES, among=Filter(acts=chosen.acts), places=1)
            else:
                answers = similar_among(search, question, CLAUSES, chosen, weight=_WEIGHTS[address.mode])
        kept |= {"answers": answers, "asked": wanted}
    found: list[Answer] = kept["answers"]
    return found


# ----------------------------------------------------------------- families


def _families(reading: Reading, say: Words, place: DeltaGenerator) -> None:
    address = state.get().search
    wanted = replace(_selection(reading), types=(), acts=(), statuses=address.statuses or ("open",))
    every = families_of(reading, wanted, say)
    found = [
        family
        for family in every
        if (not address.types or family.type in address.types)
        and (not address.several or family.acts > 1)
        and is_in(reading, family, address.act)
        and speaks_of(family.clause, address.text)
    ]
    if not found:
        notice("info", say("families_none"))
        return
    n = len(found)
    with place:
        hint = say("families_download_one") if n == 1 else say("families_download", n=say.number(n))
        make = partial(_families_file, reading, found, every, say)
        downloads(say, [hint], make, say("families_file"))
    pages = -(-n // FAMILIES)
    page = min(address.page, pages)
    here = found[(page - 1) * FAMILIES : page * FAMILIES]
    names = [family.name for family in here]
    chosen = next((family for family in found if family.name == address.chosen), here[0])
    left, right = st.columns([53, 47], gap="medium")
    with left:
        clauses = sum(family.clauses for family in found)
        findings = sum(len(family.fingerprints) for family in found)
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
            of = say("families_of_open" if not address.statuses else "families_of", n=say.number(findings))
            name = say("families_one") if n == 1 else say("families_many", n=say.number(n))
            _count(say("families_count", families=name, findings=of, clauses=say.number(clauses)))
            if pages > 1:
                st.pagination(
                    pages, max_visible_pages=5, key=state.control("w_s_page", page),
                    on_change=lambda: _change(page=st.session_state["w_s_page"]),
                )  # fmt: skip
        at = names.index(chosen.name) if chosen.name in names else -1
        _rows(family_rows(reading, here, say), names, at, say("families_list"))
    with right:
        _detail(reading, family_card(reading, chosen, say), "family_detail")


def _families_file(
    reading: Reading, families: Sequence[Family], among: Sequence[Family], say: Words, form: str
) -> bytes:
    return families_file(form, reading, families, say, among)


# -------------------------------------------------------------------- parts


def _count(text: str) -> None:
    st.html(f'<p class="mb-count" role="status">{text}</p>', width="content")


def _rows(rows: Sequence[dict[str, str]], names: Sequence[str], at: int, label: str) -> None:
    def stepped() -> None:
        index = at + int(st.session_state["search_list"].stepped)
        if 0 <= index < len(names):
            _pick(names[index])

    listbox(
        {"label": label, "rows": list(rows), "selected": names[at] if at >= 0 else ""},
        key="search_list",
        on_pick=lambda: _pick(st.session_state["search_list"].picked),
        on_step=stepped,
    )


def _detail(reading: Reading, data: dict[str, Any], key: str) -> None:
    asked = clause_cards({"lead": "", "empty": "", "search": "", "pane": True, **data}, key=key)
    if asked.jump:
        nearby.lead(reading, asked.jump)
