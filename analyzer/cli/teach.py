"""`medienbruch encoder teach`: fits the classifier of the semantic layer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.cli.language import both
from analyzer.cli.options import LangOption, RulesOption
from analyzer.cli.speech import load_rules, note, spoken

if TYPE_CHECKING:
    from analyzer.measure.gold import GoldUnit
    from analyzer.rulebook import Rulebook
    from analyzer.semantic.lessons import Lesson


def register(app: typer.Typer) -> None:
    """Add the command to the group `encoder`."""
    app.command(
        "teach",
        help=both(
            "Lehrt den Klassifikator, der Regelbefunde gewichtet und eigene Befunde vorschlägt.",
            "Teaches the classifier that weighs findings of rules and proposes its own.",
        ),
        epilog=both(
            "Beispiel: medienbruch encoder teach corpus --gold markiert.jsonl --output gewichte",
            "Example: medienbruch encoder teach corpus --gold labelled.jsonl --output weights",
        ),
    )(teach)


def teach(
    corpus: Annotated[
        list[str],
        typer.Argument(
            metavar="CORPUS...", help=both("Gesetze wie bei scan; die Regeln urteilen darin.", "Acts as for scan.")
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(
            metavar="DIR",
            help=both("Ordner mit dem Encoder; dorthin wird geschrieben.", "Folder of the encoder; written to."),
        ),
    ],
    gold: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help=both("Markierte Absätze (JSONL).", "Labelled paragraphs (JSONL).")),
    ] = None,
    tune: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            help=both(
                "Ebenso, aber nur der abgestimmte Teil: das ungesehene Drittel der Gesetze bleibt fort.",
                "Likewise, but the tuned part only: the unseen third of the acts is left out.",
            ),
        ),
    ] = None,
    trust: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            help=both(
                "Ebenso; an diesen werden Wahrscheinlichkeiten geeicht: Absätze, aus denen keine Regel entstand.",
                "Likewise; probabilities are calibrated on these: paragraphs no rule was made from.",
            ),
        ),
    ] = None,
    share: Annotated[
        float, typer.Option(min=0.0, max=1.0, help=both("Anteil der Gesetze.", "Share of the acts."))
    ] = 0.15,
    rules: RulesOption = None,
    lang: LangOption = None,
) -> int:
    """Fit and save the classifier."""
    from analyzer.measure.gold import read_gold  # noqa: PLC0415  reading is heavy
    from analyzer.rulebook.silence import load_paraphrases  # noqa: PLC0415
    from analyzer.semantic.calibrate import calibrated  # noqa: PLC0415
    from analyzer.semantic.lessons import from_sentences  # noqa: PLC0415
    from analyzer.semantic.static import StaticEncoder  # noqa: PLC0415
    from analyzer.semantic.teach import Teaching, teach  # noqa: PLC0415

    spoken(lang)
    rulebook = load_rules(rules)
    relied = read_gold(trust) if trust else []
    units = [*(read_gold(gold) if gold else []), *(read_gold(tune, "tune") if tune else []), *relied]
    lessons = [lesson for unit in units for lesson in _labelled(unit, rulebook)]
    lessons += from_sentences(load_paraphrases())
    lessons += _judged_by_rules(corpus, share, rulebook)
    trusted = frozenset(unit.unit.doc for unit in relied)
    classifier, chances = teach(StaticEncoder.load(output), lessons, trusted, Teaching(), note)
    calibrated(classifier, lessons, chances, trusted).save(output)
    return 0


def _labelled(gold: GoldUnit, rulebook: Rulebook) -> Iterator[Lesson]:
    from analyzer.detect import detect  # noqa: PLC0415
    from analyzer.read import read_unit  # noqa: PLC0415
    from analyzer.semantic.lessons import from_labels  # noqa: PLC0415

    statute = read_unit(gold.unit, "")
    labels = [(label.type, label.status, label.quote) for label in gold.labels]
    return from_labels(statute, labels, gold.judged, detect(statute, rulebook))


def _judged_by_rules(corpus: Sequence[str], share: float, rulebook: Rulebook) -> Iterator[Lesson]:
    """Walk the readings of a share of the acts; which ones depends on their names alone."""
    from analyzer.detect import detect  # noqa: PLC0415
    from analyzer.model import Unreadable  # noqa: PLC0415
    from analyzer.read import read_statute  # noqa: PLC0415
    from analyzer.semantic.lessons import from_findings  # noqa: PLC0415
    from analyzer.sources import expand  # noqa: PLC0415

    for document in expand(corpus):
        if isinstance(document, Unreadable):
            note(document.error)
        elif _drawn(Path(document.name.rpartition("!")[2]).name) < share:
            statute = read_statute(document)
            yield from from_findings(statute, detect(statute, rulebook))


def _drawn(name: str) -> float:
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) / 16**8
