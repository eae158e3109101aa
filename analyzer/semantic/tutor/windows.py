"""Rows of tokens for the network: heading and a window of the text, of like length beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from analyzer.semantic.rows import Longs
from analyzer.semantic.tutor.pretrained import Marks
from analyzer.semantic.tutor.settings import Settings
from analyzer.semantic.tutor.tokens import Encoded


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
