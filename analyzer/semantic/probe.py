"""The probe: does an encoder hear a paraphrase, and does it fall for shared words?

A triple is a clause (anchor), the same clause in other words (paraphrase), and a clause that shares words with the anchor
but is about something else (unrelated). Beside it stands a trap: another unrelated clause that repeats nearly all words of
the anchor. Three figures a model:

- *accuracy*: how often the paraphrase is nearer to the anchor than the unrelated clause;
- *AUC*: chance that a paraphrase of any anchor scores above a clause of any triple that is not its own (traps left out);
- *traps*: how often the paraphrase is nearer than the trap. What counts shared words must fail here.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analyzer.errors import UsageError, reason_of
from analyzer.semantic.encoder import Encoder

_KEYS: Final = ("type", "anchor", "paraphrase", "unrelated", "trap")


@dataclass(frozen=True, slots=True)
class Triple:
    """One triple of the probe.

    Attributes:
        type: Obstacle type of the anchor.
        anchor: A clause.
        paraphrase: The same in other words.
        unrelated: A clause about something else that shares words.
        trap: A clause about something else that repeats nearly all words.
    """

    type: str
    anchor: str
    paraphrase: str
    unrelated: str
    trap: str


@dataclass(frozen=True, slots=True)
class ProbeScore:
    """How a model does on the probe.

    Attributes:
        accuracy: See the module.
        auc: See the module.
        traps: See the module.
        by_type: Accuracy for each obstacle type.
    """

    accuracy: float
    auc: float
    traps: float
    by_type: dict[str, float]


def read_probe(path: Path) -> list[Triple]:
    """Read triples, one JSON object a line.

    Raises:
        UsageError: If the file cannot be read or a line is no triple; the message names the line.
    """
    triples: list[Triple] = []
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for line in lines:
                if line.strip():
                    given = json.loads(line)
                    triples.append(Triple(*(str(given[key]) for key in _KEYS)))
    except OSError as error:
        raise UsageError(
            f"Probe {path} nicht lesbar ({reason_of(error)}). Bitte den Pfad hinter --probe prüfen.",
            en=f"Probe {path} cannot be read ({reason_of(error, 'en')}). Check the path given with --probe.",
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{path}, Zeile {len(triples) + 1}: kein Tripel mit {', '.join(_KEYS)}.",
            en=f"{path}, line {len(triples) + 1}: no triple with {', '.join(_KEYS)}.",
        ) from error
    if not triples:
        raise UsageError(f"{path}: keine Tripel.", en=f"{path}: no triples.")
    return triples


def score(encoder: Encoder, triples: Sequence[Triple]) -> ProbeScore:
    """Measure an encoder."""
    anchors = encoder.encode([t.anchor for t in triples])
    paraphrases = encoder.encode([t.paraphrase for t in triples])
    unrelated = encoder.encode([t.unrelated for t in triples])
    near = (anchors * paraphrases).sum(axis=1)
    right = near > (anchors * unrelated).sum(axis=1)
    traps = (anchors * encoder.encode([t.trap for t in triples])).sum(axis=1)
    others = anchors @ np.concatenate([paraphrases, unrelated]).T
    others[np.arange(len(triples)), np.arange(len(triples))] = np.nan  # its own paraphrase
    kinds = np.array([t.type for t in triples])
    return ProbeScore(
        float(right.mean()),
        _auc(near, others[~np.isnan(others)]),
        float((near > traps).mean()),
        {str(kind): float(right[kinds == kind].mean()) for kind in dict.fromkeys(kinds.tolist())},
    )


def _auc(high: NDArray[np.float32], low: NDArray[np.float32]) -> float:
    """Chance that one of the first scores above one of the second; ties count half."""
    ordered = np.sort(low)
    below = np.searchsorted(ordered, high, side="left") + np.searchsorted(ordered, high, side="right")
    return float(below.mean() / (2 * len(low)))


class CharacterGrams:
    """The yardstick: TF-IDF over runs of three to five characters, as search by letters would do it.

    Args:
        texts: Texts whose frequencies are counted.
    """

    name = "TF-IDF, 3–5 Zeichen"
    digest = "char-3-5"

    def __init__(self, texts: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415  for comparison only

        self._model: Any = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True).fit(texts)

    @property
    def dimension(self) -> int:
        """Number of runs of characters."""
        return len(self._model.vocabulary_)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one L2-normalised row for each text."""
        return np.asarray(self._model.transform(texts).toarray(), np.float32)
