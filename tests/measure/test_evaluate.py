"""Figures against labelled paragraphs: definitions of the guideline, and agreement with the reference scorer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from analyzer.detect import detect
from analyzer.errors import UsageError
from analyzer.measure.evaluate import Score, evaluate
from analyzer.measure.gold import GoldUnit, Label, read_gold
from analyzer.model import OBSTACLE_TYPES
from analyzer.model.unit import Unit
from analyzer.read import read_unit
from analyzer.rulebook import load_rulebook

GOLD = Path(os.environ.get("MEDIENBRUCH_SHARED", "../shared")) / "gold"


def unit(text: str, *labels: Label) -> GoldUnit:
    return GoldUnit(Unit(id="u", text=text, doc="D", law="G", unit="§ 1"), labels)


def figures(gold: GoldUnit):
    return evaluate([gold], {"u": detect(read_unit(gold.unit, "test"), load_rulebook())})


def test_open_label_met_by_an_open_finding_is_right() -> None:
    gold = unit("Der Antrag ist schriftlich zu stellen.", Label("written_form", "open", "schriftlich"))

    assert Score(1, 0, 0) == figures(gold).types["written_form"]


def test_finding_without_label_is_a_false_alarm() -> None:
    result = figures(unit("Der Antrag ist schriftlich zu stellen."))

    assert Score(0, 1, 0) == result.types["written_form"]
    assert ["false alarm"] == [mistake.kind for mistake in result.mistakes]


def test_secondary_label_makes_the_type_not_count() -> None:
    result = figures(unit("Der Antrag ist schriftlich zu stellen.", Label("written_form", "secondary", "schriftlich")))

    assert Score() == result.types["written_form"]
    assert {"open": 1} == dict(result.secondary)


def test_cure_that_is_overlooked_counts_against_the_tool() -> None:
    result = figures(unit("Der Antrag ist schriftlich zu stellen.", Label("written_form", "resolved", "schriftlich")))

    assert {"open": 1} == dict(result.resolved)
    assert Score(0, 1, 0) == result.types["written_form"]


def test_label_elsewhere_in_the_paragraph_is_missed_by_the_strict_line() -> None:
    text = "Der Antrag ist schriftlich zu stellen. Der Vertrag bedarf keiner Zustimmung."
    result = figures(unit(text, Label("written_form", "open", "Vertrag")))

    assert Score(1, 0, 0) == result.types["written_form"]
    assert Score(0, 1, 1) == result.labels["written_form"]


def test_unlabelled_line_is_named(tmp_path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "1", "text": "x"}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="Zeile 1"):
        read_gold([path])


@pytest.mark.corpus
@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold sets do not lie beside this checkout")
def test_same_figures_as_the_reference_scorer(tmp_path) -> None:
    files = [GOLD / "obstacles_dev.jsonl", GOLD / "obstacles_dev_rare.jsonl"]
    gold = read_gold(files, "tune")
    book = load_rulebook()
    findings = {g.unit.id: detect(read_unit(g.unit, "gold"), book) for g in gold}
    said = tmp_path / "said.jsonl"
    with said.open("w", encoding="utf-8") as out:
        for key, values in findings.items():
            for finding in values:
                record = {"id": key, "type": finding.type, "status": finding.status, "quote": finding.quote}
                out.write(json.dumps(record) + "\n")
    command = [sys.executable, GOLD / "score.py", ",".join(map(str, files)), said, "--part", "tune"]
    reference = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    result = evaluate(gold, findings)

    lines = {line.split()[0]: line for line in reference.splitlines()}
    for kind in OBSTACLE_TYPES:
        score = result.types[kind]
        assert f"(tp {score.tp} fp {score.fp} fn {score.fn})" in lines[kind]
    label = result.every_label
    assert f"(tp {label.tp} fp {label.fp} fn {label.fn})" in reference.split("every label")[1].splitlines()[0]
    assert f"{result.macro:5.3f}" in reference.split("macro F1")[1].splitlines()[0]
