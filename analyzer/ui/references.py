"""References in and out of a provision, as the detail block of a finding lists them; read from the store, no graph needed."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from analyzer.model.network import Link
from analyzer.refs.designations import read_designation
from analyzer.rulebook import builtin_folder
from analyzer.rulebook.relations import load_relations
from analyzer.store import Entry, Reading
from analyzer.store.references import Citing, ReferenceReading
from analyzer.ui.look import unbroken
from analyzer.ui.words import Words

LISTED: Final = 12


def references_of(reading: Reading, entry: Entry, say: Words) -> dict[str, Any] | None:
    """List what the provision of a finding refers to, and what refers to it; `None` where there is nothing to list."""
    finding = entry.finding
    store = ReferenceReading(reading.store, reading.run)
    out = [link for link in store.links_of(finding.doc, entry.position) if link.target != finding.doc or link.number]
    out = [link for link in out if link.unit != "norm"]
    kind, numbers = read_designation(finding.unit)
    total, into = (0, []) if not kind else store.citing(finding.doc, kind, numbers[0], entry.position, LISTED)
    if not out and not total:
        return None
    rows_out = list({(row["label"], row["note"]): row for row in (_out(link, say) for link in out)}.values())
    return {
        "jump": say("graph_show"),
        "label": say("references", out=say.number(len(rows_out)), into=say.number(total)),
        "lists": [
            {"label": say("references_out"), "rows": rows_out[:LISTED], "more": _more(len(rows_out), say)},
            {"label": say("references_in"), "rows": [_in(row, say) for row in into], "more": _more(total, say)},
        ],
    }


def _more(total: int, say: Words) -> str:
    return say("references_more", n=say.number(total - LISTED)) if total > LISTED else ""


def _out(link: Link, say: Words) -> dict[str, str]:
    why = link.reason or reason(link.relation, say)
    return {"label": unbroken(link.words), "note": why}


def _in(row: Citing, say: Words) -> dict[str, str]:
    place = " ".join(
        part for part in (row.unit, say("graph_absatz", n=row.absatz) if row.absatz else "", row.law) if part
    )
    return {"label": unbroken(place), "note": reason(row.relation, say)}


def reason(relation: str, say: Words) -> str:
    """Say why a provision refers to another."""
    labels = _labels().get(relation)
    return labels[say.lang] if labels else say(f"graph_reason_{relation}")


@cache
def _labels() -> dict[str, dict[str, str]]:
    return {each.type: each.label for each in load_relations(builtin_folder().parent / "law" / "relations.yaml")}
