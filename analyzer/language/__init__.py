"""German legal text without any heavy library: sentences, list labels, printed numbers, old spelling."""

from analyzer.language.labels import is_label
from analyzer.language.lists import ItemMark, find_items
from analyzer.language.numerals import PrintedNumber, find_numbers
from analyzer.language.sentences import sentence_starts, split_sentences
from analyzer.language.spelling import fold_spelling

__all__ = [
    "ItemMark",
    "PrintedNumber",
    "find_items",
    "find_numbers",
    "fold_spelling",
    "is_label",
    "sentence_starts",
    "split_sentences",
]
