"""Every example of a mention is a test: its clauses are only mentions, the near misses stay open."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from analyzer.detect import detect
from analyzer.measure.examples import marked
from analyzer.model.unit import Unit
from analyzer.read import read_unit
from analyzer.rulebook import Rulebook, load_rulebook
from analyzer.rulebook.lexicon_schema import Mention, MentionExample

BOOK = load_rulebook()
MENTIONS = {
    name: Mention.model_validate(told)
    for name, told in yaml.safe_load(Path("rules/de/lexicon/mentions.yaml").read_text(encoding="utf-8")).items()
}
CASES = [
    pytest.param(name, example, status, id=f"{name}-{status}-{number}")
    for name, mention in MENTIONS.items()
    for status, examples in (("secondary", mention.examples.secondary), ("open", mention.examples.open))
    for number, example in enumerate(examples)
]


@pytest.mark.parametrize(("name", "example", "status"), CASES)
def test_mention_keeps_its_examples(name: str, example: MentionExample, status: str) -> None:
    text, quote = marked(example.text)
    rules = tuple(rule for rule in BOOK.rules if rule.type == example.type)
    book = Rulebook(rules, BOOK.roles, BOOK.lexicon, BOOK.lemmas, BOOK.digest)

    found = detect(read_unit(Unit(id="example", text=text, law="BspG", doc="BSP", unit="§ 1"), name), book)

    said = {(finding.quote, finding.status) for finding in found}
    assert (quote, status) in said
    if status == "secondary":
        assert any(guard.startswith(name) for finding in found for guard in finding.evidence[0].guards)


@pytest.mark.parametrize("name", MENTIONS)
def test_every_rule_of_the_types_knows_the_mention(name: str) -> None:
    knowing = {rule.id for rule in BOOK.rules if any(each.name == name for each in rule.secondary_in)}

    assert knowing == {rule.id for rule in BOOK.rules if rule.type in MENTIONS[name].types}
