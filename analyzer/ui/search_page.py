"""The page *Suche*: clauses by meaning and words, how others solved the same, families of clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from analyzer.model import OBSTACLE_TYPES, STATUS_NAMES, STATUSES, TYPE_NAMES, Status
from analyzer.semantic.families import Family
from analyzer.semantic.similar import is_of_form
from analyzer.store import Reading
from analyzer.store.alike import Answer, Filter, Question, similar, solved, with_places
from analyzer.store.solving import asked
from analyzer.ui import filters, nearby, state
from analyzer.ui.components import clause_cards, listbox
from analyzer.ui.look import MARKS, tone_of
from analyzer.ui.notices import notice
from analyzer.ui.search_address import LONGEST, MODES, SHOWN
from analyzer.ui.search_cards import card, family_place, id_of, pieces, row
from analyzer.ui.search_source import families_of, search_of
from analyzer.ui.sources import Source
from analyzer.ui.words import Words

CLAUSES: Final = 30
"""Clauses that are listed."""
FAMILIES: Final = 50
"""Families on a page."""
PLACES: Final = 200
"""Places of a clause or family that are listed."""
_WEIGHTS: Final = {"beides": None, "bedeutung": 1.0, "wortlaut": 0.0}
_KEPT: Final = "search_answers"


def show(source: Source, say: Words) -> None:
    """Show the page.

    Raises:
        MedienbruchError: If the index cannot be made.
    """
    reading = source.reading
    _controls(reading, say)
    address = state.get().search
    if address.act and reading.act(address.act) is None:
        notice("warning", say("unknown_act", act=address.act))
    if address.shown == "familien":
        _families(reading, say)
    else:
        _clauses(reading, say)


def _change(**changes: Any) -> None:
    """Change what is looked for: the list begins anew."""
    state.put(search=replace(state.get().search, **{"chosen": "", "page": 1, **changes}))


def _pick(name: str) -> None:
    state.put(search=replace(state.get().search, chosen=name))


# ----------------------------------------------------------------- controls


def _controls(reading: Reading, say: Words) -> None:
    address = state.get().search
    is_clauses = address.shown == "klauseln"
    columns = st.columns([46, 27, 27], gap="small")
    with columns[0]:
        st.text_input(
            say("search_text"), key=state.control("w_s_text", address.text, typed=True), type="search",
            placeholder=say("search_text_hint"), max_chars=LONGEST, disabled=not is_clauses,
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
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        st.segmented_control(
            say("search_shown"), list(SHOWN), format_func=lambda each: say(f"search_shown_{each}"), required=True,
            key=state.control("w_s_shown", address.shown), on_change=lambda: _change(shown=st.session_state["w_s_shown"]),
        )  # fmt: skip
        st.pills(
            say("status"), list(STATUSES), selection_mode="multi",
            format_func=lambda each: f"{MARKS[tone_of('written_form', each)].glyph} {STATUS_NAMES[say.lang][each]}",
            key=state.control("w_s_statuses", list(address.statuses)), disabled=is_clauses and address.solved,
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


def _clauses(reading: Reading, say: Words) -> None:
    address = state.get().search
    if not address.text:
        notice("info", say("search_start"))
        return
    answers = _answers(reading, say)
    if not answers:
        notice("info", _nothing(say))
        return
    ids = [id_of(answer) for answer in answers]
    at = ids.index(address.chosen) if address.chosen in ids else 0
    left, right = st.columns([53, 47], gap="medium")
    with left:
        n = len(answers)
        _count(say("search_count_one") if n == 1 else say("search_count", n=say.number(n)))
        _rows([row(answer, say) for answer in answers], ids, at, say("search_list"))
    with right:
        whole = with_places(search_of(reading, say), answers[at], PLACES)
        shown = card(whole, say, is_solution=address.solved, types=_question().types, most=PLACES)
        _detail(reading, {"label": say("search_detail"), "cards": [shown]}, "search_detail")


def _nothing(say: Words) -> str:
    address, question = state.get().search, _question()
    if not address.solved:
        return say("search_none")
    if not question.acts:
        return say("search_no_act")
    if is_of_form(question.types):
        return say("search_none_solved")
    return say("none_solved_type", type=", ".join(TYPE_NAMES[say.lang][kind] for kind in question.types))


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
        act = reading.act(address.act) if address.act else None
        among = Filter(address.types, address.statuses, (act.id,) if act else ())
        question = _question()
        with st.spinner(say("search_running")):
            if address.solved:
                answers = solved(search, question, CLAUSES, among=replace(among, types=(), statuses=()), places=1)
            else:
                answers = similar(search, question, CLAUSES, among=among, weight=_WEIGHTS[address.mode], places=1)
        kept |= {"answers": answers, "asked": wanted}
    found: list[Answer] = kept["answers"]
    return found


# ----------------------------------------------------------------- families


def _families(reading: Reading, say: Words) -> None:
    address = state.get().search
    statuses: tuple[Status, ...] = address.statuses or ("open",)
    found = [
        family
        for family in families_of(reading, statuses, say)
        if (not address.types or family.type in address.types)
        and (not address.several or family.acts > 1)
        and _is_in(reading, family, address.act)
    ]
    if not found:
        notice("info", say("families_none"))
        return
    pages = -(-len(found) // FAMILIES)
    page = min(address.page, pages)
    here = found[(page - 1) * FAMILIES : page * FAMILIES]
    names = [family.name for family in here]
    chosen = next((family for family in found if family.name == address.chosen), here[0])
    left, right = st.columns([53, 47], gap="medium")
    with left:
        clauses = sum(family.clauses for family in found)
        findings = sum(len(family.fingerprints) for family in found)
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
            _count(
                say("families_count", n=say.number(len(found)), all=say.number(findings), clauses=say.number(clauses))
            )
            if pages > 1:
                st.pagination(
                    pages, max_visible_pages=5, key=state.control("w_s_page", page),
                    on_change=lambda: _change(page=st.session_state["w_s_page"]),
                )  # fmt: skip
        at = names.index(chosen.name) if chosen.name in names else -1
        _rows([_family_row(family, say) for family in here], names, at, say("families_list"))
    with right:
        _detail(reading, _family(reading, chosen, say), "family_detail")


def _is_in(reading: Reading, family: Family, act: str) -> bool:
    known = reading.act(act) if act else None
    return known is None or known.doc in family.docs


def _family_row(family: Family, say: Words) -> dict[str, str]:
    mark = tone_of(family.type, "open")
    return {
        "id": family.name,
        "tone": mark,
        "glyph": MARKS[mark].glyph,
        "place": _size(family, say),
        "meta": TYPE_NAMES[say.lang][family.type],
        "quote": "",
        "text": family.clause,
    }


def _size(family: Family, say: Words) -> str:
    acts = say("families_act") if family.acts == 1 else say("families_acts", n=say.number(family.acts))
    more = len(family.fingerprints) - family.clauses
    size = say("families_row", n=say.number(family.clauses), acts=acts)
    return size if not more else f"{size} · {say('families_findings', n=say.number(len(family.fingerprints)))}"


def _family(reading: Reading, family: Family, say: Words) -> dict[str, Any]:
    entry = reading.finding(family.representative)
    quote = entry.finding.quote if entry is not None else ""
    mark = tone_of(family.type, "open")
    places = [place for name in family.fingerprints[:PLACES] if (place := family_place(reading, name)) is not None]
    rest = len(family.fingerprints) - PLACES
    head = family_place(reading, family.representative) or {"label": family.name, "heading": "", "jump": ""}
    return {
        "label": say("families_list"),
        "lead": say("families_lead", name=family.name),
        "cards": [
            {
                "place": head,
                "score": _size(family, say),
                "chips": [{"tone": mark, "glyph": MARKS[mark].glyph, "word": TYPE_NAMES[say.lang][family.type]}],
                "pieces": pieces(family.clause, [(quote, mark)]),
                "note": "",
                "label": say("places_all"),
                "places": places,
                "more": say("references_rest", n=say.number(rest)) if rest > 0 else "",
            }
        ],
    }


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
