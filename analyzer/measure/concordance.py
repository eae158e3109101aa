"""Concordance for rule authors: every hit of a pattern in real law, with its Fundstelle and its words around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.errors import UsageError
from analyzer.model import Citation, Sentence, Statute


@dataclass(frozen=True, slots=True)
class Hit:
    """One hit of a pattern.

    Attributes:
        citation: Where: act, unit, Absatz, Satz, item.
        before: Words before the hit.
        words: The hit.
        after: Words behind it.
    """

    citation: Citation
    before: str
    words: str
    after: str


def compiled(pattern: str, *, case: bool = False) -> re.Pattern[str]:
    """Compile a pattern a user typed.

    Raises:
        UsageError: If it is no regular expression, or one that fits an empty place.
    """
    try:
        regex = re.compile(pattern, 0 if case else re.IGNORECASE)
    except re.error as error:
        raise UsageError(
            f"Kein gültiges Muster: Fehler an Zeichen {(error.pos or 0) + 1} von „{pattern}“.",
            en=f"Not a valid pattern: {error.msg} at character {(error.pos or 0) + 1}.",
        ) from error
    if regex.search("") is not None:
        raise UsageError(
            "Das Muster passt auch auf leere Stellen und fände jedes Zeichen. Bitte mindestens ein Zeichen verlangen, "
            "zum Beispiel: medienbruch grep 'eigenhändig' corpus",
            en="The pattern fits empty places too and would find every character. Please ask for one character at least, "
            "for instance: medienbruch grep 'eigenhändig' corpus",
        )
    return regex


def concordance(pattern: re.Pattern[str], statute: Statute, width: int = 60) -> Iterator[Hit]:
    """Find all hits of a pattern in the sentences of a statute.

    Args:
        pattern: Runs on each legal sentence with all its items, white space folded.
        statute: The statute.
        width: Characters shown on either side.
    """
    for provision in statute.provisions:
        for absatz in provision.absaetze:
            for block, sentence in absatz.sentences():
                text = block.text.text[sentence.start : sentence.end]
                for found in pattern.finditer(text):
                    if not found[0]:
                        continue
                    labels, inner = _place(sentence, sentence.start + found.start())
                    citation = Citation.of_labels(
                        statute.abbreviation, provision.unit, absatz.number, sentence.number, labels, inner
                    )
                    start, end = found.span()
                    yield Hit(citation, text[max(0, start - width) : start], found[0], text[end : end + width])


def _place(sentence: Sentence, at: int) -> tuple[tuple[str, ...], int]:
    for part in sentence.parts:
        if part.start <= at < part.end:
            return part.labels, part.satz
    return (), 0
