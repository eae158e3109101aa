"""First schema: runs, statutes, text, findings, coverage.

Revision: medienbruch_0001, the first.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from analyzer.store import fulltext

revision = "medienbruch_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create all tables."""
    counter = op.create_table(
        "counter",
        sa.Column("name", sa.String(16), primary_key=True),
        sa.Column("next_id", sa.BigInteger, nullable=False),
    )
    op.bulk_insert(
        counter, [{"name": name, "next_id": 1} for name in ("run", "statute", "wording", "sentence", "finding")]
    )
    op.create_table(
        "run",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("started", sa.String(32), nullable=False),
        sa.Column("finished", sa.String(32), nullable=False),
        sa.Column("versions", sa.Text, nullable=False),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("findings", sa.Integer, nullable=False),
    )
    op.create_table(
        "wording",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("digest", sa.String(32), nullable=False, unique=True),
        sa.Column("provisions", sa.Integer, nullable=False),
        sa.Column("characters", sa.Integer, nullable=False),
    )
    op.create_table(
        "provision",
        sa.Column("wording_id", sa.Integer, sa.ForeignKey("wording.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("norm", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("heading", sa.Text, nullable=False),
        sa.Column("outline", sa.Text, nullable=False),
        sa.Column("repealed", sa.Boolean, nullable=False),
        sa.Column("as_of", sa.String(32), nullable=False),
        sa.Column("official_heading", sa.Boolean, nullable=False),
        sa.Column("characters", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "statute",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("run_id", sa.Integer, sa.ForeignKey("run.id"), nullable=False),
        sa.Column("wording_id", sa.Integer, sa.ForeignKey("wording.id"), nullable=False),
        sa.Column("doc", sa.Text, nullable=False),
        sa.Column("law", sa.Text, nullable=False),
        sa.Column("sort_key", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("short_title", sa.Text, nullable=False),
        sa.Column("date", sa.String(32), nullable=False),
        sa.Column("as_of", sa.String(32), nullable=False),
        sa.Column("validity", sa.String(16), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("format", sa.String(32), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("characters", sa.Integer, nullable=False),
        sa.Column("analysed", sa.Integer, nullable=False),
        sa.Column("operative", sa.Integer, nullable=False),
        sa.Column("first_sentence", sa.Integer, nullable=False),
        sa.Column("sentences", sa.Integer, nullable=False),
    )
    op.create_index("ix_statute_run", "statute", ["run_id", "sort_key"])
    op.create_index("ix_statute_doc", "statute", ["doc"])
    op.create_index("ix_statute_law", "statute", ["law"])
    op.create_table(
        "sentence",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("statute_id", sa.Integer, sa.ForeignKey("statute.id"), nullable=False),
        sa.Column("sentence_id", sa.Integer, sa.ForeignKey("sentence.id"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("mark_start", sa.Integer, nullable=False),
        sa.Column("mark_end", sa.Integer, nullable=False),
        sa.Column("fingerprint", sa.String(16), nullable=False),
        sa.Column("place_key", sa.String(16), nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("type", sa.String(32), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("engine", sa.String(16), nullable=False),
        sa.Column("absatz", sa.Text, nullable=False),
        sa.Column("satz", sa.Integer, nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("citation", sa.Text, nullable=False),
        sa.Column("zitat", sa.Text, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("quote_start", sa.Integer, nullable=False),
        sa.Column("quote_end", sa.Integer, nullable=False),
        sa.Column("context", sa.String(16), nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("as_of", sa.String(32), nullable=False),
        sa.Column("xpath", sa.Text, nullable=False),
        sa.Column("block", sa.Integer, nullable=False),
        sa.Column("unit_id", sa.Text, nullable=True),
    )
    op.create_index("ix_finding_statute", "finding", ["statute_id", "id"])
    op.create_index("ix_finding_fingerprint", "finding", ["fingerprint"])
    op.create_index("ix_finding_sentence", "finding", ["sentence_id", "statute_id", "type", "status"])
    op.create_table(
        "tally",
        sa.Column("run_id", sa.Integer, sa.ForeignKey("run.id"), primary_key=True),
        sa.Column("type", sa.String(32), primary_key=True),
        sa.Column("status", sa.String(16), primary_key=True),
        sa.Column("statute_id", sa.Integer, sa.ForeignKey("statute.id"), primary_key=True),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("n_amendment", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "coverage",
        sa.Column("statute_id", sa.Integer, sa.ForeignKey("statute.id"), primary_key=True),
        sa.Column("reason", sa.String(200), primary_key=True),
        sa.Column("characters", sa.Integer, nullable=False),
        sa.Column("operative", sa.Integer, nullable=False),
    )
    op.create_table(
        "picture",
        sa.Column("statute_id", sa.Integer, sa.ForeignKey("statute.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
    )
    op.create_table(
        "unreadable",
        sa.Column("run_id", sa.Integer, sa.ForeignKey("run.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
        sa.Column("error_en", sa.Text, nullable=False),
    )
    fulltext.create(op.get_bind())


def downgrade() -> None:
    """Drop all tables."""
    fulltext.drop(op.get_bind())
    for table in (
        "unreadable", "picture", "coverage", "tally", "finding", "sentence", "statute", "provision", "wording", "run", "counter",
    ):  # fmt: skip
        op.drop_table(table)
