"""Why a clause of a type hinders digital execution in general: `rules/law/type_reasons.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pydantic import model_validator

from analyzer.model.types import OBSTACLE_TYPES, ObstacleType
from analyzer.rulebook.checked import checked
from analyzer.rulebook.load import builtin_folder
from analyzer.rulebook.reading import content
from analyzer.rulebook.schema import Bilingual, Strict, Text
from analyzer.rulebook.wrong import WrongFieldsError

_MEASURED: Final = {"de": "Gemessen am Digitalcheck: {}.", "en": "Measured by the Digitalcheck: {}."}


class _Entry(Strict):
    principle: Text
    why: Bilingual
    remedy: Bilingual
    references: tuple[Text, ...]


class _Table(Strict):
    principles: dict[str, Bilingual]
    types: dict[ObstacleType, _Entry]

    @model_validator(mode="after")
    def _whole(self) -> _Table:
        if missing := ", ".join(kind for kind in OBSTACLE_TYPES if kind not in self.types):
            raise WrongFieldsError(
                f"unter types fehlen die Gründe der Arten {missing}", f"the reasons of the types {missing} are missing"
            )
        if unknown := ", ".join(sorted({entry.principle for entry in self.types.values()} - self.principles.keys())):
            raise WrongFieldsError(
                f"das Prinzip {unknown} steht nicht unter principles", f"{unknown} does not stand under principles"
            )
        return self


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

    def told(self, lang: str) -> str:
        """Say why such clauses hinder, and by which principle that is measured.

        Args:
            lang: "de" or "en".
        """
        lang = "en" if lang == "en" else "de"
        return f"{self.why[lang]} {_MEASURED[lang].format(self.principle[lang])}"


@lru_cache(maxsize=1)
def load_type_reasons() -> Mapping[ObstacleType, TypeReason]:
    """Load the table.

    Raises:
        RuleError: If the file is missing or wrong, or a type or principle is not in it.
    """
    path = builtin_folder().parent / "law" / "type_reasons.yaml"
    table = checked(_Table, content(path), path)
    return {kind: _reason(entry, table.principles) for kind, entry in table.types.items()}


def _reason(entry: _Entry, principles: Mapping[str, Bilingual]) -> TypeReason:
    named, number = principles[entry.principle], entry.principle.removeprefix("P")
    return TypeReason(
        entry.why.model_dump(),
        entry.remedy.model_dump(),
        {"de": f"Prinzip {number}, „{named.de}“", "en": f"principle {number}, “{named.en}”"},
        entry.references,
    )
