"""What part of a run somebody wants to see."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.model import PROFILES, STATUSES, ObstacleType, Profile, Status


@dataclass(frozen=True, slots=True)
class Selection:
    """A filter over the findings of a run; empty fields do not restrict.

    Attributes:
        profile: Family of types.
        types: Types within the profile.
        statuses: Statuses.
        acts: Ids of statutes, as `Act.id` gives them.
        text: Words that occur in the sentence, its heading or its place, each as the beginning of a word;
            "…" is a phrase.
    """

    profile: Profile = "all"
    types: tuple[ObstacleType, ...] = ()
    statuses: tuple[Status, ...] = ()
    acts: tuple[int, ...] = ()
    text: str = ""

    @property
    def kinds(self) -> tuple[ObstacleType, ...]:
        """The types that remain."""
        family = PROFILES[self.profile]
        return tuple(kind for kind in family if kind in self.types) if self.types else family

    @property
    def states(self) -> tuple[Status, ...]:
        """The statuses that remain."""
        return self.statuses or STATUSES
