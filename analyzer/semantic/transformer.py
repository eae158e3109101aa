"""Any SentenceTransformer as an encoder: for comparison, or where hours of computing time do not matter."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyzer.errors import UsageError
from analyzer.semantic.static import StaticEncoder


class TransformerEncoder:
    """A SentenceTransformer behind the interface of `Encoder`.

    Nothing is downloaded: no name that somebody types here leaves the machine.

    Args:
        which: Path of a folder, or name of a model in the library's local cache.

    Raises:
        UsageError: If it is not there or cannot be loaded.
    """

    def __init__(self, which: str) -> None:
        folder = _folder_of(which)
        try:
            with _quiet():
                from sentence_transformers import SentenceTransformer  # noqa: PLC0415  torch takes seconds

                self._model: Any = SentenceTransformer(folder, local_files_only=True)
        except Exception as error:  # the library raises OSError, ValueError and more for the same cause
            raise UsageError(
                f"Encoder „{which}“ lässt sich nicht laden ({type(error).__name__}): kein SentenceTransformer-Modell. "
                "Ohne --encoder gilt der mitgelieferte.",
                en=f"Encoder “{which}” cannot be loaded ({type(error).__name__}): no SentenceTransformer. "
                "Without --encoder the packaged one is used.",
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


def _folder_of(which: str) -> str:
    """Give the folder of a model: as named, or in the cache of the library, which is asked offline.

    Raises:
        UsageError: If there is none.
    """
    if Path(which).is_dir():
        return which
    from huggingface_hub import snapshot_download  # noqa: PLC0415  takes a second

    name = which if "/" in which else f"sentence-transformers/{which}"  # as the library completes it
    try:
        return str(
            snapshot_download(name, local_files_only=True, cache_dir=os.environ.get("SENTENCE_TRANSFORMERS_HOME"))
        )
    except (OSError, ValueError) as error:  # not in the cache, or no name of a model
        raise UsageError(
            f"Encoder „{which}“ gibt es nicht: kein Ordner dieses Namens, und kein Modell dieses Namens im "
            "Zwischenspeicher dieses Rechners. Heruntergeladen wird nichts; ohne --encoder gilt der mitgelieferte.",
            en=f"There is no encoder “{which}”: no folder of this name, and no model of this name in the cache of this "
            "machine. Nothing is downloaded; without --encoder the packaged one is used.",
        ) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep back what the library notes while it loads; what matters of it becomes one error."""
    loggers = [logging.getLogger(name) for name in ("sentence_transformers", "transformers", "huggingface_hub")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


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
