"""The semantic layer of a scan: confidence of what rules found, and finds of its own.

Rules and classifier decide together. The confidence of an open finding joins the rule's and the classifier's; where
few such findings are right, the clause is put among those that only mention something, and says so.
Nothing is removed, and nothing that rules hold resolved or mentioned is opened. Where no rule spoke on a part of a
sentence, the classifier may propose an open obstacle, unless words of `rules/semantic/silence.yaml` in the sentence
tell of a digital way or that something is not needed, or (of a form, a paper, an act) a "nicht" stands beside the words,
or what rules of the type know speaks against it (`objections`): words decide status and addressee, and a number alone
must not.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from analyzer.model import Evidence, Finding, Statute
from analyzer.model.finding import DOUBT, UNLIKE, proposed
from analyzer.model.place import Place, Running
from analyzer.model.types import OBSTACLE_TYPES, ObstacleType
from analyzer.rulebook import Rulebook
from analyzer.rulebook.silence import Silence, load_silence
from analyzer.semantic.classifier import Classifier
from analyzer.semantic.judged import Judged, judge_worthwhile
from analyzer.semantic.known import ALIKE, Alike, KnownClauses
from analyzer.semantic.locate import Run
from analyzer.semantic.logistic import logit
from analyzer.semantic.objections import Hearing, Objections
from analyzer.semantic.passages import Parts, Reading, passages
from analyzer.semantic.places import Spoken, merged, places_of
from analyzer.semantic.quoting import quoted
from analyzer.semantic.static import PACKAGED, StaticEncoder

DOUBTED: Final = 0.4
"""Chance below which an open finding of a rule is put among mere mentions, if its type is in `DOUBTABLE`; it stays on the list. Of 80
drawn from those below 0.35 in federal law 60 were put there rightly, 10 wrongly (`tests/gold/read/doubted_80.csv`); on the calibration
paragraphs the limit serves F1 best."""

DOUBTABLE: Final[frozenset[ObstacleType]] = frozenset({"discretion", "vague_term", "repeated_proof"})
"""Types of content, of which enough is known to doubt a rule. Forms are never doubted: a digital word somewhere in the Absatz
lowers the classifier's chance, and rules alone know what it cures (`benchmarks/loosened.py`)."""

_ABOUT_WORDS: Final[frozenset[ObstacleType]] = frozenset(
    {"discretion", "vague_term", "data_exchange_barrier", "electronic_excluded"}
)
"""Types that stand as well in a clause with "nicht"."""

_SHORTEST, _LONGEST = 12, 2_500  # characters of a part that can hold an own find
_SUREST: Final = 0.99  # highest confidence told: no curve is sure


class Hindrance(NamedTuple):
    """What keeps the layer from telling a find.

    Attributes:
        words: The words that speak against it, or "" where some are missing.
        because: Why they do, or "" where that is plain.
    """

    words: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the classifier thinks of a reading, for `medienbruch explain`.

    Attributes:
        type: Obstacle type.
        chance: How likely one stands open.
        least: Chance from which it becomes a finding.
        silent: What forbids one, or `None`.
        quote: The words that speak for it, or "".
        evidence: The own example clauses it is like, as a find names them.
    """

    type: ObstacleType
    chance: float
    least: float
    silent: Hindrance | None
    quote: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class SemanticLayer:
    """Encoder, classifier and known clauses, made ready to run.

    Attributes:
        encoder: The packaged encoder; the classifier was fitted on its pieces and vectors.
        classifier: See there.
        silence: Words that forbid a finding.
        rulebook: Its examples, and own paraphrases, are the clauses that finds are compared with.
    """

    encoder: StaticEncoder
    classifier: Classifier
    silence: Silence
    rulebook: Rulebook

    @staticmethod
    def of(rulebook: Rulebook, folder: Path = PACKAGED) -> SemanticLayer:
        """Give the layer beside a rulebook, made once.

        Args:
            rulebook: Its examples are what finds are compared with.
            folder: Encoder and classifier.

        Raises:
            MedienbruchError: If weights or data files are missing or damaged.
        """
        return _layer(rulebook, folder)

    @cached_property
    def _kinds(self) -> frozenset[ObstacleType]:
        """Types that a rule looks for; whoever runs own rules alone has not asked for the others."""
        return frozenset(rule.type for rule in self.rulebook.rules)

    @property
    def version(self) -> str:
        """What a report says under `versions.encoder`."""
        return f"{self.encoder.name} {self.encoder.digest}/{self.classifier.digest}"

    def refine(self, statute: Statute, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """Give the findings of the rules with calibrated confidence, and the layer's own among them, in text order.

        Args:
            statute: The act.
            findings: What rules found in it, in text order.
        """
        parts = Parts(passages(statute))
        of_finding = places_of(findings, parts)
        told = zip(findings, of_finding, strict=True)
        open_ones = {row for finding, row in told if row is not None and finding.status == "open"}
        judged = judge_worthwhile(parts, self.encoder, self.classifier, open_ones)
        confident = [
            finding if row not in judged else self._confident(finding, judged[row])
            for finding, row in zip(findings, of_finding, strict=True)
        ]
        spoken = Spoken(findings, of_finding, parts)
        running: Running = Counter((f.type, f.sentence, f.quote) for f in findings)
        hearing = Objections.of(self.rulebook).on(statute)
        own = [
            (row, self._finding(statute, judged[row].reading, kind, run, running))
            for row in self._likely(judged)
            for kind, run in sorted(self._own(row, judged[row], spoken, hearing), key=lambda found: found[1].start)
        ]
        return tuple(merged(confident, of_finding, own))

    def opinions(self, statute: Statute, worth_telling: float = 0.2) -> Iterator[Opinion]:
        """Say what the classifier thinks of each part of a short text, whatever the rules said.

        Args:
            statute: For instance one paragraph.
            worth_telling: Chance below which nothing is said.
        """
        judged = judge_worthwhile(Parts(passages(statute)), self.encoder, self.classifier, ())
        hearing = Objections.of(self.rulebook).on(statute)
        for one in judged.values():
            chances = self.classifier.chances(one.best)
            for column in np.flatnonzero(chances >= worth_telling):
                kind = OBSTACLE_TYPES[column]
                if kind not in self._kinds:
                    continue
                run = next(iter(one.runs(self.classifier, int(column), worth_telling)), None)
                if run is not None:
                    run = self.classifier.second_thought(self.encoder, kind, one.reading.own_text, run)
                quote = one.reading.own_text[run.start : run.end] if run else ""
                nearest = self._nearest(one.reading.text, quote or one.reading.own_text, kind)
                yield Opinion(
                    kind,
                    round(run.chance if run else float(chances[column]), 2),
                    self.classifier.least(kind),
                    self._hindrance(one.reading, kind, run, hearing),
                    quote,
                    tuple(_evidence(kind, nearest)),
                )

    def _confident(self, finding: Finding, judged: Judged) -> Finding:
        if finding.status != "open":
            return finding
        weights = self.classifier.about["rules"][finding.type]
        score = float(judged.best[OBSTACLE_TYPES.index(finding.type)])
        total = weights[0] * logit(finding.confidence) + weights[1] * score + weights[2]
        chance = 1.0 / (1.0 + math.exp(-total))
        confident = replace(finding, confidence=_told(chance))
        if chance >= DOUBTED or finding.type not in DOUBTABLE:
            return confident
        first, *others = finding.evidence
        first = replace(first, guards=(*first.guards, f"{DOUBT}: {chance:.0%}"))
        return replace(confident, status="secondary", evidence=(first, *others))

    def _hindrance(self, reading: Reading, kind: ObstacleType, run: Run | None, hearing: Hearing) -> Hindrance | None:
        """Give the words of the sentence, or what rules know, that forbid a find; `None` if nothing does."""
        said = self.silence.speaks(reading.text.lower())
        if not said and run is not None and kind not in _ABOUT_WORDS:
            said = self.silence.denies(reading.own_text.lower(), run.start, run.end)
        if said:
            return Hindrance(_as_printed(reading.text, said))
        held = hearing.objection(reading, kind, run) if run is not None else None
        return Hindrance(_as_printed(reading.text, held.words), held.because or held.name) if held is not None else None

    def _likely(self, judged: Mapping[int, Judged]) -> list[int]:
        """Rows of parts where some type is likely enough: most parts of an act hold nothing."""
        if not judged:
            return []
        best = np.stack([one.best for one in judged.values()])
        rows = list(judged)
        return [rows[at] for at in np.flatnonzero((best >= self.classifier.least_scores).any(axis=1)).tolist()]

    def _own(self, row: int, judged: Judged, spoken: Spoken, hearing: Hearing) -> Iterator[tuple[ObstacleType, Run]]:
        """Quotes of a part where no rule spoke and nothing speaks against a find, the surest of a type first."""
        told: list[tuple[ObstacleType, Run]] = []
        for kind, run in self._runs(judged, spoken.types_of(row)):
            if self._hindrance(judged.reading, kind, run, hearing) is not None:
                continue
            quote = quoted(judged.reading, kind, run)
            if spoken.covers(judged.reading, kind, quote.start, quote.end):
                continue
            # two runs of a phrase become one quote
            if all(kind != other or quote.end <= one.start or one.end <= quote.start for other, one in told):
                told.append((kind, quote))
        yield from told

    def _runs(self, judged: Judged, spoken: Container[ObstacleType]) -> Iterator[tuple[ObstacleType, Run]]:
        """Words of a part that are sure enough on second thought, by type of which no rule spoke."""
        part = judged.reading.part
        if not _SHORTEST <= part.end - part.start <= _LONGEST:
            return
        for column in np.flatnonzero(judged.best >= self.classifier.least_scores):
            kind = OBSTACLE_TYPES[column]
            if kind in spoken or kind not in self._kinds:
                continue
            for run in judged.runs(self.classifier, int(column), self.classifier.asked(kind)):
                thought = self.classifier.second_thought(self.encoder, kind, judged.reading.own_text, run)
                if thought.chance >= self.classifier.least(kind):
                    yield kind, thought

    def _finding(self, statute: Statute, reading: Reading, kind: ObstacleType, run: Run, running: Running) -> Finding:
        text, start = reading.text, reading.own_start + run.start
        quote = reading.own_text[run.start : run.end]
        first, *others = _evidence(kind, self._nearest(text, quote, kind))
        place = Place(
            statute,
            reading.provision,
            reading.absatz,
            reading.block,
            reading.sentence,
            reading.part,
            reading.block_start + run.start,
        )
        found = place.finding(
            running,
            rule=f"semantic/{kind}",
            type_=kind,
            status="open",
            confidence=_told(run.chance),
            engine="semantic",
            text=text,
            span=(start, start + len(quote)),
            message=proposed(quote, kind, chance=_told(run.chance), least=self.classifier.least(kind)),
            evidence=first,
        )
        return replace(found, evidence=(first, *others)) if others else found

    def _nearest(self, text: str, quote: str, kind: ObstacleType) -> list[Alike]:
        return KnownClauses.of(self.rulebook, self.encoder, kind).nearest(text, quote)


def _evidence(kind: ObstacleType, nearest: Sequence[Alike]) -> list[Evidence]:
    """Name the known clauses that are alike enough, or say that none is."""
    alike = [one for one in nearest if one.likeness >= ALIKE]
    matcher = f"semantic/{kind}#nearest"
    if not alike:
        return [Evidence(matcher, "", (f"{UNLIKE}: {nearest[0].likeness:.2f}",))]
    return [Evidence(matcher, one.clause.text, (f"{one.clause.origin}: {one.likeness:.2f}",)) for one in alike]


def _as_printed(text: str, lower: str) -> str:
    """Give words found in lower case as they stand in a text."""
    at = text.lower().find(lower)
    return text[at : at + len(lower)] if at >= 0 and len(text.lower()) == len(text) else lower


def _told(chance: float) -> float:
    return min(round(chance, 2), _SUREST)


@lru_cache(maxsize=4)
def _layer(rulebook: Rulebook, folder: Path) -> SemanticLayer:
    return SemanticLayer(StaticEncoder.load(folder), Classifier.load(folder), load_silence(), rulebook)
