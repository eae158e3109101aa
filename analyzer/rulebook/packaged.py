"""Data of the semantic layer that comes with the package: `rules/semantic/`. Read without pydantic, which a scan does not load."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from analyzer.errors import RuleError
from analyzer.rulebook.load import builtin_folder
from analyzer.rulebook.reading import content, short, yaml_of


def folder() -> Path:
    """The folder `rules/semantic`."""
    return builtin_folder().parent / "semantic"


def mapping(path: Path) -> dict[str, Any]:
    """Read a YAML file of named things.

    Raises:
        RuleError: If it is missing or wrong.
    """
    found = yaml_of(content(path), path)
    if not isinstance(found, dict):
        raise wrong(path, "hier stehen benannte Angaben", "these are named fields")
    return found


def wrong(path: Path, de: str, en: str) -> RuleError:
    """Say in both languages what is wrong with a file."""
    return RuleError(f"{short(path)}: {de}.", en=f"{short(path)}: {en}.")
