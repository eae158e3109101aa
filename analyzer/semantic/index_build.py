"""Puts an index together from batches, and into its folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryFile, mkdtemp
from typing import Any, BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from analyzer.semantic.index import Batch, SearchIndex
from analyzer.semantic.index_vectors import VectorIndex
from analyzer.semantic.lexical import LexicalIndex

_READABLE: Final = 0o755
"""Rights of the folder: a temporary one is for its owner alone."""


def write(batches: Iterable[Batch], dimension: int, key: str, folder: Path) -> None:
    """Write the index of all batches into a folder, which appears only when it is complete.

    Args:
        batches: In the order of the store.
        dimension: Length of a vector.
        key: Says what the index is of, see `SearchIndex.open`.
        folder: Where to; what lies there is replaced.
    """
    with TemporaryFile() as spool:
        index = assemble(batches, dimension, spool)
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        index.save(fresh, key)
        fresh.chmod(_READABLE)
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def assemble(batches: Iterable[Batch], dimension: int, spool: BinaryIO | None = None) -> SearchIndex:
    """Put an index together.

    Args:
        batches: In the order of the store.
        dimension: Length of a vector.
        spool: Takes the vectors until all are there; without it, they and everything else stay in memory.
    """
    numbers: dict[int, int] = {}
    terms: dict[str, int] = {}
    places: list[NDArray[np.int32]] = []
    owners: list[NDArray[np.int64]] = []
    marks: list[NDArray[np.uint64]] = []
    acts: list[NDArray[np.uint64]] = []
    ids: list[NDArray[np.int32]] = []
    lengths: list[NDArray[np.int64]] = []
    kept: list[NDArray[np.float16]] = []
    for batch in batches:
        new = [at for at, clause in enumerate(batch.first) if int(batch.keys[clause]) not in numbers]
        for at in new:
            numbers[int(batch.keys[batch.first[at]])] = len(numbers)
        owners.append(np.fromiter((numbers[int(key)] for key in batch.keys), np.int64, len(batch.keys)))
        places.append(batch.places)
        marks.append(batch.marks)
        acts.append(batch.acts)
        if spool is None:
            kept.append(batch.vectors[new])
        else:
            spool.write(batch.vectors[new].tobytes())
        renumbered = np.array([terms.setdefault(term, len(terms)) for term in batch.terms], np.int32)
        ids.extend(renumbered[batch.ids[batch.bounds[at] : batch.bounds[at + 1]]] for at in new)
        lengths.append(np.diff(batch.bounds)[new])
    size = len(numbers)
    built = VectorIndex.build(_vectors(kept, spool, (size, dimension)), dimension)
    lexical = LexicalIndex.build(
        list(terms), _all(ids, np.int32), np.concatenate(([0], np.cumsum(_all(lengths, np.int64)))).astype(np.int64)
    )
    owner = _all(owners, np.int64)
    order = np.argsort(owner, kind="stable")
    of_clause: NDArray[np.uint64] = np.zeros(size, np.uint64)
    np.bitwise_or.at(of_clause, owner, _all(marks, np.uint64))
    kinds: NDArray[np.uint64] = np.zeros(size, np.uint64)
    np.bitwise_or.at(kinds, owner, _all(acts, np.uint64))
    bounds = np.searchsorted(owner[order], np.arange(size + 1)).astype(np.int32)
    rows = np.concatenate(places)[order] if places else np.zeros((0, 3), np.int32)
    return SearchIndex(rows, bounds, of_clause, kinds, built, lexical)


def _vectors(
    kept: Sequence[NDArray[np.float16]], spool: BinaryIO | None, shape: tuple[int, int]
) -> NDArray[np.float16]:
    if not shape[0]:
        return np.zeros(shape, np.float16)
    if spool is None:
        return np.concatenate(kept)
    spool.flush()
    return np.memmap(spool, np.float16, "r", shape=shape)


def _all(parts: Sequence[NDArray[Any]], kind: type[np.generic]) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.zeros(0, kind)
