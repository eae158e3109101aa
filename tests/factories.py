"""Small makers of model objects, so that a test says only what it is about."""

from __future__ import annotations

import dataclasses

from analyzer.read import read_unit
from analyzer.sources import Unit


def statute(text: str, *, heading: str = "", law: str = "TestG", title: str = "", unit: str = "§ 1"):
    """A statute of one provision with one block, read as text mode reads it."""
    made = read_unit(Unit(id="t", text=text, law=law, doc="TEST", norm="TEST-1", unit=unit, title=heading), "test")
    return dataclasses.replace(made, title=title) if title else made
