"""Numbers as German and English print them."""

from __future__ import annotations


def number(value: int, lang: str) -> str:
    """Print an integer with the thousands mark of the language.

    Example:
        >>> number(6877, "de"), number(6877, "en")
        ('6.877', '6,877')
    """
    return decimal(value, 0, lang)


def decimal(value: float, places: int, lang: str) -> str:
    """Print a number with so many decimal places and the marks of the language.

    Example:
        >>> decimal(1234.5, 2, "de"), decimal(1234.5, 2, "en")
        ('1.234,50', '1,234.50')
    """
    text = f"{value:,.{places}f}"
    return text if lang == "en" else text.translate(str.maketrans(",.", ".,"))
