"""Rows of `medienbruch similar`, and what it says where it finds nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from analyzer.cli.language import Lang
from analyzer.model import STATUS_NAMES, TYPE_NAMES
from analyzer.model.gaps import marked
from analyzer.model.printed import decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyzer.model import ObstacleType
    from analyzer.model.gaps import Gaps
    from analyzer.store.alike import Answer, Question

SHOWN_PLACES: Final = 3
"""Places named in a row of a table."""
COLUMNS: Final = {
    "rank": ("Rang", "Rank"),
    "score": ("Ähnlichkeit", "Similarity"),
    "zitat": ("Fundstelle", "Citation"),
    "places": ("Weitere Fundstellen", "Further places"),
    "findings": ("Befunde", "Findings"),
    "text": ("Wortlaut", "Wording"),
    "cured_by": ("Gelöst durch", "Solved by"),
}

ONLY_JSON: Final = {"more_items": ("", ""), "cured_at": ("", "")}
"""Further keys of JSON lines: items of the sentence not shown, and where each of `cured_by` stands."""


def row(
    rank: int, answer: Answer, types: Sequence[ObstacleType], form: str, lang: Lang, gaps: Gaps = ()
) -> dict[str, Any]:
    """Give the row of an answer: for JSON everything, for a table what fits.

    Args:
        rank: From 1.
        answer: The clause that was found.
        types: Types that had to be solved, see `analyzer.store.solving.cures`.
        form: `jsonl`, or a table.
        lang: Language of names and numbers.
        gaps: Where the clause leaves something out; a table marks it.
    """
    from analyzer.store.solving import cures  # noqa: PLC0415  heavy

    first, *others = answer.found
    entries = [entry.finding for entry in first.entries]
    cured = list(dict.fromkeys(cure for found in answer.found for cure in cures(found, types)))
    if form == "jsonl":
        return {
            "rank": rank,
            "score": {name: round(getattr(answer.hit, name), 4) for name in ("score", "cosine", "words")},
            "zitat": first.zitat,
            "more_items": answer.items,
            "places": [
                {"doc": found.act.doc, "law": found.act.law, "citation": found.citation, "zitat": found.zitat}
                for found in answer.found
            ],
            "findings": [{"fingerprint": f.fingerprint, "type": f.type, "status": f.status} for f in entries],
            "text": first.clause.text,
            "cured_by": [cure.words for cure in cured],
            "cured_at": [cure.place for cure in cured],
        }
    further = ", ".join(found.zitat for found in others[:SHOWN_PLACES])
    if answer.total - 1 > SHOWN_PLACES:
        further += f" (+{answer.total - 1 - SHOWN_PLACES})"
    return {
        "rank": rank,
        "score": decimal(answer.hit.score, 2, lang),
        "zitat": first.zitat + _items(answer.items, lang),
        "places": further,
        "findings": ", ".join(
            dict.fromkeys(f"{TYPE_NAMES[lang][f.type]} ({STATUS_NAMES[lang][f.status]})" for f in entries)
        ),
        "text": marked(first.clause.text, gaps).text,
        "cured_by": "; ".join(f"{cure.place}: {cure.words}" if cure.place else cure.words for cure in cured),
    }


def _items(number: int, lang: Lang) -> str:
    """Name the further items of the same sentence that are not shown."""
    if not number:
        return ""
    if lang == "de":
        return f" (und {number} weitere Nummer{'n' if number > 1 else ''})"
    return f" (and {number} more item{'s' if number > 1 else ''})"


def nothing(question: Question, lang: Lang, *, solved: bool, sifted: bool = False) -> str:
    """Say why nothing was found.

    Args:
        question: What was asked.
        lang: Language.
        solved: Whether solutions were asked for.
        sifted: Whether only clauses with findings of some types or statuses were.
    """
    from analyzer.semantic.similar import is_of_form  # noqa: PLC0415  heavy

    if solved and not is_of_form(question.types):
        kinds = ", ".join(TYPE_NAMES[lang][kind] for kind in question.types)
        return (
            f"Worum es geht, ist klar ({kinds}); so etwas löst kein digitaler Weg, und keine Klausel löst ein Hindernis dieser Art."
            if lang == "de"
            else f"What it is about is clear ({kinds}); no digital way solves that, and no clause resolves an obstacle of this type."
        )
    if solved and not question.acts:
        return (
            "Worum es geht (Antrag, Anzeige, Kündigung, Aushändigen, Erscheinen, …), ist dem Text nicht zu entnehmen; ohne das gibt es keine Lösung zu zeigen."
            if lang == "de"
            else "The text does not say what it is about (application, notice, …); without that there is no solution to show."
        )
    if solved:
        return (
            "Keine Klausel über dieselbe Handlung, die den digitalen Weg sicher zulässt."
            if lang == "de"
            else "No clause about the same act that surely allows the digital way."
        )
    if sifted:
        return (
            "Keine ähnliche Klausel mit einem solchen Befund gefunden; ohne --type und --status wird unter allen Klauseln gesucht."
            if lang == "de"
            else "No similar clause with such a finding; without --type and --status all clauses are searched."
        )
    return "Keine ähnliche Klausel gefunden." if lang == "de" else "No similar clause found."
