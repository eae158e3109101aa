"""What an encoder is, and where one comes from: the package, or any SentenceTransformer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from analyzer.semantic.static import PACKAGED, StaticEncoder


class Encoder(Protocol):
    """Turns texts into vectors whose dot product says how alike the texts are."""

    @property
    def name(self) -> str:
        """What a report shows."""

    @property
    def digest(self) -> str:
        """Changes when the vectors change; part of cache keys."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one L2-normalised row for each text; a zero row for a text without known words."""


def load_encoder(which: str | Path | None = None) -> Encoder:
    """Load an encoder.

    Args:
        which: None for the packaged static encoder, which needs numpy and nothing else; the path of a folder written
            by `medienbruch encoder train`; or any SentenceTransformer, by its folder or its name in the local cache of
            models, which imports torch. Nothing is downloaded.

    Raises:
        UsageError: If there is no such encoder; the message says what was looked for.

    Example:
        >>> load_encoder().encode(["Der Antrag ist schriftlich zu stellen."]).shape[0]
        1
    """
    if which is None:
        return StaticEncoder.load(PACKAGED)
    if StaticEncoder.is_folder(Path(which)):
        return StaticEncoder.load(Path(which))
    from analyzer.semantic.transformer import TransformerEncoder  # noqa: PLC0415  torch takes seconds

    return TransformerEncoder(str(which))
