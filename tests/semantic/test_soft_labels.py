"""Soft labels: chances move halfway to what earlier networks say, and nothing else of a lesson changes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from analyzer.model import OBSTACLE_TYPES
from analyzer.semantic.classifier import Classifier, pieces_of
from analyzer.semantic.lessons import learned
from analyzer.semantic.soft_labels import softened
from analyzer.semantic.static import PACKAGED, StaticEncoder

TEXT = "Der Antrag ist schriftlich zu stellen und zu unterschreiben."


def test_chances_are_drawn_halfway_to_the_mean_of_earlier_networks() -> None:
    encoder, network = StaticEncoder.load(PACKAGED), Classifier.load(PACKAGED).network
    pieces = pieces_of(encoder, "", [TEXT])
    own = np.zeros((len(pieces.words), len(OBSTACLE_TYPES)), np.float32)
    own[0, 3] = 0.8
    lesson = learned(pieces, own, labelled=True)
    (soft,) = softened([lesson], [network, network])
    chances = 1.0 / (1.0 + np.exp(-network.judge([pieces])[0].pieces))
    np.testing.assert_allclose(soft.targets(), 0.5 * lesson.targets() + 0.5 * chances, atol=0.006)
    assert soft.labelled
    assert soft.pieces is pieces
    assert chances.max() > 0.5  # the packaged network sees something here


@pytest.mark.parametrize("count", [0, 1, 513])
def test_every_lesson_comes_back_in_its_order(count: int, tmp_path: Path) -> None:
    encoder, network = StaticEncoder.load(PACKAGED), Classifier.load(PACKAGED).network
    lessons = [
        learned(pieces_of(encoder, "", [f"Satz {number}."]), np.zeros((1, 15), np.float32), labelled=False)
        for number in range(count)
    ]
    assert [one.pieces for one in softened(lessons, [network])] == [one.pieces for one in lessons]
