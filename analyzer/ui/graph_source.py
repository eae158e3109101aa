"""The graph of what the app looks at: built once for a run, kept for all sessions; that of an upload for its own only."""

from __future__ import annotations

import gc
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Final

import streamlit as st

from analyzer.graph import LawGraph, Place, act_overview, overview
from analyzer.graph.afar import Overview
from analyzer.graph.islands import lay_out_overview
from analyzer.graph.paths import Hop
from analyzer.graph.pulls import HotSpot, hot_spots
from analyzer.model import is_fingerprint
from analyzer.refs.names import Names
from analyzer.store import Reading
from analyzer.store.graphs import load_graph
from analyzer.ui.graph_grow import Grown, Positions, place
from analyzer.ui.sources import Source

_OWN: Final = "graph_of_upload"
_SPOTS: Final = 12
_PICTURES: Final = 200
"""Pictures kept for a graph, a few kilobytes each."""


@dataclass(slots=True)
class Loaded:
    """A graph with what was worked out about it once.

    Attributes:
        graph: The graph.
        key: Tells it from others.
    """

    graph: LawGraph
    key: str
    _far: dict[str, tuple[Overview, dict[str, tuple[float, float]]]] = field(default_factory=dict)
    _spots: list[HotSpot] = field(default_factory=list)
    _drawn: OrderedDict[Hashable, tuple[Grown, Positions]] = field(default_factory=OrderedDict)

    def drawn(
        self, key: Hashable, known: Positions, make: Callable[[], Grown], path: Sequence[Hop] | None
    ) -> tuple[Grown, Positions]:
        """Give what is in a picture and where, worked out once: who reloads or gets the link finds all in its place.

        Args:
            key: Everything that decides what is in the picture.
            known: Where nodes lie in this session.
            make: Works out what is in it.
            path: A path it shows.
        """
        kept = self._drawn.get(key)
        grown = kept[0] if kept is not None else make()
        if kept is not None and all(known.get(node, place) == place for node, place in kept[1].items()):
            places = kept[1]
        else:
            places = place(grown, known, path)
        self._drawn[key] = (grown, places)
        self._drawn.move_to_end(key)
        while len(self._drawn) > _PICTURES:
            self._drawn.popitem(last=False)
        return grown, places

    def far(self, doc: str) -> tuple[Overview, dict[str, tuple[float, float]]]:
        """Give the overview of an act, or of the corpus for "", and the places of its nodes."""
        if doc not in self._far:
            found = act_overview(self.graph, doc) if doc else overview(self.graph)
            self._far[doc] = (found, lay_out_overview(found))
        return self._far[doc]

    def spots(self) -> list[HotSpot]:
        """Give the provisions to begin with: those where a repair reaches most."""
        if not self._spots:
            self._spots += hot_spots(self.graph, _SPOTS)
        return self._spots


def graph_of(source: Source) -> Loaded:
    """Give the graph of a source.

    Raises:
        StoreError: If its store holds no references.
    """
    run = source.reading.run
    if source.kind == "upload":
        kept: tuple[Reading, Loaded] | None = st.session_state.get(_OWN)
        if kept is None or kept[0] is not source.reading:
            graph = load_graph(source.reading.store, run)
            kept = (source.reading, Loaded(graph, f"upload {id(source.reading)}"))
            st.session_state[_OWN] = kept
        return kept[1]
    return _built(source.reading.store.name, run.id, run.finished, source.reading)


@st.cache_resource(max_entries=2, show_spinner=False)
def _built(name: str, run: int, finished: str, _reading: Reading) -> Loaded:
    gc.unfreeze()  # a graph that made room for this one
    loaded = Loaded(load_graph(_reading.store, _reading.run), f"{name} {run} {finished}")
    loaded.far("")  # everyone begins there
    Names.of(loaded.graph.register)  # and types a citation
    # Streamlit looks for garbage after every run of a page. It need not look through the graph: that takes a second each time.
    gc.collect()
    gc.freeze()
    return loaded


def find(graph: LawGraph, reading: Reading, words: str) -> tuple[Place | None, str]:
    """Find what somebody typed or a link names.

    Args:
        graph: The graph.
        reading: To look findings up in.
        words: A citation, the id of a node, an act, or the fingerprint of a finding.

    Returns:
        The place, `None` if there is none, and the fingerprint if a finding was named.
    """
    if is_fingerprint(words):
        entry = reading.finding(words)
        if entry is not None:
            node = graph.provision(reading.act_of(entry.act).doc, entry.position)
            if node is not None:
                return Place(node, entry.finding.absatz, entry.finding.satz), words
    return graph.find(words), ""
