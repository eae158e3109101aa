"""Turn a statute and its findings into plain tuples, so that workers do the work and the writer only writes.

Imports no database library: a worker process can call `rows_of` and send the result through a pipe.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from analyzer.model import Block, Finding, Provision, Statute, item_path
from analyzer.model.network import Link
from analyzer.store.wording import encode, pack

_WINDOWS = (80, 40, 20, 10, 5, 0)
"""Characters around a quote that must agree when it is looked for in the text of the act, widest first."""


class StatuteRows(NamedTuple):
    """Everything the store keeps of one statute of a run; picklable.

    Attributes:
        statute: Columns of `statute` between `wording_id` and `first_sentence`.
        digest: Of the wording; acts whose text did not change share it over all runs.
        characters: Of the wording.
        provisions: Columns of `provision` behind `wording_id`.
        sentences: (text, place in words), each sentence once.
        findings: Index into `sentences`, and the columns of `finding` behind `sentence_id`.
        tally: (type, status, number, of which amendment).
        coverage: (reason, characters, of which operative).
        pictures: (unit, what).
        references: Columns of `reference` behind `number`.
    """

    statute: tuple[object, ...]
    digest: str
    characters: int
    provisions: list[tuple[object, ...]]
    sentences: list[tuple[str, str]]
    findings: list[tuple[int, tuple[object, ...]]]
    tally: list[tuple[str, str, int, int]]
    coverage: list[tuple[str, int, int]]
    pictures: list[tuple[str, str]]
    references: Sequence[tuple[object, ...]] = ()


def rows_of(statute: Statute, findings: Sequence[Finding], references: Sequence[Link] = ()) -> StatuteRows:
    """Prepare a statute and its findings for the store.

    Args:
        statute: The statute as read.
        findings: Its findings in text order.
        references: Its references in text order; `rows_with_references` finds them.

    Returns:
        Plain tuples for `RunWriter.add_rows`; safe to send from a worker process.
    """
    provisions = [_provision(position, provision) for position, provision in enumerate(statute.provisions)]
    characters = sum(map(_length, statute.provisions))
    digest = hashlib.sha256()
    for row in provisions:
        digest.update("\x1f".join(map(str, row)).encode("utf-8", "surrogatepass"))
    sentences: dict[tuple[str, int], int] = {}
    texts: list[tuple[str, str]] = []
    positions = {provision.id: position for position, provision in reversed(list(enumerate(statute.provisions)))}
    rows: list[tuple[int, tuple[object, ...]]] = []
    counts: Counter[tuple[str, str]] = Counter()
    amendments: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        position = positions[finding.norm]
        number = sentences.setdefault((finding.sentence, position), len(texts))
        if number == len(texts):
            texts.append((finding.sentence, f"{finding.unit} {finding.law} {finding.heading}"))
        rows.append((number, _finding(finding, position, statute.provisions[position])))
        counts[finding.type, finding.status] += 1
        amendments[finding.type, finding.status] += finding.context == "amendment"
    coverage = statute.coverage
    return StatuteRows(
        statute=(
            statute.id,
            statute.abbreviation,
            f"{(statute.abbreviation or statute.title).casefold()} {statute.id}",
            statute.title,
            statute.short_title,
            statute.date,
            statute.as_of,
            statute.validity,
            statute.source,
            statute.format,
            statute.language,
            coverage.total,
            coverage.analysed,
            coverage.operative_total,
        ),
        digest=digest.hexdigest()[:32],
        characters=characters,
        provisions=provisions,
        sentences=texts,
        findings=rows,
        tally=[(kind, status, n, amendments[kind, status]) for (kind, status), n in sorted(counts.items())],
        coverage=[
            (reason, n, coverage.operative_not_analysed.get(reason, 0))
            for reason, n in sorted(coverage.not_analysed.items())
        ],
        pictures=[(picture.unit, picture.what) for picture in coverage.not_analysable],
        references=[tuple(link) for link in references],
    )


def rows_with_references(statute: Statute, findings: Sequence[Finding]) -> StatuteRows:
    """As `rows_of`, with the references of the statute, resolved against the packaged register.

    Importable by worker processes: what `scan` takes as `also` for a run that is stored.
    """
    from analyzer.refs.statutes import StatuteReferences  # noqa: PLC0415  the register is loaded only where it is used

    return rows_of(statute, findings, StatuteReferences.packaged().links(statute))


def _length(provision: Provision) -> int:
    return sum(len(block.text.text) for absatz in provision.absaetze for block in absatz.blocks)


def _provision(position: int, provision: Provision) -> tuple[object, ...]:
    return (
        position,
        provision.id,
        provision.kind,
        provision.unit,
        provision.heading,
        encode([[h.label, h.title] for h in provision.outline]),
        provision.repealed,
        provision.as_of,
        provision.official_heading,
        _length(provision),
        pack(provision),
    )


def _finding(finding: Finding, position: int, provision: Provision) -> tuple[object, ...]:
    return (
        position,
        *_mark(finding, provision),
        finding.fingerprint,
        finding.place_key,
        finding.rule,
        finding.type,
        finding.status,
        finding.confidence,
        finding.engine,
        finding.absatz,
        finding.satz,
        finding.item,
        finding.citation,
        finding.zitat,
        finding.quote,
        finding.start,
        finding.end,
        finding.context,
        finding.target,
        finding.message,
        encode([[e.matcher, e.words, list(e.guards)] for e in finding.evidence]),
        finding.as_of,
        finding.xpath,
        finding.block,
        finding.id,
    )


def _mark(finding: Finding, provision: Provision) -> tuple[int, int, int]:
    """Find the quote in the text of the act: block within the provision, first character, one past the last.

    The sentence of a finding joins lead-in, item and tail, which need not be neighbours in the text; so the quote is
    looked for with as much of its surroundings as agree, first in the place it is cited from. In an annex a number can
    stand for several sentences: then the surroundings tell them apart.
    """
    blocks = list(enumerate(block for absatz in provision.absaetze for block in absatz.blocks))
    numbers = [absatz.number for absatz in provision.absaetze for _ in absatz.blocks]
    near = [(n, block) for n, block in blocks if block.index == finding.block and numbers[n] == finding.absatz]
    spans = [(n, block.text.text, low, high) for n, block in near for low, high in _spans(block, finding)]
    spans += [(n, block.text.text, 0, len(block.text.text)) for n, block in near]
    for window in _WINDOWS:
        for before, behind in ((window, window), (0, window), (window, 0)):
            first = max(0, finding.start - before)
            words = finding.sentence[first : finding.end + behind]
            for ordinal, text, low, high in spans:
                at = text.find(words, low, high)
                if at >= 0:
                    start = at + finding.start - first
                    return ordinal, start, start + len(finding.quote)
    head = finding.quote
    while " " in head:  # a quote that runs from a lead-in into an item: mark what stands together
        head = head.rpartition(" ")[0]
        for ordinal, text, low, high in spans:
            at = text.find(head, low, high)
            if at >= 0:
                return ordinal, at, at + len(head)
    return (-1, 0, 0)


def _spans(block: Block, finding: Finding) -> list[tuple[int, int]]:
    """Give where in a block the words may stand: the cited item first, then the cited sentence."""
    cited = [sentence for sentence in block.sentences if sentence.number == finding.satz]
    items = [
        (part.start, part.end)
        for sentence in cited
        for part in sentence.parts
        if finding.item and item_path(part.labels) == finding.item
    ]
    return items + [(sentence.start, sentence.end) for sentence in cited]
