"""Pours a teacher's knowledge into a table of piece vectors (torch, training only).

Four terms are added up at every step:

1. *Teacher*: the mean of the pieces, turned by a matrix that is thrown away afterwards, points where the teacher points;
   and within a batch, sentences are as alike as they are to each teacher (Kullback-Leibler, temperature 0.05).
2. *Labels*: labelled sentences with the same obstacle attract each other among other labelled sentences.
3. *Synonyms*: two members of a group find each other among all other groups.
4. *Contrasts*: clauses of the same side are more alike than clauses of opposite sides, by a margin.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Ids = Sequence[Sequence[int]]
Vectors = NDArray[np.float32]

_MARGIN: Final = 0.25


@dataclass(frozen=True, slots=True)
class Recipe:
    """Settings of a training run.

    Attributes:
        sentences: Texts drawn from the corpus.
        second: Of these, texts that the second, slow teacher reads.
        vocabulary: Pieces.
        dimension: Length of a vector.
        epochs: How often every text is seen.
        batch: Texts a step.
        rate: Learning rate of Adam at the start; falls to zero along a cosine.
        labels: Weight of the labels' term.
        synonyms: Weight of the synonyms' term.
        contrasts: Weight of the contrasts' term.
        seed: Of every draw.
    """

    sentences: int = 50_000
    second: int = 1_500
    vocabulary: int = 32_000
    dimension: int = 256
    epochs: int = 6
    batch: int = 1_024
    rate: float = 3e-3
    labels: float = 0.2
    synonyms: float = 0.3
    contrasts: float = 1.0
    seed: int = 14


@dataclass(frozen=True, slots=True)
class Lessons:
    """What is learnt, as ids of pieces.

    Attributes:
        texts: Texts that the first teacher has read.
        taught: Its vectors, one row a text.
        second: Texts that the second teacher has read.
        second_taught: Its vectors, centred and normalised.
        labelled: Labelled sentences.
        classes: Truth table: labelled sentence by class.
        synonyms: Groups of expressions.
        contrasts: For every frame the clauses of one side and those of the other.
    """

    texts: Ids
    taught: Vectors
    second: Ids
    second_taught: Vectors
    labelled: Ids
    classes: NDArray[np.bool_]
    synonyms: Sequence[Ids]
    contrasts: Sequence[tuple[Ids, Ids]]


_TERMS: Final = {
    "teacher": "Lehrer",
    "second": "zweiter",
    "labels": "Markierungen",
    "synonyms": "Synonyme",
    "contrasts": "Gegensätze",
}
"""Terms of the loss, and their German names."""


def distil(start: Vectors, lessons: Lessons, recipe: Recipe, note: Callable[[str, str], None]) -> Vectors:
    """Train the table.

    Args:
        start: Table to begin with; row 0 is that of unknown words and stays zero.
        lessons: What is learnt.
        recipe: Settings.
        note: Told how it goes, in German and in English.

    Returns:
        The trained table. It runs on one thread, so that the same input gives the same table.
    """
    import torch  # noqa: PLC0415  training only

    torch.set_num_threads(1)
    torch.manual_seed(recipe.seed)
    torch.use_deterministic_algorithms(mode=True)
    trainer = _Trainer(torch, start, lessons, recipe)
    draw = np.random.default_rng(recipe.seed)
    steps = max(1, len(lessons.texts) // recipe.batch) * recipe.epochs
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(trainer.optimiser, steps)
    done = 0
    while done < steps:
        order = draw.permutation(len(lessons.texts))
        for first in range(0, max(1, len(order) - recipe.batch + 1), recipe.batch):
            if done == steps:
                break
            terms = trainer.step(order[first : first + recipe.batch], draw)
            schedule.step()
            done += 1
            if done % 50 == 0 or done == steps:
                english = "  ".join(f"{name} {value:.3f}" for name, value in terms.items())
                german = "  ".join(f"{_TERMS[name]} {value:.3f}" for name, value in terms.items())
                note(f"Schritt {done}/{steps}  {german}", f"step {done}/{steps}  {english}")
    return trainer.table()


class _Trainer:
    """The table, the matrix and the terms of the loss."""

    def __init__(self, torch: Any, start: Vectors, lessons: Lessons, recipe: Recipe) -> None:
        self._torch = torch
        self._lessons = lessons
        self._recipe = recipe
        self._embedding: Any = torch.nn.EmbeddingBag.from_pretrained(
            torch.from_numpy(start.copy()), freeze=False, mode="mean"
        )
        self._turn: Any = torch.nn.Linear(start.shape[1], lessons.taught.shape[1], bias=False)
        with torch.no_grad():  # begin where the start table already points: least squares on a part of the texts
            few = slice(0, 8192)
            x = self._vectors(lessons.texts[few])
            y = torch.from_numpy(lessons.taught[few])
            ridge = x.T @ x + 1e-3 * torch.eye(x.shape[1])
            self._turn.weight.copy_(torch.linalg.solve(ridge, x.T @ y).T)
        self.optimiser: Any = torch.optim.Adam([*self._embedding.parameters(), *self._turn.parameters()], recipe.rate)
        self._classes = torch.from_numpy(lessons.classes.astype(np.float32))
        self._sides = self._flat(lessons.contrasts)

    def table(self) -> Vectors:
        """The table as it is now."""
        rows = self._embedding.weight.detach().numpy().copy()
        rows[0] = 0.0
        return np.asarray(rows, np.float32)

    def step(self, chosen: NDArray[np.int64], draw: np.random.Generator) -> dict[str, float]:
        """Make one step; give the terms of the loss."""
        terms = {"teacher": self._teacher(chosen)}
        if len(self._lessons.second):
            terms["second"] = self._second(draw)
        if len(self._lessons.labelled):
            terms["labels"] = self._recipe.labels * self._labels(draw)
        if self._lessons.synonyms:
            terms["synonyms"] = self._recipe.synonyms * self._synonyms(draw)
        if self._lessons.contrasts:
            terms["contrasts"] = self._recipe.contrasts * self._contrasts()
        self.optimiser.zero_grad()
        sum(terms.values(), self._torch.zeros(())).backward()
        self.optimiser.step()
        return {name: float(value.detach()) for name, value in terms.items()}

    def _vectors(self, ids: Ids) -> Any:
        torch = self._torch
        flat = torch.tensor([i for text in ids for i in text], dtype=torch.long)
        starts = torch.tensor(np.cumsum([0, *(len(text) for text in ids)])[:-1], dtype=torch.long)
        return torch.nn.functional.normalize(self._embedding(flat, starts), dim=1)

    def _alike(self, ours: Any, theirs: Any, sharpness: float) -> Any:
        """How far our likenesses in a batch are from a teacher's."""
        functional = self._torch.nn.functional
        own = self._torch.eye(ours.shape[0]).bool()
        mine = (ours @ ours.T * sharpness).masked_fill(own, -1e4)
        wanted = (theirs @ theirs.T * sharpness).masked_fill(own, -1e4)
        return functional.kl_div(mine.log_softmax(1), wanted.log_softmax(1), reduction="batchmean", log_target=True)

    def _teacher(self, chosen: NDArray[np.int64]) -> Any:
        torch = self._torch
        ours = self._vectors([self._lessons.texts[i] for i in chosen])
        theirs = torch.from_numpy(self._lessons.taught[chosen])
        aimed = torch.nn.functional.normalize(self._turn(ours), dim=1)
        return 4.0 * (1.0 - (aimed * theirs).sum(1).mean()) + self._alike(ours, theirs, 20.0)

    def _second(self, draw: np.random.Generator) -> Any:
        size = min(512, len(self._lessons.second))
        chosen = draw.choice(len(self._lessons.second), size, replace=False)
        ours = self._vectors([self._lessons.second[i] for i in chosen])
        return self._alike(ours, self._torch.from_numpy(self._lessons.second_taught[chosen]), 10.0)

    def _labels(self, draw: np.random.Generator) -> Any:
        torch = self._torch
        size = min(512, len(self._lessons.labelled))
        chosen = draw.choice(len(self._lessons.labelled), size, replace=False)
        ours = self._vectors([self._lessons.labelled[i] for i in chosen])
        shared = self._classes[chosen] @ self._classes[chosen].T
        shared.fill_diagonal_(0.0)
        own = torch.eye(size).bool()
        chances = (ours @ ours.T * 10.0).masked_fill(own, -1e4).log_softmax(1)
        weights = shared / shared.sum(1, keepdim=True).clamp(min=1.0)
        having = (shared.sum(1) > 0).float()
        return -(weights * chances).sum() / having.sum().clamp(min=1.0)

    def _synonyms(self, draw: np.random.Generator) -> Any:
        torch = self._torch
        pairs = [draw.choice(len(group), 2, replace=False) for group in self._lessons.synonyms]
        one = self._vectors([group[p[0]] for group, p in zip(self._lessons.synonyms, pairs, strict=True)])
        other = self._vectors([group[p[1]] for group, p in zip(self._lessons.synonyms, pairs, strict=True)])
        scores = one @ other.T * 10.0
        goal = torch.arange(len(pairs))
        entropy = torch.nn.functional.cross_entropy
        return (entropy(scores, goal) + entropy(scores.T, goal)) / 2.0

    def _contrasts(self) -> Any:
        torch = self._torch
        texts, sides, frames = self._sides
        ours = self._vectors(texts)
        alike = ours @ ours.T
        same_frame = frames[:, None] == frames[None, :]
        same_side = same_frame & (sides[:, None] == sides[None, :])
        opposite = same_frame & ~same_side
        same_side = same_side & ~torch.eye(len(texts)).bool()
        within = (alike * same_side).sum(1) / same_side.sum(1).clamp(min=1)
        across = (alike * opposite).sum(1) / opposite.sum(1).clamp(min=1)
        return torch.relu(_MARGIN + across - within).mean()

    def _flat(self, contrasts: Sequence[tuple[Ids, Ids]]) -> tuple[list[Sequence[int]], Any, Any]:
        texts: list[Sequence[int]] = []
        sides: list[int] = []
        frames: list[int] = []
        for frame, pair in enumerate(contrasts):
            for side, clauses in enumerate(pair):
                texts += clauses
                sides += [side] * len(clauses)
                frames += [frame] * len(clauses)
        return texts, self._torch.tensor(sides), self._torch.tensor(frames)
