"""What the semantic layer buys on labelled paragraphs: ablation by type, calibration, and what it adds.

usage: python benchmarks/semantic_layer.py GOLD.jsonl... [--part tune|unseen] [--weights DIR]

Four tools are compared: rules alone; rules, with finds the layer doubts put among mere mentions; that and the layer's
own finds; the classifier alone. Then a reliability table with the expected calibration error of the confidences, and
for the layer's own finds their precision. Figures of acts that taught the classifier are too good: use the unseen part.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from analyzer.detect import detect
from analyzer.measure.evaluate import Evaluation, evaluate
from analyzer.measure.gold import GoldUnit, read_gold
from analyzer.model import Finding, Statute
from analyzer.model.types import OBSTACLE_TYPES
from analyzer.model.unit import Unit
from analyzer.read import read_unit
from analyzer.rulebook import load_rulebook
from analyzer.semantic.find import SemanticLayer
from analyzer.semantic.judged import judge
from analyzer.semantic.static import PACKAGED

EVEN = 0.5
"""Probability from which the classifier alone says that an obstacle stands."""


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--part", choices=["tune", "unseen"])
    parser.add_argument("--weights", type=Path, default=PACKAGED)
    args = parser.parse_args()
    units = read_gold(args.gold, args.part)
    rulebook = load_rulebook()
    layer = SemanticLayer.of(rulebook, args.weights)
    pattern = detect(read_unit(Unit(id="pattern", text="Der Antrag ist schriftlich zu stellen."), ""), rulebook)[0]
    rules: dict[str, Sequence[Finding]] = {}
    joint: dict[str, Sequence[Finding]] = {}
    alone: dict[str, Sequence[Finding]] = {}
    for unit in units:
        statute = read_unit(unit.unit, "")
        rules[unit.unit.id] = found = detect(statute, rulebook)
        joint[unit.unit.id] = layer.refine(statute, found)
        alone[unit.unit.id] = _classified(layer, statute, pattern)
    sure: dict[str, Sequence[Finding]] = {key: [f for f in found if f.engine == "rule"] for key, found in joint.items()}
    tools: dict[str, dict[str, Sequence[Finding]]] = {
        "rules": rules,
        "+ confidence": sure,
        "+ own finds": joint,
        "classifier": alone,
    }
    _table(units, {name: evaluate(units, found) for name, found in tools.items()})
    _added(units, joint)
    _reliability(units, joint)


def _classified(layer: SemanticLayer, statute: Statute, pattern: Finding) -> list[Finding]:
    """Findings as the classifier alone would make them; only type, status and quote are those of the text."""
    made: list[Finding] = []
    for one in judge(statute, layer.encoder, layer.classifier):
        for column in map(int, np.flatnonzero(layer.classifier.chances(one.best) >= EVEN)):
            for run in one.runs(layer.classifier, column, EVEN):
                quote = one.reading.own_text[run.start : run.end]
                made.append(replace(pattern, type=OBSTACLE_TYPES[column], status="open", quote=quote))
    return made


def _table(units: Sequence[GoldUnit], made: dict[str, Evaluation]) -> None:
    print(f"{len(units)} paragraphs; F1 (precision, recall)")
    print(f"{'type':24s}" + "".join(f"{name:>24s}" for name in made))
    for kind in OBSTACLE_TYPES:
        cells = [made[name].types[kind] for name in made]
        print(f"{kind:24s}" + "".join(f"{s.f1:10.3f} ({s.precision:.2f}, {s.recall:.2f})" for s in cells))
    print(
        f"{'micro':24s}"
        + "".join(f"{e.micro.f1:10.3f} ({e.micro.precision:.2f}, {e.micro.recall:.2f})" for e in made.values())
    )
    print(f"{'macro':24s}" + "".join(f"{e.macro or 0:10.3f}{'':14s}" for e in made.values()))
    print(f"{'every label':24s}" + "".join(f"{e.every_label.f1:10.3f}{'':14s}" for e in made.values()))


def _added(units: Sequence[GoldUnit], joint: dict[str, Sequence[Finding]]) -> None:
    right = [_is_right(unit, f) for unit in units for f in joint[unit.unit.id] if f.engine == "semantic"]
    share = f"{sum(right) / len(right):.3f}" if right else "n/a"
    print(f"own finds: {len(right)}, precision {share}")


def _reliability(units: Sequence[GoldUnit], joint: dict[str, Sequence[Finding]]) -> None:
    pairs = [(f.confidence, _is_right(unit, f)) for unit in units for f in joint[unit.unit.id] if f.status == "open"]
    error = 0.0
    print("confidence   findings   mean   right")
    for low, high in ((tenth / 10, (tenth + 1) / 10) for tenth in range(10)):
        inside = [(c, r) for c, r in pairs if low <= c < high or (high == 1.0 and c == 1.0)]
        if inside:
            mean, right = (sum(values) / len(inside) for values in zip(*inside, strict=True))
            error += len(inside) / len(pairs) * abs(mean - right)
            print(f"{low:.1f}-{high:.1f} {len(inside):13d} {mean:8.2f} {right:7.2f}")
    print(f"expected calibration error {error:.3f}")


def _is_right(unit: GoldUnit, finding: Finding) -> bool:
    """Whether the readers saw an open obstacle of the type in the paragraph; one they only named counts too."""
    return any(label.type == finding.type and label.status != "resolved" for label in unit.labels)


if __name__ == "__main__":
    main()
