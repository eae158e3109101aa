import numpy as np
import pytest

from analyzer.model import OBSTACLE_TYPES, PROFILES, STATUSES
from analyzer.semantic.acts import DOINGS, KINDS, act_names, acts_of, same_act
from analyzer.semantic.digital_way import cashless_words, data, digital_words, is_closed, is_digital
from analyzer.semantic.similar import (
    DENIED,
    DIGITAL,
    FRAGMENT,
    Mark,
    Wanted,
    bit,
    marked,
    marks_of,
    may_solve,
    solutions,
)


@pytest.mark.parametrize(
    "text",
    [
        "Der Antrag ist schriftlich oder elektronisch zu stellen.",
        "Die Anzeige ist elektronisch über das Portal der Kammer zu erstatten.",
        "Die Erklärung kann in Textform abgegeben werden.",
        "Der Bescheid wird als elektronisches Dokument übersandt.",
        "Die Anhörung findet mittels Videokonferenz statt.",
        "Der Antrag ist zu unterschreiben, sofern er nicht elektronisch über das Portal gestellt wird.",
    ],
)
def test_wording_that_opens_the_digital_way(text):
    assert marks_of(text, []) == DIGITAL
    assert digital_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "Die elektronische Form der Kündigung ist ausgeschlossen; Textform genügt nicht.",
        "Der Antrag kann nicht in elektronischer Form gestellt werden.",
        "Das Ministerium wird ermächtigt, durch Rechtsverordnung zu bestimmen, dass Anträge elektronisch gestellt werden.",
        "Ordnungswidrig handelt, wer eine Anzeige nicht elektronisch übermittelt.",
        "Der Antrag ist schriftlich zu stellen, die elektronische Form ist unzulässig.",
        "Wird die Anzeige auf Papier erstattet, kann das Amt eine elektronische Anzeige verlangen.",
        "Das Amt kann bestimmen, dass Anzeigen elektronisch zu erstatten sind.",
        "Es kann angeordnet werden, dass der Bescheid elektronisch erteilt wird.",
        "Die Kammer kann die Einreichung in elektronischer Form zulassen.",
        "Die unterschriebene Anzeige kann in ein elektronisches Dokument übertragen und übermittelt werden.",
    ],
)
def test_wording_that_denies_it_or_speaks_of_something_else(text):
    assert marks_of(text, []) & DENIED


@pytest.mark.parametrize(
    "text",
    [
        "Der Gläubiger kann schriftlich oder elektronisch Auskunft verlangen.",
        "Der Antrag kann schriftlich oder elektronisch gestellt werden; die Behörde kann weitere Angaben verlangen.",
        "Er kann die Erklärung in Textform abgeben, wenn das Amt dies bestimmt.",
    ],
)
def test_right_to_demand_something_else_denies_nothing(text):
    assert not is_closed(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Er ist schriftlich oder als elektronisches Dokument zu stellen.",
            "schriftlich oder als elektronisches Dokument",
        ),
        ("Er ist schriftlich oder in elektronischer Form zu stellen.", "schriftlich oder in elektronischer Form"),
        ("Es ergeht ein schriftlicher oder elektronischer Bescheid.", "schriftlicher oder elektronischer Bescheid"),
        ("Er ist schriftlich oder elektronisch beim Amt zu stellen.", "schriftlich oder elektronisch"),
    ],
)
def test_words_of_the_way_are_not_cut_off(text, words):
    assert [words] == digital_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "Die Behörde unterhält ein elektronisches Register.",
        "Digitale Karten sind Karten.",
        "Der Antrag ist zu stellen.",
    ],
)
def test_wording_without_a_way(text):
    assert not marks_of(text, []) & DIGITAL


def test_acts_are_named_near_the_deciding_words():
    text = (
        "Der Antrag ist bei der Behörde zu stellen, die für den Ort zuständig ist, an dem die Anlage liegt oder "
        "betrieben werden soll; gegen ihre Entscheidung ist schriftlich Widerspruch einzulegen."
    )
    assert ["rechtsbehelf"] == act_names(acts_of(text, ["schriftlich"]))
    assert ["antrag", "rechtsbehelf"] == act_names(acts_of(text))
    assert ["zustellung"] == act_names(acts_of("Es ist ihm bekannt zu geben."))
    assert ["bekanntmachung"] == act_names(acts_of("Es wird öffentlich bekannt gemacht."))
    assert ["anmeldung"] == act_names(acts_of("Die Anmeldung ist schriftlich vorzunehmen."))
    assert [] == act_names(acts_of("Es gilt § 5."))
    assert [] == act_names(acts_of("Die Ankündigung erfolgt in Textform."))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Der Widerspruch des Mieters gegen die Kündigung ist in Textform zu erklären.",
            ["erklaerung", "rechtsbehelf"],
        ),
        (
            "Wer bei Antragstellung vertreten wird, hat eine Vollmacht elektronisch vorzulegen.",
            ["vollmacht"],
        ),
        ("Die Ablehnung des Antrags ist schriftlich oder elektronisch zu begründen.", ["begruendung"]),
        ("Über den Antrag ist schriftlich oder elektronisch zu entscheiden.", ["entscheidung"]),
        ("Das Kündigungsrecht erlischt, wenn er in Textform belehrt hat.", ["belehrung"]),
        ("Der Antragsteller erklärt dies elektronisch.", ["erklaerung"]),
        ("Nachdem die Kündigung wirksam geworden ist, kann er durch Erklärung in Textform zurücktreten.", ["widerruf"]),
        ("Der Antrag, der die Anlage nennt, ist schriftlich oder elektronisch zu stellen.", ["antrag"]),
        ("Auf Antrag kann dies geschehen.", ["antrag"]),  # nothing else is named
    ],
)
def test_objects_are_not_what_a_clause_is_about(text, names):
    assert names == sorted(act_names(acts_of(text)))


def judged(text, *found, types=("written_form",), like="Der Antrag ist schriftlich zu stellen."):
    marks = np.array([marks_of(text, [Mark(kind, status, "") for kind, status in found])], np.uint64)
    acts = np.array([acts_of(text)], np.uint64)
    return bool(solutions(marks, acts, Wanted(acts_of(like), types))[0])


def test_a_solution_is_beyond_doubt():
    text = "Der Antrag ist schriftlich oder elektronisch zu stellen."
    assert judged(text, ("written_form", "resolved"))
    assert judged(text)  # no rule had anything to find: its words say it
    assert not judged(text, ("written_form", "open"))
    assert not judged(text, ("written_form", "resolved"), ("signature", "open"))
    assert not judged(text, ("written_form", "secondary"))
    assert judged(text, ("written_form", "resolved"), ("discretion", "open"))  # no obstacle of form
    assert not judged(text, ("written_form", "resolved"), like="Die Kündigung bedarf der Schriftform.")
    assert not judged("Der Antrag ist zu stellen.")
    # A way that is opened for one obstacle is no cure for another.
    assert not judged("Der Antrag ist persönlich zu stellen.", ("physical_presence", "resolved"))
    denied = "Der Antrag ist schriftlich oder elektronisch zu stellen; ausgenommen sind elektronische Bilder."
    assert not judged(denied, ("written_form", "resolved"))


def test_what_is_no_obstacle_of_form_is_solved_by_its_own_type_only():
    like, text = "Der Antrag steht im Ermessen der Behörde.", "Der Antrag ist elektronisch zu stellen."
    for kind in ("discretion", "vague_term", "repeated_proof", "data_exchange_barrier"):
        assert not judged(text, types=(kind,), like=like)
        assert not judged(text, ("written_form", "resolved"), types=(kind,), like=like)
        assert judged(text, (kind, "resolved"), types=(kind,), like=like)
        assert not judged(text, (kind, "resolved"), (kind, "open"), types=(kind,), like=like)
        assert may_solve(marks_of(text, [Mark(kind, "resolved", "")]))
    assert judged(text, types=("discretion", "written_form"), like=like)
    assert judged(text, types=(), like=like)  # nothing is known of what must be solved
    assert not judged(text, types=("cash_payment",), like=like)
    assert judged(text, ("signature", "resolved"), types=(), like=like)
    assert not judged(text, ("signature", "resolved"), ("written_form", "secondary"), types=(), like=like)


def test_marks_tell_types_and_statuses_apart():
    bits = [bit(kind, status) for kind in OBSTACLE_TYPES for status in STATUSES]
    assert len(bits) == len(set(bits))
    assert not set(bits) & {DIGITAL, DENIED}
    marks = np.array([bit("signature", "open"), bit("signature", "resolved"), 0], np.uint64)
    assert [True, False, False] == marked(marks, ["signature"], ["open"]).tolist()
    assert [True, True, False] == marked(marks, [], []).tolist()
    assert [False] * 3 == marked(marks, list(PROFILES["data"]), []).tolist()


@pytest.mark.parametrize(
    ("like", "text"),
    [
        ("Die Urkunde ist vorzulegen.", "Von Urkunden soll das Amt eine Abschrift elektronisch zurückbehalten."),
        ("Der Ausweis wird ausgehändigt.", "Der Ausweis ist elektronisch mitzuführen und auszuhändigen."),
        ("Der Widerspruch ist zu erheben.", "Der Widerspruch des Mieters ist in Textform zu erklären."),
        ("Der Widerspruch ist zu erheben.", "Wer Einwendungen erhob, kann den Bescheid elektronisch anfordern."),
        ("Der Antrag ist zu stellen.", "Das Amt entscheidet schriftlich oder elektronisch über den Antrag."),
        ("Die Anzeige ist zu erstatten.", "Die Schadensanzeige ist in Textform zu erstatten."),
        ("Die Urkunde ist beizufügen.", "Der Bestätigung ist elektronisch eine Belehrung beizufügen."),
        ("Die Gebühr ist zu entrichten.", "Auszahlungen sind elektronisch durchzuführen."),
    ],
)
def test_same_word_in_another_role_is_another_act(like, text):
    assert not same_act(np.array([acts_of(text)], np.uint64), acts_of(like))[0]


@pytest.mark.parametrize(
    ("like", "text"),
    [
        ("Der Führerschein ist mitzuführen und auszuhändigen.", "Die Urkunde ist elektronisch mitzuführen."),
        (
            "Der Antragsteller muss persönlich erscheinen.",
            "Das Erscheinen ist auch per Bild- und Tonübertragung möglich.",
        ),
        ("Der Plan ist auszulegen.", "Die Auslegung erfolgt auf einer Internetseite der Behörde."),
        (
            "Der Antrag ist zu stellen.",
            "Das Amt entscheidet auf schriftlichen oder elektronischen Antrag über die Zulassung.",
        ),
        ("Die Akten sind einzusehen.", "Einsicht wird durch Bereitstellung der Akten zum Abruf gewährt."),
    ],
)
def test_an_act_is_told_by_its_object_or_by_what_is_done(like, text):
    assert act_names(acts_of(like))
    assert same_act(np.array([acts_of(text)], np.uint64), acts_of(like))[0]


@pytest.mark.parametrize(
    "text",
    [
        "Wenn die Mitteilung elektronisch erfolgt, sind auf Verlangen Papierausfertigungen zu übermitteln.",
        "Liegen Bücher in elektronischer Form vor, ist der Prüfer berechtigt, sie einzusehen.",
        "Bei einer Störung der Datenübertragung ist die Mitteilung auf dem Postweg möglich.",
    ],
)
def test_paper_beside_the_digital_way_is_no_solution(text):
    assert is_closed(text)


def test_what_is_resolved_without_anything_digital_is_no_solution():
    text = "Der Antrag ist zu stellen."
    like = acts_of(text)
    acts = np.array([like], np.uint64)
    for is_cured in (True, False):
        marks = np.array([marks_of(text, [Mark("written_form", "resolved", "", is_cured)])], np.uint64)
        assert is_cured == solutions(marks, acts, Wanted(like, ("written_form",)))[0]


def test_heads_of_tables_are_no_sentences():
    assert marks_of("Nr. Gebührentatbestand Gebühr in Euro", []) == FRAGMENT
    assert not marks_of("Die Gebühr ist zu zahlen.", [])


@pytest.mark.parametrize(
    ("text", "quotes", "name"),
    [
        ("Wer Daten erhalten will, fragt schriftlich bei dem Amt an.", ["schriftlich"], "auskunft"),
        ("Das Amt lässt die Anlage schriftlich zu, wenn sie dicht ist.", ["schriftlich"], "erlaubnis"),
        ("Banken halten die Analyse auf Papier fest und ändern sie.", ["auf Papier"], "aufzeichnung"),
        ("Zu dem Plan kann nur schriftlich Stellung genommen werden.", ["schriftlich"], "bericht"),
        ("Der Betreiber hat unter Verwendung des hierfür vorgesehenen Vordrucks die Anzeige zu erstatten.", ["Vordrucks"], "anzeige"),
        ("Die Bescheinigung ist mit dem Dienstsiegel zu versehen.", ["mit dem Dienstsiegel"], "siegel"),
        ("Die Unterlagen sind im Original vorzulegen.", ["im Original vorzulegen"], "urkunde"),
    ],
)  # fmt: skip
def test_what_is_named_by_two_words_or_by_the_deciding_ones(text, quotes, name):
    assert name in act_names(acts_of(text, quotes))


@pytest.mark.parametrize("text", ["Er führt die Bücher mit Sorgfalt.", "Er legt die Akten vor Gericht dar."])
def test_a_preposition_is_no_part_of_a_verb(text):
    assert not {"mitfuehren", "vorlegen"} & set(done(acts_of(text)))


def done(bits):
    return [name for at, name in enumerate(data()["doings"]) if bits & DOINGS and bits >> (KINDS.bit_length() + at) & 1]


def test_every_act_has_a_bit_of_its_own():
    assert len(data()["acts"]) <= KINDS.bit_length()
    assert len(data()["doings"]) <= DOINGS.bit_length() - KINDS.bit_length()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Die Kündigung bedarf der Textform.", "bedarf der Textform"),
        ("Sie ist im Bundesanzeiger und im Internet bekannt zu machen.", "im Internet bekannt zu machen"),
        ("Die Erklärung ist, soweit nichts anderes gilt, in Textform abzugeben.", "in Textform abzugeben"),
    ],
)
def test_a_short_way_is_told_with_what_it_needs(text, words):
    assert [words] == digital_words(text)


def test_a_form_that_speaks_to_its_filler_ranks_as_no_sentence_of_law():
    assert marks_of("Sie können diese Hinweise auch auf der Homepage des Amtes ansehen.", []) & FRAGMENT == 0
    assert marks_of("Mit Ihren Angaben können Sie den Antrag auch im Internet stellen.", []) & FRAGMENT
    assert not marks_of("Sie können auch im Internet veröffentlicht werden.", []) & FRAGMENT


def test_wages_are_no_payment_owed_to_an_office():
    wages = "Ist Lohnzahlung in bar vereinbart, so ist der Lohn unbar zu zahlen."
    assert not judged(wages, types=("cash_payment",), like="Die Gebühr ist bar zu zahlen.")
    assert judged(wages, types=("cash_payment",), like="Der Lohn ist bar auszuzahlen.")


def test_paying_without_cash_is_the_way_for_cash_alone():
    like, text = "Die Gebühr ist bar zu zahlen.", "Die Gebühr ist unbar zu zahlen."
    assert judged(text, types=("cash_payment",), like=like)
    assert not judged(text, ("cash_payment", "secondary"), types=("cash_payment",), like=like)
    assert not judged(text, types=("signature",), like=like)
    assert ["unbar zu zahlen"] == cashless_words(text)


def test_whoever_is_let_off_the_digital_way_writes_on_paper():
    text = "Das Amt kann auf eine elektronische Übermittlung verzichten; dann ist der Antrag auf Vordruck zu stellen."
    assert is_closed(text)
    assert not is_digital(text)
    assert not is_closed(f"Er ist elektronisch einzureichen. {text}")
