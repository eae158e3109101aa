"""Findings made by hand, so that a test says only what it is about."""

from __future__ import annotations

from dataclasses import replace

from analyzer.model import Evidence, Finding, fingerprint, place_key

FINDING = Finding(
    fingerprint="00112233445566aa",
    place_key="aa00112233445566",
    rule="written_form/schriftform",
    type="written_form",
    status="open",
    confidence=0.9,
    engine="rule",
    doc="BJNR1",
    law="PrG",
    title="Gesetz über Proben",
    norm="BJNR1BJNE1",
    unit="§ 4",
    heading="Form",
    absatz="1",
    satz=2,
    item="",
    citation="PrG § 4 Abs. 1 Satz 2",
    zitat="§ 4 Abs. 1 Satz 2 PrG",
    quote="bedarf der Schriftform",
    start=12,
    end=34,
    sentence="Der Vertrag bedarf der Schriftform.",
    context="law",
    target="",
    message="»bedarf der Schriftform« verlangt ein Schriftstück.",
    evidence=(Evidence("written_form/schriftform#schriftform", "bedarf der Schriftform", ("elektronisch: nein",)),),
    as_of="2026-04-01",
    validity="in force",
    source="proben.zip!BJNR1.xml",
    xpath="/dokumente/norm[2]/textdaten/text/Content/P",
    block=0,
)


def finding(sentence: str = "", quote: str = "", **changes):
    """The model finding with some fields changed; with `sentence` and `quote` the offsets follow."""
    if sentence:
        quote = quote or sentence
        start = sentence.index(quote)
        changes = {"sentence": sentence, "quote": quote, "start": start, "end": start + len(quote)} | changes
    return replace(FINDING, **changes)


def keyed(words: str, *, unit: str = "§ 4", law: str = "BJNR1", **changes):
    """A finding whose keys follow from words and place, as those of the detector do."""
    made = finding(words, words.split(maxsplit=1)[0], unit=unit, doc=law, **changes)
    return replace(
        made,
        fingerprint=fingerprint(law, made.type, words, made.quote, 0),
        place_key=place_key(law, unit, made.absatz, made.satz, made.item, made.type),
    )
