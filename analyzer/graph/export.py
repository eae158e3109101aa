"""A neighbourhood as a file: GraphML for Gephi, yEd and networkx, JSON (node-link) for everything else."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any, BinaryIO, Final

import networkx as nx

from analyzer.graph.law import LawGraph
from analyzer.graph.layout import Positions
from analyzer.graph.near import Neighbourhood

_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def to_graphml(graph: LawGraph, near: Neighbourhood, stream: BinaryIO, positions: Positions | None = None) -> None:
    """Write GraphML, one edge a reference."""
    text = io.BytesIO()
    nx.write_graphml_xml(_multigraph(graph, near, positions), text)
    stream.write(text.getvalue())


def to_json(graph: LawGraph, near: Neighbourhood, positions: Positions | None = None) -> dict[str, Any]:
    """Give `{"nodes": […], "edges": […]}`, one edge a reference; keys as in GraphML."""
    net = _multigraph(graph, near, positions)
    return {
        "nodes": [{"id": node, **data} for node, data in net.nodes(data=True)],
        "edges": [{"source": source, "target": target, **data} for source, target, data in net.edges(data=True)],
    }


def _multigraph(graph: LawGraph, near: Neighbourhood, positions: Positions | None) -> nx.MultiDiGraph:
    net = nx.MultiDiGraph()
    for node in near.nodes:
        data: dict[str, Any] = {
            "label": _clean(node.label),
            "kind": node.kind,
            "act": node.doc,
            "law": _clean(node.law),
            "unit": _clean(node.unit),
            "heading": _clean(node.heading),
            "level": node.level,
            "repealed": node.repealed,
            "distance": near.distance[node.id],
            "findings_open": node.count("open"),
            "findings_resolved": node.count("resolved"),
            "findings_secondary": node.count("secondary"),
            "types": " ".join(sorted({kind for _, kind, status, _ in node.findings if status == "open"})),
        }
        if positions and node.id in positions:
            data["x"], data["y"] = positions[node.id]
        net.add_node(node.id, **data)
    for arrow in near.arrows:
        label: Mapping[str, str] = graph.labels.get(arrow.relation, {})
        for edge in arrow.references:
            net.add_edge(
                arrow.source,
                arrow.target,
                relation=arrow.relation,
                label=label.get("de", arrow.relation),
                words=_clean(edge.words),
                absatz=edge.absatz,
                satz=edge.satz,
                to_absatz=edge.to_absatz,
                to_satz=edge.to_satz,
            )
    return net


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
