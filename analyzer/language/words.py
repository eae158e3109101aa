"""Word lists of the splitter, read from the data files beside this module."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Abbreviations(NamedTuple):
    """Abbreviations without their dot.

    Attributes:
        never: Something always follows ("Abs.", "Nr."): the dot ends no sentence.
        may: May stand last in a sentence ("usw.", "ff."): the next word decides.
    """

    never: frozenset[str]
    may: frozenset[str]


@cache
def abbreviations() -> Abbreviations:
    """Load `abbreviations.txt`."""
    sections: list[set[str]] = []
    for line in data_lines("abbreviations.txt"):
        if line.startswith("["):
            sections.append(set())
        else:
            sections[-1].add(line)
    never, may = sections
    return Abbreviations(frozenset(never), frozenset(may))


@cache
def starters() -> frozenset[str]:
    """Load `starters.txt`: words that open a sentence."""
    return frozenset(word for line in data_lines("starters.txt") for word in line.split())


@cache
def reference_words() -> frozenset[str]:
    """Load `reference_words.txt`: words that make the number behind them a reference."""
    return frozenset(word for line in data_lines("reference_words.txt") for word in line.split())


def data_lines(name: str) -> list[str]:
    """Give the lines of a data file beside this module, comments and blank lines left out."""
    text = (files("analyzer.language") / name).read_text("utf-8")
    return [line for raw in text.splitlines() if (line := raw.strip()) and not line.startswith("#")]
