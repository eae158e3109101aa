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
    place = "brauchen eine feste Länge" if "?<=" in regex else "Fehler an Zeichen "
    assert place in caught.value.message  # what is wrong Python says in English only
    assert str(caught.value.__cause__) not in caught.value.message


@pytest.mark.parametrize(
    ("put", "told", "english"),
    [
        (("unless:", "unles:"), "unles: diese Angabe gibt es hier nicht", "unles: there is no such field here"),
        (("triggers:", "known_limits: |\n  triggers:"), "triggers: diese Angabe fehlt", "triggers: this is missing"),
        (("scope: ", "scope: x"), "erlaubt ist 'match', 'over'", "allowed is 'match', 'over'"),
        (("by: ", "by: x"), "ein Beispiel nennt das Muster „x", "example names matcher 'x"),
        (("triggers:", "triggers: ["), "kein gültiges YAML. Einrückung", "not valid YAML"),
    ],
)
def test_wrong_fields_are_told_in_both_languages(put: tuple[str, str], told: str, english: str, tmp_path: Path) -> None:
    (tmp_path / "signature").mkdir()
    rule = MODEL.read_text(encoding="utf-8").replace("id: signature/unterschreiben", "id: signature/meine")
    assert put[0] in rule
    (tmp_path / "signature" / "meine.yaml").write_text(rule.replace(*put, 1), encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_rulebook(tmp_path)
    assert caught.value.message.startswith(f"{tmp_path.name}/signature/meine.yaml:")
    assert told in caught.value.message
    assert english in caught.value.en
