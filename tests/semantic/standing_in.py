"""An encoder for tests that need no meaning, only vectors: a text is the sum of one random vector a lemma."""

import hashlib
import json

import numpy as np

from analyzer.semantic.lexical import lemmas_of
from analyzer.semantic.static import StaticEncoder
from analyzer.semantic.words import split_words


class StandIn:
    name = "stand-in"
    digest = "stand-in"
    dimension = 32

    def encode(self, texts):
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for at, text in enumerate(texts):
            for lemma in lemmas_of(text):
                rows[at] += vector_of(lemma, self.dimension)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.where(lengths == 0, 1, lengths)


def vector_of(word, dimension):
    seed = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")
    return np.random.default_rng(seed).standard_normal(dimension).astype(np.float32)


def write_encoder(folder, texts):
    """Write a static encoder that knows the words of some texts, for tests that go through the command line."""
    words = ["[UNK]", *sorted({word for text in texts for word in split_words(text)})]
    table = np.stack([np.zeros(32, np.float32), *(vector_of(word, 32) for word in words[1:])])
    vocabulary = {word: at for at, word in enumerate(words)}
    tokenizer = json.dumps({"model": {"type": "WordPiece", "unk_token": "[UNK]", "vocab": vocabulary}})
    StaticEncoder("probe", "probe", vocabulary, 0, table, {}).save(folder, tokenizer)
    return folder
