"""GraphML and JSON hold the same nodes and edges, and survive characters that XML forbids."""

from __future__ import annotations

import io
import json

import networkx as nx

from analyzer.graph import lay_out, neighbourhood, to_graphml, to_json
from tests.graph.making import FACH, VERFAHREN, build, link

FORM = f"{VERFAHREN} § 2"


def test_graphml_reads_back():
    graph = build((FACH, link(1, "mention", VERFAHREN, "§", "2", words="§\x02 2 <&>")))
    near = neighbourhood(graph, [FORM])
    stream = io.BytesIO()
    to_graphml(graph, near, stream, lay_out(near))
    back = nx.parse_graphml(stream.getvalue().decode("utf-8"), force_multigraph=True)
    assert set(back) == {node.id for node in near.nodes}
    assert back.nodes[FORM]["findings_open"] == 3
    assert back.nodes[FORM]["x"] == 0.0
    words = {data["words"] for _, _, data in back.edges(data=True)}
    assert "§\ufffd 2 <&>" in words


def test_json_has_one_edge_a_reference():
    graph = build()
    near = neighbourhood(graph, [FORM])
    data = json.loads(json.dumps(to_json(graph, near)))
    assert len(data["edges"]) == 3
    edge = next(edge for edge in data["edges"] if edge["relation"] == "applies_mutatis_mutandis")
    assert (edge["label"], edge["absatz"], edge["to_absatz"]) == ("gilt entsprechend", "2", "1")
