"""Calibration: scores and rules become chances that cases bear out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analyzer.detect import detect
from analyzer.model import Statute
from analyzer.model.types import OBSTACLE_TYPES, ObstacleType, Status
from analyzer.model.unit import Unit
from analyzer.read import read_unit
from analyzer.rulebook import load_rulebook
from analyzer.semantic.calibrate import LEAST, Case, Told, _look, _look_at, calibrated
from analyzer.semantic.classifier import Classifier, pieces_of
from analyzer.semantic.judged import judge
from tests.semantic.small_classifier import encoder_of, random_classifier

ENCODER = encoder_of()
WORDS = ("Antrag", "Urkunde", "Behörde", "Namenszug", "elektronisch", "schriftlich", "stellen", "vor")
CLAUSES = [f"Der {one} legt {other} vor." for one in WORDS for other in WORDS if one != other]
FIRST, SECOND = (OBSTACLE_TYPES.index(kind) for kind in ("written_form", "discretion"))


def _unit(text: str) -> Statute:
    return read_unit(Unit(id="u", text=text), "u")


def _case(text: str, *labels: tuple[ObstacleType, Status, str], judged=OBSTACLE_TYPES, rules: bool = False) -> Case:
    statute = _unit(text)
    return Case(statute, labels, frozenset(judged), detect(statute, load_rulebook()) if rules else ())


def _best(classifier: Classifier, text: str) -> np.ndarray:
    return classifier.judge([pieces_of(ENCODER, "", [text])])[0].parts[0]


def _cases(
    classifier: Classifier, share: float, kind: ObstacleType = "written_form", *, upside_down: bool = False
) -> list[Case]:
    """Cases of which the given share, those with the highest or lowest scores, carries an obstacle."""
    column = OBSTACLE_TYPES.index(kind)
    order = sorted(CLAUSES, key=lambda text: float(_best(classifier, text)[column]), reverse=not upside_down)
    first = int(len(order) * share)
    labels = [((kind, "open", text),) for text in order[:first]] + [()] * (len(order) - first)
    return [_case(text, *label, judged=(kind,)) for text, label in zip(order, labels, strict=True)]


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return random_classifier(ENCODER)


def test_more_right_labels_make_finds_likelier(classifier: Classifier) -> None:
    scores = np.stack([_best(classifier, text) for text in CLAUSES])
    mean = [
        calibrated(classifier, ENCODER, _cases(classifier, share)).chances(scores)[:, FIRST].mean()
        for share in (0.1, 0.5, 0.9)
    ]
    assert mean[0] < mean[1] < mean[2]
    assert mean == pytest.approx([0.1, 0.5, 0.9], abs=0.12)


def test_a_higher_score_is_never_less_likely(classifier: Classifier) -> None:
    rising = np.repeat(np.linspace(-8, 8, 40, dtype=np.float32)[:, None], len(OBSTACLE_TYPES), axis=1)
    for upside_down in (False, True):
        cases = _cases(classifier, 0.5, upside_down=upside_down)
        made = calibrated(classifier, ENCODER, cases)
        assert (np.diff(made.chances(rising), axis=0) >= 0).all()
        assert all(weight >= 0 for curve in made.about["rules"].values() for weight in curve[:2])


def test_it_says_the_least_chance_and_keeps_the_rest(classifier: Classifier) -> None:
    made = calibrated(classifier, ENCODER, _cases(classifier, 0.3)[:10])
    assert made.least("physical_presence") == LEAST
    assert all(0.4 <= made.least(kind) < 1 for kind in OBSTACLE_TYPES)
    assert made.about["encoder"] == ENCODER.digest
    assert made.network is classifier.network
    assert classifier.about["rules"]["signature"] == [1.0, 0.5, 0.0]


def test_without_cases_curves_stay_plain(classifier: Classifier) -> None:
    made = calibrated(classifier, ENCODER, [])
    assert (made.curves[FIRST].slope, made.curves[FIRST].offset) == (1.0, 0.0)
    assert (made.curves[SECOND].slope, made.curves[SECOND].offset) == (1.0, 0.0)


# What a case teaches


def _seen(case: Case, kind: ObstacleType, classifier: Classifier) -> list[tuple[float | None, bool]]:
    judged = judge(case.statute, ENCODER, classifier)
    return [(one.said, one.right) for found, one in _look(case, judged) if found == kind]


TEXT = "Der Antrag ist schriftlich zu stellen. Die Behörde prüft ihn."


def test_parts_are_right_where_the_quote_stands(classifier: Classifier) -> None:
    case = _case(TEXT, ("written_form", "open", "schriftlich   zu\nstellen"))
    assert _seen(case, "written_form", classifier) == [(None, True), (None, False)]
    assert _seen(case, "signature", classifier) == [(None, False), (None, False)]


def test_secondary_words_and_types_nobody_looked_for_teach_nothing(classifier: Classifier) -> None:
    secondary = _case(TEXT, ("written_form", "secondary", "schriftlich"))
    assert _seen(secondary, "written_form", classifier) == [(None, False)]
    partly = _case(TEXT, ("written_form", "open", "schriftlich"), judged=("signature",))
    assert _seen(partly, "written_form", classifier) == []
    both = _case(TEXT, ("written_form", "secondary", "schriftlich"), ("written_form", "open", "schriftlich"))
    assert _seen(both, "written_form", classifier)[0] == (None, True)


def test_where_a_rule_spoke_its_confidence_is_told(classifier: Classifier) -> None:
    right = _case(TEXT, ("written_form", "open", "schriftlich"), rules=True)
    (confidence,) = {f.confidence for f in right.findings if f.type == "written_form"}
    assert _seen(right, "written_form", classifier) == [(confidence, True), (None, False)]
    resolved = replace(right, findings=[replace(finding, status="resolved") for finding in right.findings])
    assert _seen(resolved, "written_form", classifier) == [(None, False)]


def test_a_finding_is_right_where_the_reader_quoted_other_words_of_the_paragraph(classifier: Classifier) -> None:
    elsewhere = _case(TEXT, ("written_form", "open", "prüft"), rules=True)
    (confidence,) = {f.confidence for f in elsewhere.findings if f.type == "written_form"}
    assert _seen(elsewhere, "written_form", classifier) == [(confidence, True), (None, True)]
    named = _case(TEXT, ("written_form", "secondary", "prüft"), rules=True)
    assert _seen(named, "written_form", classifier) == []
    resolved = _case(TEXT, ("written_form", "resolved", "prüft"), rules=True)
    assert _seen(resolved, "written_form", classifier) == [(confidence, False), (None, False)]


def test_rules_that_are_right_make_their_findings_surer(classifier: Classifier) -> None:
    texts = [f"Der {word} ist schriftlich zu stellen." for word in WORDS]
    good = [_case(text, ("written_form", "open", "schriftlich"), rules=True) for text in texts]
    bad = [_case(text, rules=True) for text in texts]
    assert all(any(f.type == "written_form" and f.status == "open" for f in case.findings) for case in good)
    offsets = [calibrated(classifier, ENCODER, cases).about["rules"]["written_form"] for cases in (good, bad)]
    score = float(_best(classifier, texts[0])[FIRST])
    sure, doubted = (w[0] * 2.0 + w[1] * score + w[2] for w in offsets)
    assert sure > doubted + 1.0


# What a judged finding teaches


def _told(text: str, right: bool, words: str = "schriftlich zu stellen", kind: ObstacleType = "written_form") -> Told:
    statute = _unit(text)
    return Told(statute, [(kind, words, right)], detect(statute, load_rulebook()))


def test_a_judged_finding_teaches_its_part_alone(classifier: Classifier) -> None:
    passage = _told(f"{TEXT} Der Widerspruch ist schriftlich zu begründen.", True)
    judged = judge(passage.statute, ENCODER, classifier)
    ((kind, seen),) = _look_at(passage, judged)
    assert (kind, seen.right) == ("written_form", True)
    assert seen.said == next(f.confidence for f in passage.findings if f.type == "written_form")
    assert seen.score == pytest.approx(float(judged[0].best[FIRST]))


@pytest.mark.parametrize(
    ("words", "kind"),
    [("prüft ihn", "written_form"), ("stehen nicht da", "written_form"), ("schriftlich", "signature")],
)
def test_words_that_rules_no_longer_tell_teach_nothing(classifier: Classifier, words: str, kind: ObstacleType) -> None:
    passage = _told(TEXT, True, words, kind)
    assert list(_look_at(passage, judge(passage.statute, ENCODER, classifier))) == []


def test_what_rules_closed_is_no_judged_finding(classifier: Classifier) -> None:
    passage = _told(TEXT, True)
    closed = replace(passage, findings=[replace(finding, status="resolved") for finding in passage.findings])
    assert list(_look_at(closed, judge(closed.statute, ENCODER, classifier))) == []


def test_judged_findings_count_beside_cases(classifier: Classifier) -> None:
    texts = [f"Der {word} ist schriftlich zu stellen." for word in WORDS]
    cases = [_case(text, ("written_form", "open", "schriftlich"), rules=True) for text in texts]
    score = float(_best(classifier, texts[0])[FIRST])

    def sure(right: bool) -> float:
        told = [_told(text, right) for text in texts]
        weights = calibrated(classifier, ENCODER, cases, told).about["rules"]["written_form"]
        return weights[0] * 2.0 + weights[1] * score + weights[2]

    assert sure(True) > sure(False) + 1.0
