"""Readers: from the bytes of a source to a `Statute`. The content decides which reader is taken, never the name."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from analyzer.errors import SourceError, reason_of
from analyzer.model import Statute
from analyzer.model.unit import Unit

__all__ = ["SourceDocument", "read_bytes", "read_statute", "read_unit"]


class SourceDocument(Protocol):
    """Anything that has a name and gives its bytes, for instance `analyzer.sources.Document`."""

    @property
    def name(self) -> str:
        """What messages and findings call it."""

    def read(self) -> bytes:
        """Give the bytes; raise `SourceError` where that fails."""


def read_statute(source: str | Path | SourceDocument) -> Statute:
    """Read one statute from a file or document.

    Args:
        source: Path of an XML file, or a document of `analyzer.sources.expand`.

    Raises:
        SourceError: If it cannot be read: no XML, unknown format, unsafe, or not there.
    """
    if not isinstance(source, (str, Path)):
        return read_bytes(source.read(), source.name)
    try:
        data = Path(source).read_bytes()
    except OSError as error:
        raise SourceError(
            f"{source}: nicht lesbar ({reason_of(error)}). Bitte den Pfad prüfen.",
            en=f"{source}: cannot be read ({reason_of(error, 'en')}). Please check the path.",
        ) from error
    return read_bytes(data, str(source))


def read_bytes(data: bytes, source: str) -> Statute:
    """Read one statute from its bytes.

    Args:
        data: The whole file.
        source: What messages and findings call it.

    Raises:
        NotXmlError: If it is empty, binary, truncated or otherwise not well-formed.
        UnknownFormatError: If no reader knows the root element.
        UnsafeSourceError: If it declares entities or goes beyond the limits for XML.

    Example:
        >>> read_bytes(b'<dokumente doknr="BJNR1"/>', "beispiel.xml").id
        'BJNR1'
    """
    from analyzer.read.formats import read_root  # noqa: PLC0415 — lxml is loaded when the first file is read
    from analyzer.read.xml import parse_xml  # noqa: PLC0415

    with _without_collector():
        return read_root(parse_xml(data, source), source)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Pause the garbage collector: a statute is hundreds of thousands of tuples and no cycle, so it would search in vain."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def read_unit(unit: Unit, source: str) -> Statute:
    """Read a single paragraph as if it stood in its act.

    Args:
        unit: The paragraph and what is known about its place.
        source: File it comes from.

    Returns:
        A statute of one provision, as a rule with one Absatz, `format` "unit".

    Example:
        >>> read_unit(Unit("1", "(2) Der Antrag ist zu stellen."), "units.jsonl").provisions[0].absaetze[0].number
        '2'
    """
    from analyzer.read.plain import statute_of_unit  # noqa: PLC0415 — keeps the import of this package cheap

    return statute_of_unit(unit, source)
