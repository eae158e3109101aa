import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.model import OBSTACLE_TYPES, PROFILES, STATUSES
from analyzer.ui.address import Address, params_of, parse
from analyzer.ui.origin import ORIGINS

ADDRESSES = st.builds(
    Address,
    text=st.text(max_size=200),
    profile=st.sampled_from(list(PROFILES)),
    types=st.sets(st.sampled_from(OBSTACLE_TYPES)).map(lambda s: tuple(t for t in OBSTACLE_TYPES if t in s)),
    statuses=st.sets(st.sampled_from(STATUSES)).map(lambda s: tuple(t for t in STATUSES if t in s)),
    act=st.text(max_size=20),
    engine=st.sampled_from(ORIGINS),
    least=st.integers(0, 100),
    page=st.integers(1, 10**6),
    finding=st.from_regex(r"[0-9a-f]{16}|", fullmatch=True),
    part=st.integers(0, 99),
    view=st.sampled_from(["liste", "tabelle"]),
    lang=st.sampled_from(["de", "en"]),
)


@given(ADDRESSES, st.sampled_from(["de", "en"]))
def test_address_survives_the_address_bar(address, lang):
    assert address == parse(params_of(address, lang), lang)


def test_default_address_is_bare():
    assert {} == params_of(Address())
    assert Address() == parse({})


@pytest.mark.parametrize(
    "params",
    [
        {"seite": "-3"},
        {"seite": "abc"},
        {"seite": "9" * 400},
        {"seite": "²"},
        {"profil": "x"},
        {"typ": "x,y"},
        {"status": "OPEN"},
        {"ansicht": "x"},
        {"lang": "fr"},
        {"teil": "-1"},
        {"unbekannt": "x"},
        {"verfahren": "semantic"},
        {"sicherheit": "hoch"},
    ],
    ids=str,
)
def test_nonsense_is_left_at_its_default(params):
    assert Address() == parse(params)


def test_long_words_are_cut():
    assert 200 == len(parse({"q": "x" * 5000}).text)
