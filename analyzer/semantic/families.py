"""Families: obstacle clauses that say nearly the same, gathered over all acts; one amendment serves many.

Findings of one type belong together when the words around their quote agree after folding (see
`analyzer.semantic.families_fold`): the same lemmas nearly all, in nearly the same order. Candidates come from MinHash,
the decision from the sets themselves, and where the encoder is given it may admit a clause that differs in a word or two
but is near in meaning. The commonest wording leads a family; its name is made of this wording and the type, so that a
family keeps its name from run to run, whichever acts come or go beside it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer.model import Finding, ObstacleType
from analyzer.semantic.encoder import Encoder
from analyzer.semantic.families_fold import clause_around, fold

ALIKE: Final = 0.5
"""Share of common words and word pairs that is enough by itself."""
RELATED: Final = 0.42
"""Share that is enough where the vectors agree as well."""
NEAR: Final = 0.95
"""Cosine from which vectors agree."""
_BANDS: Final = 24
_ROWS: Final = 2
_PRIME: Final = (1 << 31) - 1
_NAME_WORDS: Final = 4


class Member(NamedTuple):
    """A finding that may belong to a family.

    Attributes:
        fingerprint: Its fingerprint.
        type: Its type.
        act: What tells acts apart: the id of its document.
        clause: The words around its quote.
        lemmas: These folded.
    """

    fingerprint: str
    type: ObstacleType
    act: str
    clause: str
    lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """Clauses that say nearly the same.

    Attributes:
        name: The same in every run in which its commonest wording is the same.
        type: Type of its findings.
        clause: Wording of the representative.
        representative: Fingerprint of the representative.
        fingerprints: Of all members, in the order they were given.
        docs: Ids of the documents of the acts they stand in, sorted.
    """

    name: str
    type: ObstacleType
    clause: str
    representative: str
    fingerprints: tuple[str, ...]
    docs: tuple[str, ...]

    @property
    def acts(self) -> int:
        """Number of acts its members stand in."""
        return len(self.docs)


def member_of(finding: Finding) -> Member:
    """Make a member of a finding."""
    clause = clause_around(finding.sentence, finding.start, finding.end)
    return Member(finding.fingerprint, finding.type, finding.doc, clause, fold(clause))


def find_families(members: Iterable[Member], encoder: Encoder | None = None, *, least: int = 2) -> tuple[Family, ...]:
    """Gather members into families.

    Args:
        members: All of them, in the order of the list.
        encoder: Lets meaning decide where words alone leave a doubt.
        least: Members a family needs.

    Returns:
        Families, the largest first; of equal size by name.
    """
    by_type: dict[ObstacleType, list[Member]] = defaultdict(list)
    for member in members:
        if member.lemmas:
            by_type[member.type].append(member)
    families = [
        family
        for of_type in by_type.values()
        for family in _gather(of_type, encoder)
        if len(family.fingerprints) >= least
    ]
    return tuple(sorted(families, key=lambda family: (-len(family.fingerprints), -family.acts, family.name)))


def name_of(kind: ObstacleType, lemmas: Sequence[str]) -> str:
    """Name a family by its type and its commonest folded wording.

    Example:
        >>> name_of("written_form", ("antrag", "schriftlich", "stell"))
        'antrag-schriftlich-stell-daaa5d'
    """
    digest = blake2b("\x1f".join((kind, *lemmas)).encode(), digest_size=3).hexdigest()
    return "-".join((*lemmas[:_NAME_WORDS], digest))


def _gather(members: Sequence[Member], encoder: Encoder | None) -> Iterable[Family]:
    counts = Counter(member.lemmas for member in members)
    wordings = sorted(counts, key=lambda lemmas: (-counts[lemmas], lemmas))
    features = [frozenset(lemmas) | frozenset(pairwise(lemmas)) for lemmas in wordings]
    keys = _band_keys(features)
    vectors = encoder.encode([" ".join(lemmas) for lemmas in wordings]) if encoder is not None else None
    leads: dict[int, list[int]] = {}
    buckets: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for at in range(len(wordings)):
        near = {lead for band, key in enumerate(keys[at]) for lead in buckets.get((band, int(key)), ())}
        lead = _best(at, near, features, vectors)
        if lead is not None:
            leads[lead].append(at)
            continue
        leads[at] = [at]
        for band, key in enumerate(keys[at]):
            buckets[band, int(key)].append(at)
    home = {wordings[at]: lead for lead, inside in leads.items() for at in inside}
    gathered: defaultdict[int, list[Member]] = defaultdict(list)
    for member in members:
        gathered[home[member.lemmas]].append(member)
    for lead, inside in gathered.items():
        first = next(member for member in inside if member.lemmas == wordings[lead])
        yield Family(
            name_of(first.type, wordings[lead]),
            first.type,
            first.clause,
            first.fingerprint,
            tuple(member.fingerprint for member in inside),
            tuple(sorted({member.act for member in inside})),
        )


def _best(
    at: int,
    candidates: set[int],
    features: Sequence[frozenset[object]],
    vectors: NDArray[np.float32] | None,
) -> int | None:
    """Find the lead a wording is most like, `None` if it is like none."""
    best, chosen = 0.0, None
    for lead in sorted(candidates):
        common = len(features[at] & features[lead])
        share = common / (len(features[at]) + len(features[lead]) - common)
        is_near = vectors is not None and share >= RELATED and float(vectors[at] @ vectors[lead]) >= NEAR
        if (share >= ALIKE or is_near) and share > best:
            best, chosen = share, lead
    return chosen


def _band_keys(features: Sequence[frozenset[object]]) -> NDArray[np.int64]:
    """Give the MinHash bands of sets: two that share half of their elements share a band nearly always."""
    random = np.random.default_rng(14)  # the same permutations in every run
    size = _BANDS * _ROWS
    factors = random.integers(1, _PRIME, size, dtype=np.int64)
    shifts = random.integers(0, _PRIME, size, dtype=np.int64)
    known: dict[object, int] = {}
    signatures = np.empty((len(features), size), np.int64)
    for row, feature in enumerate(features):
        hashes = np.fromiter((known.get(each) or known.setdefault(each, _hash(each)) for each in feature), np.int64)
        signatures[row] = ((hashes[:, None] * factors + shifts) % _PRIME).min(axis=0)
    pairs = signatures.reshape(len(features), _BANDS, _ROWS)
    keys: NDArray[np.int64] = pairs[:, :, 0] * _PRIME + pairs[:, :, 1]
    return keys


def _hash(feature: object) -> int:
    words = feature if isinstance(feature, tuple) else (feature,)
    return 1 + int.from_bytes(blake2b(" ".join(map(str, words)).encode(), digest_size=4).digest(), "little") % (
        _PRIME - 1
    )
