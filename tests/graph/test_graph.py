"""The graph: building, looking up, neighbourhood, reach, paths, chains, cycles, figures."""

from __future__ import annotations

import pytest

from analyzer.graph import chains, cycles, hot_spots, neighbourhood, overview, reach, reach_size, shortest_path, stats
from analyzer.graph.law import Place, absatz_in
from tests.graph.making import EU, FACH, VERFAHREN, VERORDNUNG, build, link

FORM = f"{VERFAHREN} § 2"


def ids(nodes) -> list[str]:
    return [node.id for node in nodes]


@pytest.mark.parametrize(
    ("citation", "place"),
    [
        ("§ 2 PrVfG", Place(FORM)),
        ("prvfg § 2 Abs. 3 Satz 1", Place(FORM, "3", 1)),
        ("§ 1 Probengesetz", Place(f"{FACH} § 1")),
        ("Anlage 1 PrV", Place(f"{VERORDNUNG} Anlage 1")),
        ("PrV", Place(VERORDNUNG)),
        (FORM, Place(FORM)),
        ("§ 77 PrVfG", None),
        ("§ 1 Unbekanntgesetz", None),
        ("irgendetwas", None),
    ],
)
def test_a_place_is_found_as_lawyers_cite_it(citation, place):
    assert build().find(citation) == place


def test_nodes_say_what_a_page_shows():
    graph = build()
    form = graph.node(FORM)
    assert (form.label, form.heading, form.level, form.count("open")) == ("§ 2 PrVfG", "Form", "act", 3)
    eu = graph.node(f"{EU} Art 4")
    assert (eu.label, eu.level, eu.position) == ("Art 4 VO (EU) 2016/679", "eu", -1)
    assert graph.node(f"{VERFAHREN} § 5").repealed
    assert graph.provision(FACH, 2) == f"{FACH} § 3"


def test_what_leads_nowhere_is_kept_with_its_reason():
    graph = build()
    assert [(each.state, each.cited) for each in graph.unresolved] == [
        ("repealed", "§ 5"),
        ("missing", "§ 9"),
        ("outside", "§ 1"),
    ]
    assert ids(map(graph.node, graph.net.succ[f"{VERFAHREN} § 4"])) == []
    assert [each.reason for each in graph.unresolved_of(f"{VERFAHREN} § 3")] == ["§ 5 PrVfG ist weggefallen"]


def test_a_range_leads_to_every_member():
    graph = build((VERORDNUNG, link(0, "mention", VERFAHREN, "§", "1", range_level="number", range_to="3")))
    assert set(graph.net.succ[f"{VERORDNUNG} § 1"]) >= {f"{VERFAHREN} § {n}" for n in (1, 2, 3)}


def test_the_same_number_in_two_parts_means_the_own_part():
    graph = build((VERFAHREN, link(3, "applies", VERFAHREN, "Abschnitt", "1")))
    assert f"{VERFAHREN} Abschnitt 1" in graph
    assert graph.containers[FORM] == [f"{VERFAHREN} Abschnitt 1"]


class TestNeighbourhood:
    def test_direction(self):
        graph = build()
        assert set(ids(neighbourhood(graph, [FORM], direction="in").nodes)) == {
            FORM,
            *(f"{FACH} § {n}" for n in (1, 2, 3)),
        }
        assert ids(neighbourhood(graph, [FORM], direction="out").nodes) == [FORM]

    def test_types_and_depth(self):
        graph = build()
        near = neighbourhood(graph, [FORM], types=["applies", "applies_mutatis_mutandis"], depth=2)
        assert set(ids(near.nodes)) == {FORM, f"{FACH} § 1", f"{FACH} § 2", f"{VERORDNUNG} § 1"}
        assert near.distance[f"{VERORDNUNG} § 1"] == 2
        assert {arrow.relation for arrow in near.arrows} == {"applies", "applies_mutatis_mutandis"}

    def test_levels(self):
        graph = build()
        near = neighbourhood(graph, [f"{FACH} § 1"], levels=["eu"])
        assert ids(near.nodes) == [f"{FACH} § 1", f"{EU} Art 4"]

    def test_the_limit_keeps_those_of_the_largest_reach(self):
        near = neighbourhood(build(), [FORM], direction="in", limit=1)
        assert ids(near.nodes) == [FORM, f"{FACH} § 2"]  # the only one that is pulled in itself
        assert near.left_out == {FORM: 2}
        more = neighbourhood(build(), [FORM], direction="in", limit=1, limits={FORM: 3})
        assert len(more.nodes) == 4
        assert more.left_out == {}

    def test_growing_keeps_what_was_there(self):
        graph = build()
        first = neighbourhood(graph, [FORM])
        grown = neighbourhood(graph, [FORM, f"{FACH} § 2"])
        assert set(ids(first.nodes)) < set(ids(grown.nodes))
        assert grown.grown_from[f"{VERORDNUNG} § 1"] == f"{FACH} § 2"

    def test_an_unknown_start_is_an_error(self):
        with pytest.raises(KeyError):
            neighbourhood(build(), ["nichts"])


class TestReach:
    def test_only_pulling_references_carry_a_clause(self):
        found = reach(build(), FORM, "1")
        assert [(each.node.id, each.absatz, each.depth) for each in found.pulled] == [
            (f"{FACH} § 2", "2", 1),
            (f"{VERORDNUNG} § 1", "", 2),
        ]
        assert [step.target for step in found.pulled[1].path] == [f"{FACH} § 2", FORM]
        assert found.acts == (FACH, VERORDNUNG)

    def test_it_is_exact_to_the_absatz(self):
        assert ids(each.node for each in reach(build(), FORM, "2").pulled) == []
        assert ids(each.node for each in reach(build(), FORM, "3").pulled) == [f"{FACH} § 1"]

    def test_and_to_the_sentence_of_the_clause(self):
        assert reach(build(), FORM, "3", 2).pulled == ()
        assert len(reach(build(), FORM, "3", 1).pulled) == 1

    def test_a_provision_as_a_whole_is_reached_by_all(self):
        assert len(reach(build(), FORM).pulled) == 3

    def test_each_step_is_exact_to_the_sentence(self):
        through = (VERFAHREN, link(2, "applies", VERFAHREN, "§", "4", absatz="1", satz=1))
        other = (VERORDNUNG, link(1, "applies", VERFAHREN, "§", "3", to_absatz="1", to_satz="2"))
        same = (FACH, link(2, "applies", VERFAHREN, "§", "3", to_absatz="1", to_satz="1"))
        pulled = ids(each.node for each in reach(build(through, other, same), f"{VERFAHREN} § 4").pulled)
        assert pulled == [f"{VERFAHREN} § 3", f"{FACH} § 3"]

    def test_depth(self):
        found = reach(build(), FORM, "1", depth=1)
        assert (len(found.pulled), found.deeper) == (1, True)
        assert not reach(build(), FORM, "1", depth=2).deeper

    def test_structure_units_and_whole_acts_hold_their_provisions(self):
        graph = build(
            (VERORDNUNG, link(0, "applies", VERFAHREN, "Abschnitt", "1")), (FACH, link(2, "applies", VERFAHREN))
        )
        found = {each.node.id: each for each in reach(graph, f"{VERFAHREN} § 3", whole_acts=True).pulled}
        assert found[f"{VERORDNUNG} § 1"].path[0].target == f"{VERFAHREN} Abschnitt 1"
        assert found[f"{FACH} § 3"].whole_act
        assert not found[f"{VERORDNUNG} § 1"].whole_act
        assert f"{FACH} § 3" not in ids(each.node for each in reach(graph, f"{VERFAHREN} § 3").pulled)
        assert f"{VERORDNUNG} § 1" not in ids(each.node for each in reach(graph, f"{VERFAHREN} § 4").pulled)

    def test_rules_of_an_act_on_one_subject_do_not_pull_all_of_it_in(self):
        graph = build((FACH, link(2, "applies", VERFAHREN, extra="Teilbereich")))
        assert f"{FACH} § 3" not in ids(each.node for each in reach(graph, FORM, whole_acts=True).pulled)

    def test_a_circle_ends(self):
        graph = build((VERFAHREN, link(1, "applies", VERORDNUNG, "§", "1")))
        assert FORM not in ids(each.node for each in reach(graph, FORM).pulled)
        assert len(reach(graph, FORM).pulled) == 3

    def test_sizes_and_hot_spots(self):
        graph = build()
        assert reach_size(graph, FORM) == 3
        assert [(spot.node.id, spot.open, spot.reach, spot.score) for spot in hot_spots(graph)] == [(FORM, 3, 3, 12)]


@pytest.mark.parametrize(
    ("absatz", "first", "last", "inside"),
    [("2", "2", "", True), ("2", "1", "3", True), ("3a", "1", "3", False), ("2a", "2", "3", True), ("", "2", "", True), ("10", "9", "11", True)],
)  # fmt: skip
def test_absatz_in_a_range(absatz, first, last, inside):
    assert absatz_in(absatz, first, last) is inside


class TestPaths:
    def test_either_way(self):
        hops = shortest_path(build(), f"{FACH} § 3", f"{VERORDNUNG} § 1")
        assert [(hop.start, hop.end, hop.forward) for hop in hops] == [
            (f"{FACH} § 3", FORM, True),
            (FORM, f"{FACH} § 2", False),
            (f"{FACH} § 2", f"{VERORDNUNG} § 1", False),
        ]

    def test_directed(self):
        assert shortest_path(build(), f"{FACH} § 3", f"{VERORDNUNG} § 1", directed=True) is None
        assert len(shortest_path(build(), f"{VERORDNUNG} § 1", FORM, directed=True)) == 2

    def test_types(self):
        assert shortest_path(build(), f"{FACH} § 3", FORM, types=["applies"]) is None

    def test_acts_are_no_way_through(self):
        graph = build((FACH, link(2, "mention", EU)), (VERFAHREN, link(4, "mention", EU)))
        assert shortest_path(graph, f"{VERFAHREN} § 5", f"{FACH} § 3") is None
        assert len(shortest_path(graph, f"{VERFAHREN} § 5", EU)) == 1

    def test_the_same_place_is_no_path(self):
        assert shortest_path(build(), FORM, FORM) == []


def test_chains_follow_references():
    (chain,) = chains(build(), VERFAHREN)
    assert [(link_.stage, link_.node.unit, link_.cited) for link_ in chain.links] == [
        ("application", "§ 1", True),
        ("decision", "§ 3", True),
        ("service", "§ 4", True),
    ]


def test_chains_fall_back_on_the_order_of_the_act():
    (chain,) = chains(build(), FACH)
    assert [(each.node.id, each.cited) for each in chain.links][:2] == [(f"{FACH} § 1", True), (f"{FACH} § 3", False)]


def test_cycles_are_exact_to_the_absatz():
    assert cycles(build()) == []
    other = build((VERFAHREN, link(1, "applies", FACH, "§", "2", absatz="1", to_absatz="1")))
    assert cycles(other) == []  # § 2 PrG pulls by its Absatz 2
    circle = build((VERFAHREN, link(1, "applies", FACH, "§", "2", absatz="1", to_absatz="2")))
    (found,) = cycles(circle)
    assert {step.source for step in found.steps} == {FORM, f"{FACH} § 2"}


def test_figures():
    figures = stats(build())
    assert figures["nodes"] == {"act": 4, "provision": 11}
    assert figures["by_relation"]["applies"] == 2
    assert (figures["other_act"], figures["eu"]) == (4, 1)
    assert figures["unresolved"] == {"missing": 1, "outside": 1, "repealed": 1}


def test_acts_seen_from_afar():
    seen = overview(build())
    assert seen.weights[FACH, VERFAHREN, "applies"] == 1
    assert {group.id: group.open for group in seen.groups}[VERFAHREN] == 3
    assert seen.groups[0].id == FACH  # most references
