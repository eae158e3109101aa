"""What the address of the page *Suche* says; ids and words only, nothing that depends on the language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from analyzer.model import OBSTACLE_TYPES, STATUSES, ObstacleType, Status
from analyzer.ui.origin import ORIGINS, Origin

PAGE: Final = "suche"
"""Path of the page."""
Mode = Literal["beides", "bedeutung", "wortlaut"]
Shown = Literal["klauseln", "familien"]
MODES: Final[tuple[Mode, ...]] = get_args(Mode)
SHOWN: Final[tuple[Shown, ...]] = get_args(Shown)
LONGEST: Final = 400
_DIGITS: Final = 9


@dataclass(frozen=True, slots=True)
class SearchAddress:
    """What the search page shows.

    Attributes:
        text: What is looked for (`q`).
        mode: Whether meaning, words or both decide (`suche`).
        shown: Clauses, or families of clauses (`zeige`).
        types: Types of findings (`typ`), empty for all.
        statuses: Their statuses (`status`), empty for all.
        act: Key of an act (`gesetz`), "" for all.
        engine: What found them (`verfahren`), "" for both.
        least: Their least confidence in per cent (`sicherheit`), 0 for any.
        solved: Whether only clauses that allow the digital way are shown (`geloest`).
        several: Whether only families that stand in several acts are shown (`mehrere`).
        chosen: The chosen clause or family (`treffer`), "" for the first.
        page: Page of the families, from 1 (`seite`).
    """

    text: str = ""
    mode: Mode = "beides"
    shown: Shown = "klauseln"
    types: tuple[ObstacleType, ...] = ()
    statuses: tuple[Status, ...] = ()
    act: str = ""
    engine: Origin = ""
    least: int = 0
    solved: bool = False
    several: bool = False
    chosen: str = ""
    page: int = 1


def parse_search(params: Mapping[str, str]) -> SearchAddress:
    """Read an address; what makes no sense is left at its default.

    Example:
        >>> parse_search({"q": "Antrag", "suche": "wortlaut", "typ": "signature,nonsense"}).types
        ('signature',)
    """
    return SearchAddress(
        text=params.get("q", "")[:LONGEST],
        mode=next((mode for mode in MODES if mode == params.get("suche")), "beides"),
        shown=next((shown for shown in SHOWN if shown == params.get("zeige")), "klauseln"),
        types=tuple(kind for kind in OBSTACLE_TYPES if kind in params.get("typ", "").split(",")),
        statuses=tuple(status for status in STATUSES if status in params.get("status", "").split(",")),
        act=params.get("gesetz", ""),
        engine=next((engine for engine in ORIGINS if engine == params.get("verfahren")), ""),
        least=min(100, _number(params.get("sicherheit", "0"))),
        solved=params.get("geloest") == "1",
        several=params.get("mehrere") == "1",
        chosen=params.get("treffer", ""),
        page=max(1, _number(params.get("seite", "1"))),
    )


def search_params(address: SearchAddress) -> dict[str, str]:
    """Write an address; defaults are left out.

    Example:
        >>> search_params(SearchAddress(text="Antrag", solved=True))
        {'q': 'Antrag', 'geloest': '1'}
    """
    named = {
        "q": address.text,
        "suche": "" if address.mode == "beides" else address.mode,
        "zeige": "" if address.shown == "klauseln" else address.shown,
        "typ": ",".join(address.types),
        "status": ",".join(address.statuses),
        "gesetz": address.act,
        "verfahren": address.engine,
        "sicherheit": str(address.least) if address.least else "",
        "geloest": "1" if address.solved else "",
        "mehrere": "1" if address.several else "",
        "treffer": address.chosen,
        "seite": "" if address.page == 1 else str(address.page),
    }
    return {name: value for name, value in named.items() if value}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0
