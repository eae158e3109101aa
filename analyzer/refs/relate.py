"""Says what a reference does in its clause: applies, excepts, defines, or sanctions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analyzer.model.reference import SELF, Reference
from analyzer.refs.register import Register
from analyzer.rulebook.relations import Relation
from analyzer.rulebook.rules import Role

_MARK = "¤"
_EU_FIRST = "3"
_REACH = 240  # characters on either side that the wording of a relation stretches over


class Relater:
    """Finds the kind of an edge by the words around the reference."""

    def __init__(
        self, relations: Sequence[Relation], roles: Mapping[str, Role], register: Register, form_clauses: frozenset[str]
    ) -> None:
        self._relations = relations
        self._roles = roles
        self._register = register
        self._form_clauses = form_clauses

    def relations(
        self,
        text: str,
        start: int,
        end: int,
        references: Sequence[Reference],
        heading: str,
        *,
        preamble: bool,
        own: str,
    ) -> list[str]:
        """Give the relation of each reference of a sentence.

        Args:
            text: The text.
            start: First character of the sentence.
            end: One past its last.
            references: References of the sentence, in order.
            heading: Heading of the provision.
            preamble: Whether the sentence stands in an Eingangsformel.
            own: Abbreviation of the own act.
        """
        if not references:
            return []
        sentence = text[start:end].lower()
        pieces = _clauses(text, start, end, references)
        return [
            self._relation(before, after, sentence, reference, heading.lower(), preamble=preamble, own=own)
            for reference, (before, after) in zip(references, pieces, strict=True)
        ]

    def _relation(
        self, before: str, after: str, sentence: str, reference: Reference, heading: str, *, preamble: bool, own: str
    ) -> str:
        found = self._worded(before, after, sentence, heading, preamble=preamble)
        if found in ("mention", "applies", "defines"):
            if any(self._is_form_clause(target.law, target.unit, target.number, own) for target in reference.targets):
                return "form_clause"
            if any((target.law or "").startswith(_EU_FIRST) for target in reference.targets):
                return "eu" if found == "mention" else found
        return found

    def _worded(self, before: str, after: str, sentence: str, heading: str, *, preamble: bool) -> str:
        for relation in self._relations:
            for sign in relation.signs:
                if sign.kind is not None and not (sign.kind == "preamble" and preamble):
                    continue
                if sign.role is not None and not self._plays(sign.role, sentence, heading):
                    continue
                if sign.before is not None and not sign.before.compiled.search(before):
                    continue
                if sign.after is not None and not sign.after.compiled.search(after):
                    continue
                return relation.type
        return "mention"

    def _plays(self, name: str, sentence: str, heading: str) -> bool:
        role = self._roles.get(name)
        if role is None:
            return False
        for sign in role.signs:
            place = heading if sign.scope == "heading" else sentence if sign.scope in ("sentence", "absatz") else ""
            if place and sign.pattern.compiled.search(place):
                return True
        return False

    def _is_form_clause(self, law: str | None, unit: str, number: str, own: str) -> bool:
        act = self._register.by_id.get(law or "")
        names = act.abbreviations if act else (own,) if law == SELF else ()
        return any(f"{name} {unit} {number}" in self._form_clauses for name in names)


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
