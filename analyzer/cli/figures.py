"""The figures of `medienbruch evaluate` in words: by type, pooled, and every disagreement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from analyzer.cli.language import Lang
from analyzer.measure.accuracy_page import FORM_TYPES
from analyzer.measure.evaluate import Evaluation, Miss, Mistake, Score
from analyzer.model import OBSTACLE_TYPES, STATUS_NAMES, TYPE_NAMES, Status
from analyzer.model.printed import decimal

_NONE: Final = "–"
"""Stands where there is nothing to take a share of."""
_WIDTH: Final = max(len(name) for names in TYPE_NAMES.values() for name in names.values())
_MISSES: Final[dict[Miss, tuple[str, str]]] = {
    "false alarm": ("falsch gemeldet", "false alarm"),
    "missed": ("übersehen", "missed"),
    "stray quote": ("Zitat daneben", "stray quote"),
    "missed label": ("Fundstelle übersehen", "missed label"),
    "cure overlooked": ("Lösung im Text übersehen", "cure overlooked"),
    "cure not mentioned": ("Lösung im Text nicht erwähnt", "cure not mentioned"),
}


def figures(evaluation: Evaluation, language: Lang) -> Iterator[str]:
    """Give the lines of an evaluation: each type, all pooled, every label, resolved and secondary."""
    english = language == "en"
    for kind in OBSTACLE_TYPES:
        yield _scores(TYPE_NAMES[language][kind], evaluation.types[kind], evaluation.intervals[kind], language)
    yield _scores("all types" if english else "alle Typen", evaluation.micro, evaluation.micro_interval, language)
    yield _scores("seven form types" if english else "sieben Formtypen", evaluation.pooled(FORM_TYPES), None, language)
    yield _scores("every label" if english else "jede Fundstelle", evaluation.every_label, None, language)
    macro = _NONE if evaluation.macro is None else decimal(evaluation.macro, 3, language)
    yield f"{'macro F1' if english else 'Makro-F1':{_WIDTH}s} {macro}"
    told: tuple[tuple[Status, dict[str, int]], ...] = (
        ("resolved", dict(evaluation.resolved)),
        ("secondary", dict(evaluation.secondary)),
    )
    for status, counts in told:
        said = ", ".join(f"{_said(one, language)} {number}" for one, number in sorted(counts.items()))
        heard = "said" if english else "gemeldet als"
        yield f"{STATUS_NAMES[language][status]:{_WIDTH}s} " + (f"{heard}: {said}" if said else _NONE)


def mistake_line(mistake: Mistake, language: Lang) -> str:
    """Say what the readers saw, what the tool said, and where."""
    unit = mistake.gold.unit
    said = "; ".join(f"„{f.quote}“ ({f.evidence[0].matcher}, {STATUS_NAMES[language][f.status]})" for f in mistake.said)
    labels = "; ".join(f"„{label}“" for label in mistake.labels)
    kind = _MISSES[mistake.kind][language == "en"]
    name = TYPE_NAMES[language][mistake.type]
    return f"{kind}: {name} [{unit.unit} {unit.law}] {labels} ≠ {said or '—'} :: {unit.text[:300]}"


def _scores(name: str, score: Score, interval: tuple[float, float] | None, language: Lang) -> str:
    labels, said = score.tp + score.fn, score.tp + score.fp
    precision = decimal(score.precision, 3, language) if said else _NONE
    recall = decimal(score.recall, 3, language) if labels else _NONE
    f1 = decimal(score.f1, 3, language) if labels else _NONE
    span = (
        f"[{decimal(interval[0], 3, language)}–{decimal(interval[1], 3, language)}]"
        if interval is not None and labels
        else ""
    )
    right, wrong, missing = ("right", "wrong", "missed") if language == "en" else ("richtig", "falsch", "fehlt")
    return (
        f"{name:{_WIDTH}s} P {precision:5s}  R {recall:5s}  F1 {f1:5s} {span:15s} "
        f"({right} {score.tp}, {wrong} {score.fp}, {missing} {score.fn})"
    )


def _said(status: str, language: Lang) -> str:
    if not status:
        return "nothing" if language == "en" else "nichts"
    return STATUS_NAMES[language][cast("Status", status)]
