"""Commands for those who write and judge rules: explain, grep, evaluate, compare, rules new and lint."""

from __future__ import annotations

import json
import shutil

import pytest

from analyzer.cli import main
from analyzer.cli.explain_told import told_finding, told_matches
from analyzer.detect import Explanation
from analyzer.model import STATUS_NAMES, TYPE_NAMES, Evidence
from analyzer.model.finding import UNLIKE, proposed
from analyzer.rulebook import load_rulebook
from analyzer.rulebook.type_reasons import load_type_reasons
from tests.findings import finding
from tests.own_rules import own_rules

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
    assert "Offen bestehend" in out


def test_explain_says_what_stopped_a_near_miss(capfd) -> None:
    _, out, _ = run(capfd, "explain", "Die schriftliche Prüfung dauert drei Stunden.")

    assert "kein Befund" in out
    assert "weil" in out


def test_explain_of_a_clause_without_trigger_says_so(capfd) -> None:
    code, out, err = run(capfd, "explain", "Der Mond ist aufgegangen.")

    assert (0, "") == (code, out)
    assert "Keine Regel spricht an" in err


def test_explain_tells_english_readers_which_rule_spoke_and_what_is_in_german(capfd, tmp_path) -> None:
    assert 0 == main(["explain", "Der Antrag ist schriftlich oder elektronisch zu stellen.", "--lang", "en"])
    first, cure, *_ = capfd.readouterr().out.splitlines()
    assert "written_form/schriftlich-zu-erklaeren#adverb (To be declared in writing): Resolved in the text" in first
    assert "(because, in German: Neben der Papierform steht" in cure

    assert 0 == main(["explain", "Der Mond kann gesehen werden.", "--lang", "en"])
    out = capfd.readouterr().out
    assert (
        "discretion/behoerde-kann (An authority or court may decide): no finding (missing, in German: ein Verb" in out
    )

    assert 0 == main(["explain", "Die Behörde kann eine Genehmigung erteilen.", "--lang", "en"])
    assert "    required verb (in German: ein Verb, mit dem eine Behörde" in capfd.readouterr().out


@pytest.mark.parametrize(("lang", "marks"), [("de", "„“"), ("en", "“”")])
def test_explain_quotes_as_its_language_does(lang, marks, capfd) -> None:
    text = "Der Antrag ist schriftlich oder elektronisch zu stellen. Die Behörde kann eine Genehmigung erteilen."
    assert 0 == main(["explain", text, "--lang", lang])
    out = capfd.readouterr().out
    made = finding(evidence=(Evidence("written_form/schriftlich-zu-erklaeren#adverb", "schriftlich", ("x: y",)),))
    out += "\n".join(told_finding(made, load_rulebook(), lang))

    assert out.count(marks[0]) == out.count(marks[1]) >= 4
    assert not {"„", "“", "”"}.difference(marks).intersection(out)


def test_explain_of_a_finding_gives_the_message_in_english() -> None:
    book = load_rulebook()
    rule = book.by_id["written_form/schriftlich-zu-erklaeren"]
    made = finding(rule=rule.id)
    english = rule.message["en"].replace('"{quote}"', f"“{made.quote}”")
    assert f"  {english}" in list(told_finding(made, book, "en"))
    assert f"  {made.message}" in list(told_finding(made, book, "de"))


def test_explain_finds_a_fingerprint_in_a_list(capfd, tmp_path) -> None:
    target = tmp_path / "f.jsonl"
    run(capfd, "scan", ACT, "--output", str(target))
    record = json.loads(target.read_text(encoding="utf-8").splitlines()[0])
    code, out, _ = run(capfd, "explain", record["fingerprint"].upper(), "--list", str(target))

    assert 0 == code
    assert record["zitat"] in out
    assert record["evidence"][0]["matcher"] in out


def test_explain_says_of_every_finding_what_the_list_says(capfd, tmp_path) -> None:
    target = tmp_path / "f.jsonl"
    run(capfd, "scan", "corpus", "--output", str(target))
    records = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    first = {(record["status"], record["engine"]): record for record in reversed(records)}
    assert len(first) > 2
    for record in first.values():
        _, out, err = run(capfd, "explain", record["fingerprint"], "--list", str(target))
        head, *others = out.splitlines()
        assert f", {STATUS_NAMES['de'][record['status']]}, Sicherheit" in head
        assert "finden diese Stelle nicht mehr" not in err
        assert not any(f" {record['rule']}: kein Befund" in line for line in others)
        if record["engine"] == "rule" and not any("Klassifikator" in line for line in others):
            assert any(line.startswith(f"  Regel {record['rule']}#") for line in others)


ALIKE = [("Das Gesuch trägt einen Namenszug.", "signature/x: 0.83"), ("Man signiert.", "paraphrase: 0.70")]


@pytest.mark.parametrize(
    ("lang", "clauses", "told"),
    [
        ("de", ALIKE, [
            "eigenes Beispiel, kein geltendes Recht: „Das Gesuch trägt einen Namenszug.“ (Ähnlichkeit 0,83) — aus der Regel signature/x",
            "eigenes Beispiel, kein geltendes Recht: „Man signiert.“ (Ähnlichkeit 0,70)",
        ]),
        ("en", ALIKE, [
            "own example, not law in force: “Das Gesuch trägt einen Namenszug.” (likeness 0.83) — of the rule signature/x",
            "own example, not law in force: “Man signiert.” (likeness 0.70)",
        ]),
        ("de", [("", f"{UNLIKE}: 0.31")], ["kein eigenes Beispiel ist ähnlich genug; das nächste: 0,31"]),
        ("en", [("", f"{UNLIKE}: 0.31")], ["no own example is like enough; the nearest: 0.31"]),
    ],
)  # fmt: skip
def test_an_own_find_is_explained_once_and_each_known_clause_on_a_line(lang, clauses, told) -> None:
    evidence = tuple(Evidence("semantic/signature#nearest", words, (guard,)) for words, guard in clauses)
    message = proposed("bedarf", "signature", chance=0.9, least=0.55)
    found = finding(engine="semantic", rule="semantic/signature", type="signature", evidence=evidence, message=message)
    head, says, sentence, why, remedy, norms, compared, *lines = told_finding(found, load_rulebook(), lang)

    assert found.zitat in head
    assert found.sentence in sentence
    if lang == "de":
        assert "mit 90 % Wahrscheinlichkeit für ein Hindernis der Art Unterschrift (Schwelle 55 %)" in says
    else:
        assert "with a probability of 90% for an obstacle of the type Signature (threshold 55%)" in says
    assert load_type_reasons()["signature"].told(lang) in why
    assert load_type_reasons()["signature"].remedy[lang] in remedy
    assert "BGB § 126a" in norms
    assert f"  {'zum Vergleich' if lang == 'de' else 'for comparison'}:" == compared
    assert [f"    {line}" for line in told] == lines


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_finding_of_a_rule_is_told_with_its_reason_and_remedy_while_it_is_open(lang) -> None:
    book = load_rulebook()
    rule = book.by_id["written_form/schriftlich-zu-erklaeren"]
    told = "\n".join(told_finding(finding(rule=rule.id), book, lang))
    resolved = "\n".join(told_finding(finding(rule=rule.id, status="resolved"), book, lang))

    assert rule.why[lang] in told
    assert rule.remedy[lang] in told
    assert ", ".join(rule.references) in told
    assert rule.remedy[lang] not in resolved


def test_a_very_long_sentence_is_cut_around_the_quote() -> None:
    quote = "schriftlich"
    text = f"Zuerst gilt {quote} nichts, {'vorher ' * 300}dann ist {quote} zu handeln{' nachher' * 300}."
    start = text.rindex(quote)
    made = finding(sentence=text, quote=quote, start=start, end=start + len(quote))
    (told,) = (line for line in told_finding(made, load_rulebook(), "de") if line.startswith("  Satz:"))

    assert told.startswith("  Satz: „… vorher")
    assert told.endswith("nachher …“")
    assert "dann ist schriftlich zu handeln" in told
    assert len(told) < 1_200


def test_explain_takes_a_list_or_a_store(capfd) -> None:
    code, _, err = run(capfd, "explain", "0123456789abcdef", "--list", "a.jsonl", "--db", "b.db")

    assert 2 == code
    assert "nur --list oder nur --db" in err


def test_a_finding_of_an_unknown_rule_is_none_of_likeness() -> None:
    evidence = (Evidence("signature/eigene#muster", "trägt sein Zeichen"),)
    lines = list(told_finding(finding(rule="signature/eigene", evidence=evidence), load_rulebook(), "de"))

    assert (
        "  Regel signature/eigene#muster: nicht unter den geladenen Regeln; eigene Regeln mit --rules angeben" in lines
    )
    assert not any("Ähnlichkeit" in line for line in lines)


def test_explain_of_a_finding_whose_source_is_gone_shows_the_list(capfd, tmp_path) -> None:
    act = shutil.copy(ACT, tmp_path / "act.xml")
    target = tmp_path / "f.jsonl"
    run(capfd, "scan", str(act), "--output", str(target))
    record = json.loads(target.read_text(encoding="utf-8").splitlines()[0])
    (tmp_path / "act.xml").unlink()
    code, out, err = run(capfd, "explain", record["fingerprint"], "--list", str(target))

    assert 0 == code
    assert record["zitat"] in out
    assert "Die Quelle liegt nicht mehr vor" in err


def test_explain_finds_a_fingerprint_in_a_store(capfd, tmp_path, monkeypatch) -> None:
    store = str(tmp_path / "b.db")
    target = tmp_path / "f.jsonl"
    run(capfd, "scan", ACT, "--output", str(target), "--db", store)
    record = json.loads(target.read_text(encoding="utf-8").splitlines()[0])
    code, out, _ = run(capfd, "explain", record["fingerprint"], "--db", store)
    refused, _, err = run(capfd, "explain", record["fingerprint"], "--list", store)
    unknown, _, said = run(capfd, "explain", "0123456789abcdef", "--db", store)
    monkeypatch.setenv("MEDIENBRUCH_DB", store)

    assert 0 == code
    assert record["zitat"] in out
    assert out == run(capfd, "explain", record["fingerprint"])[1]
    assert 2 == unknown
    assert f"Kein Befund mit der Kennung 0123456789abcdef im Bestand {store}." in said
    assert 2 == refused
    assert "--db" in err


def test_explain_tells_once_what_several_matchers_of_a_rule_lack(capfd) -> None:
    _, out, _ = run(capfd, "explain", "Der Mond kann gesehen werden.")
    nearly = [line for line in out.splitlines() if "es fehlt: " in line]

    assert nearly
    assert any("ein Verb, mit dem eine Behörde oder ein Gericht entscheidet" in line for line in nearly)
    assert len(nearly) == len({line.split(": kein Befund")[0] for line in nearly})


@pytest.mark.parametrize("argv", [["0123456789abcdef"], ["0123456789abcdef", "--list", "gibtsnicht.jsonl"]])
def test_explain_of_an_unknown_fingerprint_says_what_to_do(capfd, argv, monkeypatch) -> None:
    monkeypatch.delenv("MEDIENBRUCH_DB", raising=False)
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
    assert "Kein gültiges Muster: Fehler an Zeichen 1 von „(“." in err


def gold(tmp_path, labels) -> str:
    path = tmp_path / "gold.jsonl"
    record = {"id": "u1", "text": CLAUSE, "doc": "D", "law": "G", "unit": "§ 1", "labels": labels}
    path.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    return str(path)


def test_evaluate_counts_a_right_finding(capfd, tmp_path) -> None:
    labels = [{"type": "written_form", "status": "open", "quote": "schriftlich"}]
    code, out, _ = run(capfd, "evaluate", gold(tmp_path, labels))

    assert 0 == code
    assert "(richtig 1, falsch 0, fehlt 0)" in next(line for line in out.splitlines() if line.startswith("Schriftform"))


def test_evaluate_lists_a_false_alarm_with_its_matcher(capfd, tmp_path) -> None:
    _, out, _ = run(capfd, "evaluate", gold(tmp_path, []), "--errors", "3")

    assert "falsch gemeldet: Schriftform [§ 1 G]" in out
    assert "written_form/" in out


def test_compare_shows_gains_and_losses(capfd, tmp_path) -> None:
    old, new = tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    run(capfd, "scan", ACT, "--output", str(old))
    lines = old.read_text(encoding="utf-8").splitlines()
    new.write_text("\n".join(lines[1:]) + "\n", encoding="utf-8")
    code, out, err = run(capfd, "compare", str(old), str(new))
    lost = json.loads(lines[0])

    assert 0 == code
    assert f"- {lost['zitat']}\t{TYPE_NAMES['de'][lost['type']]}\t{STATUS_NAMES['de'][lost['status']]}" in out
    assert "neu 0, weggefallen 1" in err


def test_compare_names_the_line_that_is_no_finding(capfd, tmp_path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{}\n", encoding="utf-8")
    code, _, err = run(capfd, "compare", str(bad), str(bad))

    assert 2 == code
    assert "Befund 1" in err


def test_a_new_rule_loads_but_is_not_done_until_it_is_filled_in(capfd, tmp_path) -> None:
    code, out, _ = run(capfd, "rules", "new", "signature/durch-handzeichen", "--dir", str(tmp_path))
    argv = ("rules", "test", "signature/durch-handzeichen", "--rules", str(tmp_path))
    tested, missing, err = run(capfd, *argv)

    assert (0, 4) == (code, tested)
    assert out.strip().endswith("durch-handzeichen.yaml")
    assert "noch nicht ausgefüllt: title, message, why, remedy, triggers, match, unless, examples" in missing
    assert "1 Fehler" in err


@pytest.mark.parametrize("name", ["ohne-typ", "kein_typ/regel", "signature/Mit Leerzeichen"])
def test_a_new_rule_needs_a_type_and_a_name(capfd, tmp_path, name) -> None:
    code, _, err = run(capfd, "rules", "new", name, "--dir", str(tmp_path))

    assert 2 == code
    assert "typ/regelname" in err


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
    assert {"paper_form"} == {each["type"] for each in found}, "the classifier proposes what no rule looks for"


def test_explain_and_evaluate_with_own_rules_alone(capfd, tmp_path) -> None:
    folder = own_rules(tmp_path / "rules")
    explained, out, _ = run(capfd, "explain", "Es genügt ein Handzeichen.", "--rules", folder, "--no-builtin")
    labels = [{"type": "written_form", "status": "open", "quote": "schriftlich"}]
    argv = ("--rules", folder, "--no-builtin", "--engine", "rule")
    evaluated, figures, _ = run(capfd, "evaluate", gold(tmp_path, labels), *argv)

    assert (0, 0) == (explained, evaluated)
    assert "signature/durch-handzeichen#wort" in out
    assert "(richtig 0, falsch 0, fehlt 1)" in figures


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


def count_of(capfd, tmp_path, folder, *argv: str) -> tuple[int, dict[tuple[str, str], dict], str]:
    target = tmp_path / "count.jsonl"
    code, _, err = run(
        capfd, "rules", "lint", "--corpus", "corpus", "--rules", folder, "--no-builtin", "--output", str(target), *argv
    )
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    return code, {(row["kind"], row["name"]): row for row in rows}, err


def test_lint_counts_each_part_and_asks_for_a_reason(capfd, tmp_path) -> None:
    folder = own_rules(tmp_path / "rules", "paper_form", "vordruck", "vordruck")
    code, rows, err = count_of(capfd, tmp_path, folder)

    assert 1 == code
    assert rows["matcher", "wort"]["hits"] > 0
    assert (0, "reason missing") == (rows["guard", "abstimmung"]["hits"], rows["guard", "abstimmung"]["verdict"])
    assert not {"fragment", "word"} & {kind for kind, _ in rows}, "the packaged lexicons are nobody's fault here"
    assert "Wächter: 1 Teile, 1 ohne Treffer" in err


def test_lint_shows_a_requirement_that_never_holds_before_anything_else(capfd, tmp_path) -> None:
    folder = own_rules(tmp_path / "rules", "paper_form", "vordruck", "vordruck")
    path = tmp_path / "rules" / "paper_form" / "vordruck.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "requires: [{name: nie, regex: 'gibtesnie', because: Probe.}]\n", encoding="utf-8")
    code, out, err = run(capfd, "rules", "lint", "--corpus", "corpus", "--rules", folder, "--no-builtin")
    first = out.splitlines()[1].split()

    assert 1 == code
    assert ["Voraussetzung", "paper_form/vordruck", "nie", "0"] == first[:4]
    assert any(line.startswith("alle: ") for line in err.splitlines()[-3:])
    assert err.splitlines()[-1].startswith("Gezählt sind nur 5 Gesetze")


def test_lint_counts_each_word_of_a_list_and_each_fragment(capfd, tmp_path) -> None:
    folder = own_rules(tmp_path / "rules", "paper_form", "vordruck", "vordruck")
    lexicon = tmp_path / "rules" / "lexicon"
    lexicon.mkdir()
    words = "papiere: {words: [vordruck, gibtesnie], example: vordruck}\n"
    (lexicon / "own.yaml").write_text(
        words + "stelle: {regex: '^\\W*${papiere}', example: vordruck, source: Probe}\n", encoding="utf-8"
    )
    _, rows, _ = count_of(capfd, tmp_path, folder)

    assert rows["word", "vordruck"]["hits"] > 0
    assert ("papiere", 0) == (rows["word", "gibtesnie"]["home"], rows["word", "gibtesnie"]["hits"])
    assert rows["fragment", "stelle"]["hits"] > 0


def test_lint_takes_known_limits_for_a_reason(capfd, tmp_path) -> None:
    folder = own_rules(tmp_path / "rules", "paper_form", "vordruck", "vordruck")
    path = tmp_path / "rules" / "paper_form" / "vordruck.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "known_limits: Nur in Satzungen.\n", encoding="utf-8")
    _, rows, _ = count_of(capfd, tmp_path, folder)

    assert "rare with reason" == rows["guard", "abstimmung"]["verdict"]
    assert "Nur in Satzungen." == rows["guard", "abstimmung"]["reason"]


def test_lint_without_a_corpus_reads_the_files(capfd, tmp_path) -> None:
    folder = own_rules(tmp_path / "rules")
    lexicon = tmp_path / "rules" / "lexicon"
    lexicon.mkdir()
    (lexicon / "own.yaml").write_text("keiner_braucht_mich: {words: [kreuz], example: kreuz}\n", encoding="utf-8")
    code, out, err = run(capfd, "rules", "lint", "--rules", folder, "--no-builtin")

    assert 0 == code
    assert "keiner_braucht_mich" in out
    assert "1 Regeln, 0 Fehler, 1 Hinweise" in err


def test_lint_without_a_corpus_finds_a_missing_near_miss(capfd, tmp_path) -> None:
    folder = own_rules(tmp_path / "rules")
    path = tmp_path / "rules" / "signature" / "durch-handzeichen.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("  pass:")], encoding="utf-8")
    code, out, _ = run(capfd, "rules", "lint", "--rules", folder, "--no-builtin")
    tested, failures, _ = run(capfd, "rules", "test", "--rules", folder, "--no-builtin")

    assert (4, 4) == (code, tested)
    assert out.startswith("Fehler\tsignature/durch-handzeichen: kein Beispiel unter pass")
    assert "kein Beispiel unter pass" in failures


def test_a_count_needs_a_corpus(capfd) -> None:
    code, _, err = run(capfd, "rules", "lint", "--all")

    assert 2 == code
    assert "--corpus" in err


def test_show_lets_a_lawyer_read_the_rule(capfd) -> None:
    code, out, _ = run(capfd, "rules", "show", "written_form/bedarf-der-schriftform")

    assert 0 == code
    assert "Schriftform (written_form)" in out
    assert "{form_erklaerung}" in out
    assert "(?:" not in out.split("{form_erklaerung}")[0][-3:]
    for words in (
        "nur, wenn erklaerung-im-satz",  # requirement of a matcher, with its place and reason
        "form-der-pruefung (im Teilsatz: ",
        "weil: Art der Prüfung, keine Form einer Erklärung.",
        "Im Text gelöst, wenn",
        "bussgeld (Rolle der Vorschrift)",
        "Im Text gelöst: Der Vertrag [[bedarf der Schriftform]] oder der elektronischen Form.",
        "Wächter: form-unmittelbar-verneint; weil: verneint",
    ):
        assert words in out


def test_evaluate_shows_no_figure_where_nothing_is_labelled(capfd, tmp_path) -> None:
    labels = [{"type": "written_form", "status": "open", "quote": "schriftlich"}]
    _, out, _ = run(capfd, "evaluate", gold(tmp_path, labels))
    lines = {line.split("  ")[0]: line for line in out.splitlines()}

    assert "P –" in lines["Unterschrift"]
    assert "0,000" not in lines["Unterschrift"]
    assert "–" == lines["Makro-F1"].split()[-1]


def test_evaluate_speaks_the_language_asked_for(tmp_path, capfd) -> None:
    assert 0 == main(["evaluate", gold(tmp_path, []), "--errors", "1", "--lang", "en"])
    out, _ = capfd.readouterr()

    assert "false alarm: Written form [§ 1 G]" in out


def test_grep_with_a_limit_says_that_there_is_more(capfd) -> None:
    code, out, err = run(capfd, "grep", "Vordruck", "corpus", "--limit", "1")

    assert (0, 1) == (code, len(out.splitlines()))
    assert "es gibt mehr" in err


@pytest.mark.parametrize("pattern", ["", "x*", "^"])
def test_grep_refuses_a_pattern_that_fits_everywhere(capfd, pattern) -> None:
    code, out, err = run(capfd, "grep", pattern, "corpus")

    assert (2, "") == (code, out)
    assert "leere Stellen" in err


@pytest.mark.parametrize(("lang", "words"), [("de", "diese Datei gibt es nicht"), ("en", "there is no such file")])
def test_compare_of_a_missing_file_speaks_the_language_asked_for(capfd, lang, words) -> None:
    assert 2 == main(["compare", "gibtsnicht.jsonl", "gibtsnicht.jsonl", "--lang", lang])
    assert f"gibtsnicht.jsonl: {'nicht lesbar' if lang == 'de' else 'not readable'} ({words})" in capfd.readouterr().err


def test_every_requirement_is_told_in_words() -> None:
    asked = [
        (rule.id, condition.name)
        for rule in load_rulebook().rules
        for condition in (*rule.requires, *(one for matcher in rule.match for one in matcher.requires))
        if not condition.because
    ]
    assert asked == []


def test_what_should_be_so_is_told_as_a_sentence_and_what_should_be_named_as_missing() -> None:
    rule = next(one for one in load_rulebook().rules if one.type == "vague_term")
    reasons = ("Der Begriff steht in einem Bedingungssatz.", "die Zustimmung einer Stelle")
    stopped = [
        Explanation(rule.id, "m", rule.type, "Wort", "Satz", None, (("name", "", because),), missing=True)
        for because in reasons
    ]
    (line,) = told_matches(stopped, load_rulebook(), "de")
    assert line.endswith(
        "kein Befund (es fehlt: die Zustimmung einer Stelle; es trifft nicht zu: Der Begriff steht in einem Bedingungssatz)"
    )
