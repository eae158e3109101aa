"""`medienbruch grep`, `evaluate` and `compare`: for those who write and judge rules."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from analyzer.cli.choices import engines
from analyzer.cli.language import Lang, both
from analyzer.cli.options import LangOption, NoBuiltinOption, RulesOption
from analyzer.cli.reading import statutes
from analyzer.cli.speech import load_rules, note, say, spoken
from analyzer.errors import ExitCode, UsageError, reason_of

if TYPE_CHECKING:
    from analyzer.measure.evaluate import Evaluation
    from analyzer.model import Finding
    from analyzer.rulebook import Rulebook

_GOLD = typer.Argument(metavar="GOLD...", help=both("JSONL mit markierten Absätzen.", "JSONL of labelled paragraphs."))


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        "grep",
        help=both(
            "Konkordanz: alle Stellen eines Musters mit Fundstelle.",
            "Concordance: every hit of a pattern with its Fundstelle.",
        ),
        epilog=both(
            "Beispiel: medienbruch grep 'eigenhändig' corpus", "Example: medienbruch grep 'eigenhändig' corpus"
        ),
    )(grep)
    app.command(
        "evaluate",
        help=both(
            "Misst Genauigkeit und Vollständigkeit an markierten Absätzen.",
            "Measures precision and recall on labelled paragraphs.",
        ),
        epilog=both(
            "Beispiel: medienbruch evaluate gold.jsonl --errors 5",
            "Example: medienbruch evaluate gold.jsonl --errors 5",
        ),
    )(evaluate)
    app.command(
        "compare",
        help=both(
            "Vergleicht zwei Listen: was eine Änderung der Regeln gewinnt und verliert.",
            "Compares two lists: what a change of rules gains and loses.",
        ),
        epilog=both(
            "Beispiel: medienbruch compare alt.jsonl neu.jsonl", "Example: medienbruch compare old.jsonl new.jsonl"
        ),
    )(compare)


def grep(
    pattern: Annotated[str, typer.Argument(metavar="PATTERN", help=both("Regulärer Ausdruck.", "Regular expression."))],
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help=both("Wie bei scan.", "As for scan."))],
    width: Annotated[
        int,
        typer.Option(metavar="N", min=0, max=500, help=both("Zeichen links und rechts.", "Characters on either side.")),
    ] = 60,
    limit: Annotated[
        int, typer.Option(metavar="N", min=0, help=both("Höchstens so viele; 0 = alle.", "At most; 0 = all."))
    ] = 0,
    case: Annotated[
        bool, typer.Option("--case", help=both("Groß und klein unterscheiden.", "Mind upper and lower case."))
    ] = False,
    lang: LangOption = None,
) -> int:
    """Print a concordance."""
    from analyzer.measure.concordance import compiled, concordance  # noqa: PLC0415

    language = spoken(lang)
    regex = compiled(pattern, case=case)
    hits = 0
    acts: set[str] = set()
    unreadable: list[str] = []
    for statute in statutes(paths, unreadable, language):
        for hit in concordance(regex, statute, width):
            if limit and hits == limit:
                more = ("es gibt mehr (--limit 0 zeigt alle)", "there are more (--limit 0 shows all)")
                note(f"{_hits(hits, len(acts), language)}; {more[language == 'en']}")
                return int(ExitCode.UNREADABLE if unreadable else ExitCode.OK)
            hits += 1
            acts.add(statute.id)
            say(f"{hit.citation.zitat}\t…{hit.before}[[{hit.words}]]{hit.after}…")
    note(_hits(hits, len(acts), language))
    return int(ExitCode.UNREADABLE if unreadable else ExitCode.OK)


def _hits(hits: int, acts: int, language: Lang) -> str:
    if language == "en":
        return f"{hits} {'hit' if hits == 1 else 'hits'} in {acts} {'act' if acts == 1 else 'acts'}"
    return f"{hits} {'Stelle' if hits == 1 else 'Stellen'} in {acts} {'Gesetz' if acts == 1 else 'Gesetzen'}"


def evaluate(
    gold: Annotated[list[str], _GOLD],
    errors: Annotated[
        int,
        typer.Option(
            metavar="N", min=0, help=both("So viele Fehler je Art und Typ zeigen.", "Show so many errors of each kind.")
        ),
    ] = 0,
    part: Annotated[
        str | None,
        typer.Option(
            metavar="tune|unseen",
            help=both(
                "Nur ein Teil der Gesetze: zwei Drittel oder ein Drittel.", "Only two thirds or one third of the acts."
            ),
        ),
    ] = None,
    page: Annotated[
        str | None,
        typer.Option(
            metavar="FILE.md",
            help=both("Beide Teile messen und die Seite schreiben.", "Measure both parts and write the page."),
        ),
    ] = None,
    engine: Annotated[
        list[str] | None,
        typer.Option(
            metavar="E,...",
            help=both(
                "Wie bei scan: mit rule allein werden nur die Regeln gemessen.",
                "As for scan: with rule alone the rules are measured.",
            ),
        ),
    ] = None,
    rules: RulesOption = None,
    no_builtin: NoBuiltinOption = False,
    lang: LangOption = None,
) -> int:
    """Measure precision and recall."""
    from analyzer.cli.figures import figures, mistake_line  # noqa: PLC0415  heavy

    language = spoken(lang)
    rulebook = load_rules(rules, language, builtin=not no_builtin)
    alone = engine is not None and engines(engine) == ["rule"]
    if part not in (None, "tune", "unseen"):
        raise UsageError("--part ist tune oder unseen.", en="--part is tune or unseen.")
    if page is not None:
        return _page(gold, page, rulebook, alone=alone)
    evaluation = _evaluation(gold, part, rulebook, alone=alone)
    for line in figures(evaluation, language):
        say(line)
    shown: dict[tuple[str, str], int] = {}
    for mistake in evaluation.mistakes:
        key = (mistake.kind, mistake.type)
        shown[key] = shown.get(key, 0) + 1
        if shown[key] <= errors:
            say(mistake_line(mistake, language))
    return int(ExitCode.OK)


def compare(
    old: Annotated[str, typer.Argument(metavar="OLD.jsonl", help=both("Liste vorher.", "List before."))],
    new: Annotated[str, typer.Argument(metavar="NEW.jsonl", help=both("Liste nachher.", "List after."))],
    show: Annotated[
        int, typer.Option(metavar="N", min=0, help=both("So viele Befunde zeigen.", "Show so many findings."))
    ] = 20,
    lang: LangOption = None,
) -> int:
    """Compare two lists."""
    from analyzer.measure.compare import compare as compare_lists  # noqa: PLC0415
    from analyzer.model import STATUS_NAMES, TYPE_NAMES  # noqa: PLC0415

    language = spoken(lang)
    result = compare_lists(_findings(old), _findings(new))
    types, statuses = TYPE_NAMES[language], STATUS_NAMES[language]
    for kind, (gained, lost, changed) in result.by_type.items():
        say(f"{types[kind]}\t+{gained}\t-{lost}\t~{changed}")
    for mark, findings in (("+", result.gained), ("-", result.lost)):
        for finding in findings[:show]:
            say(f"{mark} {finding.zitat}\t{types[finding.type]}\t{statuses[finding.status]}\t„{finding.quote}“")
    for before, after in result.changed[:show]:
        status = f"{statuses[before.status]} → {statuses[after.status]}"
        say(f"~ {after.zitat}\t{types[after.type]}\t{status}\t„{before.quote}“ → „{after.quote}“")
    total = (len(result.gained), len(result.lost), len(result.changed), result.same)
    words = (
        "neu {}, weggefallen {}, geändert {}, gleich {}"
        if language == "de"
        else "gained {}, lost {}, changed {}, same {}"
    )
    note(words.format(*total))
    return int(ExitCode.OK)


def _evaluation(gold: list[str], part: Any, rulebook: Rulebook, *, alone: bool) -> Evaluation:
    from analyzer.detect import detect  # noqa: PLC0415  heavy
    from analyzer.measure.evaluate import evaluate as evaluate_units  # noqa: PLC0415
    from analyzer.measure.gold import read_gold  # noqa: PLC0415
    from analyzer.read import read_unit  # noqa: PLC0415
    from analyzer.semantic.find import SemanticLayer  # noqa: PLC0415

    units = read_gold(gold, part)
    read = {gold.unit.id: read_unit(gold.unit, "gold") for gold in units}
    found: dict[str, Sequence[Finding]] = {name: detect(statute, rulebook) for name, statute in read.items()}
    if not alone:
        layer = SemanticLayer.of(rulebook)
        found = {name: layer.refine(read[name], findings) for name, findings in found.items()}
    return evaluate_units(units, found)


def _page(gold: list[str], page: str, rulebook: Rulebook, *, alone: bool) -> int:
    from analyzer.cli.output import target  # noqa: PLC0415
    from analyzer.measure.accuracy_page import accuracy_page  # noqa: PLC0415

    parts = {
        "Abgestimmter Teil": _evaluation(gold, "tune", rulebook, alone=alone),
        "Ungesehener Teil": _evaluation(gold, "unseen", rulebook, alone=alone),
    }
    names = " ".join(Path(path).name for path in gold)
    how = " --engine rule" if alone else ""
    text = accuracy_page(parts, rulebook, f"medienbruch evaluate {names}{how} --page {page}", alone=alone)
    with target(page) as stream:
        stream.write(text.encode("utf-8"))
    return int(ExitCode.OK)


def _findings(path: str) -> list[Finding]:
    from analyzer.model import Finding  # noqa: PLC0415

    found: list[Finding] = []
    try:
        with Path(path).open(encoding="utf-8-sig") as lines:
            found.extend(Finding.from_dict(json.loads(line)) for line in lines if line.strip())
    except OSError as error:
        raise UsageError(
            f"{path}: nicht lesbar ({reason_of(error)}).", en=f"{path}: not readable ({reason_of(error, 'en')})."
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"{path}, Befund {len(found) + 1}: nicht lesbar. Erwartet wird eine Liste aus medienbruch scan --output LISTE.jsonl.",
            en=f"{path}, finding {len(found) + 1}: not readable. Expected is a list of medienbruch scan --output LIST.jsonl.",
        ) from error
    return found
