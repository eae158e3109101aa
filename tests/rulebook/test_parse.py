"""A regex that only its fragments make wrong is told as an error of the rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.errors import RuleError
from analyzer.rulebook import load_rulebook

MODEL = Path("rules/de/signature/unterschreiben.yaml")


@pytest.mark.parametrize("regex", [r"(?P<act>a)(?P<act>b)", r"(?<=a+)b", "(a"])
def test_wrong_regex_names_the_file(regex: str, tmp_path: Path) -> None:
    folder = tmp_path
    (folder / "lexicon").mkdir()
    entry = f"meines:\n  example: probe\n  regex: '{regex}'\n"
    (folder / "lexicon" / "meine.yaml").write_text(entry, encoding="utf-8")
    (folder / "signature").mkdir()
    rule = MODEL.read_text(encoding="utf-8").replace("id: signature/unterschreiben", "id: signature/meine")
    first = rule.index("regex: ")
    end = rule.index("\n", first)
    rule = f"{rule[:first]}regex: '${{meines}}'{rule[end:]}"
    (folder / "signature" / "meine.yaml").write_text(rule, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_rulebook(folder)
    assert "meine.yaml" in caught.value.message
    assert "regulärer Ausdruck" in caught.value.message
