"""Families: obstacle clauses that say nearly the same, gathered over all acts; one amendment serves many.

Findings of one type belong together when the words around their quote agree after folding (see
`analyzer.semantic.families_fold`): the same lemmas nearly all, in nearly the same order. Candidates come from MinHash,
the decision from the sets themselves, and where the encoder is given it may admit a clause that differs in a word or two
but is near in meaning. The commonest wording leads a family. Where two findings of a type share every sentence, with
different words around each, their families are made one: it is one wording to amend.

A family is named by its type and its core: the folded words of the quote with the next two on either side, in the form
most of its findings have. The same run gives the same names, and acts that come or go beside a family do not touch its
name; new members change it only when another core becomes the commonest (measured on 56 acts, of which a quarter came
later: 84 of 100 families that grew kept their names, 79 when the whole wording made the name). Who must rely on a name
hands in the earlier list: `named_as_before` carries its names over by the findings that both have.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer.model import Finding, ObstacleType
from analyzer.semantic.encoder import Encoder
from analyzer.semantic.families_fold import clause_around, core_of, fold, printed, title_of

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
        quote: The quote in the clause; "" makes the whole clause the core.
        place: What tells clauses apart: where it stands. Two findings of a clause share it; "" is shared with none.
        sentence: Its sentence: an annex is one place with many of them.
    """

    fingerprint: str
    type: ObstacleType
    act: str
    clause: str
    lemmas: tuple[str, ...]
    quote: str = ""
    place: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """Clauses that say nearly the same.

    Attributes:
        name: Made of its type and commonest core.
        type: Type of its findings.
        clause: Wording of the representative.
        representative: Fingerprint of the representative.
        fingerprints: Of all members, in the order they were given.
        docs: Ids of the documents of the acts they stand in, sorted.
        clauses: Number of clauses its members stand in: two findings of one clause need one amendment.
        title: What people read in place of the name: the core of the representative's wording.
        where: Equal for families over the very same sentences of the same places; "" if the place of a member is not known.
    """

    name: str
    type: ObstacleType
    clause: str
    representative: str
    fingerprints: tuple[str, ...]
    docs: tuple[str, ...]
    clauses: int
    title: str
    where: str = ""

    @property
    def acts(self) -> int:
        """Number of acts its members stand in."""
        return len(self.docs)


def member_of(finding: Finding) -> Member:
    """Make a member of a finding."""
    clause = clause_around(finding.sentence, finding.start, finding.end)
    quote = " ".join(finding.sentence[finding.start : finding.end].split())
    place = f"{finding.doc}\x1f{finding.norm}\x1f{finding.citation}"
    sentence = finding.sentence
    return Member(finding.fingerprint, finding.type, finding.doc, clause, fold(clause), quote, place, sentence)


def find_families(
    members: Iterable[Member], encoder: Encoder | None = None, *, least: int = 2, least_acts: int = 1
) -> tuple[Family, ...]:
    """Gather members into families.

    Args:
        members: All of them, in the order of the list.
        encoder: Lets meaning decide where words alone leave a doubt.
        least: Clauses a family needs.
        least_acts: Acts it needs.

    Returns:
        Families, those with the most clauses first; of equal size by name.
    """
    by_type: dict[ObstacleType, list[Member]] = defaultdict(list)
    for member in members:
        if member.lemmas:
            by_type[member.type].append(member)
    # The bounds are applied when all have their names: these must not depend on what is shown.
    families = [family for of_type in by_type.values() for family in _joined(_gather(of_type, encoder), of_type)]
    shown = (family for family in families if family.clauses >= least and family.acts >= least_acts)
    return tuple(sorted(shown, key=_by_size))


def named_as_before(families: Iterable[Family], earlier: Mapping[str, str]) -> tuple[Family, ...]:
    """Give families the names they had in an earlier list.

    A name goes to the family that holds most of its findings; a family that holds several named ones keeps that of most
    of its findings. What nobody named before keeps its own name, but no name is given twice.

    Args:
        families: The families.
        earlier: Fingerprint → name in the earlier list.

    Returns:
        The families, the largest first.
    """
    families = tuple(families)
    shared = [
        (-count, name, at)
        for at, family in enumerate(families)
        for name, count in Counter(earlier[one] for one in family.fingerprints if one in earlier).items()
    ]
    names: dict[int, str] = {}
    taken: set[str] = set()
    for _, name, at in sorted(shared):
        if at not in names and name not in taken:
            names[at] = name
            taken.add(name)
    renamed = [replace(family, name=names.get(at) or _free(family, taken)) for at, family in enumerate(families)]
    return tuple(sorted(renamed, key=_by_size))


def same_places(families: Iterable[Family]) -> dict[str, tuple[Family, ...]]:
    """Find for each family those of other types over the very same sentences: one amendment serves them all.

    Returns:
        By name, in the order given; families that stand alone are left out.
    """
    beside: defaultdict[str, list[Family]] = defaultdict(list)
    for family in families:
        if family.where:
            beside[family.where].append(family)
    return {
        family.name: tuple(other for other in together if other.type != family.type)
        for together in beside.values()
        for family in together
        if len(together) > 1
    }


def _joined(families: Iterable[Family], members: Sequence[Member]) -> Iterable[Family]:
    """Make one of those families of a type that stand over the very same sentences.

    Such a sentence holds two findings whose surroundings differ, but its wording is the same everywhere. The largest,
    which comes first, keeps its name; as each has its name already, those of others do not change.
    """
    order = {member.fingerprint: number for number, member in enumerate(members)}
    kept: dict[str, Family] = {}
    for family in families:
        first = kept.setdefault(family.where or family.name, family)
        if first is not family:
            together = sorted((*first.fingerprints, *family.fingerprints), key=order.__getitem__)
            kept[family.where] = replace(first, fingerprints=tuple(together))
    return kept.values()


def _by_size(family: Family) -> tuple[int, int, int, str]:
    return -family.clauses, -len(family.fingerprints), -family.acts, family.name


def _free(family: Family, taken: Container[str]) -> str:
    """Give a family's name; if it is taken, with a digest of the representative's words."""
    name = family.name
    return name if name not in taken else f"{name}-{_digest((family.type, *fold(family.clause)))}"


def name_of(kind: ObstacleType, lemmas: Sequence[str]) -> str:
    """Name a family by its type and its core.

    Example:
        >>> name_of("written_form", ("antrag", "schriftlich", "stell"))
        'antrag-schriftlich-stell-daaa5d'
    """
    return "-".join((*lemmas[:_NAME_WORDS], _digest((kind, *lemmas))))


def _digest(words: Sequence[str]) -> str:
    return blake2b("\x1f".join(words).encode(), digest_size=3).hexdigest()


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
    several = sorted(((lead, inside) for lead, inside in gathered.items() if len(inside) > 1), key=_largest_first)
    taken: set[str] = set()
    for lead, inside in several:
        first = next(member for member in inside if member.lemmas == wordings[lead])
        family = Family(
            name_of(first.type, _core(inside)),
            first.type,
            printed(first.clause),
            first.fingerprint,
            tuple(member.fingerprint for member in inside),
            tuple(sorted({member.act for member in inside})),
            len({member.place or member.fingerprint for member in inside}),
            title_of(printed(first.clause), printed(first.quote)),
            _where(inside),
        )
        family = replace(family, name=_free(family, taken))  # of equal cores the largest has the plain name
        taken.add(family.name)
        yield family


def _where(members: Sequence[Member]) -> str:
    if not all(member.place for member in members):
        return ""
    sentences = sorted({f"{member.place}\x1f{member.sentence}" for member in members})
    return blake2b("\x1e".join(sentences).encode(), digest_size=8).hexdigest()


def _largest_first(gathered: tuple[int, list[Member]]) -> tuple[int, tuple[str, ...]]:
    return -len(gathered[1]), min(member.lemmas for member in gathered[1])


def _core(members: Iterable[Member]) -> tuple[str, ...]:
    """Give the commonest core; of equally common ones the first by alphabet."""
    counts = Counter(core_of(member.clause, member.quote) for member in members)
    return min(counts, key=lambda core: (-counts[core], core))


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
