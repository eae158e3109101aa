from __future__ import annotations

import csv
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from openpyxl import load_workbook

from analyzer.cli import main
from analyzer.errors import ExitCode
from tests.acts import CLAUSES, gii, write_act
from tests.semantic.standing_in import write_encoder

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "analyzer"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}


@pytest.fixture(autouse=True)
def german(monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def acts(tmp_path):
    for number in range(3):
        write_act(tmp_path / "acts", f"A{number}")
    return tmp_path / "acts"


def program(*arguments, **options):
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)], capture_output=True, env=ENVIRONMENT, check=False, timeout=120, **options
    )


def records(data):
    return [json.loads(line) for line in data.splitlines()]


def test_list_goes_to_standard_output_and_all_else_to_standard_error(acts, capfd):
    assert 0 == main(["scan", str(acts), "--format", "jsonl"])
    out, err = capfd.readouterr()

    assert 9 == len(records(out))
    assert "3 Gesetze, 12 Vorschriften, 12 Sätze gelesen" in err
    assert "9 Befunde, davon 6 offen, offene in 6 Vorschriften." in err


def test_suffix_of_output_chooses_the_format(acts, tmp_path, capfd):
    for name in ("a.jsonl", "b.csv", "c.xlsx", "d.txt"):
        assert 0 == main(["scan", str(acts), "-o", str(tmp_path / name)])

    assert 9 == len(records((tmp_path / "a.jsonl").read_bytes()))
    with (tmp_path / "b.csv").open(encoding="utf-8-sig", newline="") as file:
        assert 9 == len(list(csv.DictReader(file, delimiter=";")))
    assert 10 == load_workbook(tmp_path / "c.xlsx")["Befunde"].max_row
    assert "Vorschriften mit Befund: 9" in (tmp_path / "d.txt").read_text(encoding="utf-8")
    assert "" == capfd.readouterr().out
    assert not list(tmp_path.glob("*.part")) + list(tmp_path.glob(".*.part"))


def test_english_lists_for_people_explain_in_english(acts, tmp_path):
    for name in ("de.csv", "en.csv", "en.jsonl", "en.xlsx"):
        assert 0 == main(["scan", str(acts), "-o", str(tmp_path / name), "--lang", name[:2]])

    said = {}
    for lang, column in (("de", "Erläuterung"), ("en", "Explanation")):
        with (tmp_path / f"{lang}.csv").open(encoding="utf-8-sig", newline="") as file:
            said[lang] = [row[column] for row in csv.DictReader(file, delimiter=";")]
    assert not set(said["de"]) & set(said["en"])
    assert "“schriftlich zu erstatten” demands a declaration in writing." in said["en"]
    book = load_workbook(tmp_path / "en.xlsx")
    assert said["en"] == [row[7] for row in book["Findings"].iter_rows(min_row=2, values_only=True)]
    assert "metadata and headings" in {row[3] for row in book["Not read"].iter_rows(values_only=True)}
    assert said["de"] == [record["message"] for record in records((tmp_path / "en.jsonl").read_bytes())]


def test_report_holds_the_figures_of_the_contract(acts, tmp_path):
    report = tmp_path / "r.json"

    assert 0 == main(["scan", str(acts), "-o", str(tmp_path / "a.jsonl"), "--report", str(report)])
    figures = json.loads(report.read_text(encoding="utf-8"))
    wanted = (
        "acts provisions sentences characters not_analysable unreadable findings provisions_with_findings seconds "
        "peak_mb_all_processes versions"
    )
    assert set(wanted.split()) <= set(figures)
    assert {"open": 6, "resolved": 3, "secondary": 0} == figures["findings"]["written_form"]
    assert {"tool", "rules"} <= set(figures["versions"])
    assert (
        figures["characters"]["analysed"] + sum(figures["characters"]["not_analysed"].values())
        == figures["characters"]["total"]
    )


def test_profile_is_form_in_the_table_and_all_in_files(tmp_path, capfd):
    write_act(
        tmp_path, "A", "Der Vertrag bedarf der Schriftform.", "Die Behörde entscheidet nach pflichtgemäßem Ermessen."
    )
    act = str(tmp_path / "A.xml")

    def types(*options):
        assert 0 == main(["scan", act, *options])
        out, err = capfd.readouterr()
        return {line.split("\t")[1] for line in out.splitlines() if "\t" in line}, err

    assert {"Schriftform"} == types()[0]
    assert "1 zu Nachweisen, Daten, Ermessen und Begriffen sind nicht gezeigt (--profile all)" in types()[1]
    assert {"Schriftform", "Ermessen"} == types("--profile", "all")[0]
    assert {"Ermessen"} == types("--profile", "automation")[0] == types("--type", "discretion")[0]
    assert 0 == main(["scan", act, "--format", "jsonl"])
    assert {"written_form", "discretion"} == {record["type"] for record in records(capfd.readouterr().out)}


def test_type_status_and_confidence_filter(acts, capfd):
    def found(*options):
        assert 0 == main(["scan", str(acts), "--format", "jsonl", *options])
        return {(record["type"], record["status"]) for record in records(capfd.readouterr().out)}

    assert {("written_form", "resolved")} == found("--status", "resolved,secondary")
    assert {("written_form", "open")} == found("--type", "Schriftform,signature", "--status", "open")
    assert set() == found("--type", "signature")
    assert set() == found("--engine", "semantic")
    assert set() == found("--min-confidence", "1.0")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], ExitCode.OK),
        (["--fail-on", "open"], ExitCode.FINDINGS),
        (["--fail-on", "open", "--status", "resolved"], ExitCode.OK),
        (["--fail-on", "resolved", "--status", "resolved"], ExitCode.FINDINGS),
        (["--fail-on", "secondary", "--status", "resolved"], ExitCode.FINDINGS),
        (["--fail-on", "open", "--type", "signature"], ExitCode.OK),
        (["broken.xml", "--fail-on", "open"], ExitCode.UNREADABLE),
        (["--rules", "wrong"], ExitCode.RULES),
        (["broken.xml", "--rules", "wrong", "--fail-on", "open"], ExitCode.RULES),
        (["--rules", "nowhere"], ExitCode.USAGE),
        (["nowhere.xml"], ExitCode.USAGE),
        (["broken.xml", "--rules", "wrong", "--output", "no/such/folder/a.jsonl"], ExitCode.USAGE),
        (["--output", "acts"], ExitCode.USAGE),
        (["--output", "liste.pdf"], ExitCode.USAGE),
        (["--report", "no/such/folder/r.json"], ExitCode.USAGE),
        (["--format", "pdf"], ExitCode.USAGE),
        (["--profile", "paper"], ExitCode.USAGE),
        (["--type", "paper"], ExitCode.USAGE),
        (["--status", "closed"], ExitCode.USAGE),
        (["--engine", "magic"], ExitCode.USAGE),
        (["--fail-on", "blocked"], ExitCode.USAGE),
        (["--lang", "fr"], ExitCode.USAGE),
        (["--jobs", "0"], ExitCode.USAGE),
        (["--jobs", "zwei"], ExitCode.USAGE),
        (["--min-confidence", "2"], ExitCode.USAGE),
        (["--nonsense"], ExitCode.USAGE),
        (["--text", "units.jsonl"], ExitCode.USAGE),
        (["--baseline", "no.jsonl"], ExitCode.USAGE),
        (["--suppress", "no.csv"], ExitCode.USAGE),
        (["--db", "acts"], ExitCode.USAGE),
    ],
)
def test_exit_codes(acts, tmp_path, monkeypatch, capfd, options, code):
    monkeypatch.chdir(tmp_path)
    Path("broken.xml").write_text("<dokumente><norm>", encoding="utf-8")
    Path("units.jsonl").write_text('{"id": "1", "text": "Schriftform"}\n', encoding="utf-8")
    Path("wrong/written_form").mkdir(parents=True)
    Path("wrong/written_form/a.yaml").write_text("id: [", encoding="utf-8")

    assert code == main(["scan", str(acts), *options])
    out, err = capfd.readouterr()
    assert "Traceback" not in err
    if code in {ExitCode.USAGE, ExitCode.RULES}:
        assert "" == out
        assert 1 == len(err.splitlines())
        assert err.startswith("Fehler: ")
        assert err.rstrip().endswith((".", "--help", "corpus", "jsonl", "befunde.db"))
    if code == ExitCode.UNREADABLE:
        assert "broken.xml" in err
        assert "\t" in out


@pytest.mark.parametrize(
    ("arguments", "german", "english"),
    [
        (["scan", "--nonsens"], "Diese Option gibt es nicht: --nonsens", "No such option: --nonsens"),
        (["scna"], "Diesen Befehl gibt es nicht: 'scna'", "No such command 'scna'"),
        (["scan"], "Es fehlt, was gelesen werden soll.", "There is nothing to read."),
        (["scan", "corpus", "--jobs", "zwei"], "--jobs", "--jobs"),
        (["scan", "corpus", "--output"], "--output", "--output"),
        (["rules", "show"], "Es fehlt das Argument 'RULE'", "Missing argument 'RULE'"),
        (["rules", "show", "no/rule"], "Die Regel „no/rule“ gibt es nicht.", "There is no rule 'no/rule'."),
        (["serve", "--db", "no.db"], "Den Bestand no.db gibt es nicht.", "There is no store no.db."),
    ],
)
def test_usage_errors_in_both_languages(arguments, german, english, capfd, monkeypatch):
    for lang, message in (("de_DE.UTF-8", german), ("en_GB.UTF-8", english)):
        monkeypatch.setenv("LC_ALL", lang)
        assert ExitCode.USAGE == main(arguments)
        out, err = capfd.readouterr()
        assert "" == out
        assert message in err
        assert 1 == len(err.splitlines())


def test_english_on_request(acts, tmp_path, capfd):
    assert 0 == main(["scan", str(acts), "--lang", "en"])
    out, err = capfd.readouterr()

    assert "Written form\tOpen\t" in out
    assert "3 acts, 12 provisions, 12 sentences read" in err


def test_unreadable_inputs_are_named_one_line_each(tmp_path, capfd):
    write_act(tmp_path, "A")
    (tmp_path / "empty.xml").write_bytes(b"")
    (tmp_path / "binary.xml").write_bytes(bytes(range(256)))
    (tmp_path / "cut.xml").write_text(gii("C", "CG", *CLAUSES)[:400], encoding="utf-8")
    (tmp_path / "other.xml").write_text("<html/>", encoding="utf-8")

    assert 3 == main(["scan", str(tmp_path), "--format", "jsonl"])
    out, err = capfd.readouterr()
    lines = err.splitlines()
    assert ["binary.xml", "cut.xml", "empty.xml", "other.xml"] == [
        name
        for line in lines[:-1]
        for name in ("binary.xml", "cut.xml", "empty.xml", "other.xml")
        if name in line.split(": ")[0]
    ]
    assert 5 == len(lines)
    assert 3 == len(records(out))


def test_empty_folder_says_what_was_expected(tmp_path, capfd):
    assert 3 == main(["scan", str(tmp_path)])
    assert "keine XML- oder Zip-Datei" in capfd.readouterr().err


def test_malformed_units_are_named_with_their_line(tmp_path, capfd):
    units = tmp_path / "units.jsonl"
    units.write_text('{"id": "1", "text": "Der Vertrag bedarf der Schriftform."}\nkaputt\n', encoding="utf-8")

    assert 3 == main(["scan", "--text", str(units), "--format", "jsonl", "--no-cache"])
    out, err = capfd.readouterr()
    assert ["1"] == [record["id"] for record in records(out)]
    assert "units.jsonl, Zeile 2: kein gültiges JSON" in err
    assert "1 Absatz, 1 Satz gelesen" in err


def test_missing_units_file_is_a_usage_error(tmp_path, capfd):
    assert 2 == main(["scan", "--text", str(tmp_path / "no.jsonl"), "-o", str(tmp_path / "a.jsonl")])
    assert not list(tmp_path.iterdir())


def test_baseline_and_suppression_work_on_the_list(acts, tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    assert 0 == main(["scan", str(acts / "A0.xml"), "-o", "alt.jsonl"])
    assert 0 == main(["scan", str(acts), "-o", "liste.csv"])
    with Path("liste.csv").open(encoding="utf-8-sig", newline="") as file:
        chosen = next(row for row in csv.DictReader(file, delimiter=";") if row["Dokument"] == "A1")
    Path("aus.csv").write_text(
        f"Kennung;Fundstelle;Art;Grund;bis\n{chosen['Kennung']};;;Portal;\n;§ 99 PrA1G;Schriftform;alt;\n;§ 1 PrA1G;Schriftform;alt;2001-01-01\n",
        encoding="utf-8",
    )
    capfd.readouterr()

    code = main(
        [
            "scan",
            str(acts),
            "--baseline",
            "alt.jsonl",
            "--suppress",
            "aus.csv",
            "-o",
            "neu.xlsx",
            "--report",
            "r.json",
            "--fail-on",
            "open",
        ]
    )
    err = capfd.readouterr().err
    assert 1 == code
    assert "Gegenüber alt.jsonl: 6 neu, 0 geändert, 3 bekannt (ausgelassen), 0 weggefallen." in err
    assert "aus.csv, Zeile 3: passt auf keinen Befund (PrA1G § 99, written_form)" in err
    assert "aus.csv, Zeile 4: galt bis 2001-01-01" in err
    assert "1 Befunde mit Begründung unterdrückt." in err
    book = load_workbook("neu.xlsx")
    assert (6, 2) == (book["Befunde"].max_row, book["Unterdrückt"].max_row)
    report = json.loads(Path("r.json").read_text(encoding="utf-8"))
    assert (1, {"known": 3, "new": 6, "changed": 0, "gone": 0}) == (report["suppressed"], report["baseline"])
    assert 0 == main(
        ["scan", str(acts / "A0.xml"), "--baseline", "alt.jsonl", "-o", "n.jsonl", "--fail-on", "secondary"]
    )
    assert b"" == Path("n.jsonl").read_bytes()


def test_coverage_is_printed_beside_the_list(acts, tmp_path, capfd):
    assert 0 == main(["scan", str(acts), "--coverage", "-o", str(tmp_path / "a.jsonl")])
    out = capfd.readouterr().out
    assert "Zeichen" in out
    assert "nicht ausgewertet" in out
    assert "Ohne Nachweis: 0 Zeichen" in out
    assert 0 == main(["scan", str(acts), "--coverage", "--format", "jsonl", "--lang", "en"])
    out, err = capfd.readouterr()
    assert 9 == len(records(out))
    assert "Not accounted for: 0 characters" in err


def test_store_holds_the_run(acts, tmp_path, capfd):
    store = tmp_path / "s.db"

    assert 0 == main(["scan", str(acts), "--db", str(store), "-o", str(tmp_path / "a.jsonl"), "--jobs", "2"])
    from analyzer.store import Reading, newest_run, open_store  # noqa: PLC0415

    opened = open_store(store)
    reading = Reading(opened, newest_run(opened))
    assert ["A0", "A1", "A2"] == sorted(act.doc for act in reading.acts())
    assert 9 == newest_run(opened).findings


def test_failed_run_leaves_the_older_list_alone(acts, tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_text("alt", encoding="utf-8")

    assert 2 == main(["scan", str(acts), "-o", "a.jsonl", "--db", "acts"])
    assert "alt" == Path("a.jsonl").read_text(encoding="utf-8")
    assert ["a.jsonl", "acts"] == sorted(path.name for path in tmp_path.iterdir())


def test_full_disk_is_told_without_traceback(acts):
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    for arguments in (("-o", "/dev/full", "--format", "jsonl"), ("--format", "csv")):
        with Path("/dev/full").open("wb") as full:
            ran = subprocess.run(
                [*PROGRAM, "scan", str(acts), *arguments],
                stdout=full,
                stderr=subprocess.PIPE,
                env=ENVIRONMENT,
                check=False,
            )

        assert 2 == ran.returncode
        assert b"Traceback" not in ran.stderr
        assert b"kann nicht geschrieben werden" in ran.stderr


def test_device_is_written_to_not_replaced(acts, capfd):
    assert 0 == main(["scan", str(acts), "-o", "/dev/null", "--format", "jsonl"])
    assert Path("/dev/null").is_char_device()


def test_reader_that_has_had_enough_ends_the_run_quietly(tmp_path):
    write_act(tmp_path, "A", *CLAUSES * 400)
    with subprocess.Popen(
        [*PROGRAM, "scan", str(tmp_path), "--format", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    ) as run:
        assert run.stdout.readline().startswith(b"{")
        run.stdout.close()
        errors = run.stderr.read()
        code = run.wait(timeout=60)

    assert (0, b"") == (code, errors)


def test_standard_input(acts):
    ran = program("scan", "-", "--format", "jsonl", input=(acts / "A1.xml").read_bytes())

    assert 0 == ran.returncode
    assert {"A1"} == {record["doc"] for record in records(ran.stdout)}


@pytest.mark.usefixtures("ctrl_c")
def test_interrupt_ends_with_130_and_leaves_nothing_behind(tmp_path):
    for number in range(160):
        write_act(tmp_path / "acts", f"A{number:02}", *CLAUSES * 500)
    with subprocess.Popen(
        [*PROGRAM, "scan", "acts", "--jobs", "2", "-o", "a.jsonl", "--report", "r.json", "--db", "s.db"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
        start_new_session=True,
    ) as run:
        while not any(tmp_path.glob(".a.jsonl.*.part")) and run.poll() is None:
            time.sleep(0.05)
        time.sleep(1.5)  # now the workers are starting or at work; all of it takes far longer
        os.killpg(run.pid, signal.SIGINT)  # what the terminal does on Ctrl-C: all processes get it
        out, err = run.communicate(timeout=60)

    assert (130, b"", "Abgebrochen.\n") == (run.returncode, out, err.decode())
    assert ["acts"] == [path.name for path in tmp_path.iterdir() if path.suffix != ".db"]
    assert gone(run.pid), "processes of the run are left"


def gone(group):
    """Whether all processes of a group have ended, or do within five seconds."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def on_terminal(*arguments, cwd=None):
    """Run with a terminal for standard output and error, and give what it showed."""
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [*PROGRAM, *map(str, arguments)],
        stdout=follower,
        stderr=follower,
        cwd=cwd,
        env={**ENVIRONMENT, "TERM": "xterm-256color", "COLUMNS": "140"},
    ) as run:
        os.close(follower)
        shown = b""
        while True:
            try:
                part = os.read(leader, 65536)
            except OSError:
                break
            if not part:
                break
            shown += part
        os.close(leader)
        return run.wait(timeout=60), shown.decode()


def test_table_on_a_terminal(acts, tmp_path):
    code, shown = on_terminal("scan", acts)

    assert 0 == code
    assert "PrA0G  Gesetz über Proben" in shown
    assert "Fundstelle" in shown
    assert re.search(r"\x1b\[1;31m[^\x1b]*Schriftform", shown)
    assert "Vorschriften mit Befund: 9" in shown


def test_workbook_is_not_thrown_at_a_terminal(acts):
    code, shown = on_terminal("scan", acts, "--format", "xlsx")

    assert 2 == code
    assert "--output befunde.xlsx" in shown


def test_hostile_text_reaches_the_terminal_as_text(tmp_path):
    units = tmp_path / "units.jsonl"
    text = "Der \x1b]0;gekapert\x07 \x1b[2J[red]Vertrag[/red] bedarf der Schriftform."
    units.write_text(json.dumps({"id": "1", "text": text, "law": "\x1b[31mG"}) + "\n", encoding="utf-8")
    code, shown = on_terminal("scan", "--text", units)

    assert 0 == code
    assert "\x1b]0;" not in shown
    assert "\x1b[2J" not in shown
    assert "\x07" not in shown
    assert "[red]Vertrag[/red]" in shown


@pytest.mark.parametrize("holds", ["nothing", "another model", "an encoder"])
def test_an_encoder_without_classifier_is_told_what_scan_needs(tmp_path, capfd, holds):
    folder = tmp_path / "model"
    if holds != "nothing":
        folder.mkdir()
        (folder / "modules.json").write_text("[]", encoding="utf-8")
    if holds == "an encoder":
        write_encoder(folder, ["Der Antrag ist schriftlich zu stellen."])
    for lang, words in (("de", "encoder teach"), ("en", "encoder train")):
        assert main(["scan", "corpus", "--encoder", str(folder), "--lang", lang]) == 2
        told = capfd.readouterr().err
        assert words in told
        assert "encoder evaluate" in told
        assert "Errno" not in told
