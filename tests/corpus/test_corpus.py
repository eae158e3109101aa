"""The sample statutes can be read, and the hand-made labels stand where the reader puts their words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest
from lxml import etree

from analyzer.model import OBSTACLE_TYPES, STATUSES, Statute, item_path
from analyzer.read import read_bytes, read_statute
from tests.corpus.expected import CORPUS, EXPECTED, FILES, Expected

DOCTYPE = b'<!DOCTYPE dokumente SYSTEM "http://www.gesetze-im-internet.de/dtd/1.01/gii-norm.dtd">'
FORM_TYPES = tuple(
    t for t in OBSTACLE_TYPES if t not in {"electronic_excluded", "data_exchange_barrier", "discretion", "vague_term"}
)
"""Types for which a text can put a digital way beside the physical one."""


@cache
def statute(doc: str) -> Statute:
    return read_statute(CORPUS / f"{doc}.xml")


def places(label: Expected) -> list[tuple[str, int, str]]:
    """Where the words of a label stand, by the reader."""
    provision = next(p for p in statute(label.doc).provisions if p.id == label.norm)
    found = []
    for absatz in provision.absaetze:
        for block, sentence in absatz.sentences():
            for hit in re.finditer(re.escape(label.quote), block.text.text[sentence.start : sentence.end]):
                at = sentence.start + hit.start()
                part = next(p for p in sentence.parts if p.start <= at < p.end)
                found.append((absatz.number, sentence.number, item_path(part.labels)))
    return found


def test_there_are_five_statutes():
    assert 5 == len(FILES)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_character_is_accounted_for(path):
    coverage = statute(path.stem).coverage

    assert coverage.total == coverage.accounted
    assert 0.7 < coverage.analysed / coverage.total


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_ids_cannot_be_taken_for_real_ones(path):
    ids = [statute(path.stem).id, *(p.id for p in statute(path.stem).provisions)]

    assert {True} == {i.startswith(path.stem) and i.startswith("MBNR") for i in ids}
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_doctype_and_canonical_form_are_read_alike(path):
    raw = path.read_bytes()
    root = etree.fromstring(raw, etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False))
    canonical = b'<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, method="c14n")
    portal = b'<?xml version="1.0" encoding="UTF-8" ?>' + DOCTYPE + b"\n" + etree.tostring(root, encoding="utf-8")

    assert b"<BR></BR>" not in portal
    assert b"<BR/>" not in canonical
    assert read_bytes(canonical, "x") == read_bytes(portal, "x") == read_bytes(raw, "x")


def test_both_forms_of_the_file_format_occur():
    assert {True, False} == {DOCTYPE in path.read_bytes() for path in FILES}


@pytest.mark.parametrize("label", EXPECTED, ids=lambda e: e.place)
def test_label_stands_where_it_says(label):
    assert (label.absatz, label.satz, label.item) in places(label)


def test_every_type_is_shown_open():
    assert set(OBSTACLE_TYPES) == {e.type for e in EXPECTED if e.status == "open"}


def test_every_status_is_shown():
    assert set(STATUSES) == {e.status for e in EXPECTED}


def test_every_form_type_is_shown_resolved():
    assert set(FORM_TYPES) == {e.type for e in EXPECTED if e.status == "resolved"}


def test_labels_are_short_and_given_once():
    assert {True} == {1 <= len(e.quote.split()) <= 12 for e in EXPECTED}
    assert 1 == max(Counter(EXPECTED).values())


def test_annexes_without_text_are_named():
    named = [(n.unit, n.what.rsplit(".", 1)[-1]) for n in statute("MBNR001320008").coverage.not_analysable]

    assert [("Anlage 2", "jpg"), ("Anlage 3", "pdf")] == named


def test_repeated_and_missing_designations_are_kept_apart():
    annexes = [(p.kind, p.unit) for p in statute("MBNR000470968").provisions[-3:]]

    assert [("annex", "Anlage"), ("other", ""), ("annex", "Anlage")] == annexes


def test_quoted_new_wording_is_an_amendment():
    changing = [
        (provision.unit, sentence.context)
        for provision in statute("MBNR003050021").provisions
        for absatz in provision.absaetze
        for _, sentence in absatz.sentences()
        if sentence.context == "amendment"
    ]

    assert {"§ 22", "§ 23"} == {unit for unit, _ in changing}


def test_nothing_else_is_an_amendment():
    contexts = {
        sentence.context
        for path in FILES
        for provision in statute(path.stem).provisions
        if provision.unit not in {"§ 22", "§ 23"} or path.stem != "MBNR003050021"
        for absatz in provision.absaetze
        for _, sentence in absatz.sentences()
    }

    assert {"law"} == contexts
