"""An older list of findings: what stands in it unchanged need not be looked at again."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

from analyzer.errors import UsageError, reason_of
from analyzer.measure import Matching, match
from analyzer.model import Finding

_KEY: Final = re.compile(r"[0-9a-f]{16}")


class Known(NamedTuple):
    """What is kept of a finding of the older list."""

    fingerprint: str
    place_key: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings of an older list, act by act.

    Attributes:
        known: Act → its findings, in the order of the list.
    """

    known: dict[str, list[Known]] = field(repr=False)

    def __len__(self) -> int:
        """Findings of the older list."""
        return sum(map(len, self.known.values()))

    def compare(self, doc: str, law: str, findings: Sequence[Finding]) -> Matching[Known, Finding]:
        """Match the findings of one act against those the older list has of it.

        Args:
            doc: Id of the act.
            law: Its abbreviation; counts where there is no id.
            findings: All findings of the act, or in text mode of one unit.
        """
        return match(self.known.get(_act(doc, law), ()), findings)


def load_baseline(path: str | Path, *, keep: Callable[[str, str], bool] | None = None) -> Baseline:
    """Read an older list.

    Args:
        path: JSONL file as `scan --output FILE.jsonl` writes it. Only keys and act are kept in memory.
        keep: Tells by type and status whether a finding of the older list counts; should say what the new list is
            restricted to, so that a finding that is merely not asked for does not look gone.

    Raises:
        UsageError: If the file cannot be read or a line is no finding; the message names the line.
    """
    known: defaultdict[str, list[Known]] = defaultdict(list)
    for record in _records(Path(path)):
        if keep is not None and not keep(record["type"], record["status"]):
            continue
        known[_act(record["doc"], record["law"])].append(Known(record["fingerprint"], record["place_key"]))
    return Baseline(dict(known))


def _act(doc: str, law: str) -> str:
    return doc or f"law {law}"


def _records(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _record(line, path, number)
    except OSError as error:
        raise UsageError(
            f"{path}: nicht lesbar ({reason_of(error)}). Bitte den Pfad hinter --baseline prüfen.",
            en=f"{path}: cannot be read ({reason_of(error, 'en')}). Please check the path given with --baseline.",
        ) from error


def _record(line: bytes, path: Path, number: int) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict) or not _is_finding(record):
        raise UsageError(
            f"{path}, Zeile {number}: kein Befund. Erwartet wird eine Liste, "
            "die „medienbruch scan … --output LISTE.jsonl“ geschrieben hat.",
            en=f"{path}, line {number}: no finding. Expected is a list written by 'medienbruch scan … --output LIST.jsonl'.",
        )
    return record


def _is_finding(record: dict[str, Any]) -> bool:
    texts = all(
        isinstance(record.get(key), str) for key in ("doc", "law", "type", "status", "fingerprint", "place_key")
    )
    return texts and all(_KEY.fullmatch(record[key]) is not None for key in ("fingerprint", "place_key"))
