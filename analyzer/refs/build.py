"""Makes the register of acts from a corpus of statutes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from analyzer.model import Provision, Statute
from analyzer.refs.designations import read_designation
from analyzer.refs.names import Names
from analyzer.refs.register import Act, Register

_KIND: Final = (
    ("Vertrag", re.compile(r"\b(?:Abkommen|Vertrag|Übereinkommen|Protokoll|Übereinkunft)\b")),
    ("Bekanntmachung", re.compile(r"\b[Bb]ekanntmachung\b")),
    ("Verordnung", re.compile(r"(?:[Vv]erordnung|[Oo]rdnung über)\b")),
    ("Anordnung", re.compile(r"(?:[Aa]nordnung|Erla(?:ss|ß)|Entscheidung)\b")),
    ("Gesetz", re.compile(r"(?:[Gg]esetz|[Gg]esetzbuch|ordnung)\b")),
)
_ORDERS: Final = re.compile(r"\bverordne[tn]\b")
_BASIS: Final = re.compile(r"\b[Aa]uf\s*[Gg]rund\b")
_LAW_INTRO: Final = re.compile(r"\b(?:des|der)\s+(?=[A-ZÄÖÜ\d])")
_MINISTRY: Final = re.compile(
    r"\b(?:verordnet|verordnen|bestimmt|erlässt|erläßt)\s+(?:das|der|die)\s+"
    r"(Bundesminister(?:ium|in)?\s+(?:der|des|für)\s+[^,;.:]{3,80}?|Bundesregierung|Bundesministerium[^,;.:]{3,80}?)"
    r"(?=\s+(?:im\s+(?:Einvernehmen|Benehmen)|nach\s+Anhörung|mit\s+Zustimmung|gemeinsam|und\s+das\s+Bundesminister)|[,;.:]|\Z)"
)


def draft_act(statute: Statute, slug: str = "") -> Act:
    """Make the entry of one statute, without its enabling acts (they need the names of all others).

    Args:
        statute: The statute.
        slug: Its name on the portal, "" if not known.
    """
    names = tuple(name for name in dict.fromkeys((statute.title, statute.short_title)) if name)
    abbreviations = tuple(name for name in (statute.abbreviation, *statute.other_names) if name)
    kind = kind_of_title(statute.short_title or statute.title)
    if kind in ("Gesetz", "") and _ORDERS.search(formula_of(statute)):
        kind = "Verordnung"  # "Wahlordnung": the title does not tell, its Eingangsformel does
    return Act(
        statute.id,
        abbreviations,
        names,
        statute.date,
        kind,
        statute.validity,
        _units(statute.provisions),
        ministry=_ministry(statute),
        slug=slug,
        repealed=_units(provision for provision in statute.provisions if provision.repealed),
    )


def with_enabling(act: Act, formula: str, names: Names) -> Act:
    """Add the acts that the Eingangsformel of an ordinance names as its basis.

    Args:
        act: The entry.
        formula: Text of its Eingangsformel.
        names: Names of all acts.
    """
    basis = _BASIS.search(formula)
    if basis is None or act.kind == "Gesetz":
        return act
    found: list[str] = []
    for intro in _LAW_INTRO.finditer(formula, basis.end()):
        name = names.at(formula, intro.end(), len(formula))
        if (
            name is not None
            and not name.is_eu
            and len(name.ids) == 1
            and name.ids[0] not in found
            and name.ids[0] != act.id
        ):
            found.append(name.ids[0])
    return replace(act, enabling=tuple(found))


def formula_of(statute: Statute) -> str:
    """The text of the Eingangsformel, amendment clauses left out, or ""."""
    text = " ".join(
        block.text.text
        for provision in statute.provisions
        if provision.kind == "preamble"
        for absatz in provision.absaetze
        for block in absatz.blocks
    )
    return re.sub(
        r"\bdurch\s+[^,;]{3,200}?\s(?:geändert|eingefügt|neu\s?gefa(?:sst|ßt))\s+worden\s+(?:ist|sind)", "", text
    )


def build_register(statutes: Iterable[Statute], slugs: dict[str, str] | None = None) -> Register:
    """Make the register of a corpus; statutes are read once, one at a time.

    Args:
        statutes: All statutes of the corpus.
        slugs: Id → name on the portal, where known.
    """
    drafts = [
        (draft_act(statute, (slugs or {}).get(statute.id, "")), formula_of(statute))
        for statute in statutes
        if statute.id
    ]
    names = Names.of(Register(tuple(act for act, _ in drafts)))
    acts = [with_enabling(act, formula, names) for act, formula in drafts]
    return Register(tuple(sorted(acts, key=lambda act: act.id)))


def kind_of_title(title: str) -> str:
    """Tell what kind of act a title names, "" if it does not say.

    Example:
        >>> kind_of_title("Verordnung zur Durchführung des Gesetzes über Proben")
        'Verordnung'
    """
    words = re.split(r"\s(?:über|zu|zur|zum|betreffend|für|vom)\s", title, maxsplit=1)[
        0
    ]  # what comes before its subject
    return next((kind for kind, pattern in _KIND if pattern.search(words)), "")


def _ministry(statute: Statute) -> str:
    found = _MINISTRY.search(formula_of(statute))
    return found[1].strip() if found else ""


def _units(provisions: Iterable[Provision]) -> dict[str, tuple[str, ...]]:
    units: dict[str, dict[str, None]] = {}
    for provision in provisions:
        kind, numbers = read_designation(provision.unit)
        if kind:
            units.setdefault(kind, {}).update(dict.fromkeys(numbers))
    return {kind: tuple(numbers) for kind, numbers in units.items()}
