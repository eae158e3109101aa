"""The engine: quotes, statuses, places, overlap, repeatability."""

from __future__ import annotations

import textwrap

import pytest

from analyzer.detect import detect, explain
from analyzer.errors import RuleError
from analyzer.rulebook import load_rulebook
from tests.factories import statute

RULE = """\
id: written_form/probe
type: written_form
title: {de: Probe, en: Probe}
message: {de: '„{quote}“', en: '"{quote}"'}
why: {de: x, en: x}
remedy: {de: x, en: x}
references: [BGB § 126]
triggers: [schriftlich]
match:
  - {name: wort, regex: 'schriftlich\\w*(?:\\s+\\w+)?'}
unless:
  - {name: pruefung, scope: over, regex: 'schriftliche prüfung', because: Prüfung}
secondary_in:
  - {name: entgegen, scope: before, regex: 'wer\\s+entgegen', because: Katalog}
resolved_by:
  - {name: oder, scope: after, within: 30, regex: '^(?:\\s+oder)?\\s+elektronisch'}
examples:
  flag:
    - {text: 'Der Antrag ist [[schriftlich zu stellen]].', by: wort, modelled_on: BGB § 126}
"""


@pytest.fixture
def book(tmp_path):
    folder = tmp_path / "written_form"
    folder.mkdir()
    (folder / "probe.yaml").write_text(RULE, encoding="utf-8")
    return load_rulebook(tmp_path, builtin=False)


def test_open_resolved_secondary_and_guarded(book) -> None:
    text = (
        "(1) Der Antrag ist schriftlich zu stellen. Die Anzeige ist schriftlich oder elektronisch zu erstatten. "
        "Ordnungswidrig handelt, wer entgegen Satz 1 nicht schriftlich anzeigt. Die schriftliche Prüfung dauert lang."
    )

    assert [
        ("schriftlich zu stellen", "open", 1),
        ("schriftlich", "resolved", 2),
        ("schriftlich anzeigt", "secondary", 3),
    ] == [(f.quote, f.status, f.satz) for f in detect(statute(text), book)]


def test_quote_stands_in_the_sentence_where_it_says(book) -> None:
    for finding in detect(statute("(2) Wer will, stellt ihn schriftlich; das gilt immer."), book):
        assert finding.quote == finding.sentence[finding.start : finding.end]


def test_finding_is_placed_at_the_list_item(book) -> None:
    text = "(1) Vorzulegen sind: 1. ein Plan, 2. eine schriftliche Erklärung."
    finding = detect(statute(text), book)[0]

    assert ("2", "TestG § 1 Abs. 1 Satz 1 Nr. 2") == (finding.item, finding.citation)


def test_lead_in_before_many_items_is_one_finding(book) -> None:
    text = "(1) Schriftlich anzugeben sind: 1. der Name, 2. der Ort, 3. der Tag."

    assert 1 == len(detect(statute(text), book))


def test_equal_clauses_get_different_fingerprints(book) -> None:
    text = "Der Antrag ist schriftlich zu stellen. Der Antrag ist schriftlich zu stellen."
    findings = detect(statute(text), book)

    assert 2 == len({f.fingerprint for f in findings})


def test_fingerprint_survives_renumbering_but_place_key_does_not(book) -> None:
    one = detect(statute("Der Antrag ist schriftlich zu stellen.", unit="§ 1"), book)[0]
    other = detect(statute("Der Antrag ist schriftlich zu stellen.", unit="§ 2"), book)[0]

    assert one.fingerprint == other.fingerprint
    assert one.place_key != other.place_key


def test_explain_names_the_guard_that_stopped_a_match(book) -> None:
    said = list(explain(statute("Die schriftliche Prüfung dauert lang."), book))

    assert [(None, "pruefung")] == [(e.status, e.reasons[0][0]) for e in said]


def test_long_quotes_are_cut_to_twelve_words(tmp_path) -> None:
    folder = tmp_path / "written_form"
    folder.mkdir()
    (folder / "probe.yaml").write_text(RULE.replace(r"schriftlich\\w*(?:\\s+\\w+)?", "schriftlich.*"), encoding="utf-8")
    text = "Der Antrag ist schriftlich " + "sehr " * 30 + "gut zu begründen."
    finding = detect(statute(text), load_rulebook(tmp_path, builtin=False))[0]

    assert 12 >= len(finding.quote.split())


def test_rule_file_with_a_wrong_key_is_named_with_its_line(tmp_path) -> None:
    folder = tmp_path / "written_form"
    folder.mkdir()
    (folder / "probe.yaml").write_text(RULE.replace("triggers:", "trigers:"), encoding="utf-8")
    with pytest.raises(RuleError, match=r"written_form/probe.yaml:\d+: "):
        load_rulebook(tmp_path, builtin=False)


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        (textwrap.dedent("a: [1\nb"), "kein gültiges YAML"),
        (RULE.replace("id: written_form/probe", "id: written_form/anders"), "muss aber dem Pfad entsprechen"),
        (
            RULE.replace("schriftlich\\\\w*", "${gibtsnicht}").replace("schriftlich\\w*", "${gibtsnicht}"),
            "unbekannter Baustein",
        ),
        (RULE.replace("by: wort", "by: satz"), "nennt das Muster"),
    ],
)
def test_broken_rules_say_what_to_do(tmp_path, broken, expected) -> None:
    folder = tmp_path / "written_form"
    folder.mkdir()
    (folder / "probe.yaml").write_text(broken, encoding="utf-8")
    with pytest.raises(RuleError, match=expected):
        load_rulebook(tmp_path, builtin=False)


def test_once_keeps_the_first_of_the_same_words_in_a_block(tmp_path):
    folder = tmp_path / "written_form"
    folder.mkdir()
    text = RULE.replace("schriftlich\\w*(?:\\s+\\w+)?", "\\w*vordruck\\w*")
    text = text.replace("triggers: [schriftlich]", "triggers: [vordruck]\nonce: true")
    (folder / "probe.yaml").write_text(text, encoding="utf-8")
    block = "Der Vordruck ist zu verwenden. Das Amt stellt Vordrucke bereit. Der Anmeldeschein liegt dem Vordruck bei."

    found = detect(statute(block), load_rulebook(tmp_path, builtin=False))

    assert [(f.quote, f.satz) for f in found] == [("Vordruck", 1)]
