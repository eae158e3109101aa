"""The JSON schema for editors is the one the models give."""

from __future__ import annotations

import json
from pathlib import Path

from analyzer.rulebook.schema import json_schema


def test_schema_file_is_fresh() -> None:
    """Make it again: medienbruch rules schema > rules/schema.json."""
    stored = json.loads(Path("rules/schema.json").read_text(encoding="utf-8"))

    assert json.loads(json.dumps(json_schema())) == stored
