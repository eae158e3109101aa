"""`medienbruch encoder teach` on a small scale, and what `explain` says of the classifier."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from analyzer.cli import main
from analyzer.model import OBSTACLE_TYPES
from analyzer.semantic.classifier import Classifier, _load
from analyzer.semantic.judged_words import passage_key
from analyzer.semantic.tagged import Tag, TaggedPassage, write_tagged
from tests.semantic.small_classifier import write_encoder

TEXT = "Der Antrag ist schriftlich zu stellen"
OTHER = "Die Behörde legt den Antrag vor"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    write_encoder(tmp_path / "weights", f"{TEXT} {OTHER}")
    start = TEXT.index("schriftlich")
    tag = Tag("written_form", start, start + len("schriftlich"), 0.9)
    passages = [TaggedPassage("", (TEXT,), (tag,), "corpus"), TaggedPassage("", (OTHER,), (), "corpus")] * 4
    passages.append(TaggedPassage("", (OTHER,), (), "labels", "X", (), frozenset(OBSTACLE_TYPES)))
    write_tagged(tmp_path / "tagged.jsonl.gz", passages)
    label = {"type": "written_form", "status": "open", "quote": "schriftlich"}
    lines = [{"id": "1", "text": f"{TEXT}.", "labels": [label]}, {"id": "2", "text": f"{OTHER}.", "labels": []}]
    (tmp_path / "trust.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return tmp_path


def _teach(home: Path, tagged: str = "tagged.jsonl.gz", *more: str, output: str = "weights") -> int:
    files = [str(home / tagged), "--trust", str(home / "trust.jsonl"), "--output", str(home / output)]
    return main(["encoder", "teach", *files, "--lang", "de", *more])


def test_teach_writes_a_classifier_of_the_encoder(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("torch", reason="torch is not installed: teaching needs it")
    assert _teach(home) == 0
    assert "9 passages, 1 labelled" in capfd.readouterr().err
    classifier = Classifier.load(home / "weights")
    assert classifier.about["passages"] == {"corpus": 8, "labels": 1}
    assert set(classifier.about["least"]) == set(classifier.about["rules"]) == set(OBSTACLE_TYPES)


def test_teach_goes_on_from_weights_and_keeps_half_of_them(home: Path) -> None:
    pytest.importorskip("torch", reason="torch is not installed: teaching needs it")
    assert _teach(home) == 0
    first = Classifier.load(home / "weights").network.weights
    shutil.copytree(home / "weights", home / "before")
    _load.cache_clear()
    assert _teach(home, "tagged.jsonl.gz", "--from", str(home / "before")) == 0
    second = Classifier.load(home / "weights").network.weights
    moved = np.abs(second.leave[0] - first.leave[0]).max()
    assert 0 < moved < np.abs(first.leave[0]).max(), "it went on from what was there, not anew"


def test_teach_without_anything_to_calibrate_on_says_so(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    files = [str(home / "tagged.jsonl.gz"), "--output", str(home / "weights")]
    assert main(["encoder", "teach", *files, "--lang", "de"]) == 2
    assert "--trust oder --labels" in capfd.readouterr().err


def test_teach_learns_words_that_readers_judged(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("torch", reason="torch is not installed: teaching needs it")
    line = {"passage": passage_key([OTHER]), "words": [[0, "repeated_proof", 12, 16, "open"]]}
    judged = home / "judged.jsonl.gz"
    judged.write_bytes(gzip.compress(json.dumps(line).encode()))
    assert _teach(home, "tagged.jsonl.gz", "--judged", str(judged)) == 0
    assert "9 passages, 5 labelled" in capfd.readouterr().err
    assert Classifier.load(home / "weights").gate is not None


def test_teach_calibrates_on_findings_that_readers_judged(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("torch", reason="torch is not installed: teaching needs it")
    line = {
        "passage": passage_key([TEXT]),
        "words": [[0, "written_form", TEXT.index("schriftlich"), len(TEXT), "none"]],
    }
    told = home / "told.jsonl.gz"
    told.write_bytes(gzip.compress(json.dumps(line).encode()))
    assert _teach(home, "tagged.jsonl.gz", "--told", str(told)) == 0
    about = json.loads((home / "weights" / "classifier.json").read_text(encoding="utf-8"))
    assert about["rules"]["written_form"][-1] < 0  # trusted cases alone raise it


def _labels(home: Path, *records: dict[str, object]) -> str:
    path = home / "labels.jsonl.gz"
    path.write_bytes(gzip.compress("".join(json.dumps(record) + "\n" for record in records).encode()))
    return str(path)


def test_teach_learns_labels_without_text_and_keeps_some_apart(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("torch", reason="torch is not installed: teaching needs it")
    label = ["written_form", "open", "schriftlich"]
    learned = _labels(home, {"text": passage_key([TEXT]), "labels": [label]})
    assert _teach(home, "tagged.jsonl.gz", "--labels", learned) == 0
    assert "9 passages, 5 labelled" in capfd.readouterr().err
    apart = _labels(home, {"text": passage_key([TEXT]), "labels": [label], "part": "calibration"})
    assert _teach(home, "tagged.jsonl.gz", "--labels", apart) == 0
    assert "5 passages, 1 labelled" in capfd.readouterr().err


def test_teach_hears_a_classifier_taught_before(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("torch", reason="torch is not installed: teaching needs it")
    assert _teach(home) == 0
    first = Classifier.load(home / "weights").digest
    before = shutil.copytree(home / "weights", home / "before")
    assert _teach(home, "tagged.jsonl.gz", "--before", str(before)) == 0
    _load.cache_clear()
    assert Classifier.load(home / "weights").digest != first
    write_encoder(home / "other", "ganz andere Worte")
    assert _teach(home, "tagged.jsonl.gz", "--before", str(before), output="other") == 2
    assert "gehört zu einem anderen Encoder" in capfd.readouterr().err


def test_teach_learns_own_sentences_beside_the_passages(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("torch", reason="torch is not installed: teaching needs it")
    lines = [
        {"type": "signature", "text": "Der Kassenwart setzt [[seinen Namenszug]] unter den Abschluss."},
        {"type": "none", "text": "Der Namenszug des Vereins steht auf dem Briefbogen."},
    ]
    (home / "own.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert _teach(home, "tagged.jsonl.gz", "--sentences", str(home / "own.jsonl")) == 0
    assert "11 passages, 3 labelled" in capfd.readouterr().err


@pytest.mark.parametrize("line", ['{"type": "signatur", "text": "x"}', '{"type": "signature"}', "kein JSON", "[]"])
def test_teach_names_the_line_that_is_no_own_sentence(home: Path, capfd: pytest.CaptureFixture[str], line: str) -> None:
    pytest.importorskip("torch", reason="torch is not installed: teaching needs it")
    (home / "own.jsonl").write_text('{"type": "none", "text": "x"}\n' + line + "\n", encoding="utf-8")
    assert _teach(home, "tagged.jsonl.gz", "--sentences", str(home / "own.jsonl")) == 2
    assert "own.jsonl, Zeile 2: kein eigener Satz" in capfd.readouterr().err


def test_calibrating_anew_leaves_network_and_gate_alone(home: Path) -> None:
    pytest.importorskip("torch", reason="torch is not installed: teaching needs it")
    assert _teach(home) == 0
    before = Classifier.load(home / "weights")
    label = {"type": "written_form", "status": "secondary", "quote": "schriftlich"}
    line = {"id": "1", "text": f"{TEXT}.", "labels": [label]}
    (home / "trust.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert _teach(home, "tagged.jsonl.gz", "--calibrate-only") == 0
    _load.cache_clear()
    after = Classifier.load(home / "weights")
    assert after.curves != before.curves
    np.testing.assert_array_equal(after.network.first, before.network.first)
    assert before.gate is not None
    assert after.gate is not None
    assert after.gate.weights.least == before.gate.weights.least


def test_teach_refuses_what_is_no_tagged_file(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (home / "no.gz").write_text("nothing", encoding="utf-8")
    assert _teach(home, "no.gz") == 2
    assert "encoder tutor" in capfd.readouterr().err
    assert not (home / "weights" / "classifier.npz").exists()


def test_explain_tells_what_the_classifier_thinks(capfd: pytest.CaptureFixture[str]) -> None:
    text = "Das Gesuch muss den Namenszug des Antragstellers tragen"
    assert main(["explain", f"{text}.", "--lang", "de"]) == 0
    out = capfd.readouterr().out
    assert "Klassifikator: Unterschrift" in out
    assert "Namenszug" in out.partition("Befund ab")[0]
    assert "schweigt" not in out
    assert main(["explain", f"{text} oder digital bestätigt sein.", "--lang", "en"]) == 0
    silent = capfd.readouterr().out
    assert "Classifier" not in silent or "silent because of “digital”" in silent
