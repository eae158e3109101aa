"""Token patterns: lemmas from the packaged table, spans in characters of the sentence, a light import."""

from __future__ import annotations

import subprocess
import sys

import pytest

from analyzer.detect.tokens import TokenMatcher
from analyzer.errors import RuleError
from analyzer.rulebook import load_rulebook

RULE = """\
id: written_form/probe
type: written_form
title: {de: Probe, en: Probe}
message: {de: '„{quote}“', en: '"{quote}"'}
why: {de: x, en: x}
remedy: {de: x, en: x}
references: [BGB § 126]
triggers: [antr, brief]
match:
  - {name: lemma, tokens: [{LEMMA: antrag}, {LOWER: stellen, OP: '?'}]}
  - {name: liste, tokens: [{LEX: probe_post}]}
examples:
  flag:
    - {text: 'Die [[Anträge]] ruhen.', by: lemma, modelled_on: BGB § 126}
    - {text: 'Ein [[Eilbrief]] genügt.', by: liste, modelled_on: BGB § 126}
"""
LEXICON = "probe_post:\n  words: [eilbrief, luftpostbrief]\n  example: Eilbrief\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "written_form").mkdir()
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "written_form" / "probe.yaml").write_text(RULE, encoding="utf-8")
    (tmp_path / "lexicon" / "probe.yaml").write_text(LEXICON, encoding="utf-8")
    (tmp_path / "lexicon" / "lemmas.tsv").write_text("anträge\tantrag\nanträgen\tantrag\n", encoding="utf-8")
    return tmp_path


def test_inflected_forms_and_word_lists_are_found_at_their_characters(folder) -> None:
    text = "Wer Anträge stellen will, braucht den Luftpostbrief."
    matches = TokenMatcher(load_rulebook(folder, builtin=False)).matches(text)

    assert {"Anträge stellen", "Luftpostbrief"} == {text[a:b] for spans in matches.values() for a, b in spans}


def test_unknown_word_is_its_own_lemma(folder) -> None:
    doc = TokenMatcher(load_rulebook(folder, builtin=False)).doc("Anträgen Wunderlich")

    assert ["antrag", "wunderlich"] == [token.lemma_ for token in doc]


def test_pattern_spacy_does_not_know_is_named(folder) -> None:
    path = folder / "written_form" / "probe.yaml"
    path.write_text(RULE.replace("{LEMMA: antrag}", "{LEMA: antrag}"), encoding="utf-8")
    with pytest.raises(RuleError, match="kein gültiges Token-Muster"):
        TokenMatcher(load_rulebook(folder, builtin=False))


def test_unknown_word_list_is_named(folder) -> None:
    path = folder / "written_form" / "probe.yaml"
    path.write_text(RULE.replace("LEX: probe_post", "LEX: gibtsnicht"), encoding="utf-8")
    with pytest.raises(RuleError, match="keine Wortliste"):
        load_rulebook(folder, builtin=False)


def test_import_brings_neither_torch_nor_leaves_stand_ins() -> None:
    code = (
        "import sys; from analyzer.detect.tokens import import_spacy; import_spacy();"
        "print('torch' in sys.modules, 'spacy.cli' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert "False False" == said.strip()
