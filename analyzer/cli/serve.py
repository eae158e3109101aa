"""`medienbruch serve`: starts the app in a browser's reach, on this machine only."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from analyzer.cli.language import both
from analyzer.cli.options import LangOption
from analyzer.errors import ExitCode, UsageError

STORE_VARIABLE = "MEDIENBRUCH_DB"
"""Environment variable that tells the app which store to open."""


def named_store(db: str | None) -> str:
    """Give the store asked for, else that of the environment; "" where neither names one."""
    return db or os.environ.get(STORE_VARIABLE, "")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "serve",
        help=both(
            "Startet die Oberfläche; nur von diesem Rechner aus erreichbar.",
            "Starts the app; it can be reached from this machine only.",
        ),
        epilog=both("Beispiel: medienbruch serve --db befunde.db", "Example: medienbruch serve --db findings.db"),
    )(serve)


def serve(
    db: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=both(
                "Bestand, den „scan --db“ geschrieben hat; sonst die Beispielgesetze.",
                "Store that 'scan --db' has written; otherwise the sample statutes.",
            ),
        ),
    ] = None,
    port: Annotated[int, typer.Option(metavar="N", min=1, max=65535, help=both("Anschluss.", "Port."))] = 8501,
    lang: LangOption = None,
) -> int:
    """Start the app and wait for its end."""
    if db is not None and "://" not in db and not Path(db).is_file():
        raise UsageError(
            f"Den Bestand {db} gibt es nicht. Mit „medienbruch scan … --db {db}“ anlegen.",
            en=f"There is no store {db}. Make it with 'medienbruch scan … --db {db}'.",
        )
    sys.stderr.write(f"http://localhost:{port}\n")
    try:
        with _ended_like_by_hand():
            ended = subprocess.run(_command(port), env=_environment(db, lang), check=False)  # noqa: S603  our own program
    except KeyboardInterrupt:
        return int(ExitCode.OK)
    return int(ExitCode.OK if ended.returncode == 0 else ExitCode.USAGE)


@contextmanager
def _ended_like_by_hand() -> Iterator[None]:
    """Let a service manager's signal to end work as Ctrl-C does: otherwise the app would go on without us."""

    def end(_signal: int, _frame: object) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _command(port: int) -> list[str]:
    return [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(Path(__file__).parents[1] / "ui" / "main.py"),
        "--server.address=localhost",
        f"--server.port={port}",
        "--server.headless=true",
        "--browser.gatherUsageStats=false",
    ]


def _environment(db: str | None, lang: str | None) -> dict[str, str]:
    environment = dict(os.environ)
    if db is not None:
        environment[STORE_VARIABLE] = db if "://" in db else str(Path(db).resolve())
    if lang is not None:
        environment["LC_ALL"] = f"{lang}.UTF-8"
    return environment
