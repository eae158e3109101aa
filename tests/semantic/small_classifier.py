"""A small encoder and random classifiers: for tests that need the machinery and no meaning."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from analyzer.model.types import OBSTACLE_TYPES
from analyzer.semantic.classifier import Classifier, Curve, vectors_of
from analyzer.semantic.network import SPREADS, Network, Weights
from analyzer.semantic.static import StaticEncoder
from analyzer.semantic.words import split_words

TYPES = len(OBSTACLE_TYPES)
WORDS = "Der Antrag ist nicht erforderlich schriftlich elektronisch oder zu stellen Namenszug Urkunde Behörde legt vor"
EVEN = (Curve(1.0, 0.0),) * TYPES


def encoder_of(text: str = WORDS, size: int = 12) -> StaticEncoder:
    """An encoder that knows the words of a text, each by a random vector."""
    vocabulary = _vocabulary(text)
    table = np.random.default_rng(1).standard_normal((len(vocabulary), size)).astype(np.float32)
    return StaticEncoder("small", "small", vocabulary, 0, table, {})


def write_encoder(folder: Path, text: str = WORDS) -> StaticEncoder:
    """Write one, and give it as it is read back."""
    tokenizer = json.dumps({"model": {"type": "WordPiece", "unk_token": "[UNK]", "vocab": _vocabulary(text)}})
    encoder_of(text).save(folder, tokenizer)
    return StaticEncoder.load(folder)


def random_classifier(encoder: StaticEncoder, seed: int = 0, width: int = 8, own: int = 4) -> Classifier:
    """A classifier with random weights and curves that change nothing."""
    random = np.random.default_rng(seed)

    def array(*shape: int) -> np.ndarray:
        return (0.5 * random.standard_normal(shape)).astype(np.float32)

    size = encoder.dimension + own
    weights = Weights(
        array(encoder.vocabulary_size + 1, own),
        (array(size, width), array(width)),
        (array(size, width), array(width)),
        (array(width, width), array(width)),
        tuple((array(3 * width, width), array(width)) for _ in SPREADS),
        (array(width, TYPES), array(TYPES)),
    )
    about = {
        "encoder": encoder.digest,
        "least": dict.fromkeys(OBSTACLE_TYPES, 0.5),
        "rules": {kind: [1.0, 0.5, 0.0] for kind in OBSTACLE_TYPES},
    }
    return Classifier("random", Network.of(vectors_of(encoder), weights), EVEN, about)


def _vocabulary(text: str) -> dict[str, int]:
    return {word: at for at, word in enumerate(["[UNK]", *sorted(set(split_words(text)))])}
