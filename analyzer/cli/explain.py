"""`medienbruch explain`: why a clause is flagged, or why not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.cli.explain_told import WORDS, told_finding, told_matches, told_opinion
from analyzer.cli.language import Lang, both
from analyzer.cli.options import LangOption, NoBuiltinOption, RulesOption
from analyzer.cli.serve import STORE_VARIABLE, named_store
from analyzer.cli.speech import load_rules, note, say, spoken
from analyzer.errors import ExitCode, UsageError, reason_of
from analyzer.model import is_fingerprint

if TYPE_CHECKING:
    from analyzer.model import Finding
    from analyzer.rulebook import Rulebook


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "explain",
        help=both(
            "Sagt, warum eine Klausel gemeldet wird oder nicht: Muster, Wächter, Heilung.",
            "Says why a clause is flagged or not: matchers, guards, cures.",
        ),
        epilog=both(
            'Beispiel: medienbruch explain "Der Antrag ist schriftlich oder elektronisch zu stellen."',
            'Example: medienbruch explain "Der Antrag ist schriftlich oder elektronisch zu stellen."',
        ),
    )(explain)


def explain(
    what: Annotated[
        str,
        typer.Argument(
            metavar="FINGERPRINT|TEXT",
            help=both(
                "Ein Satz oder Absatz, oder die Kennung eines Befunds.",
                "A sentence or Absatz, or the fingerprint of a finding.",
            ),
        ),
    ],
    list_: Annotated[
        str | None,
        typer.Option(
            "--list",
            metavar="FINDINGS.jsonl",
            help=both("Liste, in der die Kennung steht.", "List that holds the fingerprint."),
        ),
    ] = None,
    db: Annotated[
        str | None,
        typer.Option(
            metavar="DB",
            help=both(
                f"Bestand von „scan --db“, in dem er steht; ohne --list sonst {STORE_VARIABLE}.",
                f"Store of 'scan --db' that holds it; without --list else {STORE_VARIABLE}.",
            ),
        ),
    ] = None,
    heading: Annotated[
        str, typer.Option(metavar="TEXT", help=both("Überschrift der Vorschrift.", "Heading of the provision."))
    ] = "",
    title: Annotated[str, typer.Option(metavar="TEXT", help=both("Titel des Gesetzes.", "Title of the act."))] = "",
    rules: RulesOption = None,
    no_builtin: NoBuiltinOption = False,
    lang: LangOption = None,
) -> int:
    """Explain a finding or a text."""
    language = spoken(lang)
    rulebook = load_rules(rules, language, builtin=not no_builtin)
    if is_fingerprint(what.lower()):
        _explain_finding(_finding(what.lower(), list_, db), rulebook, language)
    else:
        _explain_text(what, heading, title, rulebook, language)
    return int(ExitCode.OK)


def _explain_finding(finding: Finding, rulebook: Rulebook, language: Lang) -> None:
    """Say what decided, and what other matchers say of the same words where they stand in the act."""
    from analyzer.detect import explain as explain_statute  # noqa: PLC0415  detecting is heavy
    from analyzer.detect.gaps import gaps_in  # noqa: PLC0415
    from analyzer.scan.reread import reread  # noqa: PLC0415

    words = WORDS[language]
    statute = reread(finding)
    gaps = gaps_in(statute, [finding]) if statute is not None else {}
    for line in told_finding(finding, rulebook, language, gaps.get(finding.fingerprint, ())):
        say(line)
    if statute is None:
        note(words["gone"].format(source=finding.source))
        return
    matches = list(explain_statute(statute, rulebook, of=finding))
    if finding.engine == "rule" and not any(one.rule == finding.rule and one.status for one in matches):
        note(words["changed"])
    told = {evidence.matcher for evidence in finding.evidence}
    spoke = {matcher.partition("#")[0] for matcher in told}  # what else of these rules lacks something is no news
    others = [
        one for one in matches if f"{one.rule}#{one.matcher}" not in told and not (one.missing and one.rule in spoke)
    ]
    lines = list(told_matches(others, rulebook, language))
    if lines:
        say(words["others"])
    for line in lines:
        say(f"  {line}")


def _explain_text(text: str, heading: str, title: str, rulebook: Rulebook, language: Lang) -> None:
    from dataclasses import replace  # noqa: PLC0415  reading and detecting are heavy

    from analyzer.detect import explain as explain_statute  # noqa: PLC0415
    from analyzer.model.unit import Unit  # noqa: PLC0415
    from analyzer.read import read_unit  # noqa: PLC0415
    from analyzer.semantic.find import SemanticLayer  # noqa: PLC0415

    statute = replace(read_unit(Unit(id="text", text=text, unit="§ 1", title=heading), "text"), title=title)
    explanations = list(explain_statute(statute, rulebook))
    if not explanations:
        note(WORDS[language]["nothing"])
    for line in told_matches(explanations, rulebook, language):
        say(line)
    for opinion in SemanticLayer.of(rulebook).opinions(statute):
        for line in told_opinion(opinion, language):
            say(line)


def _finding(fingerprint: str, path: str | None, db: str | None) -> Finding:
    if db is not None and path is not None:
        raise UsageError(
            "Die Kennung ist in einer Liste oder in einem Bestand zu suchen: bitte nur --list oder nur --db angeben.",
            en="The fingerprint is looked up in a list or in a store: please give --list or --db alone.",
        )
    if path is not None:
        return _from_list(fingerprint, path)
    where = named_store(db)
    if not where:
        raise UsageError(
            "Zur Kennung bitte die Liste oder den Bestand angeben: --list BEFUNDE.jsonl, --db BESTAND oder die "
            f"Umgebungsvariable {STORE_VARIABLE}.",
            en="Please give the list or store that holds the fingerprint: --list FINDINGS.jsonl, --db STORE, or the "
            f"environment variable {STORE_VARIABLE}.",
        )
    return _from_store(fingerprint, where)


def _from_store(fingerprint: str, db: str) -> Finding:
    from analyzer.store import Reading, newest_run, open_store  # noqa: PLC0415  heavy

    store = open_store(db)
    run = newest_run(store)
    entry = Reading(store, run).finding(fingerprint) if run is not None else None
    if entry is None:
        raise UsageError(
            f"Kein Befund mit der Kennung {fingerprint} im Bestand {store.name}.",
            en=f"No finding with the fingerprint {fingerprint} in the store {store.name}.",
        )
    return entry.finding


def _from_list(fingerprint: str, path: str) -> Finding:
    from analyzer.model import Finding  # noqa: PLC0415

    try:
        with Path(path).open(encoding="utf-8") as lines:
            for line in lines:
                if fingerprint in line:
                    record = json.loads(line)
                    if record.get("fingerprint") == fingerprint:
                        return Finding.from_dict(record)
    except OSError as error:
        raise UsageError(
            f"{path}: nicht lesbar ({reason_of(error)}).", en=f"{path}: not readable ({reason_of(error, 'en')})."
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{path}: keine lesbare Liste im Format JSONL; ein Bestand gehört hinter --db.",
            en=f"{path}: not a readable list in JSONL; a store belongs behind --db.",
        ) from error
    raise UsageError(
        f"Kein Befund mit der Kennung {fingerprint} in {path}.",
        en=f"No finding with the fingerprint {fingerprint} in {path}.",
    )
