"""Opens what a command reads findings from: a store, statutes scanned on the spot, or the sample statutes."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from analyzer.cli.graph_loading import is_store, scanned
from analyzer.cli.language import Lang
from analyzer.cli.speech import note
from analyzer.errors import StoreError, UsageError

if TYPE_CHECKING:
    from analyzer.store import Reading

_PATIENCE: Final = 1.0
"""Seconds a wait may take before it is worth a bar."""


def opened(where: str, lang: Lang) -> tuple[Reading, int]:
    """Open the newest run of a store, or scan statutes.

    Args:
        where: A store, a path to statutes, or "" for the sample statutes.
        lang: Language of what is said.

    Returns:
        The run, and the number of inputs that could not be read.

    Raises:
        StoreError: If the store is missing or empty.
    """
    from analyzer.store import Reading, newest_run, open_store  # noqa: PLC0415  heavy

    if not where:
        where = str(_sample())
        note("Ohne --db: die Mustergesetze." if lang == "de" else "Without --db: the sample statutes.")
    store, unreadable = (open_store(where), 0) if is_store(where) or not Path(where).exists() else scanned(where, lang)
    run = newest_run(store)
    if run is None:
        raise StoreError(
            f"Der Bestand {where} ist leer. Mit „medienbruch scan … --db {where}“ füllen.",
            en=f"The store {where} is empty. Fill it with 'medienbruch scan … --db {where}'.",
        )
    return Reading(store, run), unreadable


@contextmanager
def waiting(lang: Lang) -> Iterator[Callable[[float], None] | None]:
    """Give a function that shows on a terminal how far the making of the search index is; `None` elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415  only a terminal needs it
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    text = "Suchindex wird angelegt" if lang == "de" else "Making the search index"
    bar = Progress(BarColumn(), TextColumn(text), TimeRemainingColumn(), console=Console(stderr=True), transient=True)
    task = bar.add_task("", total=1.0)
    began = time.monotonic()

    def show(share: float) -> None:
        if not bar.live.is_started and time.monotonic() - began > _PATIENCE:
            bar.start()
        bar.update(task, completed=share)

    try:
        yield show
    finally:
        bar.stop()


def _sample() -> Path:
    package = Path(__file__).parents[1]
    found = next((path for path in (package / "_corpus", package.parent / "corpus") if path.is_dir()), None)
    if found is None:
        raise UsageError(
            "Die Mustergesetze fehlen. Bitte einen Bestand angeben: --db befunde.db.",
            en="The sample statutes are missing. Please give a store: --db findings.db.",
        )
    return found
