"""The command line as a whole: its commands, its help in two languages, its errors and exit codes."""

from __future__ import annotations

import os
import sys
from typing import Any, Final

import typer

from analyzer.cli import encoder, explain, families, graph, quality, refs, rules, scan, serve, similar, version
from analyzer.cli.language import Lang, both, chosen, language_of
from analyzer.errors import ExitCode, MedienbruchError
from analyzer.interrupts import remembered

APP: Final = typer.Typer(
    name="medienbruch",
    help=both(
        "Findet in Gesetzen die Stellen, die einen digitalen Ablauf auf Papier, Stift und Schalter zurückwerfen.",
        "Finds the clauses in statutes that force a digital workflow back onto paper, pens and counters.",
    ),
    epilog=both(
        "Beispiel: medienbruch scan corpus --output befunde.xlsx",
        "Example: medienbruch scan corpus --output findings.xlsx",
    ),
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: drawing boxes would take longer than the whole command may
)
scan.register(APP)
explain.register(APP)
rules.register(APP)
quality.register(APP)
refs.register(APP)
graph.register(APP)
encoder.register(APP)
similar.register(APP)
families.register(APP)
serve.register(APP)
version.register(APP)

_GERMAN: Final = (
    ("Usage: ", "Aufruf: "),
    ("\nArguments:\n", "\nArgumente:\n"),
    ("\nOptions:\n", "\nOptionen:\n"),
    ("\nCommands:\n", "\nBefehle:\n"),
    ("[OPTIONS]", "[OPTIONEN]"),
    ("COMMAND [ARGS]...", "BEFEHL [ARGUMENTE]"),
    ("Show this message and exit.", "Diese Hilfe zeigen und enden."),
    ("[default: ", "[sonst: "),
    ("[required]", "[nötig]"),
)
"""Words that the command-line library puts into a help text, and how we say them."""

_ERRORS: Final = (
    ("No such option: ", "Diese Option gibt es nicht: "),
    ("No such command ", "Diesen Befehl gibt es nicht: "),
    ("(Possible options: ", "(gemeint vielleicht: "),
    (" Did you mean ", " Gemeint vielleicht "),
    ("Missing argument ", "Es fehlt das Argument "),
    ("Missing option ", "Es fehlt die Option "),
    ("Missing command.", "Es fehlt der Befehl."),
    ("Got unexpected extra argument(s) ", "Zu viele Argumente: "),
    ("Invalid value for ", "Falscher Wert für "),
    ("requires an argument.", "braucht einen Wert."),
    ("does not take a value.", "nimmt keinen Wert."),
    ("Input should be greater than or equal to ", "mindestens "),
    ("Input should be less than or equal to ", "höchstens "),
    ("Input should be a valid integer, unable to parse string as an integer", "keine ganze Zahl"),
    ("Input should be a valid number, unable to parse string as a number", "keine Zahl"),
)


def run(argv: list[str]) -> int:
    """Run a command; every error becomes one clear line on standard error and its exit code."""
    lang = language_of(argv, os.environ)
    command: Any = typer.main.get_command(APP)
    _localise(command, lang)
    try:
        with remembered(), command.make_context("medienbruch", argv) as context:
            result = command.invoke(context)
        sys.stdout.flush()
    except typer.Exit as exit_:
        return _flushed(exit_.exit_code)
    except typer.TyperException as error:
        return _usage(error, lang)
    except MedienbruchError as error:
        _say(error.text(lang), lang)
        return int(error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        _say("Abgebrochen." if lang == "de" else "Interrupted.", lang, prefix=False)
        return int(ExitCode.INTERRUPTED)
    except BrokenPipeError:
        return _pipe_closed()
    return int(result or ExitCode.OK)


def _localise(command: Any, lang: Lang) -> None:
    """Choose the language of all help texts, in place."""
    for name in ("help", "epilog", "short_help"):
        text = getattr(command, name, None)
        if text:
            setattr(command, name, chosen(text, lang))
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = chosen(parameter.help, lang)
        if parameter.param_type_name == "argument":
            parameter.display_type_rich = _no_type
    for below in getattr(command, "commands", {}).values():
        _localise(below, lang)
    if lang == "de":
        english = command.get_help

        def german(context: Any) -> str:
            text: str = english(context)
            for word, ours in _GERMAN:
                text = text.replace(word, ours)
            return text

        command.get_help = german


def _no_type(ctx: Any) -> None:
    """Say nothing of the Python type behind the name of an argument."""


def _usage(error: typer.TyperException, lang: Lang) -> int:
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":  # the command alone: its help, on standard error
        sys.stderr.write(f"{context.command.get_help(context)}\n" if context is not None else f"{error.message}\n")
        return int(ExitCode.USAGE)
    message = error.format_message()
    if lang == "de":
        for word, ours in _ERRORS:
            message = message.replace(word, ours)
    if message[-1:] not in (".", "?", ")"):
        message = f"{message}."
    path = context.command_path if context is not None else "medienbruch"
    hint = f"Hilfe: {path} --help" if lang == "de" else f"Help: {path} --help"
    _say(f"{message} {hint}", lang)
    return int(ExitCode.USAGE)


def _say(message: str, lang: Lang, *, prefix: bool = True) -> None:
    label = ("Fehler: " if lang == "de" else "Error: ") if prefix else ""
    sys.stderr.write(f"{label}{message}\n")


def _flushed(code: int) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return _pipe_closed()
    return code


def _pipe_closed() -> int:
    """Whoever read our output has had enough (`medienbruch … | head`): end quietly, also at the interpreter's end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return int(ExitCode.OK)
