"""What an own find of the semantic layer is compared with, in words for people: own examples, never law in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from analyzer.model.finding import UNLIKE, Evidence

COMPARED: Final = {"de": "zum Vergleich", "en": "for comparison"}
"""What introduces the examples: they show what the clause is like, and are no reason for the find."""

_OWN: Final = {
    "de": "eigenes Beispiel, kein geltendes Recht: „{words}“ (Ähnlichkeit {likeness})",
    "en": "own example, not law in force: “{words}” (likeness {likeness})",
}
_NONE: Final = {
    "de": "kein eigenes Beispiel ist ähnlich genug; das nächste: {likeness}",
    "en": "no own example is like enough; the nearest: {likeness}",
}


def is_comparison(evidence: Evidence) -> bool:
    """Tell whether an evidence is of an own find and names what it is like."""
    return evidence.matcher.startswith("semantic/") and evidence.matcher.endswith("#nearest")


def likenesses(evidence: Iterable[Evidence], lang: str) -> Iterator[tuple[Evidence, str, str]]:
    """Give each example with where it comes from, or `UNLIKE`, and how like the find is to it, as the language prints it."""
    for piece in evidence:
        for guard in piece.guards:
            origin, _, number = guard.rpartition(": ")
            yield piece, origin, number if lang == "en" else number.replace(".", ",")


def told_comparison(evidence: Iterable[Evidence], lang: str) -> Iterator[tuple[str, str]]:
    """Say of each example how like the find is to it.

    Args:
        evidence: Of an own find.
        lang: "de" or "en".

    Yields:
        What is said, and the id of the rule whose example it is, or "" for another example or none.
    """
    lang = "en" if lang == "en" else "de"
    for piece, origin, likeness in likenesses(evidence, lang):
        if origin == UNLIKE:
            yield _NONE[lang].format(likeness=likeness), ""
        else:
            yield _OWN[lang].format(words=piece.words, likeness=likeness), origin if "/" in origin else ""
