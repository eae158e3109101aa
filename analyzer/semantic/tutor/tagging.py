"""Lets the taught networks tag passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray

from analyzer.model import OBSTACLE_TYPES
from analyzer.semantic.rows import batches, filled
from analyzer.semantic.tagged import Tag, TaggedPassage
from analyzer.semantic.tutor.folds import asked
from analyzer.semantic.tutor.network import Tagger, halved
from analyzer.semantic.tutor.pretrained import Marks
from analyzer.semantic.tutor.settings import Note, Settings
from analyzer.semantic.tutor.tokens import Encoded
from analyzer.semantic.tutor.tuning import budget
from analyzer.semantic.tutor.windows import row, windows

Chances = NDArray[np.float32]


def tagged(
    networks: Sequence[Tagger],
    passages: Sequence[TaggedPassage],
    encoded: Sequence[Encoded],
    folds: Sequence[int | None],
    marks: Marks,
    settings: Settings,
    note: Note,
) -> Iterator[TaggedPassage]:
    """Give the passages with tags, in their order.

    Args:
        networks: Taught ones.
        passages: What to tag.
        encoded: The same in pieces.
        folds: For each the fold it was learned in, see `folds`.
        marks: Pieces that stand for no words.
        settings: See `Settings.least` and `Settings.chunk`.
        note: Told how it goes.
    """
    for first in range(0, len(passages), settings.chunk):
        here = range(first, min(first + settings.chunk, len(passages)))
        of_fold: dict[int | None, list[int]] = defaultdict(list)
        for number in here:
            of_fold[folds[number]].append(number)
        said: dict[int, Chances] = {}
        for fold, some in of_fold.items():
            rows = chances(asked(networks, fold), [encoded[number] for number in some], marks, settings)
            said.update(zip(some, rows, strict=True))
        for number in here:
            yield replace(passages[number], tags=tags(said[number], encoded[number], settings.least))
        done = min(first + settings.chunk, len(passages))
        note(f"{done} von {len(passages)} Absätzen markiert", f"{done} of {len(passages)} paragraphs tagged")


@torch.no_grad()
def chances(networks: Sequence[Tagger], encoded: Sequence[Encoded], marks: Marks, settings: Settings) -> list[Chances]:
    """Give the chance of each token and type: from the mean of the networks' logits, the highest where windows overlap."""
    device = networks[0].kind.device
    places = windows(encoded, settings)
    rows = [row(encoded[place.passage], place, marks, settings) for place in places]
    found = [np.zeros((len(passage.body), len(OBSTACLE_TYPES)), np.float32) for passage in encoded]
    for batch in batches([len(ids) for ids, _ in rows], budget(settings.tagging_tokens, device, settings)):
        laid = filled([rows[number][0] for number in batch], marks.padding, settings.multiple)
        ids = torch.from_numpy(laid).to(device)
        with halved(device):
            logits = torch.stack([network(ids).float() for network in networks])
        said = logits.mean(0).sigmoid().cpu().numpy()
        for place, number in enumerate(batch):
            passage, start, end = places[number]
            first = rows[number][1]
            into = found[passage][start:end]
            np.maximum(into, said[place, first : first + end - start], out=into)
    return found


def tags(said: Chances, encoded: Encoded, least: float) -> tuple[Tag, ...]:
    """Give the tokens with some chance, in text order; pieces without a character of their own are left out.

    Args:
        said: Tokens, types.
        encoded: Places of the tokens.
        least: Chance from which on a token is told.
    """
    told = (said >= least) & (encoded.starts < encoded.ends)[:, None]
    return tuple(
        Tag(
            OBSTACLE_TYPES[column],
            int(encoded.starts[token]),
            int(encoded.ends[token]),
            round(float(said[token, column]), 2),
        )
        for token, column in zip(*(axis.tolist() for axis in np.nonzero(told)), strict=True)
    )
