"""A scan as the command line asks for it: options checked, and filled in where they follow from others."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from analyzer.cli import choices
from analyzer.cli.language import Lang, language_of
from analyzer.cli.output import STDOUT, is_terminal
from analyzer.errors import UsageError
from analyzer.export import exporter, format_of, formats
from analyzer.model import PROFILES, STATUSES, Profile
from analyzer.scan.selection import Selection
from analyzer.semantic.files import PACKAGED


@dataclass(frozen=True, slots=True)
class Request:
    """A scan as the command line asks for it, checked.

    Attributes:
        paths: Inputs, or the file of units with `text`.
        text: Text mode.
        output: Target of the list, "-" for standard output.
        format: Its format.
        selection: What the run finds, stores and reports.
        semantic: Folder of the semantic layer, `None` for rules alone.
        listed: Types that the list shows; fewer than the selection only in a table without `--profile` or `--type`.
        rules: Custom rule folders.
        builtin: Whether the packaged rules run beside them.
        baseline: Older list, or `None`.
        suppress: Suppression file, or `None`.
        fail_on: Statuses that make the exit code 1.
        jobs: Processes, `None` to choose.
        db: Store, or `None`.
        lang: Language of messages and names.
        coverage: Whether to print the coverage.
        report: Target of the figures, or `None`.
    """

    paths: tuple[str, ...]
    text: bool
    output: str
    format: str
    selection: Selection
    semantic: Path | None
    listed: frozenset[str]
    rules: tuple[str, ...]
    builtin: bool
    baseline: str | None
    suppress: str | None
    fail_on: frozenset[str]
    jobs: int | None
    db: str | None
    lang: Lang
    coverage: bool
    report: str | None

    @classmethod
    def of(
        cls,
        *,
        paths: list[str],
        text: str | None,
        output: str | None,
        format_: str | None,
        profile: str | None,
        types: list[str],
        statuses: list[str],
        engines: list[str],
        encoder: str | None,
        min_confidence: float,
        rules: list[str],
        builtin: bool,
        baseline: str | None,
        suppress: str | None,
        fail_on: str | None,
        jobs: int | None,
        db: str | None,
        lang: str | None,
        coverage: bool,
        report: str | None,
    ) -> Self:
        """Check options and fill in what follows from others.

        Raises:
            UsageError: If an option is wrong, or two do not go together.
        """
        if lang is not None:
            choices.one_of("--lang", lang, choices.LANGS)
        _check_inputs(paths, text)
        chosen_format = _format(output, format_)
        wanted: Profile | None = choices.profile(profile)
        selection = Selection.of(
            profile=wanted or "all",
            types=choices.types(types),
            statuses=choices.statuses(statuses),
            engines=choices.engines(engines),
            min_confidence=min_confidence,
        )
        by_default = wanted is None and not types and chosen_format == "table"
        fails = STATUSES.index(choices.one_of("--fail-on", fail_on, STATUSES)) + 1 if fail_on is not None else 0
        return cls(
            paths=(text,) if text is not None else tuple(paths),
            text=text is not None,
            output=output or STDOUT,
            format=chosen_format,
            selection=selection,
            semantic=_semantic(selection, encoder),
            listed=frozenset(PROFILES["form"]) if by_default else selection.types,
            rules=tuple(rules),
            builtin=builtin,
            baseline=baseline,
            suppress=suppress,
            fail_on=frozenset(STATUSES[:fails]),
            jobs=jobs,
            db=db,
            lang=language_of(["--lang", lang] if lang else [], os.environ),
            coverage=coverage,
            report=report,
        )


def _semantic(selection: Selection, encoder: str | None) -> Path | None:
    if "semantic" not in selection.engines:
        return None
    if encoder is None:
        return PACKAGED
    from analyzer.semantic.classifier import Classifier  # noqa: PLC0415  numpy only where it is needed
    from analyzer.semantic.static import StaticEncoder  # noqa: PLC0415

    folder = Path(encoder)
    if not (StaticEncoder.is_folder(folder) and Classifier.is_folder(folder)):
        raise UsageError(
            f"--encoder {encoder}: scan braucht einen Ordner, in den „medienbruch encoder train“ und danach „medienbruch "
            "encoder teach“ geschrieben haben, denn ohne gelernten Klassifikator gibt es keine Befunde. Andere Modelle lassen "
            "sich mit „encoder evaluate“ vergleichen und bei „similar“ und „families“ verwenden.",
            en=f"--encoder {encoder}: scan needs a folder that 'medienbruch encoder train' and then 'medienbruch encoder teach' "
            "wrote to, as there are no findings without a taught classifier. Other models can be compared with 'encoder "
            "evaluate' and used with 'similar' and 'families'.",
        )
    return folder


def _check_inputs(paths: list[str], text: str | None) -> None:
    if paths and text is not None:
        raise UsageError(
            "PATH und --text schließen sich aus. Bitte nur eines angeben.",
            en="PATH and --text exclude each other. Please give one of them.",
        )
    if not paths and text is None:
        raise UsageError(
            "Es fehlt, was gelesen werden soll. Bitte eine Datei, einen Ordner oder ein Zip angeben, "
            "zum Beispiel: medienbruch scan corpus",
            en="There is nothing to read. Please give a file, folder or zip, for instance: medienbruch scan corpus",
        )


def _format(output: str | None, format_: str | None) -> str:
    if format_ is not None:
        name = choices.one_of("--format", format_, formats())
    elif output is None or output == STDOUT:
        name = "table"
    else:
        name = format_of(output)
    if exporter(name).BINARY and is_terminal(output or STDOUT):
        raise UsageError(
            f"Das Format {name} ist nicht für den Bildschirm. Bitte eine Datei angeben: --output befunde.{name}",
            en=f"The format {name} is not for the screen. Please give a file: --output findings.{name}",
        )
    return name
