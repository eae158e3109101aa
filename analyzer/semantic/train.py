"""Trains a static encoder from a corpus: draw, vocabulary, teachers, distillation, eight bits.

Nothing of the unseen third of the acts should be passed in: neither text nor labels. The command sees to that.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analyzer.errors import UsageError
from analyzer.model import Statute
from analyzer.rulebook.training import TrainingMaterial
from analyzer.semantic.distil import Lessons, Recipe, distil
from analyzer.semantic.encoder import Encoder
from analyzer.semantic.sample import Sample, sentences_of
from analyzer.semantic.static import StaticEncoder
from analyzer.semantic.teachers import E5Teacher, UseTeacher
from analyzer.semantic.vocabulary import learn_tokenizer
from analyzer.semantic.words import Pieces, split_words

Vectors = NDArray[np.float32]
Note = Callable[[str, str], None]
"""Told how it goes, in German and in English."""

_COMMON: Final = 1e-3  # share of all words above which a word loses weight (SIF)


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A sentence that readers have labelled.

    Attributes:
        text: The sentence, of a list the lead-in and one item.
        classes: What it carries, for instance `written_form` or `written_form:resolved`; empty for nothing.
    """

    text: str
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a corpus gives to training.

    Attributes:
        texts: Drawn sentences and headings.
        counts: All words and how often they stand.
        acts: How many acts were read.
    """

    texts: list[str]
    counts: dict[str, int]
    acts: int


def check_teachers(recipe: Recipe) -> None:
    """Make sure of the packages that training will need: said before a corpus is read, not after.

    Raises:
        UsageError: If one is not installed.
    """
    UseTeacher.package()
    if recipe.second:
        E5Teacher.package()


def read_corpus(statutes: Iterable[Statute], material: TrainingMaterial, recipe: Recipe) -> Corpus:
    """Draw sentences and count words.

    Raises:
        UsageError: If the corpus holds no sentences.
    """
    sample = Sample(recipe.sentences, material.words)
    counts: Counter[str] = Counter()
    acts = 0
    for statute in statutes:
        sample.add(statute)
        for text in sentences_of(statute):
            counts.update(split_words(text))
        acts += 1
    texts = sample.texts()
    if not texts:
        raise UsageError(
            "Kein Satz zum Lernen im Korpus: Bitte den Pfad prüfen.",
            en="No sentence to learn from in the corpus: check the path.",
        )
    return Corpus(texts, dict(counts), acts)


def train(
    corpus: Corpus,
    labelled: Sequence[LabelledSentence],
    material: TrainingMaterial,
    recipe: Recipe,
    note: Note,
    memory: Path | None = None,
) -> tuple[StaticEncoder, str]:
    """Train an encoder.

    Args:
        corpus: See `read_corpus`.
        labelled: Labelled sentences; may be empty.
        material: Synonyms and contrasts.
        recipe: Settings.
        note: See `Note`.
        memory: Folder in which the teachers' vectors are kept for the next run; they take most of the time.

    Returns:
        The encoder (before rounding to eight bits) and the content of its `tokenizer.json`.
    """
    tokenizer = learn_tokenizer(corpus.counts, recipe.vocabulary)
    vocabulary: dict[str, int] = json.loads(tokenizer)["model"]["vocab"]
    note(f"Vokabular: {len(vocabulary)} Wortstücke", f"vocabulary: {len(vocabulary)} pieces")
    pieces = Pieces(vocabulary, 0)
    teacher = _Remembering(UseTeacher(), memory, note)
    taught = teacher.encode(corpus.texts)
    start = _start(vocabulary, pieces, corpus, taught, teacher, recipe)
    lessons = _lessons(corpus, taught, labelled, material, pieces, recipe, memory, note)
    table = distil(start, lessons, recipe, note)
    about: dict[str, Any] = {
        "acts": corpus.acts,
        "labelled_sentences": len(labelled),
        "recipe": asdict(recipe),
        "teachers": [UseTeacher.name, *([E5Teacher.name] if lessons.second else [])],
    }
    return StaticEncoder("medienbruch-static", "unsaved", vocabulary, 0, table, about), tokenizer


def _lessons(
    corpus: Corpus,
    taught: Vectors,
    labelled: Sequence[LabelledSentence],
    material: TrainingMaterial,
    pieces: Pieces,
    recipe: Recipe,
    memory: Path | None,
    note: Note,
) -> Lessons:
    second = corpus.texts[: recipe.second]
    second_taught = np.zeros((0, E5Teacher.dimension), np.float32)
    if second:
        rows = _Remembering(E5Teacher(), memory, note).encode(second)
        rows -= rows.mean(axis=0)  # its cosines lie between .8 and .95; centred, they spread
        second_taught = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    names = sorted({name for sentence in labelled for name in sentence.classes})
    classes = np.array([[name in s.classes for name in names] for s in labelled], np.bool_)
    classes = classes.reshape(len(labelled), len(names))
    contrasts = [frame for c in material.contrasts for frame in zip(c.one, c.other, strict=True)]
    return Lessons(
        pieces.of_texts(corpus.texts),
        taught,
        pieces.of_texts(second),
        second_taught,
        pieces.of_texts([s.text for s in labelled]),
        classes,
        [pieces.of_texts(group) for group in material.synonyms],
        [(pieces.of_texts(one), pieces.of_texts(other)) for one, other in contrasts],
    )


def _start(
    vocabulary: dict[str, int], pieces: Pieces, corpus: Corpus, taught: Vectors, teacher: Encoder, recipe: Recipe
) -> Vectors:
    """Begin with what the teacher says of each piece alone, in the main directions of its sentences, rare pieces first."""
    rows = teacher.encode([piece.removeprefix("##").replace("_", " ").strip() or "." for piece in vocabulary])
    centre = taught.mean(axis=0)
    _, directions = np.linalg.eigh(np.cov(np.concatenate([taught, rows]), rowvar=False))
    main = directions[:, ::-1][:, : recipe.dimension].astype(np.float32)
    counts = np.zeros(len(vocabulary))
    for text in pieces.of_texts(corpus.texts):
        np.add.at(counts, text, 1.0)
    weights = _COMMON / (_COMMON + counts / max(1.0, counts.sum()))
    table = np.asarray(((rows - centre) @ main) * weights[:, None], np.float32)
    table[0] = 0.0
    return table


class _Remembering:
    """A teacher that keeps what it has said in a folder, by text."""

    def __init__(self, teacher: Encoder, memory: Path | None, note: Note) -> None:
        self.name, self.digest, self.dimension = teacher.name, teacher.digest, teacher.dimension
        self._teacher = teacher
        self._note = note
        self._file = memory / f"{teacher.digest}.npz" if memory is not None else None
        self._known: dict[bytes, NDArray[np.float16]] = {}
        if self._file is not None and self._file.is_file():
            with np.load(self._file, allow_pickle=False) as kept:
                self._known = dict(zip((key.tobytes() for key in kept["keys"]), kept["rows"], strict=True))

    def encode(self, texts: Sequence[str]) -> Vectors:
        keys = [hashlib.blake2b(text.encode(), digest_size=16).digest() for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        chunk = 2_000
        pending = list(new.items())
        for first in range(0, len(pending), chunk):
            part = pending[first : first + chunk]
            rows = self._teacher.encode([text for _, text in part]).astype(np.float16)
            self._known.update(zip((key for key, _ in part), rows, strict=True))
            done = f"{self.name}: {first + len(part)}/{len(pending)}"
            self._note(f"{done} Sätze", f"{done} sentences")
            self._keep()
        return np.array([self._known[key] for key in keys], np.float32).reshape(len(texts), self.dimension)

    def _keep(self) -> None:
        if self._file is None:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        keys = np.frombuffer(b"".join(self._known), np.uint8).reshape(-1, 16)
        with self._file.open("wb") as target:
            np.savez(target, keys=keys, rows=np.array(list(self._known.values())))
