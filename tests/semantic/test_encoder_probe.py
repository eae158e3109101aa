"""The probe, and that the packaged encoder hears what letters cannot."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from analyzer.cli import main
from analyzer.errors import UsageError
from analyzer.model import OBSTACLE_TYPES
from analyzer.semantic import load_encoder
from analyzer.semantic.probe import CharacterGrams, Triple, read_probe, score

PROBE = Path(__file__).parents[1] / "gold" / "probe.jsonl"
TRIPLES = read_probe(PROBE)


class Numbers:
    """Texts are their own vectors."""

    name, digest, dimension = "numbers", "", 2

    def encode(self, texts):
        return np.array([[float(x) for x in text.split()] for text in texts], np.float32)


def test_probe_has_eight_triples_of_every_type_and_no_text_twice():
    assert dict.fromkeys(OBSTACLE_TYPES, 8) == Counter(t.type for t in TRIPLES)
    texts = Counter(text for t in TRIPLES for text in (t.anchor, t.paraphrase, t.unrelated, t.trap))
    assert 480 == len(texts)


def test_scores():
    """Of two triples one is right; its trap is nearer than its paraphrase."""
    triples = [
        Triple("signature", "1 0", "0.8 0.6", "0 1", "1 0"),
        Triple("discretion", "0 1", "1 0", "0.6 0.8", "1 0"),
    ]
    result = score(Numbers(), triples)

    assert (0.5, 0.0) == (result.accuracy, result.traps)
    assert {"signature": 1.0, "discretion": 0.0} == result.by_type
    # own paraphrases score .8 and 0; the others 1, 0, .6 and .6, .8, 1: of 12 pairs .8 wins 3 and ties 1, 0 ties 1
    assert pytest.approx(4.0 / 12) == result.auc


def test_packaged_encoder_hears_paraphrases_that_letters_miss():
    ours = score(load_encoder(), TRIPLES)
    letters = score(CharacterGrams([t.anchor for t in TRIPLES]), TRIPLES)

    assert ours.accuracy > 0.8
    assert ours.auc > 0.95
    assert letters.accuracy < 0.3


@pytest.mark.parametrize("line", ["{", '{"type": "signature"}', "[]"])
def test_wrong_line_is_named(tmp_path, line):
    good = PROBE.read_text(encoding="utf-8").split("\n")[0]
    (tmp_path / "p.jsonl").write_text(f"{good}\n{line}\n", encoding="utf-8")

    with pytest.raises(UsageError, match="Zeile 2"):
        read_probe(tmp_path / "p.jsonl")


def test_missing_and_empty_files_are_usage_errors(tmp_path):
    (tmp_path / "empty.jsonl").write_text("\n", encoding="utf-8")
    with pytest.raises(UsageError, match="keine Tripel"):
        read_probe(tmp_path / "empty.jsonl")
    with pytest.raises(UsageError, match=r"nicht lesbar \(diese Datei gibt es nicht\)"):
        read_probe(tmp_path / "none.jsonl")


def test_evaluate_prints_one_row_a_model(tmp_path, capfd, monkeypatch):
    monkeypatch.setattr("analyzer.semantic.compare.TEACHERS", ())
    few = [json.loads(line) for line in PROBE.read_text(encoding="utf-8").splitlines()[::20]]
    (tmp_path / "p.jsonl").write_text("\n".join(map(json.dumps, few)), encoding="utf-8")

    assert 0 == main(["encoder", "evaluate", "--probe", str(tmp_path / "p.jsonl"), "--types", "--lang", "en"])
    head, _, ours, types, letters, *_ = capfd.readouterr().out.splitlines()
    assert "| model | accuracy | AUC | traps | dim. | texts/s |" == head
    assert ours.startswith("| medienbruch-static | ")
    assert types.startswith("  written_form ")
    assert letters.startswith("| TF-IDF, 3–5 Zeichen | ")
    assert re.match(r"\| [^|]* \| \d\.\d{3} \|", ours)

    assert 0 == main(["encoder", "evaluate", "--probe", str(tmp_path / "p.jsonl"), "--types", "--lang", "de"])
    _, _, ours, types, *_ = capfd.readouterr().out.splitlines()
    assert re.match(r"\| [^|]* \| \d,\d{3} \| \d,\d{3} \|", ours)
    assert "." not in types


def test_evaluate_names_a_missing_model_and_its_package(tmp_path, capfd, monkeypatch):
    def absent():
        raise UsageError("fehlt", en="missing")

    monkeypatch.setattr("analyzer.semantic.compare.TEACHERS", ((absent, "Modell A", "paket-a"),))
    (tmp_path / "p.jsonl").write_text(PROBE.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    assert 0 == main(["encoder", "evaluate", "--probe", str(tmp_path / "p.jsonl"), "--lang", "de"])
    assert "nicht verglichen: Modell A; es fehlt das Paket paket-a" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("lang", "words"), [("de", "Bitte mit --probe FILE"), ("en", "please give a file of triples with --probe FILE")]
)
def test_without_the_triples_of_the_tests_one_sentence_says_what_is_needed(tmp_path, monkeypatch, capfd, lang, words):
    monkeypatch.setattr("analyzer.cli.encoder._PROBE", tmp_path / "probe.jsonl")
    assert 2 == main(["encoder", "evaluate", "--lang", lang])
    assert words in capfd.readouterr().err


def test_the_triples_of_the_tests_are_found_from_any_folder(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("analyzer.semantic.compare.TEACHERS", ())
    assert 0 == main(["encoder", "evaluate", "--lang", "de"])
    assert "| medienbruch-static |" in capfd.readouterr().out
