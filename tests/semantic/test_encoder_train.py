"""Training on a small scale, with a teacher that needs no package."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import numpy as np
import pytest

from analyzer.cli import main
from analyzer.errors import RuleError, UsageError
from analyzer.read import read_statute
from analyzer.rulebook.training import load_training
from analyzer.semantic import StaticEncoder
from analyzer.semantic.distil import Recipe
from analyzer.semantic.sample import Sample, sentences_of
from analyzer.semantic.train import LabelledSentence, read_corpus, train
from analyzer.semantic.vocabulary import learn_tokenizer
from analyzer.semantic.words import Pieces

ROOT = Path(__file__).parents[2]
ACTS = sorted((ROOT / "corpus").glob("*.xml"))
SMALL = Recipe(sentences=400, second=30, vocabulary=800, dimension=16, epochs=6, batch=64)


class Teacher:
    """A text is the sum of random vectors of its words, which depend on the first letters only: it knows stems."""

    name, digest, dimension = "stems", "stems", 32
    asked = 0

    @staticmethod
    def package():
        """It needs none."""

    def encode(self, texts):
        type(self).asked += len(texts)
        rows = [sum((self._word(word) for word in text.lower().split()), np.full(32, 1e-3)) for text in texts]
        return np.array([row / np.linalg.norm(row) for row in rows], np.float32)

    def _word(self, word):
        return np.random.default_rng(zlib.crc32(word[:5].encode())).standard_normal(32)


@pytest.fixture(autouse=True)
def teachers(monkeypatch):
    monkeypatch.setattr("analyzer.semantic.train.UseTeacher", Teacher)
    monkeypatch.setattr("analyzer.semantic.train.E5Teacher", Teacher)


def trained(tmp_path, labelled=()):
    notes: list[tuple[str, str]] = []
    corpus = read_corpus(map(read_statute, ACTS), load_training(), SMALL)
    encoder, tokenizer = train(corpus, labelled, load_training(), SMALL, lambda *both: notes.append(both), tmp_path)
    return encoder, tokenizer, notes


def test_training_is_repeatable_and_remembers_its_teachers(tmp_path):
    labelled = [LabelledSentence("Der Antrag ist schriftlich zu stellen.", frozenset({"written_form"}))] * 3
    first, tokenizer, notes = trained(tmp_path, labelled)
    asked = Teacher.asked
    second, same, _ = trained(tmp_path, labelled)

    assert asked == Teacher.asked
    assert tokenizer == same
    assert np.array_equal(first.table, second.table)
    assert not first.table[0].any()
    assert (len(ACTS), 3) == (first.about["acts"], first.about["labelled_sentences"])
    assert any("contrasts" in english and "Gegensätze" in german for german, english in notes)
    assert not any("contrasts" in german or "vocabulary" in german for german, _ in notes)


def test_training_moves_contrasts_apart_and_synonyms_together(tmp_path):
    encoder, tokenizer, _ = trained(tmp_path)
    encoder.save(tmp_path / "out", tokenizer)
    frames = [
        "Die Gebühr ist bar an der Kasse zu entrichten.",
        "Die Gebühr ist in Bargeld zu entrichten.",
        "Die Gebühr ist durch Überweisung zu entrichten.",
    ]
    rows = StaticEncoder.load(tmp_path / "out").encode(frames)

    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.1


def test_sample_is_the_same_in_any_order_and_counts_topical_words():
    acts = [read_statute(path) for path in ACTS]
    draws = []
    for order in (acts, acts[::-1]):
        sample = Sample(50, ["schriftlich"])
        for act in order:
            sample.add(act)
        draws.append(sample.texts())
    topical = [text for act in acts for text in sentences_of(act) if "schriftlich" in text.lower()]

    assert draws[0] == draws[1]
    assert len(draws[0]) == len(set(draws[0])) <= 50
    assert min(20, len(set(topical))) <= sum("schriftlich" in text.lower() for text in draws[0])


def test_vocabulary_keeps_frequent_words_whole_and_can_spell_all():
    counts = {"schriftform": 90, "nicht_zulässig": 40, "bote": 3, "xylograph": 3, "selten": 1}
    tokenizer = learn_tokenizer(counts, 60)
    vocabulary = json.loads(tokenizer)["model"]["vocab"]
    pieces = Pieces(vocabulary, 0)

    assert {"[UNK]", "schriftform", "nicht_zulässig", "##zulässig", "nicht_"} <= vocabulary.keys()
    assert 0 == vocabulary["[UNK]"]
    assert len(vocabulary) <= 60
    assert 0 not in pieces["bote"]
    assert tokenizer == learn_tokenizer(dict(reversed(counts.items())), 60)


def test_corpus_without_sentences_is_a_usage_error():
    with pytest.raises(UsageError, match="Kein Satz"):
        read_corpus([], load_training(), SMALL)


@pytest.mark.parametrize(
    "content",
    ["words: [a", "words: []", "words: [ab]\nsynonyms: []\ncontrasts: [{one: [aa], other: [bb], frames: [cc]}]"],
)
def test_wrong_training_file_is_a_rule_error(tmp_path, content):
    path = tmp_path / "training.yaml"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(RuleError, match=r"training\.yaml"):
        load_training(path)


def test_no_probe_sentence_stands_in_the_training_material():
    probe = (ROOT / "tests" / "gold" / "probe.jsonl").read_text(encoding="utf-8")
    texts = {t for line in probe.splitlines() for key, t in json.loads(line).items() if key not in {"id", "type"}}
    material = load_training()
    learnt = {clause for c in material.contrasts for frame in c.one + c.other for clause in frame}

    assert not texts & (learnt | {word for group in material.synonyms for word in group})


def test_command_leaves_the_unseen_third_out(tmp_path, monkeypatch):
    monkeypatch.setattr("analyzer.semantic.train.train", lambda corpus, *_: pytest.fail(str(corpus.acts)))
    from analyzer.measure.gold import GoldUnit  # noqa: PLC0415
    from analyzer.model.unit import Unit  # noqa: PLC0415

    ids = [read_statute(path).id for path in ACTS]
    tune = [act for act in ids if "tune" == GoldUnit(Unit("", "", doc=act), ()).part]
    assert 0 < len(tune) < len(ids)
    with pytest.raises(pytest.fail.Exception, match=f"^{len(tune)}$"):
        main(["encoder", "train", str(ROOT / "corpus"), "--output", str(tmp_path / "out")])


@pytest.mark.parametrize("teacher", ["UseTeacher", "E5Teacher"])
def test_a_missing_teacher_is_told_before_anything_is_read(tmp_path, monkeypatch, capfd, teacher):
    def missing():
        raise UsageError("Zum Trainieren fehlt das Paket.", en="Training needs the package.")

    monkeypatch.setattr("analyzer.semantic.train.read_corpus", lambda *_: pytest.fail("read"))
    lacking = type("Lacking", (Teacher,), {"package": staticmethod(missing)})
    monkeypatch.setattr(f"analyzer.semantic.train.{teacher}", lacking)
    assert 2 == main(["encoder", "train", str(ROOT / "corpus"), "--output", str(tmp_path / "out"), "--lang", "de"])
    assert "fehlt das Paket" in capfd.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("lang", "words"), [("de", ("Gesetze", "Vokabular", "Schritt")), ("en", ("acts", "vocabulary", "step"))]
)
def test_command_tells_how_it_goes_in_the_language_asked_for(tmp_path, monkeypatch, capfd, lang, words):
    monkeypatch.setattr("analyzer.semantic.distil.Recipe", lambda **_: SMALL)
    assert 0 == main(["encoder", "train", str(ROOT / "corpus"), "--output", str(tmp_path / "out"), "--lang", lang])
    told = capfd.readouterr().err
    assert [word for word in words if word not in told] == []
    assert ("Wortstücke" in told, "pieces" in told) == (lang == "de", lang == "en")
