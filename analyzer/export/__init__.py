"""Lists of findings in the formats people and programs ask for.

Every public module of this package is a format: its name is the name of the format, `SUFFIXES` are the file names it
is chosen by, `BINARY` says that it is nothing to read on a screen, and `export` writes a `Listing` to a binary stream. Adding a format adds one file.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import PurePath
from typing import BinaryIO, Protocol, cast

from analyzer.errors import UsageError
from analyzer.export._cells import neutral_in_csv, printable
from analyzer.export._listing import Listing, SetAside
from analyzer.export._sheet import write_sheet

__all__ = [
    "Exporter",
    "Listing",
    "SetAside",
    "export",
    "exporter",
    "format_of",
    "formats",
    "neutral_in_csv",
    "printable",
    "write_sheet",
]


class Exporter(Protocol):
    """What a format module offers."""

    SUFFIXES: tuple[str, ...]
    BINARY: bool

    @staticmethod
    def export(listing: Listing, stream: BinaryIO) -> None:
        """Write the list."""


@cache
def formats() -> tuple[str, ...]:
    """Give the names of all formats, sorted."""
    return tuple(sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_")))


def exporter(name: str) -> Exporter:
    """Find the module of a format.

    Raises:
        UsageError: If there is no such format.
    """
    if name not in formats():
        known = ", ".join(formats())
        raise UsageError(
            f"Format „{name}“ gibt es nicht. Möglich sind: {known}.",
            en=f"There is no format {name!r}. Choose one of: {known}.",
        )
    return cast(Exporter, import_module(f"{__name__}.{name}"))


def format_of(path: str | PurePath) -> str:
    """Choose the format by the suffix of a file name.

    Raises:
        UsageError: If no format has this suffix.

    Example:
        >>> format_of("befunde.xlsx")
        'xlsx'
    """
    suffix = PurePath(path).suffix.lower()
    by_suffix = {ending: name for name in formats() for ending in exporter(name).SUFFIXES}
    if suffix in by_suffix:
        return by_suffix[suffix]
    known = ", ".join(sorted(by_suffix))
    raise UsageError(
        f"{path}: Das Format lässt sich an der Endung „{suffix}“ nicht erkennen. "
        f"Wählen Sie eine der Endungen {known} oder nennen Sie das Format mit --format.",
        en=f"{path}: no format has the suffix {suffix!r}. Use one of {known}, or name the format with --format.",
    )


def export(name: str, listing: Listing, stream: BinaryIO) -> None:
    """Write a list in a format.

    Args:
        name: Name of the format, one of `formats()`.
        listing: What to write.
        stream: Where to; stays open.

    Raises:
        UsageError: If there is no such format.
    """
    exporter(name).export(listing, stream)
