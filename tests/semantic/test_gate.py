"""The gate: which parts the network is asked about, and that its answers stay the same for those."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.model.types import OBSTACLE_TYPES
from analyzer.model.unit import Unit
from analyzer.read import read_unit
from analyzer.semantic.classifier import Classifier, pieces_of
from analyzer.semantic.gate import Gate, GateWeights
from analyzer.semantic.judged import judge, judge_worthwhile
from analyzer.semantic.network import NOTHING, Pieces
from analyzer.semantic.passages import Parts, passages
from tests.semantic.small_classifier import TYPES, encoder_of, random_classifier, write_encoder

ENCODER = encoder_of()
CLASSIFIER = random_classifier(ENCODER)
BOUNDARY = ENCODER.vocabulary_size


def _gate(classifier: Classifier, least: float = 0.0, seed: int = 2) -> Gate:
    random = np.random.default_rng(seed)

    def array(*shape: int) -> np.ndarray:
        return random.standard_normal(shape).astype(np.float32)

    width = 4
    layers = ((array(3 * width, width), array(width)), (array(3 * width, width), array(width)))
    enter = array(classifier.network.first.shape[1], width)
    return Gate.of(classifier.network, GateWeights(enter, layers, (array(width, TYPES), array(TYPES)), least))


def _passage(sizes: list[int], seed: int) -> Pieces:
    random = np.random.default_rng(seed)
    words: list[int] = []
    bounds = [0]
    for size in sizes:
        words += [*random.integers(0, BOUNDARY, size).tolist(), BOUNDARY]
        bounds.append(len(words))
    return Pieces(random.integers(0, BOUNDARY, 3).tolist(), words, bounds)


@given(st.lists(st.lists(st.integers(0, 25), min_size=1, max_size=9), min_size=1, max_size=5), st.data())
@settings(deadline=None)
def test_chosen_parts_score_as_if_all_were_judged(sizes: list[list[int]], data: st.DataObject) -> None:
    several = [_passage(of_one, seed) for seed, of_one in enumerate(sizes)]
    chosen = [sorted(data.draw(st.sets(st.integers(0, len(of_one) - 1)))) for of_one in sizes]
    everything, some = CLASSIFIER.judge(several), CLASSIFIER.judge(several, chosen)
    for passage, parts, whole, partly in zip(several, chosen, everything, some, strict=True):
        for part in range(len(passage.bounds) - 1):
            rows = slice(passage.bounds[part], passage.bounds[part + 1])
            if part in parts:
                np.testing.assert_allclose(partly.pieces[rows], whole.pieces[rows], rtol=1e-4, atol=1e-4)
                np.testing.assert_allclose(partly.parts[part], whole.parts[part], rtol=1e-4, atol=1e-4)
            else:
                assert (partly.pieces[rows] == NOTHING).all()
                assert (partly.parts[part] == NOTHING).all()


def test_a_part_passes_whatever_stands_around_it() -> None:
    several = [_passage(sizes, seed) for seed, sizes in enumerate(([3, 1, 8], [0, 4], [12] * 900, [2, 2]))]
    gate = _gate(CLASSIFIER)
    together = gate.open_parts(several)
    assert 0 < sum(map(len, together)) < sum(len(one.bounds) - 1 for one in several)
    for passage, worth in zip(several, together, strict=True):
        for part in range(len(passage.bounds) - 1):
            words = passage.words[passage.bounds[part] : passage.bounds[part + 1]]
            assert gate.open_parts([Pieces([], words, [0, len(words)])]) == [[0] if part in worth else []]


def test_a_part_without_words_never_passes() -> None:
    assert _gate(CLASSIFIER, least=-50.0).open_parts([_passage([0, 3, 0], 1)]) == [[1]]


def test_without_a_gate_all_parts_are_judged() -> None:
    assert CLASSIFIER.worthwhile([_passage([2, 0], 1), _passage([1], 2)]) == [[0, 1], [0]]


TEXT = "Der Antrag ist schriftlich zu stellen. Die Behörde legt die Urkunde vor. Der Namenszug ist nicht erforderlich."


def test_what_is_asked_for_is_judged_though_the_gate_is_shut() -> None:
    shut = replace(CLASSIFIER, gate=_gate(CLASSIFIER, least=1e6))
    statute = read_unit(Unit(id="u", text=TEXT), "u")
    found = Parts(passages(statute))
    assert judge_worthwhile(found, ENCODER, shut, ()) == {}
    judged = judge_worthwhile(found, ENCODER, shut, {1})
    everything = judge(statute, ENCODER, shut)
    assert list(judged) == [1]
    assert judged[1].reading == everything[1].reading
    np.testing.assert_allclose(judged[1].scores, everything[1].scores, rtol=1e-4, atol=1e-4)


def test_an_open_gate_judges_all_in_text_order() -> None:
    wide = replace(CLASSIFIER, gate=_gate(CLASSIFIER, least=-1e6))
    judged = judge_worthwhile(Parts(passages(read_unit(Unit(id="u", text=TEXT), "u"))), ENCODER, wide, {2})
    assert list(judged) == [0, 1, 2]


def test_a_saved_gate_lets_the_same_through(tmp_path: Path) -> None:
    encoder = write_encoder(tmp_path)
    classifier = random_classifier(encoder)
    before = replace(classifier, gate=_gate(classifier, least=0.25))
    before.save(tmp_path)
    after = Classifier.load(tmp_path)
    assert after.gate is not None
    assert after.gate.weights.least == 0.25
    ids = np.array(_passage([5, 9], 3).words, np.int32)
    np.testing.assert_allclose(after.gate.scores(ids), before.gate.scores(ids), rtol=0.02, atol=0.05)


def test_least_scores_are_those_of_the_least_chances() -> None:
    least = CLASSIFIER.least_scores
    chances = CLASSIFIER.chances(least[None, :])[0]
    np.testing.assert_allclose(chances, [CLASSIFIER.least(kind) for kind in OBSTACLE_TYPES], atol=1e-4)


def test_it_is_taught_to_let_finds_through() -> None:
    pytest.importorskip("torch")
    from analyzer.semantic.teach_gate import GateTeaching, with_gate  # noqa: PLC0415

    texts = [
        "Der Antrag ist schriftlich zu stellen",
        "Die Behörde legt die Urkunde vor",
        "Der Namenszug oder die Urkunde",
    ]
    corpus = [pieces_of(ENCODER, "", [texts[n % 3]]) for n in range(160)]
    scores = [one.parts for one in CLASSIFIER.judge(corpus)]
    column = 1  # one sentence in three is a find of this type
    limit = np.unique(np.concatenate(scores)[:, column].round(3))[-2:].mean()
    curves = tuple(
        replace(curve, offset=float(-limit) if at == column else -90.0) for at, curve in enumerate(CLASSIFIER.curves)
    )
    taught = with_gate(replace(CLASSIFIER, curves=curves), corpus, GateTeaching(epochs=30, batch=400, rate=0.03), print)
    wanted = [np.flatnonzero(one[:, column] >= limit).tolist() for one in scores]
    passed = taught.worthwhile(corpus)
    assert passed == wanted
