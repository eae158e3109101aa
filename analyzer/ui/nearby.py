"""At a finding: clauses like it, and how others have solved it; computed only when somebody looks."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from analyzer.errors import MedienbruchError
from analyzer.model import TYPE_NAMES
from analyzer.semantic.similar import is_of_form
from analyzer.store import Entry, Reading
from analyzer.store.alike import Answer, Question, similar, solved
from analyzer.store.gaps import gaps_of_clauses
from analyzer.ui import state
from analyzer.ui.act_view import part_at, parts_of
from analyzer.ui.address import NEARBY, Nearby
from analyzer.ui.components import clause_cards
from analyzer.ui.notices import notice
from analyzer.ui.search_address import LONGEST, SearchAddress
from analyzer.ui.search_cards import card, read_jump
from analyzer.ui.search_source import search_of
from analyzer.ui.words import Words

_SHOWN: Final = 10
_KEPT: Final = "nearby_answers"


def choose(say: Words, key: str) -> Nearby:
    """Show the choice between the finding itself and what is near it; give what is chosen."""

    def changed() -> None:
        state.put(nearby=st.session_state[key] or "")

    st.pills(  # they go on in a second line where the column is narrow
        say("nearby_label"),
        list(NEARBY),
        format_func=lambda view: say(f"nearby_{view or 'finding'}"),
        key=state.control(key, state.get().nearby),
        required=True,
        label_visibility="collapsed",
        wrap=True,
        on_change=changed,
    )
    return state.get().nearby


def show(reading: Reading, entry: Entry, view: Nearby, say: Words, key: str) -> None:
    """Show what is near a finding as cards; a click on one leads to its place in its act."""
    is_solution = view == "geloest"
    try:
        answers = _answers(reading, entry, view, say)
    except MedienbruchError as error:
        notice("error", error.text(say.lang))
        return
    gaps = gaps_of_clauses(reading, [answer.found[0] for answer in answers])
    kinds = (entry.finding.type,)
    data = {
        "label": say(f"nearby_{view}"),
        "lead": _lead(entry, is_solution, say) if answers else "",
        "cards": [
            card(answer, say, is_solution=is_solution, types=kinds, gaps=left)
            for answer, left in zip(answers, gaps, strict=True)
        ],
        "empty": _nothing(entry, say) if is_solution else say("nearby_none"),
        # Where no digital way is the answer, the search has none either.
        "search": say("nearby_search") if answers or not is_solution or _of_form(entry) else "",
        "pane": True,
    }
    asked = clause_cards(data, key=key)
    if asked.jump:
        lead(reading, asked.jump)
    if asked.search:
        text = entry.finding.sentence[:LONGEST]
        types = (entry.finding.type,) if is_solution else ()
        state.put(search=SearchAddress(text=text, types=types, solved=is_solution))
        st.switch_page(st.session_state["pages"]["page_search"])


def lead(reading: Reading, name: str) -> None:
    """Go to a place in its act."""
    key, position, finding = read_jump(name)
    act = reading.act(key)
    if act is None:
        return
    parts = parts_of(reading.contents(act.id))
    part = part_at(parts, position) if len(parts) > 1 else 0
    # All fields and statuses: the place must not be hidden by a filter of the page one comes from.
    state.put(
        act=key,
        finding=finding,
        part=part,
        profile="all",
        types=(),
        statuses=(),
        text="",
        nearby="",
        engine="",
        least=0,
    )
    st.session_state["act_position"] = position
    state.arrive()
    st.switch_page(st.session_state["pages"]["page_act"])


def _answers(reading: Reading, entry: Entry, view: Nearby, say: Words) -> list[Answer]:
    kept: dict[str, Any] = st.session_state.setdefault(_KEPT, {})
    asked = (id(reading), entry.finding.fingerprint, entry.position, view)
    if kept.get("asked") != asked:
        search = search_of(reading, say)
        find = solved if view == "geloest" else similar
        kept |= {"answers": find(search, Question.of(entry), _SHOWN), "asked": asked}
    answers: list[Answer] = kept["answers"]
    return answers


def _nothing(entry: Entry, say: Words) -> str:
    if _of_form(entry):
        return say("nearby_none_solved")
    return say("none_solved_type", type=TYPE_NAMES[say.lang][entry.finding.type])


def _of_form(entry: Entry) -> bool:
    return is_of_form((entry.finding.type,))


def _lead(entry: Entry, is_solution: bool, say: Words) -> str:
    place = entry.finding.zitat
    if not is_solution:
        return say("nearby_lead", place=place)
    if _of_form(entry):
        return say("nearby_lead_solved", place=place)
    return say("nearby_lead_solved_type", place=place, type=TYPE_NAMES[say.lang][entry.finding.type])
