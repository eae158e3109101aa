"""German legal text without any heavy library: sentences, list labels, old spelling."""

from analyzer.language.labels import is_label
from analyzer.language.sentences import sentence_starts, split_sentences

__all__ = ["is_label", "sentence_starts", "split_sentences"]
