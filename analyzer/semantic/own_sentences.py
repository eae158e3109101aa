"""Own sentences: clauses of our own making that teach the classifier, each with the words that carry its obstacle.

They say what statutes seldom say in these words, and what sounds like an obstacle and is none. Those that finds are
compared with are part of the rules (`rules/semantic/paraphrases.jsonl`); others serve teaching alone.

```text
{"type": "signature", "text": "Der Kassenwart setzt [[seinen Namenszug]] unter den Abschluss."}
{"type": "none", "text": "Der Namenszug des Vereins steht auf dem Briefbogen."}
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from analyzer.errors import UsageError, reason_of
from analyzer.model.types import OBSTACLE_TYPES
from analyzer.rulebook.silence import sentences_by_type
from analyzer.semantic.tagged import READ_WITH_CARE, Marked, TaggedPassage


def read_sentences(path: Path) -> Mapping[str, Sequence[str]]:
    """Read a file of own sentences, by type, or `none`.

    Raises:
        UsageError: If it is missing or a line is no own sentence.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"{path}: nicht lesbar ({reason_of(error)}).", en=f"{path}: unreadable ({reason_of(error, 'en')})."
        ) from error

    def broken(number: int) -> UsageError:
        return UsageError(
            f"{path}, Zeile {number}: kein eigener Satz mit type (Art des Hindernisses oder none) und text.",
            en=f"{path}, line {number}: no own sentence with type (of obstacle, or none) and text.",
        )

    return sentences_by_type(data, broken)


def own_sentences(sentences: Mapping[str, Sequence[str]]) -> Iterator[TaggedPassage]:
    """Turn own example sentences into labelled passages.

    Args:
        sentences: By type, or `none`; the words that carry the obstacle stand in `[[…]]`. A sentence of a type teaches
            its own type only; one that holds nothing teaches all.
    """
    for kind, texts in sentences.items():
        for number, text in enumerate(texts):
            before, marked, rest = text.partition("[[")
            carried, _, behind = rest.partition("]]")
            span = (len(before), len(before) + len(carried))
            labels = tuple(Marked(k, "open", *span) for k in OBSTACLE_TYPES if k == kind and marked)
            judged = frozenset(label.type for label in labels) or frozenset(OBSTACLE_TYPES)
            sentence = before + carried + behind
            yield TaggedPassage("", (sentence,), (), "labels", f"{kind}-{number}", labels, judged, READ_WITH_CARE)
