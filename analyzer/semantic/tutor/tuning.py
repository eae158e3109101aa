"""Adapts the network to the language of statutes, then teaches it to tag."""

from __future__ import annotations

import copy
import time
from collections.abc import Sequence
from itertools import count
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from analyzer.model import OBSTACLE_TYPES
from analyzer.semantic.rows import Longs, batches, filled
from analyzer.semantic.tutor.network import Tagger, halved
from analyzer.semantic.tutor.pretrained import Marks
from analyzer.semantic.tutor.settings import Note, Settings
from analyzer.semantic.tutor.targets import Targets
from analyzer.semantic.tutor.tokens import Encoded
from analyzer.semantic.tutor.windows import Window, row, windows

_HIDDEN: Final = 0.8  # share of the tokens to guess that are hidden
_OTHER: Final = 0.1  # share that is another token; the rest stays as it is
_NEVER: Final = -30.0  # logit of a token that does not count
_SAID: Final = 200  # steps between two notes


def budget(tokens: int, device: torch.device, settings: Settings) -> int:
    """Give the most tokens of a batch on a device."""
    return tokens if device.type == "cuda" else min(tokens, settings.cpu_tokens)


def adapt(network: Tagger, encoded: Sequence[Encoded], marks: Marks, settings: Settings, note: Note) -> None:
    """Let the network guess hidden tokens of a corpus: so it learns the words of statutes.

    Ends after `masking_minutes`, or after `masking_steps` if given.

    Args:
        network: Changed in place.
        encoded: The corpus; of long passages only the first window is read.
        marks: Pieces that stand for no words.
        settings: How long and how fast.
        note: Told how it goes.
    """
    if not encoded or not (settings.masking_minutes if settings.masking_steps is None else settings.masking_steps):
        return
    device = network.kind.device
    rows = [row(passage, Window(0, 0, settings.window), marks, settings)[0] for passage in encoded]
    lengths = list(map(len, rows))
    random = np.random.default_rng(settings.seed)
    torch.manual_seed(settings.seed)
    weights = network.masking_weights()
    optimiser = torch.optim.AdamW(
        weights,
        lr=settings.masking_rate,
        weight_decay=settings.masking_decay,
        betas=settings.betas,
        fused=_fused(device),
    )
    tokens = budget(settings.masking_tokens, device, settings)
    waiting: list[Longs] = []
    began = time.monotonic()
    network.train()
    for step in count():
        done = _done(step, began, settings)
        if done >= 1.0:
            note(f"Verdeckte Wörter: {step} Schritte", f"hidden words: {step} steps")
            return
        waiting = waiting or batches(lengths, tokens, random)
        ids = _laid([rows[number] for number in waiting.pop()], marks, settings, device)
        warm = min(1.0, (step + 1) / settings.masking_warmup)
        _set_rate(optimiser, settings.masking_rate * warm * max(settings.masking_floor, 1.0 - done))
        loss = _guessing_loss(network, ids, marks, settings)
        _step(loss, optimiser, weights, settings)
        if (step + 1) % _SAID == 0:
            note(
                f"Verdeckte Wörter: Schritt {step + 1}, Verlust {loss.item():.3f}",
                f"hidden words: step {step + 1}, loss {loss.item():.3f}",
            )


def fine_tune(
    base: Tagger,
    encoded: Sequence[Encoded],
    aims: Sequence[Targets],
    marks: Marks,
    settings: Settings,
    seed: int,
    note: Note,
) -> Tagger:
    """Teach a copy of the network to tag.

    Args:
        base: Left as it is.
        encoded: Labelled passages.
        aims: What to say of each.
        marks: Pieces that stand for no words.
        settings: How fast and how long, see `Settings.plan`.
        seed: Same seed, same result on one kind of processor.
        note: Told how it goes.
    """
    rate, rounds = settings.plan[seed % len(settings.plan)]
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    network = copy.deepcopy(base)
    network.restart_head(settings.head_spread, settings.head_bias)
    network.train()
    device = network.kind.device
    places = windows(encoded, settings)
    rows = [row(encoded[place.passage], place, marks, settings) for place in places]
    tokens = budget(settings.tuning_tokens, device, settings)
    body, head = network.encoder_weights(), list(network.head.parameters())
    optimiser = torch.optim.AdamW(
        [{"params": body, "times": 1.0}, {"params": head, "times": settings.head_rate}],
        lr=rate,
        weight_decay=settings.tuning_decay,
        betas=settings.betas,
        fused=_fused(device),
    )
    lengths = [len(ids) for ids, _ in rows]
    plan = [(turn, batch) for turn in range(rounds) for batch in batches(lengths, tokens, random)]
    warmup = max(1.0, settings.tuning_warmup * len(plan))
    for step, (turn, batch) in enumerate(plan):
        _set_rate(optimiser, rate * min(1.0, (step + 1) / warmup) * (1.0 - step / len(plan)))
        ids = _laid([rows[number][0] for number in batch], marks, settings, device)
        aim = _aims([(places[n], rows[n][1]) for n in batch], aims, ids.shape[1], device, settings)
        with halved(device):
            logits = network(ids)
        loss = tagging_loss(logits.float(), *aim, settings)
        _step(loss, optimiser, [*body, *head], settings)
        if step + 1 == len(plan) or plan[step + 1][0] != turn:
            note(
                f"Modell {seed + 1}: Runde {turn + 1} von {rounds}, Verlust {loss.item():.3f}",
                f"model {seed + 1}: round {turn + 1} of {rounds}, loss {loss.item():.3f}",
            )
    return network.eval()


def tagging_loss(
    logits: Tensor, carries: Tensor, counts: Tensor, whole: Tensor, judged: Tensor, settings: Settings
) -> Tensor:
    """Give the loss of a batch: of its tokens, and of its passages, whose logit is that of their likeliest token.

    Args:
        logits: Rows, tokens, types.
        carries: Likewise, see `Targets`.
        counts: Likewise; 0 also for tokens of the heading, marks and filling.
        whole: Rows, types.
        judged: Likewise.
        settings: Weights of the terms.
    """
    real = counts.amax(2).sum().clamp(min=1.0)
    tokens = functional.binary_cross_entropy_with_logits(
        logits, carries, weight=counts * (1.0 + settings.carrying * carries), reduction="sum"
    )
    likeliest = logits.masked_fill(counts == 0.0, _NEVER).amax(1)
    aim = settings.least_whole + (settings.most_whole - settings.least_whole) * whole
    passages = functional.binary_cross_entropy_with_logits(likeliest, aim, weight=judged, reduction="sum")
    return settings.token_term * tokens / real + passages / len(logits)


def _aims(
    batch: Sequence[tuple[Window, int]],
    aims: Sequence[Targets],
    width: int,
    device: torch.device,
    settings: Settings,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    types = len(OBSTACLE_TYPES)
    carries, counts = np.zeros((2, len(batch), width, types), np.float32)
    whole, judged = np.zeros((2, len(batch), types), np.float32)
    for number, ((passage, start, end), first) in enumerate(batch):
        aim = aims[passage]
        here = slice(first, first + end - start)
        carries[number, here] = aim.carries[start:end]
        counts[number, here] = aim.counts[start:end]
        cut = len(aim.carries) > settings.window  # then the words may stand in another window
        whole[number] = aim.carries[start:end].max(axis=0) if cut else aim.whole
        judged[number] = aim.judged
    found = [torch.from_numpy(values).to(device) for values in (carries, counts, whole, judged)]
    return found[0], found[1], found[2], found[3]


def _guessing_loss(network: Tagger, ids: Tensor, marks: Marks, settings: Settings) -> Tensor:
    device = ids.device
    asked = (torch.rand(ids.shape, device=device) < settings.masked) & _words(ids, marks)
    fate = torch.rand(ids.shape, device=device)
    other = torch.randint(len(network.guess_bias), ids.shape, device=device)
    shown = torch.where(asked & (fate < _HIDDEN), marks.mask, ids)
    shown = torch.where(asked & (fate >= 1.0 - _OTHER) & _words(other, marks), other, shown)
    with halved(device):
        guesses = network.guesses(network.hidden(shown)[asked])
    return functional.cross_entropy(guesses.float(), ids[asked], reduction="sum") / asked.sum().clamp(min=1)


def _words(ids: Tensor, marks: Marks) -> Tensor:
    return (ids != marks.begin) & (ids != marks.end) & (ids != marks.padding) & (ids != marks.mask)


def _fused(device: torch.device) -> bool | None:
    """Take the optimiser's quicker form on a GPU; elsewhere it chooses itself."""
    return True if device.type == "cuda" else None


def _done(step: int, began: float, settings: Settings) -> float:
    if settings.masking_steps is not None:
        return step / settings.masking_steps
    return (time.monotonic() - began) / (60.0 * settings.masking_minutes)


def _laid(rows: Sequence[Longs], marks: Marks, settings: Settings, device: torch.device) -> Tensor:
    return torch.from_numpy(filled(rows, marks.padding, settings.multiple)).to(device, non_blocking=True)


def _set_rate(optimiser: torch.optim.Optimizer, rate: float) -> None:
    for group in optimiser.param_groups:
        group["lr"] = rate * group.get("times", 1.0)


def _step(loss: Tensor, optimiser: torch.optim.Optimizer, weights: Sequence[nn.Parameter], settings: Settings) -> None:
    optimiser.zero_grad(set_to_none=True)
    torch.autograd.backward(loss)
    nn.utils.clip_grad_norm_(weights, settings.clip)
    optimiser.step()
