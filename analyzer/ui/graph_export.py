"""The findings of what the graph page shows, as a file: those of the provisions in the picture, or of the acts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from streamlit.delta_generator import DeltaGenerator

from analyzer.graph import LawGraph, Node
from analyzer.store import Act, Entry, Reading, Selection
from analyzer.store.lookup import count_at, entries_at
from analyzer.ui.graph_grow import Grown
from analyzer.ui.look import unbroken
from analyzer.ui.toolbar import downloads, written
from analyzer.ui.words import Words


def near_download(reading: Reading, grown: Grown, start: Node, say: Words, place: DeltaGenerator) -> None:
    """Offer the findings of the provisions in the picture."""
    acts = {act.doc: act.id for act in reversed(reading.acts())}
    nodes = [node for node in grown.near.nodes if node.position >= 0 and node.doc in acts]
    places = [(acts[node.doc], node.position) for node in nodes]
    n = len(nodes)
    of = say("graph_download_near_one") if n == 1 else say("graph_download_near", n=say.number(n))
    if n < len(grown.near.nodes):
        of += f" {say('graph_download_some')}"
    _offer(reading, count_at(reading, places), lambda: entries_at(reading, places), of, start.label, say, place)


def far_download(
    reading: Reading, graph: LawGraph, doc: str, groups: Iterable[str], say: Words, place: DeltaGenerator
) -> None:
    """Offer the findings of an open act, or of the acts in the picture.

    Args:
        reading: The run.
        graph: Its graph.
        doc: The open act, "" for none.
        groups: What is in the picture.
        say: Language.
        place: Where it is offered.
    """
    shown = {doc} if doc else {group for group in groups if group in graph}
    acts = [act for act in reading.acts() if act.doc in shown]
    chosen = Selection(acts=tuple(act.id for act in acts))
    # Without an act, an empty selection would mean all of them.
    n = reading.count(chosen) if acts else 0
    of = _acts(acts, say)
    if not doc and len(acts) < len(shown):
        of += f" {say('graph_download_some')}"
    _offer(reading, n, lambda: reading.entries(chosen), of, acts[0].law if len(acts) == 1 else "", say, place)


def _acts(acts: list[Act], say: Words) -> str:
    if len(acts) == 1:
        return say("graph_download_act", act=unbroken(acts[0].law or acts[0].title))
    return say("graph_download_far", n=say.number(len(acts)))


def _offer(
    reading: Reading,
    n: int,
    entries: Callable[[], Iterator[list[Entry]]],
    of: str,
    name: str,
    say: Words,
    place: DeltaGenerator,
) -> None:
    count = say("finding_one") if n == 1 else say("findings", n=say.number(n))
    safe = "".join(letter if letter.isalnum() else "_" for letter in name).strip("_")
    file = f"{say('file_name')}_{safe}" if safe else say("file_name")
    with place:
        label = f"{say('download')} ({say.number(n)})"
        downloads(
            say,
            [f"{count} {of}"],
            lambda form: written(reading, entries(), form, say),
            file,
            label=label,
            disabled=n == 0,
        )
