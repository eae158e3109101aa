"""How often each matcher, guard and lexicon entry speaks in a corpus: a pattern that never occurs is a guess.

A matcher, guard, cure or context with fewer than three hits in three acts needs a reason (`known_limits` of the rule,
or `source` of the lexicon entry).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analyzer.detect import Detector
from analyzer.detect.overlap import block_range
from analyzer.model import Statute
from analyzer.rulebook import Rulebook

FEW = 3


@dataclass(frozen=True, slots=True)
class Use:
    """Hits of one part of the rulebook.

    Attributes:
        part: `<rule>#<matcher>`, `<rule>!<guard>`, `<rule>+<cure>`, `<rule>~<context>` or `lexicon:<name>`.
        hits: Number of hits.
        acts: Number of acts with a hit.
    """

    part: str
    hits: int
    acts: int

    @property
    def is_rare(self) -> bool:
        """Whether it occurs too seldom to be a general rule."""
        return self.hits < FEW or self.acts < FEW


class Usage:
    """Counts hits over a corpus, a statute at a time."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._detector = Detector.of(rulebook)
        self._rulebook = rulebook
        self._hits: Counter[str] = Counter()
        self._acts: defaultdict[str, set[str]] = defaultdict(set)
        self._words = {
            name: re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + r")\b")
            for name, words in rulebook.lexicon.items()
        }

    def add(self, statute: Statute) -> None:
        """Count one statute."""
        for around, _, judgements in self._detector.judgements(statute):
            seen: set[tuple[str, str, int]] = set()
            for judgement in judgements:
                key = (judgement.rule.id, judgement.matcher.name, block_range(judgement)[0])
                if key in seen:
                    continue
                seen.add(key)
                rule = judgement.rule.id
                if judgement.status is not None:
                    self._count(f"{rule}#{judgement.matcher.name}", statute.id)
                for held in judgement.held:
                    if held.because.startswith("fehlt:"):
                        continue
                    mark = {None: "!", "resolved": "+", "secondary": "~", "open": "?"}[judgement.status]
                    self._count(f"{rule}{mark}{held.name}", statute.id)
            for name, pattern in self._words.items():
                hits = len(pattern.findall(around.lower_text))
                if hits:
                    self._count(f"lexicon:{name}", statute.id, hits)

    def _count(self, part: str, act: str, hits: int = 1) -> None:
        self._hits[part] += hits
        self._acts[part].add(act)

    def uses(self) -> Iterator[Use]:
        """Give the counts of every part of the rulebook, those without a hit among them, by name."""
        for part in sorted(set(self._parts()) | set(self._hits)):
            yield Use(part, self._hits[part], len(self._acts[part]))

    def _parts(self) -> Iterable[str]:
        for rule in self._rulebook.rules:
            for matcher in rule.match:
                yield f"{rule.id}#{matcher.name}"
                for guard in matcher.unless:
                    yield f"{rule.id}!{guard.name}"
            for mark, conditions in (("!", rule.unless), ("+", rule.resolved_by), ("~", rule.secondary_in)):
                for condition in conditions:
                    yield f"{rule.id}{mark}{condition.name}"
        for name in self._rulebook.lexicon:
            yield f"lexicon:{name}"
