"""Quotes: the surest words first, short, without function words at their ends."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.semantic.locate import MOST_WORDS, Run, runs
from analyzer.semantic.words import word_spans


def _found(text: str, scores: list[float], least: float = 0.0, slope: float = 1.0) -> list[tuple[str, float]]:
    words = word_spans(text)
    assert len(words) == len(scores)
    return [(text[run.start : run.end], run.score) for run in runs(words, np.array(scores, np.float32), slope, least)]


def test_the_run_takes_neighbours_with_half_the_chance_and_more() -> None:
    assert _found("Namenszug Antragsteller Gesuch Behörde", [2.0, 1.4, 1.2, 0.5]) == [("Namenszug Antragsteller", 2.0)]


def test_a_steep_curve_makes_runs_shorter() -> None:
    assert _found("Namenszug Antragsteller", [2.0, 1.4], slope=2.0) == [("Namenszug", 2.0)]


def test_two_runs_stand_apart_and_the_surest_comes_first() -> None:
    text = "Namenszug tragen Gesuch prüfen Behörde Siegel führen"
    assert _found(text, [1.0, -5.0, -5.0, -5.0, -5.0, 3.0, -5.0]) == [("Siegel", 3.0), ("Namenszug", 1.0)]


def test_words_right_beside_a_run_make_no_run_of_their_own() -> None:
    assert _found("Namenszug tragen Gesuch prüfen", [3.0, 0.5, 1.0, -5.0]) == [("Namenszug", 3.0)]


def test_function_words_at_the_ends_are_left_out() -> None:
    text = "über den Namenszug und das Siegel von der"
    assert _found(text, [1.0] * 8) == [("Namenszug und das Siegel", 1.0)]


def test_function_words_alone_are_kept() -> None:
    assert _found("von der Behörde", [1.0, 1.0, -9.0]) == [("von der", 1.0)]


def test_nothing_reaches_the_least_score() -> None:
    assert _found("Namenszug tragen", [0.9, 0.2], least=1.0) == []
    assert list(runs([], np.zeros(0, np.float32), 1.0, 0.0)) == []


def test_a_flat_curve_ends() -> None:
    assert _found("Namenszug tragen Gesuch", [1.0, 0.9, 0.8], slope=0.0) == [("Namenszug tragen Gesuch", 1.0)]


@given(st.lists(st.floats(-20, 20, width=32), max_size=60), st.floats(0.01, 5), st.floats(-10, 10))
def test_runs_are_short_apart_and_in_order(scores: list[float], slope: float, least: float) -> None:
    text = " ".join(f"Wort{chr(97 + n % 26)}" for n in range(len(scores)))
    words = word_spans(text)
    found: list[Run] = list(runs(words, np.array(scores, np.float32), slope, least))
    assert [run.score for run in found] == sorted((run.score for run in found), reverse=True)
    assert all(run.score >= least for run in found)
    assert bool(found) == any(score >= least for score in scores)
    for run in found:
        assert 1 <= len(text[run.start : run.end].split()) <= MOST_WORDS
    placed = sorted((run.start, run.end) for run in found)
    for (_, end), (start, _) in pairwise(placed):
        assert len(text[end:start].split()) >= 2


@pytest.mark.parametrize("text", ["nicht zulässig ist Namenszug", "§ 12 Nr. 3 Namenszug"])
def test_places_are_those_of_the_text(text: str) -> None:
    words = word_spans(text)
    (run,) = runs(words[-1:], np.ones(1, np.float32), 1.0, 0.0)
    assert text[run.start : run.end] == "Namenszug"
