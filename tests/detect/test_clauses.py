"""Clause analysis: full verb and fields of a modal verb, wherever German puts them."""

from __future__ import annotations

import re

import pytest

from analyzer.detect import detect
from analyzer.detect.clauses import clause_at
from analyzer.detect.views import Stretch, View
from analyzer.rulebook import load_rulebook
from tests.factories import statute


def clause(text: str):
    view = View(text, (Stretch(0, len(text), 0, 0),), 0, None, None, 0)
    modal = re.search(r"\b(?:[Kk]ann|[Kk]önnen|soll|darf)\b", text)
    return clause_at(view, modal.start())


@pytest.mark.parametrize(
    ("text", "front", "middle", "verb"),
    [
        ("Die Behörde kann Ausnahmen zulassen.", "die behörde", "ausnahmen", "zulassen"),
        ("Auf Antrag können Fristen verlängert werden.", "auf antrag", "fristen", "verlängert werden"),
        (
            "Liegt Gefahr vor, so kann das Amt, wenn es eilt, den Betrieb untersagen, bis geprüft ist.",
            "liegt gefahr vor so",
            "das amt den betrieb",
            "untersagen",
        ),
        (
            "Die Behörde kann die Frist aus wichtigen dienstlichen oder privaten Gründen ändern.",
            "die behörde",
            "die frist aus wichtigen dienstlichen oder privaten gründen",
            "ändern",
        ),
        (
            "Die Behörde kann die Schließung, die Räumung und die Sperrung anordnen.",
            "die behörde",
            "die schließung die räumung und die sperrung",
            "anordnen",
        ),
        (
            "Das Amt kann die Tötung der kranken und verdächtigen Tiere anordnen.",
            "das amt",
            "die tötung der kranken und verdächtigen tiere",
            "anordnen",
        ),
        (
            "Das Amt kann Sicherheit in Höhe der entstandenen, aber nicht entrichteten Abgabe verlangen.",
            "das amt",
            "sicherheit in höhe der entstandenen aber nicht entrichteten abgabe",
            "verlangen",
        ),
        (
            "Die Aufsicht kann Besucher, die den Ablauf stören, aus dem Saal verweisen.",
            "die aufsicht",
            "besucher aus dem saal",
            "verweisen",
        ),
        (
            "Das Amt kann Betriebe, die Strom erzeugen, beziehen oder abgeben, durch Bescheid verpflichten.",
            "das amt",
            "betriebe durch bescheid",
            "verpflichten",
        ),
        (
            "Der Betrag kann, solange jemand ohne Arbeit ist, bis auf das Doppelte erhöht werden.",
            "der betrag",
            "bis auf das doppelte",
            "erhöht werden",
        ),
        (
            "Das Amt kann Messungen, insbesondere die Messung von Staub, anordnen.",
            "das amt",
            "messungen insbesondere die messung von staub",
            "anordnen",
        ),
        (
            "Das Amt kann es ablehnen zu handeln und Hilfe versagen.",
            "das amt",
            "es ablehnen zu handeln und hilfe",
            "versagen",
        ),
        (
            "Das Amt kann bei Betrieben, die Ware lagern, während der Geschäftszeit Räume betreten und Proben nehmen.",
            "das amt",
            "bei betrieben während der geschäftszeit räume",
            "betreten",
        ),
        (
            "Das Amt kann Unternehmen, das Papiere begibt, von den Pflichten des Gesetzes ausnehmen, soweit es geprüft ist.",
            "das amt",
            "unternehmen von den pflichten des gesetzes",
            "ausnehmen",
        ),
        (
            "Das Amt kann die Berufung eines anderen verlangen.",
            "das amt",
            "die berufung eines anderen",
            "verlangen",
        ),
        ("Das Amt kann diese anerkennen.", "das amt", "diese", "anerkennen"),
    ],
)
def test_fields_of_a_main_clause(text: str, front: str, middle: str, verb: str) -> None:
    found = clause(text)

    assert (front, middle, verb, False) == (found.front, found.middle, found.verb, found.final)


def test_modal_verb_at_the_end_closes_a_subordinate_clause() -> None:
    found = clause("Das gilt, soweit die Behörde Ausnahmen zulassen kann, entsprechend.")

    assert (found.verb, found.final) == ("zulassen", True)
    assert found.main.endswith("|")


def test_no_clause_where_no_modal_verb_begins() -> None:
    text = "Die Behörde entscheidet."
    assert clause_at(View(text, (Stretch(0, len(text), 0, 0),), 0, None, None, 0), 4) is None


RULE = """\
id: discretion/probe
type: discretion
title: {de: Probe, en: Probe}
message: {de: '„{quote}“', en: '"{quote}"'}
why: {de: x, en: x}
remedy: {de: x, en: x}
references: [VwVfG § 35a]
triggers: [kann]
match:
  - name: kann
    regex: '\\bkann\\b'
    quote: clause
    requires:
      - name: wer-oder-was
        any:
          - {name: wer, scope: front, regex: 'behörde'}
          - {name: was, scope: verb, regex: '^zugelassen'}
examples:
  flag:
    - {text: 'Die Behörde [[kann zulassen]].', by: kann, modelled_on: VwVfG § 40}
"""


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Die Behörde kann davon absehen.", ["kann davon absehen"]),
        ("Der Antrag kann zugelassen werden.", ["kann zugelassen werden"]),
        ("Der Antrag kann gestellt werden, wenn die Behörde zustimmt.", []),
    ],
)
def test_rule_asks_for_one_of_several_conditions_and_quotes_the_clause(tmp_path, text: str, quotes: list[str]) -> None:
    folder = tmp_path / "discretion"
    folder.mkdir()
    (folder / "probe.yaml").write_text(RULE, encoding="utf-8")

    assert quotes == [f.quote for f in detect(statute(text), load_rulebook(tmp_path, builtin=False))]
