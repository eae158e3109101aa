"""`medienbruch explain`: why a clause is flagged, or why not."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from analyzer.cli.language import Lang, both
from analyzer.cli.options import LangOption, NoBuiltinOption, RulesOption
from analyzer.cli.speech import load_rules, note, say, spoken
from analyzer.errors import ExitCode, UsageError, reason_of

if TYPE_CHECKING:
    from analyzer.detect import Explanation
    from analyzer.rulebook import Rulebook

_FINGERPRINT = re.compile(r"[0-9a-f]{16}\Z")
_WORDS = {
    "de": {
        "open": "offen",
        "resolved": "im Text gelöst",
        "secondary": "nur erwähnt",
        None: "kein Befund",
        "covered": "geht auf in",
        "nothing": "Keine Regel spricht an: kein Auslösewort steht im Text, oder kein Muster passt.",
        "because": "weil",
        "opinion": "Semantik: {type} mit Wahrscheinlichkeit {chance:.2f} (Befund ab {least:.2f}){silent}: „{quote}“",
        "silent": ", schweigt aber wegen Wörtern der Umgebung",
        "nearest": "ähnlich ({likeness:.2f}) wie",
    },
    "en": {
        "open": "open",
        "resolved": "resolved in the text",
        "secondary": "mentioned only",
        None: "no finding",
        "covered": "covered by",
        "nothing": "No rule speaks: no trigger word stands in the text, or no pattern fits.",
        "because": "because",
        "opinion": "Semantics: {type} with probability {chance:.2f} (a finding from {least:.2f}){silent}: “{quote}”",
        "silent": ", but silent because of words around it",
        "nearest": "like ({likeness:.2f})",
    },
}


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
                "Ein Satz oder Absatz, oder der Fingerabdruck eines Befunds.",
                "A sentence or Absatz, or the fingerprint of a finding.",
            ),
        ),
    ],
    list_: Annotated[
        str | None,
        typer.Option(
            "--list",
            metavar="FINDINGS.jsonl",
            help=both("Liste, in der der Fingerabdruck steht.", "List that holds the fingerprint."),
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
    text, unit = what, "§ 1"
    if _FINGERPRINT.match(what):
        record = _record(what, list_)
        say(f"{record['zitat']}: „{record['quote']}“ — {record['message']}")
        for evidence in record.get("evidence", []):
            say(f"  {evidence['matcher']}: {evidence['words']}")
            for guard in evidence.get("guards", []):
                say(f"    {guard}")
        text, unit, heading, title = record["sentence"], record["unit"], record["heading"], record["title"]
    _explain_text(text, unit, heading, title, load_rules(rules, builtin=not no_builtin), language)
    return int(ExitCode.OK)


def _explain_text(text: str, unit: str, heading: str, title: str, rulebook: Rulebook, language: Lang) -> None:
    from dataclasses import replace  # noqa: PLC0415  reading and detecting are heavy

    from analyzer.detect import explain as explain_statute  # noqa: PLC0415
    from analyzer.model import TYPE_NAMES  # noqa: PLC0415
    from analyzer.model.unit import Unit  # noqa: PLC0415
    from analyzer.read import read_unit  # noqa: PLC0415
    from analyzer.semantic.find import SemanticLayer  # noqa: PLC0415

    statute = replace(read_unit(Unit(id="text", text=text, unit=unit, title=heading), "text"), title=title)
    explanations = list(explain_statute(statute, rulebook))
    if not explanations:
        note(_WORDS[language]["nothing"])
    for explanation in explanations:
        say(_line(explanation, language))
        for name, words, because in explanation.reasons:
            shown = f"    {name}" + (f": „{words}“" if words else "")
            say(shown + (f" ({_WORDS[language]['because']}: {because})" if because else ""))
    for opinion in SemanticLayer.of(rulebook).opinions(statute):
        told = _WORDS[language]
        name = TYPE_NAMES[language][opinion.type]
        silent = told["silent"] if opinion.silent else ""
        say(
            told["opinion"].format(
                type=name, chance=opinion.chance, least=opinion.least, silent=silent, quote=opinion.quote
            )
        )
        say(f"    {told['nearest'].format(likeness=opinion.likeness)}: {opinion.nearest}")


def _line(explanation: Explanation, language: Lang) -> str:
    words = _WORDS[language]
    outcome = words[explanation.status]
    if explanation.covered_by:
        outcome = f"{outcome}, {words['covered']} {explanation.covered_by}"
    return f"„{explanation.quote}“ {explanation.rule}#{explanation.matcher}: {outcome}"


def _record(fingerprint: str, path: str | None) -> dict[str, Any]:
    if path is None:
        raise UsageError(
            "Zum Fingerabdruck bitte die Liste angeben: --list BEFUNDE.jsonl.",
            en="Please give the list that holds the fingerprint: --list FINDINGS.jsonl.",
        )
    try:
        with Path(path).open(encoding="utf-8") as lines:
            for line in lines:
                if fingerprint in line:
                    record: dict[str, Any] = json.loads(line)
                    if record.get("fingerprint") == fingerprint:
                        return record
    except OSError as error:
        raise UsageError(
            f"{path}: nicht lesbar ({reason_of(error)}).", en=f"{path}: not readable ({reason_of(error, 'en')})."
        ) from error
    except ValueError as error:
        raise UsageError(
            f"{path}: nicht lesbar als JSONL ({error}).", en=f"{path}: not readable as JSONL ({error})."
        ) from error
    raise UsageError(
        f"Kein Befund mit dem Fingerabdruck {fingerprint} in {path}.",
        en=f"No finding with the fingerprint {fingerprint} in {path}.",
    )
