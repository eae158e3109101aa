"""A citation parses what it prints."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.model import Citation, item_path, strip_label

LAWS = st.sampled_from(["BGB", "SGB 10", "VwVfG", "StVO 2013", "GG", ""])
UNITS = st.one_of(
    st.builds(lambda n, x: f"§ {n}{x}", st.integers(1, 999), st.sampled_from(["", "a", "bb"])),
    st.builds(lambda n: f"Art {n}", st.integers(1, 200)),
    st.sampled_from(["Anlage 1", "Anlage 2a", "Anhang", "Anlage IV", "Eingangsformel"]),
)
ITEMS = st.one_of(
    st.just(()),
    st.tuples(st.integers(1, 40).map(str)),
    st.tuples(st.integers(1, 40).map(str), st.sampled_from(["a", "f"])),
    st.tuples(st.integers(1, 9).map(str), st.just("b"), st.just("cc"), st.just("ddd")),
    st.tuples(st.integers(1, 9).map(str), st.integers(1, 9).map("Spiegelstrich {}".format)),
)
CITATIONS = st.builds(
    Citation,
    LAWS,
    UNITS,
    st.sampled_from(["", "1", "2a", "12"]),
    st.integers(0, 20),
    ITEMS,
)


@given(CITATIONS)
def test_both_printed_forms_parse_back(citation):
    assert Citation.parse(str(citation)) == citation
    assert Citation.parse(citation.zitat) == citation


@given(CITATIONS, st.integers(1, 9))
def test_sentence_inside_an_item_parses_back(citation, inner):
    if citation.items:
        full = Citation(citation.law, citation.unit, citation.absatz, citation.satz, citation.items, inner)

        assert Citation.parse(str(full)) == full


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("§ 126 Absatz 3 S. 1 BGB", "BGB § 126 Abs. 3 Satz 1"),
        ("BGB § 126 Abs. 3 Satz 1 Nr. 2", "BGB § 126 Abs. 3 Satz 1 Nr. 2"),
        ("§\xa05 Abs.\xa02 Nummer 1 Buchstabe a VwVfG", "VwVfG § 5 Abs. 2 Nr. 1 Buchst. a"),
        ("Artikel 3 GG", "GG Art 3"),
        ("§ 4 Nr. 1 Buchst. a Doppelbuchst. bb", "§ 4 Nr. 1 Buchst. a Doppelbuchst. bb"),
    ],
)
def test_usual_forms_are_read(text, printed):
    assert str(Citation.parse(text)) == printed


@pytest.mark.parametrize("text", ["", "BGB", "Absatz 3", "das BGB § 5 gilt"])
def test_what_is_no_citation_is_refused(text):
    with pytest.raises(ValueError, match=r"citation|cannot read"):
        Citation.parse(text)


def test_labels_become_a_citation():
    citation = Citation.of_labels("TestG", "§ 3", "2", 1, ("1.", "a)", "bb)"))

    assert citation.zitat == "§ 3 Abs. 2 Satz 1 Nr. 1 Buchst. a Doppelbuchst. bb TestG"
    assert Citation.of_labels("", "§ 3", "", 1, ("", "Spiegelstrich 2")).place == "§ 3 Satz 1 Spiegelstrich 2"


def test_item_path_and_labels():
    assert ("1 a) bb)", "2") == (item_path(("1.", "a)", "bb)")), item_path(("", "2.")))
    assert ["1", "bb", "c"] == [strip_label(label) for label in ("1.", "bb)", "(c)")]
