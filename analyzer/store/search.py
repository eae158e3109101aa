"""The search index of a run: beside the store, made when it is first asked for, made anew when run or encoder changed.

The folder `<store>.index` lies beside a store that is a file. A database without a file has it in the user's cache
folder. A store in memory (sample statutes, uploads of the app) has it in memory: nothing of an upload is ever written.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from analyzer.errors import StoreError, reason_of
from analyzer.semantic import Encoder, load_encoder
from analyzer.semantic.index import Batch, Hit, SearchIndex
from analyzer.semantic.index_build import assemble, write
from analyzer.store.clauses import Found, Passage, characters, find, passages, ready
from analyzer.store.reading import Reading

Progress = Callable[[float], None]
"""Told how much of the index is made, 0…1."""
WORTH_A_PROCESS: Final = 8_000_000
"""Characters below which a further process costs more time than it saves."""
_AHEAD: Final = 3
_MEMORY: Final = ":memory:"


@dataclass(frozen=True, slots=True)
class Search:
    """The open index of a run with what is needed to ask it.

    Attributes:
        reading: The run.
        encoder: Of the index.
        index: The index.
    """

    reading: Reading
    encoder: Encoder
    index: SearchIndex

    def found(self, hit: Hit, most: int) -> list[Found]:
        """Give the first places of a hit in the acts of the run."""
        return find(self.reading, self.index.places(hit.clause, most))


def open_search(
    reading: Reading,
    encoder: Encoder | str | Path | None = None,
    *,
    jobs: int | None = None,
    progress: Progress | None = None,
    is_anew: bool = False,
) -> Search:
    """Open the index of a run; make it first if there is none that fits.

    Args:
        reading: The run.
        encoder: An encoder, or what `load_encoder` takes.
        jobs: Processes that make it; otherwise as many as are worth it.
        progress: Told how far the making is; never called where an index lies ready.
        is_anew: Whether to make it in any case.

    Raises:
        StoreError: If the store is too old, or the folder cannot be written.
        UsageError: If there is no such encoder.
    """
    which = encoder if isinstance(encoder, str | Path) else None
    loaded = encoder if encoder is not None and not isinstance(encoder, str | Path) else load_encoder(which)
    if reading.store.name == _MEMORY:
        batches = _here(reading, loaded, characters(reading), progress)
        return Search(reading, loaded, assemble(batches, loaded.dimension))
    folder = folder_of(reading.store.name)
    key = key_of(reading, loaded)
    index = None if is_anew else SearchIndex.open(folder, key)
    if index is None:
        workers = jobs or max(1, min(_processors(), characters(reading) // WORTH_A_PROCESS))
        try:
            _make(reading, loaded, None if loaded is encoder else (which,), workers, progress, key, folder)
        except OSError as error:
            raise StoreError(
                f"Der Suchindex {folder} kann nicht geschrieben werden ({reason_of(error)}). "
                "Rechte und freien Platz prüfen.",
                en=f"The search index {folder} cannot be written ({reason_of(error, 'en')}). Check rights and free space.",
            ) from error
        index = SearchIndex.open(folder, key)
    if index is None:
        raise StoreError(
            f"Der Suchindex {folder} ist nicht lesbar. Ordner löschen und noch einmal suchen.",
            en=f"The search index {folder} cannot be read. Delete the folder and search again.",
        )
    return Search(reading, loaded, index)


def is_ready(reading: Reading, encoder: Encoder | None = None) -> bool:
    """Tell whether an index that fits lies ready."""
    if reading.store.name == _MEMORY:
        return False
    return SearchIndex.open(folder_of(reading.store.name), key_of(reading, encoder or load_encoder())) is not None


def folder_of(store: str) -> Path:
    """Give the folder of a store's index."""
    if "://" not in store:
        return Path(f"{store}.index")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "medienbruch" / f"{sha256(store.encode()).hexdigest()[:16]}.index"


def key_of(reading: Reading, encoder: Encoder) -> str:
    """Say what an index is of: it fits as long as this stays the same."""
    run = reading.run
    return f"{run.id}/{run.finished}/{run.findings}/{encoder.digest}"


def _make(
    reading: Reading,
    encoder: Encoder,
    which: tuple[str | Path | None] | None,
    workers: int,
    progress: Progress | None,
    key: str,
    folder: Path,
) -> None:
    """Make the index; in this process where others cannot be had, for instance in a script without a main guard.

    Args:
        reading: The run.
        encoder: Encodes in this process.
        which: What other processes load as their encoder; `None` where only this one has it.
        workers: Processes.
        progress: Told how far it is.
        key: See `key_of`.
        folder: Where to.
    """
    length = characters(reading)
    if which is not None and workers > 1:
        try:
            write(_in_processes(reading, which[0], workers, length, progress), encoder.dimension, key, folder)
        except BrokenExecutor:
            pass
        else:
            return
    write(_here(reading, encoder, length, progress), encoder.dimension, key, folder)


def _here(reading: Reading, encoder: Encoder, length: int, progress: Progress | None) -> Iterator[Batch]:
    done = 0
    for batch in passages(reading):
        yield ready(batch, encoder)
        done += _length(batch)
        if progress is not None:
            progress(min(1.0, done / max(length, 1)))


def _in_processes(
    reading: Reading, which: str | Path | None, workers: int, length: int, progress: Progress | None
) -> Iterator[Batch]:
    # Spawned, not forked: the caller may have threads (the app has).
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        todo = passages(reading)
        done = 0
        waiting = [(batch, pool.submit(_work, batch, which)) for batch in islice(todo, workers * _AHEAD)]
        while waiting:
            batch, answer = waiting.pop(0)
            yield answer.result()
            done += _length(batch)
            waiting += [(batch, pool.submit(_work, batch, which)) for batch in islice(todo, 1)]
            if progress is not None:
                progress(min(1.0, done / max(length, 1)))


def _work(batch: list[Passage], which: str | Path | None) -> Batch:
    return ready(batch, _encoder(which))


@lru_cache(maxsize=1)
def _encoder(which: str | Path | None) -> Encoder:
    return load_encoder(which)


def _length(batch: list[Passage]) -> int:
    return sum(len(passage.body) for passage in batch)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
