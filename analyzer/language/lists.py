"""Lists in flat text: "… vorzulegen: 1. Antrag, 2. Lageplan mit a) Maßstab, b) Norden, so gilt …".

Text mode knows no markup, so items are found by their labels. A label counts only in its sequence: "1." opens a list
when "2." comes later, "b)" belongs to the list whose last item was "a)". What looks like a label but is a date, an
ordinal or a citation ("1. Januar", "Buchstabe a)", "Nr. 2.") is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final, NamedTuple

from analyzer.language.labels import DASHES
from analyzer.language.ordinals import MONTHS, ORDINAL_NOUNS
from analyzer.language.sentences import sentence_starts
from analyzer.language.words import reference_words


class ItemMark(NamedTuple):
    """A list label found in flat text.

    Attributes:
        start: First character of the label.
        text_start: First character of the item's text.
        depth: Level of the list, from 1.
        label: As printed.
        opens: Whether it is the first of its list.
    """

    start: int
    text_start: int
    depth: int
    label: str
    opens: bool


class _Candidate(NamedTuple):
    start: int
    end: int
    label: str
    keys: tuple[tuple[str, tuple[int, ...]], ...]
    """What it may be: kind and value. "i)" is letter 9 and Roman 1."""


class _Open(NamedTuple):
    kind: str
    value: tuple[int, ...]


_TOKEN: Final = re.compile(
    r"(?:(?<=\A)|(?<= ))"
    r"(?P<label>\d{1,3}[a-z]{0,2}\.|\d{1,3}(?:\.\d{1,3}){1,4}\.?|\(?[a-z]{1,4}\)|[IVX]{1,5}[.)]|[A-Z][.)]|\(\d{1,2}\)"
    r"|[-–—•])"
    r"(?= |\Z)"
)
_ARABIC: Final = re.compile(r"(\d{1,3})([a-z]{0,2})\.\Z")
_DECIMAL: Final = re.compile(r"\d{1,3}(?:\.\d{1,3})+\.?\Z")
_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10}
_I_THEN_K: Final = (9, 11)
_LOOK_AHEAD: Final = 8
"""Labels of the right value looked at to find the second item of a list."""
_SECOND: Final[dict[tuple[int, ...], tuple[tuple[int, ...], ...]]] = {
    (1,): ((2,),),
    (1, 0): ((2, 0), (1, 1), (2, 1), (1, 0, 1)),
}
"""Value of a first item → values the second may have."""
_JOINING: Final = frozenset({"und", "oder", "sowie", "bzw.", "und/oder", "beziehungsweise", "noch", "aber"})

_NEW_LEAD: Final = re.compile(r"; [A-ZÄÖÜ][^;]*:\Z")
_NEXT_WORD: Final = re.compile(r" ([\w.]+)")


def find_items(text: str, start: int = 0) -> list[ItemMark]:
    """Find the list items of a flat text.

    Args:
        text: Clean text.
        start: Where to begin, for instance behind the number of the Absatz.

    Returns:
        The items in text order.

    Example:
        >>> [(i.label, i.depth) for i in find_items("Beizufügen sind: 1. ein Plan mit a) Maßstab und b) Datum, 2. Fotos.")]
        [('1.', 1), ('a)', 2), ('b)', 2), ('2.', 1)]
    """
    candidates = _candidates(text, start)
    index = _index(candidates)
    marks: list[ItemMark] = []
    stack: list[_Open] = []
    for position, candidate in enumerate(candidates):
        depth = _continued(text, candidate, stack)
        if depth:
            kind, value = _key_of(candidate, stack[depth - 1].kind)
            del stack[depth:]
            stack[-1] = _Open(kind, value)
        else:
            last = marks[-1].text_start if marks else start
            key = _opening(text, candidate, _Later(candidates, index, position), stack, last)
            if key is None:
                continue
            again = next((n for n, opened in enumerate(stack) if opened.kind == key[0]), len(stack))
            del stack[again:]
            stack.append(_Open(*key))
        end = min(candidate.end + 1, len(text))
        marks.append(ItemMark(candidate.start, end, len(stack), candidate.label, not depth))
    return marks


class _Later(NamedTuple):
    """The candidates behind a position, found by key: long texts are full of labels that open nothing."""

    candidates: list[_Candidate]
    places: dict[tuple[str, tuple[int, ...]], list[int]]
    position: int

    def first(self, key: tuple[str, tuple[int, ...]]) -> list[_Candidate]:
        """Give the next few candidates that may be this."""
        places = self.places.get(key, [])
        begin = bisect_right(places, self.position)
        return [self.candidates[place] for place in places[begin : begin + _LOOK_AHEAD]]


def _index(candidates: list[_Candidate]) -> dict[tuple[str, tuple[int, ...]], list[int]]:
    index: dict[tuple[str, tuple[int, ...]], list[int]] = {}
    for position, candidate in enumerate(candidates):
        for key in candidate.keys:
            index.setdefault(key, []).append(position)
    return index


def _candidates(text: str, start: int) -> list[_Candidate]:
    found: list[_Candidate] = []
    for match in _TOKEN.finditer(text, start):
        keys = _keys(match["label"])
        if keys:
            found.append(_Candidate(match.start(), match.end(), match["label"], keys))
    return found


def _keys(label: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    if label in DASHES:
        return (("dash" + label, (0,)),)
    arabic = _ARABIC.match(label)
    if arabic:
        return (("arabic", (int(arabic[1]), _letters(arabic[2]))),)
    if _DECIMAL.match(label):
        first, *rest = (int(n) for n in label.rstrip(".").split("."))
        return (("arabic", (first, 0, *rest)),)
    body = label.strip("().")
    mark = ("(" if label.startswith("(") else "") + label[-1]
    if body.isdigit():
        return (("number" + mark, (int(body),)),)
    return _letter_keys(body, mark)


def _letter_keys(body: str, mark: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Give what a label of letters may be; the letter comes before the Roman number."""
    keys: list[tuple[str, tuple[int, ...]]] = []
    case = "LETTER" if body.isupper() else "letter"
    if len(set(body)) == 1 and len(body) <= len("aaa"):
        keys.append((f"{case}{len(body)}{mark}", (ord(body[0].lower()) - ord("a") + 1,)))
    roman = _roman(body.upper())
    if roman:
        keys.append((("ROMAN" if body.isupper() else "roman") + mark, (roman,)))
    return tuple(keys)


def _letters(text: str) -> int:
    value = 0
    for char in text:
        value = value * 27 + ord(char) - ord("a") + 1
    return value


def _roman(text: str) -> int:
    if not text or any(char not in _ROMAN_VALUES for char in text):
        return 0
    values = [_ROMAN_VALUES[char] for char in text]
    total = 0
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return total


def _key_of(candidate: _Candidate, kind: str) -> tuple[str, tuple[int, ...]]:
    return next(key for key in candidate.keys if key[0] == kind)


def _continued(text: str, candidate: _Candidate, stack: list[_Open]) -> int:
    """Give the depth of the open list that the candidate continues, innermost first; 0 if none."""
    for depth in range(len(stack), 0, -1):
        opened = stack[depth - 1]
        for kind, value in candidate.keys:
            if kind == opened.kind and _succeeds(opened, value) and _may_follow(text, candidate, kind):
                return depth
    return 0


def _succeeds(opened: _Open, value: tuple[int, ...]) -> bool:
    last = opened.value
    if opened.kind.startswith("dash"):
        return True
    if opened.kind == "arabic":
        return _succeeds_number(last, value)
    skips_j = opened.kind.startswith("letter") and (last[0], value[0]) == _I_THEN_K
    return value[0] == last[0] + 1 or skips_j


def _succeeds_number(last: tuple[int, ...], value: tuple[int, ...]) -> bool:
    """Say whether a number follows: 1 → 2, 1 → 1a, 1a → 2, 1 → 1.1, 1.1 → 1.2, 1.2 → 2, 1.2.1 → 1.3."""
    if len(value) == len("na"):
        return value in {(last[0] + 1, 0), (last[0] + 1, 1)} or (
            len(last) == len("na") and value == (last[0], last[1] + 1)
        )
    if len(value) > len(last):
        return value == (*last, 1)
    return value[:-1] == last[: len(value) - 1] and value[-1] == last[len(value) - 1] + 1


def _opening(
    text: str, candidate: _Candidate, later: _Later, stack: list[_Open], last: int
) -> tuple[str, tuple[int, ...]] | None:
    """Say as what the candidate opens a list, `None` if it opens none.

    A list of a kind that is open already begins anew only in a later sentence: "… 2. Fotos. Abweichend sind 1. …".
    """
    open_kinds = {opened.kind for opened in stack}
    for kind, value in candidate.keys:
        if kind in open_kinds and not _ends_list(text[last : candidate.start - 1]):
            continue
        if kind.startswith("dash"):
            if _may_open_dashes(text, candidate, kind, later):
                return kind, value
        elif (value in _SECOND and _may_open(text, candidate, kind, value, later)) or (
            value == (1, 0, 1) and text.endswith((": ", ". "), 0, candidate.start)
        ):
            return kind, value
    return None


def _ends_list(between: str) -> bool:
    """Say whether the text since the last label can hold the end of its list and a new lead-in."""
    return len(sentence_starts(between)) > 1 or _NEW_LEAD.search(between) is not None


def _may_open_dashes(text: str, candidate: _Candidate, kind: str, later: _Later) -> bool:
    """Tell a list of dashes from a dash between words: behind a colon, or with two more that follow a comma."""
    if text.endswith(": ", 0, candidate.start):
        return True
    following = later.first((kind, (0,)))[:2]
    return len(following) > 1 and all(_may_follow(text, other, kind) for other in following)


def _may_open(text: str, candidate: _Candidate, kind: str, value: tuple[int, ...], later: _Later) -> bool:
    if _is_cited(text, candidate) or (kind == "arabic" and _is_date(text, candidate)):
        return False
    return any(_may_follow(text, other, kind) for second in _SECOND[value] for other in later.first((kind, second)))


def _may_follow(text: str, candidate: _Candidate, kind: str) -> bool:
    if kind.startswith("dash"):
        before = text[max(0, candidate.start - 2) : candidate.start]
        return before in {", ", "; ", ". ", ": "} or _word_before(text, candidate.start) in _JOINING
    if _is_cited(text, candidate):
        return False
    if kind == "arabic":
        return not _is_date(text, candidate)
    return True


def _is_cited(text: str, candidate: _Candidate) -> bool:
    return _word_before(text, candidate.start) in reference_words()


def _is_date(text: str, candidate: _Candidate) -> bool:
    following = _NEXT_WORD.match(text, candidate.end)
    return following is not None and (following[1] in MONTHS or following[1] in ORDINAL_NOUNS)


def _word_before(text: str, at: int) -> str:
    begin = text.rfind(" ", 0, max(0, at - 1)) + 1
    return text[begin : at - 1]
