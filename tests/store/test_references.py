"""References in the store: written with a run, read back as rows, and built into a graph."""

from __future__ import annotations

import pytest

from analyzer.errors import StoreError
from analyzer.graph import neighbourhood, reach
from analyzer.model import RunReport
from analyzer.read import read_statute
from analyzer.refs import packaged_register
from analyzer.store import RunWriter, newest_run, open_memory, open_store
from analyzer.store.graphs import load_graph
from analyzer.store.references import ReferenceReading
from analyzer.store.rows import rows_of, rows_with_references
from tests.acts import write_act

TEXTS = ("Der Antrag ist schriftlich zu stellen.", "§ 1 gilt entsprechend.", "Es gilt § 99 und § 33 VwVfG.")


@pytest.fixture
def store(tmp_path):
    statute = read_statute(write_act(tmp_path, "T1", *TEXTS, law="TestG"))
    made = open_memory()
    with RunWriter(made) as writer:
        writer.add_rows(rows_with_references(statute, ()))
        writer.finish(RunReport(acts=1))
    yield made
    made.close()


def test_rows_come_back(store):
    reading = ReferenceReading(store, newest_run(store))
    links = [link for _, link in reading.links()]
    assert [(link.position, link.relation, link.unit, link.number) for link in links] == [
        (1, "applies_mutatis_mutandis", "§", "1"),
        (2, "applies", "§", "99"),
        (2, "applies", "§", "33"),
    ]
    assert reading.links_of("T1", 1) == links[:1]
    assert reading.links_to("T1", "§", "1") == [("T1", links[0])]
    assert [act.abbreviation for act in reading.acts(packaged_register())] == ["TestG"]
    assert [row.unit for row in reading.provisions()] == ["§ 1", "§ 2", "§ 3"]


def test_a_graph_is_built_from_them(store):
    graph = load_graph(store, newest_run(store))
    place = graph.find("§ 1 TestG")
    assert [each.node.label for each in reach(graph, place.node).pulled] == ["§ 2 TestG"]
    assert "§ 33 VwVfG" in [node.label for node in neighbourhood(graph, ["T1 § 3"]).nodes]


def test_a_run_without_references_says_what_to_do(tmp_path):
    statute = read_statute(write_act(tmp_path, "T1", *TEXTS))
    with RunWriter(tmp_path / "old.db") as writer:
        writer.add_rows(rows_of(statute, ()))
        writer.finish(RunReport(acts=1))
    made = open_store(tmp_path / "old.db")
    with pytest.raises(StoreError, match="keine Verweise"):
        load_graph(made, newest_run(made))
    made.close()
