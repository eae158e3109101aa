"""How quotes of own finds end: `rules/semantic/quote_ends.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from analyzer.rulebook.fragments import compiled, expanded
from analyzer.rulebook.packaged import folder, mapping, wrong


@dataclass(frozen=True, slots=True)
class QuoteEnds:
    """Patterns of what stands at the ends of a quote; the file says what each is for.

    Attributes:
        oblique: Before a quote whose first noun hangs on what stands there.
        front: The first noun of a quote.
        of_its_own: Behind that noun, what says enough without it.
        carries: In that noun, what keeps it.
        one_predicate: Behind that noun, what says too little alone.
        chain: Before a quote, the rest of the phrase that its first noun closes.
        by_preposition: A quote that is read with its preposition alone.
        in_the: That preposition.
        compared: Before a quote that opens with "als".
        infinitive: A quote that opens with a passive infinitive.
        modal: Its modal verb.
        duty: A quote that opens with a verb of duty.
        bare_end: The end of a quote that lacks its genitive.
        owned: That genitive.
        official: What closes "von Amts".
    """

    oblique: re.Pattern[str]
    front: re.Pattern[str]
    of_its_own: re.Pattern[str]
    carries: re.Pattern[str]
    one_predicate: re.Pattern[str]
    chain: re.Pattern[str]
    by_preposition: re.Pattern[str]
    in_the: re.Pattern[str]
    compared: re.Pattern[str]
    infinitive: re.Pattern[str]
    modal: re.Pattern[str]
    duty: re.Pattern[str]
    bare_end: re.Pattern[str]
    owned: re.Pattern[str]
    official: re.Pattern[str]


@lru_cache(maxsize=2)
def load_quote_ends(path: Path | None = None) -> QuoteEnds:
    """Load the patterns; the packaged file if no path is given.

    Raises:
        RuleError: If the file is missing or wrong; the message names the entry.
    """
    path = path or folder() / "quote_ends.yaml"
    content = mapping(path)
    words, patterns = _texts(content, "words", path), _texts(content, "patterns", path)
    names = [field.name for field in fields(QuoteEnds)]
    if odd := sorted(set(names) ^ set(patterns)):
        raise wrong(
            path,
            f"patterns: fehlt oder ist unbekannt: {', '.join(odd)}",
            f"patterns: missing or unknown: {', '.join(odd)}",
        )

    def pattern(name: str) -> re.Pattern[str]:
        where = f"patterns.{name}"
        return compiled(expanded(patterns[name], words, path, where, home=f"words ({path.name})"), path, where)

    return QuoteEnds(*map(pattern, names))


def _texts(content: dict[str, Any], name: str, path: Path) -> dict[str, str]:
    texts = content.get(name)
    if not isinstance(texts, dict) or not all(isinstance(text, str) and text for text in texts.values()):
        raise wrong(path, f"{name}: hier stehen Texte mit Namen", f"{name}: these are texts by name")
    return texts
