"""From paths to documents: files, folders, archives and standard input, in one order that never changes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from analyzer.errors import UsageError
from analyzer.model import Unreadable
from analyzer.sources.archive import expand_archive, is_zip, refusal
from analyzer.sources.document import MAX_DOCUMENT, Document, too_large, unreadable_file

STDIN: Final = "-"
_SUFFIXES: Final = (".xml", ".zip")


def expand(paths: Iterable[str | Path], *, stdin: BinaryIO | None = None) -> Iterator[Document | Unreadable]:
    """List all documents under the paths given.

    Args:
        paths: Files, folders (searched to any depth for .xml and .zip), zip archives, or "-" for standard input.
        stdin: Where "-" reads from.

    Returns:
        Documents and unreadable inputs, ordered by name whatever the order of `paths`; a file that is reached twice
        comes once. A file given by name may have any suffix, its content decides.

    Raises:
        UsageError: If a path given by name does not exist; before anything is read.
    """
    names = sorted({os.fspath(path) for path in paths})
    check_paths(names)
    return _expand(names, stdin)


def check_paths(names: Iterable[str]) -> None:
    """Make sure that files and folders exist; "-" stands for standard input.

    Raises:
        UsageError: If some do not.
    """
    missing = [name for name in names if name != STDIN and not Path(name).exists()]
    if missing:
        listed = ", ".join(missing)
        raise UsageError(
            f"Nicht gefunden: {listed}. Bitte den Pfad prüfen.", en=f"Not found: {listed}. Please check the path."
        )


def _expand(names: list[str], stdin: BinaryIO | None) -> Iterator[Document | Unreadable]:
    found: dict[str, str] = {}
    refused: dict[str, Unreadable] = {}
    for name in names:
        if name == STDIN:
            found[STDIN] = STDIN
        elif Path(name).is_dir():
            _search(Path(name), found, refused)
        else:
            _keep(found, name)
    listed: list[tuple[str, Unreadable | None]] = [(name, None) for name in found.values()]
    listed.extend(refused.items())
    for name, problem in sorted(listed, key=lambda entry: entry[0]):
        if problem is not None:
            yield problem
        elif name == STDIN:
            yield from _from_stdin(stdin)
        else:
            yield from _from_file(name)


def _keep(found: dict[str, str], name: str) -> None:
    real = os.path.realpath(name)
    found[real] = min(name, found.get(real, name))


def _search(folder: Path, found: dict[str, str], refused: dict[str, Unreadable]) -> None:
    """Walk a folder without recursion, so that depth costs no stack, and without following a link twice."""
    empty = True
    waiting: list[tuple[Path, frozenset[str]]] = [(folder, frozenset())]
    while waiting:
        current, above = waiting.pop()
        real = os.path.realpath(current)
        name = current.as_posix()
        if real in above:
            empty = False
            refused[name] = Unreadable(
                name,
                f"{name}: Der Verweis führt in einen Ordner zurück, in dem er selbst liegt. Bitte den Verweis entfernen.",
                f"{name}: the link leads back into a folder that holds it. Please remove the link.",
            )
            continue
        try:
            entries = sorted(current.iterdir())
        except OSError as error:
            empty = False
            refused[name] = refusal(unreadable_file(name, error), name)
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                waiting.append((entry, above | {real}))
            elif entry.name.lower().endswith(_SUFFIXES):
                empty = False
                _keep(found, entry.as_posix())
    if empty:
        name = folder.as_posix()
        refused[name] = Unreadable(
            name,
            f"{name}: Der Ordner enthält keine XML- oder Zip-Datei. Bitte einen Ordner mit Gesetzen angeben.",
            f"{name}: the folder holds no XML or zip file. Please give a folder of statutes.",
        )


def _from_file(name: str) -> Iterator[Document | Unreadable]:
    path = Path(name)
    try:
        if not path.exists():
            yield Unreadable(
                name,
                f"{name}: Der Verweis zeigt auf nichts. Bitte den Verweis entfernen oder die Datei zurücklegen.",
                f"{name}: the link points to nothing. Please remove it or put the file back.",
            )
            return
        if not path.is_file():
            yield Unreadable(
                name,
                f"{name}: keine gewöhnliche Datei. Bitte eine XML- oder Zip-Datei angeben.",
                f"{name}: no regular file. Please give an XML or zip file.",
            )
            return
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4)
    except OSError as error:
        yield refusal(unreadable_file(name, error), name)
        return
    document = Document(name, size, os.path.realpath(name))
    if is_zip(head):
        yield from expand_archive(document)
    elif name.lower().endswith(".zip"):
        yield Unreadable(
            name,
            f"{name}: kein Zip-Archiv, trotz der Endung. Bitte neu herunterladen oder neu packen.",
            f"{name}: no zip archive, in spite of its suffix. Please download or pack it again.",
        )
    elif size > MAX_DOCUMENT:
        yield refusal(too_large(name, size), name)
    else:
        yield document


def _from_stdin(stdin: BinaryIO | None) -> Iterator[Document | Unreadable]:
    data = stdin.read(MAX_DOCUMENT + 1) if stdin is not None else b""
    if len(data) > MAX_DOCUMENT:
        yield refusal(too_large(STDIN, len(data)), STDIN)
        return
    document = Document(STDIN, len(data), data=data)
    if is_zip(data):
        yield from expand_archive(document)
    else:
        yield document
