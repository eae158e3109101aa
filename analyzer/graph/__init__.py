"""The reference graph of the law: who refers to whom, how, and what that carries along.

```python
graph = build_graph(acts, provisions, links, findings, register=register, relations=relations)
place = graph.find("§ 126 Abs. 1 BGB")                      # Place(node, absatz) or None
near = neighbourhood(graph, [place.node], direction="in")    # what to draw; grow it by giving more starts
pulled = reach(graph, place.node, place.absatz)              # who pulls the clause in, and by which path
positions = lay_out(near, known={})                          # {node id: (x, y)}; known positions stay
```

Rows come from `analyzer.store.references.ReferenceReading`; nothing here reads a database. Everything returned is a frozen
dataclass or a plain tuple, so that a page can be drawn without knowing networkx.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analyzer.graph.afar import act_overview, overview, stats
    from analyzer.graph.build import build_graph
    from analyzer.graph.circles import cycles
    from analyzer.graph.export import to_graphml, to_json
    from analyzer.graph.law import Edge, LawGraph, Node, Place
    from analyzer.graph.layout import lay_out
    from analyzer.graph.near import Arrow, Neighbourhood, neighbourhood
    from analyzer.graph.paths import shortest_path
    from analyzer.graph.procedure import Chain, chains
    from analyzer.graph.pulls import Pulled, Reach, Step, hot_spots, reach, reach_size

_HOME = {
    "Arrow": "near",
    "Chain": "procedure",
    "Edge": "law",
    "LawGraph": "law",
    "Neighbourhood": "near",
    "Node": "law",
    "Place": "law",
    "Pulled": "pulls",
    "Reach": "pulls",
    "Step": "pulls",
    "act_overview": "afar",
    "build_graph": "build",
    "chains": "procedure",
    "cycles": "circles",
    "hot_spots": "pulls",
    "lay_out": "layout",
    "neighbourhood": "near",
    "overview": "afar",
    "reach": "pulls",
    "reach_size": "pulls",
    "shortest_path": "paths",
    "stats": "afar",
    "to_graphml": "export",
    "to_json": "export",
}

__all__ = [
    "Arrow",
    "Chain",
    "Edge",
    "LawGraph",
    "Neighbourhood",
    "Node",
    "Place",
    "Pulled",
    "Reach",
    "Step",
    "act_overview",
    "build_graph",
    "chains",
    "cycles",
    "hot_spots",
    "lay_out",
    "neighbourhood",
    "overview",
    "reach",
    "reach_size",
    "shortest_path",
    "stats",
    "to_graphml",
    "to_json",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(f"analyzer.graph.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
