"""What every exporter is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from analyzer.model import Finding, RunReport
from analyzer.model.gaps import Gaps

Lang = Literal["de", "en"]


class SetAside(NamedTuple):
    """A finding that a suppression file keeps out of the list, so that nothing is lost silently.

    Attributes:
        finding: The finding.
        reason: Why, in the words of the reviewer.
        author: Who, or "".
        until: Last day it holds, ISO, or "".
    """

    finding: Finding
    reason: str
    author: str = ""
    until: str = ""


def _nothing() -> Sequence[SetAside]:
    return ()


def _whole(_finding: Finding) -> Gaps:
    return ()


@dataclass(frozen=True, slots=True)
class Listing:
    """Findings as a stream, with what is known once the stream has ended.

    Attributes:
        findings: In the order to be written; read once.
        report: Gives the figures of the run; asked for only after the last finding. `None` where there was no run,
            for instance for a filtered list from a store.
        set_aside: Gives the suppressed findings; asked for only after the last finding.
        gaps: What the sentence of a finding leaves out; formats that people read mark it. Asked for with each finding.
        lang: Language of column names, type names and notes.
    """

    findings: Iterable[Finding]
    report: Callable[[], RunReport] | None = None
    set_aside: Callable[[], Sequence[SetAside]] = _nothing
    gaps: Callable[[Finding], Gaps] = _whole
    lang: Lang = "de"
