"""Where data goes: standard output, or a file that appears only when it is complete."""

from __future__ import annotations

import io
import os
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from analyzer.errors import ExportError, reason_of

STDOUT: Final = "-"


class _Raw(io.FileIO):
    """A file whose write errors say which file, and what to do."""

    def __init__(self, file: int | str, name: str, *, closefd: bool = True) -> None:
        super().__init__(file, "wb", closefd=closefd)
        self._shown = name

    def write(self, data: Any) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _cannot_write(self._shown, error) from error


def _cannot_write(name: str, error: OSError) -> ExportError:
    return ExportError(
        f"{name} kann nicht geschrieben werden ({reason_of(error)}). Bitte Ordner, Rechte und freien Platz prüfen.",
        en=f"{name} cannot be written ({reason_of(error, 'en')}). Please check folder, rights and free space.",
    )


def is_terminal(name: str) -> bool:
    """Whether data written to this target meets the eye of a user."""
    return name == STDOUT and sys.stdout.isatty()


@contextmanager
def target(name: str) -> Iterator[BinaryIO]:
    """Open a target for writing.

    A regular file is written beside its place and moved there at the end, so that an interrupted or failed run neither
    leaves half a list nor destroys the one before.

    Args:
        name: A path, or "-" for standard output.

    Raises:
        ExportError: If it cannot be written; when it is opened if possible, so that nobody waits in vain.
    """
    if name == STDOUT:
        sys.stdout.flush()
        with _buffered(_Raw(sys.stdout.fileno(), "Standardausgabe", closefd=False)) as stream:
            yield stream
        return
    path = Path(os.path.realpath(name))
    if path.exists() and not path.is_dir() and not path.is_file():  # a device or a named pipe
        with _buffered(_opened(str(path), name)) as stream:
            yield stream
        return
    if path.is_dir():
        raise ExportError(
            f"{name} ist ein Ordner. Bitte eine Datei angeben.", en=f"{name} is a folder. Please give a file."
        )
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    raw = _opened(str(part), name)
    try:
        with _buffered(raw) as stream:
            yield stream
        if path.exists():
            with suppress(OSError):
                part.chmod(stat.S_IMODE(path.stat().st_mode))
        try:
            part.replace(path)
        except OSError as error:
            raise _cannot_write(name, error) from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _opened(path: str, name: str) -> _Raw:
    try:
        return _Raw(path, name)
    except OSError as error:
        raise _cannot_write(name, error) from error


@contextmanager
def _buffered(raw: _Raw) -> Iterator[BinaryIO]:
    stream = io.BufferedWriter(raw, 1 << 18)
    try:
        yield cast(BinaryIO, stream)
        stream.flush()
    except BaseException:
        # What is still in the buffer is not wanted any more, and trying to write it may fail again.
        raw.close()
        raise
    stream.close()
