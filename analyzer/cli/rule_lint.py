"""`medienbruch rules lint`: what is missing in the rules, and how often each part of them speaks in a corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from analyzer.cli.counting import counted
from analyzer.cli.language import Lang, both
from analyzer.cli.lists import format_for, write_list
from analyzer.cli.options import FormatOption, LangOption, NoBuiltinOption, RulesOption
from analyzer.cli.output import STDOUT, target
from analyzer.cli.reading import statutes
from analyzer.cli.speech import load_rules, note, say, spoken
from analyzer.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from analyzer.measure.coverage_of_rules import Use
    from analyzer.rulebook import Rulebook
    from analyzer.rulebook.authored import Lexicons

_SHOWN: Final = 8
"""Parts of a kind that the screen shows unless more are asked for."""
_SMALL: Final = 100
"""Acts below which a count says little about rare wordings."""
_KINDS: Final[dict[str, tuple[str, str]]] = {
    "requirement": ("Voraussetzung", "requirement"),
    "matcher": ("Muster", "matcher"),
    "guard": ("Wächter", "guard"),
    "cure": ("Heilung", "cure"),
    "context": ("Zusammenhang", "context"),
    "shared": ("gemeinsamer Wächter", "shared guard"),
    "fragment": ("Baustein", "fragment"),
    "word": ("Wort einer Liste", "word of a list"),
}
_COLUMNS: Final = {
    "kind": ("Teil", "Part"),
    "home": ("Regel oder Liste", "Rule or list"),
    "name": ("Name", "Name"),
    "hits": ("Treffer", "Hits"),
    "acts": ("Gesetze", "Acts"),
    "verdict": ("Urteil", "Verdict"),
    "reason": ("Grund", "Reason"),
}


def lint_rules(
    corpus: Annotated[
        list[str] | None,
        typer.Option(
            "--corpus",
            metavar="PATH",
            show_default=False,
            help=both(
                "Bestand, wie bei scan: zählt die Treffer jedes Teils. Ohne ihn wird nur geprüft, was in den Dateien steht.",
                "Corpus, as for scan: counts the hits of every part. Without it only what the files say is checked.",
            ),
        ),
    ] = None,
    few: Annotated[
        bool,
        typer.Option(
            "--few", help=both("Alles, was seltener als dreimal spricht.", "All that speaks less than thrice.")
        ),
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help=both("Die ganze Zählung zeigen.", "Show the whole count."))
    ] = False,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help=both(
                "Die ganze Zählung als Datei (.csv, .jsonl); nur mit --corpus.",
                "The whole count as a file (.csv, .jsonl); with --corpus only.",
            ),
        ),
    ] = STDOUT,
    format_: FormatOption = None,
    rules: RulesOption = None,
    no_builtin: NoBuiltinOption = False,
    lang: LangOption = None,
) -> int:
    """Check the rules as written, or count how often each part of them speaks."""
    from analyzer.rulebook.authored import read_lexicons  # noqa: PLC0415  heavy

    language = spoken(lang)
    rulebook = load_rules(rules, language, builtin=not no_builtin)
    lexicons = read_lexicons(rules or (), builtin=not no_builtin)
    if corpus:
        form = format_for(output, format_)
        return _count(corpus, rulebook, lexicons, (output, form), every=every, few=few, language=language)
    if few or every or output != STDOUT or format_ is not None:
        raise UsageError(
            "--few, --all, --output und --format gehören zu einer Zählung. Bitte mit --corpus den Bestand angeben.",
            en="--few, --all, --output and --format belong to a count. Please give the corpus with --corpus.",
        )
    return _read(rulebook, lexicons, language)


def _read(rulebook: Rulebook, lexicons: Lexicons, language: Lang) -> int:
    """Check what the files say: errors first."""
    from analyzer.measure.lint import lint_lexicons, lint_rule  # noqa: PLC0415  runs all examples

    rules = rulebook.rules
    remarks = [
        remark
        for rule in counted(rules, ("Regeln", "rules"), language, len(rules))
        for remark in lint_rule(rule, rulebook)
    ]
    remarks = sorted([*remarks, *lint_lexicons(lexicons)], key=lambda remark: not remark.is_error)
    words = {True: ("Fehler", "error"), False: ("Hinweis", "hint")}
    for remark in remarks:
        label = words[remark.is_error][language == "en"]
        say(f"{label}\t{remark.where}: {remark.what if language == 'de' else remark.en}")
    errors = sum(remark.is_error for remark in remarks)
    hints = len(remarks) - errors
    note(
        f"{len(rules)} Regeln, {errors} Fehler, {hints} Hinweise. Die Treffer je Muster zählt --corpus PATH."
        if language == "de"
        else f"{len(rules)} rules, {errors} errors, {hints} hints. --corpus PATH counts the hits of each pattern."
    )
    return int(ExitCode.RULES if errors else ExitCode.OK)


def _count(
    corpus: list[str],
    rulebook: Rulebook,
    lexicons: Lexicons,
    to: tuple[str, str],
    *,
    every: bool,
    few: bool,
    language: Lang,
) -> int:
    from analyzer.measure.coverage_of_rules import Usage  # noqa: PLC0415  heavy

    output, form = to
    with target(output) as stream:  # who mistyped a folder should not wait for the count to hear of it
        usage = Usage(rulebook, lexicons)
        unreadable: list[str] = []
        acts = 0
        for statute in counted(statutes(corpus, unreadable, language), ("Gesetze", "acts"), language):
            usage.add(statute)
            acts += 1
        uses = usage.uses()
        whole = every or output != STDOUT
        shown = uses if whole else [use for use in uses if use.is_rare] if few else _first(uses)
        write_list((_row(use, language, form) for use in shown), _COLUMNS, form, stream, language)
    _summary(uses, len(shown) < sum(use.lacks_reason for use in uses), language)
    if acts < _SMALL:
        note(
            f"Only {acts} acts were counted: what is rare here may be common in federal law."
            if language == "en"
            else f"Gezählt sind nur {acts} Gesetze: Was hier selten ist, kann im Bundesrecht häufig sein."
        )
    if unreadable:
        return int(ExitCode.UNREADABLE)
    return int(ExitCode.FINDINGS if any(use.lacks_reason for use in uses) else ExitCode.OK)


def _first(uses: Iterable[Use]) -> list[Use]:
    """Choose what a screen holds: of each kind the rarest parts that lack their reason."""
    seen: Counter[str] = Counter()
    chosen = []
    for use in uses:
        if use.lacks_reason:
            seen[use.part.kind] += 1
            if seen[use.part.kind] <= _SHOWN:
                chosen.append(use)
    return chosen


def _row(use: Use, language: Lang, form: str) -> Mapping[str, Any]:
    english = language == "en"
    verdict = (
        ("Grund fehlt", "reason missing")
        if use.lacks_reason
        else ("selten, begründet", "rare, with reason")
        if use.is_rare
        else ("", "")
    )
    codes = form == "jsonl"
    return {
        "kind": use.part.kind if codes else _KINDS[use.part.kind][english],
        "home": use.part.home,
        "name": use.part.name,
        "hits": use.hits,
        "acts": use.acts,
        "verdict": verdict[1].replace(", ", " ") if codes else verdict[english],
        "reason": use.reason if use.is_rare else "",
    }


def _summary(uses: list[Use], shortened: bool, language: Lang) -> None:
    """Say by kind how many parts there are, how many never speak, are rare, lack their reason."""
    english = language == "en"
    counts: dict[str, Counter[str]] = {}
    for use in uses:
        of_kind = counts.setdefault(use.part.kind, Counter())
        of_kind.update(all=1, none=int(not use.hits), rare=int(use.is_rare), lacking=int(use.lacks_reason))
    line = (
        "{name}: {all} parts, {none} without hit, {rare} with fewer than three hits in three acts, {lacking} of them without a reason"
        if english
        else "{name}: {all} Teile, {none} ohne Treffer, {rare} mit weniger als drei Treffern in drei Gesetzen, davon {lacking} ohne Grund"
    )
    for kind, names in _KINDS.items():
        if kind in counts:
            note(line.format(name=names[english], **counts[kind]))
    total: Counter[str] = sum(counts.values(), Counter())
    note(
        line.format(
            name="all" if english else "alle", **{key: total[key] for key in ("all", "none", "rare", "lacking")}
        )
    )
    if shortened:
        note(
            f"Shown are at most {_SHOWN} of each kind without a reason; --all or --output FILE.csv gives all."
            if english
            else f"Gezeigt sind höchstens {_SHOWN} je Art ohne Grund; alle mit --all oder --output DATEI.csv."
        )
