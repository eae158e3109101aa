"""`medienbruch rules`: list, show and test the rules."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.cli.counting import counted
from analyzer.cli.language import both
from analyzer.cli.options import LangOption, NoBuiltinOption, RulesOption
from analyzer.cli.rule_lint import lint_rules
from analyzer.cli.speech import load_rules, note, say, spoken
from analyzer.errors import ExitCode, UsageError, reason_of

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
            "Zeigt eine Regel: Muster, Voraussetzungen, Wächter mit Gründen, Beispiele. Namen in {…} sind Bausteine der Wortlisten.",
            "Shows a rule: matchers, requirements, guards with reasons, examples. Names in {…} are fragments of the lexicons.",
        ),
        epilog=both(
            "Beispiel: medienbruch rules show written_form/bedarf-der-schriftform",
            "Example: medienbruch rules show written_form/bedarf-der-schriftform",
        ),
    )(show_rule)
    group.command(
        "test",
        help=both(
            "Prüft die Beispiele der Regeln; endet mit Code 4, wenn eines nicht stimmt.",
            "Checks the examples of the rules; ends with code 4 if one is wrong.",
        ),
        epilog=both(
            "Beispiel: medienbruch rules test written_form/bedarf-der-schriftform",
            "Example: medienbruch rules test written_form/bedarf-der-schriftform",
        ),
    )(check_rules)
    group.command(
        "new",
        help=both("Legt eine neue Regel als Gerüst an.", "Writes the skeleton of a new rule."),
        epilog=both(
            "Beispiel: medienbruch rules new written_form/durch-urkunde --dir meine-regeln",
            "Example: medienbruch rules new written_form/durch-urkunde --dir my-rules",
        ),
    )(new_rule)
    group.command(
        "lint",
        help=both(
            "Prüft, was in den Regeldateien fehlt (Code 4 bei Fehlern). Mit --corpus: zählt die Treffer jedes Musters, Wächters, "
            "jeder Voraussetzung und jedes Worts der Wortlisten; wer weniger als drei Treffer in drei Gesetzen hat, braucht einen "
            "Grund (known_limits der Regel, source des Eintrags), sonst endet der Befehl mit Code 1.",
            "Checks what rule files lack (code 4 for errors). With --corpus: counts the hits of every matcher, guard, requirement "
            "and word of the lists; what has fewer than three hits in three acts needs a reason (known_limits of the rule, "
            "source of the entry), else the command ends with code 1.",
        ),
        epilog=both("Beispiel: medienbruch rules lint", "Example: medienbruch rules lint"),
    )(lint_rules)
    group.command(
        "schema",
        help=both("Schreibt das JSON-Schema der Regeldateien.", "Writes the JSON schema of rule files."),
        epilog=both("Beispiel: medienbruch rules schema", "Example: medienbruch rules schema"),
    )(print_schema)
    app.add_typer(group, name="rules")


_Id = Annotated[str, typer.Argument(metavar="RULE", help=both("Kennung der Regel.", "Id of the rule."))]
_Ids = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="RULE...", show_default=False, help=both("Kennungen; ohne Angabe alle.", "Ids; all if none is given.")
    ),
]


def list_rules(rules: RulesOption = None, no_builtin: NoBuiltinOption = False, lang: LangOption = None) -> int:
    """List all rules."""
    language = spoken(lang)
    for rule in load_rules(rules, language, builtin=not no_builtin).rules:
        sys.stdout.write(f"{rule.id}\t{rule.type}\t{rule.title[language]}\n")
    return int(ExitCode.OK)


def show_rule(
    rule: _Id, rules: RulesOption = None, no_builtin: NoBuiltinOption = False, lang: LangOption = None
) -> int:
    """Show one rule."""
    from analyzer.cli.rule_page import page  # noqa: PLC0415  only here the file is read as it is written
    from analyzer.rulebook.authored import rule_file  # noqa: PLC0415

    chosen = _find(load_rules(rules, spoken(lang), builtin=not no_builtin), rule)
    for line in page(chosen, rule_file(chosen), spoken(lang)):
        say(line)
    return int(ExitCode.OK)


def check_rules(
    ids: _Ids = None, rules: RulesOption = None, no_builtin: NoBuiltinOption = False, lang: LangOption = None
) -> int:
    """Check the examples of some or all rules."""
    from analyzer.measure.examples import check, unneeded_requirements  # noqa: PLC0415  only here the rules are run

    language = spoken(lang)
    rulebook = load_rules(rules, language, builtin=not no_builtin)
    chosen = [_find(rulebook, name) for name in ids] if ids else list(rulebook.rules)
    walked = counted(chosen, ("Regeln", "rules"), language, len(chosen))
    failures = [failure for rule in walked for failure in check(rule, rulebook)]
    for failure in failures:
        sys.stdout.write(f"{failure.rule}: {failure.what if language == 'de' else failure.en}\n")
    unneeded = sum(len(unneeded_requirements(rule, rulebook)) for rule in chosen)
    if unneeded:
        note(
            f"Hinweis: {unneeded} Voraussetzungen braucht kein Beispiel; „medienbruch rules lint“ nennt sie."
            if language == "de"
            else f"Hint: no example needs {unneeded} requirements; 'medienbruch rules lint' names them."
        )
    examples = sum(len(rule.examples) for rule in chosen)
    sys.stderr.write(
        f"{len(chosen)} Regeln, {examples} Beispiele, {len(failures)} Fehler\n"
        if language == "de"
        else f"{len(chosen)} rules, {examples} examples, {len(failures)} failures\n"
    )
    return int(ExitCode.RULES if failures else ExitCode.OK)


def _find(rulebook: Rulebook, name: str) -> Rule:
    found = rulebook.by_id.get(name)
    if found is None:
        raise UsageError(
            f"Die Regel „{name}“ gibt es nicht. „medienbruch rules list“ zeigt alle.",
            en=f"There is no rule {name!r}. 'medienbruch rules list' shows all.",
        )
    return found


_SKELETON = """\
id: {id}
type: {type}
title:
  de: {name} (AUSFÜLLEN)
  en: {name} (FILL IN)
message:
  de: '„{{quote}}“ AUSFÜLLEN: Was verlangt die Klausel?'
  en: '"{{quote}}" FILL IN: what does the clause demand?'
why:
  de: 'AUSFÜLLEN: Welche Norm macht daraus ein Hindernis?'
  en: 'FILL IN: which norm makes it an obstacle?'
remedy:
  de: 'AUSFÜLLEN: Welche Änderung hilft?'
  en: 'FILL IN: which amendment helps?'
references: [BGB § 126]
confidence: 0.5
triggers: [wortstamm]
match:
  - name: wort
    regex: '\\bwortstamm\\w*'
unless:
  - name: falscher-freund
    scope: over
    regex: 'wortstamm\\s+einer\\s+prüfung'
    because: 'AUSFÜLLEN: Warum ist das kein Hindernis?'
examples:
  flag:
    - text: Hier steht der [[Wortstamm]] in einem eigenen Satz.
      by: wort
      modelled_on: 'AUSFÜLLEN: Fundstelle des Vorbilds'
    - text: Noch ein Satz mit [[Wortstammes]] darin.
      by: wort
      modelled_on: 'AUSFÜLLEN: Fundstelle des Vorbilds'
  pass:
    - text: Der Wortstamm einer Prüfung bleibt unbeachtet.
      guard: falscher-freund
      because: 'AUSFÜLLEN: Warum trifft es beinahe, aber nicht?'
      modelled_on: 'AUSFÜLLEN: Fundstelle des Vorbilds'
"""


def new_rule(
    rule: _Id,
    folder: Annotated[
        str, typer.Option("--dir", metavar="DIR", help=both("Ordner der eigenen Regeln.", "Folder of your rules."))
    ] = "rules",
    lang: LangOption = None,
) -> int:
    """Write a skeleton that loads; `rules test` names what is still to be filled in."""
    from analyzer.model import OBSTACLE_TYPES  # noqa: PLC0415

    kind, _, name = rule.partition("/")
    if kind not in OBSTACLE_TYPES or not name or "/" in name or name != name.lower() or " " in name:
        types = ", ".join(OBSTACLE_TYPES)
        raise UsageError(
            f"Kennung „{rule}“ ist nicht von der Form typ/regelname (klein geschrieben). Typen: {types}.",
            en=f"Id {rule!r} is not of the form type/rule-name (lower case). Types: {types}.",
        )
    path = Path(folder) / kind / f"{name}.yaml"
    if path.exists():
        raise UsageError(f"{path} gibt es schon.", en=f"{path} exists already.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            _SKELETON.format(id=rule, type=kind, name=name.replace("-", " ").capitalize()), encoding="utf-8"
        )
    except OSError as error:
        raise UsageError(
            f"{path} kann nicht geschrieben werden ({reason_of(error)}).",
            en=f"{path} cannot be written ({reason_of(error, 'en')}).",
        ) from error
    say(str(path))
    hint = f"medienbruch rules test {rule} --rules {folder}"
    note(
        f"Als Nächstes: Muster und Beispiele ausfüllen, dann {hint}"
        if spoken(lang) == "de"
        else f"Next: fill it in, then {hint}"
    )
    return int(ExitCode.OK)


def print_schema() -> int:
    """Print the JSON schema of a rule file, as `rules/schema.json` holds it."""
    from analyzer.rulebook.schema import json_schema  # noqa: PLC0415

    say(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return int(ExitCode.OK)
