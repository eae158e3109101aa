"""A list passed under review: what is known is left out, what is suppressed is set aside, all of it is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.export import SetAside
from analyzer.model import Finding
from analyzer.review.baseline import Baseline
from analyzer.review.suppression import Suppressions


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The findings of one act after review.

    Attributes:
        kept: What stays in the list, in its order.
        set_aside: What a suppression keeps out of it.
        known: Findings that stand unchanged in the older list, left out.
        changed: Findings at a place of the older list whose words have changed; they stay.
        new: Findings that the older list does not have; they stay.
        gone: Findings of the older list that the act no longer has.
        used: Lines of the suppression file that met a finding.
    """

    kept: tuple[Finding, ...]
    set_aside: tuple[SetAside, ...] = ()
    known: int = 0
    changed: int = 0
    new: int = 0
    gone: int = 0
    used: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """Baseline and suppression of a run. Acts are reviewed one by one and in any order, in any process.

    Attributes:
        baseline: The older list, if any.
        suppressions: The suppression file, if any.
    """

    baseline: Baseline | None = None
    suppressions: Suppressions | None = None

    def of(self, doc: str, law: str, findings: Sequence[Finding]) -> Reviewed:
        """Review the findings of one act.

        Args:
            doc: Id of the act.
            law: Its abbreviation.
            findings: All its findings, in text order.
        """
        known = changed = gone = 0
        left: Sequence[Finding] = findings
        if self.baseline is not None:
            matching = self.baseline.compare(doc, law, findings)
            known, changed, gone = len(matching.same), len(matching.changed), len(matching.gone)
            unchanged = {id(finding) for _, finding in matching.same}
            left = [finding for finding in findings if id(finding) not in unchanged]
        kept: list[Finding] = []
        aside: list[SetAside] = []
        used: set[int] = set()
        for finding in left:
            rows = self.suppressions.find(finding) if self.suppressions is not None else ()
            if not rows:
                kept.append(finding)
                continue
            used.update(row.line for row in rows)
            until = rows[0].until.isoformat() if rows[0].until is not None else ""
            aside.append(SetAside(finding, rows[0].reason, rows[0].author, until))
        new = len(findings) - known - changed if self.baseline is not None else 0
        return Reviewed(tuple(kept), tuple(aside), known, changed, new, gone, tuple(sorted(used)))
