"""Alembic's entry: migrates over the connection that `analyzer.store.connect` hands in."""

from __future__ import annotations

from alembic import context

from analyzer.store.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,  # SQLite cannot alter columns in place
)
with context.begin_transaction():
    context.run_migrations()
