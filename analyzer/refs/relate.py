"""Says what a reference does in its clause: applies, excepts, defines, or sanctions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from analyzer.model.reference import SELF, Reference
from analyzer.refs.register import Register
from analyzer.rulebook.relations import Relation, Sign

_MARK: Final = "¤"
_EU_FIRST: Final = "3"
_REACH: Final = 240  # characters on either side that the wording of a relation stretches over
_PLAIN: Final = "mention"
_FORM: Final = "form_clause"
_HEADS: Final = ("§", "Art")


class _Clause(NamedTuple):
    """A reference in its clause: lower case, references masked."""

    before: str
    after: str
    sentence: str
    preamble: bool


class Relater:
    """Finds the kind of an edge by the words around the reference."""

    def __init__(self, relations: Sequence[Relation], register: Register, form_clauses: frozenset[str]) -> None:
        self._signs: list[tuple[str, Sign]] = [(r.type, sign) for r in relations for sign in r.signs]
        self._words = tuple(dict.fromkeys(word for _, sign in self._signs for word in sign.needs))
        self._register = register
        self._form_clauses = form_clauses

    def relations(
        self, text: str, start: int, end: int, references: Sequence[Reference], *, preamble: bool, own: str
    ) -> list[str]:
        """Give the relation of each reference of a sentence.

        Args:
            text: The text.
            start: First character of the sentence.
            end: One past its last.
            references: References of the sentence, in order.
            preamble: Whether the sentence stands in an Eingangsformel.
            own: Abbreviation of the own act.
        """
        if not references:
            return []
        sentence = text[start:end].lower()
        standing = frozenset(word for word in self._words if word in sentence)
        form = [self._cites_form(reference, own) for reference in references]
        if not standing and not preamble and not any(form):
            return [_of_union(_PLAIN, reference) for reference in references]
        pieces = _clauses(text, start, end, references)
        return [
            _of_union(self._worded(_Clause(before, after, sentence, preamble), standing, is_form), reference)
            for reference, is_form, (before, after) in zip(references, form, pieces, strict=True)
        ]

    def _worded(self, clause: _Clause, standing: frozenset[str], cites_form: bool) -> str:
        for relation, sign in self._signs:
            if sign.needs and standing.isdisjoint(sign.needs):
                continue
            if (relation != _FORM or cites_form) and _holds(sign, clause):
                return relation
        return _PLAIN

    def _cites_form(self, reference: Reference, own: str) -> bool:
        """Whether a form clause is cited from elsewhere; its own "Absatz 2" is no reference to it."""
        return reference.text.startswith(_HEADS) and any(
            self._is_form_clause(target.law, target.unit, target.number, own) for target in reference.targets
        )

    def _is_form_clause(self, law: str | None, unit: str, number: str, own: str) -> bool:
        if not unit:
            return False
        act = self._register.by_id.get(law or "")
        names = act.abbreviations if act else (own,) if law == SELF else ()
        return any(f"{name} {unit} {number}" in self._form_clauses for name in names)


def _of_union(found: str, reference: Reference) -> str:
    """Let Union law stand out where the wording says little."""
    if found == _PLAIN and any((target.law or "").startswith(_EU_FIRST) for target in reference.targets):
        return "eu"
    return found


def _holds(sign: Sign, clause: _Clause) -> bool:
    if sign.preamble and not clause.preamble:
        return False
    if sign.after is not None and not sign.after.compiled.match(clause.after):
        return False
    if sign.before is not None and not sign.before.compiled.search(clause.before):
        return False
    if sign.not_before is not None and sign.not_before.compiled.search(clause.before):
        return False
    return sign.sentence is None or sign.sentence.compiled.search(clause.sentence) is not None


def _clauses(text: str, start: int, end: int, references: Sequence[Reference]) -> list[tuple[str, str]]:
    """For each reference the masked text of its clause before and behind it."""
    masked: list[str] = []
    places: list[int] = []
    at = start
    length = 0
    for reference in references:
        if reference.start < at:
            places.append(length)
            continue
        chunk = text[at : reference.start].lower()
        masked.append(chunk)
        length += len(chunk)
        places.append(length)
        masked.append(_MARK)
        length += len(_MARK)
        at = reference.end
    masked.append(text[at:end].lower())
    whole = "".join(masked)
    found: list[tuple[str, str]] = []
    for place in places:
        left = whole.rfind(";", 0, place) + 1
        right = whole.find(";", place)
        stop = right if right >= 0 else len(whole)
        behind = place + len(_MARK)
        found.append((whole[max(left, place - _REACH) : place], whole[behind : min(stop, behind + _REACH)]))
    return found
