"""Figures of a run: what was read, what was found, what could not be read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from analyzer.model.coverage import Coverage
from analyzer.model.types import OBSTACLE_TYPES, STATUSES


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that could not be read.

    Attributes:
        source: File, a member of a zip behind "!".
        error: One line: what happened, where, what to do.
        en: The same in English, "" where there is none.
    """

    source: str
    error: str
    en: str = ""


@dataclass(frozen=True, slots=True)
class RunReport:
    """Figures of one run.

    Attributes:
        acts: Statutes (in text mode: units) read.
        provisions: Provisions with text.
        sentences: Legal sentences.
        coverage: Character counts and parts that carry no text.
        unreadable: Inputs that could not be read.
        findings: (type, status) → number, context `law` only.
        amendment_findings: Findings in quoted new wording of amending acts, left out of `findings`.
        provisions_with_findings: Provisions with at least one finding of status `open`, context `law`.
        seconds: Wall time.
        peak_mb_all_processes: Peak resident memory, all processes added.
        versions: tool, rules (digest of the rulebook).
        suppressed: Findings that a suppression file keeps out of the list and of all counts above.
        baseline: With an older list: `known` (unchanged, left out of the list), `changed` and `new` (listed), `gone`
            (no longer found in the acts scanned); empty without.
    """

    acts: int = 0
    provisions: int = 0
    sentences: int = 0
    coverage: Coverage = field(default_factory=Coverage)
    unreadable: tuple[Unreadable, ...] = ()
    findings: dict[tuple[str, str], int] = field(default_factory=dict)
    amendment_findings: int = 0
    provisions_with_findings: int = 0
    seconds: float = 0.0
    peak_mb_all_processes: float = 0.0
    versions: dict[str, str] = field(default_factory=dict)
    suppressed: int = 0
    baseline: dict[str, int] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Give the object written by `--report`."""
        table = {
            kind: {status: self.findings.get((kind, status), 0) for status in STATUSES}
            for kind in OBSTACLE_TYPES
            if any(self.findings.get((kind, status)) for status in STATUSES)
        }
        return {
            "acts": self.acts,
            "provisions": self.provisions,
            "sentences": self.sentences,
            "characters": {
                "total": self.coverage.total,
                "analysed": self.coverage.analysed,
                "not_analysed": _by_count(self.coverage.not_analysed),
                "operative": self.coverage.operative_total,
                "operative_not_analysed": _by_count(self.coverage.operative_not_analysed),
            },
            "not_analysable": [
                {"doc": n.doc, "law": n.law, "unit": n.unit, "what": n.what} for n in self.coverage.not_analysable
            ],
            "unreadable": [{"source": u.source, "error": u.error} for u in self.unreadable],
            "findings": table,
            "amendment_findings": self.amendment_findings,
            "provisions_with_findings": self.provisions_with_findings,
            "suppressed": self.suppressed,
            **({"baseline": self.baseline} if self.baseline else {}),
            "seconds": round(self.seconds, 2),
            "peak_mb_all_processes": round(self.peak_mb_all_processes, 1),
            "versions": self.versions,
        }


def _by_count(counts: dict[str, int]) -> dict[str, int]:
    return dict(sorted(Counter(counts).items(), key=lambda pair: (-pair[1], pair[0])))
