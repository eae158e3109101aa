"""The curve stays where it is drawn to without examples, follows many, and never lets a higher score speak against."""

from __future__ import annotations

import numpy as np
import pytest

from analyzer.semantic.logistic import drawn_curve

TOWARDS = np.array([1.0, -2.0])


def test_without_examples_it_is_what_it_is_drawn_to() -> None:
    assert drawn_curve(np.zeros((0, 1)), np.zeros(0), TOWARDS, 1.0) == pytest.approx(TOWARDS)


def test_it_follows_many_examples() -> None:
    scores = np.random.default_rng(1).normal(size=(5_000, 1))
    right = (np.random.default_rng(2).random(5_000) < 1 / (1 + np.exp(-(3 * scores[:, 0] + 0.5)))).astype(float)
    assert drawn_curve(scores, right, TOWARDS, 1.0) == pytest.approx([3.0, 0.5], abs=0.2)


def test_a_higher_score_never_speaks_against() -> None:
    scores = np.linspace(-3, 3, 200)[:, None]
    assert drawn_curve(scores, (scores[:, 0] < 0).astype(float), TOWARDS, 0.1)[0] == 0.0
