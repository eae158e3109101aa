"""Reads the provision of a finding once more, to say more of it than the list holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from analyzer.errors import MedienbruchError
from analyzer.model import Finding, Statute, Unreadable
from analyzer.model.unit import Unit
from analyzer.read import read_statute, read_unit
from analyzer.sources import expand, read_units


def reread(finding: Finding) -> Statute | None:
    """Give the act of a finding with the provision alone that the finding stands in.

    Args:
        finding: From any list.

    Returns:
        `None` where its source is gone, cannot be read any more, or holds no such provision.
    """
    path = finding.source.partition("!")[0]
    if not Path(path).is_file():
        return None
    try:
        if finding.id is not None:
            return _unit(finding, path)
        for document in expand([path]):
            if not isinstance(document, Unreadable) and document.name == finding.source:
                statute = read_statute(document)
                kept = tuple(provision for provision in statute.provisions if provision.id == finding.norm)
                return replace(statute, provisions=kept) if kept else None
    except MedienbruchError:
        return None
    return None


def _unit(finding: Finding, path: str) -> Statute | None:
    for unit in read_units(path):
        if isinstance(unit, Unit) and unit.id == finding.id:
            return read_unit(unit, path)
    return None
