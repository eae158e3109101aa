"""References: one row a cited place.

Revision: medienbruch_0002, after medienbruch_0001.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "medienbruch_0002"
down_revision = "medienbruch_0001"
branch_labels = None
depends_on = None

_TEXTS = ("to_absatz", "to_satz", "to_nummer", "to_buchstabe", "extra")


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "reference",
        sa.Column("statute_id", sa.Integer, sa.ForeignKey("statute.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("mention", sa.Integer, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("absatz", sa.Text, nullable=False),
        sa.Column("satz", sa.Integer, nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("mark_start", sa.Integer, nullable=False),
        sa.Column("mark_end", sa.Integer, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("relation", sa.String(32), nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("unit", sa.String(16), nullable=False),
        sa.Column("unit_number", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in _TEXTS),
        sa.Column("range_level", sa.String(16), nullable=False),
        sa.Column("range_to", sa.Text, nullable=False),
        sa.Column("law_name", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("candidates", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_reference_target", "reference", ["target", "unit", "unit_number"])


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("reference")
