"""The semantic layer of a scan: confidence of what rules found, and finds of its own.

The classifier never decides a status. It may raise or lower the confidence of a rule's finding, and it may propose an
open obstacle where no rule spoke on the sentence; it stays silent wherever words of `rules/semantic/silence.yaml` say
that a digital way, a negation or the setting decides, because vectors cannot see those.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analyzer.errors import UsageError
from analyzer.model import Evidence, Finding, Statute
from analyzer.model.place import Place, Running
from analyzer.model.types import OBSTACLE_TYPES, TYPE_NAMES, ObstacleType
from analyzer.rulebook import Rulebook
from analyzer.rulebook.silence import Silence, load_paraphrases, load_silence
from analyzer.semantic.classifier import Classifier, features, texts_of
from analyzer.semantic.locate import locate
from analyzer.semantic.readings import Reading, readings
from analyzer.semantic.static import PACKAGED, StaticEncoder

_SHORTEST, _LONGEST = 20, 2_500  # characters of a part that is judged
_CHUNK: Final = 2_048  # readings judged at a time: features take some 100 kB each hundred


@dataclass(frozen=True, slots=True)
class KnownClause:
    """An own example sentence that a semantic finding is compared with."""

    kind: ObstacleType
    text: str
    origin: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the classifier thinks of a reading, for `medienbruch explain`.

    Attributes:
        type: Obstacle type.
        chance: How likely one stands open.
        least: Chance from which it becomes a finding.
        silent: Whether words forbid one.
        quote: The words that speak for it, or "".
        nearest: The own example clause it is most like.
        likeness: Cosine to it.
    """

    type: ObstacleType
    chance: float
    least: float
    silent: bool
    quote: str
    nearest: str
    likeness: float


@dataclass(frozen=True)
class SemanticLayer:
    """Encoder, classifier and known clauses, made ready to run.

    Attributes:
        encoder: The packaged encoder; the classifier was fitted on its pieces.
        classifier: See there.
        silence: Words that forbid a finding.
        heard: By type, words that make a rule look at a sentence. Where one stands, rules have looked and found nothing,
            and the layer needs more to speak.
        rulebook: Its examples, and own paraphrases, are the clauses that finds are compared with.
    """

    encoder: StaticEncoder
    classifier: Classifier
    silence: Silence
    heard: Mapping[ObstacleType, frozenset[str]]
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
    def known(self) -> tuple[tuple[KnownClause, ...], NDArray[np.float32]]:
        """Example clauses of the rules and paraphrases, with their vectors; read when the first find needs them."""
        clauses = [
            KnownClause(rule.type, _unmarked(example.text), rule.id)
            for rule in self.rulebook.rules
            for example in rule.examples
            if example.kind == "flag" and example.status == "open"
        ]
        clauses += [
            KnownClause(kind, _unmarked(text), "paraphrase")
            for kind in OBSTACLE_TYPES
            for text in load_paraphrases().get(kind, ())
        ]
        return tuple(clauses), self.encoder.encode([clause.text for clause in clauses])

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
        read = list(readings(statute))
        if not read:
            return tuple(findings)
        judged = [row for row, reading in enumerate(read) if is_judged(reading)]
        chances = np.zeros((len(read), len(OBSTACLE_TYPES)), np.float32)
        for start in range(0, len(judged), _CHUNK):
            rows = judged[start : start + _CHUNK]
            seen = features(self.encoder, [texts_of(read[row]) for row in rows])
            chances[rows] = self.classifier.probabilities(seen)
        row_of = rows_of(findings, read)
        confident = [
            finding if row is None else self._confident(finding, chances[row])
            for finding, row in zip(findings, row_of, strict=True)
        ]
        spoken = {(id(read[row].sentence), f.type) for f, row in zip(findings, row_of, strict=True) if row is not None}
        running: Running = Counter((f.type, f.sentence, f.quote) for f in findings)
        own = [
            (row, made)
            for row, column in self._candidates(read, chances, spoken)
            if (made := self._finding(statute, read[row], column, float(chances[row, column]), running)) is not None
        ]
        return tuple(_merged(confident, row_of, own))

    def opinions(self, statute: Statute, findings: Iterable[Finding], worth_telling: float = 0.2) -> Iterator[Opinion]:
        """Say what the classifier thinks of each reading of a short text, whatever the rules said.

        Args:
            statute: For instance one paragraph.
            findings: What rules found in it; where they did, more is needed for an own find.
            worth_telling: Chance below which nothing is said.
        """
        read_all = list(readings(statute))
        flagged = {id(read_all[row].sentence) for row in rows_of(findings, read_all) if row is not None}
        for reading in filter(is_judged, read_all):
            read = texts_of(reading)
            chances = self.classifier.probabilities(features(self.encoder, [read]))[0]
            for column in np.flatnonzero(chances >= worth_telling):
                kind = OBSTACLE_TYPES[column]
                found = locate(self.encoder, self.classifier, read, int(column))
                nearest, likeness = self._nearest(reading.text, kind)
                yield Opinion(
                    kind,
                    round(float(chances[column]), 2),
                    self._least(reading, kind, flagged=id(reading.sentence) in flagged),
                    is_silent(reading, self.silence),
                    reading.own_text[slice(*found)] if found else "",
                    nearest.text,
                    round(likeness, 2),
                )

    def _confident(self, finding: Finding, chances: NDArray[np.float32]) -> Finding:
        if finding.status != "open":
            return finding
        curve = self.classifier.about["rules"][finding.type]
        chance = float(chances[OBSTACLE_TYPES.index(finding.type)])
        score = curve[0] * logit(finding.confidence) + curve[1] * logit(chance) + curve[2]
        return replace(finding, confidence=round(1.0 / (1.0 + math.exp(-score)), 2))

    def _candidates(
        self, read: Sequence[Reading], chances: NDArray[np.float32], spoken: set[tuple[int, ObstacleType]]
    ) -> Iterator[tuple[int, int]]:
        """Readings and types that are likely enough, no rule spoke on, and nothing forbids; the likeliest of a sentence."""
        best: dict[tuple[int, int], int] = {}
        for row, column in np.argwhere(chances >= self.classifier.least_of_all):
            key = (id(read[row].sentence), int(column))
            if (key[0], OBSTACLE_TYPES[column]) in spoken:
                continue
            if key not in best or chances[row, column] > chances[best[key], column]:
                best[key] = int(row)
        flagged = {sentence for sentence, _ in spoken}
        for (sentence, column), row in sorted(best.items(), key=lambda item: (item[1], item[0][1])):
            least = self._least(read[row], OBSTACLE_TYPES[column], flagged=sentence in flagged)
            enough = chances[row, column] >= least
            if enough and not is_silent(read[row], self.silence):
                yield row, column

    def _least(self, reading: Reading, kind: ObstacleType, *, flagged: bool) -> float:
        """The chance from which a reading is a finding; `flagged`: rules found something in the sentence."""
        text = reading.text.lower()
        return self.classifier.least(kind, heard=flagged or any(word in text for word in self.heard[kind]))

    def _finding(
        self, statute: Statute, reading: Reading, column: int, chance: float, running: Running
    ) -> Finding | None:
        kind = OBSTACLE_TYPES[column]
        found = locate(self.encoder, self.classifier, texts_of(reading), column)
        if found is None:
            return None
        text, start = reading.text, reading.own_start + found[0]
        quote = reading.own_text[slice(*found)]
        nearest, likeness = self._nearest(text, kind)
        place = Place(
            statute,
            reading.provision,
            reading.absatz,
            reading.block,
            reading.sentence,
            reading.part,
            reading.block_start + found[0],
        )
        return place.finding(
            running,
            rule=f"semantic/{kind}",
            type_=kind,
            status="open",
            confidence=round(chance, 2),
            engine="semantic",
            text=text,
            span=(start, start + len(quote)),
            message=f"„{quote}“ ähnelt Klauseln der Art {TYPE_NAMES['de'][kind]}, ohne dass eine Regel die Worte kennt. Bitte prüfen.",
            evidence=Evidence(f"semantic/{kind}#nearest", nearest.text, (f"{nearest.origin}: {likeness:.2f}",)),
        )

    def _nearest(self, text: str, kind: ObstacleType) -> tuple[KnownClause, float]:
        clauses, vectors = self.known
        likeness = vectors @ self.encoder.encode([text])[0]
        rows = [row for row, clause in enumerate(clauses) if clause.kind == kind]
        best = max(rows, key=lambda row: float(likeness[row]))
        return clauses[best], float(likeness[best])


def is_judged(reading: Reading) -> bool:
    """Say whether the classifier looks at a reading: running text of usual length."""
    if reading.block.kind != "text" or reading.sentence.number == 0:
        return False
    return _SHORTEST <= reading.part.end - reading.part.start <= _LONGEST


def is_silent(reading: Reading, silence: Silence) -> bool:
    """Say whether words of the sentence, the heading or the Absatz forbid a semantic finding."""
    others = " ".join(
        block.text.text[sentence.start : sentence.end]
        for block, sentence in reading.absatz.sentences()
        if sentence is not reading.sentence
    )
    return silence.speaks(reading.text.lower(), reading.provision.heading.lower(), others[:4_000].lower())


def rows_of(findings: Iterable[Finding], read: Sequence[Reading]) -> list[int | None]:
    """Give for each finding the row of the reading it stands in; None if it stands in none."""
    found = list(findings)
    wanted = {(finding.norm, finding.block) for finding in found}
    places: dict[tuple[str, int, str], list[int]] = {}
    for row, reading in enumerate(read):
        where = (reading.provision.id, reading.block.index)
        if where in wanted:  # most blocks hold no finding, and a reading puts its text together anew
            places.setdefault((*where, reading.text), []).append(row)
    return [_row(finding, read, places) for finding in found]


def _row(finding: Finding, read: Sequence[Reading], places: dict[tuple[str, int, str], list[int]]) -> int | None:
    """The reading a finding stands in; of equal sentences in one block the first that has its place."""
    rows = places.get((finding.norm, finding.block, finding.sentence), ())
    of_place = [row for row in rows if read[row].sentence.number == finding.satz]
    return next(iter(of_place or rows), None)


def _merged(
    findings: Sequence[Finding], rows: Sequence[int | None], own: Iterable[tuple[int, Finding]]
) -> Iterator[Finding]:
    waiting = sorted(own, key=lambda pair: pair[0])
    at = 0
    for finding, row in zip(findings, rows, strict=True):
        while row is not None and at < len(waiting) and waiting[at][0] < row:
            yield waiting[at][1]
            at += 1
        yield finding
    for _, finding in waiting[at:]:
        yield finding


def logit(chance: float) -> float:
    """Give the log odds of a probability, held within 0.001 and 0.999."""
    held = min(max(chance, 0.001), 0.999)
    return math.log(held / (1.0 - held))


def _unmarked(example: str) -> str:
    return example.replace("[[", "").replace("]]", "")


@lru_cache(maxsize=4)
def _layer(rulebook: Rulebook, folder: Path) -> SemanticLayer:
    encoder, classifier = StaticEncoder.load(folder), Classifier.load(folder)
    if classifier.about["encoder"] != encoder.digest:
        raise UsageError(
            f"In {folder} passt der Klassifikator nicht zum Encoder. Bitte medienbruch encoder teach wiederholen.",
            en=f"In {folder} the classifier does not belong to the encoder. Please repeat medienbruch encoder teach.",
        )
    heard = {
        kind: frozenset(word for rule in rulebook.rules if rule.type == kind for word in rule.triggers)
        for kind in OBSTACLE_TYPES
    }
    return SemanticLayer(encoder, classifier, load_silence(), heard, rulebook)
