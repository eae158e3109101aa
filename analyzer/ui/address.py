"""What the address bar says: every filter, the page and the selection, by ids that do not depend on the language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal, get_args

from analyzer.model import OBSTACLE_TYPES, PROFILES, STATUSES, ObstacleType, Profile, Status
from analyzer.ui import graph_address, search_address
from analyzer.ui.graph_address import GraphAddress, graph_params, parse_graph
from analyzer.ui.origin import ORIGINS, Origin
from analyzer.ui.search_address import SearchAddress, parse_search, search_params

View = Literal["liste", "tabelle"]
Nearby = Literal["", "aehnlich", "geloest"]
NEARBY: Final[tuple[Nearby, ...]] = get_args(Nearby)
_MAX_TEXT: Final = 200


@dataclass(frozen=True, slots=True)
class Address:
    """State of the app that a link carries.

    Attributes:
        text: Words searched for (`q`).
        profile: Family of types (`profil`), `form` unless said otherwise.
        types: Types within it (`typ`), empty for all.
        statuses: Statuses (`status`), empty for all.
        act: Key of an act (`gesetz`), "" for all.
        engine: What found them (`verfahren`): a rule, or the classifier alone; "" for both.
        least: Least confidence in per cent (`sicherheit`), 0 for any.
        page: Page of the list, from 1 (`seite`).
        finding: Fingerprint of the selected finding (`befund`), or "".
        part: Part of a long act, from 1 (`teil`); 0 if not said.
        view: List or table (`ansicht`).
        nearby: What is shown of the selected finding (`neben`): itself, clauses like it, or how others solved it.
        lang: Language (`lang`).
        graph: What the page *Verweisgraph* shows; its address names this and the language, that of the others all else.
        search: What the page *Suche* shows; likewise.
    """

    text: str = ""
    profile: Profile = "form"
    types: tuple[ObstacleType, ...] = ()
    statuses: tuple[Status, ...] = ()
    act: str = ""
    engine: Origin = ""
    least: int = 0
    page: int = 1
    finding: str = ""
    part: int = 0
    view: View = "liste"
    nearby: Nearby = ""
    lang: str = "de"
    graph: GraphAddress = field(default_factory=GraphAddress)
    search: SearchAddress = field(default_factory=SearchAddress)


def parse(params: Mapping[str, str], lang: str = "de", page: str = "", known: Address | None = None) -> Address:
    """Read an address; what makes no sense is left at its default.

    Args:
        params: The query parameters.
        lang: Language where they name none.
        page: Path of the page.
        known: What was shown before; what the page's address does not speak of stays.

    Example:
        >>> parse({"typ": "signature,nonsense", "seite": "3"}).types
        ('signature',)
    """
    profile = params.get("profil", "form")
    named = params.get("lang", lang)
    spoken = named if named in {"de", "en"} else "de"
    if page == graph_address.PAGE:
        return replace(known or Address(), graph=parse_graph(params), lang=spoken)
    if page == search_address.PAGE:
        return replace(known or Address(), search=parse_search(params), lang=spoken)
    return Address(
        text=params.get("q", "")[:_MAX_TEXT],
        profile=profile if profile in PROFILES else "form",
        types=tuple(kind for kind in OBSTACLE_TYPES if kind in params.get("typ", "").split(",")),
        statuses=tuple(status for status in STATUSES if status in params.get("status", "").split(",")),
        act=params.get("gesetz", ""),
        engine=next((engine for engine in ORIGINS if engine == params.get("verfahren")), ""),
        least=min(100, _number(params.get("sicherheit", "0"))),
        page=max(1, _number(params.get("seite", "1"))),
        finding=params.get("befund", ""),
        part=max(0, _number(params.get("teil", "0"))),
        view="tabelle" if params.get("ansicht") == "tabelle" else "liste",
        nearby=next((view for view in NEARBY if view == params.get("neben")), ""),
        lang=spoken,
        graph=known.graph if known is not None else GraphAddress(),
        search=known.search if known is not None else SearchAddress(),
    )


def params_of(address: Address, lang: str = "de", page: str = "") -> dict[str, str]:
    """Write an address; defaults are left out, so that links stay short.

    Args:
        address: What to write.
        lang: Language that need not be named.
        page: Path of the page.

    Example:
        >>> params_of(Address(types=("signature",), page=3))
        {'typ': 'signature', 'seite': '3'}
    """
    spoken = {} if address.lang == lang else {"lang": address.lang}
    if page == graph_address.PAGE:
        return graph_params(address.graph) | spoken
    if page == search_address.PAGE:
        return search_params(address.search) | spoken
    named = {
        "q": address.text,
        "profil": "" if address.profile == "form" else address.profile,
        "typ": ",".join(address.types),
        "status": ",".join(address.statuses),
        "gesetz": address.act,
        "verfahren": address.engine,
        "sicherheit": str(address.least) if address.least else "",
        "seite": "" if address.page == 1 else str(address.page),
        "befund": address.finding,
        "teil": str(address.part) if address.part else "",
        "ansicht": "" if address.view == "liste" else address.view,
        "neben": address.nearby,
        "lang": "" if address.lang == lang else address.lang,
    }
    return {name: value for name, value in named.items() if value}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004 - any sane number
