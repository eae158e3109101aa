"""The reference graph of a stored run."""

from __future__ import annotations

import gc

from analyzer.errors import StoreError
from analyzer.graph import LawGraph, build_graph
from analyzer.refs.register import packaged_register
from analyzer.rulebook import builtin_folder
from analyzer.rulebook.relations import load_relations
from analyzer.store.connect import Store
from analyzer.store.references import ReferenceReading
from analyzer.store.views import RunInfo


def load_graph(store: Store, run: RunInfo) -> LawGraph:
    """Build the graph of a run.

    Takes seconds and some hundred megabytes for the whole federal law: keep it.

    Raises:
        StoreError: If the run was written without references, by an older version.
    """
    reading = ReferenceReading(store, run)
    if run.report.get("acts") and not reading.any():
        raise StoreError(
            f"Der Bestand {store.name} enthält noch keine Verweise. Mit „medienbruch scan … --db“ neu einlesen.",
            en=f"The store {store.name} holds no references yet. Read it in again with “medienbruch scan … --db”.",
        )
    register = packaged_register()
    collecting = gc.isenabled()
    gc.disable()  # a million new objects, none of them garbage: looking for cycles would double the time
    try:
        return build_graph(
            reading.acts(register),
            reading.provisions(),
            reading.links(),
            reading.findings(),
            register=register,
            relations=load_relations(builtin_folder().parent / "law" / "relations.yaml"),
        )
    finally:
        if collecting:
            gc.enable()
