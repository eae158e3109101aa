"""A finding from its place: whoever finds a clause says where and why, the rest follows from the statute."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from analyzer.model.citation import Citation, item_path
from analyzer.model.finding import Evidence, Finding, fingerprint, place_key
from analyzer.model.statute import Absatz, Block, Part, Provision, Sentence, Statute
from analyzer.model.types import Engine, ObstacleType, Status

Running = Counter[tuple[ObstacleType, str, str]]
"""(type, sentence, quote) → findings of the act so far that are equal in these; their number tells equals apart."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands.

    Attributes:
        statute: The act.
        provision: Its provision.
        absatz: Its Absatz.
        block: Its block.
        sentence: The legal sentence.
        part: Part of the sentence that holds the first character of the quote.
        start: First character of the quote in the block's text.
    """

    statute: Statute
    provision: Provision
    absatz: Absatz
    block: Block
    sentence: Sentence
    part: Part
    start: int

    def finding(
        self,
        running: Running,
        *,
        rule: str,
        type_: ObstacleType,
        status: Status,
        confidence: float,
        engine: Engine,
        text: str,
        span: tuple[int, int],
        message: str,
        evidence: Evidence,
    ) -> Finding:
        """Make the finding.

        Args:
            running: Counted up.
            rule: Rule id.
            type_: Obstacle type.
            status: Status.
            confidence: 0…1.
            engine: Who found it.
            text: The sentence as the finding shows it: lead-in, item and tail.
            span: Half-open range of the quote in `text`.
            message: One sentence for the reader.
            evidence: What decided.
        """
        statute, provision, sentence = self.statute, self.provision, self.sentence
        unit, absatz, satz = provision.unit, self.absatz.number, sentence.number
        citation = Citation.of_labels(statute.abbreviation, unit, absatz, satz, self.part.labels, self.part.satz)
        item = item_path(self.part.labels)
        act = statute.id or statute.abbreviation
        quote = text[slice(*span)]
        number = running[type_, text, quote]
        running[type_, text, quote] += 1
        return Finding(
            fingerprint=fingerprint(act, type_, text, quote, number),
            place_key=place_key(act, unit, absatz, satz, item, type_),
            rule=rule,
            type=type_,
            status=status,
            confidence=confidence,
            engine=engine,
            doc=statute.id,
            law=statute.abbreviation,
            title=statute.title,
            norm=provision.id,
            unit=unit,
            heading=provision.heading,
            absatz=absatz,
            satz=satz,
            item=item,
            citation=str(citation),
            zitat=citation.zitat,
            quote=quote,
            start=span[0],
            end=span[1],
            sentence=text,
            context=sentence.context,
            target=sentence.target,
            message=message,
            evidence=(evidence,),
            as_of=provision.as_of or statute.as_of,
            validity=statute.validity,
            source=statute.source,
            xpath=self.block.text.xpath_at(self.start),
            block=self.block.index,
        )
