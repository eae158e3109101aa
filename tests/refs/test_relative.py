from __future__ import annotations

import pytest

from analyzer.refs.relative import Back, refers_back


@pytest.mark.parametrize(
    ("sentence", "number", "expected"),
    [
        ("Satz 1 gilt auch für Kopien.", 2, [("2", 1, 1)]),
        ("Die Sätze 1 und 3 gelten entsprechend.", 4, [("2", 1, 1), ("2", 3, 3)]),
        ("Die Sätze 1 bis 3 sind nicht anzuwenden.", 4, [("2", 1, 3)]),
        ("Absatz 1 Satz 2 gilt nicht.", 2, [("1", 2, 2)]),
        ("Absatz 1 gilt nicht.", 2, [("1", 0, 0)]),
        ("Dies gilt nicht bei Gefahr.", 3, [("2", 2, 2)]),
        ("Gleiches gilt für Anlagen.", 2, [("2", 1, 1)]),
        ("Dies gilt nicht bei Gefahr.", 1, []),
        ("§ 5 Absatz 1 Satz 2 gilt entsprechend.", 2, []),
        ("Die Frist beträgt einen Monat.", 2, []),
    ],
)
def test_what_a_sentence_refers_back_to(sentence, number, expected):
    assert [(back.absatz, back.first, back.last) for back in refers_back(sentence, "2", number)] == expected


def test_covers():
    assert Back("2", 1, 3).covers("2", 2)
    assert not Back("2", 1, 3).covers("1", 2)
    assert Back("1", 0, 0).covers("1", 7)
