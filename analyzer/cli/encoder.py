"""`medienbruch encoder`: trains the encoder, measures it beside others, and hands it to other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.cli import teach, tutor
from analyzer.cli.language import Lang, both
from analyzer.cli.options import LangOption
from analyzer.cli.reading import statutes
from analyzer.cli.speech import note, say, spoken
from analyzer.errors import ExitCode, UsageError
from analyzer.model.printed import decimal

if TYPE_CHECKING:
    from analyzer.model import Statute
    from analyzer.semantic import Encoder
    from analyzer.semantic.probe import Triple
    from analyzer.semantic.train import LabelledSentence

_PROBE = Path(__file__).parents[2] / "tests/gold/probe.jsonl"
"""The triples of the tests; they lie beside the package where it runs from its source."""
_PATHS = typer.Argument(metavar="PATH...", show_default=False, help=both("Wie bei scan.", "As for scan."))


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(
        name="encoder",
        help=both(
            "Der Encoder: macht aus Sätzen Vektoren, die Ähnlichkeit messbar machen.",
            "The encoder: turns sentences into vectors that make likeness measurable.",
        ),
        epilog=both("Beispiel: medienbruch encoder evaluate", "Example: medienbruch encoder evaluate"),
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    group.command(
        "train",
        help=both(
            "Trainiert den Encoder aus einem Bestand; braucht die Gruppe „encoder“ der Abhängigkeiten.",
            "Trains the encoder from a corpus; needs the dependency group “encoder”.",
        ),
        epilog=both(
            "Beispiel: medienbruch encoder train corpus --gold gold.jsonl --output encoder",
            "Example: medienbruch encoder train corpus --gold gold.jsonl --output encoder",
        ),
    )(train)
    group.command(
        "evaluate",
        help=both(
            "Misst Encoder an Tripeln aus Klausel, Umschreibung und fremder Klausel mit denselben Wörtern.",
            "Measures encoders on triples of clause, paraphrase and unrelated clause with the same words.",
        ),
        epilog=both(
            "Beispiel: medienbruch encoder evaluate --probe probe.jsonl",
            "Example: medienbruch encoder evaluate --probe probe.jsonl",
        ),
    )(evaluate)
    group.command(
        "export",
        help=both(
            "Schreibt den Encoder als gewöhnliches SentenceTransformer-Modell.",
            "Writes the encoder as an ordinary SentenceTransformer.",
        ),
        epilog=both(
            "Beispiel: medienbruch encoder export --output modell",
            "Example: medienbruch encoder export --output model",
        ),
    )(export)
    teach.register(group)
    tutor.register(group)
    app.add_typer(group, name="encoder")


def train(
    paths: Annotated[list[str], _PATHS],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="DIR", help=both("Ordner für das Ergebnis.", "Folder to write to."))
    ],
    gold: Annotated[
        list[str] | None,
        typer.Option(
            metavar="GOLD.jsonl",
            help=both(
                "Markierte Absätze; vom ungesehenen Drittel der Gesetze wird nichts gelernt.",
                "Labelled paragraphs; nothing is learnt from the unseen third of the acts.",
            ),
        ),
    ] = None,
    memory: Annotated[
        str | None,
        typer.Option(
            metavar="DIR",
            help=both(
                "Vektoren der Lehrer hier aufheben und wiederverwenden.", "Keep and reuse the teachers' vectors here."
            ),
        ),
    ] = None,
    sentences: Annotated[
        int, typer.Option(metavar="N", min=100, help=both("So viele Sätze lernen.", "Learn from so many sentences."))
    ] = 50_000,
    lang: LangOption = None,
) -> int:
    """Train an encoder."""
    from analyzer.measure.gold import read_gold  # noqa: PLC0415  heavy
    from analyzer.read import read_unit  # noqa: PLC0415
    from analyzer.rulebook.training import load_training  # noqa: PLC0415
    from analyzer.semantic.distil import Recipe  # noqa: PLC0415
    from analyzer.semantic.train import check_teachers, read_corpus  # noqa: PLC0415
    from analyzer.semantic.train import train as train_encoder  # noqa: PLC0415
    from analyzer.sources import check_paths  # noqa: PLC0415

    language = spoken(lang)
    recipe, material = Recipe(sentences=sentences), load_training()
    check_paths([*paths, *(gold or ())])
    check_teachers(recipe)  # said now, not when all is read

    def tell(german: str, english: str) -> None:
        note(german if language == "de" else english)

    labelled: list[LabelledSentence] = []
    for unit in read_gold(gold, "tune") if gold else ():
        labels = [(label.type, label.status, label.quote) for label in unit.labels]
        labelled += _labelled(read_unit(unit.unit, "gold"), labels)
    unreadable: list[str] = []
    corpus = read_corpus(_seen(statutes(paths, unreadable, language)), material, recipe)
    acts, texts = corpus.acts, len(corpus.texts)
    tell(f"{acts} Gesetze, {texts} Sätze", f"{acts} acts, {texts} sentences")
    encoder, tokenizer = train_encoder(
        corpus, labelled, material, recipe, tell, Path(memory) if memory is not None else None
    )
    encoder.save(Path(output), tokenizer)
    return int(ExitCode.UNREADABLE if unreadable else ExitCode.OK)


def evaluate(
    encoder: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATH|NAME",
            help=both(
                "Weiterer Encoder: Ordner oder SentenceTransformer.", "Another encoder: folder or SentenceTransformer."
            ),
        ),
    ] = None,
    probe: Annotated[
        str | None,
        typer.Option(
            metavar="PROBE.jsonl",
            help=both(
                "Datei mit den Tripeln; sonst die der Tests, wo das Programm im Quelltext liegt.",
                "File of the triples; else that of the tests, where the program lies in its source.",
            ),
        ),
    ] = None,
    types: Annotated[
        bool, typer.Option("--types", help=both("Auch je Hindernistyp.", "For each obstacle type, too."))
    ] = False,
    lang: LangOption = None,
) -> int:
    """Measure encoders."""
    from analyzer.semantic.compare import compared  # noqa: PLC0415  heavy
    from analyzer.semantic.probe import read_probe  # noqa: PLC0415

    language = spoken(lang)
    if probe is None and not _PROBE.is_file():
        raise UsageError(
            "Die Tripel der Tests liegen dem installierten Programm nicht bei: Bitte mit --probe FILE eine Datei mit Tripeln angeben.",
            en="The triples of the tests do not come with the installed program: please give a file of triples with --probe FILE.",
        )
    triples = read_probe(Path(probe) if probe is not None else _PROBE)
    models, missing = compared(encoder or (), [text for t in triples for text in (t.anchor, t.paraphrase)])
    _table(models, triples, language, types=types)
    for model, package in missing:
        if language == "de":
            note(f"nicht verglichen: {model}; es fehlt das Paket {package}")
        else:
            note(f"not compared: {model}; the package {package} is missing")
    return int(ExitCode.OK)


def export(
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="DIR", help=both("Ordner für das Modell.", "Folder to write to."))
    ],
    encoder: Annotated[
        str | None,
        typer.Option(metavar="PATH", help=both("Sonst der mitgelieferte.", "Else the packaged one.")),
    ] = None,
) -> int:
    """Write a SentenceTransformer."""
    from analyzer.semantic.static import PACKAGED, StaticEncoder  # noqa: PLC0415
    from analyzer.semantic.transformer import save_as_transformer  # noqa: PLC0415

    folder = Path(encoder) if encoder is not None else PACKAGED
    if Path(output).exists() and any(Path(output).iterdir()):
        raise UsageError(
            f"{output} ist nicht leer. Bitte einen neuen Ordner angeben.",
            en=f"{output} is not empty. Give a new folder.",
        )
    save_as_transformer(StaticEncoder.load(folder), folder, Path(output))
    return int(ExitCode.OK)


def _seen(acts: Iterator[Statute]) -> Iterator[Statute]:
    """Leave out the third of the acts on which the whole tool is measured."""
    from analyzer.measure.gold import GoldUnit  # noqa: PLC0415
    from analyzer.model.unit import Unit  # noqa: PLC0415

    return (act for act in acts if GoldUnit(Unit("", "", doc=act.id), ()).part == "tune")


def _labelled(statute: Statute, labels: Sequence[tuple[str, str, str]]) -> Iterator[LabelledSentence]:
    """Give each sentence the labels whose words it holds; what has secondary labels only is left out."""
    from analyzer.semantic.sample import sentences_of  # noqa: PLC0415
    from analyzer.semantic.train import LabelledSentence  # noqa: PLC0415

    for text in sentences_of(statute):
        here = [(kind, status) for kind, status, quote in labels if " ".join(quote.split()) in text]
        firm = [(kind, status) for kind, status in here if status != "secondary"]
        if firm or not here:
            names = (kind if status == "open" else f"{kind}:{status}" for kind, status in firm)
            yield LabelledSentence(text, frozenset(names))


def _table(models: list[Encoder], triples: list[Triple], language: Lang, *, types: bool) -> None:
    from time import perf_counter  # noqa: PLC0415

    from analyzer.semantic.probe import score  # noqa: PLC0415

    heads = ("Modell", "Genauigkeit", "AUC", "Fallen", "Dim.", "Sätze/s")
    if language == "en":
        heads = ("model", "accuracy", "AUC", "traps", "dim.", "texts/s")
    say("| " + " | ".join(heads) + " |")
    say("|" + " --- |" * len(heads))
    for model in models:
        began = perf_counter()
        result = score(model, triples)
        speed = 4 * len(triples) / (perf_counter() - began)
        shares = " | ".join(decimal(share, 3, language) for share in (result.accuracy, result.auc, result.traps))
        say(f"| {model.name} | {shares} | {model.dimension} | {decimal(speed, 0, language)} |")
        if types:
            say("  " + "  ".join(f"{kind} {decimal(share, 2, language)}" for kind, share in result.by_type.items()))
        sys.stdout.flush()
