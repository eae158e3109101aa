"""Where nodes are drawn. Computed here and kept by the page, not in the browser: what was placed once never moves.

The neighbours of the first start lie on rings around it, those that refer to each other side by side. What is grown later
is set, one node after the other, on the best free place around the node it was grown from: near it, on the side where
there is room, near what else it is joined to, and so that its arrow runs over no other node.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from analyzer.graph.near import Neighbourhood

Position = tuple[float, float]
Positions = Mapping[str, Position]

GAP: Final = 150.0
"""Distance of two nodes that leaves room for a reason on the arrow between them; the unit of the page's picture."""
_RING: Final = 176.0
_NEXT_RING: Final = 84.0
_APART: Final = 86.0
"""Least distance of two nodes one above the other; side by side they need room for their labels."""
_WIDE: Final = 1.28
_FIRST_RING: Final = 12
_ANGLES: Final = 28
_MORE_ANGLES: Final = 8
_SHIFT: Final = 0.618
"""Of a step, from ring to ring: places of one ring lie between those of the next."""
_RINGS_AT_ONCE: Final = 3
_MOST_RINGS: Final = 60
_TURN_COST: Final = 55.0
_PULL: Final = 0.35
_OVER_COST: Final = 150.0
_BESIDE: Final = 34.0


def lay_out(near: Neighbourhood, known: Positions | None = None) -> dict[str, Position]:
    """Place the nodes of a neighbourhood.

    Args:
        near: The neighbourhood.
        known: Positions given before; they come back unchanged.

    Returns:
        Node → position, the first start at the origin unless it was placed before. The same input gives the same
        positions.
    """
    ids = [node.id for node in near.nodes]
    if not ids:
        return {}
    sheet = _Sheet({node: known[node] for node in ids if node in known} if known else {})
    if not sheet.places:
        sheet.put(ids[0], (0.0, 0.0))
    joined = _joined(near)
    children: defaultdict[str, list[str]] = defaultdict(list)
    for node in ids:
        if node not in sheet.places:
            children[near.grown_from.get(node) or _anchor(node, joined, sheet)].append(node)
    for parent in ids:  # parents come before what was grown from them
        if parent not in children:
            continue
        if parent not in sheet.places:
            sheet.settle(parent, next(iter(sheet.places)), joined)
        some = _side_by_side(children[parent], joined)
        if len(sheet.places) == 1:
            sheet.surround(parent, some)
        else:
            for node in some:
                sheet.settle(node, parent, joined)
    return {node: sheet.places[node] for node in ids}


def _joined(near: Neighbourhood) -> dict[str, set[str]]:
    joined: defaultdict[str, set[str]] = defaultdict(set)
    pairs = [(arrow.source, arrow.target) for arrow in near.arrows] + list(near.grown_from.items())
    for one, other in pairs:
        joined[one].add(other)
        joined[other].add(one)
    return joined


def _anchor(node: str, joined: Mapping[str, set[str]], sheet: _Sheet) -> str:
    """A start that was added by hand is set beside a neighbour that is drawn already."""
    return next((each for each in sheet.places if each in joined.get(node, ())), next(iter(sheet.places)))


def _side_by_side(nodes: Sequence[str], joined: Mapping[str, set[str]]) -> list[str]:
    """Order nodes so that those joined to each other follow each other, else as they come."""
    left = list(nodes)
    order: list[str] = []
    while left:
        before = order[-1] if order else ""
        at = next((i for i, node in enumerate(left) if before in joined.get(node, ())), 0)
        order.append(left.pop(at))
    return order


class _Sheet:
    """Positions, with a grid of cells so that asking what is near costs the same however many there are."""

    def __init__(self, places: dict[str, Position]) -> None:
        self.places: dict[str, Position] = {}
        self._cells: defaultdict[tuple[int, int], list[Position]] = defaultdict(list)
        self._open_ring: dict[str, int] = {}  # rings further in are full, and what is taken stays taken
        for node, place in places.items():
            self.put(node, place)

    def put(self, node: str, place: Position) -> None:
        self.places[node] = place
        self._cells[_cell(place)].append(place)

    def surround(self, middle: str, nodes: Sequence[str]) -> None:
        """Set nodes on rings around one that stands alone."""
        x, y = self.places[middle]
        at = ring = 0
        while at < len(nodes):
            radius = _RING + ring * GAP * 0.8
            room = _FIRST_RING + 8 * ring
            some = nodes[at : at + room]
            for index, node in enumerate(some):
                angle = 2 * math.pi * (index + 0.5 * (ring % 2)) / len(some) - math.pi / 2
                self.put(node, _rounded(x + radius * _WIDE * math.cos(angle), y + radius * math.sin(angle)))
            at += room
            ring += 1

    def settle(self, node: str, parent: str, joined: Mapping[str, set[str]]) -> None:
        """Set a node on the best free place around another."""
        x, y = self.places[parent]
        away = self._away(x, y)
        drawn = [self.places[each] for each in joined.get(node, ()) if each != parent and each in self.places]
        for first in range(self._open_ring.get(parent, 0), _MOST_RINGS, _RINGS_AT_ONCE):
            best: tuple[float, Position] | None = None
            radius = _RING + (first + _RINGS_AT_ONCE) * _NEXT_RING
            around = list(self._within(x, y, radius))
            for here, cost in _candidates(x, y, away, first):
                if best is not None and cost >= best[0]:
                    continue
                if self._is_taken(here):
                    continue
                whole = cost + _PULL * sum(math.dist(here, other) for other in drawn) / max(1, len(drawn))
                if any(_lies_on(other, (x, y), here) for other in around):
                    whole += _OVER_COST
                if best is None or whole < best[0]:
                    best = (whole, here)
            if best is not None:
                self.put(node, best[1])
                return
            self._open_ring[parent] = first + _RINGS_AT_ONCE
        self.put(node, _rounded(x + _RING * (_MOST_RINGS + len(self.places)), y))

    def _away(self, x: float, y: float) -> float:
        """The direction in which there is most room around a place."""
        dx = dy = 0.0
        for other_x, other_y in self._within(x, y, 3 * _RING):
            apart = math.hypot(x - other_x, y - other_y)
            if apart > 1:
                dx += (x - other_x) / apart**2
                dy += (y - other_y) / apart**2
        step = 2 * math.pi / _ANGLES
        return round(math.atan2(dy, dx) / step) * step if dx or dy else 0.0

    def _within(self, x: float, y: float, radius: float) -> Iterator[Position]:
        left, top = _cell((x - radius, y - radius))
        right, bottom = _cell((x + radius, y + radius))
        if (right - left) * (bottom - top) > len(self._cells):
            yield from (place for place in self.places.values() if math.dist(place, (x, y)) <= radius)
            return
        for column in range(left, right + 1):
            for row in range(top, bottom + 1):
                yield from (place for place in self._cells.get((column, row), ()) if math.dist(place, (x, y)) <= radius)

    def _is_taken(self, here: Position) -> bool:
        column, row = _cell(here)
        return any(
            math.hypot((here[0] - x) / _WIDE, here[1] - y) < _APART
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for x, y in self._cells.get((column + dx, row + dy), ())
        )


def _candidates(x: float, y: float, away: float, first: int) -> Iterator[tuple[Position, float]]:
    """Give places around a point with what they cost: far is dear, and so is turning back."""
    for ring in range(first, first + _RINGS_AT_ONCE):
        radius = _RING + ring * _NEXT_RING
        angles = _ANGLES + ring * _MORE_ANGLES
        for step in range(angles):
            turn = math.pi * 2 * ((step + ring * _SHIFT % 1) / angles - 0.5)
            angle = away + turn
            here = _rounded(x + radius * 1.12 * math.cos(angle), y + radius * math.sin(angle))
            yield here, radius * 0.7 + _TURN_COST * abs(turn)


def _lies_on(place: Position, start: Position, end: Position) -> bool:
    """Say whether a node lies on the line between two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    part = ((place[0] - start[0]) * dx + (place[1] - start[1]) * dy) / length
    if not 0.05 < part < 0.95:  # noqa: PLR2004 - the ends themselves do not count
        return False
    return math.dist(place, (start[0] + part * dx, start[1] + part * dy)) < _BESIDE


def _cell(place: Position) -> tuple[int, int]:
    return int(place[0] // GAP), int(place[1] // GAP)


def _rounded(x: float, y: float) -> Position:
    return round(x, 1), round(y, 1)
