"""Options that take one or more words of a closed set."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from analyzer.errors import UsageError
from analyzer.model import OBSTACLE_TYPES, PROFILES, STATUS_NAMES, STATUSES, TYPE_NAMES, Profile

LANGS = ("de", "en")
ENGINES = ("rule", "semantic")
_TYPE_WORDS = {name.casefold(): key for names in TYPE_NAMES.values() for key, name in names.items()}
_STATUS_WORDS = {name.casefold(): key for names in STATUS_NAMES.values() for key, name in names.items()}


def profile(value: str | None) -> Profile | None:
    """Read `--profile`."""
    return None if value is None else _PROFILES[one_of("--profile", value, PROFILES)]


_PROFILES: Mapping[str, Profile] = {name: name for name in PROFILES}


def types(values: Sequence[str]) -> list[str]:
    """Read `--type`: keys, or names as the list prints them."""
    return _some("--type", values, OBSTACLE_TYPES, _TYPE_WORDS)


def statuses(values: Sequence[str]) -> list[str]:
    """Read `--status`."""
    return _some("--status", values, STATUSES, _STATUS_WORDS)


def engines(values: Sequence[str]) -> list[str]:
    """Read `--engine`."""
    return _some("--engine", values, ENGINES, {})


def one_of(option: str, value: str, allowed: Collection[str]) -> str:
    """Check a word of a closed set.

    Raises:
        UsageError: If it is none of them.
    """
    if value in allowed:
        return value
    known = ", ".join(allowed)
    raise UsageError(
        f"{option}: „{value}“ gibt es nicht. Möglich sind: {known}.",
        en=f"{option}: there is no {value!r}. Choose from: {known}.",
    )


def _some(option: str, values: Sequence[str], allowed: Collection[str], names: Mapping[str, str]) -> list[str]:
    words = [word.strip() for value in values for word in value.split(",")]
    return [one_of(option, names.get(word.casefold(), word), allowed) for word in words if word]
