"""Data of the semantic layer that comes with the package: `rules/semantic/`. Read without pydantic, which a scan does not load."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from analyzer.errors import RuleError
from analyzer.rulebook.load import builtin_folder


def folder() -> Path:
    """The folder `rules/semantic`."""
    return builtin_folder().parent / "semantic"


def mapping(path: Path) -> dict[str, Any]:
    """Read a YAML file of named things.

    Raises:
        RuleError: If it is missing or wrong.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise wrong(path, str(error)) from error
    if not isinstance(content, dict):
        raise wrong(path, type(content).__name__)
    return content


def wrong(path: Path, what: str) -> RuleError:
    """Say that a file cannot be used."""
    return RuleError(
        f"{path.name}: nicht lesbar oder falsch aufgebaut ({what}).",
        en=f"{path.name}: unreadable or malformed ({what}).",
    )
