"""Files in the user's cache folder: what can be made again, but not as quickly as it can be read."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path


def cache_folder() -> Path:
    """The folder for what can be made again: `MEDIENBRUCH_CACHE`, or where the system keeps such things."""
    if given := os.environ.get("MEDIENBRUCH_CACHE"):
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "medienbruch" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "medienbruch"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "medienbruch"


def read_kept(path: Path, key: str) -> bytes | None:
    """Read what `write_kept` wrote; `None` if it is not there, damaged, or others may have written it.

    Args:
        path: The file.
        key: What the content follows from; another key finds nothing.
    """
    with suppress(OSError, ValueError):
        if _is_own(path):
            checksum, _, data = path.read_bytes().partition(b"\n")
            if checksum.decode() == hashlib.sha256(key.encode() + data).hexdigest():
                return data
    return None


def write_kept(path: Path, key: str, data: bytes) -> None:
    """Write a file for `read_kept`, whole or not at all.

    Raises:
        OSError: If it cannot be written.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    checksum = hashlib.sha256(key.encode() + data).hexdigest().encode()
    # under another name first: a second process never sees half a file
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as file:
        file.write(checksum + b"\n" + data)
    Path(file.name).replace(path)


def _is_own(path: Path) -> bool:
    """Say whether nobody else may have written a file."""
    if sys.platform == "win32":
        return True
    return all(
        status.st_uid == os.getuid() and not status.st_mode & 0o022 for status in (path.stat(), path.parent.stat())
    )
