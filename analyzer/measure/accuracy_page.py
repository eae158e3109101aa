"""Writes the page that says how accurate the rules are: figures, where they come from, what is not found and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice

from analyzer.measure.evaluate import Evaluation, Score
from analyzer.model import OBSTACLE_TYPES, TYPE_NAMES, ObstacleType
from analyzer.rulebook import Rulebook

FORM_TYPES: tuple[ObstacleType, ...] = (
    "written_form",
    "signature",
    "electronic_excluded",
    "paper_form",
    "certification",
    "postal_delivery",
    "physical_publication",
)
"""The seven types that are about form in the narrow sense; reported pooled as well."""

_INTRO = """\
# Wie genau die Befunde sind

> Diese Seite schreibt `medienbruch evaluate … --page docs/ACCURACY.md`. Bitte nicht von Hand ändern.

{what}

Gemessen wird gegen Absätze des Bundesrechts (Stand April 2026), die zwei sorgfältige Leser unabhängig voneinander nach
einer schriftlichen Anleitung markiert haben; sie stimmen untereinander mit F1 0,957 überein. Ein praktizierender
Jurist hat die Markierungen nicht geprüft: ein gemeinsamer Irrtum der Leser ist möglich. Die Auswahl ist nach Typen
angereichert; Genauigkeit und Vollständigkeit im ungefilterten Bundesrecht können abweichen.

„abgestimmt“ sind zwei Drittel der Gesetze, an denen die Regeln entwickelt wurden; „ungesehen“ ist das letzte Drittel, das
erst für diesen Bericht angesehen wird. Ein Abstand von mehr als zwei Punkten heißt, dass auswendig gelernt wurde. Typen mit weniger als zehn markierten Absätzen werden gezeigt, aber nicht gemittelt.

- **Absätze**: Je Absatz und Typ ein Urteil. Richtig ist, wo Leser und Regeln ein offenes Hindernis des Typs sehen.
- **Fundstellen**: Jedes markierte Hindernis muss mit einem kurzen Zitat getroffen sein; jedes andere Zitat ist falsch.
- **Spanne**: 95-%-Bereich von F1 (1.000 Ziehungen mit Zurücklegen über die Absätze).
"""


_WHAT = {
    True: "Gemessen sind die Regeln allein (`--engine rule`).",
    False: "Gemessen ist, was ein Lauf meldet: Regeln und Klassifikator zusammen (`docs/CLASSIFIER.md`).",
}


def accuracy_page(evaluations: Mapping[str, Evaluation], rulebook: Rulebook, command: str, *, alone: bool) -> str:
    """Write the page.

    Args:
        evaluations: Name of the part, as printed, → its figures; the last one is the one to quote.
        rulebook: The rules, for their known limits.
        command: The command that gives these figures.
        alone: Whether the rules were measured without the classifier.

    Returns:
        Markdown.
    """
    lines = [_INTRO.replace("{what}", _WHAT[alone]), f"Befehl: `{command}` · Regelstand `{rulebook.digest}`\n"]
    for name, evaluation in evaluations.items():
        lines += [f"## {name} ({evaluation.units} Absätze)\n", *_table(evaluation), ""]
    name, last = list(evaluations.items())[-1]
    lines += [f"## Was nicht gefunden wird ({name})\n", *_misses(last), ""]
    lines += ["## Bekannte Grenzen der Regeln\n", *_limits(rulebook), ""]
    return "\n".join(lines)


def _table(evaluation: Evaluation) -> Iterator[str]:
    yield "| Typ | Absätze P | R | F1 | Spanne | Fundstellen P | R | F1 | richtig / falsch / fehlt |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for kind in OBSTACLE_TYPES:
        low, high = evaluation.intervals[kind]
        yield _row(TYPE_NAMES["de"][kind], evaluation.types[kind], (low, high), evaluation.labels[kind])
    yield _row("**alle Typen**", evaluation.micro, evaluation.micro_interval, evaluation.every_label)
    pooled = evaluation.pooled(FORM_TYPES)
    labels = sum((evaluation.labels[kind] for kind in FORM_TYPES), Score())
    yield _row("**sieben Formtypen**", pooled, None, labels)
    yield ""
    macro = "–" if evaluation.macro is None else _number(evaluation.macro)
    yield f"Mittel der F1 über Typen mit mindestens zehn markierten Absätzen: **{macro}**."
    total = sum(evaluation.resolved.values())
    if total:
        right, wrong = evaluation.resolved.get("resolved", 0), evaluation.resolved.get("open", 0)
        yield (
            f"Im Text gelöst ({total}): erkannt {right} ({right / total:.0%}), als offen gemeldet {wrong} "
            f"({wrong / total:.0%}), nicht erwähnt {total - right - wrong}."
        )
    mentioned = sum(evaluation.secondary.values())
    if mentioned:
        said_open = evaluation.secondary.get("open", 0)
        yield f"Nur erwähnt ({mentioned}, zählt nicht): als offen gemeldet {said_open}."


def _row(name: str, score: Score, interval: tuple[float, float] | None, labels: Score) -> str:
    span = f"{_number(interval[0])}–{_number(interval[1])}" if interval else ""
    numbers = [score.precision, score.recall, score.f1]
    cells = [name, *map(_number, numbers), span, *map(_number, (labels.precision, labels.recall, labels.f1))]
    return "| " + " | ".join([*cells, f"{score.tp} / {score.fp} / {score.fn}"]) + " |"


def _misses(evaluation: Evaluation) -> Iterator[str]:
    by_type: dict[ObstacleType, list[str]] = {}
    kinds: Counter[str] = Counter(mistake.kind for mistake in evaluation.mistakes)
    for mistake in evaluation.mistakes:
        if mistake.kind == "missed":
            place = f"{mistake.gold.unit.unit} {mistake.gold.unit.law}".strip()
            by_type.setdefault(mistake.type, []).append(f"{place} („{mistake.labels[0]}“)")
    for kind in OBSTACLE_TYPES:
        if kind in by_type:
            shown = "; ".join(islice(by_type[kind], 6))
            rest = len(by_type[kind]) - 6
            yield f"- **{TYPE_NAMES['de'][kind]}** ({len(by_type[kind])}): {shown}" + (
                f"; und {rest} weitere" if rest > 0 else ""
            )
    yield ""
    yield f"Falsch gemeldet wurde in {kinds['false alarm']} Fällen, übersehen in {kinds['missed']}."


def _limits(rulebook: Rulebook) -> Iterator[str]:
    for rule in rulebook.rules:
        todo = [example for example in rule.examples if example.kind == "todo"]
        if rule.known_limits or todo:
            reasons = [" ".join(rule.known_limits.split())] if rule.known_limits else []
            reasons += [example.because for example in todo]
            yield f"- `{rule.id}`: " + " ".join(reasons)


def _number(value: float) -> str:
    return f"{value:.3f}".replace(".", ",")
