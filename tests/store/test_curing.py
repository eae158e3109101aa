"""Which sentence cures a clause."""

from analyzer.semantic.acts import KINDS
from analyzer.store.curing import cured, curing, goes_beyond

CLAUSE = "Das Urteil wird verkündet, wenn die mündliche Verhandlung geschlossen ist."


def test_cure_must_be_about_the_same_act():
    words = ["kann gestatten, an der urteilsverkündung per bild- und tonübertragung teilzunehmen"]
    other = "Der Vorsitzende kann gestatten, an der Urteilsverkündung per Bild- und Tonübertragung teilzunehmen."
    assert not cured(CLAUSE, "die mündliche Verhandlung", words, [other]).is_cured
    hearing = "Akteneinsicht wird in Diensträumen gewährt."
    found = cured(
        hearing, "in Diensträumen", ["zum abruf"], ["Akteneinsicht wird durch Bereitstellung zum Abruf gewährt."]
    )
    assert found.is_cured
    assert found.acts & KINDS


def test_cure_must_name_something_digital():
    clause = "Die Zustellung erfolgt durch Einschreiben."
    assert not cured(clause, "Einschreiben", ["erfolgt durch einschreiben"], ["Das Amt kann warten."]).is_cured
    assert curing(clause, ["elektronisch zugestellt"], ["Es wird elektronisch zugestellt."]) == 0


def test_paper_only_where_the_act_is_on_paper():
    clause = "Wer den Antrag schriftlich stellt, hat ihn zu unterschreiben."
    other = "Die Auskunft wird elektronisch erteilt, wenn der Antrag über das Portal gestellt wird."
    assert cured(clause, "zu unterschreiben", ["schriftlich stellt"], [other]).is_cured
    assert not cured(
        clause, "zu unterschreiben", ["schriftlich stellt"], ["Die Auskunft wird elektronisch erteilt."]
    ).is_cured


def test_further_proofs_are_not_cured_by_what_cures_the_others():
    words = ["vorzulegen, soweit sie nicht abgerufen werden"]
    assert goes_beyond("Weitere Nachweise kann die Stelle nur bei Zweifeln verlangen.", words)
    assert not goes_beyond("Weitere Nachweise sind vorzulegen, soweit sie nicht abgerufen werden.", words)
    assert not goes_beyond("Der Antragsteller hat die Nachweise vorzulegen.", words)
