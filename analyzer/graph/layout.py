"""Where nodes are drawn. Computed here and kept by the page, not in the browser: what was placed once never moves.

The neighbours of the first start lie on rings around it, those that refer to each other side by side. What is grown later
is set, one node after the other, on the best free place around the node it was grown from: near it, on the side where
there is room, near what else it is joined to, and so that its arrow runs over no other node.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

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
_STRETCH: Final = 1.12
_FIRST_RING: Final = 12
_ANGLES: Final = 28
_MORE_ANGLES: Final = 8
_SHIFT: Final = 0.618
"""Of a step, from ring to ring: places of one ring lie between those of the next."""
_RINGS_AT_ONCE: Final = 3
_TURN_COST: Final = 55.0
_PULL: Final = 0.35
_OVER_COST: Final = 150.0
_BESIDE: Final = 34.0
_LOOK: Final = (3 * _RING) ** 2
"""Square of the distance up to which nodes count when one looks for room."""


def lay_out(
    near: Neighbourhood, known: Positions | None = None, steps: Sequence[int] | None = None
) -> dict[str, Position]:
    """Place the nodes of a neighbourhood.

    Args:
        near: The neighbourhood.
        known: Positions given before; they come back unchanged.
        steps: Number of nodes after each step in which it was grown: those of a step are placed before those of the next,
            wherever they were grown from. All at once by default.

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
    for size in (*(steps or ()), len(ids)):
        _place(ids[:size], near.grown_from, joined, sheet)
    return {node: sheet.places[node] for node in ids}


def _place(ids: Sequence[str], grown_from: Mapping[str, str], joined: Mapping[str, set[str]], sheet: _Sheet) -> None:
    children: defaultdict[str, list[str]] = defaultdict(list)
    for node in ids:
        if node not in sheet.places:
            children[grown_from.get(node) or _anchor(node, joined, sheet)].append(node)
    if not children:
        return
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
    """Positions, and around each node that others were grown from the places that are still free."""

    def __init__(self, places: dict[str, Position]) -> None:
        self.places = places
        self._order = list(places.values())
        self._free: dict[str, _Free] = {}

    def put(self, node: str, place: Position) -> None:
        self.places[node] = place
        self._order.append(place)

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
        middle = self.places[parent]
        free = self._free.get(parent)
        if free is None:
            free = self._free[parent] = _Free(middle)
        drawn = [self.places[each] for each in joined.get(node, ()) if each != parent and each in self.places]
        self.put(node, free.best(self._order, self._away(*middle), drawn))

    def _away(self, x: float, y: float) -> float:
        """The direction in which there is most room around a place."""
        dx = dy = 0.0
        for other_x, other_y in self._order:
            to_x, to_y = x - other_x, y - other_y
            apart = to_x * to_x + to_y * to_y
            if 1 < apart < _LOOK:
                dx += to_x / apart
                dy += to_y / apart
        return math.atan2(dy, dx) if dx or dy else 0.0


class _Spot(NamedTuple):
    """A place around a node that may be taken.

    Attributes:
        place: Where it is.
        angle: In which direction.
        cost: What its distance costs.
    """

    place: Position
    angle: float
    cost: float


class _Free:
    """The free places around a node, ring after ring.

    What was placed since the last question takes some away. So asking costs the same however many nodes there are.
    """

    def __init__(self, middle: Position) -> None:
        self._middle = middle
        self._ring = 0
        self._seen = 0
        self._spots: list[_Spot] = []
        self._behind: set[Position] = set()

    def best(self, placed: Sequence[Position], away: float, drawn: Sequence[Position]) -> Position:
        """Give the best free place.

        Args:
            placed: All places that are taken, the oldest first; those of the last question are not looked at again.
            away: The direction to prefer.
            drawn: Places of the nodes it is joined to.
        """
        self._note(placed)
        while not self._spots:
            self._spots = list(_spots(self._middle, self._ring))
            self._ring += _RINGS_AT_ONCE
            self._seen = 0
            self._behind.clear()
            self._note(placed)
        return min(self._spots, key=lambda spot: self._cost(spot, away, drawn)).place

    def _note(self, placed: Sequence[Position]) -> None:
        spots, middle, behind = self._spots, self._middle, self._behind
        outer = _RING + self._ring * _NEXT_RING
        inner = outer - _RINGS_AT_ONCE * _NEXT_RING
        for point in placed[self._seen :]:
            apart = math.dist(point, middle)
            if inner - _APART * _WIDE < apart < outer * _STRETCH + _APART * _WIDE:
                x, y = point
                spots = [
                    spot
                    for spot in spots
                    if ((spot.place[0] - x) / _WIDE) ** 2 + (spot.place[1] - y) ** 2 >= _APART * _APART
                ]
            if 0 < apart < outer * _STRETCH + _BESIDE:
                behind |= {at for at, _, _ in spots if at not in behind and _lies_on(point, middle, at)}
        self._seen = len(placed)
        self._spots = spots

    def _cost(self, spot: _Spot, away: float, drawn: Sequence[Position]) -> float:
        turn = abs((spot.angle - away + math.pi) % (2 * math.pi) - math.pi)
        cost = spot.cost + _TURN_COST * turn
        if drawn:
            cost += _PULL * sum(math.dist(spot.place, other) for other in drawn) / len(drawn)
        return cost + _OVER_COST if spot.place in self._behind else cost


def _spots(middle: Position, first: int) -> Iterator[_Spot]:
    """Give places around a point, on some rings."""
    x, y = middle
    for ring in range(first, first + _RINGS_AT_ONCE):
        radius = _RING + ring * _NEXT_RING
        angles = _ANGLES + ring * _MORE_ANGLES
        for step in range(angles):
            angle = math.pi * 2 * (step + ring * _SHIFT % 1) / angles
            yield _Spot(
                _rounded(x + radius * _STRETCH * math.cos(angle), y + radius * math.sin(angle)), angle, radius * 0.7
            )


def _lies_on(place: Position, start: Position, end: Position) -> bool:
    """Say whether a node lies on the line between two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    part = ((place[0] - start[0]) * dx + (place[1] - start[1]) * dy) / length
    if not 0.05 < part < 0.95:  # noqa: PLR2004 - the ends themselves do not count
        return False
    return math.dist(place, (start[0] + part * dx, start[1] + part * dy)) < _BESIDE


def _rounded(x: float, y: float) -> Position:
    return round(x, 1), round(y, 1)
