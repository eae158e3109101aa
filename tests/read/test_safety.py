"""Bad input: one clear line, and never anything but a `SourceError`."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import NotXmlError, SourceError, UnknownFormatError, UnsafeSourceError
from analyzer.read import read_bytes, read_statute
from analyzer.sources import Document
from tests.read.making import act_bytes, items, norm

GOOD = act_bytes(norm(f"<P>(1) Wer {items(('1.', 'sät'), ('2.', 'erntet'))}zahlt.</P><P>(2) Er gilt.</P>"))
LAUGHS = (
    b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    b"<dokumente>&c;</dokumente>"
)
OUTSIDE = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><dokumente>&x;</dokumente>'


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (b"", NotXmlError, "leer"),
        (b" \n ", NotXmlError, "leer"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", NotXmlError, "keine XML-Datei"),
        (b"Das ist ein Satz.", NotXmlError, "keine XML-Datei"),
        (b"PK\x03\x04rest", NotXmlError, "Zip-Archiv"),
        (GOOD[:-100], NotXmlError, "beschädigt oder unvollständig"),
        (GOOD.replace(b"</P>", b"</Q>", 1), NotXmlError, "Zeile 1"),
        (b"<html><body/></html>", UnknownFormatError, "<html>"),
        (b'<a:dokumente xmlns:a="urn:a"/>', UnknownFormatError, "<dokumente>"),
        (LAUGHS, UnsafeSourceError, "ENTITY"),
        (OUTSIDE, UnsafeSourceError, "ENTITY"),
        (LAUGHS.decode().encode("utf-16"), UnsafeSourceError, "ENTITY"),
        (b"<dokumente a='" + b"x" * 11_000_000 + b"'/>", UnsafeSourceError, "10 MB"),
        (b"<dokumente>" + b"<P>" * 300 + b"</P>" * 300 + b"</dokumente>", UnsafeSourceError, "256 Ebenen"),
        (b"<dokumente>" + b"<P/>" * 4_000_001 + b"</dokumente>", UnsafeSourceError, "Tags"),
        (b"<dokumente>\n\n\xe4\xf6</dokumente>", NotXmlError, "Zeile 3"),
        (b'<?xml version="1.0" encoding="klingonisch"?><dokumente/>', NotXmlError, "Kodierung"),
        (b'<!DOCTYPE dokumente SYSTEM "x.dtd"><dokumente>&auml;</dokumente>', NotXmlError, "&auml;"),
    ],
)
def test_bad_files_give_one_line_with_place_and_remedy(data, kind, words):
    with pytest.raises(kind) as caught:
        read_bytes(data, "gesetz.xml")

    assert words in caught.value.message
    assert caught.value.message.startswith("gesetz.xml")
    assert "Bitte" in caught.value.message or "bitte" in caught.value.message or "Gelesen wird" in caught.value.message
    assert "\n" not in caught.value.message
    assert "mismatch" not in caught.value.message  # what the library says is English
    assert caught.value.en != caught.value.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_declared_encodings_are_read(encoding):
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    text = f'<?xml version="1.0" encoding="{declared}"?>' + GOOD.decode().replace("sät", "säumt")

    assert read_bytes(text.encode(encoding), "x").provisions[0].absaetze[0].blocks[0].text.text.count("säumt") == 1


def test_a_wide_act_is_read():
    content = "<P>Die Behörde prüft.</P>" * 5_000

    assert len(read_bytes(act_bytes(norm(content)), "x").provisions[0].absaetze[0].blocks) == 5_000


def test_a_deep_act_is_read():
    content = "tief"
    for _ in range(40):
        content = items(("1.", content))

    assert len(read_bytes(act_bytes(norm(f"<P>{content}</P>")), "x").provisions) == 1


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(GOOD)), st.binary(max_size=6), st.integers(0, 40))
def test_mutated_files_give_a_statute_or_a_source_error(at, put, cut):
    data = GOOD[:at] + put + GOOD[at + cut :]
    try:
        statute = read_bytes(data, "x")
    except SourceError:
        return
    assert statute.coverage.total == statute.coverage.accounted


@settings(max_examples=100, deadline=None)
@given(st.randoms(use_true_random=False))
def test_shuffled_elements_give_a_statute_or_a_source_error(chance: random.Random):
    names = [
        "P",
        "DL",
        "DT",
        "DD",
        "LA",
        "table",
        "row",
        "entry",
        "text",
        "Content",
        "norm",
        "metadaten",
        "TOC",
        "FILE",
    ]
    data = GOOD.decode()
    for name in chance.sample(names, 4):
        other = chance.choice(names)
        data = data.replace(f"<{name}>", f"<{other}>").replace(f"</{name}>", f"</{other}>")
    try:
        statute = read_bytes(data.encode(), "x")
    except SourceError:
        return
    assert statute.coverage.total == statute.coverage.accounted


def test_read_statute_takes_paths_and_documents(tmp_path):
    path = tmp_path / "gesetz.xml"
    path.write_bytes(GOOD)
    from_path = read_statute(path)

    assert (str(path), "gii-norm") == (from_path.source, from_path.format)
    assert read_statute(Document("a.zip!b.xml", len(GOOD), data=GOOD)).source == "a.zip!b.xml"
    assert from_path.provisions == read_statute(str(path)).provisions


def test_read_statute_says_what_is_missing(tmp_path):
    with pytest.raises(SourceError, match="Bitte den Pfad prüfen"):
        read_statute(tmp_path / "fehlt.xml")
