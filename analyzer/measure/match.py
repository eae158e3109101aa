"""How two lists of findings relate: the one function behind baselines, comparisons of runs and of editions."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Keyed(Protocol):
    """Anything that can be matched: a `Finding`, or the two keys of one kept from an older list."""

    @property
    def fingerprint(self) -> str:
        """Identity of the obstacle, whatever its place."""

    @property
    def place_key(self) -> str:
        """Identity of the place, whatever its words."""


Old = TypeVar("Old", bound=Keyed)
New = TypeVar("New", bound=Keyed)


@dataclass(frozen=True, slots=True)
class Matching(Generic[Old, New]):
    """Two lists laid side by side; every element of either list stands in exactly one place.

    Attributes:
        same: Pairs with the same fingerprint: unchanged, wherever they stand now.
        changed: Pairs at the same place whose words differ: the clause was changed.
        new: Only in the new list.
        gone: Only in the old list.
    """

    same: tuple[tuple[Old, New], ...]
    changed: tuple[tuple[Old, New], ...]
    new: tuple[New, ...]
    gone: tuple[Old, ...]


def match(old: Iterable[Old], new: Iterable[New]) -> Matching[Old, New]:
    """Match two lists: first by fingerprint, then, among what is left on both sides, by place.

    Equal keys are paired in the order of the lists, each element at most once.

    Args:
        old: The older list.
        new: The newer list.

    Returns:
        All elements of both, in the order of their lists.
    """
    before, after = list(old), list(new)
    same, before, after = _pair(before, after, "fingerprint")
    changed, before, after = _pair(before, after, "place_key")
    return Matching(tuple(same), tuple(changed), tuple(after), tuple(before))


def _pair(old: list[Old], new: list[New], key: str) -> tuple[list[tuple[Old, New]], list[Old], list[New]]:
    waiting: defaultdict[str, deque[int]] = defaultdict(deque)
    for index, item in enumerate(old):
        waiting[getattr(item, key)].append(index)
    pairs: list[tuple[Old, New]] = []
    left: list[New] = []
    taken: set[int] = set()
    for item_new in new:
        queue = waiting.get(getattr(item_new, key))
        if queue:
            index = queue.popleft()
            taken.add(index)
            pairs.append((old[index], item_new))
        else:
            left.append(item_new)
    return pairs, [item for index, item in enumerate(old) if index not in taken], left
