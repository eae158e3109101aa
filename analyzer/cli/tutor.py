"""`medienbruch encoder tutor`: a transformer learns from labelled paragraphs and tags a corpus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.cli.choices import one_of
from analyzer.cli.language import both
from analyzer.cli.options import JudgedOption, LangOption
from analyzer.cli.reading import statutes
from analyzer.cli.speech import note, spoken
from analyzer.errors import ExitCode, ExportError, UsageError

if TYPE_CHECKING:
    from analyzer.measure.gold import GoldUnit
    from analyzer.semantic.tagged import TaggedPassage

DEVICES = ("auto", "cpu", "cuda")


def register(app: typer.Typer) -> None:
    """Add the command to the group `encoder`."""
    app.command(
        "tutor",
        help=both(
            "Lehrt ein vortrainiertes Netz, Wörter mit Hindernissen zu markieren, und markiert damit einen Bestand: Stoff "
            "für teach. Braucht die Gruppe „encoder“ der Abhängigkeiten und für viele Gesetze eine GPU.",
            "Teaches a pretrained network to tag words that carry obstacles, and tags a corpus with it: material for "
            "teach. Needs the dependency group “encoder”, and a GPU for many acts.",
        ),
        epilog=both(
            "Beispiel: medienbruch encoder tutor corpus --gold markiert.jsonl --output tags.jsonl.gz",
            "Example: medienbruch encoder tutor corpus --gold labelled.jsonl --output tags.jsonl.gz",
        ),
    )(tutor)


def tutor(
    corpus: Annotated[
        list[str],
        typer.Argument(metavar="CORPUS...", help=both("Gesetze wie bei scan.", "Acts as for scan.")),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="FILE", help=both("Ergebnis (JSONL, gzip).", "File to write to (JSONL, gzip).")
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
                "Ebenso, zweimal gelesen und daher mit mehr Gewicht, aber nur der abgestimmte Teil; Gesetze des "
                "ungesehenen bleiben auch im Bestand ungelesen.",
                "Likewise, read twice and so of more weight, but the tuned part only; acts of the unseen part are not "
                "read in the corpus either.",
            ),
        ),
    ] = None,
    labels: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help=both(
                "Markierungen ohne Text (JSONL, gzip) für Absätze des Bestands; was darin zum Eichen bestimmt ist, wird nicht "
                "gelernt.",
                "Labels without text (JSONL, gzip) for passages of the corpus; what is meant for calibration there is not "
                "learned.",
            ),
        ),
    ] = None,
    judged: JudgedOption = None,
    seeds: Annotated[
        int,
        typer.Option(
            metavar="N",
            min=1,
            help=both(
                "So viele Modelle, deren Urteil gemittelt wird; jedes lässt einen Teil der markierten Gesetze aus und markiert "
                "ihn dann.",
                "So many models, averaged; each leaves out a part of the labelled acts, and tags it then.",
            ),
        ),
    ] = 3,
    minutes_of_masking: Annotated[
        float,
        typer.Option(
            metavar="MIN",
            min=0.0,
            help=both(
                "So lange vorher verdeckte Wörter des Bestands erraten lassen; 0 für gar nicht.",
                "Guess hidden words of the corpus for so long before; 0 for not at all.",
            ),
        ),
    ] = 3.0,
    device: Annotated[
        str,
        typer.Option(
            metavar="|".join(DEVICES),
            help=both(
                "Worauf gerechnet wird; auto: GPU, wo eine ist.", "Where to compute; auto: a GPU where there is one."
            ),
        ),
    ] = "auto",
    lang: LangOption = None,
) -> int:
    """Teach the tutor and write the tagged passages."""
    from analyzer.rulebook.silence import load_paraphrases  # noqa: PLC0415  reading is heavy
    from analyzer.semantic.judged_words import passage_key, read_judged_words  # noqa: PLC0415
    from analyzer.semantic.own_labels import read_labels  # noqa: PLC0415
    from analyzer.semantic.own_sentences import own_sentences  # noqa: PLC0415
    from analyzer.semantic.tagged import write_tagged  # noqa: PLC0415
    from analyzer.semantic.tutor.material import from_corpus  # noqa: PLC0415
    from analyzer.semantic.tutor.pretrained import packaged, read_pretrained, require  # noqa: PLC0415
    from analyzer.semantic.tutor.settings import Settings  # noqa: PLC0415
    from analyzer.sources import check_paths  # noqa: PLC0415

    language = spoken(lang)
    one_of("--device", device, DEVICES)
    _check_folder(output)
    check_paths([*corpus, *(gold or ()), *(tune or ())])
    weights = packaged()
    require("torch", "torch")
    from analyzer.semantic.tutor.network import device_for  # noqa: PLC0415  takes seconds, and needs torch
    from analyzer.semantic.tutor.tutoring import tutored  # noqa: PLC0415

    settings = Settings(seeds=seeds, masking_minutes=minutes_of_masking)
    where = device_for(device)
    read, words = read_labels(labels) if labels else {}, read_judged_words(judged) if judged else {}
    labelled, unseen = _labelled(gold or [], tune or [])
    labelled += own_sentences(load_paraphrases())
    unreadable: list[str] = []
    pages = from_corpus((act for act in statutes(corpus, unreadable, language) if act.id not in unseen), settings)
    words = {key: said for key, said in words.items() if key not in read or not read[key].apart}
    known = [read.get(passage_key(page.parts)) for page in pages]
    pages = [page if one is None or one.apart else one.on(page) for page, one in zip(pages, known, strict=True)]
    passages = tutored(
        pages,
        labelled,
        read_pretrained(weights),
        settings,
        where,
        lambda german, english: note(english if language == "en" else german),
        words,
    )
    write_tagged(output, passages)
    return int(ExitCode.UNREADABLE if unreadable else ExitCode.OK)


def _check_folder(output: Path) -> None:
    """Say at once what would stop the writing after hours."""
    if not output.absolute().parent.is_dir():
        raise ExportError(
            f"Den Ordner {output.parent} gibt es nicht. Bitte anlegen oder einen anderen angeben.",
            en=f"There is no folder {output.parent}. Make it, or give another one.",
        )


def _labelled(gold: list[str], tune: list[str]) -> tuple[list[TaggedPassage], frozenset[str]]:
    """Read labelled paragraphs; give the ids of the acts that must not be read, too."""
    from analyzer.measure.gold import read_gold  # noqa: PLC0415
    from analyzer.semantic.tagged import READ_ONCE, READ_WITH_CARE  # noqa: PLC0415

    if not gold and not tune:
        raise UsageError(
            "Kein markierter Absatz: Bitte --gold oder --tune angeben.",
            en="No labelled paragraph: give --gold or --tune.",
        )
    parted = read_gold(tune) if tune else []
    units = [(unit, READ_ONCE) for unit in (read_gold(gold) if gold else [])]
    units += [(unit, READ_WITH_CARE) for unit in parted if unit.part == "tune"]
    unseen = frozenset(unit.unit.doc for unit in parted if unit.part == "unseen")
    read = [passage for unit, trust in units if unit.unit.doc not in unseen for passage in _passages(unit, trust)]
    return read, unseen


def _passages(gold: GoldUnit, trust: float) -> Iterator[TaggedPassage]:
    from analyzer.read import read_unit  # noqa: PLC0415
    from analyzer.semantic.tutor.material import from_labels  # noqa: PLC0415

    labels = [(label.type, label.status, label.quote) for label in gold.labels]
    return from_labels(read_unit(gold.unit, ""), gold.unit.doc, labels, gold.judged, trust)
