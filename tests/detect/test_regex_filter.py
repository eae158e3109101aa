"""The regex filter saves time and changes nothing: every example is judged as without it."""

from __future__ import annotations

from analyzer.detect.engine import Detector
from analyzer.detect.regex_filter import RegexFilter
from analyzer.model import Unit
from analyzer.read import read_unit
from analyzer.rulebook import load_rulebook

BOOK = load_rulebook()


class LetsAllPass(RegexFilter):
    def possible(self, _found: int) -> int:
        return -1


def judged(detector: Detector, text: str):
    statute = read_unit(Unit("u", text), "test")
    return [
        (j.rule.id, j.matcher.name, j.span, j.quote, j.status, j.held)
        for _, _, judgements in detector.judgements(statute)
        for j in judgements
    ]


def test_every_example_is_judged_as_without_the_filter(monkeypatch):
    """Absätze of three examples each, so that cures of neighbour sentences take part."""
    texts = [example.text.replace("[[", "").replace("]]", "") for rule in BOOK.rules for example in rule.examples]
    absaetze = [" ".join(texts[at : at + 3]) for at in range(0, len(texts), 3)]
    fast = Detector(BOOK)
    monkeypatch.setattr("analyzer.detect.engine.RegexFilter", LetsAllPass)
    slow = Detector(BOOK)
    for text in absaetze:
        assert judged(slow, text) == judged(fast, text)


def test_regexes_are_ruled_out_for_most_sentences():
    regexes = RegexFilter(BOOK)
    possible = regexes.possible(regexes.found("die behörde kann die frist auf antrag um einen monat verlängern."))
    assert possible.bit_count() < len(regexes.bit) / 8


def test_found_of_two_texts_joins():
    regexes = RegexFilter(BOOK)
    one, other = "der antrag ist schriftlich zu stellen;", "die elektronische form genügt nicht"
    assert regexes.found(f"{one} {other}") == regexes.found(one) | regexes.found(other)
