"""Teaches the gate: which parts may hold words that the network would tell as a find."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from analyzer.semantic.classifier import Classifier
from analyzer.semantic.gate import LAYERS, Gate, GateWeights
from analyzer.semantic.network import NOTHING, Floats, Pieces
from analyzer.semantic.rows import batches

if TYPE_CHECKING:
    import torch

Note = Callable[[str], None]

_SPREAD: Final = 16.0  # pieces by which passages of a batch may differ for the sake of chance
_STEEP: Final = 1.5  # how steeply the aim rises around the least score of a find
_AT_ONCE: Final = 4_096  # passages whose pieces' scores are held in memory


@dataclass(frozen=True, slots=True)
class GateTeaching:
    """Settings of the fit.

    Attributes:
        seed: Of every random choice.
        width: Outputs of each layer.
        epochs: Passes over the passages.
        batch: Pieces learned at a time.
        rate: Highest learning rate.
        kept: Share of the parts with a find that must pass.
    """

    seed: int = 5
    width: int = 16
    epochs: int = 10
    batch: int = 8_192
    rate: float = 6e-3
    kept: float = 0.99


def with_gate(classifier: Classifier, passages: Sequence[Pieces], teaching: GateTeaching, note: Note) -> Classifier:
    """Give a calibrated classifier its gate.

    Args:
        classifier: As calibrated; a gate it has is left out of account.
        passages: Of a corpus; every eighth only sets the score that lets parts through.
        teaching: Settings.
        note: Told how it goes.
    """
    least = classifier.least_scores
    above = [
        scores.parts - least
        for start in range(0, len(passages), _AT_ONCE)
        for scores in classifier.network.judge(passages[start : start + _AT_ONCE])
    ]
    taught = [number for number in range(len(passages)) if number % 8]
    weights = _fit(classifier, [passages[n] for n in taught], [above[n] for n in taught], teaching, note)
    gate = Gate.of(classifier.network, weights)
    tried = range(0, len(passages), 8)
    best = np.concatenate([gate.best([passages[n]]) for n in tried])
    finds = np.concatenate([above[n].max(axis=1) >= 0.0 for n in tried])
    limit = float(np.quantile(best[finds], 1.0 - teaching.kept)) if finds.any() else NOTHING
    note(f"gate: {np.mean(best >= limit):.1%} of the parts pass")
    return replace(classifier, gate=replace(gate, weights=weights._replace(least=limit)))


def _fit(
    classifier: Classifier, passages: Sequence[Pieces], above: Sequence[Floats], teaching: GateTeaching, note: Note
) -> GateWeights:
    import torch  # noqa: PLC0415  training only
    from torch import nn  # noqa: PLC0415
    from torch.nn.functional import binary_cross_entropy_with_logits as entropy  # noqa: PLC0415

    torch.manual_seed(teaching.seed)
    chance = np.random.default_rng(teaching.seed)
    known = torch.from_numpy(classifier.network.first[:-1])
    width, boundary, types = teaching.width, len(known) - 1, above[0].shape[1]
    enter = nn.Linear(known.shape[1], width, bias=False)
    layers = nn.ModuleList(nn.Linear(3 * width, width) for _ in range(LAYERS))
    leave = nn.Linear(width, types)
    nn.init.constant_(leave.bias, -5.0)
    model = nn.ModuleList([enter, layers, leave])

    def best_of(ids: torch.Tensor, rows: torch.Tensor, parts: int) -> torch.Tensor:
        pieces, places = torch.unique(ids, return_inverse=True)
        inside = (ids != boundary).float()[:, None]
        state = torch.nn.functional.embedding(places, enter(known[pieces])) * inside
        for layer in layers:
            padded = torch.nn.functional.pad(state, (0, 0, 1, 1))
            state = (state + torch.relu(layer(torch.cat([padded[:-2], state, padded[2:]], -1)))) * inside
        scores = leave(state).masked_fill(inside == 0.0, NOTHING)
        start = torch.full((parts, types), NOTHING)
        best: torch.Tensor = start.scatter_reduce(0, rows[:, None].expand(-1, types), scores, "amax")
        return best

    steps = torch.optim.Adam(model.parameters(), lr=teaching.rate)
    sizes = [len(passage.words) for passage in passages]
    total = teaching.epochs * len(batches(sizes, teaching.batch, chance, spread=_SPREAD))
    fall = torch.optim.lr_scheduler.LambdaLR(steps, lambda step: max(0.02, 1.0 - step / total))
    for epoch in range(teaching.epochs):
        lost: list[float] = []
        for batch in batches(sizes, teaching.batch, chance, spread=_SPREAD):
            ids, rows = _flat([passages[number] for number in batch])
            aim = torch.from_numpy(_aim(np.concatenate([above[number] for number in batch])))
            best = best_of(torch.from_numpy(ids), torch.from_numpy(rows), len(aim))
            loss = entropy(best, aim, reduction="sum") / len(aim)
            steps.zero_grad(set_to_none=True)
            torch.autograd.backward(loss)
            steps.step()
            fall.step()
            lost.append(float(loss.detach()))
        note(f"gate: pass {epoch + 1} of {teaching.epochs}: {np.mean(lost):.4f}")

    def array(tensor: Any) -> Floats:
        return np.ascontiguousarray(tensor.detach().numpy(), np.float32)

    pairs = tuple((array(layer.weight.T), array(layer.bias)) for layer in layers)
    return GateWeights(array(enter.weight.T), pairs, (array(leave.weight.T), array(leave.bias)), NOTHING)


def _flat(passages: Sequence[Pieces]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Put passages behind each other: pieces, and the part each belongs to."""
    ids = np.array([piece for passage in passages for piece in passage.words], np.int64)
    sizes = [after - before for one in passages for before, after in zip(one.bounds, one.bounds[1:], strict=False)]
    return ids, np.repeat(np.arange(len(sizes)), sizes)


def _aim(above: Floats) -> Floats:
    """Aims between 0 and 1, one half where a find begins."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(_STEEP * above, -30.0, 30.0))), np.float32)
