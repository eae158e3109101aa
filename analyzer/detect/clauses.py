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

_MODAL = re.compile(r"\b(?:[Kk]ann|[Kk]önnen|[Dd]arf|[Dd]ürfen|[Ss]oll|[Ss]ollen|[Kk]önnte|[Kk]önnten)\b")
# a full stop behind a word and before a capital ends a sentence (an item may hold several); behind "Abs" stands a figure
_STOP = re.compile(r"(?<=[a-zäöüß)]{3})\.(?=\s+[A-ZÄÖÜ„§(])|;")
_COMMA = re.compile(r",|(?<=\s)[–-](?=\s)")
_SUBORDINATE = re.compile(
    r"\s*(?:und|oder|sowie|auch|insbesondere|nur|es sei denn|jedoch|außer)?,?\s*"
    r"(?:wenn|soweit|sofern|solange|sobald|falls|dass|daß|ob|weil|da|obwohl|obgleich|bevor|nachdem|damit|indem|wobei|wodurch|"
    r"während|bis|wer|was|wie|wo|woraus|welche[rsmn]?|wozu|wonach|statt|anstatt|ohne\s+da(?:ss|ß)|um|"
    r"(?:(?:an|auf|aus|bei|durch|für|gegen|in|mit|nach|neben|ohne|seit|über|um|unter|von|vor|zu|zwischen|hinter|wegen|während|gegenüber|innerhalb|außerhalb|aufgrund|trotz)\s+)?"
    r"(?:der|die|das|dem|den|deren|dessen|denen|welche[rsmn]?))\b"
)
_RELATIVE = re.compile(
    r"\s*(?:(?:an|auf|aus|bei|durch|für|gegen|in|mit|nach|neben|seit|über|unter|von|vor|zu|zwischen|wegen)\s+)?(?:der|die|das|dem|den|deren|dessen|denen)\b"
)
_FASSUNG = re.compile(r"\s*in\s+(?:der|ihrer|seiner)\s+(?:jeweils|jeweiligen|am|zuletzt)\b")
_FINITE_END = re.compile(
    r"(?:\b(?:ist|sind|war|waren|wird|werden|wurde|wurden|hat|haben|kann|können|darf|dürfen|soll|sollen|muss|muß|müssen|würde|würden|worden|sei|wäre|gilt|gelten)|[a-zäöüß]{2,}(?:t|te|ten|en))\s*$"
)
_VERB_WORDS = (
    r"\b(?P<verb>(?:[a-zäöüß]+\s+(?:werden|lassen|bleiben|worden\s+sein)|sein|tun|[a-zäöüß]{3,}(?:en|ern|eln)))"
)
_VERB = re.compile(
    _VERB_WORDS
    + r"(?=\s*$|\s*:|\s+(?:\d+[a-z]?\.|[a-z]\))\s|"
    + r"\s+(?:und|oder|sowie|kann|können|darf|dürfen|soll|sollen)\b|\s+(?:bis|als|wenn|soweit)\b|\s*\(|"
    + r"(?<=\bwerden)\s+(?:für|von|gegenüber|durch|um|auf|mit)\b)"
)
# a part of the clause may stand behind its verb: "kann Ausnahmen erteilen für Flüge"
_VERB_EARLY = re.compile(_VERB_WORDS + r"(?=\s+(?:für|von|gegenüber|an|in|aus|nach)\b)")
# an adjective before "und": "aus wichtigen dienstlichen oder privaten Gründen"
_ADJECTIVE = re.compile(
    r"(?:lichen|ischen|baren|samen|enden|ellen|alen|iven|ären|haften|losen|(?<!i)eren|"
    r"(?<!genehm)(?<!beteil)(?<!ermächt)(?<!beschäft)(?<!ständ)(?<!sicht)(?<!richt)(?<!schäd)(?<!künd)(?<!will)(?<!tät)"
    r"(?<!aub)(?<!fert)(?<!eid)igen)$"
)
_ADJECTIVE_BEFORE_COMMA = re.compile(r"(?<!mög)(?<!öffent)(?<!deut)(?<!wirk)(?:lichen|ischen|baren|ellen)\s*$")
_NO_VERB = frozenset(
    {
        "allen",
        "anderen",
        "außen",
        "beiden",
        "besonderen",
        "bestimmten",
        "demjenigen",
        "den",
        "denen",
        "denjenigen",
        "deren",
        "dessen",
        "diesen",
        "dritten",
        "eigenen",
        "einem",
        "einen",
        "einzelnen",
        "entsprechenden",
        "ersten",
        "folgenden",
        "gegen",
        "genannten",
        "ihren",
        "innen",
        "jeden",
        "jenen",
        "keinen",
        "mehreren",
        "neben",
        "oben",
        "seinen",
        "sonstigen",
        "unten",
        "vorgenannten",
        "wegen",
        "weiteren",
        "welchen",
        "zuständigen",
        "zweiten",
        "zwischen",
        "öffentlichen",
        "übrigen",
    }
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
        modal = _MODAL.match(view.text, offset)
        view.clauses[offset] = None if modal is None else _analyse(view.text, modal.start(), modal.end())
    return view.clauses[offset]


def _analyse(text: str, start: int, end: int) -> Clause:
    left, right = 0, len(text)
    for stop in _STOP.finditer(text):
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
        and _VERB.search(before.rstrip())
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
        if index < len(segments) - 1 and _SUBORDINATE.match(segment) and (index or not _RELATIVE.match(segment)):
            continue
        if index == len(segments) - 1 and index and _RELATIVE.match(segment) and _FINITE_END.search(segment):
            continue
        kept.append(segment)
        first = min(first, a)
    return first, _folded(kept)


def _bracket(text: str, end: int, right: int) -> tuple[str, int, int]:
    """Find the full verb behind a modal verb and the field between them."""
    segments = _segments(text, end, right)
    # an enumeration ("die Einstellung, die Untersagung und die Räumung anordnen") looks like relative clauses: if no
    # verb turns up without them, they are read as part of the clause
    for verb_pattern, relative_is_main in ((_VERB, False), (_VERB, True), (_VERB_EARLY, False)):
        kept: list[str] = []
        inside = False
        for index, (a, b) in enumerate(segments):
            segment = text[a:b]
            if index and (inside or _opens(segment, relative_is_main=relative_is_main)):
                inside = not _closes(segment) and index < len(segments) - 2
                continue
            for found in verb_pattern.finditer(segment.rstrip(" .:;")):
                verb = found["verb"].rsplit(None, 1)[-1]
                if verb in _NO_VERB or (_ADJECTIVE.search(verb) and segment[found.end() :].strip(" .:;")):
                    continue
                kept.append(segment[: found.start()])
                return _folded(kept), a + found.start(), a + found.end("verb")
            kept.append(segment)
    return _folded(kept), end, end


def _opens(segment: str, *, relative_is_main: bool) -> bool:
    if _FASSUNG.match(segment):
        return False
    if relative_is_main and _RELATIVE.match(segment):
        return False
    return _SUBORDINATE.match(segment) is not None


def _closes(segment: str) -> bool:
    """Tell whether a stretch of a subordinate clause ends with its verb; "im beruflichen," does not."""
    return _FINITE_END.search(segment) is not None and not _ADJECTIVE_BEFORE_COMMA.search(segment)


def _folded(segments: list[str]) -> str:
    return " ".join(" ".join(segments).lower().split())


def _final(text: str, start: int, end: int, left: int) -> Clause:
    segments = _segments(text, left, start)
    a, b = segments[-1]
    # the clause begins where the last subordinator stands
    for a, b in reversed(segments):
        if _SUBORDINATE.match(text[a:b]):
            break
    inner = text[a:start]
    found = next(reversed(list(_VERB.finditer(inner.rstrip()))), None)
    verb_start, verb_end = (a + found.start(), a + found.end("verb")) if found else (start, start)
    front = " ".join(text[a:verb_start].lower().split())
    return Clause(a, start, end, verb_start, verb_end, end, front, "", text[verb_start:verb_end].lower(), final=True)


def _segments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start]
    ends: list[int] = []
    for comma in _COMMA.finditer(text, start, end):
        ends.append(comma.start())
        cuts.append(comma.end())
    ends.append(end)
    return list(zip(cuts, ends, strict=True))
