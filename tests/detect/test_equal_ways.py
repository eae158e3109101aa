"""An equal digital way for the same act cures a form; an electronic thing that is about something else does not.

The paragraphs of `equal_ways.tsv` (status, type, text) are our own, worded as German law words such ways.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.detect import detect
from analyzer.model.unit import Unit
from analyzer.read import read_unit
from analyzer.rulebook import Rulebook, load_rulebook

CASES = [line.split("\t") for line in Path(__file__).with_name("equal_ways.tsv").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.mark.parametrize(("status", "obstacle", "text"), CASES)
def test_status(rulebook: Rulebook, status: str, obstacle: str, text: str) -> None:
    unit = Unit(id="e", text=f"(1) {text}", law="BspG", doc="BSP", norm="BSP-1", unit="§ 1", title="")
    said = {f.status for f in detect(read_unit(unit, "example"), rulebook) if f.type == obstacle}
    assert status in said
    assert ("open" in said) == (status == "open")
