"""The layer in a scan: it weighs findings, proposes its own, and stays silent where vectors are blind."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analyzer.detect import detect
from analyzer.model import Finding, Statute
from analyzer.model.types import OBSTACLE_TYPES
from analyzer.model.unit import Unit
from analyzer.read import read_unit
from analyzer.rulebook import load_rulebook
from analyzer.rulebook.silence import load_paraphrases, load_silence
from analyzer.semantic.classifier import Classifier, Features
from analyzer.semantic.find import SemanticLayer, is_silent
from analyzer.semantic.readings import readings


class _Certain(Classifier):
    """Is certain of a signature in every reading."""

    def probabilities(self, seen: Features) -> np.ndarray:
        found = np.zeros((len(seen.bounds) - 1, len(OBSTACLE_TYPES)), np.float32)
        found[:, OBSTACLE_TYPES.index("signature")] = 0.99
        return found


@pytest.fixture(scope="module")
def layer() -> SemanticLayer:
    packaged = SemanticLayer.of(load_rulebook())
    model = packaged.classifier
    certain = _Certain(model.digest, model.place, model.weights, model.offsets, model.layers, model.curves, model.about)
    return replace(packaged, classifier=certain)


def _unit(text: str, title: str = "") -> Statute:
    return read_unit(Unit(id="u1", text=text, title=title), "u.jsonl")


def _refined(layer: SemanticLayer, text: str, title: str = "") -> tuple[Finding, ...]:
    statute = _unit(text, title)
    return layer.refine(statute, detect(statute, load_rulebook()))


def test_an_own_find_is_open_and_quotes_words_of_the_sentence(layer: SemanticLayer) -> None:
    found = [
        f for f in _refined(layer, "Das Gesuch muss den Namenszug des Antragstellers tragen.") if f.engine == "semantic"
    ]
    assert [(f.type, f.status, f.rule) for f in found] == [("signature", "open", "semantic/signature")]
    assert found[0].sentence[found[0].start : found[0].end] == found[0].quote
    assert len(found[0].quote.split()) <= 12
    assert found[0].evidence[0].words


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Das Gesuch muss den Namenszug tragen oder elektronisch bestätigt sein.", ""),
        ("Das Gesuch muss den Namenszug tragen. Es kann auch über das Portal eingereicht werden.", ""),
        ("Ein Namenszug unter dem Gesuch ist nicht erforderlich.", ""),
        ("Ordnungswidrig handelt, wer den Namenszug unter dem Gesuch vergisst.", ""),
        ("Der Prüfling setzt den Namenszug unter die Arbeit.", ""),
    ],
)
def test_it_is_silent_where_other_words_decide(layer: SemanticLayer, text: str, title: str) -> None:
    assert [f for f in _refined(layer, text, title) if f.engine == "semantic"] == []


def test_it_says_nothing_beside_a_rule_of_the_same_type(layer: SemanticLayer) -> None:
    found = _refined(layer, "Der Antrag ist vom Antragsteller eigenhändig zu unterschreiben.")
    assert {f.engine for f in found if f.type == "signature"} == {"rule"}


def test_findings_of_rules_are_all_kept_in_their_order(layer: SemanticLayer) -> None:
    text = (
        "Der Antrag ist schriftlich zu stellen. Das Gesuch muss den Namenszug tragen. "
        "Die Urkunde ist in zwei Ausfertigungen vorzulegen."
    )
    statute = _unit(text)
    before = detect(statute, load_rulebook())
    after = layer.refine(statute, before)
    assert [f.fingerprint for f in after if f.engine == "rule"] == [f.fingerprint for f in before]
    assert [f.status for f in after if f.engine == "rule"] == [f.status for f in before]
    numbers = [f.satz for f in after]
    assert numbers == sorted(numbers)
    assert all(0.0 <= f.confidence <= 1.0 for f in after)


def test_the_same_act_gives_the_same_findings(layer: SemanticLayer) -> None:
    text = "Das Gesuch muss den Namenszug tragen. Das Gesuch muss den Namenszug tragen."
    once, twice = _refined(layer, text), _refined(layer, text)
    assert once == twice
    assert len({f.fingerprint for f in once}) == len(once)


def test_an_item_is_read_with_its_lead_in() -> None:
    statute = _unit("Dem Antrag sind beizufügen: 1. ein Lichtbild, 2. ein Zeugnis.")
    texts = [reading.text for reading in readings(statute)]
    assert any(text.startswith("Dem Antrag sind beizufügen") and text.endswith("ein Zeugnis.") for text in texts)
    for reading in readings(statute):
        start = reading.own_start
        assert reading.text[start : start + len(reading.own_text)] == reading.own_text


def test_readings_are_those_of_detection() -> None:
    statute = _unit("Der Antrag ist 1. schriftlich und 2. in zwei Ausfertigungen einzureichen.")
    read = {reading.text for reading in readings(statute)}
    findings = detect(statute, load_rulebook())
    assert findings
    assert {f.sentence for f in findings} <= read


@pytest.mark.parametrize("item", ["des Namenszugs", "Wohnortwechsels,", "§ 5 Satz 1"])
def test_an_item_of_one_or_two_words_can_be_judged(layer: SemanticLayer, item: str) -> None:
    found = _refined(layer, f"Das Gesuch muss enthalten die Angabe 1. {item} 2. der Wohnung des Gesuchstellers.")
    assert all(f.sentence[f.start : f.end] == f.quote for f in found)


def test_silence_looks_at_neighbours_and_heading() -> None:
    silence = load_silence()
    near = next(readings(_unit("Die Anzeige trägt einen Namenszug. Sie kann elektronisch übermittelt werden.")))
    alone = next(readings(_unit("Die Anzeige trägt einen Namenszug.")))
    assert is_silent(near, silence)
    assert not is_silent(alone, silence)


def test_own_sentences_cover_every_type() -> None:
    sentences = load_paraphrases()
    assert set(sentences) == {*OBSTACLE_TYPES, "none"}
    for kind, texts in sentences.items():
        assert len(set(texts)) == len(texts) >= 12
        for text in texts:
            assert text.count("[[") == text.count("]]") == (kind != "none")
