"""Literals that a regex needs: no match without them, whatever the regex."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.detect.views import lower
from analyzer.rulebook import load_rulebook
from analyzer.rulebook.literals import LETTERS, ODD_CASES, needs

LETTER = st.sampled_from("abis")


def ruled_out(source: str, text: str) -> bool:
    plain = lower(text)
    for odd, letter in ODD_CASES.items():
        plain = plain.replace(odd, letter)
    return any(not any(literal in plain for literal in literals) for literals in needs(source))


@pytest.mark.parametrize(
    ("source", "sets"),
    [
        (r"\b(?:darf|dürfen)\b[^;]*nicht", [{"nicht"}, {"darf", "dürfen"}]),
        (r"schriftlich(?:e[nrms]?)?\s", [{"schriftlich"}]),
        (r"(?:daten|weiter)?übermittlung", [{"übermittlung"}]),
        (r"\w*(?:nachweis|beleg\w+)", [{"beleg", "nachweis"}]),
        (r"(?i:E-Mail)\s+Post", [{"e-mail"}, {"post"}]),
        (r"(?=.*werden$)antrag", [{"werden"}, {"antrag"}]),
        (r"(?!nicht)an", []),
        (r"(?:sofort)?|frist", []),
        (r"(?:antrag)+", [{"antrag"}]),
        (r"vor[gz]elegt", [{"vorgelegt", "vorzelegt"}]),
        (r"schrift form", [{"schrift"}, {"form"}]),
    ],
)
def test_needed_literals(source, sets):
    assert sorted(map(sorted, sets)) == sorted(map(sorted, needs(source)))


def test_rarest_set_comes_first():
    assert [{"widerspruch"}, {"nicht"}] == [set(literals) for literals in needs(r"nicht\s.*widerspruch")]


def test_no_letter_of_other_case_escapes():
    """Every character that `re` takes for a letter, whatever its case, becomes that letter."""
    for letter in LETTERS:
        for found in re.finditer(re.escape(letter), EVERY_CHARACTER, re.IGNORECASE):
            assert ODD_CASES.get(found[0], lower(found[0])) == letter


EVERY_CHARACTER = "".join(map(chr, (code for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)))


def joined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(parts, min_size=1, max_size=4).map("".join)


REGEX = st.recursive(
    st.one_of(joined(LETTER), st.sampled_from([r"\s", r"\b", r"\w", ".", "[ab]", "[^a]", "[a-c]", "^", "$", "S", "I"])),
    lambda inner: st.one_of(
        joined(inner),
        st.lists(inner, min_size=2, max_size=3).map(lambda branches: f"(?:{'|'.join(branches)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{0,2}", "{2}", "+?", "*+", "{1,2}?"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
        inner.map(lambda one: f"(?={one})"),
        inner.map(lambda one: f"(?!{one})"),
        inner.map(lambda one: f"(?i:{one})"),
        inner.map(lambda one: f"(?>{one})"),
    ),
    max_leaves=12,
)
TEXT = joined(st.text("abis SIcſİıK", max_size=8))


@settings(max_examples=600, deadline=None)
@given(REGEX, TEXT)
def test_what_matches_is_never_ruled_out(source, text):
    regex = re.compile(source)
    if regex.search(text) or regex.search(lower(text)):
        assert not ruled_out(source, text)


RULES = load_rulebook().rules
EXAMPLES = sorted({example.text.replace("[[", "").replace("]]", "") for rule in RULES for example in rule.examples})
PATTERNS = sorted({m.pattern.source for rule in RULES for m in rule.match if m.pattern is not None})


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_matchers_of_the_rules_on_their_examples(data):
    """Sentences of the rules, cut and joined at random: every regex that matches is held possible."""
    pieces = [
        text[data.draw(st.integers(0, len(text) // 3)) :]
        for text in data.draw(st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=3))
    ]
    text = data.draw(st.sampled_from([str, str.upper]))(" ".join(pieces))
    for source in data.draw(st.lists(st.sampled_from(PATTERNS), min_size=30, max_size=30)):
        if re.search(source, lower(text)) or re.search(source, text):
            assert not ruled_out(source, text)
