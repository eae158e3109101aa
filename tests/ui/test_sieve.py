"""Lists without what a sieve holds back."""

from dataclasses import replace

import pytest

from analyzer.model import RunReport
from analyzer.store import Reading, Selection, newest_run, open_memory, write_run
from analyzer.ui.sieve import Sieve, through
from tests.store.making import act, findings


def some(of):
    """Findings of an act, every third an own find, of ever lower confidence."""
    return [
        replace(f, engine="rule" if n % 3 else "semantic", confidence=0.99 - (n % 10) / 20)
        for n, f in enumerate(findings(of))
    ]


@pytest.fixture(scope="module")
def reading():
    store = open_memory()
    acts = [act(f"Muster{n}G", 4) for n in range(5)]
    write_run(store, [(each, some(each)) for each in acts], RunReport(acts=len(acts)))
    return Reading(store, newest_run(store))


@pytest.mark.parametrize("sieve", [Sieve("eigen"), Sieve("regel"), Sieve("", 70), Sieve("eigen", 80)], ids=str)
@pytest.mark.parametrize(
    "chosen",
    [Selection(), Selection(profile="form", statuses=("open",)), Selection(text="schriftlich"), "one act"],
    ids=["all", "form", "words", "act"],
)
def test_every_list_holds_what_passes_and_nothing_else(reading, sieve, chosen):
    if chosen == "one act":
        chosen = Selection(acts=(reading.acts()[2].id,))
    lists = through(reading, sieve)
    passed = [f for f in reading.findings(chosen) if sieve.passes(f)]
    names = [f.fingerprint for f in passed]

    assert passed
    assert len(names) < reading.count(chosen)
    assert passed == list(lists.findings(chosen))
    assert len(names) == lists.count(chosen) == sum(n for _, n in lists.counts_by_act(chosen))
    assert names[3:8] == [entry.finding.fingerprint for entry in lists.page(chosen, 3, 5)]
    assert len(names) - 1 == lists.index_of(chosen, names[-1])
    of_list = lists.matrix(chosen)
    assert len(names) == sum(of_list.get((kind, s), 0) for kind in chosen.kinds for s in chosen.states)
    by_act = [
        e.finding.fingerprint for number, _ in lists.counts_by_act(chosen) for e in lists.findings_in(number, chosen)
    ]
    assert names == by_act


def test_what_is_held_back_has_no_place(reading):
    own = next(f for f in reading.findings(Selection()) if f.engine == "semantic")

    assert None is through(reading, Sieve("regel")).index_of(Selection(), own.fingerprint)


def test_without_a_sieve_the_store_answers(reading):
    assert reading is through(reading, Sieve())


def test_a_confidence_is_compared_as_it_is_shown():
    one = replace(findings(act("AbcG", 1))[0], confidence=0.57)  # 100 * 0.57 is a little less than 57

    assert Sieve("", 57).passes(one)
    assert not Sieve("", 58).passes(one)
