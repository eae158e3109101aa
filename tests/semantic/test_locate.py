"""Quotes: the surest words first, short, without function words at their ends."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.semantic.locate import MOST_WORDS, Run, runs
from analyzer.semantic.words import word_spans


def _found(text: str, chances: list[float], least: float = 0.5) -> list[tuple[str, float]]:
    words = word_spans(text)
    assert len(words) == len(chances)
    found = runs(text, words, np.array(chances, np.float32), least)
    return [(text[run.start : run.end], round(run.chance, 3)) for run in found]


def test_the_run_takes_neighbours_that_come_near_its_peak() -> None:
    text = "Behörde Namenszug Antragsteller Gesuch Behörde Anzeige"
    assert _found(text, [0.1, 0.9, 0.6, 0.5, 0.1, 0.1]) == [("Namenszug Antragsteller Gesuch", 0.9)]


def test_a_run_bridges_one_word_and_not_two() -> None:
    text = "Namenszug tragen Gesuch prüfen Behörde Siegel"
    assert _found(text, [0.9, 0.0, 0.8, 0.0, 0.0, 0.0]) == [("Namenszug tragen Gesuch", 0.9)]
    assert _found(text, [0.9, 0.0, 0.0, 0.0, 0.8, 0.0]) == [("Namenszug", 0.9), ("Behörde", 0.8)]


def test_a_run_ends_where_another_clause_begins() -> None:
    text = "wenn dies offensichtlich ist, erst später festgestellt"
    assert _found(text, [0.0, 0.1, 0.9, 0.6, 0.5, 0.5, 0.5]) == [("offensichtlich", 0.9)]
    assert _found("Wert 1,5 geschätzt", [0.6, 0.9]) == [("Wert 1,5 geschätzt", 0.9)]


def test_two_runs_stand_apart_and_the_surest_comes_first() -> None:
    text = "Namenszug tragen Gesuch prüfen Behörde Siegel führen"
    assert _found(text, [0.7, 0.0, 0.0, 0.0, 0.0, 0.9, 0.0]) == [("Siegel", 0.9), ("Namenszug", 0.7)]


def test_words_right_behind_a_long_run_make_no_run_of_their_own() -> None:
    text = " ".join(f"Wort{chr(97 + n)}" for n in range(MOST_WORDS + 2))
    assert len(_found(text, [0.9] * (MOST_WORDS + 2))) == 1


def test_function_words_at_the_ends_are_left_out() -> None:
    text = "für den Namenszug und das Siegel von der"
    assert _found(text, [0.9] * 8) == [("Namenszug und das Siegel", 0.9)]


def test_function_words_alone_are_kept() -> None:
    assert _found("von der Behörde", [0.9, 0.9, 0.0]) == [("von der", 0.9)]


def test_nothing_reaches_the_least_chance() -> None:
    assert _found("Namenszug tragen", [0.6, 0.2], least=0.7) == []
    assert list(runs("", [], np.zeros(0, np.float32), 0.5)) == []


def test_a_peak_that_is_just_sure_enough_is_a_run() -> None:
    assert _found("Namenszug tragen", [0.5, 0.0], least=0.5) == [("Namenszug", 0.5)]


@given(st.lists(st.floats(0, 1, width=32), max_size=60), st.floats(0.01, 1))
def test_runs_are_short_apart_and_in_order(chances: list[float], least: float) -> None:
    text = " ".join(f"Wort{chr(97 + n % 26)}" for n in range(len(chances)))
    found: list[Run] = list(runs(text, word_spans(text), np.array(chances, np.float32), least))
    assert [run.chance for run in found] == sorted((run.chance for run in found), reverse=True)
    assert all(run.chance >= least for run in found)
    assert bool(found) == any(chance >= least for chance in chances)
    for run in found:
        assert 1 <= len(text[run.start : run.end].split()) <= MOST_WORDS
    placed = sorted((run.start, run.end) for run in found)
    for (_, end), (start, _) in pairwise(placed):
        assert len(text[end:start].split()) >= 2


@pytest.mark.parametrize(
    "text",
    [
        "nicht zulässig keine Verwahrung " * 12,
        "Namenszug 12 " * 15,
        "§ 5 Absatz 2 Nummer 3 Siegel " * 5,
        "Namenszug – 1. Siegel / Urkunde " * 8,
    ],
)
def test_a_quote_has_at_most_twelve_words_with_figures_and_joined_pairs(text: str) -> None:
    words = word_spans(text)
    for run in runs(text, words, np.ones(len(words), np.float32), 0.5):
        assert 1 <= len(text[run.start : run.end].split()) <= 12


@pytest.mark.parametrize("text", ["nicht zulässig ist Namenszug", "§ 12 Nr. 3 Namenszug"])
def test_places_are_those_of_the_text(text: str) -> None:
    words = word_spans(text)
    (run,) = runs(text, words[-1:], np.ones(1, np.float32), 0.5)
    assert text[run.start : run.end] == "Namenszug"
