from __future__ import annotations

import json

import pytest

from analyzer.errors import UsageError
from analyzer.export.jsonl import encode
from analyzer.review import Review, load_baseline
from tests.findings import keyed


def baseline(tmp_path, *findings, **options):
    path = tmp_path / "alt.jsonl"
    path.write_bytes(encode(findings))
    return load_baseline(path, **options)


def test_unchanged_findings_are_left_out_changed_and_new_ones_stay(tmp_path):
    same, old, gone = (
        keyed("Schriftform nötig"),
        keyed("Antrag schriftlich", unit="§ 5"),
        keyed("Siegel nötig", unit="§ 7"),
    )
    moved = keyed("Schriftform nötig", unit="§ 9")
    changed, new = keyed("Anträge schriftlich", unit="§ 5"), keyed("Post nötig", unit="§ 6")
    reviewed = Review(baseline(tmp_path, same, old, gone)).of("BJNR1", "PrG", [moved, changed, new])

    assert (changed, new) == reviewed.kept
    assert (1, 1, 1, 1) == (reviewed.known, reviewed.changed, reviewed.new, reviewed.gone)


def test_acts_do_not_mix(tmp_path):
    other = keyed("Schriftform nötig", law="BJNR2")
    reviewed = Review(baseline(tmp_path, keyed("Schriftform nötig"))).of("BJNR2", "PrG", [other])

    assert (other,) == reviewed.kept
    assert (0, 0, 1, 0) == (reviewed.known, reviewed.changed, reviewed.new, reviewed.gone)


def test_order_of_reviews_does_not_matter(tmp_path):
    """Workers review acts in any order, the same act twice if it lies in two files."""
    review = Review(baseline(tmp_path, keyed("Schriftform nötig")))

    assert () == review.of("BJNR1", "PrG", [keyed("Schriftform nötig")]).kept
    assert () == review.of("BJNR1", "PrG", [keyed("Schriftform nötig")]).kept


def test_what_the_new_list_does_not_ask_for_is_not_gone(tmp_path):
    known = baseline(
        tmp_path,
        keyed("Ermessen nötig", type="discretion"),
        keyed("Schriftform nötig"),
        keep=lambda kind, _status: kind == "written_form",
    )

    assert 1 == len(known)
    assert 0 == Review(known).of("BJNR1", "PrG", [keyed("Schriftform nötig")]).gone


@pytest.mark.parametrize(
    "line",
    [
        "kein JSON",
        "[]",
        '{"fingerprint": "00112233445566aa"}',
        json.dumps(
            {
                "doc": "D",
                "law": "L",
                "type": "t",
                "status": "open",
                "fingerprint": "zz",
                "place_key": "00112233445566aa",
            }
        ),
        "[" * 100_000,
    ],
)
def test_line_that_is_no_finding_is_named(tmp_path, line):
    path = tmp_path / "alt.jsonl"
    path.write_bytes(encode([keyed("Schriftform nötig")]) + b"\n" + line.encode())

    with pytest.raises(UsageError, match=r"alt\.jsonl, Zeile 3: kein Befund\. Erwartet wird"):
        load_baseline(path)


def test_missing_file_is_named():
    with pytest.raises(UsageError, match=r"fehlt\.jsonl: nicht lesbar .* --baseline"):
        load_baseline("fehlt.jsonl")
