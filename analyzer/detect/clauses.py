"""Clause analysis: who may or shall decide, in which voice, about what.

German brackets a clause: the finite modal verb stands second and the full verb last ("kann die Behörde, wenn …, auf
Antrag Ausnahmen zulassen"), or both stand last in a subordinate clause ("soweit die Behörde Ausnahmen zulassen
kann"). The analysis finds for each modal verb its full verb, the field before the modal and the field between, with the
subordinate clauses cut out, so that rules can ask for the decision maker and the decision where grammar puts them.

It reads letters and case, no dictionary: in printed German a lower-case word in -en or -rn before a comma or the end is
an infinitive or participle, while nouns are capitalised.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from analyzer.detect.clause_words import (
    ADJECTIVE,
    ADJECTIVE_BEFORE_COMMA,
    BEFORE_NO_VERB,
    COMMA,
    CONJUNCTION,
    FASSUNG,
    FINITE_END,
    MODAL,
    MORE_VERBS,
    NO_VERB,
    PARTICIPLE,
    PLURAL_END,
    RELATIVE,
    STOP,
    SUBORDINATE,
    VERB,
    VERB_EARLY,
    ZU_INFINITIVE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with a modal verb; all offsets are characters of the view.

    Attributes:
        start: First character of the clause.
        modal_start: First character of the modal verb.
        modal_end: One past its last.
        verb_start: First character of the full verb; equals `verb_end` where none was found.
        verb_end: One past its last.
        end: One past the last character of the clause.
        front: Lower-case text before the modal verb (in a subordinate clause: before the full verb).
        middle: Lower-case text between modal and full verb, subordinate clauses left out.
        verb: The full verb in lower case, with `werden` or `lassen`: "zugelassen werden".
        final: Whether the modal verb stands last.
    """

    start: int
    modal_start: int
    modal_end: int
    verb_start: int
    verb_end: int
    end: int
    front: str
    middle: str
    verb: str
    final: bool

    @property
    def main(self) -> str:
        """The clause without its subordinate clauses, in lower case; the modal verb is written `|`."""
        if self.final:
            return f"{self.front} {self.verb} |"
        return f"{self.front} | {self.middle} {self.verb}"


class Reading(Protocol):
    """What the analysis needs of a view: its text, and a place to keep what was found."""

    @property
    def text(self) -> str:
        """The text of the reading."""

    @property
    def clauses(self) -> dict[int, Clause | None]:
        """Clauses analysed so far, by first character of their modal verb."""


def clause_at(view: Reading, offset: int) -> Clause | None:
    """Analyse the clause of the modal verb that begins at an offset; kept in the view, as many conditions ask.

    Args:
        view: A reading of a sentence.
        offset: Character of the view.

    Returns:
        `None` where no modal verb begins there.
    """
    if offset not in view.clauses:
        modal = MODAL.match(view.text, offset)
        view.clauses[offset] = None if modal is None else _analyse(view.text, modal.start(), modal.end())
    return view.clauses[offset]


def _analyse(text: str, start: int, end: int) -> Clause:
    left, right = 0, len(text)
    for stop in STOP.finditer(text):
        if stop.end() <= start:
            left = stop.end()
        elif stop.start() >= end:
            right = stop.start()
            break
    return _clause(text, start, end, left, right)


def _clause(text: str, start: int, end: int, left: int, right: int) -> Clause:
    before = text[left:start]
    last = before.rsplit(None, 2)
    after = text[end:right].lstrip()
    # a modal verb that a verb stands before, and a mark or "und" behind, closes a subordinate clause
    if (
        last
        and last[-1].islower()
        and VERB.search(before.rstrip())
        and (not after or after[0] in ",.;:)–" or re.match(r"(?:und|oder|sowie)\b", after))
    ):
        return _final(text, start, end, left)
    front_start, front = _front(text, left, start)
    middle, verb_start, verb_end = _bracket(text, end, right)
    return Clause(
        front_start,
        start,
        end,
        verb_start,
        verb_end,
        max(verb_end, end),
        front,
        middle,
        text[verb_start:verb_end].lower(),
        final=False,
    )


def _front(text: str, left: int, start: int) -> tuple[int, str]:
    """Give the field before the modal verb, without subordinate clauses."""
    segments = _segments(text, left, start)
    kept: list[str] = []
    first = start
    for index, (a, b) in enumerate(segments):
        segment = text[a:b]
        if index < len(segments) - 1 and SUBORDINATE.match(segment) and (index or not RELATIVE.match(segment)):
            continue
        if index == len(segments) - 1 and index and RELATIVE.match(segment) and FINITE_END.search(segment):
            continue
        kept.append(segment)
        first = min(first, a)
    return first, _folded(kept)


def _bracket(text: str, end: int, right: int) -> tuple[str, int, int]:
    """Find the full verb behind a modal verb and the field between them."""
    segments = _segments(text, end, right)
    # an enumeration ("die Einstellung, die Untersagung und die Räumung anordnen") looks like relative clauses: if no
    # verb turns up without them, they are read as part of the clause
    for verb_pattern, relative_is_main in ((VERB, False), (VERB, True), (VERB_EARLY, False)):
        kept: list[str] = []
        inside = closed = False
        for index, (a, b) in enumerate(segments):
            segment = text[a:b]
            following = text[slice(*segments[index + 1])] if index + 1 < len(segments) else ""
            opens = bool(index) and _opens(segment, relative_is_main=relative_is_main)
            if opens and closed and _goes_on(segment, following):
                opens = False
            if inside or opens:
                inside = not _closes(segment) and index < len(segments) - 2
                closed = not inside
                continue
            if closed and following and not CONJUNCTION.match(following) and _lists_verbs(text, segments, index):
                continue
            closed = False
            verb = _verb(segment, verb_pattern)
            if verb is not None:
                kept.append(segment[: verb.start()])
                return _folded(kept), a + verb.start(), a + verb.end("verb")
            kept.append(segment)
    return _folded(kept), end, end


def _verb(segment: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Find the full verb in a stretch of the clause; adjectives and infinitives with "zu" look alike."""
    for found in pattern.finditer(segment.rstrip(" .:;")):
        verb = found["verb"].rsplit(None, 1)[-1]
        if verb in NO_VERB or (ADJECTIVE.search(verb) and segment[found.end() :].strip(" .:;")):
            continue
        if PARTICIPLE.search(verb) or ZU_INFINITIVE.match(verb):
            continue
        if found["verb"] == verb and BEFORE_NO_VERB.search(segment[max(0, found.start() - 15) : found.start()]):
            continue
        return found
    return None


def _goes_on(segment: str, following: str) -> bool:
    """Tell whether the clause goes on behind a relative clause: "Personen, die stören, aus dem Wahlraum verweisen"."""
    if not RELATIVE.match(segment):
        return False
    verb = _verb(segment, VERB)
    return verb is not None and (
        not following or CONJUNCTION.match(following) is not None or segment[verb.end() :].lstrip().startswith(":")
    )


def _lists_verbs(text: str, segments: list[tuple[int, int]], index: int) -> bool:
    """Tell whether a stretch only goes on with the verbs of the relative clause before it."""
    before = text[slice(*segments[index - 1])]
    return (
        MORE_VERBS.match(text[slice(*segments[index])]) is not None
        and PLURAL_END.search(before) is not None
        and (RELATIVE.match(before) is not None or MORE_VERBS.match(before) is not None)
    )


def _opens(segment: str, *, relative_is_main: bool) -> bool:
    if FASSUNG.match(segment):
        return False
    if relative_is_main and RELATIVE.match(segment):
        return False
    return SUBORDINATE.match(segment) is not None


def _closes(segment: str) -> bool:
    """Tell whether a stretch of a subordinate clause ends with its verb; "im beruflichen," does not."""
    return FINITE_END.search(segment) is not None and not ADJECTIVE_BEFORE_COMMA.search(segment)


def _folded(segments: list[str]) -> str:
    return " ".join(" ".join(segments).lower().split())


def _final(text: str, start: int, end: int, left: int) -> Clause:
    segments = _segments(text, left, start)
    a, b = segments[-1]
    # the clause begins where the last subordinator stands
    for a, b in reversed(segments):
        if SUBORDINATE.match(text[a:b]):
            break
    inner = text[a:start]
    found = next(reversed(list(VERB.finditer(inner.rstrip()))), None)
    verb_start, verb_end = (a + found.start(), a + found.end("verb")) if found else (start, start)
    front = " ".join(text[a:verb_start].lower().split())
    return Clause(a, start, end, verb_start, verb_end, end, front, "", text[verb_start:verb_end].lower(), final=True)


def _segments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start]
    ends: list[int] = []
    for comma in COMMA.finditer(text, start, end):
        ends.append(comma.start())
        cuts.append(comma.end())
    ends.append(end)
    return list(zip(cuts, ends, strict=True))
