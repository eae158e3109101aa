"""Writes clause families: a table of families, or one row a Fundstelle for spreadsheets, or JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from analyzer.cli.language import Lang
from analyzer.cli.lists import format_for, write_list
from analyzer.cli.output import STDOUT
from analyzer.errors import UsageError, reason_of
from analyzer.model import TYPE_NAMES
from analyzer.model.gaps import marked

if TYPE_CHECKING:
    from analyzer.semantic.families import Family
    from analyzer.store import Reading

_TABLE: Final = {
    "title": ("Familie", "Family"),
    "clauses": ("Klauseln", "Clauses"),
    "findings": ("Befunde", "Findings"),
    "acts": ("Gesetze", "Acts"),
    "type": ("Art", "Type"),
    "clause": ("Wortlaut", "Wording"),
    "zitat": ("Zum Beispiel", "For instance"),
    "name": ("Familienkennung", "Family id"),
    "same": ("Dieselben Stellen", "Same places"),
}
_OF_PLACE: Final = ("fingerprint", "status", "citation", "zitat", "quote")
"""What JSON lines tell of each finding of a family."""


def family_format(output: str, asked: str | None) -> str:
    """Choose the format as other lists do; Excel besides.

    Raises:
        UsageError: If there is no such format.
    """
    suffix = "" if output == STDOUT else PurePath(output).suffix.removeprefix(".").lower()
    return "xlsx" if (asked or suffix) == "xlsx" else format_for(output, asked)


def read_names(path: str) -> dict[str, str]:
    """Read which family each finding belonged to in an earlier list.

    Raises:
        UsageError: If the file is no list of families in JSONL.
    """
    names: dict[str, str] = {}
    try:
        for line in Path(path).read_text("utf-8").splitlines():
            family = json.loads(line)
            names.update((str(place["fingerprint"]), str(family["name"])) for place in family["places"])
    except OSError as error:
        raise UsageError(
            f"{path}: nicht lesbar ({reason_of(error)}).", en=f"{path}: not readable ({reason_of(error, 'en')})."
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{path} ist keine Liste von Klauselfamilien. Gebraucht wird eine Ausgabe von „families --format jsonl“.",
            en=f"{path} is no list of clause families. Give an output of “families --format jsonl”.",
        ) from error
    return names


def write_families(
    reading: Reading,
    found: Sequence[Family],
    form: str,
    stream: BinaryIO,
    lang: Lang,
    same: Mapping[str, Sequence[Family]],
) -> None:
    """Write families.

    Args:
        reading: The run they are of.
        found: The families, in order.
        form: `table`: a row a family; `csv` and `xlsx`: a row a Fundstelle; `jsonl`: an object a family.
        stream: Where to.
        lang: Language of columns and names.
        same: By name of a family those of other types over the very same sentences.
    """
    from analyzer.semantic.family_columns import PLACES, of_family, rows  # noqa: PLC0415  heavy
    from analyzer.store.gaps import findings_with_gaps  # noqa: PLC0415
    from analyzer.store.lookup import findings_of  # noqa: PLC0415

    if form == "table":
        write_list(_families(reading, found, lang, same), _TABLE, form, stream, lang)
    elif form == "jsonl":
        for family, findings in findings_of(reading, found):
            shared = of_family(family)
            record = {
                "name": shared["name"],
                "type": family.type,
                **{key: shared[key] for key in ("clauses", "findings", "acts")},
                "clause": family.clause,
                "representative": family.representative,
                "title": shared["title"],
                "same_places": [other.name for other in same.get(family.name, ())],
                "places": [{key: getattr(finding, key) for key in _OF_PLACE} for finding in findings],
            }
            stream.write(json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
    else:
        with_gaps = findings_with_gaps(reading, found)
        places = (
            row
            for family, findings, gaps in with_gaps
            for row in rows(family, findings, lang, gaps, same.get(family.name, ()))
        )
        if form == "csv":
            write_list(places, PLACES, form, stream, lang)
        else:
            from analyzer.export import write_sheet  # noqa: PLC0415

            head = [name[lang == "en"] for name in PLACES.values()]
            title = "Familien" if lang == "de" else "Families"
            write_sheet(title, head, ([row[key] for key in PLACES] for row in places), stream, lang)


def _families(
    reading: Reading, found: Sequence[Family], lang: Lang, same: Mapping[str, Sequence[Family]]
) -> Iterator[dict[str, Any]]:
    from analyzer.semantic.family_columns import named, of_family  # noqa: PLC0415  heavy
    from analyzer.store.gaps import gaps_of_families  # noqa: PLC0415
    from analyzer.store.lookup import find_entries  # noqa: PLC0415

    gaps = gaps_of_families(reading, found)
    examples = find_entries(reading, (family.representative for family in found))
    for family in found:
        entry = examples.get(family.representative)
        yield of_family(family, lang) | {
            "type": TYPE_NAMES[lang][family.type],
            "clause": marked(family.clause, gaps.get(family.name, ())).text,
            "zitat": entry.finding.zitat if entry is not None else "",
            "same": named(same.get(family.name, ()), lang),
        }
