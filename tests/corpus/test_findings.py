"""Findings in the sample statutes, compared with what a careful reader marked.

A label that only mentions an obstacle is neither right nor wrong for the tool, as in the scoring of the gold sets.
"""

from __future__ import annotations

from functools import cache

import pytest

from analyzer.detect import detect
from analyzer.model import Finding
from analyzer.read import read_statute
from analyzer.rulebook import load_rulebook
from tests.corpus.expected import CORPUS, EXPECTED, FILES, Expected


@cache
def findings(doc: str) -> tuple[Finding, ...]:
    return detect(read_statute(CORPUS / f"{doc}.xml"), load_rulebook())


def meets(label: Expected, finding: Finding) -> bool:
    """Whether both speak of the same words: same place and type, quotes that overlap."""
    same = (label.norm, label.absatz, label.satz, label.type) == (
        finding.norm,
        finding.absatz,
        finding.satz,
        finding.type,
    )
    if not same:
        return False
    at = finding.sentence.find(label.quote)
    while at >= 0:
        if at < finding.end and finding.start < at + len(label.quote):
            return True
        at = finding.sentence.find(label.quote, at + 1)
    return False


@pytest.mark.parametrize("label", [e for e in EXPECTED if e.status != "secondary"], ids=lambda e: e.place)
def test_is_found(label):
    met = [f for f in findings(label.doc) if meets(label, f)]

    assert met, f"missed: {label.place}"
    assert {label.status} == {f.status for f in met}
    assert {label.item} == {f.item for f in met}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_nothing_else_is_found(path):
    labels = [e for e in EXPECTED if e.doc == path.stem]
    stray = [
        f"{f.citation}: {f.type} {f.status} „{f.quote}“ ({f.rule})"
        for f in findings(path.stem)
        if f.status != "secondary" and not any(meets(label, f) for label in labels)
    ]

    assert [] == stray
