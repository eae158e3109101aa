"""Which findings are wanted: by type, status, engine and confidence."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from analyzer.model import OBSTACLE_TYPES, PROFILES, STATUSES, Finding, Profile

ENGINES = ("rule", "semantic")


@dataclass(frozen=True, slots=True)
class Selection:
    """A filter on findings; by default everything passes.

    Attributes:
        types: Obstacle types.
        statuses: Statuses.
        engines: Engines.
        min_confidence: Least confidence, 0…1.
    """

    types: frozenset[str] = frozenset(OBSTACLE_TYPES)
    statuses: frozenset[str] = frozenset(STATUSES)
    engines: frozenset[str] = frozenset(ENGINES)
    min_confidence: float = 0.0

    @staticmethod
    def of(
        *,
        profile: Profile = "all",
        types: Collection[str] = (),
        statuses: Collection[str] = (),
        engines: Collection[str] = (),
        min_confidence: float = 0.0,
    ) -> Selection:
        """Make a filter; what is left empty does not restrict."""
        wanted = frozenset(PROFILES[profile])
        return Selection(
            wanted & frozenset(types) if types else wanted,
            frozenset(statuses or STATUSES),
            frozenset(engines or ENGINES),
            min_confidence,
        )

    def keeps_kind(self, kind: str, status: str) -> bool:
        """Whether findings of this type and status are wanted."""
        return kind in self.types and status in self.statuses

    def keeps(self, finding: Finding) -> bool:
        """Whether a finding is wanted."""
        return (
            self.keeps_kind(finding.type, finding.status)
            and finding.engine in self.engines
            and finding.confidence >= self.min_confidence
        )
