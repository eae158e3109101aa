"""Alembic migrations of the store, run by `analyzer.store.connect`; no alembic.ini is needed."""
