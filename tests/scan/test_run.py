from __future__ import annotations

import io

import pytest

from analyzer import load_rulebook, read_statute, scan
from analyzer.errors import MedienbruchError, UsageError
from analyzer.export.jsonl import encode
from analyzer.model import Finding
from analyzer.review import Review, load_baseline, load_suppressions
from analyzer.scan import pool
from analyzer.scan.selection import Selection
from tests.acts import CLAUSES, gii, write_act
from tests.scan.workers import die, fail, units


@pytest.fixture
def folder(tmp_path):
    for number in range(12):
        write_act(tmp_path / "acts", f"A{number}", *CLAUSES * (1 + number % 3))
    (tmp_path / "acts" / "broken.xml").write_text("<dokumente>", encoding="utf-8")
    return tmp_path / "acts"


def lines(*paths, **options):
    return b"".join(result.lines for result in scan(paths, **options).results())


def test_five_lines_of_the_readme(folder):
    rulebook = load_rulebook()
    statute = read_statute(folder / "A0.xml")
    run = scan(folder, rulebook=rulebook)
    sentences = [finding.sentence for finding in run if finding.status == "open" and finding.doc == statute.id]

    assert [CLAUSES[0], CLAUSES[1]] == sentences
    assert 12 == run.report.acts


def test_scan_stays_the_function_whatever_is_imported_first():
    import analyzer  # noqa: PLC0415
    import analyzer.scan.run  # noqa: PLC0415

    assert callable(analyzer.scan)
    assert analyzer.scan is scan


def test_figures_add_up(folder):
    run = scan(folder)
    findings = list(run)
    report = run.report

    assert (12, 96, 96) == (report.acts, report.provisions, report.sentences)
    assert {(kind, status): n for (kind, status), n in report.findings.items() if n} == {
        key: sum((f.type, f.status) == key for f in findings) for key in {(f.type, f.status) for f in findings}
    }
    assert report.provisions_with_findings == len({f.norm for f in findings if f.status == "open"}) == 48
    assert report.coverage.total == report.coverage.accounted > 0
    assert ["broken.xml"] == [unreadable.source.rpartition("/")[2] for unreadable in report.unreadable]
    assert report.peak_mb_all_processes > 10
    assert {"tool", "rules"} == set(report.versions)
    assert run.report.seconds == report.seconds > 0


def test_findings_come_back_from_their_lines_unchanged(folder):
    run = scan(folder)
    for result in run.results():
        assert result.lines == encode(result.findings)
        assert all(isinstance(finding, Finding) for finding in result.findings)


@pytest.mark.parametrize("jobs", [2, 3])
def test_results_are_the_same_for_every_number_of_processes_and_order_of_inputs(folder, jobs, monkeypatch):
    monkeypatch.setattr(pool, "BATCH_ITEMS", 2)
    paths = sorted(folder.iterdir())
    shuffled = [*paths[5:], *reversed(paths[:5])]

    expected = lines(*paths)
    assert expected == lines(*shuffled, *shuffled[:3], jobs=jobs)
    assert expected.count(b"\n") == len(list(scan(folder)))


def test_order_is_that_of_names_and_of_the_text(folder):
    findings = list(scan(folder, jobs=2))
    keys = [(f.source, int(f.unit.removeprefix("§ "))) for f in findings]

    assert sorted(keys) == keys


def test_processes_give_the_same_report_and_their_memory(folder):
    alone, together = scan(folder), scan(folder, jobs=2)
    for run in (alone, together):
        assert 13 == len(list(run.results()))
    one, two = alone.report.to_dict(), together.report.to_dict()

    for key in ("seconds", "peak_mb_all_processes"):
        one.pop(key), two.pop(key)
    assert one == two
    assert together.report.peak_mb_all_processes > alone.report.peak_mb_all_processes + 20


def test_window_keeps_early_results_from_piling_up(folder, monkeypatch):
    """Nobody works far ahead of a consumer that takes its time."""
    monkeypatch.setattr(pool, "BATCH_ITEMS", 1)
    monkeypatch.setattr(pool, "_WINDOW", 2)
    asked = []

    def inputs():
        from analyzer.sources import expand  # noqa: PLC0415

        for item in expand([folder]):
            asked.append(item)
            yield item

    from analyzer.scan.work import Setup  # noqa: PLC0415

    with pool.WorkerPool(Setup(load_rulebook(), Selection()), 2) as workers:
        results = workers.map(pool.batches(inputs()))
        next(results)
        assert len(asked) <= 1 + 2 * 2 + 1
        results.close()


def test_ctrl_c_that_python_dropped_ends_the_run_at_the_next_answer(folder, monkeypatch):
    def heard():
        raise KeyboardInterrupt

    monkeypatch.setattr(pool, "check", heard)

    with pytest.raises(KeyboardInterrupt):
        list(scan(folder, jobs=2))


def test_also_is_called_where_the_statute_is(folder):
    extras = [result.extra for result in scan(folder, jobs=2, also=units).results() if result.extra is not None]

    assert (["§ 1", "§ 2", "§ 3", "§ 4"], 3) == extras[0]
    assert 12 == len(extras)


def test_dead_worker_is_an_error_that_names_what_it_read(folder):
    with pytest.raises(MedienbruchError, match=r"Signal 9 beendet.*A5\.xml.*--jobs 1") as caught:
        list(scan(folder / "A5.xml", jobs=2, also=die))

    assert 2 == caught.value.exit_code
    assert "ended by signal 9" in caught.value.text("en")


def test_error_nobody_foresaw_is_listed_and_the_rest_goes_on(folder):
    run = scan(folder, also=fail)
    assert 12 - 1 == len({f.doc for f in run})
    message = next(u.error for u in run.report.unreadable if "A5" in u.source)

    assert "\n" not in message
    assert "unerwarteter Fehler im Programm (IndexError: out of range, workers.py:" in message


@pytest.mark.parametrize("jobs", [1, 2])
def test_wrong_token_pattern_is_a_rule_error_not_an_unreadable_file(folder, tmp_path, jobs):
    from analyzer.errors import RuleError  # noqa: PLC0415

    rule = tmp_path / "rules" / "written_form" / "kaputt.yaml"
    rule.parent.mkdir(parents=True)
    both = "{de: a, en: b}"
    rule.write_text(
        f"id: written_form/kaputt\ntype: written_form\ntitle: {both}\nmessage: {both}\nwhy: {both}\nremedy: {both}\n"
        "references: [x]\ntriggers: [schriftform]\nmatch: [{name: m, tokens: [{NOSUCH: x}]}]\n"
        "examples: {flag: [{text: 'a [[Schriftform]]', by: m, modelled_on: x}]}\n",
        encoding="utf-8",
    )

    with pytest.raises(RuleError, match="kaputt"):
        list(scan(folder, rulebook=load_rulebook(tmp_path / "rules"), jobs=jobs))


def test_selection_restricts_list_and_figures(folder):
    run = scan(folder, selection=Selection.of(statuses=["resolved"]))
    findings = list(run)

    assert {"resolved"} == {f.status for f in findings}
    assert {"resolved"} == {status for (_, status), n in run.report.findings.items() if n}
    assert 0 == run.report.provisions_with_findings
    assert [] == list(scan(folder, selection=Selection.of(min_confidence=1.0, types=["signature"])))


def test_selection_by_profile_leaves_no_type_out():
    parts = [Selection.of(profile=name).types for name in ("form", "data", "automation")]

    assert Selection().types == frozenset().union(*parts)
    assert len(Selection().types) == sum(map(len, parts)) == 15
    assert frozenset({"discretion"}) == Selection.of(profile="automation", types=["discretion", "signature"]).types


@pytest.mark.parametrize("jobs", [1, 2])
def test_review_leaves_out_sets_aside_and_counts(folder, tmp_path, jobs):
    findings = list(scan(folder))
    old, reasons = tmp_path / "old.jsonl", tmp_path / "aus.csv"
    in_old = [f for f in findings if f.doc in {"A1", "A2"}]
    old.write_bytes(encode(in_old[:-1]))
    chosen = next(f for f in findings if f.doc == "A3")
    reasons.write_text(f"Kennung;Grund\n{chosen.fingerprint};schon digital\nffffffffffffffff;nie\n", encoding="utf-8")
    review = Review(load_baseline(old), load_suppressions(reasons))
    run = scan(folder, review=review, jobs=jobs)
    left = list(run)

    assert [f for f in findings if f not in in_old[:-1] and f != chosen] == left
    assert {
        "known": len(in_old) - 1,
        "new": len(findings) - len(in_old) + 1,
        "changed": 0,
        "gone": 0,
    } == run.report.baseline
    assert (1, [chosen]) == (run.report.suppressed, [aside.finding for aside in run.set_aside])
    assert sum(run.report.findings.values()) == len(left)
    assert [3] == [row.line for row in review.suppressions.unused(run.used_suppressions)]


def test_units_keep_their_ids_and_malformed_lines_are_named(tmp_path):
    path = tmp_path / "units.jsonl"
    path.write_text(
        '{"id": "u1", "text": "Der Vertrag bedarf der Schriftform.", "law": "PrG", "unit": "§ 3", "absatz": "2"}\n'
        "kein JSON\n"
        '{"id": "u2"}\n'
        '{"id": 7, "text": "Die Kündigung bedarf der Schriftform."}\n',
        encoding="utf-8",
    )
    run = scan(path, text=True)
    findings = list(run)

    assert ["u1", "7"] == [f.id for f in findings]
    assert "PrG § 3 Abs. 2 Satz 1" == findings[0].citation
    assert [f"{path}:2", f"{path}:3"] == [u.source for u in run.report.unreadable]
    assert 2 == run.report.acts


def test_units_are_the_same_for_every_number_of_processes(tmp_path):
    path = tmp_path / "units.jsonl"
    path.write_text(
        "".join(f'{{"id": "{n}", "text": "Der {n}. Vertrag bedarf der Schriftform."}}\n' for n in range(500)),
        encoding="utf-8",
    )

    assert lines(path, text=True) == lines(path, text=True, jobs=2)
    assert 500 == lines(path, text=True).count(b"\n")


def test_standard_input():
    stream = io.BytesIO(gii("B1", "PrG", *CLAUSES).encode())

    assert {"B1"} == {f.doc for f in scan("-", stdin=stream)}


def test_missing_path_is_a_usage_error_before_anything_is_read(folder):
    with pytest.raises(UsageError, match=r"nicht-da"):
        scan([folder, "nicht-da"])
