"""Text in cells: nothing that stands in a statute or a file name may become a formula, a date or a number."""

from __future__ import annotations

import re
from typing import Final

# What spreadsheets take for the start of a formula (OWASP "CSV Injection"), the full-width forms included.
_FORMULA_STARTS: Final = frozenset("=+-@\t\r\n＝＋－＠")
# What a spreadsheet that opens a CSV file turns into a date ("1.2"), or a number that loses digits ("12e4", 16 digits).
_MISREAD: Final = re.compile(r"\d{1,4}(?:[./-]\d{1,4}){1,2}\.?|\d{12,}|\d+[eE]\d+")
# Control characters have no business in a cell or on a terminal: an escape sequence would recolour or hide text.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LONE_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")


def neutral(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula.

    Example:
        >>> neutral("=1+1"), neutral("§ 5")
        ("'=1+1", '§ 5')
    """
    return f"'{text}" if text[:1] in _FORMULA_STARTS else text


def neutral_in_csv(text: str) -> str:
    """As `neutral`, and also before text that opening a CSV file would turn into a date or a shortened number."""
    return f"'{text}" if _MISREAD.fullmatch(text) else neutral(text)


def printable(text: str) -> str:
    """Replace control characters and halves of surrogate pairs, which no file or terminal can show."""
    if text.isprintable():
        return text
    return _LONE_SURROGATE.sub("\ufffd", _CONTROL.sub("\ufffd", text))
