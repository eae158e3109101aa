"""`medienbruch similar`: what is like a clause, and who solved it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from analyzer.cli import choices
from analyzer.cli.graph_loading import is_store
from analyzer.cli.language import Lang, both
from analyzer.cli.lists import format_for, write_list
from analyzer.cli.options import EncoderOption, FormatOption, LangOption, OnlyStatuses, OnlyTypes, OutputOption
from analyzer.cli.output import STDOUT, target
from analyzer.cli.reading_runs import opened, waiting
from analyzer.cli.serve import STORE_VARIABLE, named_store
from analyzer.cli.similar_rows import COLUMNS, ONLY_JSON, SHOWN_PLACES, nothing, row
from analyzer.cli.speech import load_rules, note, spoken
from analyzer.errors import ExitCode, UsageError
from analyzer.model import TYPE_NAMES, is_fingerprint

if TYPE_CHECKING:
    from analyzer.store import Reading
    from analyzer.store.alike import Question

_ALL_PLACES: Final = 10_000


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "similar",
        help=both(
            "Sucht Klauseln, die einem Text oder einem Befund ähnlich sind, nach Bedeutung und Wortlaut. "
            "Mit --solved: Klauseln über dieselbe Handlung, die den digitalen Weg schon zulassen.",
            "Finds clauses like a text or a finding, by meaning and by words. "
            "With --solved: clauses about the same act that already allow the digital way.",
        ),
        epilog=both(
            'Beispiel: medienbruch similar "Der Antrag ist schriftlich zu stellen." --db corpus --solved',
            'Example: medienbruch similar "Der Antrag ist schriftlich zu stellen." --db corpus --solved',
        ),
    )(similar)


def similar(
    what: Annotated[
        str,
        typer.Argument(
            metavar="TEXT|FINGERPRINT",
            help=both("Ein Satz, oder die Kennung eines Befunds.", "A sentence, or the fingerprint of a finding."),
        ),
    ],
    db: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=both(
                f"Bestand von „scan --db“, oder Gesetze wie bei scan; sonst {STORE_VARIABLE}, sonst die Mustergesetze.",
                f"Store of 'scan --db', or statutes as for scan; else {STORE_VARIABLE}, else the sample statutes.",
            ),
        ),
    ] = None,
    solved: Annotated[
        bool,
        typer.Option(
            "--solved",
            help=both(
                "Nur Klauseln über dieselbe Handlung, die den digitalen Weg schon zulassen.",
                "Only clauses about the same act that already allow the digital way.",
            ),
        ),
    ] = False,
    limit: Annotated[int, typer.Option(metavar="N", min=1, max=200, help=both("Anzahl.", "Number."))] = 10,
    type_: OnlyTypes = None,
    status: OnlyStatuses = None,
    index: Annotated[
        bool,
        typer.Option(
            "--index", help=both("Den Suchindex in jedem Fall neu anlegen.", "Make the search index anew in any case.")
        ),
    ] = False,
    encoder: EncoderOption = None,
    output: OutputOption = STDOUT,
    format_: FormatOption = None,
    lang: LangOption = None,
) -> int:
    """Find similar clauses."""
    language = spoken(lang)
    form = format_for(output, format_)
    kinds, states = choices.types(type_ or []), choices.statuses(status or [])
    if solved and (kinds or states):
        raise UsageError(
            "--solved sucht nach der Art des Befunds; --type und --status passen nicht dazu.",
            en="--solved goes by the type of the finding; --type and --status do not fit with it.",
        )
    from analyzer.store.alike import Filter  # noqa: PLC0415  heavy
    from analyzer.store.alike import similar as find_similar  # noqa: PLC0415
    from analyzer.store.alike import solved as find_solved  # noqa: PLC0415
    from analyzer.store.gaps import gaps_of_clauses  # noqa: PLC0415
    from analyzer.store.search import open_search  # noqa: PLC0415

    with target(output) as stream:
        where = named_store(db)
        reading, unreadable = opened(where, language)
        question = _question(reading, what, where, language)
        with waiting(language) as progress:
            search = open_search(reading, encoder, progress=progress, is_anew=index)
        places = _ALL_PLACES if form == "jsonl" else SHOWN_PLACES + 1
        if solved:
            answers = find_solved(search, question, limit, places=places)
        else:
            among = Filter(types=tuple(kinds), statuses=tuple(states))  # type: ignore[arg-type]  # checked by `choices`
            answers = find_similar(search, question, limit, among=among, places=places)
        # Without --solved, the types of a text only say which clauses are nearer; a cure must leave nothing of form open.
        types = question.types if solved or question.finding else ()
        gaps = gaps_of_clauses(reading, [answer.found[0] for answer in answers])
        rows = (
            row(rank, answer, types, form, language, left)
            for rank, (answer, left) in enumerate(zip(answers, gaps, strict=True), 1)
        )
        if answers or form != "table":  # names of columns above nothing tell a reader nothing
            columns = {**COLUMNS, **ONLY_JSON} if form == "jsonl" else COLUMNS
            write_list(rows, columns, form, stream, language)
    if not answers:
        note(nothing(question, language, solved=solved, sifted=bool(kinds or states)))
    return int(ExitCode.UNREADABLE if unreadable else ExitCode.OK)


def _question(reading: Reading, what: str, where: str, lang: Lang) -> Question:
    from analyzer.store.alike import Question  # noqa: PLC0415  heavy

    if is_fingerprint(what):
        entry = reading.finding(what)
        if entry is None:
            there, there_en = (where, where) if where else ("den Mustergesetzen", "the sample statutes")
            if is_store(where):  # as it names itself: without a password
                there, there_en = f"dem Bestand {reading.store.name}", f"the store {reading.store.name}"
            raise UsageError(
                f"In {there} gibt es keinen Befund mit der Kennung {what}.",
                en=f"There is no finding with the fingerprint {what} in {there_en}.",
            )
        note(f"{entry.finding.zitat}: {TYPE_NAMES[lang][entry.finding.type]}, „{entry.finding.quote}“")
        return Question.of(entry)
    text = " ".join(what.split())
    if not text:
        raise UsageError("Bitte einen Text angeben.", en="Please give a text.")
    from analyzer.store.solving import asked  # noqa: PLC0415  heavy

    load_rules(None, lang)  # `asked` needs them; only here can it be said that they are being prepared
    return asked(text)
