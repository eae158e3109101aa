"""Fingerprint and place key."""

import pytest

from analyzer.model import fingerprint, place_key

BASE = ("BJNR1", "written_form", "Der Antrag ist schriftlich zu stellen.", "schriftlich", 0)


def test_fingerprint_is_sixteen_hex_digits_and_repeatable():
    assert fingerprint(*BASE) == fingerprint(*BASE)
    assert len(fingerprint(*BASE)) == 16
    assert int(fingerprint(*BASE), 16) >= 0


def test_white_space_and_case_do_not_count():
    assert fingerprint(*BASE) == fingerprint(
        "BJNR1", "written_form", "der  Antrag\nist schriftlich zu stellen. ", "Schriftlich", 0
    )


@pytest.mark.parametrize("position", range(5))
def test_everything_that_identifies_counts(position):
    changed = list(BASE)
    changed[position] = ["BJNR2", "signature", "Der Antrag ist zu stellen.", "Antrag", 1][position]

    assert fingerprint(*changed) != fingerprint(*BASE)


def test_parts_do_not_run_together():
    assert place_key("a", "b", "", 1, "", "signature") != place_key("ab", "", "", 1, "", "signature")


def test_place_key_knows_the_place_only():
    first = place_key("BJNR1", "§ 5", "2", 1, "1 a)", "signature")

    assert first == place_key("BJNR1", "§ 5", "2", 1, "1 a)", "signature")
    assert len({first, *(place_key("BJNR1", "§ 5", "2", n, "1 a)", "signature") for n in range(2, 5))}) == 4
