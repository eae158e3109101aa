"""German legal text without any heavy library: sentences, list labels, old spelling."""

from analyzer.language.labels import is_label
from analyzer.language.lists import ItemMark, find_items
from analyzer.language.numerals import PrintedNumber, find_numbers
from analyzer.language.sentences import sentence_starts, split_sentences

__all__ = ["ItemMark", "PrintedNumber", "find_items", "find_numbers", "is_label", "sentence_starts", "split_sentences"]
