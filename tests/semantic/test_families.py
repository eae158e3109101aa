import pytest

from analyzer.semantic.families import Member, find_families
from analyzer.semantic.families_fold import clause_around, fold
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
    assert 29 == len(clause_around(far, far.index("schriftlich"), far.index("schriftlich") + 11).split())


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
