"""Says why a clause is flagged, or why not: every matcher that fired, and what stopped it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.detect.engine import Detector
from analyzer.detect.judge import Judgement
from analyzer.detect.overlap import Taken, block_range, settled
from analyzer.model import Finding, ObstacleType, Status, Statute
from analyzer.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Explanation:
    """What one matcher said of one stretch of text.

    Attributes:
        rule: Rule id.
        matcher: Name of the matcher.
        type: Obstacle type.
        quote: The words that would be quoted.
        sentence: The reading of the sentence it ran on.
        status: What it was judged to be; `None` where a guard or a missing requirement stopped it.
        reasons: Guards, cures, contexts and requirements that decided: name, words, because.
        missing: Whether the one reason is a requirement that does not hold.
        covered_by: Rule id of the finding that took its place by the overlap policy, or "".
        repeats: Words that this finding quotes elsewhere in the paragraph, where it is told once for all; else "".
    """

    rule: str
    matcher: str
    type: ObstacleType
    quote: str
    sentence: str
    status: Status | None
    reasons: tuple[tuple[str, str, str], ...]
    missing: bool = False
    covered_by: str = ""
    repeats: str = ""


def explain(statute: Statute, rulebook: Rulebook, of: Finding | None = None) -> Iterator[Explanation]:
    """Explain every match in a statute, those that became no finding included, in text order.

    Args:
        statute: The act, or one provision of it.
        rulebook: The rules.
        of: Only matches of its type on its words.
    """
    for _, _, judgements in Detector.of(rulebook).judgements(statute):
        taken = {id(j): by for j, by in settled(j for j in judgements if j.status is not None) if by is not None}
        seen: set[tuple[str, str, int, int]] = set()
        asked = judgements if of is None else [j for j in judgements if _is_on(j, of)]
        for judgement in sorted(asked, key=lambda j: (*block_range(j), j.rule.id, j.matcher.name)):
            key = (judgement.rule.id, judgement.matcher.name, *block_range(judgement))
            if key in seen:
                continue  # the same words, met again in the reading of another list item
            seen.add(key)
            yield _explanation(judgement, taken.get(id(judgement)))


def _is_on(judgement: Judgement, finding: Finding) -> bool:
    return (
        judgement.rule.type == finding.type
        and judgement.view.text == finding.sentence
        and judgement.quote.start < finding.end
        and finding.start < judgement.quote.end
    )


def _explanation(judgement: Judgement, taken: Taken | None) -> Explanation:
    return Explanation(
        rule=judgement.rule.id,
        matcher=judgement.matcher.name,
        type=judgement.rule.type,
        quote=_quote(judgement),
        sentence=judgement.view.text,
        status=judgement.status,
        reasons=tuple((held.name, held.words, held.because) for held in judgement.held),
        missing=judgement.lacks,
        covered_by=taken.by.rule.id if taken is not None else "",
        repeats=_quote(taken.by) if taken is not None and taken.repeats else "",
    )


def _quote(judgement: Judgement) -> str:
    return judgement.view.text[judgement.quote.start : judgement.quote.end]
