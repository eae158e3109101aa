"""The picture as a file: SVG with the same shapes as on the screen, in the colours of the light theme, nothing loaded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Final

from analyzer.ui.graph_shapes import Dot, Line, Picture

FILL: Final = {
    "form": "#7f1d1d",
    "data": "#c99a00",
    "judgement": "#5b4a9e",
    "resolved": "#006b5b",
    "mentioned": "#b8c0cc",
    "none": "#b8c0cc",
}
"""As in `parts/graph.css`."""
RING: Final = {"ordinance": "5 3", "treaty": "1.5 3", "other": "1.5 3", "eu": ""}
_INK: Final = "#14181f"
_LINE: Final = "#6b7686"
_STRONG: Final = "#1f2a37"
_FOCUS: Final = "#0b4f8a"
_LEGEND_ROW: Final = 20
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def to_svg(picture: Picture, title: str, legend: Sequence[str]) -> bytes:
    """Write the picture.

    Args:
        picture: What to draw.
        title: Its title, for readers of all kinds.
        legend: Lines written below it.
    """
    left, top, width, height = picture.box
    width, height = max(width, 480.0), max(height, 120.0)
    below = _LEGEND_ROW * (len(legend) + 1)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {top} {width:.1f} {height + below:.1f}" width="{width:.0f}" '
            f'height="{height + below:.0f}" role="img" font-family="Source Sans 3, Source Sans Pro, Arial, sans-serif">'
        ),
        f"<title>{_text(title)}</title>",
        f'<rect x="{left}" y="{top}" width="100%" height="100%" fill="#ffffff"/>',
        *map(_line, picture.lines),
        *(_reason(line) for line in picture.lines if line.label),
        *map(_dot, picture.dots),
    ]
    parts += [
        f'<text x="{left + 16:.1f}" y="{top + height + _LEGEND_ROW * (n + 0.6):.1f}" font-size="12" fill="{_INK}">{_text(words)}</text>'
        for n, words in enumerate([title, *legend])
    ]
    return "\n".join([*parts, "</svg>\n"]).encode("utf-8")


def _line(line: Line) -> str:
    ink = _STRONG if line.strong else _LINE
    return (
        f'<g><title>{_text(line.say)}</title><path d="{line.d}" fill="none" stroke="{ink}" stroke-width="{line.width}"/>'
        f'<path d="{line.tip}" fill="{ink}"/></g>'
    )


def _reason(line: Line) -> str:
    return (
        f'<text transform="translate({line.x} {line.y}) rotate({line.angle})" y="3.5" text-anchor="middle" font-size="11" '
        f'fill="{_INK}" stroke="#ffffff" stroke-width="3" paint-order="stroke">{_text(line.label)}</text>'
    )


def _dot(dot: Dot) -> str:
    parts = [f'<g transform="translate({dot.x} {dot.y})"><title>{_text(dot.say)}</title>']
    if dot.start:
        parts.append(f'<circle r="{dot.r + 10}" fill="none" stroke="{_FOCUS}" stroke-width="3"/>')
    if dot.ring:
        dashes = RING[dot.ring]
        dash = f' stroke-dasharray="{dashes}"' if dashes else ""
        parts.append(f'<circle r="{dot.r + 5}" fill="none" stroke="{_INK}" stroke-width="1.6"{dash}/>')
    parts.append(f'<path d="{dot.d}" fill="{FILL[dot.tone]}" stroke="{_INK}" stroke-width="1"/>')
    if dot.glyph:
        ink = "#14181f" if dot.tone in {"data", "mentioned"} else "#ffffff"
        parts.append(
            f'<text y="5" text-anchor="middle" font-size="14" font-weight="700" fill="{ink}">{_text(dot.glyph)}</text>'
        )
    y = dot.r + (22 if dot.ring else 17)
    halo = 'stroke="#ffffff" stroke-width="3" paint-order="stroke"'
    parts.append(
        f'<text y="{y:.1f}" text-anchor="middle" font-size="13" fill="{_INK}" {halo}>{_text(dot.label)}</text>'
    )
    if dot.note:
        parts.append(
            f'<text y="{y + 14:.1f}" text-anchor="middle" font-size="11" fill="#4a5563" {halo}>{_text(dot.note)}</text>'
        )
    return "".join([*parts, "</g>"])


def _text(words: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", words))
