import pytest

from analyzer.semantic.families import Member, find_families, named_as_before, same_places
from analyzer.semantic.families_fold import clause_around, core_of, fold, title_of
from tests.semantic.standing_in import StandIn

SAME = (
    "Der Antrag ist schriftlich beim Bundesamt für Muster zu stellen",
    "Der Antrag nach § 4 Abs. 2 ist schriftlich bei der zuständigen Behörde zu stellen",
    "Anträge sind schriftlich zu stellen",
    "Der vollständige Antrag ist schriftlich zu stellen",
)
OTHER = ("Die Kündigung bedarf der Schriftform", "Die Kündigung bedarf zu ihrer Wirksamkeit der Schriftform")


def members(clauses, kind="written_form", first=0):
    return [
        Member(f"{first + n:016}", kind, f"DOC{first + n}", clause, fold(clause)) for n, clause in enumerate(clauses)
    ]


@pytest.mark.parametrize("clause", SAME[1:3])
def test_names_numbers_references_and_endings_are_folded(clause):
    assert ("antrag", "schriftlich", "stell") == fold(clause) == fold(SAME[0])


def test_dates_and_acts_are_folded():
    old = "Die Verordnung vom 3. Mai 1999 (BGBl. I S. 12) gilt für das Mustergesetz"
    assert fold("Die Verordnung vom 7. Juni 2011 (BGBl. I S. 9) gilt für das Beispielgesetz") == fold(old)


def test_clause_ends_at_a_border_and_not_too_far():
    text = "Am 15. August gilt dies. Der Antrag ist schriftlich zu stellen; im Übrigen gilt § 2. " + "weiter " * 40
    start = text.index("schriftlich")
    assert "Der Antrag ist schriftlich zu stellen" == clause_around(text, start, start + 11)
    far = "vorher " * 40 + "schriftlich " + "nachher " * 40
    cut = clause_around(far, far.index("schriftlich"), far.index("schriftlich") + 11)
    assert ("…", "…", 31) == (cut[0], cut[-1], len(cut.split()))


@pytest.mark.parametrize(
    ("before", "begins"),
    [
        ("Wer dies für die in Absatz 3 Satz 2 und in § 802l der Zivilprozessordnung", "und in § 802l"),
        (
            "Das Amt darf die Auskunft nur nach Artikel 15 der Verordnung (EU) 2016/679 dann",
            "der Verordnung (EU) 2016/679",
        ),
        ("Die Stelle übermittelt sie, soweit dies für ihre Zwecke nötig ist und die Person", "soweit dies"),
        ("Es ist Sache des Amtes und seiner Aufsicht über die Betriebe, Anlagen, Lager, Speicher", "über die Betriebe"),
    ],
)
def test_clause_does_not_begin_within_a_citation_or_a_phrase(before, begins):
    text = f"{before} eins zwei drei vier fünf sechs sieben acht neun schriftlich gilt"
    start = text.index("schriftlich")
    assert clause_around(text, start, start + 11).startswith(f"… {begins}")


def test_numbers_in_words_are_folded():
    one = fold("mit einer Geldbuße bis zu fünfhunderttausend Euro binnen drei Monaten")
    assert one == fold("mit einer Geldbuße bis zu zweiundzwanzigtausend Euro binnen vierzehn Monaten")
    assert one == fold("mit einer Geldbuße bis zu 5 Millionen Euro binnen 6 Monaten")
    assert fold("Dritte achten darauf") != fold("achten darauf")


def test_near_identical_clauses_of_one_type_form_a_family():
    found = find_families([*members(SAME), *members(OTHER, first=10), *members(SAME[:1], "signature", 20)])
    assert [(4, 4), (2, 2)] == [(len(family.fingerprints), family.acts) for family in found]
    assert {f"{n:016}" for n in range(4)} == set(found[0].fingerprints)
    assert found[0].clause in SAME
    assert found[0].name.startswith("antrag-schriftlich-stell-")
    assert () == find_families(members(SAME), least=5)


def test_names_do_not_depend_on_order_or_on_what_stands_beside_them():
    everything = [*members(SAME), *members(OTHER, first=10)]
    names = {family.name for family in find_families(everything)}
    everything = [everything[at] for at in (3, 5, 0, 4, 2, 1)]
    assert names == {family.name for family in find_families(everything)}
    more = [
        *everything,
        *members(["Die Gebühr ist bar zu zahlen"] * 3, "cash_payment", 30),
        *members(SAME[2:3], first=40),
    ]
    assert names < {family.name for family in find_families(more)}
    fewer = [member for member in everything if member.fingerprint != "0000000000000003"]
    assert names == {family.name for family in find_families(fewer)}


def test_two_findings_of_a_clause_are_one_member():
    twice = [member._replace(place="§ 1", act="DOC") for member in members(SAME[:2])]
    assert () == find_families(twice)
    found = find_families([*twice, *members(SAME[2:], first=10)])
    assert [(3, 4, 3)] == [(family.clauses, len(family.fingerprints), family.acts) for family in found]
    assert found == find_families([*twice, *members(SAME[2:], first=10)], least_acts=3)
    assert () == find_families([*twice, *members(SAME[2:], first=10)], least_acts=4)


def named(*clauses, first=0):
    return [member._replace(quote="schriftlich") for member in members(clauses, first=first)]


def test_name_outlives_another_commonest_wording():
    short, long = (f"{who} hat den vollen Antrag schriftlich zu stellen" for who in ("Er", "Der Betreiber"))
    before = find_families(named(short, short, long))
    after = find_families(named(short, short, long, long, long))
    assert before[0].clause != after[0].clause
    assert before[0].name == after[0].name
    assert ("voll", "antrag", "schriftlich", "stell") == core_of(short, "schriftlich")


def test_equal_cores_have_different_names():
    one = "Wird eine Genehmigung nach altem Recht verlängert, ist der volle Antrag schriftlich zu stellen"
    other = "Betreiber großer Anlagen in Schutzgebieten haben vorher den vollen Antrag schriftlich zu stellen"
    names = [family.name for family in find_families(named(one, one, one, other, other))]
    assert 2 == len(set(names))
    assert names[1].startswith(names[0])


def test_names_of_an_earlier_list_are_kept():
    found = find_families([*members(SAME), *members(OTHER, first=10)])
    earlier = {f"{n:016}": "alt" for n in (1, 2)} | {f"{n:016}": "kaum" for n in (3, 99)}
    kept = named_as_before(found, earlier)
    assert ["alt", found[1].name] == [family.name for family in kept]
    # a family that fell apart: the larger part keeps the name, and nothing else takes it
    earlier = {f"{n:016}": found[1].name for n in (0, 1, 2, 10)}
    kept = named_as_before(found, earlier)
    assert found[1].name == kept[0].name
    assert kept[1].name.startswith(f"{found[1].name}-")


def in_one_sentence(sentence, quotes, places=("A § 1", "B § 1"), kind="written_form"):
    return [
        Member(f"{kind}{quote}{place}", kind, place[0], part, fold(part), quote, place, f"{sentence} ({place})")
        for part, quote in quotes
        for place in places
    ]


TWO = ((SAME[0], "schriftlich"), ("die Kündigung bedarf der Schriftform", "Schriftform"))


def test_two_findings_in_the_same_sentences_are_one_family():
    third = in_one_sentence("Noch ein Satz.", TWO[:1], ["C § 1"])
    apart = find_families([*in_one_sentence("Ein Satz.", TWO), *third])
    together = find_families(in_one_sentence("Ein Satz.", TWO))
    assert [(3, 3), (2, 2)] == [(family.clauses, len(family.fingerprints)) for family in apart]
    assert [(2, 4)] == [(family.clauses, len(family.fingerprints)) for family in together]
    assert together[0].name in {family.name for family in apart}
    # two sentences of an annex have the same place
    annex = [*in_one_sentence("Ein Satz.", TWO[:1]), *in_one_sentence("Ein anderer.", TWO[1:])]
    assert [2, 2] == [len(family.fingerprints) for family in find_families(annex)]


def test_families_of_other_types_over_the_same_sentences_are_named():
    signed = in_one_sentence("Ein Satz.", TWO[1:], kind="signature")
    found = find_families([*in_one_sentence("Ein Satz.", TWO[:1]), *signed, *members(OTHER, first=10)])
    same = same_places(found)
    kinds = {family.name: family.type for family in found}
    assert {("written_form", "signature"), ("signature", "written_form")} == {
        (kinds[name], other.type) for name, others in same.items() for other in others
    }
    assert 3 == len(found)
    assert {} == same_places(
        find_families([*in_one_sentence("Ein Satz.", TWO[:1]), *in_one_sentence("Zwei.", TWO[1:], kind="signature")])
    )


def test_a_title_has_its_commas_behind_the_words():
    clause = "Die Erlaubnis ist zu versagen, wenn Tatsachen die Annahme rechtfertigen, dass der Antragsteller unzuverlässig ist"
    assert title_of(clause, "rechtfertigen").endswith("die Annahme rechtfertigen, dass der …")


def test_meaning_decides_where_words_leave_a_doubt():
    class Agreeing(StandIn):
        def encode(self, texts):
            return super().encode(["Antrag"] * len(texts))

    doubtful = (
        "Der Antrag ist schriftlich zu stellen und zu begründen",
        "Der Antrag ist unverzüglich, gesondert und formgerecht schriftlich zu stellen und zu begründen",
    )
    assert () == find_families(members(doubtful))
    assert () == find_families(members(doubtful), StandIn())
    assert 1 == len(find_families(members(doubtful), Agreeing()))
    assert () == find_families(members((SAME[0], OTHER[0])), Agreeing())  # meaning alone is never enough
