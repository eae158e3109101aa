"""All numbers of the tutor, found by trials on labelled paragraphs that no rule was made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Note = Callable[[str, str], None]
"""Told how it goes, in German and English."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the tutor reads, learns and tags.

    Attributes:
        shortest: Characters; shorter passages of the corpus are left out.
        longest: Characters; longer ones too.
        rare: A piece that stands less often in the corpus is put together from others.
        heading: Tokens of the heading that stand before the text.
        window: Tokens of the text that are read at once.
        overlap: Tokens that one window shares with the next.
        multiple: Rows are filled to a multiple of so many tokens.
        cpu_tokens: Most tokens of a batch without a GPU, whatever the settings below say.
        dropout: Share of values left out while learning.
        betas: Of AdamW.
        clip: Longest gradient.
        seed: Of what comes before the labels; the models that learn from labels have 0, 1, 2, …
        masking_minutes: How long to guess hidden words of the corpus before learning to tag; 0 for not at all.
        masking_steps: Instead, so many batches: with a number of steps the result depends on no clock.
        masking_tokens: Tokens of a batch.
        masking_rate: Learning rate.
        masking_warmup: Steps until the full rate.
        masking_floor: Least share of the rate at the end.
        masking_decay: Weight decay.
        masked: Share of the tokens to guess; of these 8 in 10 are hidden, 1 in 10 is another, 1 in 10 stays.
        seeds: So many models, whose logits are averaged; each leaves out one part of the labelled acts, see `folds`.
        plan: Learning rate and rounds through the labels, for one seed after the other.
        tuning_tokens: Tokens of a batch.
        tuning_warmup: Share of the steps until the full rate.
        tuning_decay: Weight decay.
        head_rate: The tagging head learns so many times as fast.
        head_spread: Standard deviation of the head's first weights.
        head_bias: Its first bias: few tokens carry anything.
        token_term: Weight of the loss of tokens beside that of passages.
        carrying: Further weight of a token that carries something.
        least_whole: What is aimed at for a passage that carries nothing.
        most_whole: What is aimed at for one that does: readers err, too.
        tagging_tokens: Tokens of a batch while tagging.
        least: Chance below which a token is not told.
        chunk: Passages that are tagged before they are written.
    """

    shortest: int = 25
    longest: int = 4_000
    rare: int = 5
    heading: int = 24
    window: int = 400
    overlap: int = 100
    multiple: int = 16
    cpu_tokens: int = 4_096
    dropout: float = 0.1
    betas: tuple[float, float] = (0.9, 0.98)
    clip: float = 1.0
    seed: int = 1
    masking_minutes: float = 3.0
    masking_steps: int | None = None
    masking_tokens: int = 65_536
    masking_rate: float = 3e-4
    masking_warmup: int = 100
    masking_floor: float = 0.02
    masking_decay: float = 0.01
    masked: float = 0.2
    seeds: int = 3
    plan: tuple[tuple[float, int], ...] = ((2e-4, 4), (1.5e-4, 5), (2e-4, 5), (1.5e-4, 4))
    tuning_tokens: int = 16_384
    tuning_warmup: float = 0.08
    tuning_decay: float = 0.02
    head_rate: float = 10.0
    head_spread: float = 0.02
    head_bias: float = -4.0
    token_term: float = 4.0
    carrying: float = 2.0
    least_whole: float = 0.005
    most_whole: float = 0.975
    tagging_tokens: int = 131_072
    least: float = 0.02
    chunk: int = 16_384
