"""What the address of the page *Verweisgraph* says; ids and citations only, nothing that depends on the language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, get_args

from analyzer.graph.near import Direction
from analyzer.rulebook.relations import RelationType

PAGE: Final = "verweisgraph"
"""Path of the page."""
RELATIONS: Final[tuple[RelationType, ...]] = get_args(RelationType)
DEPTHS: Final = (1, 2, 3)
_BETWEEN: Final = "~"
_DIRECTIONS: Final[dict[str, Direction]] = {"beide": "both", "hinaus": "out", "herein": "in"}
_NAMES: Final = {direction: name for name, direction in _DIRECTIONS.items()}
_LONGEST: Final = 200
_MOST_OPENED: Final = 120


@dataclass(frozen=True, slots=True)
class GraphAddress:
    """What the graph page shows.

    Attributes:
        start: A citation as lawyers write it, the id of a node, the fingerprint of a finding, or an act (`start`);
            "" for the whole corpus.
        direction: Which references are followed (`richtung`).
        relations: Kinds of references (`typ`), empty for all.
        depth: Steps shown around the start (`tiefe`).
        opened: Ids of nodes that were grown, in the order of the clicks (`offen`): each time one is named, twelve more
            of its neighbours are shown; a node that was not in the picture is only added to it the first time.
        chosen: Id of the node whose text is shown beside the picture (`vorschrift`); "" for the start.
        goal: Where a path shall lead (`bis`), written like `start`; "" for none.
    """

    start: str = ""
    direction: Direction = "both"
    relations: tuple[RelationType, ...] = ()
    depth: int = 1
    opened: tuple[str, ...] = ()
    chosen: str = ""
    goal: str = ""


def parse_graph(params: Mapping[str, str]) -> GraphAddress:
    """Read an address; what makes no sense is left at its default.

    Example:
        >>> parse_graph({"start": "§ 35a VwVfG", "tiefe": "9", "typ": "applies,nonsense"}).relations
        ('applies',)
    """
    named = params.get("typ", "").split(",")
    depth = params.get("tiefe", "1")
    return GraphAddress(
        start=params.get("start", "").strip()[:_LONGEST],
        direction=_DIRECTIONS.get(params.get("richtung", ""), "both"),
        relations=tuple(relation for relation in RELATIONS if relation in named),
        depth=int(depth) if depth in {"1", "2", "3"} else 1,
        opened=tuple(node for node in params.get("offen", "").split(_BETWEEN) if node)[:_MOST_OPENED],
        chosen=params.get("vorschrift", ""),
        goal=params.get("bis", "").strip()[:_LONGEST],
    )


def graph_params(address: GraphAddress) -> dict[str, str]:
    """Write an address; defaults are left out.

    Example:
        >>> graph_params(GraphAddress(start="§ 35 VwVfG", direction="in", opened=("A § 1", "B § 2")))
        {'start': '§ 35 VwVfG', 'richtung': 'herein', 'offen': 'A § 1~B § 2'}
    """
    named = {
        "start": address.start,
        "richtung": "" if address.direction == "both" else _NAMES[address.direction],
        "tiefe": "" if address.depth == 1 else str(address.depth),
        "typ": ",".join(address.relations),
        "offen": _BETWEEN.join(address.opened),
        "vorschrift": address.chosen,
        "bis": address.goal,
    }
    return {name: value for name, value in named.items() if value}
