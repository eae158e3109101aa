"""Soft labels: part of what is learned gives way to what classifiers taught before say.

A label says yes or no; a taught network also says how likely, and of how many things a reader may have overlooked one.
Learning its chances beside the labels is distillation (G. Hinton, O. Vinyals, J. Dean, Distilling the Knowledge in a
Neural Network, 2015).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from analyzer.semantic.lessons import Lesson, learned
from analyzer.semantic.network import Network

SHARE: Final = 0.5
"""Weight of what was taught before; the lesson's own chances keep the rest."""

_AT_ONCE: Final = 512  # lessons scored together
_FAINT: Final = 0.004  # a network gives every piece some chance; what is below one of 255 would fill the memory


def softened(lessons: Sequence[Lesson], before: Sequence[Network]) -> Iterator[Lesson]:
    """Give the lessons with chances drawn towards those of earlier networks.

    Args:
        lessons: What was to be learned.
        before: Networks over the same pieces; the mean of their scores counts.
    """
    for start in range(0, len(lessons), _AT_ONCE):
        some = lessons[start : start + _AT_ONCE]
        scores = [network.judge([lesson.pieces for lesson in some]) for network in before]
        for number, lesson in enumerate(some):
            mean = np.mean([of_network[number].pieces for of_network in scores], axis=0)
            chances = 1.0 / (1.0 + np.exp(-np.clip(mean, -60.0, 60.0)))
            drawn = (1.0 - SHARE) * lesson.targets() + SHARE * chances
            yield learned(lesson.pieces, np.where(drawn < _FAINT, 0.0, drawn), labelled=lesson.labelled)
