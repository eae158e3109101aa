"""Rows of tokens for the network: heading and a window of the text, of like length beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer.semantic.tutor.pretrained import Marks
from analyzer.semantic.tutor.settings import Settings
from analyzer.semantic.tutor.tokens import Encoded

Longs = NDArray[np.int64]


class Window(NamedTuple):
    """A stretch of a passage that the network reads at once.

    Attributes:
        passage: Number of the passage.
        start: First token of the text.
        end: One past the last.
    """

    passage: int
    start: int
    end: int


def windows(encoded: Sequence[Encoded], settings: Settings) -> list[Window]:
    """Cover each text with windows that overlap; every passage has at least one."""
    found: list[Window] = []
    for number, passage in enumerate(encoded):
        size, start = len(passage.body), 0
        while start + settings.window < size:
            found.append(Window(number, start, start + settings.window))
            start += settings.window - settings.overlap
        found.append(Window(number, start, size))
    return found


def row(passage: Encoded, window: Window, marks: Marks, settings: Settings) -> tuple[Longs, int]:
    """Give the tokens of a window and the place of its first token of the text: `<s> heading </s> text </s>`."""
    heading = passage.heading[: settings.heading]
    body = passage.body[window.start : window.end]
    tokens = [marks.begin, *heading.tolist(), marks.end, *body.tolist(), marks.end]
    return np.array(tokens, np.int64), len(heading) + 2


def batches(lengths: Sequence[int], tokens: int, random: np.random.Generator | None = None) -> list[Longs]:
    """Put rows of like length together.

    Args:
        lengths: Tokens of each row.
        tokens: Most tokens of a batch, filling included; a longer row is a batch of its own.
        random: Shuffles; in order of length if not given.

    Returns:
        Numbers of rows, each in one batch.
    """
    sizes = np.asarray(lengths, np.float64)
    if random is not None:
        sizes = sizes + 8 * random.random(len(sizes))  # so that not the same rows meet each time
    found: list[Longs] = []
    batch: list[int] = []
    longest = 0
    for number in np.argsort(sizes, kind="stable").tolist():
        if batch and max(longest, lengths[number]) * (len(batch) + 1) > tokens:
            found.append(np.array(batch, np.int64))
            batch, longest = [], 0
        batch.append(number)
        longest = max(longest, lengths[number])
    if batch:
        found.append(np.array(batch, np.int64))
    if random is not None:
        found = [found[number] for number in random.permutation(len(found))]
    return found


def filled(rows: Sequence[Longs], padding: int, multiple: int) -> Longs:
    """Lay rows beside each other, filled at the end to a multiple of tokens."""
    width = -(-max(map(len, rows)) // multiple) * multiple
    laid = np.full((len(rows), width), padding, np.int64)
    for number, tokens in enumerate(rows):
        laid[number, : len(tokens)] = tokens
    return laid
