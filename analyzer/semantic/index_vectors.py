"""The semantic side of the search: eight-bit vectors in a faiss index that stays on the disk.

Measured for 860,000 vectors of 256 numbers on two cores with AVX2: going through all of them takes 55-80 ms (simsimd,
faiss flat), more than a whole query may. So the vectors lie in cells around centres (inverted file), a query looks
into the nearest cells, and small collections are gone through whole.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

FLAT: Final = 40_000
"""Vectors up to which all are gone through."""
_SAMPLE: Final = 40
"""Vectors a cell that its centre is computed from."""
_PROBES: Final = 0.06
"""Share of the cells that a query looks into."""
_FEW: Final = 20_000
"""Allowed vectors up to which each is multiplied: looking for them in all cells takes longer."""
_AT_ONCE: Final = 65_536
_FILE: Final = "vectors.faiss"


class VectorIndex:
    """Nearest vectors by dot product."""

    def __init__(self, index: Any) -> None:
        self._index = index
        self._cells = int(getattr(index, "nlist", 0))
        if self._cells:
            index.make_direct_map()

    @staticmethod
    def build(vectors: NDArray[np.float16], dimension: int) -> VectorIndex:
        """Index vectors; row number = clause.

        Args:
            vectors: One normalised row a clause, in memory or mapped.
            dimension: Length of a vector.
        """
        import faiss  # noqa: PLC0415  heavy

        size = len(vectors)
        cells = 0 if size <= FLAT else 1 << int(np.log2(size**0.5 * 1.3))
        form = f"IVF{cells},SQ8" if cells else "SQ8"
        index = faiss.index_factory(dimension, form, faiss.METRIC_INNER_PRODUCT)
        if cells:
            index.cp.niter = 6
            index.cp.seed = 1  # the same cells at every run
            index.cp.max_points_per_centroid = _SAMPLE
        step = max(1, size // (max(cells, 256) * _SAMPLE))
        sample = np.asarray(vectors[::step], np.float32)
        index.train(sample if len(sample) else np.zeros((1, dimension), np.float32))
        for start in range(0, size, _AT_ONCE):
            index.add(np.asarray(vectors[start : start + _AT_ONCE], np.float32))
        return VectorIndex(index)

    def save(self, folder: Path) -> None:
        """Write the index into a folder."""
        import faiss  # noqa: PLC0415  heavy

        if self._cells:
            self._index.set_direct_map_type(faiss.DirectMap.NoMap)  # rebuilt when it is opened
        faiss.write_index(self._index, str(folder / _FILE))

    @staticmethod
    def load(folder: Path) -> VectorIndex:
        """Open an index; vectors stay on the disk until they are asked for."""
        import faiss  # noqa: PLC0415  heavy

        return VectorIndex(faiss.read_index(str(folder / _FILE), faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY))

    def nearest(
        self, vector: NDArray[np.float32], limit: int, among: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Find the clauses nearest to a vector.

        Args:
            vector: Normalised.
            limit: How many at most.
            among: One value a clause: whether it may be found.

        Returns:
            Clauses and their dot products, nearest first.
        """
        import faiss  # noqa: PLC0415  heavy

        given: dict[str, Any] = {}
        allowed = self._index.ntotal
        if among is not None:
            allowed = int(among.sum())
            if allowed <= _FEW:
                return self._best(vector, np.flatnonzero(among), limit)
            bits = np.packbits(among, bitorder="little")  # the selector does not keep it alive: it is bound to a name
            given["sel"] = faiss.IDSelectorBitmap(bits)
        if not allowed:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        if self._cells:
            # Few allowed ones are spread over all cells; looking for them is then cheap everywhere.
            share = 1.0 if allowed < FLAT else _PROBES
            parameters = faiss.SearchParametersIVF(nprobe=max(1, int(self._cells * share)), **given)
        else:
            parameters = faiss.SearchParameters(**given)
        scores, found = self._index.search(
            np.ascontiguousarray(vector[None, :], np.float32), min(limit, allowed), params=parameters
        )
        real = found[0] >= 0
        return found[0][real], scores[0][real]

    def _best(
        self, vector: NDArray[np.float32], clauses: NDArray[np.int64], limit: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Give the nearest of some clauses."""
        scores = self.dot(vector, clauses)
        order = np.lexsort((clauses, -scores))[:limit]
        return clauses[order], scores[order]

    def dot(self, vector: NDArray[np.float32], clauses: NDArray[np.int64]) -> NDArray[np.float32]:
        """Give the dot products of a vector with some clauses."""
        if not len(clauses):
            return np.zeros(0, np.float32)
        rows = self._index.reconstruct_batch(np.ascontiguousarray(clauses, np.int64))
        return np.asarray(rows @ vector, np.float32)

    def rows(self, clauses: NDArray[np.int64]) -> NDArray[np.float32]:
        """Give the vectors of some clauses."""
        return np.asarray(self._index.reconstruct_batch(np.ascontiguousarray(clauses, np.int64)), np.float32)
