"""The whole way: pretrained weights, the language of statutes, labels, tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import torch

from analyzer.semantic.tagged import TaggedPassage
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
) -> Iterator[TaggedPassage]:
    """Learn from labelled passages and tag all.

    Args:
        corpus: Passages of acts.
        labelled: Passages that readers judged.
        pretrained: What to begin with.
        settings: All numbers.
        device: Where to compute.
        note: Told how it goes.

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
    aims = [targets(passage, lesson) for passage, lesson in zip(labelled, lessons, strict=True)]
    networks = [fine_tune(base, lessons, aims, codec.marks, settings, seed, note) for seed in range(settings.seeds)]
    yield from tagged(networks, [*labelled, *corpus], [*lessons, *pages], codec.marks, settings, note)
