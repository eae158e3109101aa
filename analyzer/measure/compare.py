"""What a change of rules gains and loses over a corpus: two lists of findings side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analyzer.measure.match import match
from analyzer.model import Finding, ObstacleType


@dataclass(frozen=True, slots=True)
class Comparison:
    """Gains and losses.

    Attributes:
        same: Number of findings in both lists with the same status.
        gained: Only in the new list.
        lost: Only in the old list.
        changed: Pairs whose status, words or place differ, (old, new).
        by_type: Type → (gained, lost, changed status).
    """

    same: int
    gained: tuple[Finding, ...]
    lost: tuple[Finding, ...]
    changed: tuple[tuple[Finding, Finding], ...]
    by_type: Mapping[ObstacleType, tuple[int, int, int]]


def compare(old: Sequence[Finding], new: Sequence[Finding]) -> Comparison:
    """Compare two lists of findings of the same corpus.

    Args:
        old: Before the change.
        new: After it.

    Returns:
        Gains, losses and changes, each in the order of its list.
    """
    matching = match(old, new)
    changed = [(before, after) for before, after in matching.same if before.status != after.status]
    changed += list(matching.changed)
    gained = Counter(f.type for f in matching.new)
    lost = Counter(f.type for f in matching.gone)
    other = Counter(after.type for _, after in changed)
    types = sorted(gained.keys() | lost.keys() | other.keys())
    return Comparison(
        same=len(matching.same) + len(matching.changed) - len(changed),
        gained=matching.new,
        lost=matching.gone,
        changed=tuple(changed),
        by_type={kind: (gained[kind], lost[kind], other[kind]) for kind in types},
    )
