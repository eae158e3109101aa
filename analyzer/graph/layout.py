"""Where nodes are drawn. Computed here and stored by the page, not in the browser: what was placed once never moves.

New nodes are set on an arc around the node they were grown from, in the direction that is freest, and a few steps of a
spring layout let them give way to each other while everything that was there before stays fixed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

import networkx as nx

from analyzer.graph.near import Neighbourhood

Positions = Mapping[str, tuple[float, float]]

GAP: Final = 150.0
"""Least distance of two nodes; the unit of the page's picture, so that a label fits between them."""
_RING: Final = 190.0
_STEPS: Final = 12
_SEED: Final = 20261124
_FEW: Final = 2
_SPRING_LIMIT: Final = 300


def lay_out(near: Neighbourhood, known: Positions | None = None) -> dict[str, tuple[float, float]]:
    """Place the nodes of a neighbourhood.

    Args:
        near: The neighbourhood.
        known: Positions given before; they come back unchanged.

    Returns:
        Node → position, the first start at the origin unless it was placed before. The same input gives the same
        positions.
    """
    ids = [node.id for node in near.nodes]
    placed = {node: known[node] for node in ids if node in known} if known else {}
    if not ids:
        return {}
    if not placed:
        placed[ids[0]] = (0.0, 0.0)
    fixed = frozenset(placed)
    children: dict[str, list[str]] = {}
    for node in ids:
        if node not in placed:
            children.setdefault(near.grown_from.get(node) or _anchor(node, near, placed), []).append(node)
    for parent in ids:  # parents come before what was grown from them
        if children.get(parent):
            if parent not in placed:
                placed[parent] = _free_place(placed)
            _fan_out(parent, children[parent], placed)
    new = [node for node in ids if node not in fixed]
    if len(new) > _FEW and len(ids) <= _SPRING_LIMIT:
        placed = _relaxed(near, ids, placed, fixed)
    return _apart(placed, new)


def _anchor(node: str, near: Neighbourhood, placed: Positions) -> str:
    """A start that was added by hand is set beside a neighbour that is drawn already."""
    for arrow in near.arrows:
        if arrow.source == node and arrow.target in placed:
            return arrow.target
        if arrow.target == node and arrow.source in placed:
            return arrow.source
    return next(iter(placed))


def _fan_out(parent: str, children: Sequence[str], placed: dict[str, tuple[float, float]]) -> None:
    """Set children on rings around their parent, away from where most of the picture lies."""
    x, y = placed[parent]
    others = [place for node, place in placed.items() if node != parent]
    if others:
        away = math.atan2(
            y - sum(place[1] for place in others) / len(others), x - sum(place[0] for place in others) / len(others)
        )
        spread = math.pi * 1.1
    else:
        away, spread = 0.0, 2 * math.pi
    ring, at = 1, 0
    while at < len(children):
        radius = _RING * ring
        room = max(1, int(spread * radius / GAP))
        some = children[at : at + room]
        for index, child in enumerate(some):
            part = (index + 0.5) / len(some) - 0.5
            angle = away + part * spread
            placed[child] = (x + radius * math.cos(angle), y + radius * math.sin(angle))
        at += room
        ring += 1


def _free_place(placed: Positions) -> tuple[float, float]:
    return (max(place[0] for place in placed.values()) + _RING, 0.0) if placed else (0.0, 0.0)


def _relaxed(
    near: Neighbourhood, ids: Sequence[str], placed: Positions, fixed: frozenset[str]
) -> dict[str, tuple[float, float]]:
    net = nx.Graph()
    net.add_nodes_from(ids)
    net.add_edges_from((arrow.source, arrow.target) for arrow in near.arrows)
    net.add_edges_from(near.grown_from.items())
    # networkx sees distances of about 1; the rest is scale.
    scaled = {node: (x / _RING, y / _RING) for node, (x, y) in placed.items()}
    found = nx.spring_layout(net, k=1.0, pos=scaled, fixed=sorted(fixed), iterations=_STEPS, seed=_SEED)
    return {
        node: placed[node] if node in fixed else (float(x) * _RING, float(y) * _RING) for node, (x, y) in found.items()
    }


def _apart(placed: dict[str, tuple[float, float]], new: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Move new nodes outward until none lies on another; a grid of cells keeps this linear."""
    moving = set(new)
    cells: dict[tuple[int, int], list[str]] = {}
    for node, (x, y) in placed.items():
        if node not in moving:
            cells.setdefault(_cell(x, y), []).append(node)
    for node in new:
        x, y = placed[node]
        for turn in range(400):
            angle, radius = turn * 2.399963, GAP * 0.35 * math.sqrt(turn)  # a sunflower spiral covers the plane evenly
            here = (x + radius * math.cos(angle), y + radius * math.sin(angle))
            if not _close(here, placed, cells):
                placed[node] = here
                break
        cells.setdefault(_cell(*placed[node]), []).append(node)
    return {node: (round(x, 1), round(y, 1)) if node in moving else (x, y) for node, (x, y) in placed.items()}


def _close(here: tuple[float, float], placed: Positions, cells: Mapping[tuple[int, int], Sequence[str]]) -> bool:
    column, row = _cell(*here)
    return any(
        math.dist(here, placed[node]) < GAP * 0.6
        for dx in (-1, 0, 1)
        for dy in (-1, 0, 1)
        for node in cells.get((column + dx, row + dy), ())
    )


def _cell(x: float, y: float) -> tuple[int, int]:
    return int(x // GAP), int(y // GAP)
