"""Fits the classifier: a small convolution learns from tagged passages which words carry obstacles.

For each piece it learns the chance that the tutor gave and, in labelled passages, what readers marked; and for each
passage the highest chance, since whether something is found at all matters more than how long the quote is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analyzer.model.types import OBSTACLE_TYPES
from analyzer.semantic.classifier import Classifier, Curve, vectors_of
from analyzer.semantic.lessons import Lesson
from analyzer.semantic.network import NOTHING, SPREADS, Floats, Network, Weights
from analyzer.semantic.rows import batches, filled
from analyzer.semantic.static import StaticEncoder

if TYPE_CHECKING:
    import torch

Note = Callable[[str], None]

_SEEN: Final = 2.0  # further weight of pieces that carry something: they are one in a hundred
_BY_PIECE, _BY_PASSAGE = 4.0, 0.5  # weights of both terms


@dataclass(frozen=True, slots=True)
class Teaching:
    """Settings of the fit.

    Attributes:
        seed: Of every random choice.
        width: Outputs of each layer.
        own: Length of a piece's own vector.
        epochs: Passes over the lessons.
        batch: Pieces learned at a time.
        rate: Highest learning rate.
        dropout: Share of inputs left out at random.
        hidden: Share of the pieces whose own vector is hidden in a batch: what is left is the encoder's, in which words of like
            meaning are alike, so that what is learned of one word holds for others.
        labelled: How many times a labelled passage is learned in a pass.
        quiet: Share of the passages learned of those that carry nothing, by the tutor.
    """

    seed: int = 3
    width: int = 96
    own: int = 64
    epochs: int = 4
    batch: int = 16_384
    rate: float = 3e-3
    dropout: float = 0.1
    hidden: float = 0.0
    labelled: int = 2
    quiet: float = 0.35


def going_on(weights: Weights) -> Teaching:
    """Give settings to go on from weights taught before."""
    return Teaching(epochs=5, rate=1.5e-3, hidden=0.3, width=weights.leave[0].shape[0], own=weights.own.shape[1])


def teach(
    encoder: StaticEncoder,
    lessons: Sequence[Lesson],
    teaching: Teaching,
    note: Note,
    start: Floats | Weights | None = None,
) -> Classifier:
    """Fit a classifier.

    Args:
        encoder: Whose pieces and vectors it uses.
        lessons: What it learns.
        teaching: Settings.
        note: Told how it goes.
        start: The own vectors of pieces to start from, see `skipgram`; or all weights of a network taught before: then the
            mean of these and of those learned is taken, which ranks better than either (M. Wortsman et al., Model soups,
            ICML 2022). Random, if not given.

    Returns:
        The classifier with curves that change nothing; see `calibrate`.
    """
    import torch  # noqa: PLC0415  training only

    torch.manual_seed(teaching.seed)
    chance = np.random.default_rng(teaching.seed)
    vectors = vectors_of(encoder)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    before = start if isinstance(start, Weights) else None
    model = _learner(vectors, teaching, None if isinstance(start, Weights) else start)
    if before is not None:
        _take_over(model, before)
    model.to(device)
    course = [
        lesson
        for lesson in lessons
        if lesson.labelled or lesson.is_telling or chance.random() < teaching.quiet
        for _ in range(teaching.labelled if lesson.labelled else 1)
    ]
    steps = torch.optim.AdamW(model.parameters(), lr=teaching.rate, weight_decay=1e-4)
    total = teaching.epochs * sum(1 for _ in _batches(course, teaching.batch, chance))
    rate = torch.optim.lr_scheduler.LambdaLR(
        steps, lambda step: min(1.0, (step + 1) / 200) * max(0.0, 1 - step / total)
    )
    note(f"{len(lessons)} passages, {sum(lesson.labelled for lesson in lessons)} labelled")
    for epoch in range(teaching.epochs):
        model.train()
        lost: list[float] = []
        for batch in _batches(course, teaching.batch, chance):
            loss = _loss(model, batch, len(vectors), device)
            steps.zero_grad(set_to_none=True)
            torch.autograd.backward(loss)
            steps.step()
            rate.step()
            lost.append(float(loss.detach()))
        note(f"pass {epoch + 1} of {teaching.epochs}: {np.mean(lost):.3f}")
    about = {
        "encoder": encoder.digest,
        "passages": {
            "corpus": sum(not one.labelled for one in lessons),
            "labels": sum(one.labelled for one in lessons),
        },
        "teaching": asdict(teaching),
    }
    weights = weights_of(model) if before is None else before.mean(weights_of(model))
    return Classifier("unsaved", Network.of(vectors, weights), (Curve(1.0, 0.0),) * len(OBSTACLE_TYPES), about)


def _batches(lessons: Sequence[Lesson], pieces: int, chance: np.random.Generator) -> Iterator[list[Lesson]]:
    """Put passages of like length together, in random order."""
    for batch in batches([len(lesson.pieces.words) for lesson in lessons], pieces, chance, spread=16.0):
        yield [lessons[number] for number in batch]


def _loss(model: Any, batch: Sequence[Lesson], nothing: int, device: str) -> torch.Tensor:
    import torch  # noqa: PLC0415  training only
    from torch.nn.functional import binary_cross_entropy_with_logits as entropy  # noqa: PLC0415

    words = _padded([lesson.pieces.words for lesson in batch], nothing, device)
    headings = _padded([lesson.pieces.heading for lesson in batch], nothing, device)
    aims = np.zeros((*words.shape, len(OBSTACLE_TYPES)), np.float32)
    for row, lesson in enumerate(batch):
        aims[row, : len(lesson.pieces.words)] = lesson.targets()
    aim = torch.from_numpy(aims).to(device)
    scores = model(words, headings)
    real = (words < nothing - 1)[:, :, None]  # neither padding nor a boundary
    by_piece = entropy(scores, aim, weight=1.0 + _SEEN * aim, reduction="none")
    piece = (by_piece * real).sum() / real.sum().clamp(min=1)
    best = scores.masked_fill(~real, NOTHING).amax(1)
    passage = entropy(best, aim.amax(1), reduction="sum") / len(batch)
    return _BY_PIECE * piece + _BY_PASSAGE * passage


def _padded(rows: Sequence[Sequence[int]], nothing: int, device: str) -> torch.Tensor:
    import torch  # noqa: PLC0415  training only

    return torch.from_numpy(filled(rows, nothing)).to(device)


def _learner(vectors: Floats, teaching: Teaching, start: Floats | None = None) -> Any:
    """The network of `network`, to be fitted; a test holds both to the same scores."""
    import torch  # noqa: PLC0415  training only
    from torch import nn  # noqa: PLC0415

    class Learner(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            size = vectors.shape[1] + teaching.own
            self.register_buffer("vectors", torch.from_numpy(vectors))
            self.own = nn.Embedding(len(vectors) + 1, teaching.own)
            nn.init.normal_(self.own.weight, std=0.3)
            if start is not None:
                self.own.weight.data[: len(start)] = torch.from_numpy(start)
            self.enter = nn.Linear(size, teaching.width)
            self.heading = nn.Linear(size, teaching.width)
            self.about = nn.Linear(teaching.width, teaching.width)
            self.layers = nn.ModuleList(nn.Linear(3 * teaching.width, teaching.width) for _ in SPREADS)
            self.leave = nn.Linear(teaching.width, len(OBSTACLE_TYPES))
            nn.init.constant_(self.leave.bias, -5.0)
            self.drop = nn.Dropout(teaching.dropout)

        def _piece(self, ids: torch.Tensor) -> torch.Tensor:
            known = torch.nn.functional.embedding(ids.clamp(max=len(vectors) - 1), self.get_buffer("vectors"))
            own = self.own(ids)
            if self.training and teaching.hidden:
                own = own * (torch.rand(*ids.shape, 1, device=ids.device) >= teaching.hidden)
            return torch.cat([known, own], -1)

        def forward(self, words: torch.Tensor, headings: torch.Tensor) -> torch.Tensor:
            there = (words < len(vectors)).float()[:, :, None]
            named = (headings < len(vectors)).float()[:, :, None]
            pieces, places = torch.unique(words, return_inverse=True)  # few: the first layer sees each once
            entered = torch.relu(self.enter(self.drop(self._piece(pieces))))
            state = torch.nn.functional.embedding(places, entered) * there
            heading = (self._piece(headings) * named).sum(1) / named.sum(1).clamp(min=1)
            about = self.about(state.sum(1) / there.sum(1).clamp(min=1)) + self.heading(heading)
            for number, (spread, layer) in enumerate(zip(SPREADS, self.layers, strict=True)):
                padded = torch.nn.functional.pad(state, (0, 0, spread, spread))
                size = state.shape[1]
                sides = [padded[:, first : first + size] for first in (0, spread, 2 * spread)]
                seen = layer(torch.cat(sides, -1))
                state = (state + torch.relu(seen + about[:, None, :] if number == 0 else seen)) * there
            scores: torch.Tensor = self.leave(self.drop(state))
            return scores

    return Learner()


def _take_over(model: Any, weights: Weights) -> None:
    """Fill a network to be fitted with weights learned before."""
    import torch  # noqa: PLC0415  training only

    pairs = [
        (model.enter, weights.enter),
        (model.heading, weights.heading),
        (model.about, weights.about),
        (model.leave, weights.leave),
        *zip(model.layers, weights.layers, strict=True),
    ]
    with torch.no_grad():
        model.own.weight[:-1] = torch.from_numpy(weights.own)
        for layer, (weight, bias) in pairs:
            layer.weight.copy_(torch.from_numpy(np.ascontiguousarray(weight.T)))
            layer.bias.copy_(torch.from_numpy(bias))


def weights_of(model: Any) -> Weights:
    """Take the weights out of a fitted network, in the layout of `network`."""

    def array(tensor: Any) -> Floats:
        return np.ascontiguousarray(tensor.detach().cpu().numpy(), np.float32)

    def linear(layer: Any) -> tuple[Floats, Floats]:
        return array(layer.weight.T), array(layer.bias)

    layers = tuple(map(linear, model.layers))
    own = array(model.own.weight)[:-1]  # the last row stood for padding
    return Weights(own, linear(model.enter), linear(model.heading), linear(model.about), layers, linear(model.leave))
