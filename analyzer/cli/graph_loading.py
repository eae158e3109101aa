"""Loads the reference graph for the command line: from a store, or from statutes read on the spot."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from analyzer.cli.language import Lang
from analyzer.cli.speech import load_rules, note
from analyzer.errors import StoreError, UsageError
from analyzer.model import is_fingerprint

if TYPE_CHECKING:
    from analyzer.graph import LawGraph, Place
    from analyzer.store import Store

_SQLITE: Final = b"SQLite format 3\x00"
_LOADED: dict[str, Store] = {}


def loaded(where: str, lang: Lang, *, findings: bool = False) -> tuple[LawGraph, int]:
    """Build the graph.

    Args:
        where: A store, or a path to statutes; they are scanned first, so that findings lie on the nodes.
        lang: Language of what is said about unreadable inputs.
        findings: Whether the findings on the nodes count: those of statutes scanned here are then the ones a store
            would hold; otherwise the semantic layer is spared.

    Returns:
        The graph, and the number of inputs that could not be read.

    Raises:
        StoreError: If the store is empty or has no references.
        UsageError: If the path does not exist.
    """
    from analyzer.store import newest_run, open_store  # noqa: PLC0415  heavy
    from analyzer.store.graphs import load_graph  # noqa: PLC0415

    unreadable = 0
    if is_store(where):
        store = open_store(where)
    else:
        store, unreadable = scanned(where, lang, findings=findings)
    _LOADED[where] = store
    run = newest_run(store)
    if run is None:
        raise StoreError(
            f"Der Bestand {where} ist leer. Mit „medienbruch scan … --db {where}“ füllen.",
            en=f"The store {where} is empty. Fill it with 'medienbruch scan … --db {where}'.",
        )
    return load_graph(store, run), unreadable


def place_of(graph: LawGraph, what: str, where: str = "") -> Place:
    """Find a place by its citation; by the fingerprint of a finding too if `where` names what `loaded` was given.

    Raises:
        UsageError: If there is none.
    """
    place = _of_finding(graph, what, where) if where and is_fingerprint(what) else graph.find(what)
    if place is None:
        raise UsageError(
            f"„{what}“ ist im Graphen nicht zu finden. Zum Beispiel: „BGB § 126“ oder „§ 126 Abs. 3 BGB“.",
            en=f"{what!r} is not in the graph. For instance: 'BGB § 126' or '§ 126 Abs. 3 BGB'.",
        )
    return place


def _of_finding(graph: LawGraph, fingerprint: str, where: str) -> Place | None:
    from analyzer.graph import Place  # noqa: PLC0415  heavy
    from analyzer.store import Reading, newest_run  # noqa: PLC0415

    store = _LOADED[where]
    run = newest_run(store)
    entry = Reading(store, run).finding(fingerprint) if run is not None else None
    if entry is None:
        return None
    node = graph.provision(entry.finding.doc, entry.position)
    return Place(node, entry.finding.absatz, entry.finding.satz) if node is not None else None


def is_store(where: str) -> bool:
    """Tell whether this is a store, not a path to statutes."""
    if "://" in where:
        return True
    path = Path(where)
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(len(_SQLITE)) == _SQLITE


def scanned(where: str, lang: Lang, *, findings: bool = True) -> tuple[Store, int]:
    """Scan statutes into a store in memory.

    Args:
        where: Path to them.
        lang: Language of what is said about unreadable inputs.
        findings: Whether findings count, and not references alone: the semantic layer then weighs them and adds its own.

    Returns:
        The store, and the number of inputs that could not be read.
    """
    from analyzer.scan import scan  # noqa: PLC0415  heavy
    from analyzer.semantic.files import PACKAGED  # noqa: PLC0415
    from analyzer.store import RunWriter, open_memory  # noqa: PLC0415
    from analyzer.store.rows import rows_with_references  # noqa: PLC0415

    store, rulebook = open_memory(), load_rules(None, lang)
    run = scan(
        where,
        rulebook=rulebook,
        also=rows_with_references,
        stdin=sys.stdin.buffer,
        semantic=PACKAGED if findings else None,
    )
    with RunWriter(store) as writer:
        for result in run.results():
            if result.extra is not None:
                writer.add_rows(result.extra)
        writer.finish(run.report)
    for each in run.report.unreadable:
        note(each.en if lang == "en" and each.en else each.error)
    return store, len(run.report.unreadable)
