"""One query that puts a finding with all fields of the contract together again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Select, and_, select

from analyzer.model import FIELD_ORDER, Evidence, Finding
from analyzer.store.schema import FINDING, PROVISION, SENTENCE, STATUTE
from analyzer.store.views import Entry

_F: Final = FINDING.c
_PLACE: Final = 5
"""Columns in front of the fields of a finding."""

ENTRIES: Final[Select[Any]] = (
    select(
        _F.statute_id, _F.position, _F.ordinal, _F.mark_start, _F.mark_end,
        _F.fingerprint, _F.place_key, _F.rule, _F.type, _F.status, _F.confidence, _F.engine,
        STATUTE.c.doc, STATUTE.c.law, STATUTE.c.title,
        PROVISION.c.norm, PROVISION.c.unit, PROVISION.c.heading,
        _F.absatz, _F.satz, _F.item, _F.citation, _F.zitat, _F.quote, _F.quote_start, _F.quote_end,
        SENTENCE.c.text,
        _F.context, _F.target, _F.message, _F.evidence, _F.as_of,
        STATUTE.c.validity, STATUTE.c.source,
        _F.xpath, _F.block, _F.unit_id,
    )
    .join(STATUTE, STATUTE.c.id == _F.statute_id)
    .join(PROVISION, and_(PROVISION.c.wording_id == STATUTE.c.wording_id, PROVISION.c.position == _F.position))
    .join(SENTENCE, SENTENCE.c.id == _F.sentence_id)
)  # fmt: skip
"""Columns in the order that `entry_of` reads: place in the store, then the fields of `Finding` in contract order."""


def entry_of(row: Sequence[Any]) -> Entry:
    """Make an entry from a row of `ENTRIES`."""
    act, position, ordinal, start, end = row[:_PLACE]
    values = dict(zip(FIELD_ORDER, row[_PLACE:], strict=True))
    values["evidence"] = tuple(
        Evidence(matcher, words, tuple(guards)) for matcher, words, guards in json.loads(values["evidence"])
    )
    return Entry(Finding(**values), act, position, ordinal, start, end)
