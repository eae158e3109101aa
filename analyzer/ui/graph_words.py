"""The legend of the picture, and the words of its controls."""

from __future__ import annotations

from typing import Any, Final

from analyzer.ui.graph_shapes import outline
from analyzer.ui.look import MARKS
from analyzer.ui.words import Words

_SIZE: Final = 7.0
_LEVELS: Final = ("act", "ordinance", "eu", "other")


def legend(say: Words, *, far: bool = False) -> list[dict[str, Any]]:
    """Explain shapes, rings, sizes and arrows."""
    rows: list[dict[str, Any]] = [
        {
            "d": outline("square" if far else tone, _SIZE),
            "tone": tone,
            "ring": "",
            "word": mark.word(say.lang),
            "glyph": mark.glyph,
        }
        for tone, mark in MARKS.items()
    ]
    rows[-1]["word"] = say("graph_key_none")  # drawn alike
    square = "square" if far else "none"
    rows += [
        {
            "d": outline(square, 5.0),
            "tone": "none",
            "ring": "" if level == "act" else level,
            "word": say(f"graph_key_{level}"),
            "glyph": "",
        }
        for level in _LEVELS
    ]
    rows.append({"size": True, "word": say("graph_key_cited" if far else "graph_key_size")})
    if not far:
        rows.append({"strong": True, "word": say("graph_key_strong")})
    return rows


def legend_lines(say: Words) -> list[str]:
    """Explain the picture in lines of text, for the file."""
    shapes = ("graph_shape_form", "graph_shape_data", "graph_shape_judgement", "graph_shape_other")
    return [
        ", ".join(say(name) for name in shapes),
        ", ".join(say(f"graph_key_{level}") for level in _LEVELS),
        f"{say('graph_key_size')}. {say('graph_key_strong')}.",
    ]


def picture_words(say: Words) -> dict[str, str]:
    """Give the words of the picture's controls."""
    names = (
        "find",
        "find_hint",
        "fit",
        "nearer",
        "farther",
        "label",
        "help",
        "start_flag",
        "found_none",
        "legend_head",
    )
    return {name: say(f"graph_{name}") for name in names}
