"""Files of rules at the gate: YAML read, and checked by pydantic."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from analyzer.rulebook import schema
from analyzer.rulebook.reading import yaml_of
from analyzer.rulebook.wrong import rule_error

_Model = TypeVar("_Model", bound=BaseModel)
_T = TypeVar("_T")


def checked(kind: type[_Model], data: bytes, path: Path) -> _Model:
    """Read a file that holds one thing.

    Raises:
        RuleError: If it is wrong; the message names file, line and what to do.
    """
    return _validated(TypeAdapter(kind), yaml_of(data, path), data, path)


def listed(kind: type[_Model], data: bytes, path: Path) -> tuple[_Model, ...]:
    """Read a file that holds a list of things.

    Raises:
        RuleError: If it is wrong; the message names file, line and what to do.
    """
    return _validated(TypeAdapter(tuple[kind, ...]), yaml_of(data, path), data, path)  # type: ignore[valid-type]


def table(kind: type[_Model], data: bytes, path: Path, key: Any = schema.Name) -> dict[Any, _Model]:
    """Read a file that holds things by name.

    Raises:
        RuleError: If it is wrong; the message names file, line and what to do.
    """
    return _validated(TypeAdapter(dict[key, kind]), yaml_of(data, path) or {}, data, path)  # type: ignore[valid-type]


def _validated(gate: TypeAdapter[_T], content: Any, data: bytes, path: Path) -> _T:
    try:
        return gate.validate_python(content)
    except ValidationError as error:
        raise rule_error(error, data, path) from error
