"""The plain shapes of a picture: outlines of nodes, lines and heads of arrows, as SVG paths."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

NodeTone = Literal["form", "data", "judgement", "resolved", "mentioned", "none"]
MARGIN: Final = 70.0
LEAST: Final = 14.0
MOST: Final = 38.0
_BEND: Final = 22.0
_TIP: Final = 9.0


class Dot(NamedTuple):
    """A node of the picture.

    Attributes:
        id: Its id.
        x: Middle.
        y: Middle.
        r: Radius.
        d: Outline around the middle, as an SVG path.
        ring: Level of the norm that its ring shows, "" for none.
        tone: Family of its open findings.
        glyph: Sign in the middle.
        label: Citation.
        note: Second line.
        more: Neighbours that are not in the picture, "" for none.
        start: Whether the picture was grown from it.
        say: What a screen reader says, and the tip.
    """

    id: str
    x: float
    y: float
    r: float
    d: str
    ring: str
    tone: NodeTone
    glyph: str
    label: str
    note: str
    more: str
    start: bool
    say: str


class Line(NamedTuple):
    """An arrow of the picture.

    Attributes:
        source: Id of the citing node.
        target: Id of the cited node.
        d: Its line, as an SVG path.
        tip: Its head, as an SVG path.
        label: Why it exists.
        x: Middle of the label.
        y: Middle of the label.
        angle: Turn of the label in degrees.
        strong: Whether it pulls the cited clause in.
        width: Width of the line.
        say: The tip: who, why, whom, in which words.
    """

    source: str
    target: str
    d: str
    tip: str
    label: str
    x: float
    y: float
    angle: float
    strong: bool
    width: float
    say: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn.

    Attributes:
        dots: Nodes, the start first.
        lines: Arrows.
        box: Left, top, width, height of all of it.
    """

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    box: tuple[float, float, float, float]

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data for the browser."""
        return {
            "dots": [dot._asdict() for dot in self.dots],
            "lines": [line._asdict() for line in self.lines],
            "box": list(self.box),
        }


def line_between(a: Dot, b: Dot, label: str, strong: bool, width: float, said: str, both: bool) -> Line:
    """Draw an arrow from one node to another; bent where one leads back (`both`), so that the two do not cover each other."""
    dx, dy = b.x - a.x, b.y - a.y
    apart = math.hypot(dx, dy) or 1.0
    ux, uy = dx / apart, dy / apart
    bend = _BEND if both else 0.0
    # The control point of a quadratic curve lies twice as far out as the curve's middle.
    cx, cy = (a.x + b.x) / 2 - uy * 2 * bend, (a.y + b.y) / 2 + ux * 2 * bend
    x1, y1 = _toward(a.x, a.y, cx, cy, _border(a))
    x2, y2 = _toward(b.x, b.y, cx, cy, _border(b) + 2)
    back = math.hypot(cx - x2, cy - y2) or 1.0
    bx, by = (cx - x2) / back, (cy - y2) / back
    base_x, base_y = x2 + bx * _TIP, y2 + by * _TIP
    half = _TIP * 0.42
    tip = f"M{x2:.1f} {y2:.1f}L{base_x - by * half:.1f} {base_y + bx * half:.1f}L{base_x + by * half:.1f} {base_y - bx * half:.1f}Z"
    curve = f"Q{cx:.1f} {cy:.1f} " if both else "L"
    mid_x, mid_y = (x1 + base_x) / 2 - uy * bend, (y1 + base_y) / 2 + ux * bend
    angle = math.degrees(math.atan2(dy, dx))
    if angle > 90 or angle <= -90:  # noqa: PLR2004 - upside down
        angle += 180 if angle < 0 else -180
    return Line(
        a.id, b.id, f"M{x1:.1f} {y1:.1f}{curve}{base_x:.1f} {base_y:.1f}", tip, label,
        round(mid_x, 1), round(mid_y, 1), round(angle, 1), strong, width, said,
    )  # fmt: skip


def _border(dot: Dot) -> float:
    return dot.r + (6.0 if dot.ring else 2.0)


def _toward(x: float, y: float, to_x: float, to_y: float, far: float) -> tuple[float, float]:
    apart = math.hypot(to_x - x, to_y - y) or 1.0
    return x + (to_x - x) / apart * far, y + (to_y - y) / apart * far


def drawn(dots: tuple[Dot, ...], lines: tuple[Line, ...]) -> Picture:
    """Put nodes and arrows together, with the box that holds them."""
    if not dots:
        return Picture((), (), (0.0, 0.0, 0.0, 0.0))
    left = min(dot.x - dot.r for dot in dots) - MARGIN
    right = max(dot.x + dot.r for dot in dots) + MARGIN
    top = min(dot.y - dot.r for dot in dots) - MARGIN / 2
    bottom = max(dot.y + dot.r for dot in dots) + MARGIN * 0.8
    return Picture(dots, lines, (round(left, 1), round(top, 1), round(right - left, 1), round(bottom - top, 1)))


def outline(shape: str, r: float) -> str:
    """Give a shape around the origin as an SVG path.

    Args:
        shape: A tone (form: octagon, data: diamond, judgement: triangle, others: circle), "square" or "tile".
        r: Its radius.
    """
    if shape == "form":
        return _polygon(8, r * 1.06, math.pi / 8)
    if shape == "data":
        return _polygon(4, r * 1.2, 0.0)
    if shape == "judgement":
        return _polygon(3, r * 1.28, -math.pi / 2)
    if shape in {"square", "tile"}:
        w, h, c = (r, r, 3.0) if shape == "square" else (r * 1.25, r * 0.8, r * 0.35)
        return (
            f"M{c - w:.1f} {-h:.1f}H{w - c:.1f}Q{w:.1f} {-h:.1f} {w:.1f} {c - h:.1f}V{h - c:.1f}Q{w:.1f} {h:.1f} {w - c:.1f} {h:.1f}"
            f"H{c - w:.1f}Q{-w:.1f} {h:.1f} {-w:.1f} {h - c:.1f}V{c - h:.1f}Q{-w:.1f} {-h:.1f} {c - w:.1f} {-h:.1f}Z"
        )
    return f"M{-r:.1f} 0A{r:.1f} {r:.1f} 0 1 1 {r:.1f} 0A{r:.1f} {r:.1f} 0 1 1 {-r:.1f} 0Z"


def _polygon(corners: int, r: float, turn: float) -> str:
    points = (
        (r * math.cos(turn + 2 * math.pi * n / corners), r * math.sin(turn + 2 * math.pi * n / corners))
        for n in range(corners)
    )
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"
