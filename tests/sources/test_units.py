"""Units of text mode."""

import json

import pytest

from analyzer.errors import UsageError
from analyzer.model import Unreadable
from analyzer.sources import Unit, read_units


@pytest.fixture
def written(tmp_path):
    def write(*lines: str | bytes | dict):
        path = tmp_path / "units.jsonl"
        path.write_bytes(
            b"\n".join(
                json.dumps(line).encode()
                if isinstance(line, dict)
                else line.encode()
                if isinstance(line, str)
                else line
                for line in lines
            )
        )
        return list(read_units(path))

    return write


def test_all_fields_are_read(written):
    record = {
        "id": "1", "text": "Er gilt.", "law": "TestG", "doc": "D", "norm": "N", "unit": "§ 1",
        "title": "Form", "absatz": "2a", "land": "SN", "lang": "en", "p": 3,
    }  # fmt: skip

    assert written(record) == [Unit("1", "Er gilt.", "TestG", "D", "N", "§ 1", "Form", "2a", "SN", "en", 3)]


def test_old_names_are_read(written):
    (found,) = written({"id": 7, "text": "Er gilt.", "bjnr": "D", "jurabk": "TestG", "enbez": "§ 1", "absatz": 2})

    assert ("7", "D", "TestG", "§ 1", "2") == (found.id, found.doc, found.law, found.unit, found.absatz)


def test_new_names_go_before_old_ones(written):
    (found,) = written({"id": "1", "text": "x", "doc": "neu", "bjnr": "alt"})

    assert found.doc == "neu"


def test_labels_are_never_read(written):
    plain, labelled = written(
        {"id": "1", "text": "Er gilt."},
        {"id": "1", "text": "Er gilt.", "labels": [{"type": "signature"}], "stratum": "x", "status": "open"},
    )

    assert plain == labelled


def test_empty_lines_and_a_byte_order_mark_are_passed_over(written):
    assert len(written(b"\xef\xbb\xbf" + b'{"id": "1", "text": "x"}', "", "  ", {"id": "2", "text": "y"})) == 2


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{kein json", "kein gültiges JSON"),
        ("[1, 2]", "kein JSON-Objekt"),
        ('{"text": "x"}', "id fehlt"),
        ('{"id": "", "text": "x"}', "id fehlt"),
        ('{"id": true, "text": "x"}', "id fehlt"),
        ('{"id": "1"}', "text fehlt"),
        ('{"id": "1", "text": 5}', "text fehlt"),
        (b'{"id": "1", "text": "\xff"}', "kein gültiges UTF-8"),
        ("[" * 100_000, "kein gültiges JSON"),
    ],
)
def test_malformed_lines_are_named_and_the_rest_goes_on(written, line, words):
    good, bad, other = written({"id": "1", "text": "x"}, line, {"id": "2", "text": "y"})

    assert ("1", "2") == (good.id, other.id)
    assert isinstance(bad, Unreadable)
    assert words in bad.error
    assert "Zeile 2" in bad.error
    assert bad.source.endswith("units.jsonl:2")
    assert "line 2" in bad.en


def test_odd_values_of_other_fields_are_dropped(written):
    (found,) = written({"id": "1", "text": "x", "law": ["BGB"], "absatz": True, "p": -1, "lang": "fr"})

    assert found == Unit("1", "x")


def test_a_missing_file_is_a_wrong_call(tmp_path):
    with pytest.raises(UsageError, match="Bitte den Pfad prüfen"):
        list(read_units(tmp_path / "fehlt.jsonl"))
