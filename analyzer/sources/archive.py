"""Zip archives as sources: which members are documents, and which are refused because they would do harm."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from analyzer.errors import SourceError
from analyzer.model import Unreadable
from analyzer.sources.document import (
    BROKEN_ZIP,
    MAX_DOCUMENT,
    Document,
    broken_zip,
    megabytes,
    open_archive,
    read_member,
    too_large,
    unreadable_file,
)

MAX_TOTAL: Final = 8_000_000_000
"""Bytes of one archive, unpacked. The whole federal law has 292 million."""
MAX_MEMBERS: Final = 200_000
MAX_RATIO: Final = 250
"""Unpacked to packed. The most repetitive federal act reaches 31; a bomb goes beyond 1,000."""
RATIO_FROM: Final = 1_000_000
"""Smaller members do no harm, whatever their ratio."""
MAX_NESTING: Final = 3
"""A zip in a zip in a zip."""

_ENCRYPTED: Final = 0x1
_ZIP_MAGIC: Final = (b"PK\x03\x04", b"PK\x05\x06")
_ODD_PLACES: Final = ("__MACOSX/",)


def is_zip(head: bytes) -> bool:
    """Tell by the first four bytes whether this is a zip archive."""
    return head[:4] in _ZIP_MAGIC


def refusal(error: SourceError, source: str) -> Unreadable:
    """Turn an error into the line that a run lists."""
    return Unreadable(source, error.message, error.en)


def expand_archive(container: Document, depth: int = 1) -> Iterator[Document | Unreadable]:
    """List the documents of a zip archive, in the order of their names; images, PDF and other files are passed over.

    Args:
        container: The archive itself: a file on disk, bytes at hand, or a member of another archive.
        depth: How many archives lie in one another here, itself included.

    Yields:
        Documents that read their member when asked, and `Unreadable` for what is damaged, encrypted or unsafe.
    """
    try:
        archive = open_archive(container.path, container.members, container.data)
    except BROKEN_ZIP as error:
        yield refusal(broken_zip(container.name, error), container.name)
        return
    except OSError as error:
        yield refusal(unreadable_file(container.name, error), container.name)
        return
    except SourceError as error:
        yield refusal(error, container.name)
        return
    with archive:
        members = [m for m in archive.infolist() if not m.is_dir() and not m.filename.startswith(_ODD_PLACES)]
        wanted = {m.filename: m for m in members if m.filename.lower().endswith((".xml", ".zip"))}
        whole = _check_whole(container, members, list(wanted.values()))
        if whole is not None:
            yield whole
            return
        for name in sorted(wanted):
            yield from _expand_member(container, archive, wanted[name], depth)


def _check_whole(
    container: Document, members: list[zipfile.ZipInfo], wanted: list[zipfile.ZipInfo]
) -> Unreadable | None:
    name = container.name
    if not wanted:
        return Unreadable(
            name,
            f"{name}: Das Archiv enthält keine XML-Datei. Bitte ein Archiv mit Gesetzen im XML-Format angeben.",
            f"{name}: the archive holds no XML file. Please give an archive of statutes as XML.",
        )
    total = sum(member.file_size for member in wanted)
    if len(members) > MAX_MEMBERS:
        return Unreadable(
            name,
            f"{name}: {len(members)} Einträge, erlaubt sind {MAX_MEMBERS}. Bitte das Archiv aufteilen.",
            f"{name}: {len(members)} members, the limit is {MAX_MEMBERS}. Please split the archive.",
        )
    if total > MAX_TOTAL:
        return Unreadable(
            name,
            f"{name}: entpackt {megabytes(total)}, erlaubt sind {megabytes(MAX_TOTAL)} (Schutz vor Zip-Bomben). "
            "Bitte das Archiv aufteilen.",
            f"{name}: unpacks to {megabytes(total)}, the limit is {megabytes(MAX_TOTAL)} (zip bomb guard). "
            "Please split the archive.",
        )
    return None


def _expand_member(
    container: Document, archive: zipfile.ZipFile, member: zipfile.ZipInfo, depth: int
) -> Iterator[Document | Unreadable]:
    name = f"{container.name}!{member.filename}"
    refused = _check_member(name, member)
    if refused is not None:
        yield refused
        return
    document = Document(name, member.file_size, container.path, (*container.members, member.filename))
    if container.data is not None:
        try:
            content = read_member(archive, member.filename, name)
        except SourceError as error:
            yield refusal(error, name)
            return
        document = Document(name, len(content), data=content)
    if not member.filename.lower().endswith(".zip"):
        yield document
    elif depth >= MAX_NESTING:
        yield Unreadable(
            name,
            f"{name}: mehr als {MAX_NESTING} ineinander gepackte Archive. Bitte das innere Archiv einzeln angeben.",
            f"{name}: more than {MAX_NESTING} archives in one another. Please give the inner archive by itself.",
        )
    else:
        yield from expand_archive(document, depth + 1)


def _check_member(name: str, member: zipfile.ZipInfo) -> Unreadable | None:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":")):
        return Unreadable(
            name,
            f"{name}: Der Name führt aus dem Archiv hinaus, der Eintrag wird nicht gelesen. "
            "Bitte nur Archive aus vertrauter Quelle verwenden.",
            f"{name}: the name leads out of the archive, the member is not read. Please use archives you trust.",
        )
    if member.flag_bits & _ENCRYPTED:
        return Unreadable(
            name,
            f"{name}: mit einem Kennwort verschlüsselt. Bitte das Archiv ohne Kennwort packen.",
            f"{name}: encrypted with a password. Please pack the archive without one.",
        )
    if member.file_size > MAX_DOCUMENT:
        return refusal(too_large(name, member.file_size), name)
    if member.file_size > RATIO_FROM and member.file_size > MAX_RATIO * max(1, member.compress_size):
        ratio = member.file_size // max(1, member.compress_size)
        return Unreadable(
            name,
            f"{name}: {ratio}-fach gepackt, erlaubt ist {MAX_RATIO}-fach (Schutz vor Zip-Bomben). "
            "Bitte die Datei ungepackt angeben, wenn sie echt ist.",
            f"{name}: packed {ratio} to 1, the limit is {MAX_RATIO} to 1 (zip bomb guard). "
            "Please give the file unpacked if it is genuine.",
        )
    return None
