"""Teaches the second opinion, and how it is joined with the network's chance.

It learns from words that readers judged one by one, and from own sentences. How much it counts is fitted on finds that
the network did not learn from, each judged by an opinion that has not seen its act.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analyzer.model.types import OBSTACLE_TYPES, ObstacleType
from analyzer.semantic.calibrate import LEAST, LEAST_OF
from analyzer.semantic.classifier import Classifier
from analyzer.semantic.lessons import placed_pieces
from analyzer.semantic.logistic import Array, drawn_curve, logit
from analyzer.semantic.second_opinion import SIZE, SecondOpinion, Thought, heard
from analyzer.semantic.static import StaticEncoder

if TYPE_CHECKING:
    from analyzer.semantic.judged_words import JudgedWords
    from analyzer.semantic.tagged import TaggedPassage

SURE: Final = 0.65
"""Chance from which words are a finding after a second opinion. Of 1,380 own finds drawn at random from federal acts strict readers held
79 % for right before there was one; of those from this chance on, judged by an opinion that had not seen their act, 84 %, and three of four
remain (`tests/gold/own_finds.jsonl.gz`)."""

SURE_OF: Final[dict[ObstacleType, float]] = {"paper_document": 0.6, "paper_form": 0.55}
"""Likewise, by type."""

BELOW: Final = 0.1
"""How far below the least chance of a find the second opinion is asked: it brings some of them up."""

_FOLDS: Final = 5
_KNOWN: Final = 0.5  # what words count that were judged for an earlier network, whose mistakes were others
_SOFT: Final = 3.0  # how freely weights move; the inverse of the pull to zero
_ENOUGH: Final = 12  # finds of a type, right and wrong ones each, from which its opinion is asked
_START: Final = np.array([1.0, 0.5, 0.0])
_TOWARDS_ALL, _TOWARDS_OWN = 0.1, 4.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """Words of a part that a reader judged.

    Attributes:
        kind: The type.
        text: The part.
        span: First character and one past the last.
        is_right: Whether an obstacle of the type stands open there.
        act: Where it stands.
        chance: What the network says of it; `None` where the network learned from it.
    """

    kind: ObstacleType
    text: str
    span: tuple[int, int]
    is_right: bool
    act: str
    chance: float | None = None


def judgements(
    encoder: StaticEncoder,
    passage: TaggedPassage,
    judged: Sequence[JudgedWords],
    classifier: Classifier | None = None,
) -> list[Judgement]:
    """Give what readers judged in a passage; arguable words say nothing of right or wrong.

    Args:
        encoder: Whose pieces.
        passage: The passage.
        judged: Its words, those that stand in it as it is cut.
        classifier: Says how likely they are, if it did not learn from them.
    """
    chances = _chances(encoder, passage, judged, classifier) if classifier is not None else [None] * len(judged)
    return [
        Judgement(one.type, passage.parts[one.part], (one.start, one.end), one.ruling == "open", passage.act, chance)
        for one, chance in zip(judged, chances, strict=True)
        if one.ruling != "arguable"
    ]


def of_sentences(sentences: Iterable[TaggedPassage]) -> Iterator[Judgement]:
    """Give the marked words of own sentences: their unusual words speak for a find, as nothing else would say so."""
    for one in sentences:
        for label in one.labels:
            yield Judgement(label.type, one.text, (label.start, label.end), is_right=True, act=one.act)


def _chances(
    encoder: StaticEncoder, passage: TaggedPassage, judged: Sequence[JudgedWords], classifier: Classifier
) -> list[float | None]:
    """Give the chance of the likeliest piece of each."""
    pieces, starts, ends = placed_pieces(encoder, passage)
    scores = classifier.judge([pieces])[0].pieces
    begins = np.cumsum([0, *(len(part) + 1 for part in passage.parts)])
    chances: list[float | None] = []
    for one in judged:
        first = begins[one.part]
        hit = (starts < first + one.end) & (ends > first + one.start)
        column = OBSTACLE_TYPES.index(one.type)
        best = classifier.chances(scores[hit, column], column).max(initial=0.0)
        chances.append(float(best))
    return chances


def with_second_opinion(
    classifier: Classifier, encoder: StaticEncoder, learned: Iterable[Judgement], finds: Iterable[Judgement]
) -> Classifier:
    """Give a calibrated classifier its second opinion.

    Args:
        classifier: As calibrated.
        encoder: Whose pieces.
        learned: Judgements that the network may know.
        finds: Those that it does not know, with its chances.
    """
    before, fresh = _by_type(learned), _by_type(finds)
    kinds = [kind for kind in OBSTACLE_TYPES if _is_enough(fresh.get(kind, ()))]
    rows: dict[ObstacleType, Array] = {}
    weights = []
    for kind in kinds:
        judged = [*before.get(kind, []), *fresh[kind]]
        words = _matrix(encoder, judged)
        opinions = _unseen_opinions(words, judged)[-len(fresh[kind]) :]
        rows[kind] = np.column_stack([[logit(one.chance or 0.0) for one in fresh[kind]], opinions])
        weights.append(_fit(words, judged))
    if not kinds:
        return replace(classifier, second=None)
    right = {kind: np.array([float(one.is_right) for one in fresh[kind]]) for kind in kinds}
    common = drawn_curve(
        np.concatenate([rows[kind] for kind in kinds]),
        np.concatenate([right[kind] for kind in kinds]),
        _START,
        _TOWARDS_ALL,
    )
    thoughts = {
        kind: Thought(*(round(float(v), 4) for v in drawn_curve(rows[kind], right[kind], common, _TOWARDS_OWN)))
        for kind in kinds
    }
    least = {kind: LEAST_OF.get(kind, LEAST) for kind in OBSTACLE_TYPES}
    asked = {kind: round(chance - BELOW, 2) if kind in thoughts else chance for kind, chance in least.items()}
    least |= {kind: SURE_OF.get(kind, SURE) for kind in thoughts}
    second = SecondOpinion.of(thoughts, np.stack(weights).astype(np.float32))
    return replace(classifier, second=second, about={**classifier.about, "asked": asked, "least": least})


def _unseen_opinions(words: Any, judged: Sequence[Judgement]) -> Array:
    """Judge each by a model that has not seen its act."""
    folds = np.array([_fold(one.act) for one in judged])
    opinions = np.zeros(len(judged))
    for number in range(_FOLDS):
        kept = folds != number
        fitted = _fit(words[kept], [one for one, keep in zip(judged, kept, strict=True) if keep])
        opinions[~kept] = words[~kept] @ fitted
    return opinions


def _by_type(judged: Iterable[Judgement]) -> dict[ObstacleType, list[Judgement]]:
    by_type: dict[ObstacleType, list[Judgement]] = {}
    for one in judged:
        by_type.setdefault(one.kind, []).append(one)
    return by_type


def _is_enough(judged: Sequence[Judgement]) -> bool:
    right = sum(one.is_right for one in judged)
    return min(right, len(judged) - right) >= _ENOUGH


def _fold(act: str) -> int:
    return hashlib.sha256(act.encode()).digest()[0] % _FOLDS


def _matrix(encoder: StaticEncoder, judged: Sequence[Judgement]) -> Any:
    """Judgements × rows of the table."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415  training only

    pairs = [heard(encoder, one.text, one.span) for one in judged]
    bounds = np.cumsum([0, *(len(rows) for rows, _ in pairs)])
    rows, shares = (np.concatenate(part) for part in zip(*pairs, strict=True))
    return csr_matrix((shares, rows, bounds), (len(judged), SIZE))


def _fit(words: Any, judged: Sequence[Judgement]) -> Array:
    """Fit one weight a row; no offset, as the curve behind it has one. Where all agree there is nothing to weigh."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  training only

    right = [one.is_right for one in judged]
    if all(right) or not any(right):
        return np.zeros(SIZE)
    model = LogisticRegression(
        C=_SOFT, solver="liblinear", dual=True, fit_intercept=False, random_state=1, max_iter=400
    )
    model.fit(words, right, [_KNOWN if one.chance is None else 1.0 for one in judged])
    fitted: Array = model.coef_[0]
    return fitted
