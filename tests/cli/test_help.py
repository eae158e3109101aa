from __future__ import annotations

import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import typer

from analyzer.cli import main, serve
from analyzer.cli.app import APP
from analyzer.cli.language import both, chosen, language_of
from analyzer.cli.lists import write_list
from analyzer.cli.speech import load_rules
from analyzer.export.jsonl import encode
from analyzer.rulebook import load_rulebook
from tests.findings import FINDING
from tests.own_rules import own_rules

GOLD = {
    "id": "1",
    "text": "Der Vertrag bedarf der Schriftform.",
    "labels": [{"type": "written_form", "status": "open", "quote": "Schriftform"}],
}
"""A labelled paragraph, for the examples that need one."""
ROOT = Path(__file__).parents[2]


def commands(command=None, path=()):
    command = command or typer.main.get_command(APP)
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, (*path, name))


ALL = list(commands())
LEAVES = [path for path, command in ALL if not getattr(command, "commands", None)]
HEAVY = {"lxml", "networkx", "numpy", "rich", "spacy", "sqlalchemy", "streamlit", "torch", "xlsxwriter", "yaml"}
UNRUN = {("serve",), ("encoder", "train"), ("encoder", "teach"), ("encoder", "tutor")}
"""Examples that do not end, need teachers that are not installed with the package, or an encoder trained before."""


@pytest.mark.parametrize(("path", "command"), ALL, ids=[" ".join(path) for path, _ in ALL])
def test_every_command_and_option_is_explained_in_both_languages(path, command):
    texts = {"help": command.help, "epilog": command.epilog}
    texts |= {parameter.name: parameter.help for parameter in command.params if parameter.name != "help"}

    for name, text in texts.items():
        assert text, f"{path} {name}: no help"
        assert chosen(text, "de") != chosen(text, "en"), f"{path} {name}: one language only"


@pytest.mark.parametrize("path", [path for path, _ in ALL], ids=" ".join)
@pytest.mark.parametrize(("lang", "words"), [("de", ("Aufruf: ", "Beispiel: ")), ("en", ("Usage: ", "Example: "))])
def test_help_speaks_one_language(path, lang, words, monkeypatch, capfd):
    monkeypatch.setenv("LC_ALL", f"{lang}.UTF-8")

    assert 0 == main([*path, "--help"])
    shown = capfd.readouterr().out
    assert all(word in shown for word in words)
    assert "\x1f" not in shown
    if lang == "de":
        assert not re.search(
            r"<\w+[ \[>]|Usage:|Options:|Commands:|Arguments:|Show this message|\[default|\[required", shown
        )


@pytest.mark.parametrize("path", [path for path in LEAVES if path not in UNRUN], ids=" ".join)
def test_example_of_the_help_runs(path, monkeypatch, capfd, tmp_path):
    command = dict(ALL)[path]
    example = chosen(command.epilog, "de").removeprefix("Beispiel: ")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    (tmp_path / "gold.jsonl").write_text(json.dumps(GOLD), encoding="utf-8")
    (tmp_path / "probe.jsonl").symlink_to(ROOT / "tests" / "gold" / "probe.jsonl")
    for name in ("alt.jsonl", "neu.jsonl"):
        (tmp_path / name).write_bytes(encode([FINDING]))
    program, *arguments = shlex.split(example)

    assert "medienbruch" == program
    assert 0 == main(arguments)


@pytest.mark.parametrize("arguments", [["--help"], ["scan", "--help"]], ids=" ".join)
def test_help_loads_nothing_heavy(arguments):
    """So help comes at once; `benchmarks/start.py` says how soon."""
    code = (
        f"import sys; from analyzer.cli import main; main({arguments!r});"
        f"heavy = {HEAVY!r} & set(sys.modules);"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)

    assert (0, b"") == (ran.returncode, ran.stderr)


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["similar", "x", "--limit", "0"], "Falscher Wert für '--limit': mindestens 1."),
        (["scan", "x", "--jobs", "zwei"], "keine ganze Zahl."),
        (["encoder", "train", "gibt-es-nicht", "-o", "neu"], "Nicht gefunden: gibt-es-nicht."),
        (["encoder", "tutor", "corpus", "-o", "neu", "--gold", "fehlt.jsonl"], "Nicht gefunden: fehlt.jsonl."),
    ],
)
def test_wrong_values_and_paths_are_told_in_german_before_packages_are_missed(argv, told, monkeypatch, capfd):
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")

    assert 2 == main(argv)
    said = capfd.readouterr().err
    assert told in said
    assert "Input" not in said
    assert "Paket" not in said


class _Terminal(io.BytesIO):
    def isatty(self):
        return True


def test_a_table_is_cut_for_a_terminal_only():
    words = "ein langer Satz " * 6
    for stream, whole in ((io.BytesIO(), True), (_Terminal(), False)):
        write_list([{"a": words}], {"a": ("Satz", "Sentence")}, "table", stream, "de")
        assert (words.strip() in stream.getvalue().decode()) is whole
        assert ("…" in stream.getvalue().decode()) is not whole


def test_no_arguments_show_the_help_and_are_a_usage_error(capfd):
    assert 2 == main([])
    out, err = capfd.readouterr()
    assert "" == out
    assert "medienbruch scan corpus" in err


@pytest.mark.parametrize(
    ("argv", "environment", "lang"),
    [
        ([], {}, "de"),
        ([], {"LANG": "C.UTF-8"}, "de"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LC_ALL": "de_DE.UTF-8", "LANG": "en_US.UTF-8"}, "de"),
        ([], {"LC_ALL": "", "LC_MESSAGES": "en_GB", "LANG": "de_DE"}, "en"),
        (["scan", "--lang", "en"], {"LANG": "de_DE"}, "en"),
        (["scan", "--lang=de"], {"LANG": "en_US"}, "de"),
        (["scan", "--lang"], {"LANG": "en_US"}, "en"),
    ],
)
def test_language(argv, environment, lang):
    assert lang == language_of(argv, environment)


def test_text_in_one_language_stays():
    assert "ja" == chosen("ja", "en")
    assert ("ja", "yes") == (chosen(both("ja", "yes"), "de"), chosen(both("ja", "yes"), "en"))


def test_version_names_program_and_rules(capfd):
    for lang, rules in (("de", "Regeln"), ("en", "rules")):
        assert 0 == main(["version", "--lang", lang])
        assert re.match(rf"medienbruch \S+\n{rules} [0-9a-f]{{12}} \(\d+\)\n", capfd.readouterr().out)


def test_rules_are_listed_shown_and_tested(capfd):
    assert 0 == main(["rules", "list"])
    rules = [line.split("\t") for line in capfd.readouterr().out.splitlines()]
    assert all(rule.startswith(f"{kind}/") for rule, kind, _ in rules)
    assert 0 == main(["rules", "show", rules[0][0]])
    shown = capfd.readouterr().out
    assert shown.startswith(f"{rules[0][0]}: {rules[0][2]}")
    assert "Beispiele, die gemeldet werden" in shown


def test_serve_starts_our_pages_on_this_machine_only(monkeypatch, tmp_path):
    started = []

    def run(command, *, env, check):
        started.append((command, env))
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    store = tmp_path / "s.db"
    store.touch()

    assert 0 == main(["serve", "--db", str(store), "--port", "9000"])
    ((command, environment),) = started
    pages = Path(command[command.index("run") + 1])
    assert pages.is_file()
    assert {"--server.address=localhost", "--server.port=9000", "--browser.gatherUsageStats=false"} <= set(command)
    assert str(store) == environment["MEDIENBRUCH_DB"]


def test_serve_that_is_told_to_end_takes_the_app_with_it(monkeypatch, tmp_path):
    told = tmp_path / "pid"
    program = f"import os, pathlib, time; pathlib.Path({str(told)!r}).write_text(str(os.getpid())); time.sleep(20)"
    monkeypatch.setattr(serve, "_command", lambda _port: [sys.executable, "-c", program])

    def end():
        while not (told.exists() and told.read_text()):
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGTERM)

    before = signal.getsignal(signal.SIGTERM)
    threading.Thread(target=end).start()
    assert 0 == main(["serve"])
    try:
        _, ended = os.waitpid(int(told.read_text()), 0)
        assert os.WIFSIGNALED(ended), "the app went on to its own end"
    except ChildProcessError:  # subprocess has taken note of its end already
        with pytest.raises(ProcessLookupError):
            os.kill(int(told.read_text()), 0)
    assert before is signal.getsignal(signal.SIGTERM)


@pytest.mark.parametrize(
    ("lang", "said"), [("de", "Das Regelwerk wird vorbereitet"), ("en", "rules are being prepared")]
)
def test_a_terminal_is_told_once_that_the_rules_are_being_prepared(lang, said, monkeypatch, capsys, tmp_path):
    ready = load_rulebook()
    monkeypatch.setattr("analyzer.rulebook.parse.parse", lambda *_: ready)
    monkeypatch.setattr("analyzer.rulebook.stored.read", lambda _: None)
    monkeypatch.setattr("analyzer.rulebook.stored.write", lambda *_: None)

    for folder, is_terminal in (("piped", False), ("seen", True)):
        rules = own_rules(tmp_path / folder)
        monkeypatch.setattr(sys.stderr, "isatty", lambda given=is_terminal: given)
        assert ready is load_rules([rules], lang)
        told = capsys.readouterr().err
        assert told.count(said) == is_terminal
        load_rules([rules], lang)
        assert "" == capsys.readouterr().err
