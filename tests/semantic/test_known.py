"""What own finds are compared with: known clauses that are alike in sentence and words, or none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.export._columns import COLUMNS
from analyzer.model import Finding
from analyzer.model.finding import UNLIKE
from analyzer.model.types import OBSTACLE_TYPES
from analyzer.model.unit import Unit
from analyzer.read import read_unit
from analyzer.rulebook import load_rulebook
from analyzer.semantic import known
from analyzer.semantic.find import SemanticLayer
from analyzer.semantic.known import ALIKE, MOST_TOLD, KnownClauses

CLAUSE = "Das Gesuch muss den Namenszug des Antragstellers tragen."


@pytest.fixture(scope="module")
def layer() -> SemanticLayer:
    return SemanticLayer.of(load_rulebook())


def _found(layer: SemanticLayer) -> Finding:
    (found,) = layer.refine(read_unit(Unit(id="u1", text=CLAUSE), "u.jsonl"), [])
    return found


def test_a_find_names_up_to_three_clauses_that_are_alike_the_nearest_first(layer: SemanticLayer) -> None:
    evidence = _found(layer).evidence
    assert 1 <= len(evidence) <= MOST_TOLD
    likeness = [float(one.guards[0].rpartition(": ")[2]) for one in evidence]
    assert likeness == sorted(likeness, reverse=True)
    assert min(likeness) >= ALIKE
    assert all(one.words and "[[" not in one.words for one in evidence)
    assert len({one.words for one in evidence}) == len(evidence)


def test_a_find_that_is_like_no_known_clause_says_so(layer: SemanticLayer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analyzer.semantic.find.ALIKE", 1.01)
    found = _found(layer)
    (evidence,) = found.evidence
    assert (evidence.matcher, evidence.words) == ("semantic/signature#nearest", "")
    assert evidence.guards[0].startswith(f"{UNLIKE}: 0.")
    (column,) = (column for column in COLUMNS if column.key == "evidence")
    said = str(column.cell(found, "de"))
    assert said.startswith("zum Vergleich: kein eigenes Beispiel ist ähnlich genug; das nächste: 0,")
    (opinion,) = layer.opinions(read_unit(Unit(id="u1", text=CLAUSE), "u.jsonl"))
    assert opinion.evidence[0].guards[0].startswith(UNLIKE)
    assert Finding.from_dict(found.to_dict()) == replace(found, id=None)


def test_the_words_count_as_much_as_the_sentence(layer: SemanticLayer) -> None:
    clauses = KnownClauses.of(layer.rulebook, layer.encoder, "vague_term")
    text = "Die Entschädigung muss angemessen sein und dem öffentlichen Wohl dienen."
    for quote, shared in (("angemessen", "angemessen"), ("öffentlichen Wohl", "Wohl")):
        assert shared in clauses.nearest(text, quote)[0].clause.words


@pytest.mark.parametrize("kind", OBSTACLE_TYPES)
def test_every_type_knows_clauses_each_once_and_is_nearest_to_itself(layer: SemanticLayer, kind: str) -> None:
    clauses = KnownClauses.of(layer.rulebook, layer.encoder, kind)
    texts = [clause.text for clause in clauses.clauses]
    assert len(set(texts)) == len(texts) >= known.MOST_TOLD
    first = clauses.clauses[0]
    assert clauses.nearest(first.text, first.words)[0].likeness == pytest.approx(1.0, abs=1e-4)
