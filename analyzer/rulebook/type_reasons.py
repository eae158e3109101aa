"""Why a clause of a type hinders digital execution in general: `rules/law/type_reasons.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from analyzer.errors import RuleError
from analyzer.model.types import OBSTACLE_TYPES, ObstacleType
from analyzer.rulebook.load import builtin_folder

_Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Said(_Strict):
    de: _Text
    en: _Text


class _Entry(_Strict):
    principle: _Text
    why: _Said
    remedy: _Said
    references: tuple[_Text, ...]


class _Table(_Strict):
    principles: dict[str, _Said]
    types: dict[ObstacleType, _Entry]


@dataclass(frozen=True, slots=True)
class TypeReason:
    """What holds of all clauses of a type, by language.

    Attributes:
        why: Why they hinder.
        remedy: What would help.
        principle: Number and name of the principle of the Digitalcheck by which they are measured.
        references: Norms to look at.
    """

    why: Mapping[str, str]
    remedy: Mapping[str, str]
    principle: Mapping[str, str]
    references: tuple[str, ...]


@lru_cache(maxsize=1)
def load_type_reasons() -> Mapping[ObstacleType, TypeReason]:
    """Load the table.

    Raises:
        RuleError: If the file is missing or wrong, or a type or principle is not in it.
    """
    path = builtin_folder().parent / "law" / "type_reasons.yaml"
    try:
        table = _Table.model_validate(yaml.safe_load(path.read_bytes()))
        missing = [kind for kind in OBSTACLE_TYPES if kind not in table.types]
        if missing:
            raise RuleError(
                f"{path.name}: Es fehlen die Gründe der Arten {', '.join(missing)}.",
                en=f"{path.name}: the reasons of the types {', '.join(missing)} are missing.",
            )
        return {kind: _reason(entry, table.principles) for kind, entry in table.types.items()}
    except KeyError as error:
        raise RuleError(
            f"{path.name}: Das Prinzip {error} steht nicht unter „principles“.",
            en=f"{path.name}: the principle {error} does not stand under 'principles'.",
        ) from error
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise RuleError(f"{path.name}: {error}", en=f"{path.name}: {error}") from error


def _reason(entry: _Entry, principles: Mapping[str, _Said]) -> TypeReason:
    named, number = principles[entry.principle], entry.principle.removeprefix("P")
    return TypeReason(
        entry.why.model_dump(),
        entry.remedy.model_dump(),
        {"de": f"Prinzip {number}, „{named.de}“", "en": f"principle {number}, “{named.en}”"},
        entry.references,
    )
