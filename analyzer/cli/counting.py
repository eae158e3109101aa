"""A running count on the terminal for work that takes longer than a second, and nothing anywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

from analyzer.cli.language import Lang

_PATIENCE: Final = 0.5
"""Seconds before the count appears, and between two of its lines."""
_Item = TypeVar("_Item")


def counted(
    items: Iterable[_Item], names: tuple[str, str], language: Lang, total: int | None = None
) -> Iterator[_Item]:
    """Pass items on and count them on a terminal.

    Args:
        items: What is worked through.
        names: What they are called, German and English.
        language: Language of the count.
        total: How many there are; `None` if unknown.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    of = f"/{total}" if total is not None else ""
    last, is_shown = time.monotonic(), False
    try:
        for number, item in enumerate(items, 1):
            yield item
            if time.monotonic() - last > _PATIENCE:
                last, is_shown = time.monotonic(), True
                sys.stderr.write(f"\r{number}{of} {names[language == 'en']}")
                sys.stderr.flush()
    finally:
        if is_shown:
            sys.stderr.write("\r\x1b[K")
