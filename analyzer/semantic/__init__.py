"""Meaning of sentences as vectors: the packaged encoder, and what is built on it.

Rules find what someone thought of; vectors find its like in other words. The room takes findings as data and never
imports `detect`. Vectors of the packaged encoder are means over words: order is invisible to them, so they rank and
propose, and never decide the legal effect of a clause.
"""

from analyzer.semantic.encoder import Encoder, load_encoder
from analyzer.semantic.static import StaticEncoder

__all__ = ["Encoder", "StaticEncoder", "load_encoder"]
