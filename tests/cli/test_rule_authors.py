"""Commands for those who write and judge rules: explain, grep, evaluate, compare, rules new and lint."""

from __future__ import annotations

import json

import pytest

from analyzer.cli import main

CLAUSE = "Der Antrag ist schriftlich zu stellen."
ACT = "corpus/MBNR008110007.xml"


def run(capfd, *argv: str) -> tuple[int, str, str]:
    code = main([*argv, "--lang", "de"])
    out, err = capfd.readouterr()
    return code, out, err


def test_explain_names_matcher_and_status(capfd) -> None:
    code, out, _ = run(capfd, "explain", CLAUSE)

    assert 0 == code
    assert "written_form/" in out
    assert "offen" in out


def test_explain_says_what_stopped_a_near_miss(capfd) -> None:
    _, out, _ = run(capfd, "explain", "Die schriftliche Prüfung dauert drei Stunden.")

    assert "kein Befund" in out
    assert "weil" in out


def test_explain_of_a_clause_without_trigger_says_so(capfd) -> None:
    code, out, err = run(capfd, "explain", "Der Mond ist aufgegangen.")

    assert (0, "") == (code, out)
    assert "Keine Regel spricht an" in err


def test_explain_finds_a_fingerprint_in_a_list(capfd, tmp_path) -> None:
    target = tmp_path / "f.jsonl"
    run(capfd, "scan", ACT, "--output", str(target))
    record = json.loads(target.read_text(encoding="utf-8").splitlines()[0])
    code, out, _ = run(capfd, "explain", record["fingerprint"], "--list", str(target))

    assert 0 == code
    assert record["zitat"] in out
    assert record["evidence"][0]["matcher"] in out


@pytest.mark.parametrize("argv", [["0123456789abcdef"], ["0123456789abcdef", "--list", "gibtsnicht.jsonl"]])
def test_explain_of_an_unknown_fingerprint_says_what_to_do(capfd, argv) -> None:
    code, _, err = run(capfd, "explain", *argv)

    assert 2 == code
    assert "--list" in err or "gibtsnicht.jsonl" in err


def test_grep_gives_fundstelle_and_words(capfd) -> None:
    code, out, err = run(capfd, "grep", "Vordruck", "corpus")
    first = out.splitlines()[0]

    assert 0 == code
    assert first.startswith(("§", "Anlage"))
    assert "[[Vordruck" in out
    assert "Stellen in" in err


def test_grep_refuses_a_broken_pattern(capfd) -> None:
    code, _, err = run(capfd, "grep", "(", "corpus")

    assert 2 == code
    assert "Kein gültiges Muster" in err


def gold(tmp_path, labels) -> str:
    path = tmp_path / "gold.jsonl"
    record = {"id": "u1", "text": CLAUSE, "doc": "D", "law": "G", "unit": "§ 1", "labels": labels}
    path.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    return str(path)


def test_evaluate_counts_a_right_finding(capfd, tmp_path) -> None:
    labels = [{"type": "written_form", "status": "open", "quote": "schriftlich"}]
    code, out, _ = run(capfd, "evaluate", gold(tmp_path, labels))

    assert 0 == code
    assert "(tp 1 fp 0 fn 0)" in next(line for line in out.splitlines() if line.startswith("written_form"))


def test_evaluate_lists_a_false_alarm_with_its_matcher(capfd, tmp_path) -> None:
    _, out, _ = run(capfd, "evaluate", gold(tmp_path, []), "--errors", "3")

    assert "false alarm written_form [§ 1 G]" in out
    assert "written_form/" in out


def test_compare_shows_gains_and_losses(capfd, tmp_path) -> None:
    old, new = tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    run(capfd, "scan", ACT, "--output", str(old))
    lines = old.read_text(encoding="utf-8").splitlines()
    new.write_text("\n".join(lines[1:]) + "\n", encoding="utf-8")
    code, out, err = run(capfd, "compare", str(old), str(new))
    lost = json.loads(lines[0])

    assert 0 == code
    assert f"- {lost['zitat']}\t{lost['type']}" in out
    assert "neu 0, weggefallen 1" in err


def test_compare_names_the_line_that_is_no_finding(capfd, tmp_path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{}\n", encoding="utf-8")
    code, _, err = run(capfd, "compare", str(bad), str(bad))

    assert 2 == code
    assert "Befund 1" in err


def test_a_new_rule_passes_its_own_examples(capfd, tmp_path) -> None:
    code, out, _ = run(capfd, "rules", "new", "signature/durch-handzeichen", "--dir", str(tmp_path))
    tested, _, err = run(capfd, "rules", "test", "signature/durch-handzeichen", "--rules", str(tmp_path))

    assert (0, 0) == (code, tested)
    assert out.strip().endswith("durch-handzeichen.yaml")
    assert "0 Fehler" in err


@pytest.mark.parametrize("name", ["ohne-typ", "kein_typ/regel", "signature/Mit Leerzeichen"])
def test_a_new_rule_needs_a_type_and_a_name(capfd, tmp_path, name) -> None:
    code, _, err = run(capfd, "rules", "new", name, "--dir", str(tmp_path))

    assert 2 == code
    assert "typ/regelname" in err


def test_lint_counts_every_matcher_also_those_that_never_speak(capfd) -> None:
    code, out, err = run(capfd, "rules", "lint", "--corpus", ACT)
    counts = {line.split("\t")[0]: int(line.split("\t")[1]) for line in out.splitlines()}

    assert 0 == code
    assert any(count > 0 for count in counts.values())
    assert any(count == 0 for count in counts.values())
    assert "Teile mit weniger als drei Treffern" in err


def own_rules(folder, kind="signature", name="durch-handzeichen", word="handzeichen") -> str:
    """Write a folder with one rule, so small that its examples can be read at a glance."""
    rule = folder / kind / f"{name}.yaml"
    rule.parent.mkdir(parents=True)
    noun = word.capitalize()
    rule.write_text(
        f"""\
id: {kind}/{name}
type: {kind}
title: {{de: {noun}, en: {noun}}}
message: {{de: '„{{quote}}“ ist ein {noun}.', en: '"{{quote}}" is one.'}}
why: {{de: Es steht auf Papier., en: It stands on paper.}}
remedy: {{de: Weglassen., en: Drop it.}}
references: [BGB § 126]
triggers: [{word}]
match:
  - name: wort
    regex: '\\b{word}s?\\b'
unless:
  - name: abstimmung
    scope: clause
    regex: 'abgestimmt'
    because: Eine Abstimmung ist keine Unterschrift.
examples:
  flag:
    - {{text: 'Es genügt ein [[{noun}]].', by: wort, modelled_on: BGB § 126}}
    - {{text: 'Statt des [[{noun}s]] genügt ein Kreuz.', by: wort, modelled_on: BGB § 126}}
  pass:
    - {{text: 'Durch {noun} wird abgestimmt.', guard: abstimmung, because: Abstimmung, modelled_on: GemO § 39}}
""",
        encoding="utf-8",
    )
    return str(folder)


def test_own_rules_run_instead_of_the_packaged_ones(capfd, tmp_path) -> None:
    folder = own_rules(tmp_path)
    _, beside, _ = run(capfd, "rules", "list", "--rules", folder)
    code, alone, _ = run(capfd, "rules", "list", "--rules", folder, "--no-builtin")

    assert 0 == code
    assert ["signature/durch-handzeichen"] == [line.split("\t")[0] for line in alone.splitlines()]
    assert len(beside.splitlines()) > 100


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_scan_with_own_rules_alone(capfd, tmp_path, jobs) -> None:
    """Workers, and the classifier that weighs the findings, must do without the packaged rules."""
    folder = own_rules(tmp_path / "rules", "paper_form", "vordruck", "vordruck")
    argv = ("corpus", "--rules", folder, "--no-builtin", "--jobs", jobs, "--format", "jsonl")
    code, out, _ = run(capfd, "scan", *argv)
    found = [json.loads(line) for line in out.splitlines()]

    assert 0 == code
    assert {"paper_form/vordruck"} == {each["rule"] for each in found if each["engine"] == "rule"}


def test_explain_and_evaluate_with_own_rules_alone(capfd, tmp_path) -> None:
    folder = own_rules(tmp_path / "rules")
    explained, out, _ = run(capfd, "explain", "Es genügt ein Handzeichen.", "--rules", folder, "--no-builtin")
    labels = [{"type": "written_form", "status": "open", "quote": "schriftlich"}]
    argv = ("--rules", folder, "--no-builtin", "--engine", "rule")
    evaluated, figures, _ = run(capfd, "evaluate", gold(tmp_path, labels), *argv)

    assert (0, 0) == (explained, evaluated)
    assert "signature/durch-handzeichen#wort" in out
    assert "tp 0 fp 0 fn 1" in figures


@pytest.mark.parametrize(
    "argv",
    [
        ["scan", ACT],
        ["explain", CLAUSE],
        ["evaluate", "gold.jsonl"],
        ["rules", "list"],
        ["rules", "show", "a/b"],
        ["rules", "test"],
        ["rules", "lint", "--corpus", ACT],
    ],
    ids=" ".join,
)
def test_without_packaged_rules_own_ones_are_needed(capfd, argv) -> None:
    code, _, err = run(capfd, *argv, "--no-builtin")

    assert 2 == code
    assert "--rules" in err
