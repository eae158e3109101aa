"""A run through a sieve: by what found a finding (a rule, or the classifier alone) and by least confidence.

The store counts by type and status only; so the findings are gone through once, and what the sieve needs of each is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal, NamedTuple, Protocol
from weakref import WeakKeyDictionary

from analyzer.model import Finding, ObstacleType, Status
from analyzer.store import Entry, Reading, Selection
from analyzer.store.lookup import find_entries

Engine = Literal["", "regel", "eigen"]
_KEPT: Final = 8
"""Word searches whose findings are kept."""
_SEEN: Final[WeakKeyDictionary[Reading, dict[str, tuple[_Light, ...]]]] = WeakKeyDictionary()


class Listed(Protocol):
    """What the pages ask of a list of findings; `Reading` gives it as well."""

    def matrix(self, selection: Selection, /) -> dict[tuple[ObstacleType, Status], int]:
        """Count by type and status."""

    def count(self, selection: Selection, /) -> int:
        """Count the findings of a selection."""

    def counts_by_act(self, selection: Selection, /) -> tuple[tuple[int, int], ...]:
        """Count by act."""

    def page(self, selection: Selection, offset: int, limit: int, /) -> list[Entry]:
        """Give a page of the list."""

    def index_of(self, selection: Selection, fingerprint: str, /) -> int | None:
        """Find the place of a finding in the list."""

    def findings(self, selection: Selection, /) -> Iterator[Finding]:
        """Walk all findings of a selection."""

    def findings_in(self, act: int, selection: Selection, /) -> list[Entry]:
        """Give the findings of one act."""


class _Light(NamedTuple):
    fingerprint: str
    act: int
    type: ObstacleType
    status: Status
    is_own: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which findings pass.

    Attributes:
        engine: "regel" for those of rules, "eigen" for own finds of the semantic layer, "" for both.
        least: Least confidence in per cent.
    """

    engine: Engine = ""
    least: int = 0

    def passes(self, finding: Finding) -> bool:
        """Tell whether a finding passes."""
        return self.lets(is_own(finding), finding.confidence)

    def lets(self, is_own: bool, confidence: float) -> bool:
        """Tell whether what was found so, with such a confidence, passes."""
        return (not self.engine or is_own == (self.engine == "eigen")) and round(100 * confidence, 6) >= self.least


def is_own(finding: Finding) -> bool:
    """Tell whether no rule stands behind a finding."""
    return finding.engine == "semantic"


def through(reading: Reading, sieve: Sieve) -> Listed:
    """Give the lists of a run as a sieve leaves them."""
    return reading if sieve == Sieve() else Sifted(reading, sieve)


class Sifted:
    """The lists of a run, in the order of the run, without what a sieve holds back."""

    def __init__(self, reading: Reading, sieve: Sieve) -> None:
        """Look at `reading` through `sieve`."""
        self._reading = reading
        self._sieve = sieve

    def matrix(self, selection: Selection, /) -> dict[tuple[ObstacleType, Status], int]:
        """Count by type and status what words, acts and sieve leave."""
        wanted = set(selection.acts)
        return dict(
            Counter((one.type, one.status) for one in self._passed(selection.text) if not wanted or one.act in wanted)
        )

    def count(self, selection: Selection, /) -> int:
        """Count the findings of a selection."""
        return len(self._chosen(selection))

    def counts_by_act(self, selection: Selection, /) -> tuple[tuple[int, int], ...]:
        """Count by act, in the order of the list."""
        return tuple(Counter(one.act for one in self._chosen(selection)).items())

    def page(self, selection: Selection, offset: int, limit: int, /) -> list[Entry]:
        """Give a page of the list."""
        names = [one.fingerprint for one in self._chosen(selection)[offset : offset + limit]]
        entries = find_entries(self._reading, names)
        return [entries[name] for name in names]

    def index_of(self, selection: Selection, fingerprint: str, /) -> int | None:
        """Find the place of a finding in the list of a selection, `None` if it is not in it."""
        return next((i for i, one in enumerate(self._chosen(selection)) if one.fingerprint == fingerprint), None)

    def findings(self, selection: Selection, /) -> Iterator[Finding]:
        """Walk all findings of a selection in the order of the list."""
        return filter(self._sieve.passes, self._reading.findings(selection))

    def findings_in(self, act: int, selection: Selection, /) -> list[Entry]:
        """Give all findings of one act that a selection leaves, in text order."""
        return [entry for entry in self._reading.findings_in(act, selection) if self._sieve.passes(entry.finding)]

    def _chosen(self, selection: Selection) -> list[_Light]:
        kinds, states, wanted = set(selection.kinds), set(selection.states), set(selection.acts)
        return [
            one
            for one in self._passed(selection.text)
            if one.type in kinds and one.status in states and (not wanted or one.act in wanted)
        ]

    def _passed(self, text: str) -> Iterator[_Light]:
        return (one for one in _seen(self._reading, text.strip()) if self._sieve.lets(one.is_own, one.confidence))


def _seen(reading: Reading, text: str) -> tuple[_Light, ...]:
    known = _SEEN.setdefault(reading, {})
    if text not in known:
        everything = Selection(text=text)
        findings = reading.findings(everything)
        light = tuple(
            _Light(f.fingerprint, act, f.type, f.status, is_own(f), f.confidence)
            for act, n in reading.counts_by_act(everything)
            for f in islice(findings, n)
        )
        for old in [old for old in known if old][: max(0, len(known) - _KEPT)]:  # the whole run stays
            known.pop(old, None)
        known[text] = light
    return known[text]
