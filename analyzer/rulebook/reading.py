"""Bytes and YAML of the files under `rules/`, or what keeps them from being read. Needs no pydantic, which a scan does not load."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import yaml

from analyzer.errors import RuleError, reason_of

LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""A safe loader, in C where it is built."""


def short(path: Path) -> str:
    """Give the end of a path, for messages."""
    return "/".join(path.parts[-3:])


def content(path: Path) -> bytes:
    """Read a file.

    Raises:
        RuleError: If it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise RuleError(
            f"{short(path)}: nicht lesbar ({reason_of(error)}).",
            en=f"{short(path)}: not readable ({reason_of(error, 'en')}).",
        ) from error


def yaml_of(data: bytes, path: Path) -> Any:
    """Read YAML.

    Raises:
        RuleError: If it is none; the message names file, line and what to do.
    """
    try:
        return yaml.load(data, Loader=LOADER)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise RuleError(
            f"{short(path)}{line}: kein gültiges YAML. Einrückung und Zeichen davor prüfen; "
            "Muster immer in einfache Anführungszeichen setzen.",
            en=f"{short(path)}{line}: not valid YAML: {getattr(error, 'problem', error)}. Put patterns in single quotes.",
        ) from error
