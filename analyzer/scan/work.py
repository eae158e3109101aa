"""The work on one statute, the same in the process of the caller and in a worker: read, detect, review, count."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from analyzer.detect import detect
from analyzer.detect.gaps import gaps_in
from analyzer.errors import MedienbruchError, SourceError
from analyzer.export.jsonl import encode
from analyzer.model import Finding, Statute, Unit, Unreadable
from analyzer.read import read_statute, read_unit
from analyzer.review import Review
from analyzer.rulebook import Rulebook
from analyzer.scan.result import StatuteResult, count
from analyzer.scan.selection import Selection
from analyzer.sources import Document


class TextUnit(NamedTuple):
    """A unit of text mode and the file it stands in."""

    unit: Unit
    source: str

    @property
    def size(self) -> int:
        """About its bytes."""
        return len(self.unit.text)


Item = Document | TextUnit | Unreadable
"""One input of a run."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker needs to know; picklable.

    Attributes:
        rulebook: The rules.
        selection: Which findings are wanted.
        review: Older list and suppressions, if any.
        also: Further function of a statute and its findings, if any.
        semantic: Folder of encoder and classifier for the semantic layer; `None` for rules alone.
        gaps: Whether to say what the sentences of findings leave out.
    """

    rulebook: Rulebook
    selection: Selection
    review: Review | None = None
    also: Callable[[Statute, Sequence[Finding]], Any] | None = None
    semantic: Path | None = None
    gaps: bool = False

    def findings(self, statute: Statute) -> tuple[Finding, ...]:
        """Find the obstacles in a statute: rules, and the semantic layer where it is wanted."""
        found = detect(statute, self.rulebook)
        if self.semantic is None:
            return found
        from analyzer.semantic.find import SemanticLayer  # noqa: PLC0415  numpy only where it is needed

        return SemanticLayer.of(self.rulebook, self.semantic).refine(statute, found)


def work(item: Item, setup: Setup) -> StatuteResult:
    """Do all there is to do on one input.

    An input that cannot be read, or that trips an error nobody foresaw, is a result too: the run goes on and lists it.

    Raises:
        MedienbruchError: If not the input but the rules or the installation are wrong.
    """
    if isinstance(item, Unreadable):
        return StatuteResult(item.source, 0, unreadable=item)
    source = item.source if isinstance(item, TextUnit) else item.name
    try:
        return _judge(item, source, setup)
    except SourceError as error:
        return StatuteResult(source, item.size, unreadable=Unreadable(source, error.message, error.en))
    except MedienbruchError:
        raise
    except ImportError as error:
        raise MedienbruchError(
            f"Die Installation ist unvollständig ({error}). Bitte neu installieren: pip install --force-reinstall medienbruch",
            en=f"The installation is incomplete ({error}). Please install again: pip install --force-reinstall medienbruch",
        ) from error
    except Exception as error:  # noqa: BLE001  one broken act must not end the scan of a corpus
        return StatuteResult(source, item.size, unreadable=_unforeseen(source, error))


def _judge(item: Document | TextUnit, source: str, setup: Setup) -> StatuteResult:
    if isinstance(item, TextUnit):
        statute = read_unit(item.unit, source)
        found = tuple(replace(finding, id=item.unit.id) for finding in setup.findings(statute))
    else:
        statute = read_statute(item)
        found = setup.findings(statute)
    findings = tuple(filter(setup.selection.keeps, found))
    result = StatuteResult(source, item.size, gaps=gaps_in(statute, findings) if setup.gaps else {})
    baseline: Counter[str] = Counter()
    if setup.review is not None:
        reviewed = setup.review.of(statute.id, statute.abbreviation, findings)
        findings = reviewed.kept
        result = replace(result, set_aside=reviewed.set_aside, used=reviewed.used)
        if setup.review.baseline is not None:
            baseline.update(known=reviewed.known, changed=reviewed.changed, new=reviewed.new)
            # A unit is a part of an act: what it lacks may stand in the next one.
            if not isinstance(item, TextUnit):
                baseline.update(gone=reviewed.gone)
    return replace(
        result,
        lines=encode(findings),
        counts=count(statute, findings, suppressed=len(result.set_aside), baseline=baseline),
        extra=setup.also(statute, findings) if setup.also is not None else None,
    )


def _unforeseen(source: str, error: Exception) -> Unreadable:
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    told = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return Unreadable(
        source,
        f"{source}: unerwarteter Fehler im Programm ({told}, {where}). Bitte mit dieser Datei melden.",
        f"{source}: unforeseen error in the program ({told}, {where}). Please report it with this file.",
    )
