"""Any SentenceTransformer as an encoder: for comparison, or where hours of computing time do not matter."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyzer.errors import UsageError
from analyzer.semantic.static import StaticEncoder


class TransformerEncoder:
    """A SentenceTransformer behind the interface of `Encoder`.

    Args:
        which: Path of a folder, or name of a model that the library finds in its cache or downloads.

    Raises:
        UsageError: If it cannot be loaded.
    """

    def __init__(self, which: str) -> None:
        try:
            from sentence_transformers import SentenceTransformer  # noqa: PLC0415  torch takes seconds

            self._model: Any = SentenceTransformer(which)
        except Exception as error:  # the library raises OSError, ValueError, HTTP errors and more for the same cause
            raise UsageError(
                f"Encoder „{which}“ lässt sich nicht laden ({type(error).__name__}). Gemeint ist der Ordner oder der Name "
                "eines SentenceTransformer-Modells; ohne --encoder gilt der mitgelieferte.",
                en=f"Encoder “{which}” cannot be loaded ({type(error).__name__}). Give the folder or the name of a "
                "SentenceTransformer; without --encoder the packaged one is used.",
            ) from error
        self.name = Path(which).name
        self.dimension = int(self._model.encode(["Satz"]).shape[1])
        self.digest = self._fingerprint()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one L2-normalised row for each text."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        rows = self._model.encode(
            list(texts), convert_to_numpy=True, normalize_embeddings=True, show_progress_bar=False
        )
        return np.nan_to_num(np.asarray(rows, np.float32))

    def _fingerprint(self) -> str:
        """Hash a few vectors: a model that is changed in place keeps its name and its files' names, not these."""
        probe = self.encode(["Der Antrag ist schriftlich zu stellen.", "Die Behörde kann Ausnahmen zulassen."])
        return hashlib.sha256(np.round(probe, 3).tobytes() + self.name.encode()).hexdigest()[:12]


def save_as_transformer(encoder: StaticEncoder, tokenizer: Path, folder: Path) -> None:
    """Write a static encoder as an ordinary SentenceTransformer, 32-bit.

    Args:
        encoder: What to write.
        tokenizer: Folder whose `tokenizer.json` belongs to it.
        folder: Where to write; made if needed.
    """
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415  torch takes seconds
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding  # noqa: PLC0415
    from tokenizers import Tokenizer  # noqa: PLC0415

    pieces: Any = Tokenizer.from_file(str(tokenizer / "tokenizer.json"))
    static = StaticEmbedding(pieces, embedding_weights=encoder.table)
    SentenceTransformer(modules=[static, Normalize()]).save(str(folder), create_model_card=False)
