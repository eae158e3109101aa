"""`medienbruch scan`: options, and what they mean together."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from analyzer.cli.language import both
from analyzer.cli.options import NoBuiltinOption, RulesOption

_HELP: Final = both(
    "Liest Gesetze und listet die Stellen, die einen digitalen Ablauf unterbrechen.",
    "Reads statutes and lists the clauses that break a digital workflow.",
)
_EPILOG: Final = both(
    "Beispiel: medienbruch scan corpus --output befunde.xlsx --report kennzahlen.json",
    "Example: medienbruch scan corpus --output findings.xlsx --report figures.json",
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("scan", help=_HELP, epilog=_EPILOG)(scan)


def scan(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH",
            show_default=False,
            help=both(
                "Datei, Ordner (mit allem darunter), Zip mit XML-Dateien, xml.zip des Portals, oder - für die Standardeingabe.",
                "File, folder (with all below it), zip of XML files, xml.zip of the portal, or - for standard input.",
            ),
        ),
    ] = None,
    text: Annotated[
        str | None,
        typer.Option(
            metavar="UNITS.jsonl",
            help=both(
                "Statt PATH: einzelne Absätze, je Zeile ein Objekt mit id und text.",
                "Instead of PATH: single paragraphs, one object with id and text a line.",
            ),
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help=both("Datei für die Liste; sonst Standardausgabe.", "File for the list; else standard output."),
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="table|jsonl|csv|xlsx",
            help=both(
                "Format der Liste; sonst nach der Endung von --output, ohne --output eine Tabelle.",
                "Format of the list; else by the suffix of --output, a table without --output.",
            ),
        ),
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            metavar="form|data|automation|all",
            help=both(
                "Welche Arten: form (Papier, Unterschrift, Anwesenheit, Post, Bargeld), data (Nachweise, Datenschranken), "
                "automation (Ermessen, unbestimmte Begriffe). In Dateien sonst all, in der Tabelle form.",
                "Which types: form (paper, signature, presence, post, cash), data (proofs, data barriers), "
                "automation (discretion, vague terms). Otherwise all in files, form in the table.",
            ),
        ),
    ] = None,
    type_: Annotated[
        list[str] | None,
        typer.Option(
            "--type",
            metavar="T,...",
            help=both(
                "Nur diese Arten, zum Beispiel written_form,signature.",
                "These types only, for instance written_form,signature.",
            ),
        ),
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            metavar="S,...",
            help=both(
                "Nur diese Status: open, resolved, secondary.", "These statuses only: open, resolved, secondary."
            ),
        ),
    ] = None,
    engine: Annotated[
        list[str] | None,
        typer.Option(
            metavar="E,...",
            help=both(
                "Nur Befunde dieser Verfahren: rule (Regeln), semantic (eigene Befunde). Mit rule allein urteilt keine Statistik mit.",
                "Findings of these engines only: rule, semantic (own findings). With rule alone no statistics have a say.",
            ),
        ),
    ] = None,
    encoder: Annotated[
        str | None,
        typer.Option(
            metavar="DIR",
            help=both(
                "Anderer Encoder mit Klassifikator (Ordner aus encoder train und encoder teach).",
                "Another encoder with its classifier (folder made by encoder train and encoder teach).",
            ),
        ),
    ] = None,
    min_confidence: Annotated[
        float,
        typer.Option(
            metavar="X",
            min=0.0,
            max=1.0,
            help=both("Mindestwert der Sicherheit, 0 bis 1.", "Least confidence, 0 to 1."),
        ),
    ] = 0.0,
    rules: RulesOption = None,
    no_builtin: NoBuiltinOption = False,
    baseline: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=both(
                "Ältere Liste (JSONL): was unverändert darin steht, wird ausgelassen.",
                "Older list (JSONL): what stands in it unchanged is left out.",
            ),
        ),
    ] = None,
    suppress: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=both(
                "CSV-Liste von Befunden, die mit Begründung auszulassen sind: Kennung oder Fundstelle und Art; Grund; bis.",
                "CSV list of findings to leave out, with reasons: Fingerprint, or Citation and Type; Reason; until.",
            ),
        ),
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            metavar="open|resolved|secondary",
            help=both(
                "Endet mit Code 1, wenn es Befunde dieses Status oder eines schwereren gibt.",
                "Ends with code 1 if there are findings of this status or a graver one.",
            ),
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            metavar="N",
            min=1,
            show_default=False,
            help=both("Prozesse; sonst so viele, wie sich lohnen.", "Processes; otherwise as many as are worth it."),
        ),
    ] = None,
    no_cache: Annotated[  # noqa: ARG001  accepted so that scripts need not change when there is a cache
        bool,
        typer.Option(
            "--no-cache",
            help=both(
                "Ohne Zwischenspeicher. Es gibt noch keinen: Jeder Lauf liest alles neu.",
                "Without a cache. There is none yet: every run reads everything anew.",
            ),
        ),
    ] = False,
    db: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=both(
                "Schreibt den Lauf auch in diesen Bestand (SQLite-Datei oder Datenbank-URL).",
                "Also writes the run into this store (SQLite file or database URL).",
            ),
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            metavar="de|en",
            help=both("Sprache der Meldungen, Spalten und Namen.", "Language of messages, columns and names."),
        ),
    ] = None,
    coverage: Annotated[
        bool,
        typer.Option(
            "--coverage",
            help=both(
                "Zeigt, wie viele Zeichen ausgewertet wurden, welche nicht und warum.",
                "Shows how many characters were analysed, which were not and why.",
            ),
        ),
    ] = False,
    report: Annotated[
        str | None,
        typer.Option(
            metavar="FILE.json",
            help=both("Schreibt die Kennzahlen des Laufs als JSON.", "Writes the figures of the run as JSON."),
        ),
    ] = None,
) -> int:
    """Run a scan; see the help of the command."""
    from analyzer.cli.request import Request  # noqa: PLC0415  the help of the command needs none of it
    from analyzer.cli.scanning import execute  # noqa: PLC0415  the help of the command needs none of it

    return execute(
        Request.of(
            paths=paths or [],
            text=text,
            output=output,
            format_=format_,
            profile=profile,
            types=type_ or [],
            statuses=status or [],
            engines=engine or [],
            encoder=encoder,
            min_confidence=min_confidence,
            rules=rules or [],
            builtin=not no_builtin,
            baseline=baseline,
            suppress=suppress,
            fail_on=fail_on,
            jobs=jobs,
            db=db,
            lang=lang,
            coverage=coverage,
            report=report,
        )
    )
