"""Reasons of a finding that no rule made."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.detect import detect
from analyzer.model import OBSTACLE_TYPES, Evidence
from analyzer.model.finding import DOUBT, UNLIKE, proposed
from analyzer.model.unit import Unit
from analyzer.read import read_unit
from analyzer.rulebook import load_rulebook
from analyzer.ui.detail import detail
from analyzer.ui.reasons import reasons
from analyzer.ui.words import words


@pytest.mark.parametrize(("lang", "title"), [("de", "Klassifikator, keine Regel"), ("en", "Classifier, no rule")])
def test_a_semantic_finding_names_its_nearest_example(lang: str, title: str) -> None:
    rulebook = load_rulebook()
    made = detect(read_unit(Unit(id="1", text="Der Antrag ist schriftlich zu stellen."), "u"), rulebook)[0]
    evidence = Evidence("semantic/signature#nearest", "Das Gesuch trägt einen Namenszug.", ("paraphrase: 0.83",))
    finding = replace(made, engine="semantic", rule="semantic/signature", quote="Namenszug", evidence=(evidence,))
    said = reasons(finding, rulebook, lang)
    assert said.title == title
    assert said.words == ("Namenszug",)
    assert [words for _, words in said.compared] == ["Das Gesuch trägt einen Namenszug."]
    assert ("0.83" if lang == "en" else "0,83") in said.compared[0][0]


def test_a_semantic_finding_names_all_its_examples_or_says_that_there_is_none() -> None:
    rulebook = load_rulebook()
    made = detect(read_unit(Unit(id="1", text="Der Antrag ist schriftlich zu stellen."), "u"), rulebook)[0]
    some = [Evidence("semantic/signature#nearest", text, (f"signature/x: 0.{n}1",)) for n, text in enumerate("AB", 6)]
    found = replace(made, engine="semantic", rule="semantic/signature", evidence=tuple(some))
    assert [words for _, words in reasons(found, rulebook, "de").compared] == ["A", "B"]
    assert [reason.partition("0.")[2][:2] for reason, _ in reasons(found, rulebook, "en").compared] == ["61", "71"]
    alone = replace(found, evidence=(Evidence("semantic/signature#nearest", "", (f"{UNLIKE}: 0.31",)),))
    assert reasons(alone, rulebook, "de").compared == (
        ("Keines unserer Beispiele ist ähnlich genug, um es zu nennen", ""),
    )
    assert reasons(alone, rulebook, "en").compared == (("None of our examples is like enough to be named", ""),)


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("kind", OBSTACLE_TYPES)
def test_a_semantic_finding_says_why_its_type_hinders_and_apart_from_it_who_found_it(kind: str, lang: str) -> None:
    rulebook = load_rulebook()
    made = detect(read_unit(Unit(id="1", text="Der Antrag ist schriftlich zu stellen."), "u"), rulebook)[0]
    message = proposed(made.quote, kind, chance=0.87, least=0.7)
    found = replace(made, engine="semantic", type=kind, rule=f"semantic/{kind}", confidence=0.87, message=message)
    given = reasons(found, rulebook, lang)
    shown = {each["label"]: each for each in detail(found, given, words(lang))["paragraphs"]}
    why, grounds = shown[words(lang)("why_type")]["text"], shown[words(lang)("grounds")]["items"]

    assert "Digitalcheck" in why
    assert "lassif" not in why
    assert any("lassif" in item for item in grounds)
    assert given.remedy
    assert ("87%" in given.message and "70%" in given.message) == (lang == "en")


def test_a_provision_without_a_heading_is_named_once() -> None:
    rulebook, say = load_rulebook(), words("de")
    made = detect(read_unit(Unit(id="1", text="Der Antrag ist schriftlich zu stellen.", unit="§ 4"), "u"), rulebook)[0]
    given = reasons(made, rulebook, "de")

    assert detail(made, given, say)["place"].startswith("§\xa04")
    assert detail(made, given, say)["heading"] == ""
    assert detail(replace(made, heading="Form"), given, say)["heading"] == "§\xa04 Form"


def test_the_examples_a_finding_is_like_stand_under_a_heading_of_their_own() -> None:
    rulebook = load_rulebook()
    made = detect(read_unit(Unit(id="1", text="Der Antrag ist schriftlich zu stellen."), "u"), rulebook)[0]
    example = Evidence("semantic/signature#nearest", "Das Gesuch trägt einen Namenszug.", ("paraphrase: 0.83",))
    found = replace(made, engine="semantic", rule="semantic/signature", evidence=(example,))
    say = words("de")
    shown = {each["label"]: each for each in detail(found, reasons(found, rulebook, "de"), say)["paragraphs"]}

    assert example.words in shown[say("compared")]["items"][0]
    assert not any(example.words in item for item in shown[say("grounds")]["items"])
    assert say("compared") not in {
        each["label"] for each in detail(made, reasons(made, rulebook, "de"), say)["paragraphs"]
    }


def test_english_readers_get_the_message_and_are_told_what_is_in_german() -> None:
    rulebook = load_rulebook()
    (made,) = detect(
        read_unit(Unit(id="1", text="Der Antrag ist schriftlich oder elektronisch zu stellen."), "u"), rulebook
    )
    german, english = reasons(made, rulebook, "de"), reasons(made, rulebook, "en")
    rule = rulebook.by_id[made.rule]
    assert (german.message, english.message) == (
        made.message,
        rule.message["en"].replace('"{quote}"', f"“{made.quote}”"),
    )
    ((reason, words),) = german.weighed
    assert english.weighed == ((f"resolved in the text, in German: {reason}", words),)

    found = replace(made, engine="semantic", rule="semantic/written_form")
    assert (
        "for an obstacle of the type Written form; no rule reports these words"
        in reasons(found, rulebook, "en").message
    )
    assert "für ein Hindernis der Art Schriftform; keine Regel" in reasons(found, rulebook, "de").message


@pytest.mark.parametrize(("lang", "named"), [("de", "der von Lesern gelernt hat"), ("en", "learned from readers")])
def test_a_doubted_finding_says_who_doubts_it_and_how_much(lang: str, named: str) -> None:
    rulebook = load_rulebook()
    made = detect(read_unit(Unit(id="1", text="Der Antrag ist schriftlich zu stellen."), "u"), rulebook)[0]
    first, *others = made.evidence
    doubted = replace(made, evidence=(replace(first, guards=(*first.guards, f"{DOUBT}: 7%")), *others))
    before, after = reasons(made, rulebook, lang), reasons(doubted, rulebook, lang)
    ((reason, chance),) = set(after.weighed) - set(before.weighed)
    assert named in reason
    assert chance == "7%"
    assert after.title == before.title
