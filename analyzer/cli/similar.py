"""`medienbruch similar` and `medienbruch families`: what is like a clause, who solved it, which clauses are alike."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from analyzer.cli import choices
from analyzer.cli.graph_loading import is_store
from analyzer.cli.language import Lang, both, decimal
from analyzer.cli.lists import format_for, write_list
from analyzer.cli.options import FormatOption, LangOption, OutputOption, WhereArgument
from analyzer.cli.output import STDOUT, target
from analyzer.cli.reading_runs import opened, waiting
from analyzer.cli.serve import STORE_VARIABLE
from analyzer.cli.speech import note, spoken
from analyzer.errors import ExitCode, UsageError
from analyzer.model import STATUS_NAMES, TYPE_NAMES, is_fingerprint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyzer.model import ObstacleType
    from analyzer.store import Reading
    from analyzer.store.alike import Answer, Question

_SHOWN_PLACES: Final = 3
_ALL_PLACES: Final = 10_000

_Encoder = Annotated[
    str | None,
    typer.Option(
        "--encoder",
        metavar="PATH|NAME",
        help=both(
            "Anderer Encoder statt des mitgelieferten: Ordner oder Name eines SentenceTransformer.",
            "Another encoder than the packaged one: folder or name of a SentenceTransformer.",
        ),
    ),
]
_Types = Annotated[
    list[str] | None,
    typer.Option("--type", metavar="T,...", help=both("Nur diese Arten.", "These types only.")),
]
_Statuses = Annotated[
    list[str] | None,
    typer.Option("--status", metavar="S,...", help=both("Nur diese Status.", "These statuses only.")),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
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
    app.command(
        "families",
        help=both(
            "Fasst fast gleichlautende Klauseln aller Gesetze zusammen: ein Änderungsbefehl löst viele.",
            "Gathers nearly identical clauses of all acts: one amendment serves many.",
        ),
        epilog=both(
            "Beispiel: medienbruch families corpus --output familien.csv",
            "Example: medienbruch families corpus --output families.csv",
        ),
    )(families)


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
    type_: _Types = None,
    status: _Statuses = None,
    index: Annotated[
        bool,
        typer.Option(
            "--index", help=both("Den Suchindex in jedem Fall neu anlegen.", "Make the search index anew in any case.")
        ),
    ] = False,
    encoder: _Encoder = None,
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
    from analyzer.store.search import open_search  # noqa: PLC0415

    with target(output) as stream:
        where = db or os.environ.get(STORE_VARIABLE, "")
        reading, unreadable = opened(where, language)
        question = _question(reading, what, where, language)
        with waiting(language) as progress:
            search = open_search(reading, encoder, progress=progress, is_anew=index)
        places = _ALL_PLACES if form == "jsonl" else _SHOWN_PLACES + 1
        if solved:
            answers = find_solved(search, question, limit, places=places)
        else:
            among = Filter(types=tuple(kinds), statuses=tuple(states))  # type: ignore[arg-type]  # checked by `choices`
            answers = find_similar(search, question, limit, among=among, places=places)
        # Without --solved, the types of a text only say which clauses are nearer; a cure must leave nothing of form open.
        types = question.types if solved or question.finding else ()
        write_list(
            (_row(rank, answer, types, form, language) for rank, answer in enumerate(answers, 1)),
            _SIMILAR,
            form,
            stream,
            language,
        )
    if not answers:
        note(_nothing(question, language, solved=solved))
    return int(ExitCode.UNREADABLE if unreadable else ExitCode.OK)


def families(
    where: WhereArgument,
    type_: _Types = None,
    status: _Statuses = None,
    least: Annotated[
        int,
        typer.Option(
            "--min",
            metavar="N",
            min=2,
            help=both("So viele Klauseln hat eine Familie mindestens.", "Least number of clauses of a family."),
        ),
    ] = 2,
    least_acts: Annotated[
        int,
        typer.Option(
            "--min-acts",
            metavar="N",
            min=1,
            help=both("In so vielen Gesetzen steht sie mindestens.", "Least number of acts it stands in."),
        ),
    ] = 1,
    names: Annotated[
        str | None,
        typer.Option(
            "--names",
            metavar="LIST.jsonl",
            help=both(
                "Namen aus einer früheren Liste dieses Befehls übernehmen.",
                "Take names from an earlier list of this command.",
            ),
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option(metavar="N", min=0, help=both("Anzahl der Familien; 0 alle.", "Number of families; 0 all."))
    ] = 0,
    encoder: _Encoder = None,
    output: OutputOption = STDOUT,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="table|csv|jsonl|xlsx",
            help=both("Format; sonst nach der Endung von --output.", "Format; else by the suffix of --output."),
        ),
    ] = None,
    lang: LangOption = None,
) -> int:
    """List clause families."""
    language = spoken(lang)
    kinds, states = choices.types(type_ or []), choices.statuses(status or []) or ["open"]
    from analyzer.cli.family_lists import family_format, read_names, write_families  # noqa: PLC0415  heavy
    from analyzer.semantic import load_encoder  # noqa: PLC0415
    from analyzer.semantic.families import named_as_before  # noqa: PLC0415
    from analyzer.store.alike import families as find_families  # noqa: PLC0415

    form = family_format(output, format_)
    earlier = read_names(names) if names is not None else {}
    with target(output) as stream:
        reading, unreadable = opened(where, language)
        found, _ = find_families(
            reading,
            load_encoder(encoder),
            statuses=states,  # type: ignore[arg-type]  # checked by `choices`
            types=kinds,  # type: ignore[arg-type]
            least=least,
            least_acts=least_acts,
        )
        if earlier:
            found = named_as_before(found, earlier)
        write_families(reading, found[:limit] if limit else found, form, stream, language)
    covered, clauses = sum(len(family.fingerprints) for family in found), sum(family.clauses for family in found)
    across = sum(family.acts > 1 for family in found)
    note(
        f"Familien: {len(found)}, davon {across} in mehreren Gesetzen; {covered} Befunde in {clauses} Klauseln."
        if language == "de"
        else f"Families: {len(found)}, of these {across} in several acts; {covered} findings in {clauses} clauses."
    )
    return int(ExitCode.UNREADABLE if unreadable else ExitCode.OK)


_SIMILAR: Final = {
    "rank": ("Rang", "Rank"),
    "score": ("Ähnlichkeit", "Similarity"),
    "zitat": ("Fundstelle", "Citation"),
    "places": ("Weitere Fundstellen", "Further places"),
    "findings": ("Befunde", "Findings"),
    "text": ("Wortlaut", "Wording"),
    "cured_by": ("Gelöst durch", "Solved by"),
}


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

    return asked(text)


def _row(rank: int, answer: Answer, types: Sequence[ObstacleType], form: str, lang: Lang) -> dict[str, Any]:
    from analyzer.store.solving import cures  # noqa: PLC0415  heavy

    first, *others = answer.found
    entries = [entry.finding for entry in first.entries]
    cured = list(dict.fromkeys(cure for found in answer.found for cure in cures(found, types)))
    if form == "jsonl":
        return {
            "rank": rank,
            "score": {name: round(getattr(answer.hit, name), 4) for name in ("score", "cosine", "words")},
            "zitat": first.zitat,
            "more_items": answer.items,
            "places": [
                {"doc": found.act.doc, "law": found.act.law, "citation": found.citation, "zitat": found.zitat}
                for found in answer.found
            ],
            "findings": [{"fingerprint": f.fingerprint, "type": f.type, "status": f.status} for f in entries],
            "text": first.clause.text,
            "cured_by": [cure.words for cure in cured],
            "cured_at": [cure.place for cure in cured],
        }
    further = ", ".join(found.zitat for found in others[:_SHOWN_PLACES])
    if answer.total - 1 > _SHOWN_PLACES:
        further += f" (+{answer.total - 1 - _SHOWN_PLACES})"
    return {
        "rank": rank,
        "score": decimal(answer.hit.score, 2, lang),
        "zitat": first.zitat + _items(answer.items, lang),
        "places": further,
        "findings": ", ".join(
            dict.fromkeys(f"{TYPE_NAMES[lang][f.type]} ({STATUS_NAMES[lang][f.status]})" for f in entries)
        ),
        "text": first.clause.text,
        "cured_by": "; ".join(f"{cure.place}: {cure.words}" if cure.place else cure.words for cure in cured),
    }


def _items(number: int, lang: Lang) -> str:
    """Name the further items of the same sentence that are not shown."""
    if not number:
        return ""
    if lang == "de":
        return f" (und {number} weitere Nummer{'n' if number > 1 else ''})"
    return f" (and {number} more item{'s' if number > 1 else ''})"


def _nothing(question: Question, lang: Lang, *, solved: bool) -> str:
    from analyzer.semantic.similar import is_of_form  # noqa: PLC0415  heavy

    if solved and not is_of_form(question.types):
        kinds = ", ".join(TYPE_NAMES[lang][kind] for kind in question.types)
        return (
            f"Worum es geht, ist klar ({kinds}); so etwas löst kein digitaler Weg, und keine Klausel löst ein Hindernis dieser Art."
            if lang == "de"
            else f"What it is about is clear ({kinds}); no digital way solves that, and no clause resolves an obstacle of this type."
        )
    if solved and not question.acts:
        return (
            "Worum es geht (Antrag, Anzeige, Kündigung, Aushändigen, Erscheinen, …), ist dem Text nicht zu entnehmen; ohne das gibt es keine Lösung zu zeigen."
            if lang == "de"
            else "The text does not say what it is about (application, notice, …); without that there is no solution to show."
        )
    if solved:
        return (
            "Keine Klausel über dieselbe Handlung, die den digitalen Weg sicher zulässt."
            if lang == "de"
            else "No clause about the same act that surely allows the digital way."
        )
    return "Keine ähnliche Klausel gefunden." if lang == "de" else "No similar clause found."
