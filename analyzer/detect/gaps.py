"""What the sentences of findings leave out, read off the act itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analyzer.detect.views import View, views_of
from analyzer.model import Finding, Provision, Statute
from analyzer.model.gaps import Gaps


def gaps_in(statute: Statute, findings: Iterable[Finding]) -> dict[str, Gaps]:
    """Find what the sentences of findings leave out; whole sentences, and those the act does not hold, are not named.

    Args:
        statute: The act, or the provisions the findings stand in.
        findings: Findings in it.

    Returns:
        By fingerprint.
    """
    asked: dict[tuple[str, int], dict[str, list[str]]] = {}
    for finding in findings:
        sentences = asked.setdefault((finding.norm, finding.block), {})
        sentences.setdefault(finding.sentence, []).append(finding.fingerprint)
    found: dict[str, Gaps] = {}
    norms = {norm for norm, _ in asked}
    for provision in statute.provisions:
        if provision.id in norms:
            for index, view in _views(provision, {block for norm, block in asked if norm == provision.id}):
                for fingerprint in asked[provision.id, index].get(view.text, ()):
                    if gaps := _gaps(view):
                        found.setdefault(fingerprint, gaps)
    return found


def _views(provision: Provision, blocks: set[int]) -> Iterator[tuple[int, View]]:
    """Give the readings of the sentences with a list in some blocks."""
    for absatz in provision.absaetze:
        for block, sentence in absatz.sentences():
            if block.index in blocks and len(sentence.parts) > 1:
                for view in views_of(block, sentence, 0):
                    yield block.index, view


def _gaps(view: View) -> Gaps:
    """Find what stands between, before and behind the parts that a reading shows."""
    gaps: list[int] = []
    following = 0
    for stretch in view.stretches:
        if stretch.part != following:
            gaps.append(stretch.start)
        following = stretch.part + 1
    if following < len(view.sentence.parts):
        gaps.append(len(view.text))
    return tuple(gaps)
