"""Lists of a run by what found the findings, and by least confidence: the store counts and gives what passes."""

from dataclasses import replace

import pytest

from analyzer.model import RunReport
from analyzer.store import Reading, Selection, newest_run, open_memory, write_run
from analyzer.store.lookup import count_at, findings_at
from analyzer.store.sought import families_among
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
    for _ in range(2):  # an earlier run of the same acts must not be counted
        acts = [act(f"Muster{n}G", 4) for n in range(5)]
        write_run(store, [(each, some(each)) for each in acts], RunReport(acts=len(acts)))
    return Reading(store, newest_run(store))


@pytest.mark.parametrize(
    "sieve",
    [{"engine": "semantic"}, {"engine": "rule"}, {"least": 70}, {"engine": "semantic", "least": 80}],
    ids=str,
)
@pytest.mark.parametrize(
    "chosen",
    [Selection(), Selection(profile="form", statuses=("open",)), Selection(text="schriftlich"), "one act"],
    ids=["all", "form", "words", "act"],
)
def test_every_list_holds_what_passes_and_nothing_else(reading, sieve, chosen):
    if chosen == "one act":
        chosen = Selection(acts=(reading.acts()[2].id,))
    sifted = replace(chosen, **sieve)
    passed = [f for f in reading.findings(chosen) if sifted.passes(f)]
    names = [f.fingerprint for f in passed]

    assert passed
    assert len(names) < reading.count(chosen)
    assert passed == list(reading.findings(sifted))
    assert len(names) == reading.count(sifted) == sum(n for _, n in reading.counts_by_act(sifted))
    assert names[3:8] == [entry.finding.fingerprint for entry in reading.page(sifted, 3, 5)]
    assert len(names) - 1 == reading.index_of(sifted, names[-1])
    matrix = reading.matrix(sifted)
    assert len(names) == sum(matrix.get((kind, s), 0) for kind in chosen.kinds for s in chosen.states)
    by_act = [
        e.finding.fingerprint
        for number, _ in reading.counts_by_act(sifted)
        for e in reading.findings_in(number, sifted)
    ]
    assert names == by_act


def test_what_is_held_back_has_no_place(reading):
    own = next(f for f in reading.findings(Selection()) if f.engine == "semantic")

    assert None is reading.index_of(Selection(engine="rule"), own.fingerprint)


def test_findings_of_some_provisions_are_counted_and_come_in_the_order_of_the_list(reading):
    first, _, third, *_ = reading.acts()
    places = [(third.id, 1), (first.id, 3), (first.id, 0), (third.id, 1)]
    wanted = [
        entry.finding
        for act in (first, third)
        for entry in reading.findings_in(act.id, Selection())
        if (act.id, entry.position) in places
    ]

    assert wanted
    assert wanted == list(findings_at(reading, places))
    assert len(wanted) == count_at(reading, places)
    assert count_at(reading, []) == 0


def test_families_are_gathered_of_the_findings_of_a_selection_alone(reading):
    own = Selection(engine="semantic")
    names = {f.fingerprint for f in reading.findings(own)}
    families = families_among(reading, own, None)

    assert families
    assert all(set(family.fingerprints) <= names for family in families)


def test_a_confidence_is_compared_as_it_is_shown():
    one = replace(findings(act("AbcG", 1))[0], confidence=0.57)  # 100 * 0.57 is a little less than 57

    assert Selection(least=57).passes(one)
    assert not Selection(least=58).passes(one)
