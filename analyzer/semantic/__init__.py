"""Meaning of sentences as vectors: the packaged encoder, and what is built on it.

Rules find what someone thought of; vectors find its like in other words. The room takes findings as data and never
imports `detect`. Vectors of the packaged encoder are means over words: order is invisible to them, so they rank and
propose, and never decide the legal effect of a clause.

Encoders are loaded when they are first asked for: the parent of worker processes does without numpy.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analyzer.semantic.encoder import Encoder, load_encoder
    from analyzer.semantic.static import StaticEncoder

__all__ = ["Encoder", "StaticEncoder", "load_encoder"]

_LAZY = {"Encoder": "encoder", "StaticEncoder": "static", "load_encoder": "encoder"}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return getattr(import_module(f"analyzer.semantic.{_LAZY[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
