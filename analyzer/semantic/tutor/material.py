"""What the tutor reads: passages of a corpus, and passages that readers judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from analyzer.model import ObstacleType, Status, Statute
from analyzer.semantic.passages import Passage, passages, quote_pattern
from analyzer.semantic.tagged import Marked, TaggedPassage
from analyzer.semantic.tutor.settings import Settings


def from_corpus(statutes: Iterable[Statute], settings: Settings) -> list[TaggedPassage]:
    """Read the passages of acts; a passage that stands there twice is read once.

    Args:
        statutes: The acts.
        settings: See `Settings.shortest` and `Settings.longest`.
    """
    found: dict[tuple[str, tuple[str, ...]], TaggedPassage] = {}
    for statute in statutes:
        for passage in passages(statute):
            parts = _parts(passage)
            key = (passage.heading, parts)
            size = sum(map(len, parts)) + len(parts) - 1
            if settings.shortest <= size <= settings.longest:
                found.setdefault(key, TaggedPassage(passage.heading, parts, (), "corpus", statute.id))
    return list(found.values())


def from_labels(
    statute: Statute,
    act: str,
    labels: Sequence[tuple[ObstacleType, Status, str]],
    judged: Iterable[ObstacleType],
    trust: float,
) -> Iterator[TaggedPassage]:
    """Turn a labelled paragraph into passages; a label marks its words wherever they stand.

    A type is left out of what was judged if the words of one of its labels stand nowhere: nobody can say where it is.

    Args:
        statute: The paragraph as text mode reads it.
        act: Id of its act.
        labels: Type, status and words of each label.
        judged: Types the reader looked for.
        trust: Weight of the labels against the tutor's tags.
    """
    read = [passage for passage in passages(statute) if any(passage.texts)]
    texts = [" ".join(_parts(passage)) for passage in read]
    quotes = [(kind, status, quote_pattern(words)) for kind, status, words in labels]
    lost = {kind for kind, _, quote in quotes if not quote.pattern or not any(map(quote.search, texts))}
    for passage, text in zip(read, texts, strict=True):
        marked = sorted(
            Marked(kind, status, *found.span())
            for kind, status, quote in quotes
            if kind not in lost
            for found in quote.finditer(text)
        )
        known = frozenset(judged) - lost
        yield TaggedPassage(passage.heading, _parts(passage), (), "labels", act, tuple(marked), known, trust)


def _parts(passage: Passage) -> tuple[str, ...]:
    return tuple(words for words in passage.texts if words)
