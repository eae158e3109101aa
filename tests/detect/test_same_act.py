"""The digital way must be for the same act: nouns, verbs and back references are compared."""

from __future__ import annotations

import pytest

from analyzer.detect.same_act import same_act, stem


@pytest.mark.parametrize("word", ["mitteilung", "mitzuteilen", "mitgeteilt", "mitteilungen"])
def test_noun_and_forms_of_a_separable_verb_share_a_stem(word: str) -> None:
    assert stem(word) == "mitteil"


@pytest.mark.parametrize(
    ("act", "clause"),
    [
        ("der antrag", "die erlaubnis ist schriftlich zu beantragen"),
        ("die anträge", "ein schriftlicher antrag ist zu stellen"),
        ("die anmeldung", "das vorhaben ist schriftlich anzumelden"),
        ("die abgabe", "die erklärung ist schriftlich abzugeben"),
        ("teilnahmeanträge", "der antrag ist schriftlich zu stellen"),
        ("die übermittlung", "die unterlagen sind schriftlich zu übermitteln"),
        ("die kündigung", "das verhältnis kann schriftlich gekündigt werden"),
    ],
)
def test_the_same_act_is_recognised(act: str, clause: str) -> None:
    assert same_act(act, clause)


@pytest.mark.parametrize(
    ("act", "clause"),
    [
        ("die rechnung", "der antrag ist schriftlich zu stellen"),
        ("das register", "die anzeige ist bei der registerbehörde schriftlich zu erstatten"),
        ("die behörde", "die behörde entscheidet schriftlich"),
        ("der antrag", "der antragsteller hat die änderung schriftlich mitzuteilen"),
        ("die veröffentlichung", "die kündigung bedarf der schriftform"),
        ("die begründung der kündigung", "die kündigung bedarf der schriftform"),
        ("ein elektronisches dokument", "die dokumentation ist schriftlich aufzubewahren"),
    ],
)
def test_another_act_or_an_actor_is_none(act: str, clause: str) -> None:
    assert not same_act(act, clause)
