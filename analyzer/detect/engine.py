"""Finds obstacles in a statute: prefilter, readings, matchers, context, overlap, finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from analyzer.detect.judge import Judgement, TokenHits, judge
from analyzer.detect.overlap import block_range, distinct
from analyzer.detect.prefilter import Prefilter
from analyzer.detect.regex_filter import RegexFilter
from analyzer.detect.tokens import TokenMatcher
from analyzer.detect.views import AbsatzContext, View, lower, views_of
from analyzer.model import Block, Evidence, Finding, Sentence, Statute
from analyzer.model.place import Place, Running
from analyzer.rulebook import Rulebook


def detect(statute: Statute, rulebook: Rulebook) -> tuple[Finding, ...]:
    """Find the obstacles in a statute.

    Args:
        statute: As a reader gave it.
        rulebook: The rules.

    Returns:
        Findings in text order; the same input and rules always give the same findings.

    Example:
        >>> from analyzer import load_rulebook, read_statute
        >>> detect(read_statute("corpus/"), load_rulebook())  # doctest: +SKIP
    """
    detector = Detector.of(rulebook)
    running: Running = Counter()
    findings: list[Finding] = []
    for around, block, kept in detector.judged(statute):
        findings.extend(_finding(judgement, around, block, running) for judgement in kept)
    return tuple(findings)


class Detector:
    """A rulebook made ready to run.

    Attributes:
        rulebook: The rules.
        regexes: Tells which of their regexes can match.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._prefilter = Prefilter(rulebook)
        self.regexes = RegexFilter(rulebook)
        self._of_rule = [self.regexes.of_rule(rule) for rule in rulebook.rules]
        self._with_tokens = frozenset(
            index for index, rule in enumerate(rulebook.rules) if any(matcher.patterns for matcher in rule.match)
        )
        self._tokens: TokenMatcher | None = None
        self._index = {rule.id: index for index, rule in enumerate(rulebook.rules)}

    @staticmethod
    def of(rulebook: Rulebook) -> Detector:
        """Give the detector of a rulebook, made once."""
        return _detector(rulebook)

    def judged(self, statute: Statute) -> Iterator[tuple[AbsatzContext, Block, list[Judgement]]]:
        """Walk the blocks that hold obstacles, with what was kept after the overlap policy."""
        for around, block, judgements in self.judgements(statute, stopped=False):
            kept = distinct(judgement for judgement in judgements if judgement.status is not None)
            if kept:
                yield around, block, kept

    def judgements(
        self, statute: Statute, *, stopped: bool = True
    ) -> Iterator[tuple[AbsatzContext, Block, list[Judgement]]]:
        """Walk the blocks that hold a trigger, with every judgement; `stopped`: those that a guard stopped too."""
        for provision in statute.operative():
            for absatz in provision.absaetze:
                around = AbsatzContext(statute, provision, absatz, self.regexes)
                position = 0
                for block in absatz.blocks:
                    judgements = self._block(block, position, around, stopped=stopped)
                    if judgements:
                        yield around, block, judgements
                    position += len(block.sentences)

    def _block(self, block: Block, position: int, around: AbsatzContext, *, stopped: bool) -> list[Judgement]:
        if not block.sentences:
            return []
        hits = self._prefilter.hits(lower(block.text.text))
        if not hits:
            return []
        found: list[Judgement] = []
        for offset, sentence in enumerate(block.sentences):
            wanted = [(at, rules) for at, rules in hits if sentence.start <= at < sentence.end]
            if not wanted:
                continue
            found.extend(self._sentence(block, sentence, position + offset, around, wanted, stopped=stopped))
        return found

    def _sentence(
        self,
        block: Block,
        sentence: Sentence,
        position: int,
        around: AbsatzContext,
        wanted: list[tuple[int, frozenset[int]]],
        *,
        stopped: bool,
    ) -> Iterator[Judgement]:
        settled: dict[int, list[tuple[int, int]]] = {}
        for view in views_of(block, sentence, position, self.regexes):
            rules = _triggers(view, wanted, settled)
            if not rules:
                continue
            for judgement in self._view(view, around, rules, stopped=stopped):
                if judgement.status is not None and len(sentence.parts) > 1:
                    settled.setdefault(self._index[judgement.rule.id], []).append(block_range(judgement))
                yield judgement

    def _view(
        self, view: View, around: AbsatzContext, rules: dict[int, list[int]], *, stopped: bool
    ) -> Iterator[Judgement]:
        tokens: TokenHits = {}
        if not self._with_tokens.isdisjoint(rules):
            if self._tokens is None:
                self._tokens = TokenMatcher(self.rulebook)
            tokens = self._tokens.matches(view.text)
        for index in sorted(rules):
            if not view.possible & self._of_rule[index]:
                continue
            rule = self.rulebook.rules[index]
            yield from judge(rule, index, view, around, self.rulebook.roles, tokens, rules[index], stopped=stopped)


def _triggers(
    view: View, hits: list[tuple[int, frozenset[int]]], settled: dict[int, list[tuple[int, int]]]
) -> dict[int, list[int]]:
    """Give the rules that want to look at a view, with the places in the view where their trigger words begin.

    Words of a lead-in that a rule has found in an earlier reading of the sentence need not be looked at again with every
    item: `settled` holds their ranges in the block, by rule.
    """
    rules: dict[int, list[int]] = {}
    for stretch in view.stretches:
        shift = stretch.start - stretch.block_start
        for at, which in hits:
            if stretch.start <= at + shift < stretch.end:
                for rule in which:
                    if rule in settled and any(start <= at < end for start, end in settled[rule]):
                        continue
                    places = rules.setdefault(rule, [])
                    if at + shift not in places:
                        places.append(at + shift)
    return rules


@lru_cache(maxsize=64)
def _detector(rulebook: Rulebook) -> Detector:
    return Detector(rulebook)


def _finding(judgement: Judgement, around: AbsatzContext, block: Block, running: Running) -> Finding:
    view, rule = judgement.view, judgement.rule
    start, end = judgement.quote
    part = view.sentence.parts[view.stretch_at(start).part]
    place = Place(
        around.statute, around.provision, around.absatz, block, view.sentence, part, block_range(judgement)[0]
    )
    return place.finding(
        running,
        rule=rule.id,
        type_=rule.type,
        status=judgement.status or "open",
        confidence=rule.confidence,
        engine="rule",
        text=view.text,
        span=(start, end),
        message=rule.message["de"].replace("{quote}", view.text[start:end]),
        evidence=Evidence(
            f"{rule.id}#{judgement.matcher.name}",
            view.text[judgement.span.start : judgement.span.end][:200],
            tuple(str(held) for held in judgement.held),
        ),
    )
