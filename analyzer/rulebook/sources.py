"""The files of a rule folder, read in a fixed order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from analyzer.rulebook.reading import content


class Source(NamedTuple):
    """A file of a rule folder.

    Attributes:
        path: Where it lies.
        folder: The rule folder.
        data: Its bytes.
        is_lexicon: Whether it lies in `lexicon/`; else it is a rule.
    """

    path: Path
    folder: Path
    data: bytes
    is_lexicon: bool


def read_sources(lexicons: Sequence[Path], rules: Sequence[Path]) -> tuple[Source, ...]:
    """Read the lexicons of some folders, then the rules of some.

    Raises:
        RuleError: If a file cannot be read.
    """
    found: list[Source] = []
    for folder in lexicons:
        lexicon = folder / "lexicon"
        table = lexicon / "lemmas.tsv"
        paths = [*sorted(lexicon.glob("*.yaml")), *([table] if table.is_file() else ())]
        found.extend(Source(path, folder, content(path), is_lexicon=True) for path in paths)
    for folder in rules:
        paths = [path for path in sorted(folder.glob("*/*.yaml")) if path.parent.name != "lexicon"]
        found.extend(Source(path, folder, content(path), is_lexicon=False) for path in paths)
    return tuple(found)


def digest_of(sources: Iterable[Source]) -> str:
    """Give 12 hex digits over names and contents: the version of the rules."""
    digest = hashlib.sha256()
    for source in sources:
        digest.update(source.path.name.encode())
        digest.update(source.data)
    return digest.hexdigest()[:12]
