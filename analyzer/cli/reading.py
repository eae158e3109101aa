"""Reads statutes for commands that look at one after the other."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analyzer.cli.language import Lang
from analyzer.cli.speech import note
from analyzer.errors import MedienbruchError

if TYPE_CHECKING:
    from analyzer.model import Statute


def statutes(paths: list[str], unreadable: list[str], language: Lang) -> Iterator[Statute]:
    """Read all statutes under some paths; what cannot be read is noted, said, and passed over."""
    from analyzer.model import Unreadable  # noqa: PLC0415  reading is heavy
    from analyzer.read import read_statute  # noqa: PLC0415
    from analyzer.sources import expand  # noqa: PLC0415

    for document in expand(paths, stdin=sys.stdin.buffer):
        try:
            if not isinstance(document, Unreadable):
                yield read_statute(document)
                continue
            line = document.en if language == "en" else document.error
        except MedienbruchError as error:
            line = error.text(language)
        unreadable.append(line)
        note(line)
