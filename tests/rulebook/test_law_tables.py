"""Tables beside the rules: a wrong one is told with file, line and what to do, in German."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.errors import RuleError
from analyzer.rulebook import builtin_folder
from analyzer.rulebook.relations import load_relations
from analyzer.rulebook.training import load_training


@pytest.mark.parametrize(
    ("load", "content", "told"),
    [
        (load_relations, "- type: applies\n  label: {de: gilt}\n  pulls: true\n", ":2: 0.label.en: diese Angabe fehlt"),
        (load_relations, "- type: appllies\n", ":1: 0.type: erlaubt ist 'applies'"),
        (load_relations, "type: applies\n", ":1: Datei: hier steht eine Liste"),
        (load_relations, "- type: [applies\n", "kein gültiges YAML"),
        (
            load_relations,
            "- type: applies\n  label: {de: gilt, en: applies}\n  pulls: true\n  any:\n    - needs: [gilt]\n    - needs: [ab]\n",
            ":6: 0.any.1.needs.0: der Text ist zu kurz: mindestens 3 Zeichen",
        ),
        (load_training, "words: []\nsynonyms: []\n", ":1: contrasts: diese Angabe fehlt"),
        (
            load_training,
            "words: [ab]\nsynonyms: []\ncontrasts:\n  - {one: [aa], other: [bb], frames: [cc]}\n",
            ":4: contrasts.0.frames: jeder Rahmen (frames) braucht genau ein {}",
        ),
    ],
)
def test_a_wrong_table_is_told_with_its_line(tmp_path: Path, load, content: str, told: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "table.yaml"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(RuleError) as error:
        load(path)

    assert "table.yaml" in error.value.message
    assert told in error.value.message


def test_a_table_that_is_not_there_is_a_rule_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"relations\.yaml: nicht lesbar"):
        load_relations(tmp_path / "relations.yaml")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  signature:\n", "  signatur:\n", "signatur"),
        ("principle: P1\n", "principle: P9\n", "das Prinzip P9 steht nicht unter principles"),
    ],
)
def test_reasons_of_types_are_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, told: str
) -> None:
    from analyzer.rulebook import type_reasons  # noqa: PLC0415

    text = (builtin_folder().parent / "law" / "type_reasons.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "type_reasons.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(type_reasons, "builtin_folder", lambda: tmp_path / "de")

    with pytest.raises(RuleError) as error:
        type_reasons.load_type_reasons.__wrapped__()

    assert told in error.value.message
