"""Text without markup: the structure of a single paragraph is recovered from its labels and numbers.

Text mode must judge a paragraph as if it stood in its act, so it has to see the same sentences, items and tails that
the XML reader sees. Labels are found by their sequence (`analyzer.language.lists`). Where the last item of a list ends
and the text above goes on cannot be read off the text; `_tail_start` decides by how the items before it end.
"""

from __future__ import annotations

import re
from typing import Final

from analyzer.language import find_items, find_numbers, sentence_starts
from analyzer.language.labels import DASHES
from analyzer.language.lists import ItemMark
from analyzer.model import Coverage, Provision, SourceText, Statute, fold
from analyzer.model.unit import Unit
from analyzer.read.absaetze import AbsatzCollector, Layout
from analyzer.read.designations import absatz_prefix, is_repealed, provision_kind, reason_unjudged
from analyzer.read.layout import Numeral, Run

_NOTE: Final = re.compile(
    # editorial note of the source in front of an annex, with or without brackets
    r"\(Fundstelle[^()]*\) ?|Fundstelle des Originaltextes: [^()]*?\d{4},(?: S\.)? \d+(?: - \d+)?"
    r"(?:; bzgl\. der einzelnen Änderungen vgl\. Fußnote)?(?: |\Z)"
)
_MAIN_CLAUSE: Final = re.compile(
    r", (?=(?:so |dann )?(ist|sind|hat|haben|kann|können|darf|dürfen|muss|muß|müssen|soll|sollen|gilt|gelten|wird|werden|"
    r"bedarf|findet|finden|bleibt|bleiben)\b)"
)
_SELDOM_INSIDE: Final = frozenset({"ist", "sind", "können", "dürfen", "wird"})
"""Verbs that behind a comma seldom belong to the item itself."""
_CONDITION: Final = re.compile(
    r"(?:Wenn|Soweit|Sofern|Falls|Solange|Sobald|Wer|Wird|Werden|Ist|Sind|Hat|Haben|Kann|Können|Liegt|Liegen|Besteht|"
    r"Bestehen|Soll|Sollen|Weist|Ergibt|Ergeben|Erfolgt|Steht|Gehört|Fällt|Fallen|Betrifft|Erbringt)\b"
)
_LOWER_END: Final = re.compile(r"(?: [a-zäöüß]\S*)+\Z")
_ABLE: Final = re.compile(
    r"\bdass (?:er|sie|die Prüflinge|der Prüfling)(?: oder sie)?(?: in der Lage (?:ist|sind),)?\Z"
)
_INFINITIVE: Final = re.compile(r", (?=(?:[a-zäöüß]+ ){0,2}(?:zu [a-zäöüß]+en|[a-zäöüß]+zu[a-zäöüß]+en)[.;]?\Z)")
_INFINITIVE_END: Final = re.compile(r"(?: zu [a-zäöüß]+en| [a-zäöüß]+zu[a-zäöüß]+en)\Z")
_ABILITY: Final = re.compile(r"( (?:kann|können|soll|sollen))[.;,]?(?: (?:und|oder|sowie))?\Z")


def statute_of_unit(unit: Unit, source: str) -> Statute:
    """Read a unit as a statute of one provision; see `analyzer.read.read_unit`."""
    text = fold(unit.text).strip()
    kind = provision_kind(unit.unit) if unit.unit else "section"
    collector = AbsatzCollector(unit.absatz, unit.title)
    note = _NOTE.match(text)
    begin = note.end() if note else 0
    rest = text[begin:]
    reason = reason_unjudged(unit.unit, kind) or ("weggefallen" if is_repealed(rest[absatz_prefix(rest)[1] :]) else "")
    layout = Layout(SourceText(text), flat_runs(text, begin), flat_numerals(text, begin))
    if text and (reason or begin >= len(text)):
        collector.add_unjudged(layout, unit.block, None)
    elif text:
        collector.add_text(layout, unit.block, None)
    size = len(unit.text)
    left_out = {"redaktioneller Hinweis": begin} if begin else {}
    if reason:
        left_out = {reason: size}
    provision = Provision(unit.norm, kind, unit.unit, unit.title, (), collector.finish(), repealed=bool(reason))
    return Statute(
        id=unit.doc,
        abbreviation=unit.law,
        title="",
        short_title="",
        date="",
        as_of="",
        validity="in force",
        provisions=(provision,),
        source=source,
        format="unit",
        language=unit.lang,
        coverage=Coverage(size, size - sum(left_out.values()), left_out, size, dict(left_out)),
    )


def flat_numerals(text: str, begin: int = 0) -> list[Numeral]:
    """Find the sentence numbers of a flat text."""
    begin += absatz_prefix(text[begin:])[1]
    items = [mark.text_start for mark in find_items(text, begin)]
    return [Numeral(n.start, n.end, n.number) for n in find_numbers(text, begin, items)]


def flat_runs(text: str, begin: int = 0) -> list[Run]:
    """Find the structure of a flat text: its own words, list items with their path of labels, and tails.

    Args:
        text: Clean text.
        begin: Where it begins, behind a note of the source.

    Returns:
        Runs in text order, as the XML reader gives them.
    """
    first = begin + absatz_prefix(text[begin:])[1]
    marks = find_items(text, first)
    if not marks:
        return [Run(begin, first, len(text))] if begin < len(text) else []
    tops = [n.start for n in find_numbers(text, first, [m.text_start for m in marks]) if not n.inside]
    runs: list[Run] = []
    if marks[0].start > first:
        runs.append(Run(begin, first, marks[0].start - 1))
    path: list[str] = []
    dashes: list[int] = []
    for index, mark in enumerate(marks):
        following = marks[index + 1] if index + 1 < len(marks) else None
        end = following.start - 1 if following else len(text)
        _extend_path(path, dashes, mark)
        text_start = min(mark.text_start, max(end, mark.start))
        above = _depth_above(mark, following)
        cut = end
        if above < mark.depth:
            official = next((at for at in tops if text_start < at < end), None)
            cut = official - 1 if official is not None else _tail_start(text, marks, index, text_start, end)
        runs.append(Run(mark.start, text_start, min(cut, end), mark.depth, tuple(path), opens=True))
        if cut < end:
            runs.append(Run(cut + 1, cut + 1, end, above, tuple(path[:above])))
    return runs


def _extend_path(path: list[str], dashes: list[int], mark: ItemMark) -> None:
    label = mark.label
    del dashes[mark.depth :], path[mark.depth - 1 :]
    dashes.extend([0] * (mark.depth - len(dashes)))
    if mark.opens:
        dashes[-1] = 0
    if label in DASHES:
        dashes[-1] += 1
        label = f"Spiegelstrich {dashes[-1]}"
    path.append(label)


def _depth_above(mark: ItemMark, following: ItemMark | None) -> int:
    """Give the depth of text between an item and what follows it, the item's own depth if none can stand there."""
    if following is None:
        return 0
    if following.opens and following.depth <= mark.depth:
        return following.depth - 1
    return min(following.depth, mark.depth)


def _tail_start(text: str, marks: list[ItemMark], index: int, start: int, end: int) -> int:
    """Find the blank between the last item of a list and the text that goes on above it; `end` where nothing does."""
    item = text[start:end]
    starts = sentence_starts(item)
    siblings, flat = _siblings(text, marks, index)
    first_end = starts[1] - 1 if len(starts) > 1 else len(item)
    inner = _clause_tail(item[:first_end], siblings, _lead(text, marks, index), flat=flat)
    if inner is not None:
        return start + inner
    if index + 1 < len(marks) and marks[index + 1].opens and len(starts) == 1:
        new_lead = item.find("; ")
        return start + new_lead + 1 if new_lead >= 0 else end
    items_are_sentences = any(sibling.endswith(".") or len(sentence_starts(sibling)) > 1 for sibling in siblings)
    return end if items_are_sentences else start + first_end


def _clause_tail(item: str, siblings: list[str], lead: str, *, flat: bool) -> int | None:
    """Find the blank where the sentence of the lead-in goes on inside what looks like its last item.

    Tuned on the lists of the federal law, where the XML says it: one list in eight has such a tail, after a colon
    hardly any. Where nothing speaks for a tail the whole text stays with the item.
    """
    if lead.endswith(":"):
        return None
    main = next(_MAIN_CLAUSE.finditer(item), None)
    if main and not any(_MAIN_CLAUSE.search(sibling) for sibling in siblings):  # noqa: SIM102
        if _CONDITION.match(lead) or main[1] in _SELDOM_INSIDE:
            return main.end() - 1
    if _ABLE.search(lead):
        able = _ABILITY.search(item)
        if able and not any(_ABILITY.search(sibling) for sibling in siblings):
            return able.start()
    infinitive = _INFINITIVE.search(item)
    if infinitive and not any(_INFINITIVE_END.search(_without_joint(sibling)) for sibling in siblings):
        return infinitive.end() - 1
    return _verb_tail(item, siblings) if flat else None


def _verb_tail(item: str, siblings: list[str]) -> int | None:
    """Find the verbs that close the sentence of the lead-in behind a list of nouns: "2. Fotos | vorzulegen."."""
    if not siblings or any(_LOWER_END.search(_without_joint(sibling)) for sibling in siblings):
        return None
    body = item.rstrip(".;,")
    lower = None if "," in body or ";" in body else _LOWER_END.search(body)
    return lower.start() if lower and lower.start() else None


def _without_joint(item: str) -> str:
    return re.sub(r"[,;]?(?: (?:und|oder|sowie))?\Z", "", item)


def _lead(text: str, marks: list[ItemMark], index: int) -> str:
    """Give the last sentence in front of the list that the item belongs to."""
    depth = marks[index].depth
    first = index
    while first and not (marks[first].depth == depth and marks[first].opens):
        first -= 1
    begin = marks[first - 1].text_start if first else absatz_prefix(text)[1]
    lead = text[begin : max(begin, marks[first].start - 1)]
    return lead[sentence_starts(lead)[-1] :] if lead else ""


def _siblings(text: str, marks: list[ItemMark], index: int) -> tuple[list[str], bool]:
    """Give the texts of the items before this one in its list, and whether none of them has a list of its own."""
    depth = marks[index].depth
    found: list[str] = []
    flat = True
    position, end = index, marks[index].start - 1
    while position and not (marks[position].depth == depth and marks[position].opens):
        position -= 1
        if marks[position].depth == depth:
            found.append(text[marks[position].text_start : end])
            end = marks[position].start - 1
        else:
            flat = False
    return found, flat
