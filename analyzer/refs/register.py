"""The register of acts: what references are resolved against.

Packaged as `rules/law/register.jsonl.gz`, one act a line, and rebuilt from a corpus by `medienbruch register build`. A
single draft resolves against it without the corpus.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

from analyzer.errors import RuleError, reason_of
from analyzer.model.network import Level
from analyzer.refs.designations import SEVERAL, key_of
from analyzer.rulebook import builtin_folder

_NUMBER: Final = re.compile(r"(\d+)([a-z]*)")


@dataclass(frozen=True)
class Act:
    """One act of the register.

    Attributes:
        id: doknr, or another stable id.
        abbreviations: First the one the act is cited by in this tool, then others.
        names: Title, short title.
        date: Date of the act, ISO, or "".
        kind: "Gesetz", "Verordnung", "Bekanntmachung", "Vertrag", "Anordnung" or "".
        validity: "in force", "repealed", "not yet".
        units: Kind of unit ("§", "Art", "Anlage" …) → numbers in the order of the act.
        enabling: Ids of the acts the Eingangsformel of an ordinance names, in its order.
        ministry: Issuing ministry where the Eingangsformel names it, else "".
        slug: Name on the federal law portal, only where known.
        repealed: Units of which the act only notes that they are "(weggefallen)", as `units`, which they are part of.
    """

    id: str
    abbreviations: tuple[str, ...]
    names: tuple[str, ...]
    date: str
    kind: str
    validity: str
    units: Mapping[str, tuple[str, ...]]
    enabling: tuple[str, ...] = ()
    ministry: str = ""
    slug: str = ""
    repealed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def abbreviation(self) -> str:
        """The abbreviation it is cited by, or its id."""
        return self.abbreviations[0] if self.abbreviations else self.id

    def has(self, unit: str, number: str) -> bool | None:
        """Whether the act has a unit; `None` where the register does not know its units of this kind, or not one by one."""
        keys = self._keys.get(unit)
        if keys is None:
            return None
        return True if key_of(number) in keys else None if SEVERAL in keys else False

    def had(self, unit: str, number: str) -> bool:
        """Whether a number that is missing lies in a gap between two that exist: acts are numbered without gaps when made."""
        return number.isdigit() and int(number) < self._highest.get(unit, 0)

    @cached_property
    def _highest(self) -> dict[str, int]:
        return {
            unit: max((int(number) for number in numbers if number.isdigit()), default=0)
            for unit, numbers in self.units.items()
        }

    def has_repealed(self, unit: str, number: str) -> bool:
        """Whether a unit is one of which nothing is left."""
        return key_of(number) in self._gone.get(unit, ())

    def fragmentary(self, unit: str) -> bool:
        """Whether the register knows only remains of the act: over half of its numbers up to the highest are not there.

        Old acts of which a few provisions still hold are kept without the rest; that a unit is not among the remains
        says nothing about the citation. An act in force notes its gaps as "(weggefallen)".
        """
        return unit in self._fragments

    @cached_property
    def _fragments(self) -> frozenset[str]:
        found: set[str] = set()
        for unit, printed in self.units.items():
            numbers = {_sortable(number)[0] for number in printed} - {0}
            if numbers and 2 * len(numbers) < max(numbers):
                found.add(unit)
        return frozenset(found)

    @cached_property
    def _gone(self) -> dict[str, frozenset[str]]:
        return {unit: frozenset(map(key_of, numbers)) for unit, numbers in self.repealed.items()}

    @cached_property
    def _keys(self) -> dict[str, frozenset[str]]:
        return {unit: frozenset(map(key_of, numbers)) for unit, numbers in self.units.items()}

    def nearest(self, unit: str, number: str) -> str:
        """The existing unit whose number is nearest, for a dangling reference; "" if there is none."""
        numbers = self.units.get(unit, ())
        wanted = _sortable(number)
        return min(numbers, key=lambda n: (abs(_sortable(n)[0] - wanted[0]), _sortable(n)), default="")

    def between(self, unit: str, first: str, last: str) -> tuple[str, ...]:
        """The units of a range, both ends included, in the order of the act; empty if an end is missing."""
        numbers = [key_of(n) for n in self.units.get(unit, ())]
        low, high = key_of(first), key_of(last)
        if low not in numbers or high not in numbers:
            return ()
        return self.units[unit][numbers.index(low) : numbers.index(high) + 1]

    @property
    def level(self) -> Level:
        """Where the act stands."""
        return level_of(self.kind)

    def to_dict(self) -> dict[str, Any]:
        """Give the line of the register file."""
        return {
            "id": self.id,
            "abbr": list(self.abbreviations),
            "names": list(self.names),
            "date": self.date,
            "kind": self.kind,
            "validity": self.validity,
            "units": {kind: " ".join(numbers) for kind, numbers in self.units.items()},
            "enabling": list(self.enabling),
            "ministry": self.ministry,
            "slug": self.slug,
            "repealed": {kind: " ".join(numbers) for kind, numbers in self.repealed.items()},
        }


@dataclass(frozen=True, eq=False)
class Register:
    """All acts that references can be resolved against."""

    acts: tuple[Act, ...] = ()
    version: str = field(default="")

    @cached_property
    def by_id(self) -> dict[str, Act]:
        """Acts by id."""
        return {act.id: act for act in self.acts}

    @cached_property
    def by_abbreviation(self) -> dict[str, tuple[Act, ...]]:
        """Acts by each abbreviation, and by its form without the year; several where it is ambiguous."""
        found: dict[str, list[Act]] = {}
        for act in self.acts:
            for abbreviation in act.abbreviations:
                for form in (abbreviation, re.sub(r"\s(?:1[89]|20)\d\d\Z", "", abbreviation)):
                    known = found.setdefault(form, [])
                    if act not in known:
                        known.append(act)
        return {form: tuple(acts) for form, acts in found.items()}

    @cached_property
    def by_folded_abbreviation(self) -> dict[str, tuple[Act, ...]]:
        """As `by_abbreviation`, by the abbreviation in lower case: for what a user types."""
        found: dict[str, dict[str, Act]] = {}
        for form, acts in self.by_abbreviation.items():
            found.setdefault(form.casefold(), {}).update({act.id: act for act in acts})
        return {form: tuple(acts.values()) for form, acts in found.items()}


def register_path(home: Path) -> Path:
    """Where the packaged register lies, seen from the folder of rules of a language."""
    return home.parent / "law" / "register.jsonl.gz"


def packaged_register() -> Register:
    """Load the register this program comes with."""
    return load_register(register_path(builtin_folder()))


@lru_cache(maxsize=4)
def load_register(path: Path) -> Register:
    """Load a register.

    Args:
        path: The packed file.

    Raises:
        RuleError: If it is missing or damaged.
    """
    try:
        data = path.read_bytes()
        lines = gzip.decompress(data).decode("utf-8").splitlines()
        acts = tuple(_act(json.loads(line)) for line in lines)
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise RuleError(
            f"Register der Gesetze nicht lesbar: {path.name} ({reason_of(error)}). Neu erzeugen mit: medienbruch register build CORPUS",
            en=f"Register of acts not readable: {path.name} ({reason_of(error, 'en')}). Rebuild it: medienbruch register build CORPUS",
        ) from error
    import hashlib  # noqa: PLC0415 - only for the version

    return Register(acts, hashlib.sha256(data).hexdigest()[:12])


def write_register(acts: Iterable[Act], path: Path) -> int:
    """Write a register, sorted by id, the same bytes for the same acts.

    Returns:
        The number of acts.
    """
    ordered = sorted(acts, key=lambda act: act.id)
    text = "".join(json.dumps(act.to_dict(), ensure_ascii=False) + "\n" for act in ordered)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    return len(ordered)


def _act(record: dict[str, Any]) -> Act:
    return Act(
        record["id"],
        tuple(record["abbr"]),
        tuple(record["names"]),
        record["date"],
        record["kind"],
        record["validity"],
        _unpacked(record["units"]),
        tuple(record["enabling"]),
        record["ministry"],
        record["slug"],
        _unpacked(record.get("repealed", {})),
    )


def _unpacked(units: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {kind: tuple(numbers.split(" ")) for kind, numbers in units.items()}


def level_of(kind: str) -> Level:
    """Tell the level of an act by its kind."""
    return _LEVELS.get(kind, "other")


_LEVELS: Final[dict[str, Level]] = {"Gesetz": "act", "Verordnung": "ordinance", "Vertrag": "treaty"}


def _sortable(number: str) -> tuple[int, str]:
    found = _NUMBER.match(key_of(number))
    return (int(found[1]), found[2]) if found else (0, key_of(number))
