"""Tutors that each leave out one part of the labelled acts, and tag that part: nobody repeats what it has learned.

A network that has learned a label repeats it, the reader's slips included. One that has not says what the words look
like to somebody who read all other acts; beside the label this is worth more (stacked generalisation: D. Wolpert,
Neural Networks 5, 1992).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

_Network = TypeVar("_Network")


def fold_of(act: str, folds: int) -> int | None:
    """Give the fold of an act, the same in every run; none without an act, or if there is one fold only."""
    if not act or folds < 2:  # noqa: PLR2004  one network has to learn all
        return None
    return int(hashlib.sha256(f"fold {act}".encode()).hexdigest(), 16) % folds


def asked(networks: Sequence[_Network], fold: int | None) -> Sequence[_Network]:
    """Give the networks that may tag a passage: that of its fold, or all.

    Args:
        networks: One a fold.
        fold: Of a passage that the other networks learned from; none if no network did.
    """
    return networks if fold is None else [networks[fold]]
