"""A document that can be read later, in this process or another: a file, a member of a zip, or bytes at hand."""

from __future__ import annotations

import io
import lzma
import os
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from analyzer.errors import SourceError, UnsafeSourceError, reason_of

MAX_DOCUMENT: Final = 100_000_000
"""Bytes of one document. The largest federal act has 3.3 million."""

BROKEN_ZIP: Final = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError)
"""What `zipfile` raises for archives that are damaged, encrypted or packed by an unknown method."""


def megabytes(size: int) -> str:
    """Print a size for a message, in whole megabytes and at least one."""
    return f"{max(1, round(size / 1e6))} MB"


@dataclass(frozen=True, slots=True)
class Document:
    """One document and how to get at its bytes; small and picklable unless it holds them.

    Attributes:
        name: What messages and findings call it: the path as given, a member of a zip behind "!".
        size: Bytes, unpacked.
        path: File on disk, "" for standard input.
        members: Way into the archive: one name, or more where a zip lies in a zip.
        data: The bytes of a document that is not on disk.
    """

    name: str
    size: int
    path: str = ""
    members: tuple[str, ...] = ()
    data: bytes | None = field(default=None, repr=False)

    def read(self) -> bytes:
        """Give the bytes.

        Raises:
            UnsafeSourceError: If it is larger than `MAX_DOCUMENT`.
            SourceError: If the file or archive cannot be read.
        """
        if self.size > MAX_DOCUMENT:
            raise too_large(self.name, self.size)
        try:
            if self.data is not None:
                return self.data
            if self.members:
                archive = _open_cached(os.getpid(), self.path, _stamp(self.path), self.members[:-1])
                return read_member(archive, self.members[-1], self.name)
            with Path(self.path).open("rb") as file:
                content = file.read(MAX_DOCUMENT + 1)
        except OSError as error:
            raise unreadable_file(self.name, error) from error
        if len(content) > MAX_DOCUMENT:
            raise too_large(self.name, len(content))
        return content


def too_large(name: str, size: int) -> UnsafeSourceError:
    """Make the error for a document over the limit."""
    limit = megabytes(MAX_DOCUMENT)
    return UnsafeSourceError(
        f"{name}: mit {megabytes(size)} zu groß, gelesen werden höchstens {limit}. Bitte die Datei aufteilen.",
        en=f"{name}: too large ({megabytes(size)}), the limit is {limit}. Please split the file.",
    )


def unreadable_file(name: str, error: OSError) -> SourceError:
    """Make the error for a file that the system refuses."""
    if isinstance(error, PermissionError):
        return SourceError(
            f"{name}: keine Leseberechtigung. Bitte die Rechte der Datei prüfen.",
            en=f"{name}: permission denied. Please check the rights of the file.",
        )
    return SourceError(
        f"{name}: nicht lesbar ({reason_of(error)}). Bitte prüfen, ob die Datei noch da und lesbar ist.",
        en=f"{name}: cannot be read ({reason_of(error, 'en')}). Please check that the file is there and readable.",
    )


def broken_zip(name: str, error: BaseException) -> SourceError:
    """Make the error for a damaged archive or member."""
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    return SourceError(
        f"{name}: Zip-Archiv beschädigt oder unbekannt gepackt. Bitte neu herunterladen oder neu packen.",
        en=f"{name}: damaged zip archive or unknown packing ({reason}). Please download or pack it again.",
    )


def read_member(archive: zipfile.ZipFile, member: str, name: str) -> bytes:
    """Unpack one member into memory, never more than `MAX_DOCUMENT` bytes.

    Raises:
        UnsafeSourceError: If it unpacks to more than the limit, whatever its header says.
        SourceError: If the archive is damaged.
    """
    try:
        with archive.open(member) as file:
            content = file.read(MAX_DOCUMENT + 1)
    except BROKEN_ZIP as error:
        raise broken_zip(name, error) from error
    except KeyError as error:
        raise SourceError(
            f"{name}: im Archiv nicht mehr vorhanden. Bitte den Lauf wiederholen.",
            en=f"{name}: no longer in the archive. Please run again.",
        ) from error
    if len(content) > MAX_DOCUMENT:
        raise too_large(name, len(content))
    return content


def open_archive(path: str, inner: tuple[str, ...], data: bytes | None) -> zipfile.ZipFile:
    """Open a zip on disk or in memory and follow `inner` through zips that lie in it."""
    archive = zipfile.ZipFile(io.BytesIO(data) if data is not None else path)
    for member in inner:
        archive = zipfile.ZipFile(io.BytesIO(read_member(archive, member, member)))
    return archive


@lru_cache(maxsize=4)
def _open_cached(
    pid: int,  # noqa: ARG001 — part of the key: a forked process must not share the file position of its parent
    path: str,
    stamp: tuple[int, int],  # noqa: ARG001 — part of the key: a file written anew is opened anew
    inner: tuple[str, ...],
) -> zipfile.ZipFile:
    try:
        return open_archive(path, inner, None)
    except BROKEN_ZIP as error:
        raise broken_zip("!".join((path, *inner)), error) from error


def _stamp(path: str) -> tuple[int, int]:
    status = Path(path).stat()
    return (status.st_mtime_ns, status.st_size)
