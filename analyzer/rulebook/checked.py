"""Files of rules at the gate: YAML read, and checked by pydantic."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from analyzer.errors import RuleError
from analyzer.rulebook import schema
from analyzer.rulebook.sources import short
from analyzer.rulebook.wrong import LOADER, rule_error

_Model = TypeVar("_Model", bound=BaseModel)


def checked(kind: type[_Model], data: bytes, path: Path) -> _Model:
    """Read a file that holds one thing.

    Raises:
        RuleError: If it is wrong; the message names file, line and what to do.
    """
    try:
        return kind.model_validate(_yaml(data, path))
    except ValidationError as error:
        raise rule_error(error, data, path) from error


def table(kind: type[_Model], data: bytes, path: Path, key: Any = schema.Name) -> dict[Any, _Model]:
    """Read a file that holds things by name.

    Raises:
        RuleError: If it is wrong; the message names file, line and what to do.
    """
    try:
        return TypeAdapter(dict[key, kind]).validate_python(_yaml(data, path) or {})  # type: ignore[valid-type]
    except ValidationError as error:
        raise rule_error(error, data, path) from error


def _yaml(data: bytes, path: Path) -> Any:
    try:
        return yaml.load(data, Loader=LOADER)  # noqa: S506 - a safe loader, in C where it is built
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise RuleError(
            f"{short(path)}{line}: kein gültiges YAML. Einrückung und Zeichen davor prüfen; "
            "Muster immer in einfache Anführungszeichen setzen.",
            en=f"{short(path)}{line}: not valid YAML: {getattr(error, 'problem', error)}. Put patterns in single quotes.",
        ) from error
