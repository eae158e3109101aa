"""The readers for XML, by root element. A new format is one entry here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from lxml import etree

from analyzer.errors import UnknownFormatError
from analyzer.model import Statute
from analyzer.read import gii

Reader: TypeAlias = "Callable[[etree._Element, str], Statute]"  # noqa: SLF001 — lxml has no public name for it

READERS: Final[dict[str, Reader]] = {"dokumente": gii.read}
"""Root element, with its namespace in braces if it has one → reader."""


def read_root(root: etree._Element, source: str) -> Statute:
    """Read the statute under a root element.

    Raises:
        UnknownFormatError: If no reader knows it.
    """
    reader = READERS.get(str(root.tag))
    if reader is None:
        name = etree.QName(root).localname
        raise UnknownFormatError(
            f"{source}: unbekanntes Format, Wurzelelement <{name}>. Gelesen wird gii-norm (<dokumente>), "
            "wie es gesetze-im-internet.de ausgibt.",
            en=f"{source}: unknown format, root element <{name}>. gii-norm (<dokumente>) as delivered by "
            "gesetze-im-internet.de can be read.",
        )
    return reader(root, source)
