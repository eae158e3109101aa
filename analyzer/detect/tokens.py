"""spaCy's part: tokens, lemmas and token patterns.

Only sentences that a rule with token patterns is triggered by are tokenised, and only once. Lemmas come from the
packaged table `lexicon/lemmas.tsv` (no German spaCy model is to be had offline); an unknown word is its own lemma.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from analyzer.errors import RuleError
from analyzer.rulebook import Rulebook

if TYPE_CHECKING:
    from spacy.tokens import Doc


def import_spacy() -> Any:
    """Import spaCy without the parts that make it slow to start.

    thinc imports torch where it is installed, and spaCy's package imports its own command line: together over two
    seconds that a scan never needs. Both are hidden for the length of the import and can be imported afterwards.
    """
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    hidden: dict[str, Any] = {}
    stand_in = types.ModuleType("spacy.cli")
    info = types.ModuleType("spacy.cli.info")
    info.info = stand_in.info = None  # type: ignore[attr-defined]
    for name, module in (("torch", None), ("spacy.cli", stand_in), ("spacy.cli.info", info)):
        if name not in sys.modules:
            hidden[name] = module
            sys.modules[name] = module  # type: ignore[assignment]
    try:
        import spacy  # noqa: PLC0415 - heavy
    finally:
        for name in hidden:
            sys.modules.pop(name, None)
    return spacy


class TokenMatcher:
    """All token patterns of a rulebook in one spaCy Matcher."""

    def __init__(self, rulebook: Rulebook) -> None:
        spacy = import_spacy()
        from spacy.matcher import Matcher  # noqa: PLC0415 - heavy
        from spacy.tokens import Doc  # noqa: PLC0415 - heavy

        self._doc_class = Doc
        self._nlp = spacy.blank("de")
        self._lemmas: Mapping[str, str] = rulebook.lemmas
        self._ids: dict[int, int] = {}
        self._needs_lemma = False
        self._matcher = Matcher(self._nlp.vocab, validate=True)
        for rule_index, rule in enumerate(rulebook.rules):
            for matcher_index, matcher in enumerate(rule.match):
                if not matcher.patterns:
                    continue
                self._needs_lemma = self._needs_lemma or "LEMMA" in str(matcher.patterns)
                key = f"{rule.id}#{matcher.name}"
                try:
                    self._matcher.add(key, [list(p) for p in matcher.patterns], greedy="LONGEST")
                except ValueError as error:
                    raise RuleError(
                        f"{rule.path}: Muster {matcher.name}: kein gültiges Token-Muster: {error}",
                        en=f"{rule.path}: matcher {matcher.name}: not a valid token pattern: {error}",
                    ) from error
                self._ids[self._nlp.vocab.strings[key]] = rule_index * 1000 + matcher_index

    def doc(self, text: str) -> Doc:
        """Tokenise a text and set the lemmas."""
        doc: Doc = self._nlp.make_doc(text)
        if self._needs_lemma:
            lemmas = self._lemmas
            for token in doc:
                form = token.lower_
                token.lemma_ = lemmas.get(form, form)
        return doc

    def matches(self, text: str) -> dict[tuple[int, int], list[tuple[int, int]]]:
        """Run all token patterns over a text.

        Returns:
            (rule index, matcher index) → character ranges, in text order.
        """
        doc = self.doc(text)
        found: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for match_id, start, end in self._matcher(doc):
            key = divmod(self._ids[match_id], 1000)
            span = doc[start:end]
            found.setdefault(key, []).append((span.start_char, span.end_char))
        for spans in found.values():
            spans.sort()
        return found
