"""`medienbruch encoder teach`: fits the classifier of the semantic layer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.cli.language import both
from analyzer.cli.options import JudgedOption, LangOption, NoBuiltinOption, RulesOption
from analyzer.cli.speech import load_rules, note, spoken
from analyzer.errors import UsageError

if TYPE_CHECKING:
    from analyzer.model import Statute
    from analyzer.rulebook import Rulebook
    from analyzer.semantic.calibrate import Case, Told
    from analyzer.semantic.classifier import Classifier
    from analyzer.semantic.judged_words import JudgedWords
    from analyzer.semantic.lessons import Lesson
    from analyzer.semantic.network import Network, Weights
    from analyzer.semantic.own_labels import ReadLabels
    from analyzer.semantic.static import StaticEncoder
    from analyzer.semantic.tagged import TaggedPassage


def register(app: typer.Typer) -> None:
    """Add the command to the group `encoder`."""
    app.command(
        "teach",
        help=both(
            "Lehrt den Klassifikator, der Regelbefunde gewichtet und eigene Befunde vorschlägt.",
            "Teaches the classifier that weighs findings of rules and proposes its own.",
        ),
        epilog=both(
            "Beispiel: medienbruch encoder teach markiert.jsonl.gz --trust eichung.jsonl --output gewichte",
            "Example: medienbruch encoder teach tagged.jsonl.gz --trust calibration.jsonl --output weights",
        ),
    )(teach)


def teach(
    tagged: Annotated[
        Path,
        typer.Argument(
            metavar="TAGGED",
            help=both("Absätze aus medienbruch encoder tutor.", "Passages of medienbruch encoder tutor."),
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(
            metavar="DIR",
            help=both("Ordner mit dem Encoder; dorthin wird geschrieben.", "Folder of the encoder; written to."),
        ),
    ],
    trust: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            help=both(
                "Markierte Absätze (JSONL), an denen Wahrscheinlichkeiten geeicht werden: solche, aus denen weder Tutor "
                "noch Regeln lernten.",
                "Labelled paragraphs (JSONL) on which probabilities are calibrated: those that neither tutor nor rules "
                "learned from.",
            ),
        ),
    ] = None,
    judged: JudgedOption = None,
    told: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help=both(
                "Einzeln beurteilte Befunde (JSONL, gzip) aus Absätzen von TAGGED, aus denen sonst nicht gelernt wurde: an "
                "ihnen wird geeicht, wie sicher Regelbefunde sind.",
                "Findings that readers judged one by one (JSONL, gzip), in passages of TAGGED that nothing else was learned "
                "from: they calibrate how sure findings of rules are.",
            ),
        ),
    ] = None,
    finds: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help=both(
                "Einzeln beurteilte eigene Befunde (JSONL, gzip) aus Absätzen von TAGGED, aus denen das Netz nicht lernte: an "
                "ihnen und an --judged lernt die zweite Meinung, welche Vorschläge stimmen.",
                "Own finds that readers judged one by one (JSONL, gzip), in passages of TAGGED that the network did not learn "
                "from: they and --judged teach the second opinion which proposals are right.",
            ),
        ),
    ] = None,
    labels: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help=both(
                "Markierungen ohne Text (JSONL, gzip) für Absätze von TAGGED; was darin zum Eichen bestimmt ist, wird nicht "
                "gelernt, sondern dient wie --trust.",
                "Labels without text (JSONL, gzip) for passages of TAGGED; what is meant for calibration there is not "
                "learned, but serves as --trust does.",
            ),
        ),
    ] = None,
    sentences: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help=both(
                "Eigene Beispielsätze (JSONL: type, text; die tragenden Worte in [[…]]), aus denen zusätzlich gelernt wird.",
                "Own sentences (JSONL: type, text; the words that carry the obstacle in [[…]]), learned as well.",
            ),
        ),
    ] = None,
    before: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="DIR",
            help=both(
                "Früher gelehrter Klassifikator über demselben Encoder, dessen Urteil zur Hälfte gilt; mehrere möglich.",
                "A classifier taught before over the same encoder, whose opinion counts by half; may be repeated.",
            ),
        ),
    ] = None,
    start: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="DIR",
            help=both(
                "Von einem früher gelehrten Klassifikator über demselben Encoder ausgehen; es gilt das Mittel der Gewichte "
                "vorher und nachher.",
                "Go on from a classifier taught before over the same encoder; the mean of its weights and of the new ones "
                "counts.",
            ),
        ),
    ] = None,
    calibrate_only: Annotated[
        bool,
        typer.Option(
            "--calibrate-only",
            help=both(
                "Nichts lehren, nur die Wahrscheinlichkeiten neu eichen: nach Änderungen an Regeln.",
                "Teach nothing, only calibrate probabilities anew: after changes to rules.",
            ),
        ),
    ] = False,
    rules: RulesOption = None,
    no_builtin: NoBuiltinOption = False,
    lang: LangOption = None,
) -> int:
    """Fit and save the classifier."""
    from analyzer.semantic.calibrate import calibrated  # noqa: PLC0415  reading is heavy
    from analyzer.semantic.classifier import Classifier  # noqa: PLC0415
    from analyzer.semantic.judged_words import passage_key, read_judged_words, standing  # noqa: PLC0415
    from analyzer.semantic.lessons import lesson_of  # noqa: PLC0415
    from analyzer.semantic.own_labels import read_labels  # noqa: PLC0415
    from analyzer.semantic.own_sentences import own_sentences, read_sentences  # noqa: PLC0415
    from analyzer.semantic.skipgram import PACKAGE  # noqa: PLC0415
    from analyzer.semantic.static import StaticEncoder  # noqa: PLC0415
    from analyzer.semantic.tagged import read_tagged  # noqa: PLC0415
    from analyzer.semantic.teach_gate import GateTeaching, with_gate  # noqa: PLC0415
    from analyzer.semantic.teach_second import judgements, of_sentences, with_second_opinion  # noqa: PLC0415
    from analyzer.semantic.teachers import training_package  # noqa: PLC0415

    spoken(lang)
    if not trust and not labels:
        raise UsageError(
            "Nichts zum Eichen: Bitte --trust oder --labels angeben.",
            en="Nothing to calibrate on: give --trust or --labels.",
        )
    if not calibrate_only and not start:
        training_package(*PACKAGE)  # said now, not when all is read
    rulebook, encoder = load_rules(rules, spoken(lang), builtin=not no_builtin), StaticEncoder.load(output)
    known = Classifier.load(output) if calibrate_only else None
    earlier = [_network_before(folder, encoder.digest) for folder in before or ()]
    begun = _network_before(start, encoder.digest).weights if start else None
    words = read_judged_words(judged) if judged else {}
    rulings = read_judged_words(told) if told else {}
    proposed = read_judged_words(finds) if finds else {}
    read = read_labels(labels) if labels else {}
    own = list(own_sentences(read_sentences(sentences))) if sentences else []
    lessons, found, apart, known_words, new_words = [], [], [], [], []
    for passage in read_tagged(tagged):
        key = passage_key(passage.parts)
        known_words += judgements(encoder, passage, standing(words.get(key, ()), passage.parts))
        if key in proposed:
            new_words.append((passage, standing(proposed[key], passage.parts)))
        if key in rulings:
            found.append(_told(passage, rulings[key], rulebook))
        if key in read and read[key].apart:
            apart.append(_case(passage, read[key], rulebook))
        elif known is None:
            taught = read[key].on(passage) if key in read else passage
            lessons.append(lesson_of(encoder, taught, words.get(key, ())))
    classifier = known or _taught(encoder, lessons, [lesson_of(encoder, one) for one in own], earlier, begun)
    classifier = calibrated(classifier, encoder, chain(_cases(trust, rulebook) if trust else (), apart), found)
    if proposed:
        fresh = chain.from_iterable(judgements(encoder, *one, classifier) for one in new_words)
        classifier = with_second_opinion(classifier, encoder, chain(known_words, of_sentences(own)), fresh)
    if known is None:
        classifier = with_gate(classifier, [lesson.pieces for lesson in lessons], GateTeaching(), note)
    classifier.save(output)
    return 0


def _taught(
    encoder: StaticEncoder,
    lessons: Sequence[Lesson],
    own: Sequence[Lesson],
    earlier: Sequence[Network],
    begun: Weights | None,
) -> Classifier:
    """Fit the network; its curves change nothing yet. Own sentences say what no network before knew: they stand as they are."""
    from analyzer.semantic.skipgram import skipgram_vectors  # noqa: PLC0415  reading is heavy
    from analyzer.semantic.soft_labels import softened  # noqa: PLC0415
    from analyzer.semantic.teach import Teaching, going_on, teach  # noqa: PLC0415

    if earlier:
        lessons = list(softened(lessons, earlier))
    lessons = [*lessons, *own]
    if begun:
        return teach(encoder, lessons, going_on(begun), note, begun)
    teaching = Teaching()
    start = skipgram_vectors([lesson.pieces.words for lesson in lessons], encoder.vocabulary_size, teaching.own)
    return teach(encoder, lessons, teaching, note, start)


def _network_before(folder: Path, encoder: str) -> Network:
    """Load a network taught before.

    Raises:
        UsageError: If it is missing, damaged, or hears other pieces.
    """
    from analyzer.semantic.classifier import Classifier  # noqa: PLC0415  reading is heavy

    classifier = Classifier.load(folder)
    if classifier.about["encoder"] != encoder:
        raise UsageError(
            f"{folder}: dieser Klassifikator gehört zu einem anderen Encoder als dem in --output.",
            en=f"{folder}: this classifier belongs to another encoder than the one in --output.",
        )
    return classifier.network


def _case(passage: TaggedPassage, read: ReadLabels, rulebook: Rulebook) -> Case:
    """Give a passage kept for calibration with its labels."""
    from analyzer.detect import detect  # noqa: PLC0415
    from analyzer.semantic.calibrate import Case  # noqa: PLC0415

    statute = _as_unit(passage)
    return Case(statute, read.labels, read.judged, detect(statute, rulebook))


def _as_unit(passage: TaggedPassage) -> Statute:
    from analyzer.model.unit import Unit  # noqa: PLC0415
    from analyzer.read import read_unit  # noqa: PLC0415

    return read_unit(Unit(id="", text=passage.text, doc=passage.act, title=passage.heading), "")


def _cases(paths: list[str], rulebook: Rulebook) -> Iterator[Case]:
    from analyzer.detect import detect  # noqa: PLC0415
    from analyzer.measure.gold import read_gold  # noqa: PLC0415
    from analyzer.read import read_unit  # noqa: PLC0415
    from analyzer.semantic.calibrate import Case  # noqa: PLC0415

    for gold in read_gold(paths):
        statute = read_unit(gold.unit, "")
        labels = [(label.type, label.status, label.quote) for label in gold.labels]
        yield Case(statute, labels, frozenset(gold.judged), detect(statute, rulebook))


def _told(passage: TaggedPassage, judged: Sequence[JudgedWords], rulebook: Rulebook) -> Told:
    """Give a passage with its judged findings; arguable ones say nothing of right or wrong."""
    from analyzer.detect import detect  # noqa: PLC0415
    from analyzer.semantic.calibrate import Told  # noqa: PLC0415
    from analyzer.semantic.judged_words import standing  # noqa: PLC0415

    statute = _as_unit(passage)
    words = [
        (one.type, passage.parts[one.part][one.start : one.end], one.ruling == "open")
        for one in standing(judged, passage.parts)
        if one.ruling != "arguable"
    ]
    return Told(statute, words, detect(statute, rulebook))
