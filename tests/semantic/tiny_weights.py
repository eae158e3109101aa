"""A file of weights as the tutor reads them, with random numbers: small, and nothing to download."""

from __future__ import annotations

import string
import struct
from pathlib import Path

import numpy as np

WORDS = ("schriftlich", "Antrag", "Der", "ist", "zu", "stellen", "Siegel", "Behörde", "kann", "und")
PIECES = (
    *(("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -6.0)),
    *((letter, -8.0) for letter in string.ascii_letters + string.digits + "äöüßÄÖÜ.,;()§„“"),
    *((f"▁{word}", -4.0) for word in WORDS),
    *(("▁Seltenheit", -4.0), ("<mask>", 0.0)),
)
WIDTH, LAYERS, HEADS, INNER, POSITIONS = 32, 2, 4, 64, 448


def write_weights(path: Path, seed: int = 0) -> dict[str, np.ndarray]:
    """Write the file; give what stands in it."""
    random = np.random.default_rng(seed)
    arrays, stored = {}, {}
    for name, rows, columns in _shapes():
        if columns:
            halves = random.integers(0, 16, (rows, columns // 32, 32), np.uint8)
            scales = random.uniform(0.005, 0.02, (rows, columns // 32, 1)).astype("<f2")
            low, high = halves[:, :, :16], halves[:, :, 16:]
            blocks = np.concatenate([scales.view(np.uint8), low | high << 4], axis=2)
            arrays[name] = ((halves.astype(np.float32) - 8) * scales).reshape(rows, columns)
            stored[name] = (1, blocks.tobytes())
        else:
            start = 1.0 if name.endswith("ln.w") else 0.0
            arrays[name] = (start + 0.02 * random.standard_normal(rows)).astype("<f4")
            stored[name] = (0, arrays[name].tobytes())
    path.write_bytes(_head() + _directory(stored, arrays))
    return arrays


def _shapes():
    yield "emb.word", len(PIECES), WIDTH
    yield "emb.pos", POSITIONS * WIDTH, 0
    yield "emb.type", 2 * WIDTH, 0
    yield "emb.ln.w", WIDTH, 0
    yield "emb.ln.b", WIDTH, 0
    for layer in range(LAYERS):
        for name, rows, columns in (
            *((which, WIDTH, WIDTH) for which in ("q", "k", "v", "ao")),
            *(("fi", INNER, WIDTH), ("fo", WIDTH, INNER)),
        ):
            yield f"l{layer}.{name}.w", rows, columns
            yield f"l{layer}.{name}.b", rows, 0
        for name in ("aln", "oln"):
            yield f"l{layer}.{name}.w", WIDTH, 0
            yield f"l{layer}.{name}.b", WIDTH, 0


def _head() -> bytes:
    names = [piece.encode() for piece, _ in PIECES]
    offsets = np.cumsum([0, *map(len, names)]).astype("<u4")
    scores = np.array([score for _, score in PIECES], "<f4")
    size = int(offsets[-1])
    return b"".join(
        (
            b"E5S1",
            struct.pack("<8i", 1, WIDTH, LAYERS, HEADS, INNER, len(PIECES), POSITIONS, 2),
            struct.pack("<fi", 1e-12, 32),
            struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, size),
            *(offsets.tobytes(), scores.tobytes(), *names),
            struct.pack("<iI", 1, 9) + struct.pack("<IBI", 65, 1, 65),
        )
    )


def _directory(stored, arrays) -> bytes:
    entry = "<BIQQ"
    at = len(_head()) + 4 + sum(2 + len(name) + struct.calcsize(entry) for name in stored)
    lines, data = [], []
    for name, (packed, raw) in stored.items():
        lines.append(struct.pack("<H", len(name)) + name.encode())
        lines.append(struct.pack(entry, packed, arrays[name].size, at, len(raw)))
        data.append(raw)
        at += len(raw)
    return struct.pack("<i", len(stored)) + b"".join(lines + data)
