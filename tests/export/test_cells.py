from __future__ import annotations

import pytest

from analyzer.export._cells import neutral, neutral_in_csv, printable
from analyzer.model.printed import decimal, number


@pytest.mark.parametrize("start", list("=+-@\t\r\n＝＋－＠"))
def test_text_that_begins_like_a_formula_gets_an_apostrophe(start):
    assert f"'{start}cmd|' /C calc'!A0" == neutral(f"{start}cmd|' /C calc'!A0")


@pytest.mark.parametrize("text", ["", "§ 5", "Die Behörde kann", "a=b", "1 a) bb)", "'=1"])
def test_other_text_stays(text):
    assert text == neutral(text) == neutral_in_csv(text)


@pytest.mark.parametrize(
    "text", ["1.2", "3-4", "01/02", "1.2.", "1.2.3", "123456789012", "1234567890123456", "12e4567890123456"]
)
def test_text_that_excel_would_misread_gets_an_apostrophe_in_csv_only(text):
    assert f"'{text}" == neutral_in_csv(text)
    assert text == neutral(text)


@pytest.mark.parametrize("text", ["2", "2a", "2026-04-01x", "§ 1.2", "3f9a0c1d2e4b5a69", "1.2 a)"])
def test_labels_and_fingerprints_stay_in_csv(text):
    assert text == neutral_in_csv(text)


def test_control_characters_and_half_surrogates_become_visible():
    assert "a�[31mb�c\nd�" == printable("a\x1b[31mb\x9bc\nd\ud800")


def test_numbers_follow_the_language():
    assert ("1.048.576", "1,048,576") == (number(1048576, "de"), number(1048576, "en"))
    assert ("0,95", "0.95") == (decimal(0.95, 2, "de"), decimal(0.95, 2, "en"))
    assert ("1.234,5", "1,234.5") == (decimal(1234.5, 1, "de"), decimal(1234.5, 1, "en"))
