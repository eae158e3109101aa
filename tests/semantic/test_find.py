"""The layer in a scan: it weighs findings of rules, proposes its own, and stays silent where words decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from analyzer.detect import detect
from analyzer.errors import UsageError
from analyzer.model import Finding, Statute
from analyzer.model.finding import DOUBT, least_told
from analyzer.model.types import OBSTACLE_TYPES
from analyzer.model.unit import Unit
from analyzer.read import read_unit
from analyzer.rulebook import load_rulebook
from analyzer.rulebook.silence import load_paraphrases, load_silence
from analyzer.semantic.classifier import Classifier, Curve
from analyzer.semantic.files import PACKAGED, version_of
from analyzer.semantic.find import DOUBTABLE, DOUBTED, SemanticLayer
from analyzer.semantic.judged import judge
from analyzer.semantic.logistic import logit
from analyzer.semantic.network import NOTHING, Pieces, Scores
from analyzer.semantic.passages import passages
from analyzer.semantic.places import places_of

SIGNED, WRITTEN, DECIDED = map(OBSTACLE_TYPES.index, ("signature", "written_form", "discretion"))
CLAUSE = "Das Gesuch muss den Namenszug des Antragstellers tragen."


@dataclass(frozen=True)
class _Scripted(Classifier):
    """Gives each piece of some words a score of its own, and every other the lowest.

    Attributes:
        said: (piece, column) → score.
    """

    said: tuple[tuple[int, int, float], ...] = ()

    def judge(self, passages: Sequence[Pieces], chosen: Sequence[Sequence[int]] | None = None) -> list[Scores]:  # noqa: ARG002
        made = []
        for passage in passages:
            found = np.full((len(passage.words), len(OBSTACLE_TYPES)), -9.0, np.float32)
            for piece, column, score in self.said:
                found[np.asarray(passage.words) == piece, column] = score
            found[np.array(passage.bounds[1:]) - 1] = NOTHING
            made.append(Scores(found, np.maximum.reduceat(found, passage.bounds[:-1], axis=0)))
        return made


@pytest.fixture(scope="module")
def packaged() -> SemanticLayer:
    return SemanticLayer.of(load_rulebook())


def _layer(packaged: SemanticLayer, *said: tuple[str, int, float], rules: Sequence[float] = (1.0, 0.5, 0.0)):
    """The packaged layer with a classifier that knows these words, types and scores, and plain curves."""
    pieces = tuple((piece, column, score) for word, column, score in said for piece in packaged.encoder.pieces_of(word))
    about = {"least": dict.fromkeys(OBSTACLE_TYPES, 0.5), "rules": {kind: list(rules) for kind in OBSTACLE_TYPES}}
    model = packaged.classifier
    curves = (Curve(1.0, 0.0),) * len(OBSTACLE_TYPES)
    return replace(packaged, classifier=_Scripted(model.digest, model.network, curves, about, said=pieces))


@pytest.fixture
def layer(packaged: SemanticLayer) -> SemanticLayer:
    return _layer(packaged, ("namenszug", SIGNED, 3.0))


def _unit(text: str, title: str = "") -> Statute:
    return read_unit(Unit(id="u1", text=text, title=title), "u.jsonl")


def _refined(layer: SemanticLayer, text: str) -> tuple[Finding, ...]:
    statute = _unit(text)
    return layer.refine(statute, detect(statute, load_rulebook()))


def _own(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.engine == "semantic"]


# Own finds


def test_an_own_find_is_open_and_quotes_words_of_the_sentence(layer: SemanticLayer) -> None:
    (found,) = _own(_refined(layer, CLAUSE))
    assert (found.type, found.status, found.rule) == ("signature", "open", "semantic/signature")
    assert (found.quote, found.sentence) == ("Namenszug", CLAUSE)
    assert found.sentence[found.start : found.end] == found.quote
    assert found.confidence == 0.95
    assert found.message == (
        "Der Klassifikator hält „Namenszug“ mit 95 % Wahrscheinlichkeit für ein Hindernis der Art Unterschrift (Schwelle 50 %); "
        "keine Regel meldet diese Worte. Bitte prüfen."
    )
    assert least_told(found.message) == 0.5
    assert least_told(found.message.replace("keine Regel meldet diese Worte", "eine Regel greift hier nicht")) == 0.5
    assert {evidence.matcher for evidence in found.evidence} == {"semantic/signature#nearest"}


def test_an_own_find_in_an_item_names_the_item(layer: SemanticLayer) -> None:
    (found,) = _own(_refined(layer, "Das Gesuch muss enthalten: 1. den Wohnort, 2. den Namenszug des Gesuchstellers."))
    assert found.item == "2"
    assert found.sentence == "Das Gesuch muss enthalten: 2. den Namenszug des Gesuchstellers."
    assert found.sentence[found.start : found.end] == "Namenszug"


@pytest.mark.parametrize(("score", "times"), [(0.1, 1), (-0.1, 0)])
def test_a_find_needs_the_least_chance(packaged: SemanticLayer, score: float, times: int) -> None:
    assert len(_own(_refined(_layer(packaged, ("namenszug", SIGNED, score)), CLAUSE))) == times


def test_no_find_is_told_as_certain(packaged: SemanticLayer) -> None:
    (found,) = _own(_refined(_layer(packaged, ("namenszug", SIGNED, 40.0)), CLAUSE))
    assert found.confidence == 0.99


@pytest.mark.parametrize(
    "text",
    [
        "Das Gesuch muss den Namenszug tragen oder elektronisch bestätigt sein.",
        "Das Gesuch muss den Namenszug tragen; es kann über das Portal eingereicht werden.",
        "Ein Namenszug unter dem Gesuch ist nicht erforderlich.",
        "Der Namenszug unter dem Gesuch entfällt.",
        "Das Gesuch muss den Namenszug des Antragstellers nicht tragen.",
        "Das Gesuch wird ohne Namenszug angenommen.",
        "Kann das Gesuch digital gestellt werden, so trägt es 1. keinen Ort, 2. den Namenszug des Amtes.",
    ],
)
def test_it_is_silent_where_words_of_the_sentence_decide(layer: SemanticLayer, text: str) -> None:
    assert _own(_refined(layer, text)) == []


def test_words_of_another_sentence_do_not_silence_it(layer: SemanticLayer) -> None:
    assert len(_own(_refined(layer, f"Die Anzeige wird elektronisch bestätigt. {CLAUSE}"))) == 1


def test_it_says_nothing_beside_a_rule_of_the_same_type_in_the_same_part(layer: SemanticLayer) -> None:
    found = _refined(layer, "Der Namenszug ist vom Antragsteller eigenhändig zu unterschreiben.")
    assert [f.engine for f in found if f.type == "signature"] == ["rule"]


def test_a_rule_in_one_item_does_not_forbid_a_find_in_another(layer: SemanticLayer) -> None:
    text = "Der Antragsteller hat 1. den Antrag eigenhändig zu unterschreiben, 2. den Namenszug des Zeugen zu holen."
    found = [(f.engine, f.item) for f in _refined(layer, text) if f.type == "signature"]
    assert found == [("rule", "1"), ("semantic", "2")]


@pytest.mark.parametrize("status", ["open", "resolved", "secondary"])
def test_words_that_a_rule_quotes_with_an_item_are_not_told_again_for_the_lead_in(
    packaged: SemanticLayer, status: str
) -> None:
    text = "Nach dem Hinweis kann die Behörde 1. den Betrieb erlauben, 2. den Betrieb einstellen lassen."
    statute = _unit(text)
    (found,) = (finding for finding in detect(statute, load_rulebook()) if finding.type == "discretion")
    assert (found.quote, found.sentence) == ("kann die Behörde", text.partition(" 2.")[0])
    layer = _layer(packaged, ("kann", DECIDED, 3.0))
    assert _own(layer.refine(statute, [replace(found, status=status)])) == []
    # words that only stand beside them are told
    (beside,) = _own(_layer(packaged, ("hinweis", DECIDED, 3.0)).refine(statute, [found]))
    assert "kann" not in beside.quote


def test_words_of_a_sentence_stand_in_the_block_part_by_part() -> None:
    statute = _unit("Der Antrag ist 1.  mit Stempel, 2.\u00a0mit Siegel \n zu versehen. Er ist zu siegeln.")
    for passage in passages(statute):
        for reading in passage.readings:
            for start in range(0, len(reading.text), 7):
                for end in (start + 4, start + 20, len(reading.text)):
                    spans = list(reading.in_block(start, end))
                    shown = " ".join(reading.block.text.text[first:last] for first, last in spans)
                    assert shown.split() == reading.text[start:end].split()


def test_another_type_may_be_found_beside_a_rule(packaged: SemanticLayer) -> None:
    layer = _layer(packaged, ("unterschreiben", WRITTEN, 3.0))
    found = _refined(layer, "Der Antrag ist vom Antragsteller eigenhändig zu unterschreiben.")
    assert {(f.engine, f.type) for f in found} == {("rule", "signature"), ("semantic", "written_form")}


def test_finds_of_a_sentence_come_in_text_order(packaged: SemanticLayer) -> None:
    layer = _layer(packaged, ("namenszug", SIGNED, 2.0), ("wappen", SIGNED, 4.0), ("papier", WRITTEN, 1.0))
    found = _own(
        _refined(
            layer, "Das Papier muss unten links den Namenszug des Gesuchstellers und oben rechts ein Wappen tragen."
        )
    )
    assert [f.quote for f in found] == ["Papier", "Namenszug", "Wappen tragen"]


@pytest.mark.parametrize("item", ["des Namenszugs", "Namenszug,", "§ 5 Satz 1", "²³", "İstanbul Namenszug,"])
def test_items_of_few_or_odd_letters_can_be_judged(layer: SemanticLayer, item: str) -> None:
    found = _refined(layer, f"Das Gesuch muss enthalten die Angabe 1. {item} 2. der Wohnung des Gesuchstellers.")
    assert all(f.sentence[f.start : f.end] == f.quote for f in found)


def test_a_curve_that_tells_nothing_is_borne(packaged: SemanticLayer) -> None:
    layer = _layer(packaged, ("namenszug", SIGNED, 3.0))
    flat = replace(layer.classifier, curves=(Curve(0.0, -2.0),) * len(OBSTACLE_TYPES))
    assert _own(_refined(replace(layer, classifier=flat), CLAUSE)) == []


def test_an_act_without_text_gives_nothing(layer: SemanticLayer) -> None:
    assert layer.refine(replace(_unit(CLAUSE), provisions=()), []) == ()


# Findings of rules

MIXED = (
    f"Der Antrag ist schriftlich zu stellen. {CLAUSE} Die Anzeige kann schriftlich oder elektronisch erstattet werden. "
    "Die Urkunde ist in zwei Ausfertigungen vorzulegen."
)


@pytest.mark.parametrize("score", [-9.0, 0.0, 9.0])
def test_findings_of_rules_are_all_kept_in_their_order(packaged: SemanticLayer, score: float) -> None:
    layer = _layer(packaged, ("namenszug", SIGNED, 3.0), ("schriftlich", WRITTEN, score))
    statute = _unit(MIXED)
    before = detect(statute, load_rulebook())
    after = layer.refine(statute, before)
    kept = [finding for finding in after if finding.engine == "rule"]
    assert [finding.fingerprint for finding in kept] == [finding.fingerprint for finding in before]
    for old, new in zip(before, kept, strict=True):
        assert (old.status, new.status) in {(s, s) for s in ("open", "resolved", "secondary")} | {("open", "secondary")}
        if old.status != "open":
            assert new == old
        assert 0.0 <= new.confidence <= 0.99 or new == old
    numbers = [finding.satz for finding in after]
    assert numbers == sorted(numbers)
    assert len(_own(after)) == 1


def _rule_finding(packaged: SemanticLayer, score: float, rules: Sequence[float]) -> tuple[Finding, Finding]:
    statute = _unit("Die Behörde kann den Antrag ablehnen.")
    (before,) = detect(statute, load_rulebook())
    (after,) = _layer(packaged, ("kann", DECIDED, score), rules=rules).refine(statute, [before])
    return before, after


def test_a_doubted_finding_is_only_mentioned_and_says_so(packaged: SemanticLayer) -> None:
    before, after = _rule_finding(packaged, logit(DOUBTED) - 0.3, (0.0, 1.0, 0.0))
    assert (before.status, after.status) == ("open", "secondary")
    assert 0.0 < after.confidence < DOUBTED
    assert after.evidence[0].guards == (*before.evidence[0].guards, f"{DOUBT}: {after.confidence:.0%}")
    assert after.evidence[1:] == before.evidence[1:]
    assert replace(after, status="open", confidence=before.confidence, evidence=before.evidence) == before


@pytest.mark.parametrize("score", [logit(DOUBTED) + 0.01, 0.0, 2.0])
def test_a_finding_that_is_not_doubted_only_gets_its_confidence(packaged: SemanticLayer, score: float) -> None:
    before, after = _rule_finding(packaged, score, (0.0, 1.0, 0.0))
    assert after == replace(before, confidence=round(1 / (1 + np.exp(-score)), 2))


def test_forms_are_not_doubted(packaged: SemanticLayer) -> None:
    assert not DOUBTABLE & {"signature", "written_form", "certification", "paper_form", "postal_delivery"}
    statute = _unit("Der Antrag ist zu unterschreiben.")
    (before,) = (found for found in detect(statute, load_rulebook()) if found.type == "signature")
    (after,) = _layer(packaged, rules=(0.0, 1.0, 0.0)).refine(statute, [before])
    assert (after.status, after.evidence) == ("open", before.evidence)
    assert after.confidence < DOUBTED


def test_confidence_joins_rule_and_classifier(packaged: SemanticLayer) -> None:
    before, after = _rule_finding(packaged, 1.0, (0.5, 0.25, -0.5))
    total = 0.5 * logit(before.confidence) + 0.25 - 0.5
    assert after.confidence == pytest.approx(1 / (1 + np.exp(-total)), abs=0.006)


def test_what_rules_closed_is_never_opened(packaged: SemanticLayer) -> None:
    statute = _unit("Der Antrag ist schriftlich zu stellen.")
    (found,) = detect(statute, load_rulebook())
    layer = _layer(packaged, ("schriftlich", WRITTEN, 9.0))
    for status in ("resolved", "secondary"):
        closed = replace(found, status=status)
        assert layer.refine(statute, [closed]) == (closed,)


def test_a_finding_is_told_by_the_part_its_quote_begins_in() -> None:
    statute = _unit(
        "Der Antrag ist 1. schriftlich und 2. in zwei Ausfertigungen einzureichen. Er ist schriftlich zu ändern."
    )
    read = [reading for passage in passages(statute) for reading in passage.readings]
    findings = detect(statute, load_rulebook())
    rows = places_of(findings, read)
    assert len(rows) >= 3
    for finding, row in zip(findings, rows, strict=True):
        assert row is not None
        assert finding.quote.split()[0] in read[row].own_text
        assert read[row].sentence.number == finding.satz
    assert places_of([replace(findings[0], block=7)], read) == [None]


def test_equal_sentences_are_told_apart_by_their_number() -> None:
    statute = _unit("Der Antrag ist schriftlich zu stellen. Der Antrag ist schriftlich zu stellen.")
    read = [reading for passage in passages(statute) for reading in passage.readings]
    assert places_of(detect(statute, load_rulebook()), read) == [0, 1]


# The whole


def test_the_same_act_gives_the_same_findings(layer: SemanticLayer) -> None:
    text = f"{CLAUSE} {CLAUSE} Den Namenszug prüft die Behörde, den zweiten und letzten Namenszug prüft sie nie."
    once, twice = _refined(layer, text), _refined(layer, text)
    assert once == twice
    assert [f.quote for f in _own(once)] == [*["Namenszug"] * 3, "letzten Namenszug"]
    assert len({f.fingerprint for f in once}) == len(once)


def test_the_packaged_layer_finds_what_no_rule_names(packaged: SemanticLayer) -> None:
    assert detect(_unit(CLAUSE), load_rulebook()) == ()
    (found,) = _refined(packaged, CLAUSE)
    assert (found.type, found.engine, found.status) == ("signature", "semantic", "open")
    assert "Namenszug" in found.quote


def test_opinions_tell_chance_threshold_words_and_silence(layer: SemanticLayer) -> None:
    (said,) = layer.opinions(_unit(CLAUSE))
    assert (said.type, said.chance, said.least, said.silent) == ("signature", 0.95, 0.5, None)
    assert said.quote == "Namenszug"
    (found,) = _own(_refined(layer, CLAUSE))
    assert said.evidence == found.evidence
    assert list(layer.opinions(_unit(CLAUSE), worth_telling=0.96)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Das Gesuch muss den Namenszug tragen oder Digital bestätigt sein.", "Digital"),
        ("Ein Namenszug unter dem Gesuch ist nicht erforderlich.", "nicht erforderlich"),
        ("Das Gesuch wird Ohne Namenszug angenommen.", "Ohne"),
    ],
)
def test_an_opinion_names_the_words_for_which_it_is_silent_not_those_found(
    layer: SemanticLayer, text: str, words: str
) -> None:
    (said,) = layer.opinions(_unit(text))
    assert said.silent == (words, "")
    assert said.quote.endswith("Namenszug")


def test_a_part_without_words_has_the_lowest_scores(layer: SemanticLayer) -> None:
    judged = judge(_unit("Es gilt: 1. 2 500, 2. der Namenszug."), layer.encoder, layer.classifier)
    empty = [one for one in judged if not any(map(str.isalpha, one.reading.own_text))]
    assert empty
    for one in empty:
        assert one.best.max() < -50
        assert list(one.runs(layer.classifier, SIGNED, 0.0)) == []


def test_silence_looks_at_words() -> None:
    silence = load_silence()
    assert silence.speaks("die anzeige kann per e-mail erstattet werden.")
    assert silence.speaks("ein siegel ist nicht erforderlich.")
    assert not silence.speaks("die anzeige trägt einen namenszug.")


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Das Gesuch muss den [[Namenszug]] nicht tragen.", True),
        ("Das Gesuch trägt keinen [[Namenszug]].", True),
        ("Das Gesuch muss den Namenszug [[nicht tragen]].", True),
        ("Das Gesuch muss nicht nur den [[Namenszug]] tragen.", False),
        ("Wird das Gesuch nicht bearbeitet, so ist der [[Namenszug]] zu wiederholen.", False),
        ("Das Gesuch trägt den [[Namenszug]]; eine Begründung ist nicht nötig.", False),
    ],
)
def test_a_denial_stands_in_the_clause_of_the_quote(text: str, denied: bool) -> None:
    before, rest = text.lower().split("[[")
    quote, behind = rest.split("]]")
    assert bool(load_silence().denies(before + quote + behind, len(before), len(before + quote))) is denied


def test_own_sentences_cover_every_type() -> None:
    sentences = load_paraphrases()
    assert set(sentences) == {*OBSTACLE_TYPES, "none"}
    for kind, texts in sentences.items():
        assert len(set(texts)) == len(texts) >= 12
        for text in texts:
            assert text.count("[[") == text.count("]]") == (kind != "none")


def test_files_tell_the_version_without_being_loaded(packaged: SemanticLayer, tmp_path: Path) -> None:
    assert version_of(PACKAGED) == packaged.version
    with pytest.raises(UsageError, match="nicht lesbar"):
        version_of(tmp_path)
