"""The name of an act as it stands in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """The name of an act in a text.

    Attributes:
        start: First character.
        end: One past the last.
        ids: Ids of the acts of that name, CELEX for an EU act; several where it is ambiguous, none where unknown.
        is_eu: Whether it is an EU act.
    """

    start: int
    end: int
    ids: tuple[str, ...]
    is_eu: bool = False
