"""Labels without text: found again by the letters of a passage, and never learned where they are kept apart."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from analyzer.errors import UsageError
from analyzer.model import OBSTACLE_TYPES
from analyzer.semantic.judged_words import passage_key
from analyzer.semantic.own_labels import READ_ALONE, ReadLabels, read_labels
from analyzer.semantic.tagged import Marked, TaggedPassage

OWN = Path(__file__).parents[1] / "gold" / "own_labels.jsonl.gz"
PARTS = ("Die Meldung ist schriftlich zu erstatten.", "Sie ist zu unterschreiben.")


def _written(folder: Path, *records: object) -> Path:
    path = folder / "labels.jsonl.gz"
    path.write_bytes(gzip.compress("".join(json.dumps(record) + "\n" for record in records).encode()))
    return path


def test_labels_are_found_by_the_letters_of_a_passage(tmp_path: Path) -> None:
    record = {"text": passage_key(PARTS), "labels": [["signature", "open", "zu unterschreiben", "doubt"]]}
    read = read_labels(_written(tmp_path, record))[passage_key([" ".join(PARTS)])]
    assert read == ReadLabels((("signature", "open", "zu unterschreiben"),), frozenset(OBSTACLE_TYPES), apart=False)


def test_the_second_reader_has_the_last_word_and_types_are_those_looked_for(tmp_path: Path) -> None:
    record = {
        "text": "a",
        "labels": [["signature", "open", "zu unterschreiben"]],
        "second": [],
        "types": ["signature"],
        "part": "calibration",
    }
    assert read_labels(_written(tmp_path, record))["a"] == ReadLabels((), frozenset({"signature"}), apart=True)


def test_words_get_their_places_however_they_are_spaced() -> None:
    labels = (("written_form", "open", "schriftlich  zu\nerstatten"), ("signature", "secondary", "unterschreiben"))
    passage = ReadLabels(labels, frozenset(OBSTACLE_TYPES), apart=False).on(TaggedPassage("", PARTS, (), "corpus", "X"))
    start, other = passage.text.index("schriftlich"), passage.text.index("unterschreiben")
    assert passage.labels == (
        Marked("written_form", "open", start, start + len("schriftlich zu erstatten")),
        Marked("signature", "secondary", other, other + len("unterschreiben")),
    )
    assert (passage.origin, passage.trust, passage.act) == ("labels", READ_ALONE, "X")


def test_a_type_with_words_that_do_not_stand_there_is_left_open() -> None:
    labels = (
        ("signature", "open", "zu unterschreiben"),
        ("signature", "open", "zu siegeln"),
        ("cash_payment", "open", "bar"),
    )
    passage = ReadLabels(labels, frozenset(OBSTACLE_TYPES), apart=False).on(TaggedPassage("", PARTS, (), "corpus"))
    assert passage.labels == ()
    assert passage.judged == frozenset(OBSTACLE_TYPES) - {"signature", "cash_payment"}


@pytest.mark.parametrize(
    "labels", [[["stamp", "open", "x"]], [["signature", "closed", "x"]], [["signature", "open", ""]], 5]
)
def test_what_is_no_file_of_labels_is_refused_with_its_line(tmp_path: Path, labels: object) -> None:
    path = _written(tmp_path, {"text": "a", "labels": []}, {"text": "b", "labels": labels})
    with pytest.raises(UsageError, match="Zeile"):
        read_labels(path)


def test_the_labels_of_this_project_are_read() -> None:
    read = read_labels(OWN)
    assert len(read) > 40_000
    assert sum(labels.apart for labels in read.values()) > 8_000
    assert {kind for labels in read.values() for kind, _, _ in labels.labels} == set(OBSTACLE_TYPES)
