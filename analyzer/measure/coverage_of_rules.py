"""How often each part of the rules speaks in a corpus: a wording that never occurs is a guess.

Counted are matchers, guards, requirements, cures and contexts of each rule; what stands in `lexicon/` and speaks in many rules
(shared guards, mentions, roles) once for all of them; each word of the word lists; each regex fragment by its name, one hit
for an Absatz. A part with fewer than three hits in three acts needs a reason: `known_limits` of the rule (for a shared
part: of a rule that uses it), `source` of the lexicon entry.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, get_args

from analyzer.detect import Detector
from analyzer.detect.judge import Judgement
from analyzer.detect.overlap import block_range
from analyzer.detect.views import lower
from analyzer.model import Statute
from analyzer.rulebook import Condition, Pattern, Rule, Rulebook
from analyzer.rulebook.authored import Lexicons

FEW: Final = 3
Kind = Literal["requirement", "matcher", "guard", "cure", "context", "shared", "fragment", "word"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
"""In the order in which a list names them: a requirement that never holds silences its rule."""


class Part(NamedTuple):
    """A part of the rules.

    Attributes:
        kind: What it is.
        home: Id of the rule, name of the word list, or "".
        name: Its name; the word itself.
    """

    kind: Kind
    home: str
    name: str


@dataclass(frozen=True, slots=True)
class Use:
    """Hits of one part.

    Attributes:
        part: See there.
        hits: Number of hits.
        acts: Number of acts with a hit.
        reason: Why it is there though it is rare, as its file says; "" if the file says nothing.
    """

    part: Part
    hits: int
    acts: int
    reason: str

    @property
    def is_rare(self) -> bool:
        """Whether it occurs too seldom to be a general rule."""
        return self.hits < FEW or self.acts < FEW

    @property
    def lacks_reason(self) -> bool:
        """Whether it is rare and its file does not say why it is there."""
        return self.is_rare and not self.reason


class Usage:
    """Counts hits over a corpus, a statute at a time."""

    def __init__(self, rulebook: Rulebook, lexicons: Lexicons) -> None:
        self._detector = Detector.of(rulebook)
        self._shared = lexicons.shared
        self._hits: Counter[Part] = Counter()
        self._acts: defaultdict[Part, set[str]] = defaultdict(set)
        self._reasons: dict[Part, str] = {}
        for rule in rulebook.rules:
            for matcher in rule.match:
                self._reasons[Part("matcher", rule.id, matcher.name)] = rule.known_limits
                self._know(rule, "requirement", matcher.requires)
                self._know(rule, "guard", matcher.unless)
            self._know(rule, "requirement", rule.requires)
            self._know(rule, "guard", rule.unless)
            self._know(rule, "cure", rule.resolved_by)
            self._know(rule, "context", rule.secondary_in)
        self._words: dict[str, re.Pattern[str]] = {}
        self._fragments: dict[Part, Pattern] = {}
        for entry in lexicons.entries:
            if entry.name not in lexicons.judged:
                continue
            if entry.words:
                alternatives = "|".join(map(re.escape, sorted(entry.words, key=len, reverse=True)))
                self._words[entry.name] = re.compile(rf"\b(?:{alternatives})\b")
                self._reasons |= {Part("word", entry.name, word): entry.source for word in entry.words}
            else:
                part = Part("fragment", "", entry.name)
                # what follows a match begins with the match; here it may begin anywhere
                self._fragments[part] = Pattern(lexicons.expanded(entry.regex).removeprefix("^").removesuffix("$"))
                self._reasons[part] = entry.source

    def _know(self, rule: Rule, kind: Kind, conditions: tuple[Condition, ...]) -> None:
        for condition in conditions:
            part = self._part(rule, kind, condition)
            self._reasons[part] = self._reasons.get(part) or rule.known_limits

    def _part(self, rule: Rule, kind: Kind, condition: Condition) -> Part:
        if condition.role is not None:
            return Part("shared", "", condition.role)
        if self._shared.get(condition.name) == condition.because:  # a rule may have a guard of its own of this name
            return Part("shared", "", condition.name)
        return Part(kind, rule.id, condition.name)

    def add(self, statute: Statute) -> None:
        """Count one statute."""
        for _, _, judgements in self._detector.judgements(statute):
            seen: set[tuple[str, str, int]] = set()
            for judgement in judgements:
                key = (judgement.rule.id, judgement.matcher.name, block_range(judgement)[0])
                if key not in seen:
                    seen.add(key)
                    for part in self._spoken(judgement):
                        self._count(part, statute.id)
        for provision in statute.operative():
            for absatz in provision.absaetze:
                self._count_words(lower(" ".join(block.text.text for block in absatz.blocks)), statute.id)

    def _spoken(self, judgement: Judgement) -> Iterator[Part]:
        rule, matcher, names = judgement.rule, judgement.matcher, [held.name for held in judgement.held]
        requires = matcher.requires + rule.requires
        if judgement.lacks:
            return
        if judgement.status is None:
            guards = {guard.name: guard for guard in reversed(matcher.unless + rule.unless)}
            yield from (self._part(rule, "guard", guards[name]) for name in names if name in guards)
            return
        yield Part("matcher", rule.id, matcher.name)
        yield from (self._part(rule, "requirement", condition) for condition in requires)
        kind: Kind = "cure" if judgement.status == "resolved" else "context"
        deciding = {each.name: each for each in reversed(rule.resolved_by if kind == "cure" else rule.secondary_in)}
        yield from (self._part(rule, kind, deciding[name]) for name in names[len(requires) :] if name in deciding)

    def _count_words(self, text: str, act: str) -> None:
        for name, pattern in self._words.items():
            for word, hits in Counter(pattern.findall(text)).items():
                self._count(Part("word", name, word), act, hits)
        for part, fragment in self._fragments.items():
            if all(any(literal in text for literal in some) for some in fragment.needs) and fragment.compiled.search(
                text
            ):
                self._count(part, act)

    def _count(self, part: Part, act: str, hits: int = 1) -> None:
        self._hits[part] += hits
        self._acts[part].add(act)

    def uses(self) -> list[Use]:
        """Give the counts of every part, those without a hit among them: what lacks its reason first, then what is rare."""
        found = [
            Use(part, self._hits[part], len(self._acts[part]), " ".join(reason.split()))
            for part, reason in self._reasons.items()
        ]
        return sorted(found, key=_urgency)


def _urgency(use: Use) -> tuple[bool, bool, int, int, Part]:
    return not use.lacks_reason, not use.is_rare, KINDS.index(use.part.kind), use.hits, use.part
