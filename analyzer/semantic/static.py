"""The static encoder: one vector for each piece of a word, a sentence is their mean.

Nothing here imports torch or a tokenizer library: a scan encodes every sentence of the federal law in seconds.

Files of a folder: `tokenizer.json` (WordPiece, readable by the `tokenizers` library), `embedding.npz` (`rows` int8,
`scales` float32, one a row), `encoder.json` (name and how it was made). No pickle.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer.errors import UsageError, reason_of
from analyzer.semantic.files import ABOUT_ENCODER, EMBEDDING, PACKAGED, TOKENIZER, digest_of
from analyzer.semantic.words import Pieces

_ID_BYTES: Final = 4
_FEW: Final = 20_000  # pieces that are as quickly gathered as the import of scipy takes
_CHUNK: Final = 4_096  # texts at a time: keeps their ids out of the way of a large corpus


__all__ = ["PACKAGED", "Quantised", "StaticEncoder", "pool", "quantised"]


class Quantised(NamedTuple):
    """A table rounded to eight bits.

    Attributes:
        rows: Whole numbers.
        scales: What the numbers of each row are multiplied by.
    """

    rows: NDArray[np.int8]
    scales: NDArray[np.float32]


class StaticEncoder:
    """Encodes a text as the normalised mean of its pieces' vectors.

    Args:
        name: What a report shows.
        digest: Changes when the vectors change.
        vocabulary: Piece to row of the table.
        unknown: Id of the piece for unknown words; its row is zero.
        table: One row a piece, float32 or rounded to eight bits. The length of a row is the weight of its piece.
        about: How it was made; shown in reports, never needed for encoding.
    """

    def __init__(
        self,
        name: str,
        digest: str,
        vocabulary: dict[str, int],
        unknown: int,
        table: NDArray[np.float32] | Quantised,
        about: dict[str, Any],
    ) -> None:
        self.name = name
        self.digest = digest
        self.about = about
        self._rows = table
        self._pieces = Pieces(vocabulary, unknown)
        self._vocabulary = vocabulary

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._array.shape[1])

    @property
    def vocabulary_size(self) -> int:
        """Number of pieces; ids run from 0 to one below."""
        return int(self._array.shape[0])

    @cached_property
    def table(self) -> NDArray[np.float32]:
        """One row a piece. What needs few rows asks for `vectors`: this takes four times as much memory as eight bits."""
        return self.vectors(slice(None))

    def vectors(self, which: NDArray[np.integer[Any]] | slice) -> NDArray[np.float32]:
        """Give some rows of the table."""
        if not isinstance(self._rows, Quantised):
            return self._rows[which]
        return self._rows.rows[which] * self._rows.scales[which, None]

    @property
    def _array(self) -> NDArray[Any]:
        return self._rows.rows if isinstance(self._rows, Quantised) else self._rows

    @property
    def vocabulary(self) -> dict[str, int]:
        """Piece to id; pieces inside a word begin with `##`."""
        return dict(self._vocabulary)

    @property
    def token_weights(self) -> NDArray[np.float32]:
        """Weight of each piece in a mean: the length of its row, 0 for pieces that count for nothing."""
        blocks = (slice(start, start + _CHUNK) for start in range(0, self.vocabulary_size, _CHUNK))
        return np.concatenate([np.linalg.norm(self.vectors(block), axis=1) for block in blocks])

    def token_ids(self, texts: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Give the pieces of texts.

        Returns:
            All ids in a row, and bounds: the ids of text i are `ids[bounds[i]:bounds[i + 1]]`.
        """
        packed = list(map(self._pieces.packed, texts))
        bounds = np.zeros(len(packed) + 1, np.int64)
        np.cumsum([len(ids) // _ID_BYTES for ids in packed], out=bounds[1:])
        return np.frombuffer(b"".join(packed), np.int32), bounds

    def ids_of_parts(self, parts: Sequence[str]) -> NDArray[np.int32]:
        """Give the pieces of texts behind each other, each text closed by `vocabulary_size`."""
        return np.frombuffer(self._pieces.packed_parts(parts), np.int32)

    def pieces_of_text(self, text: str) -> list[int]:
        """Give the ids of one text."""
        return self._pieces.of_text(text)

    def pieces_of(self, word: str) -> tuple[int, ...]:
        """Give the ids of one word of `words.split_words`."""
        return self._pieces[word]

    def size_of(self, word: str) -> int:
        """Give the number of pieces of such a word."""
        return self._pieces.size_of(word)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one L2-normalised row for each text; a zero row for a text without known words."""
        rows = np.empty((len(texts), self.dimension), np.float32)
        for start in range(0, len(texts), _CHUNK):
            chunk = texts[start : start + _CHUNK]
            ids, bounds = self.token_ids(chunk)
            if len(ids) < _FEW:
                rows[start : start + len(chunk)] = _sums(self.vectors(ids), bounds)
            else:
                rows[start : start + len(chunk)] = pool(self.table, ids, bounds)
        lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
        lengths[lengths == 0.0] = 1.0
        rows /= lengths[:, None]
        return rows

    @staticmethod
    def is_folder(folder: Path) -> bool:
        """Whether a folder holds an encoder of this kind."""
        return (folder / EMBEDDING).is_file() and (folder / TOKENIZER).is_file()

    @staticmethod
    def load(folder: Path) -> StaticEncoder:
        """Load an encoder; the last ones are kept in memory.

        Raises:
            UsageError: If files are missing or damaged.
        """
        return _load(folder)

    def save(self, folder: Path, tokenizer: str) -> None:
        """Write the three files, int8 with a scale for each row.

        Args:
            folder: Made if needed.
            tokenizer: Content of `tokenizer.json` with the same vocabulary.
        """
        folder.mkdir(parents=True, exist_ok=True)
        rows, scales = self._rows if isinstance(self._rows, Quantised) else quantised(self._rows)
        with (folder / EMBEDDING).open("wb") as target:
            np.savez_compressed(target, rows=rows, scales=scales)
        (folder / TOKENIZER).write_text(tokenizer, encoding="utf-8")
        about = json.dumps({"name": self.name, **self.about}, ensure_ascii=False, indent=2, sort_keys=True)
        (folder / ABOUT_ENCODER).write_text(about + "\n", encoding="utf-8")


def pool(table: NDArray[np.float32], ids: NDArray[np.int32], bounds: NDArray[np.int64]) -> NDArray[np.float32]:
    """Sum the rows of a table over the pieces of each text.

    With a table of `encoder.table @ weights` it gives the scores of a linear classifier without making vectors first.

    Args:
        table: One row a piece.
        ids: See `StaticEncoder.token_ids`.
        bounds: See there.
    """
    if len(ids) < _FEW:
        return _sums(table[ids], bounds)
    from scipy.sparse import csr_array  # noqa: PLC0415  a third of a second that only much text needs

    ones = np.ones(len(ids), np.float32)
    counts = csr_array((ones, ids, bounds), shape=(len(bounds) - 1, table.shape[0]))
    return np.asarray(counts @ table, np.float32)  # ten times as fast as gathering the rows and adding them


def _sums(rows: NDArray[np.float32], bounds: NDArray[np.int64]) -> NDArray[np.float32]:
    """Sum the rows of each text, one by one as a sparse product does."""
    sums = np.zeros((len(bounds) - 1, rows.shape[1]), np.float32)
    for into, (first, past) in zip(sums, pairwise(bounds.tolist()), strict=True):
        np.add.reduce(rows[first:past], axis=0, out=into)
    return sums


def quantised(table: NDArray[np.float32]) -> Quantised:
    """Round a table to 8 bits."""
    scales = np.abs(table).max(axis=1) / 127.0
    scales[scales == 0.0] = 1.0
    return Quantised(np.rint(table / scales[:, None]).astype(np.int8), scales.astype(np.float32))


@lru_cache(maxsize=2)
def _load(folder: Path) -> StaticEncoder:
    try:
        tokenizer = (folder / TOKENIZER).read_bytes()
        embedding = (folder / EMBEDDING).read_bytes()
        about = json.loads((folder / ABOUT_ENCODER).read_bytes())
        name = str(about.pop("name"))
        model = json.loads(tokenizer)["model"]
        vocabulary: dict[str, int] = model["vocab"]
        with np.load(io.BytesIO(embedding), allow_pickle=False) as arrays:
            table = Quantised(arrays["rows"], arrays["scales"])
        if len(table.rows) != len(vocabulary) or len(table.scales) != len(vocabulary):
            raise ValueError("vocabulary and table differ")  # noqa: TRY301  told below like any other damage
        unknown = vocabulary[model["unk_token"]]
    except Exception as error:  # damaged bytes fail in many ways: zip, its checks, the heads of arrays, JSON
        raise UsageError(
            f"Encoder in {folder} nicht lesbar ({reason_of(error)}). Nötig sind {TOKENIZER}, {EMBEDDING} und {ABOUT_ENCODER} aus einem "
            "Lauf von medienbruch encoder train.",
            en=f"Encoder in {folder} cannot be read ({reason_of(error, 'en')}). It needs {TOKENIZER}, {EMBEDDING} and {ABOUT_ENCODER} of one run "
            "of medienbruch encoder train.",
        ) from error
    return StaticEncoder(name, digest_of(tokenizer, embedding), vocabulary, unknown, table, about)
