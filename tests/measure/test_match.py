from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from analyzer.measure import match


class Key(NamedTuple):
    fingerprint: str
    place_key: str
    name: str = ""


def test_unchanged_clause_is_same_even_when_renumbered():
    matching = match([Key("f", "§ 3")], [Key("f", "§ 4")])

    assert ((Key("f", "§ 3"), Key("f", "§ 4")),) == matching.same


def test_changed_words_at_the_same_place_are_changed():
    matching = match([Key("old", "p")], [Key("new", "p")])

    assert (((Key("old", "p"), Key("new", "p")),), (), ()) == (matching.changed, matching.new, matching.gone)


def test_fingerprint_goes_before_place():
    """A clause that moved must not leave its old place to a changed neighbour it does not belong to."""
    moved = Key("moved", "§ 1")
    matching = match([moved], [Key("other", "§ 1"), Key("moved", "§ 2")])

    assert ((moved, Key("moved", "§ 2")),) == matching.same
    assert (Key("other", "§ 1"),) == matching.new
    assert () == matching.changed


def test_equal_keys_are_paired_once_and_in_order():
    matching = match([Key("f", "p", "a"), Key("f", "p", "b")], [Key("f", "p", "x")])

    assert [("a", "x")] == [(old.name, new.name) for old, new in matching.same]
    assert ["b"] == [old.name for old in matching.gone]


KEYS = st.lists(st.builds(Key, st.sampled_from("abc"), st.sampled_from("pqr")), max_size=12)


@given(KEYS, KEYS)
def test_every_element_stands_in_exactly_one_place(old, new):
    matching = match(old, new)
    pairs = (*matching.same, *matching.changed)

    assert Counter(old) == Counter([a for a, _ in pairs]) + Counter(matching.gone)
    assert Counter(new) == Counter([b for _, b in pairs]) + Counter(matching.new)
    assert not {k.fingerprint for k in matching.gone} & {k.fingerprint for k in matching.new}
    assert not {k.place_key for k in matching.gone} & {k.place_key for k in matching.new}
