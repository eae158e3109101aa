"""Cuts a long regex into its alternatives, so that only those run whose words stand in a text (`detect.regex_filter`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

LONG: Final = 1_000
"""Characters from which a regex is worth cutting: a filter for each short one would cost more than it spares."""

_STEP: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)


@cache
def alternatives(source: str) -> tuple[str, ...]:
    """Give the alternatives of a regex, in order; the regex alone if it is short or has none outside brackets.

    Args:
        source: A valid regex, without flags of its own at the start.
    """
    return tuple(_cut(source)) if len(source) >= LONG else (source,)


def _cut(source: str) -> Iterator[str]:
    depth = begun = 0
    for step in _STEP.finditer(source):
        match step[0]:
            case "(":
                depth += 1
            case ")":
                depth -= 1
            case "|" if depth == 0:
                yield source[begun : step.start()]
                begun = step.end()
    yield source[begun:]
