"""The whole way: pretrained weights, the language of statutes, labels, tags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import torch

from analyzer.semantic.judged_words import JudgedWords, passage_key
from analyzer.semantic.tagged import TaggedPassage
from analyzer.semantic.tutor.folds import fold_of
from analyzer.semantic.tutor.network import Tagger
from analyzer.semantic.tutor.pretrained import Pretrained
from analyzer.semantic.tutor.settings import Note, Settings
from analyzer.semantic.tutor.tagging import tagged
from analyzer.semantic.tutor.targets import targets
from analyzer.semantic.tutor.tokens import codec_for
from analyzer.semantic.tutor.tuning import adapt, fine_tune


def tutored(
    corpus: Sequence[TaggedPassage],
    labelled: Sequence[TaggedPassage],
    pretrained: Pretrained,
    settings: Settings,
    device: torch.device,
    note: Note,
    judged: Mapping[str, Sequence[JudgedWords]] | None = None,
) -> Iterator[TaggedPassage]:
    """Learn from labelled passages and tag all; each network tags the part of the labelled acts that it has not learned.

    Args:
        corpus: Passages of acts.
        labelled: Passages that readers judged.
        pretrained: What to begin with.
        settings: All numbers.
        device: Where to compute.
        note: Told how it goes.
        judged: Words that readers judged one by one, by `passage_key`.

    Returns:
        First the labelled passages, then those of the corpus, with tags. Learning begins with the first.
    """
    codec = codec_for(pretrained, [*labelled, *corpus], settings.rare)
    lessons, pages = codec.encode(labelled), codec.encode(corpus)
    tokens = sum(len(page.body) for page in pages)
    note(
        f"{len(corpus)} Absätze des Bestands mit {tokens} Wortstücken ({len(codec.kept)} verschiedene), {len(labelled)} markierte",
        f"{len(corpus)} paragraphs of the corpus with {tokens} pieces ({len(codec.kept)} different), {len(labelled)} labelled",
    )
    torch.manual_seed(settings.seed)
    base = Tagger(pretrained.shape, len(codec.kept), codec.marks.padding, settings.dropout)
    base.fill(pretrained.weights(codec.kept))
    base.to(device)
    adapt(base, pages, codec.marks, settings, note)
    everything, encoded = [*labelled, *corpus], [*lessons, *pages]
    words = [(judged or {}).get(passage_key(passage.parts), ()) for passage in everything]
    taught = [n for n, passage in enumerate(everything) if passage.origin == "labels" or words[n]]
    aims = {n: targets(everything[n], encoded[n], words[n]) for n in taught}
    folds: list[int | None] = [None] * len(everything)
    for n in taught:
        folds[n] = fold_of(everything[n].act, settings.seeds)
    networks = []
    for seed in range(settings.seeds):
        course = [n for n in taught if folds[n] is None or folds[n] != seed]
        learned = [encoded[n] for n in course]
        networks.append(fine_tune(base, learned, [aims[n] for n in course], codec.marks, settings, seed, note))
    yield from tagged(networks, everything, encoded, folds, codec.marks, settings, note)
