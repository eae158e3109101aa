"""Counts of a list as it streams by: by type and status, and one row a provision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from analyzer.model import Finding, ObstacleType, Status


@dataclass(slots=True)
class ProvisionRow:
    """What stands in one provision.

    Attributes:
        first: Its first finding, for law, unit and heading.
        by_type: Type → findings, text of the law only.
        by_status: Status → findings, text of the law only.
        amendment: Findings in quoted new wording.
    """

    first: Finding
    by_type: Counter[ObstacleType] = field(default_factory=Counter)
    by_status: Counter[Status] = field(default_factory=Counter)
    amendment: int = 0

    def add(self, finding: Finding) -> None:
        """Count one finding."""
        if finding.context == "amendment":
            self.amendment += 1
        else:
            self.by_type[finding.type] += 1
            self.by_status[finding.status] += 1

    def holds(self, finding: Finding) -> bool:
        """Whether a finding stands in this provision."""
        mine = self.first
        return (mine.source, mine.doc, mine.norm, mine.unit) == (
            finding.source,
            finding.doc,
            finding.norm,
            finding.unit,
        )


@dataclass(slots=True)
class Figures:
    """Counts of everything that went by.

    Attributes:
        listed: All findings.
        amendment: Those in quoted new wording of amending acts.
        by_kind: (type, status) → findings, text of the law only.
        provisions: Provisions with a finding.
        open_provisions: Provisions with an open finding in the text of the law.
    """

    listed: int = 0
    amendment: int = 0
    by_kind: Counter[tuple[ObstacleType, Status]] = field(default_factory=Counter)
    provisions: int = 0
    open_provisions: int = 0
    _row: ProvisionRow | None = None

    def watch(self, findings: Iterable[Finding]) -> Iterator[tuple[Finding, ProvisionRow | None]]:
        """Pass findings on and count them.

        Yields:
            Each finding, and beside the first one of a provision the finished row of the provision before it. The
            last row is given by `last`.
        """
        for finding in findings:
            self.listed += 1
            if finding.context == "amendment":
                self.amendment += 1
            else:
                self.by_kind[finding.type, finding.status] += 1
            done = None
            if self._row is None or not self._row.holds(finding):
                done = self.last()
                self._row = ProvisionRow(finding)
            self._row.add(finding)
            yield finding, done

    def last(self) -> ProvisionRow | None:
        """Finish the provision under way and give its row."""
        row, self._row = self._row, None
        if row is not None:
            self.provisions += 1
            self.open_provisions += row.by_status["open"] > 0
        return row

    def total(self, *, kind: ObstacleType | None = None, status: Status | None = None) -> int:
        """Add up findings in the text of the law, of one type or status if given."""
        return sum(
            count
            for (k, s), count in self.by_kind.items()
            if (kind is None or k == kind) and (status is None or s == status)
        )
