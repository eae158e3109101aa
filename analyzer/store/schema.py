"""The tables of a store, as the newest migration leaves them.

```text
run ──┬─ statute ──┬─ finding ── sentence          one statute of a run, its findings in text order
      │            ├─ reference                    places its text refers to, one row a cited place
      │            ├─ tally                        how many findings of each type and status
      │            ├─ coverage, picture            what was not analysed, and why
      │            └─ wording ── provision         the act's text, kept once however many runs saw it
      └─ unreadable                                inputs that could not be read
counter                                            next free ids; its rows are the writers' lock
```

What is the same for all findings of a statute (title, source, …) or of a provision (heading, …) is kept there; the view
of a finding with every field of the contract is put together again by `analyzer.store.reading`.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

METADATA: Final = MetaData()

COUNTER: Final = Table(
    "counter",
    METADATA,
    Column("name", String(16), primary_key=True),
    Column("next_id", BigInteger, nullable=False),
)

RUN: Final = Table(
    "run",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("started", String(32), nullable=False),  # ISO 8601, UTC
    Column("finished", String(32), nullable=False),
    Column("versions", Text, nullable=False),  # JSON: tool, rules, …
    Column("report", Text, nullable=False),  # JSON of `RunReport.to_dict`
    Column("findings", Integer, nullable=False),
)

WORDING: Final = Table(
    "wording",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("digest", String(32), nullable=False, unique=True),
    Column("provisions", Integer, nullable=False),
    Column("characters", Integer, nullable=False),
)

PROVISION: Final = Table(
    "provision",
    METADATA,
    Column("wording_id", Integer, ForeignKey("wording.id"), primary_key=True),
    Column("position", Integer, primary_key=True),  # from 0, order of the source
    Column("norm", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("unit", Text, nullable=False),
    Column("heading", Text, nullable=False),
    Column("outline", Text, nullable=False),  # JSON: [[label, title], …], outermost first
    Column("repealed", Boolean, nullable=False),
    Column("as_of", String(32), nullable=False),
    Column("official_heading", Boolean, nullable=False),
    Column("characters", Integer, nullable=False),
    Column("body", Text, nullable=False),  # JSON, see `analyzer.store.wording`
)

STATUTE: Final = Table(
    "statute",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("run_id", Integer, ForeignKey("run.id"), nullable=False),
    Column("wording_id", Integer, ForeignKey("wording.id"), nullable=False),
    Column("doc", Text, nullable=False),
    Column("law", Text, nullable=False),
    Column("sort_key", Text, nullable=False),  # order of acts in lists: folded abbreviation, then id
    Column("title", Text, nullable=False),
    Column("short_title", Text, nullable=False),
    Column("date", String(32), nullable=False),
    Column("as_of", String(32), nullable=False),
    Column("validity", String(16), nullable=False),
    Column("source", Text, nullable=False),
    Column("format", String(32), nullable=False),
    Column("language", String(8), nullable=False),
    Column("characters", Integer, nullable=False),  # of the source
    Column("analysed", Integer, nullable=False),
    Column("operative", Integer, nullable=False),
    Column("first_sentence", Integer, nullable=False),  # its sentences have consecutive ids
    Column("sentences", Integer, nullable=False),
    Index("ix_statute_run", "run_id", "sort_key"),
    Index("ix_statute_doc", "doc"),
    Index("ix_statute_law", "law"),
)

SENTENCE: Final = Table(
    "sentence",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
)

FINDING: Final = Table(
    "finding",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),  # ascending in text order within a statute
    Column("statute_id", Integer, ForeignKey("statute.id"), nullable=False),
    Column("sentence_id", Integer, ForeignKey("sentence.id"), nullable=False),
    Column("position", Integer, nullable=False),  # provision
    Column("ordinal", Integer, nullable=False),  # text block within the provision, -1 if not found
    Column("mark_start", Integer, nullable=False),  # the quote in that block's text
    Column("mark_end", Integer, nullable=False),
    Column("fingerprint", String(16), nullable=False),
    Column("place_key", String(16), nullable=False),
    Column("rule", Text, nullable=False),
    Column("type", String(32), nullable=False),
    Column("status", String(16), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("engine", String(16), nullable=False),
    Column("absatz", Text, nullable=False),
    Column("satz", Integer, nullable=False),
    Column("item", Text, nullable=False),
    Column("citation", Text, nullable=False),
    Column("zitat", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("quote_start", Integer, nullable=False),
    Column("quote_end", Integer, nullable=False),
    Column("context", String(16), nullable=False),
    Column("target", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("evidence", Text, nullable=False),  # JSON: [[matcher, words, [guards]], …]
    Column("as_of", String(32), nullable=False),
    Column("xpath", Text, nullable=False),
    Column("block", Integer, nullable=False),
    Column("unit_id", Text),  # text mode: id of the unit
    Index("ix_finding_statute", "statute_id", "id"),
    Index("ix_finding_fingerprint", "fingerprint"),
    Index("ix_finding_sentence", "sentence_id", "statute_id", "type", "status"),
)

REFERENCE: Final = Table(
    "reference",
    METADATA,
    Column("statute_id", Integer, ForeignKey("statute.id"), primary_key=True),
    Column("number", Integer, primary_key=True),  # from 0, in text order; the fields of `analyzer.model.network.Link`
    Column("position", Integer, nullable=False),
    Column("mention", Integer, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("absatz", Text, nullable=False),
    Column("satz", Integer, nullable=False),
    Column("item", Text, nullable=False),
    Column("mark_start", Integer, nullable=False),
    Column("mark_end", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("relation", String(32), nullable=False),
    Column("target", Text, nullable=False),  # document of the cited act, CELEX number, or ""
    Column("unit", String(16), nullable=False),
    Column("unit_number", Text, nullable=False),
    Column("to_absatz", Text, nullable=False),
    Column("to_satz", Text, nullable=False),
    Column("to_nummer", Text, nullable=False),
    Column("to_buchstabe", Text, nullable=False),
    Column("extra", Text, nullable=False),
    Column("range_level", String(16), nullable=False),
    Column("range_to", Text, nullable=False),
    Column("law_name", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("candidates", Text, nullable=False),
    Index("ix_reference_target", "target", "unit", "unit_number"),
    sqlite_with_rowid=False,
)

TALLY: Final = Table(
    "tally",
    METADATA,
    Column("run_id", Integer, ForeignKey("run.id"), primary_key=True),
    Column("type", String(32), primary_key=True),
    Column("status", String(16), primary_key=True),
    Column("statute_id", Integer, ForeignKey("statute.id"), primary_key=True),
    Column("n", Integer, nullable=False),  # findings of either context, as listed
    Column("n_amendment", Integer, nullable=False),  # of which in quoted new wording of other acts
    sqlite_with_rowid=False,
)

COVERAGE: Final = Table(
    "coverage",
    METADATA,
    Column("statute_id", Integer, ForeignKey("statute.id"), primary_key=True),
    Column("reason", String(200), primary_key=True),
    Column("characters", Integer, nullable=False),
    Column("operative", Integer, nullable=False),  # of which in operative provisions
)

PICTURE: Final = Table(
    "picture",
    METADATA,
    Column("statute_id", Integer, ForeignKey("statute.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("unit", Text, nullable=False),
    Column("what", Text, nullable=False),
)

UNREADABLE: Final = Table(
    "unreadable",
    METADATA,
    Column("run_id", Integer, ForeignKey("run.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("error_en", Text, nullable=False),
)
