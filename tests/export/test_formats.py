from __future__ import annotations

import io
import json

import pytest

from analyzer.errors import UsageError
from analyzer.export import Listing, export, exporter, format_of, formats
from analyzer.export.jsonl import decode, encode
from analyzer.model import FIELD_ORDER, Finding
from tests.findings import finding


def written(name, *findings, **changes):
    stream = io.BytesIO()
    export(name, Listing(findings, **changes), stream)
    assert not stream.closed
    return stream.getvalue()


def test_every_module_is_a_format():
    assert ("csv", "jsonl", "table", "xlsx") == formats()


@pytest.mark.parametrize(
    ("path", "name"), [("a.jsonl", "jsonl"), ("b/A.CSV", "csv"), ("c.xlsx", "xlsx"), ("d.txt", "table")]
)
def test_suffix_chooses_format(path, name):
    assert name == format_of(path)


def test_unknown_suffix_says_which_there_are():
    with pytest.raises(UsageError, match=r"liste\.pdf.*\.csv.*--format") as caught:
        format_of("liste.pdf")

    assert "no format" in caught.value.text("en")


def test_unknown_format_says_which_there_are():
    with pytest.raises(UsageError, match="csv, jsonl, table, xlsx"):
        exporter("_cells")


def test_jsonl_keeps_contract_order_and_comes_back_unchanged():
    kept = finding("Über=ß „Vertrag“ bedarf der Schriftform.", "Vertrag", id="u1", context="amendment", target="BGB")
    line = written("jsonl", kept)

    assert line.endswith(b"}\n")
    assert "„Vertrag“".encode() in line
    assert list(FIELD_ORDER) == list(json.loads(line))
    assert kept == Finding.from_dict(json.loads(line))
    assert (kept, finding()) == decode(encode((kept, finding())))


def test_jsonl_leaves_out_what_does_not_apply():
    assert not {"id", "target"} & set(json.loads(written("jsonl", finding())))


def test_jsonl_survives_half_a_surrogate():
    assert b"Schrift?form" in written("jsonl", finding("Schrift\ud800form"))
