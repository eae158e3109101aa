"""Units of text mode: JSON Lines, one paragraph a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from analyzer.errors import UsageError, reason_of
from analyzer.model import Unreadable
from analyzer.model.unit import Unit
from analyzer.sources.document import MAX_DOCUMENT

_ALIASES: Final = {
    "law": ("law", "jurabk"),
    "doc": ("doc", "bjnr"),
    "norm": ("norm",),
    "unit": ("unit", "enbez"),
    "title": ("title",),
    "absatz": ("absatz",),
    "land": ("land",),
}
"""Field of `Unit` → keys it is read from, first one that is there. No other key is ever looked at, labels least."""


def read_units(path: str | Path) -> Iterator[Unit | Unreadable]:
    """Read units from a JSONL file, a line at a time.

    Args:
        path: UTF-8 file; each line an object with `id` and `text`, and what else a `Unit` has. `bjnr`, `jurabk` and
            `enbez` are read as `doc`, `law` and `unit`, `p` as the index of the block. Empty lines are passed over.

    Yields:
        Units in the order of the file; for a line that is none, an `Unreadable` that names the line.

    Raises:
        UsageError: If the file does not exist or cannot be opened.
    """
    name = str(path)
    try:
        file = Path(path).open("rb")  # noqa: SIM115 — closed by the with statement below
    except OSError as error:
        raise UsageError(
            f"{name}: nicht lesbar ({reason_of(error)}). Bitte den Pfad prüfen.",
            en=f"{name}: cannot be read ({reason_of(error, 'en')}). Please check the path.",
        ) from error
    with file:
        number = 0
        while line := file.readline(MAX_DOCUMENT + 1):
            number += 1
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if line.strip():
                yield _unit(line, name, number)


def _unit(line: bytes, name: str, number: int) -> Unit | Unreadable:
    if len(line) > MAX_DOCUMENT:
        return _refuse(name, number, "Die Zeile ist zu lang", "the line is too long")
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return _refuse(name, number, "kein gültiges UTF-8", "no valid UTF-8")
    except (ValueError, RecursionError):
        return _refuse(name, number, "kein gültiges JSON", "no valid JSON")
    if not isinstance(record, dict):
        return _refuse(name, number, "kein JSON-Objekt", "no JSON object")
    return _from_record(record, name, number)


def _from_record(record: dict[str, Any], name: str, number: int) -> Unit | Unreadable:
    identifier, text = record.get("id"), record.get("text")
    if isinstance(identifier, int) and not isinstance(identifier, bool):
        identifier = str(identifier)
    if not isinstance(identifier, str) or not identifier:
        return _refuse(name, number, "id fehlt oder ist kein Text", "id is missing or no string")
    if not isinstance(text, str):
        return _refuse(name, number, "text fehlt oder ist kein Text", "text is missing or no string")
    values = {field: _first(record, keys) for field, keys in _ALIASES.items()}
    block = record.get("p", 0)
    if isinstance(block, bool) or not isinstance(block, int) or block < 0:
        block = 0
    lang = record.get("lang")
    return Unit(identifier, text, lang="en" if lang == "en" else "de", block=block, **values)


def _first(record: dict[str, Any], keys: tuple[str, ...]) -> str:
    for key in keys:
        value = record.get(key)
        if isinstance(value, str):
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return ""


def _refuse(name: str, number: int, german: str, english: str) -> Unreadable:
    source = f"{name}:{number}"
    return Unreadable(
        source,
        f'{name}, Zeile {number}: {german}. Erwartet wird je Zeile ein Objekt wie {{"id": "1", "text": "…"}}.',
        f'{name}, line {number}: {english}. Expected is one object a line such as {{"id": "1", "text": "…"}}.',
    )
