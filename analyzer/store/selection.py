"""What part of a run somebody wants to see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from analyzer.model import PROFILES, STATUSES, Finding, ObstacleType, Profile, Status
from analyzer.model.types import Engine

_ROUNDING: Final = 1e-8
"""What a confidence may lack: 100 × 0.57 is a little less than 57."""


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
        engine: What found them: `rule`, `semantic` for own finds of the classifier, "" for both.
        least: Least confidence in per cent.
    """

    profile: Profile = "all"
    types: tuple[ObstacleType, ...] = ()
    statuses: tuple[Status, ...] = ()
    acts: tuple[int, ...] = ()
    text: str = ""
    engine: Engine | Literal[""] = ""
    least: int = 0

    @property
    def kinds(self) -> tuple[ObstacleType, ...]:
        """The types that remain."""
        family = PROFILES[self.profile]
        return tuple(kind for kind in family if kind in self.types) if self.types else family

    @property
    def states(self) -> tuple[Status, ...]:
        """The statuses that remain."""
        return self.statuses or STATUSES

    @property
    def is_sifted(self) -> bool:
        """Whether engine or confidence leave anything out."""
        return bool(self.engine or self.least)

    @property
    def least_share(self) -> float:
        """The least confidence as findings have it, 0…1."""
        return self.least / 100 - _ROUNDING

    def passes(self, finding: Finding) -> bool:
        """Tell whether type, status, engine and confidence of a finding are wanted; words and act are not looked at."""
        return (
            finding.type in self.kinds
            and finding.status in self.states
            and (not self.engine or finding.engine == self.engine)
            and finding.confidence >= self.least_share
        )
