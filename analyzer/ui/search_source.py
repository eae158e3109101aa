"""The search index and the families of what is looked at; made when they are first asked for, then kept."""

from __future__ import annotations

import os
from threading import Lock
from typing import Final
from weakref import WeakKeyDictionary

import streamlit as st

from analyzer.semantic.families import Family
from analyzer.store import Reading, Selection
from analyzer.store.search import Search, open_search
from analyzer.store.sought import families_among
from analyzer.ui.words import Words

VARIABLE: Final = "MEDIENBRUCH_ENCODER"
"""Environment variable that names another encoder than the packaged one."""
_SEARCHES: Final[WeakKeyDictionary[Reading, Search]] = WeakKeyDictionary()
_FAMILIES: Final[WeakKeyDictionary[Reading, dict[Selection, tuple[Family, ...]]]] = WeakKeyDictionary()
_KEPT: Final = 8
"""Selections whose families are kept."""
_LOCK: Final = Lock()
"""One session makes an index; the others wait for it."""


def search_of(reading: Reading, say: Words) -> Search:
    """Give the open index of a run; while it is made, a bar says how far it is.

    Raises:
        StoreError: If it cannot be made.
        UsageError: If there is no encoder.
    """
    known = _SEARCHES.get(reading)
    if known is not None:
        return known
    place = st.empty()
    with _LOCK:
        known = _SEARCHES.get(reading)
        if known is None:
            # In this process: a process of its own would run the script of the app again.
            text = say("search_making")
            bar: list[object] = []

            def progress(share: float) -> None:
                if share < 1:
                    bar.append(place.progress(share, text=text))

            known = _SEARCHES[reading] = open_search(
                reading, os.environ.get(VARIABLE) or None, jobs=1, progress=progress
            )
    place.empty()
    return known


def families_of(reading: Reading, chosen: Selection, say: Words) -> tuple[Family, ...]:
    """Give the families of the findings of a selection, the largest first.

    Raises:
        UsageError: If there is no encoder.
    """
    known = _FAMILIES.setdefault(reading, {})
    if chosen not in known:
        search = search_of(reading, say)
        with st.spinner(say("families_making")):
            made = families_among(reading, chosen, search.encoder)
        for old in list(known)[: max(0, len(known) + 1 - _KEPT)]:
            known.pop(old, None)
        known[chosen] = made
    return known[chosen]
