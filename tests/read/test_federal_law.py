"""The reader on the real thing: federal law, originals of the portal, gold sets. Skipped where they are absent."""

import json
import os
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from analyzer.model import Coverage
from analyzer.read import read_bytes, read_unit
from analyzer.sources import Unit, read_units
from benchmarks.sentence_splitter import measure
from tests.read.test_offsets import check_places
from tests.read.test_plain import shape

SHARED = Path(os.environ.get("MEDIENBRUCH_SHARED", "../shared"))
CORPUS = SHARED / "corpora" / "bund-2026-04.zip"
ORIGINALS = SHARED / "corpora" / "gii-original"
GOLD = [SHARED / "gold" / f"obstacles_{name}.jsonl" for name in ("dev", "dev_rare", "train")]
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(
        not CORPUS.exists(),
        reason="the shared corpora are absent (looked in MEDIENBRUCH_SHARED, by default ../shared)",
    ),
]


@cache
def archive() -> zipfile.ZipFile:
    return zipfile.ZipFile(CORPUS)


@cache
def gold() -> dict[str, list[tuple[dict, Unit]]]:
    """All gold units, by act."""
    found: dict[str, list[tuple[dict, Unit]]] = {}
    for path in GOLD:
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        for record, unit in zip(lines, read_units(path), strict=True):
            assert isinstance(unit, Unit)
            found.setdefault(record["doc"], []).append((record, unit))
    return found


def gold_blocks() -> Iterator[tuple[dict, Unit, list, etree._Element]]:
    """Each gold unit with its blocks and its norm; only the norms that are asked for are read."""
    for doc, units in gold().items():
        root = etree.fromstring(archive().read(f"{doc}.xml"))
        wanted = {record["norm"] for record, _ in units}
        for norm in list(root)[1:]:
            if norm.get("doknr") not in wanted:
                root.remove(norm)
        provisions = {p.id: p for p in read_bytes(etree.tostring(root), doc).provisions}
        norms = {norm.get("doknr"): norm for norm in root}
        for record, unit in units:
            provision = provisions.get(record["norm"])
            absaetze = provision.absaetze if provision else ()
            blocks = [b for a in absaetze for b in a.blocks if b.index == record["p"]]
            yield record, unit, blocks, norms[record["norm"]]


def squeeze(text: str) -> str:
    return "".join(text.replace("\xad", "").split())


def without_notes(norm: etree._Element, index: int) -> str:
    """The text of a block without the editorial notes that the reader leaves out."""
    block = [child for child in norm.find("textdaten/text/Content") if isinstance(child.tag, str)][index]
    etree.strip_elements(block, "noindex", "kommentar", with_tail=False)
    return "".join(block.itertext()) if block.tag not in {"noindex", "kommentar"} else ""


@pytest.mark.slow
def test_every_gold_unit_has_its_block_and_text_mode_sees_the_same_sentences():
    notes = same = total = 0
    for record, unit, blocks, norm in gold_blocks():
        text = squeeze(" ".join(b.text.text for b in blocks))
        if text != squeeze(record["text"]):
            # the one exception: editorial notes are no text of the law
            assert text == squeeze(without_notes(norm, record["p"])), record["id"]
            notes += 1
        if not blocks or any(b.kind != "text" for b in blocks):
            continue  # flat text cannot show a table
        flat = [b for a in read_unit(unit, "gold").provisions[0].absaetze for b in a.blocks]
        total += 1
        same += [p for _, p in shape_of(blocks)] == [p for _, p in shape_of(flat)]

    assert notes <= 40
    assert same / total >= 0.97, f"{same} of {total}"


def shape_of(blocks: list) -> list:
    return shape([(block, sentence) for block in blocks for sentence in block.sentences])


def test_splitter_agrees_with_the_official_sentence_numbers():
    score = measure(CORPUS)

    assert score.right + score.missed > 3_300
    assert score.f1 >= 0.99, "\n".join(score.errors)


@pytest.mark.slow
def test_every_character_of_many_acts_is_accounted_for():
    found = []
    for name in sorted(archive().namelist())[::25]:
        data = archive().read(name)
        coverage = read_bytes(data, name).coverage
        text = "".join(t for t in etree.fromstring(data).itertext(etree.Element))

        assert coverage.total == len(text)
        assert coverage.accounted == coverage.total, name
        found.append(coverage)
    whole = Coverage.add(found)
    assert sum(whole.operative_not_analysed.values()) / whole.operative_total <= 0.03


@pytest.mark.parametrize("name", ["vwvfg", "gewo", "stvo_2013", "waffg_2002", "egovg"])
def test_offsets_of_originals_lead_back(name):
    (path,) = ORIGINALS.glob(f"*__{name}.xml")
    data = path.read_bytes()

    assert check_places(read_bytes(data, name), data, step=97) > 300


@pytest.mark.parametrize("name", ["burlg", "nachwg", "vwvfg"])
def test_original_and_canonical_form_give_the_same_statute(name):
    (path,) = ORIGINALS.glob(f"*__{name}.xml")
    data = path.read_bytes()
    canonical = etree.tostring(etree.fromstring(data), method="c14n")

    assert b"DOCTYPE" in data
    assert b"DOCTYPE" not in canonical
    assert read_bytes(data, "x") == read_bytes(canonical, "x")


def test_sentences_of_the_income_tax_act_are_numbered_as_printed():
    """§ 48b Abs. 3 EStG has two sentences, the first with four numbers."""
    statute = read_bytes(archive().read("BJNR010050934.xml"), "x")
    (provision,) = [p for p in statute.provisions if p.unit == "§ 48b"]
    (absatz,) = [a for a in provision.absaetze if a.number == "3"]
    first, second = [sentence for _, sentence in absatz.sentences()]

    assert (1, 2) == (first.number, second.number)
    assert ["", "1.", "2.", "3.", "4."] == ["".join(p.labels) for p in first.parts]
