"""The index of all clauses of a run: identical ones once, with every place they stand at.

A folder beside the store holds it, all of it read by mapping files into memory:

```text
index.json      what it was built from: run, encoder, lemmas, version of this format
vectors.faiss   one vector a clause, see `analyzer.semantic.index_vectors`
terms.json, starts.npy, clauses.npy, weights.npy    see `analyzer.semantic.lexical`
places.npy      wording, provision, number of the clause in the provision; sorted by clause
bounds.npy      where the places of a clause begin
marks.npy       what findings say of a clause, see `analyzer.semantic.similar`
acts.npy        which acts it speaks of, see `analyzer.semantic.acts`
```

The text itself is not kept here: a place leads to it in the store. Clauses are numbered in the order of the store, so the
same run and encoder give the same files, whatever the number of workers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer.semantic.encoder import Encoder
from analyzer.semantic.index_vectors import VectorIndex
from analyzer.semantic.lexical import LexicalIndex, lemmas_of, weights_of

FORMAT: Final = 8
ABOUT: Final = "index.json"
ARRAYS: Final = ("places", "bounds", "marks", "acts")
_CANDIDATES: Final = 120
"""Clauses that either side of the search proposes."""
WEIGHT: Final = 0.6
"""Share of the meaning in a score; the rest is that of the words."""


class Place(NamedTuple):
    """Where a clause stands: id of the wording, provision in it, number of the clause in that provision."""

    wording: int
    position: int
    number: int


class Entry(NamedTuple):
    """A clause on its way into the index.

    Attributes:
        text: Its words.
        place: Where it stands.
        marks: See `analyzer.semantic.similar`.
        acts: See `analyzer.semantic.acts`.
    """

    text: str
    place: Place
    marks: int
    acts: int


class Batch(NamedTuple):
    """Clauses made ready for the index; small enough to travel between processes.

    Attributes:
        keys: Hash of the text of every clause.
        places: One row a clause.
        marks: Bits of every clause.
        acts: Bits of every clause.
        first: Index of the first clause with each different text.
        vectors: One row for each of `first`.
        terms: Lemmas.
        ids: Numbers in `terms` of the lemmas of each of `first`, in a row.
        bounds: Where they begin.
    """

    keys: NDArray[np.uint64]
    places: NDArray[np.int32]
    marks: NDArray[np.uint64]
    acts: NDArray[np.uint64]
    first: NDArray[np.int64]
    vectors: NDArray[np.float16]
    terms: list[str]
    ids: NDArray[np.int32]
    bounds: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause that was found.

    Attributes:
        clause: Its number in the index.
        score: 0…1, the order of the list.
        cosine: How near it is in meaning.
        words: BM25 as a share of what the query could reach at most.
    """

    clause: int
    score: float
    cosine: float
    words: float


def prepare(entries: Sequence[Entry], encoder: Encoder) -> Batch:
    """Encode clauses and count their lemmas; each text once."""
    keys = np.fromiter((_key(entry.text) for entry in entries), np.uint64, len(entries))
    _, first = np.unique(keys, return_index=True)
    first = np.sort(first)
    texts = [entries[at].text for at in first]
    numbers: dict[str, int] = {}
    ids: list[int] = []
    bounds = [0]
    for text in texts:
        ids.extend(numbers.setdefault(lemma, len(numbers)) for lemma in lemmas_of(text))
        bounds.append(len(ids))
    return Batch(
        keys,
        np.array([entry.place for entry in entries], np.int32).reshape(-1, 3),
        np.array([entry.marks for entry in entries], np.uint64),
        np.array([entry.acts for entry in entries], np.uint64),
        first.astype(np.int64),
        encoder.encode(texts).astype(np.float16) if texts else np.zeros((0, encoder.dimension), np.float16),
        list(numbers),
        np.array(ids, np.int32),
        np.array(bounds, np.int64),
    )


class SearchIndex:
    """An index, in memory or mapped from a folder.

    Args:
        places: Wording, provision and number of every place, sorted by clause.
        bounds: Where the places of a clause begin; one more than clauses.
        marks: Bits of every clause.
        acts: Bits of every clause.
        vectors: The semantic side.
        lexical: The lexical side.
    """

    def __init__(
        self,
        places: NDArray[np.int32],
        bounds: NDArray[np.int32],
        marks: NDArray[np.uint64],
        acts: NDArray[np.uint64],
        vectors: VectorIndex,
        lexical: LexicalIndex,
    ) -> None:
        self.marks = marks
        self.acts = acts
        self._places = places
        self._bounds = bounds
        self._vectors = vectors
        self._lexical = lexical

    @staticmethod
    def open(folder: Path, key: str) -> SearchIndex | None:
        """Open an index, `None` if there is none, or if it is of another run, encoder or version."""
        try:
            about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
            if about.get("key") != key or about.get("format") != FORMAT:
                return None
            places, bounds, marks, acts = (
                np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False) for name in ARRAYS
            )
            return SearchIndex(places, bounds, marks, acts, VectorIndex.load(folder), LexicalIndex.load(folder))
        except (OSError, ValueError, RuntimeError, KeyError):
            return None

    def save(self, folder: Path, key: str) -> None:
        """Write the index into a folder that is there; to be searched, it must be opened again.

        Args:
            folder: Where to.
            key: Says what the index is of; `open` asks for it.
        """
        self._vectors.save(folder)
        self._lexical.save(folder)
        arrays: tuple[NDArray[Any], ...] = (self._places, self._bounds, self.marks, self.acts)
        for name, array in zip(ARRAYS, arrays, strict=True):
            np.save(folder / f"{name}.npy", array, allow_pickle=False)
        about = {"format": FORMAT, "key": key, "clauses": len(self), "places": self.total}
        (folder / ABOUT).write_text(json.dumps(about), encoding="utf-8")

    def __len__(self) -> int:
        """Number of different clauses."""
        return len(self.marks)

    @property
    def total(self) -> int:
        """Number of places."""
        return len(self._places)

    def places(self, clause: int, most: int | None = None) -> list[Place]:
        """Give the places of a clause, in the order of the store.

        Args:
            clause: Its number.
            most: How many at most, `None` for all; "(weggefallen)" stands at thousands.
        """
        first, stop = int(self._bounds[clause]), int(self._bounds[clause + 1])
        rows = self._places[first : stop if most is None else min(stop, first + most)]
        return [Place(*row) for row in rows.tolist()]

    def count(self, clause: int) -> int:
        """Number of places of a clause."""
        return int(self._bounds[clause + 1] - self._bounds[clause])

    def clauses_in(self, wordings: Iterable[int]) -> NDArray[np.bool_]:
        """Tell of every clause whether it stands in one of some wordings."""
        inside = np.isin(self._places[:, 0], np.fromiter(wordings, np.int32))
        owner = np.repeat(np.arange(len(self)), np.diff(self._bounds))
        mask = np.zeros(len(self), np.bool_)
        mask[owner[inside]] = True
        return mask

    def search(
        self,
        text: str,
        encoder: Encoder,
        limit: int = 10,
        *,
        among: NDArray[np.bool_] | None = None,
        without: Iterable[int] = (),
        weight: float = WEIGHT,
    ) -> list[Hit]:
        """Find the clauses most like a text, in meaning and in words.

        Args:
            text: What to look for.
            encoder: The one the index was built with.
            limit: How many at most.
            among: One value a clause: whether it may be found.
            without: Clauses that are not wanted.
            weight: Share of the meaning in the score, 0 for words alone, 1 for meaning alone.
        """
        if not len(self) or not text.strip():
            return []
        unwanted = set(without)
        candidates = _CANDIDATES + limit + len(unwanted)
        vector = encoder.encode([text])[0]
        words = weights_of(text)
        found: list[NDArray[np.int64]] = []
        if weight > 0 and vector.any():
            found.append(self._vectors.nearest(vector, candidates, among)[0])
        best = self._lexical.best_possible(words) if weight < 1 else 0.0
        scores = self._lexical.scores(words) if best else np.zeros(len(self), np.float32)
        if best:
            found.append(_top(scores if among is None else np.where(among, scores, 0), candidates))
        if not found:
            return []
        clauses = np.unique(np.concatenate(found))
        near = self._vectors.dot(vector, clauses) if vector.any() else np.zeros(len(clauses), np.float32)
        shares = scores[clauses] / best if best else np.zeros(len(clauses), np.float32)
        total = weight * np.clip(near, 0, 1) + (1 - weight) * shares
        order = np.lexsort((clauses, -np.round(total, 5)))
        hits = (Hit(int(clauses[at]), float(total[at]), float(near[at]), float(shares[at])) for at in order)
        return [hit for hit in hits if hit.clause not in unwanted][:limit]

    def weight_of(self, lemma: str) -> float:
        """Give how much a lemma weighs in the lexical side, 0 for one that stands nowhere."""
        return self._lexical.best_possible({lemma: 1.0})

    def knows(self, lemma: str) -> bool:
        """Tell whether a lemma stands in any clause."""
        return self._lexical.knows(lemma)

    def vectors(self, clauses: NDArray[np.int64]) -> NDArray[np.float32]:
        """Give the vectors of some clauses."""
        return self._vectors.rows(clauses)


def _top(scores: NDArray[np.float32], limit: int) -> NDArray[np.int64]:
    """Give the clauses of the largest scores above zero; of equal ones the first."""
    above = np.flatnonzero(scores > 0)  # most are zero, and a partition of many equal numbers takes longest
    if len(above) <= limit:
        return above.astype(np.int64)
    some = scores[above]
    least = np.partition(some, len(some) - limit)[len(some) - limit]
    better = above[some > least]
    equal = above[some == least][: limit - len(better)]
    return np.concatenate((better, equal)).astype(np.int64)


def _key(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
