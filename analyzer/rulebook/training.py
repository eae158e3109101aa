"""What an encoder learns besides the corpus: `rules/semantic/training.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints, field_validator

from analyzer.rulebook.checked import checked
from analyzer.rulebook.packaged import folder
from analyzer.rulebook.reading import content
from analyzer.rulebook.schema import Strict
from analyzer.rulebook.wrong import WrongFieldsError

_Text = Annotated[str, StringConstraints(min_length=2, strip_whitespace=True)]


class _Contrast(Strict):
    one: tuple[_Text, ...]
    other: tuple[_Text, ...]
    frames: tuple[_Text, ...]

    @field_validator("frames")
    @classmethod
    def _have_a_place(cls, frames: tuple[str, ...]) -> tuple[str, ...]:
        if not all(frame.count("{}") == 1 for frame in frames):
            raise WrongFieldsError("jeder Rahmen (frames) braucht genau ein {}", "every frame needs one {}")
        return frames


class _File(Strict):
    words: tuple[_Text, ...]
    synonyms: tuple[tuple[_Text, ...], ...]
    contrasts: tuple[_Contrast, ...]


@dataclass(frozen=True, slots=True)
class Contrast:
    """Clauses that share most words and mean the opposite.

    Attributes:
        one: Clauses of one side, each frame filled; the clauses of a frame stand together.
        other: Clauses of the other side, in the same order of frames.
    """

    one: tuple[tuple[str, ...], ...]
    other: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TrainingMaterial:
    """Hand-made knowledge for an encoder.

    Attributes:
        words: Parts of words in small letters; sentences that hold one are drawn more often.
        synonyms: Groups of expressions that ask for the same thing.
        contrasts: See `Contrast`.
    """

    words: tuple[str, ...]
    synonyms: tuple[tuple[str, ...], ...]
    contrasts: tuple[Contrast, ...]


@lru_cache(maxsize=2)
def load_training(path: Path | None = None) -> TrainingMaterial:
    """Load the material; the packaged file if no path is given.

    Raises:
        RuleError: If the file is missing or wrong; the message names the place.
    """
    path = path or folder() / "training.yaml"
    file = checked(_File, content(path), path)
    return TrainingMaterial(
        file.words,
        file.synonyms,
        tuple(Contrast(_filled(c.frames, c.one), _filled(c.frames, c.other)) for c in file.contrasts),
    )


def _filled(frames: tuple[str, ...], clauses: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(frame.replace("{}", clause) for clause in clauses) for frame in frames)
