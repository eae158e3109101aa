"""`medienbruch rules`: list, show and test the rules."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.cli.language import Lang, both, language_of
from analyzer.cli.options import LangOption, RulesOption
from analyzer.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from analyzer.rulebook import Rule, Rulebook


def register(app: typer.Typer) -> None:
    """Add the group and its commands."""
    group = typer.Typer(
        name="rules",
        help=both("Zeigt und prüft die Regeln.", "Shows and checks the rules."),
        epilog=both("Beispiel: medienbruch rules list", "Example: medienbruch rules list"),
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    group.command(
        "list",
        help=both("Listet alle Regeln: Kennung, Art, Titel.", "Lists all rules: id, type, title."),
        epilog=both("Beispiel: medienbruch rules list", "Example: medienbruch rules list"),
    )(list_rules)
    group.command(
        "show",
        help=both(
            "Zeigt eine Regel: was sie findet, warum, und ihre Beispiele.",
            "Shows a rule: what it flags, why, and its examples.",
        ),
        epilog=both(
            "Beispiel: medienbruch rules show written_form/schriftlich",
            "Example: medienbruch rules show written_form/schriftlich",
        ),
    )(show_rule)
    group.command(
        "test",
        help=both(
            "Prüft die Beispiele der Regeln; endet mit Code 4, wenn eines nicht stimmt.",
            "Checks the examples of the rules; ends with code 4 if one is wrong.",
        ),
        epilog=both(
            "Beispiel: medienbruch rules test written_form/schriftlich",
            "Example: medienbruch rules test written_form/schriftlich",
        ),
    )(check_rules)
    app.add_typer(group, name="rules")


_Id = Annotated[str, typer.Argument(metavar="RULE", help=both("Kennung der Regel.", "Id of the rule."))]
_Ids = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="RULE...", show_default=False, help=both("Kennungen; ohne Angabe alle.", "Ids; all if none is given.")
    ),
]


def list_rules(rules: RulesOption = None, lang: LangOption = None) -> int:
    """List all rules."""
    spoken = _spoken(lang)
    for rule in _load(rules).rules:
        sys.stdout.write(f"{rule.id}\t{rule.type}\t{rule.title[spoken]}\n")
    return int(ExitCode.OK)


def show_rule(rule: _Id, rules: RulesOption = None, lang: LangOption = None) -> int:
    """Show one rule."""
    spoken = _spoken(lang)
    chosen = _find(_load(rules), rule)
    words = (
        ("Art", "Meldung", "Warum", "Abhilfe", "Quellen", "Muster", "Grenzen", "Beispiele")
        if spoken == "de"
        else ("Type", "Message", "Why", "Remedy", "References", "Matchers", "Limits", "Examples")
    )
    texts = (
        chosen.type,
        chosen.message[spoken],
        chosen.why[spoken],
        chosen.remedy[spoken],
        "\n".join(chosen.references),
        ", ".join(matcher.name for matcher in chosen.match),
        chosen.known_limits,
        "\n".join(f"{example.kind}: {example.text}" for example in chosen.examples),
    )
    sys.stdout.write(f"{chosen.id}: {chosen.title[spoken]}\n")
    for word, text in zip(words, texts, strict=True):
        if text.strip():
            sys.stdout.write(f"\n{word}\n" + "".join(f"  {line}\n" for line in text.strip().splitlines()))
    return int(ExitCode.OK)


def check_rules(ids: _Ids = None, rules: RulesOption = None, lang: LangOption = None) -> int:
    """Check the examples of some or all rules."""
    from analyzer.measure.examples import check  # noqa: PLC0415  only this command runs the rules

    spoken = _spoken(lang)
    rulebook = _load(rules)
    chosen = [_find(rulebook, name) for name in ids] if ids else list(rulebook.rules)
    failures = [failure for rule in chosen for failure in check(rule, rulebook)]
    for failure in failures:
        sys.stdout.write(f"{failure.rule}: {failure.what if spoken == 'de' else failure.en}\n")
    examples = sum(len(rule.examples) for rule in chosen)
    sys.stderr.write(
        f"{len(chosen)} Regeln, {examples} Beispiele, {len(failures)} Fehler\n"
        if spoken == "de"
        else f"{len(chosen)} rules, {examples} examples, {len(failures)} failures\n"
    )
    return int(ExitCode.RULES if failures else ExitCode.OK)


def _spoken(lang: str | None) -> Lang:
    return language_of(["--lang", lang] if lang is not None else [], os.environ)


def _load(folders: list[str] | None) -> Rulebook:
    from analyzer.rulebook import load_rulebook  # noqa: PLC0415  reading rules takes longer than the help may

    return load_rulebook(*(folders or ()))


def _find(rulebook: Rulebook, name: str) -> Rule:
    found = rulebook.by_id.get(name)
    if found is None:
        raise UsageError(
            f"Die Regel „{name}“ gibt es nicht. „medienbruch rules list“ zeigt alle.",
            en=f"There is no rule {name!r}. 'medienbruch rules list' shows all.",
        )
    return found
