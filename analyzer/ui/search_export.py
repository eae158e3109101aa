"""Search results and clause families as files: Excel, CSV as a German Excel opens it, JSON lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from analyzer.export import neutral_in_csv, printable, write_sheet
from analyzer.model import STATUS_NAMES, TYPE_NAMES
from analyzer.model.gaps import marked
from analyzer.semantic.families import Family, same_places
from analyzer.semantic.family_columns import PLACES, rows
from analyzer.store import Reading
from analyzer.store.alike import Answer
from analyzer.store.gaps import findings_with_gaps, gaps_of_clauses
from analyzer.store.lookup import findings_of
from analyzer.store.solving import cures
from analyzer.ui.origin import is_own
from analyzer.ui.search_cards import per_cent
from analyzer.ui.words import Words

CLAUSES: Final = {
    "rank": ("Rang", "Rank"),
    "likeness": ("Ähnlichkeit in %", "Likeness in %"),
    "zitat": ("Fundstelle", "Citation"),
    "citation": ("Fundstelle (sortierbar)", "Citation (sortable)"),
    "law": ("Gesetz", "Act"),
    "heading": ("Überschrift", "Heading"),
    "clause": ("Klausel", "Clause"),
    "findings": ("Befunde", "Findings"),
    "solved_by": ("Gelöst durch", "Solved by"),
    "places": ("Zahl der Fundstellen", "Number of places"),
    "further": ("Gleicher Wortlaut auch in", "Same wording also in"),
}
"""Columns of a search result, one row a clause."""
_TITLES: Final = {"de": ("Suchergebnis", "Klauselfamilien"), "en": ("Search result", "Clause families")}
_Row = dict[str, Any]


def clauses_file(form: str, reading: Reading, answers: Sequence[Answer], say: Words) -> bytes:
    """Write a search result, the best first.

    Args:
        form: `xlsx`, `csv` or `jsonl`.
        reading: The run they are of.
        answers: The clauses, with the places to name.
        say: Language.
    """
    return _file(form, CLAUSES, _clauses(form, reading, answers, say), _TITLES[say.lang][0], say)


def families_file(
    form: str, reading: Reading, families: Sequence[Family], say: Words, among: Sequence[Family] = ()
) -> bytes:
    """Write families, the largest first.

    Args:
        form: `xlsx`, `csv` or `jsonl`.
        reading: The run they are of.
        families: The families.
        say: Language.
        among: Those that a column may name for standing over the same sentences, the others too; else the families.
    """
    return _file(form, PLACES, _families(form, reading, families, say, among or families), _TITLES[say.lang][1], say)


def _clauses(form: str, reading: Reading, answers: Sequence[Answer], say: Words) -> Iterator[_Row]:
    lang = say.lang
    firsts = [answer.found[0] for answer in answers]
    gaps = gaps_of_clauses(reading, firsts) if form != "jsonl" else [()] * len(firsts)
    for rank, (answer, left) in enumerate(zip(answers, gaps, strict=True), 1):
        first, *others = answer.found
        findings = [
            f"{TYPE_NAMES[lang][f.type]}: {STATUS_NAMES[lang][f.status]}"
            + (f", {say('own_sign')}" if is_own(f) else "")
            for f in (entry.finding for entry in first.entries)
        ]
        further = "; ".join(found.zitat for found in others)
        rest = answer.total - len(answer.found)
        yield {
            "rank": rank,
            "likeness": per_cent(answer),
            "zitat": first.zitat,
            "citation": first.citation,
            "law": first.act.law,
            "heading": first.heading,
            "clause": marked(first.clause.text, left).text,
            "findings": "; ".join(dict.fromkeys(findings)),
            "solved_by": "; ".join(dict.fromkeys(cure.words for found in answer.found for cure in cures(found))),
            "places": answer.total,
            "further": f"{further}; {say('references_rest', n=say.number(rest))}" if rest else further,
        }


def _families(
    form: str, reading: Reading, families: Sequence[Family], say: Words, among: Sequence[Family]
) -> Iterator[_Row]:
    same = same_places(among)
    if form == "jsonl":  # for programs: the sentences as they are
        for family, findings in findings_of(reading, families):
            yield from rows(family, findings, say.lang, same=same.get(family.name, ()))
        return
    for family, findings, gaps in findings_with_gaps(reading, families):
        yield from rows(family, findings, say.lang, gaps, same.get(family.name, ()))


def _file(form: str, columns: Mapping[str, tuple[str, str]], rows: Iterable[_Row], title: str, say: Words) -> bytes:
    head = [name[say.lang == "en"] for name in columns.values()]
    stream = io.BytesIO()
    if form == "xlsx":
        write_sheet(title, head, ([row[key] for key in columns] for row in rows), stream, say.lang)
    elif form == "csv":
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow(head)
        writer.writerows([_cell(row[key]) for key in columns] for row in rows)
        stream.write(text.getvalue().encode("utf-8-sig", "replace"))
    else:
        for row in rows:
            stream.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    return stream.getvalue()


def _cell(value: str | int) -> str:
    return str(value) if isinstance(value, int) else neutral_in_csv(printable(value))
