"""What one statute gives: its findings, ready to be written, and its share of the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from analyzer.export import SetAside
from analyzer.export.jsonl import decode
from analyzer.model import Coverage, Finding, RunReport, Statute, Unreadable
from analyzer.model.gaps import Gaps

_ADDED_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Counts:
    """Share of one statute in the figures of a run; fields as in `RunReport`.

    Attributes:
        acts: 1 for a statute that was read.
        provisions: Provisions with text.
        sentences: Legal sentences, quoted new wording of other acts left out.
        coverage: Characters.
        findings: (type, status) → number, text of the law only.
        amendment: (type, status) → number, quoted new wording of other acts.
        provisions_with_findings: Provisions with an open finding in the text of the law.
        suppressed: Findings set aside.
        baseline: known, changed, new, gone.
    """

    acts: int = 0
    provisions: int = 0
    sentences: int = 0
    coverage: Coverage = field(default_factory=Coverage)
    findings: Counter[tuple[str, str]] = field(default_factory=Counter)
    amendment: Counter[tuple[str, str]] = field(default_factory=Counter)
    provisions_with_findings: int = 0
    suppressed: int = 0
    baseline: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class StatuteResult:
    """Result of one input; picklable and small.

    Findings travel as the JSON lines that most runs write anyway: making them is the worker's part, and decoding them
    costs no more than unpickling objects would.

    Attributes:
        source: The input.
        size: Its bytes.
        lines: Its findings as JSON lines.
        counts: Its share of the figures.
        unreadable: Set if it could not be read; all else is empty then.
        set_aside: Suppressed findings.
        used: Lines of the suppression file that met a finding.
        gaps: What the sentences of findings leave out, by fingerprint, where `scan` was asked for it.
        extra: What the function given to `scan` as `also` returned.
    """

    source: str
    size: int
    lines: bytes = b""
    counts: Counts = field(default_factory=Counts)
    unreadable: Unreadable | None = None
    set_aside: tuple[SetAside, ...] = ()
    used: tuple[int, ...] = ()
    gaps: Mapping[str, Gaps] = field(default_factory=dict)
    extra: Any = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings, in text order."""
        return decode(self.lines)


def count(statute: Statute, findings: Iterable[Finding], *, suppressed: int, baseline: Counter[str]) -> Counts:
    """Count a statute and the findings that are listed of it."""
    kinds: Counter[tuple[str, str]] = Counter()
    amendment: Counter[tuple[str, str]] = Counter()
    obstructed: set[tuple[str, str]] = set()
    for finding in findings:
        if finding.context == "amendment":
            amendment[finding.type, finding.status] += 1
            continue
        kinds[finding.type, finding.status] += 1
        if finding.status == "open":
            obstructed.add((finding.norm, finding.unit))
    blocks = [[block for absatz in p.absaetze for block in absatz.blocks] for p in statute.provisions]
    return Counts(
        acts=1,
        provisions=sum(any(block.text.text for block in of_one) for of_one in blocks),
        sentences=sum(
            sentence.context == "law" for of_one in blocks for block in of_one for sentence in block.sentences
        ),
        coverage=statute.coverage,
        findings=kinds,
        amendment=amendment,
        provisions_with_findings=len(obstructed),
        suppressed=suppressed,
        baseline=baseline,
    )


class Tally:
    """Adds up the shares of a run; holds sums, and one by one only what a report lists one by one.

    Attributes:
        listed: (type, status) → number of findings of either context.
        set_aside: Suppressed findings.
        used: Lines of the suppression file that met a finding.
    """

    def __init__(self) -> None:
        self.listed: Counter[tuple[str, str]] = Counter()
        self.set_aside: list[SetAside] = []
        self.used: set[int] = set()
        self._sums: Counter[str] = Counter()
        self._kinds: Counter[tuple[str, str]] = Counter()
        self._coverages: list[Coverage] = []
        self._unreadable: list[Unreadable] = []
        self._baseline: Counter[str] = Counter()

    def add(self, result: StatuteResult) -> None:
        """Add the share of one statute."""
        counts = result.counts
        for name in ("acts", "provisions", "sentences", "provisions_with_findings", "suppressed"):
            self._sums[name] += getattr(counts, name)
        self._sums["amendment_findings"] += counts.amendment.total()
        self._kinds.update(counts.findings)
        self.listed.update(counts.findings)
        self.listed.update(counts.amendment)
        self._baseline.update(counts.baseline)
        if counts.acts:
            self._coverages.append(counts.coverage)
            if len(self._coverages) > _ADDED_AT_ONCE:
                self._coverages = [Coverage.add(self._coverages)]
        if result.unreadable is not None:
            self._unreadable.append(result.unreadable)
        self.set_aside.extend(result.set_aside)
        self.used.update(result.used)

    def report(self, *, seconds: float, peak_mb: float, versions: dict[str, str]) -> RunReport:
        """Give the figures so far."""
        return RunReport(
            **self._sums,
            coverage=Coverage.add(self._coverages),
            unreadable=tuple(self._unreadable),
            findings=dict(self._kinds),
            seconds=seconds,
            peak_mb_all_processes=peak_mb,
            versions=versions,
            baseline=dict(self._baseline),
        )
