"""What lists and cards show of clauses that were found, as plain data for the browser."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import Any, Final

from analyzer.model import STATUS_NAMES, TYPE_NAMES, Finding, ObstacleType
from analyzer.model.gaps import Gaps, marked
from analyzer.store import Reading
from analyzer.store.alike import Answer
from analyzer.store.clauses import Found
from analyzer.store.solving import cures
from analyzer.ui.look import MARKS, gravest, tone, unbroken
from analyzer.ui.origin import is_own
from analyzer.ui.words import Words

PLACES: Final = 4
"""Further places that a card names at once."""
_BETWEEN: Final = "\x1f"
_PREVIEW: Final = 260


def id_of(answer: Answer) -> str:
    """Name an answer in an address: by its words, so that a link still leads to it when the index was made anew."""
    text = answer.found[0].clause.text
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def row(answer: Answer, say: Words, gaps: Gaps = ()) -> dict[str, str]:
    """Give a row of the list of clauses; `gaps` says where the clause leaves something out."""
    first = answer.found[0]
    findings = [entry.finding for entry in first.entries]
    mark = gravest([tone(finding) for finding in findings]) if findings else None
    meta = [likeness(answer, say)]
    if answer.total > 1:
        meta.append(say("places", n=say.number(answer.total)))
    if findings and all(map(is_own, findings)):
        meta.insert(0, say("engine_eigen"))
    meta += dict.fromkeys(TYPE_NAMES[say.lang][finding.type] for finding in findings)
    return {
        "id": id_of(answer),
        "tone": mark or "plain",
        "glyph": MARKS[mark].glyph if mark else "",
        "place": unbroken(first.zitat),
        "meta": " · ".join(meta),
        "quote": "",
        "text": marked(first.clause.text, gaps).text[:_PREVIEW],
    }


def card(
    answer: Answer,
    say: Words,
    *,
    is_solution: bool = False,
    types: Sequence[ObstacleType] = (),
    most: int = PLACES,
    gaps: Gaps = (),
) -> dict[str, Any]:
    """Give a card: place, how alike, findings, words with the deciding ones marked, further places.

    Args:
        answer: The clause.
        say: Language.
        is_solution: Whether the words by which it is solved are what counts.
        types: Types of the obstacles that it is to solve, if known.
        most: Further places shown.
        gaps: Where the clause leaves something out.
    """
    first, *others = answer.found
    solved_by = list(dict.fromkeys(cure for found in answer.found for cure in cures(found, types)))
    findings = [entry.finding for entry in first.entries]
    text = first.clause.text
    marks = [(cure.words, "resolved", "") for cure in solved_by]
    if not is_solution:
        # What solves and what is solved are one thing to the eye.
        marks += [
            (f.quote, tone(f), "" if solved_by and f.status == "resolved" else TYPE_NAMES[say.lang][f.type])
            for f in findings
        ]
    rest = answer.total - 1 - min(len(others), most)
    unseen = [
        f"{cure.place}: {cure.words}" if cure.place else cure.words
        for cure in solved_by
        if cure.words.lower() not in text.lower()
    ]
    return {
        "place": place(first),
        "score": likeness(answer, say),
        "chips": chips(findings, say),
        "pieces": pieces(text, marks, gaps),
        "note": say("solved_by", words="“, „".join(unseen)) if unseen else "",
        "label": say("places_further") if others else "",
        "places": [place(found) for found in others[:most]],
        "more": say("references_rest", n=say.number(rest)) if rest > 0 else "",
    }


def place(found: Found) -> dict[str, str]:
    """Give a place with the link that leads there."""
    finding = found.entries[0].finding.fingerprint if found.entries else ""
    return {
        "label": unbroken(found.zitat),
        "heading": unbroken(found.heading),
        "jump": jump_id(found.act.key, found.position, finding),
    }


def family_place(reading: Reading, fingerprint: str) -> dict[str, str] | None:
    """Give the place of a member of a family."""
    entry = reading.finding(fingerprint)
    if entry is None:
        return None
    finding = entry.finding
    return {
        "label": unbroken(finding.zitat),
        "heading": unbroken(finding.heading),
        "jump": jump_id(reading.act_of(entry.act).key, entry.position, fingerprint),
    }


def jump_id(act: str, position: int, finding: str) -> str:
    """Write where a link leads."""
    return _BETWEEN.join((act, str(position), finding))


def read_jump(name: str) -> tuple[str, int, str]:
    """Read where a link leads: key of the act, provision, fingerprint or ""."""
    act, position, finding = name.split(_BETWEEN)
    return act, int(position), finding


def likeness(answer: Answer, say: Words) -> str:
    """Say how alike a clause is, in per cent."""
    return say("likeness", n=str(per_cent(answer)))


def per_cent(answer: Answer) -> int:
    """Give how alike a clause is, in per cent."""
    return round(100 * min(1.0, max(0.0, answer.hit.score)))


def chips(findings: list[Finding], say: Words) -> list[dict[str, str]]:
    """Name the types and statuses of findings, each once."""
    lang = say.lang
    seen = {
        (
            tone(finding),
            f"{TYPE_NAMES[lang][finding.type]}: {STATUS_NAMES[lang][finding.status]}"
            + (f", {say('own_sign')}" if is_own(finding) else ""),
        ): None
        for finding in findings
    }
    return [{"tone": mark, "glyph": MARKS[mark].glyph, "word": word} for mark, word in seen]


def pieces(text: str, marks: Sequence[tuple[str, str, str]], gaps: Gaps = ()) -> list[list[str]]:
    """Cut a text at the words to mark.

    Args:
        text: The text.
        marks: (words, tone, name of what they are); of two of the same name that overlap the first given wins.
        gaps: Where the text leaves something out.

    Returns:
        [words, tones, names] in order; "" where nothing is marked, several tones and names where marks overlap.
    """
    lower = text.lower()
    if len(lower) != len(text):
        return [[marked(text, gaps).text, "", ""]]
    spans: list[tuple[int, int, str, str]] = []
    for words, mark, name in marks:
        start = lower.find(words.lower()) if words else -1
        end = start + len(words)
        if start >= 0 and all(end <= low or high <= start or name != other for low, high, _, other in spans):
            spans.append((start, end, mark, name))
    cuts = sorted({0, len(text), *(at for start, end, _, _ in spans for at in (start, end))})
    cut: list[list[str]] = []
    for low, high in pairwise(cuts):
        over = [(mark, name) for start, end, mark, name in spans if start <= low and high <= end]
        words = text[low:high]
        if low in gaps:  # in front of marked words, and no part of them
            cut.append([marked(words, (0,)).text[: -len(words)], "", ""])
        told = marked(words, tuple(at - low for at in gaps if low < at < high)).text
        cut.append([told, " ".join(mark for mark, _ in over), ", ".join(name for _, name in over if name)])
    if len(text) in gaps:
        cut.append([marked("", (0,)).text, "", ""])
    return cut
