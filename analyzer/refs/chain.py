"""Reads one citation chain: "§ 5 Absatz 1 Satz 2 und 3, Absatz 4 Nummer 2 Buchstabe a bis c".

A chain starts at a unit word and goes on as long as numbers, connectors and deeper units follow. Missing upper levels
are inherited from the place before ("Abs. 1 und 2 Nr. 1" is Absatz 1, and Absatz 2 Nummer 1). A number that begins the
next list item is never swallowed: chains stop at item boundaries.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from analyzer.refs.citation_words import (
    ARTICLE,
    CONNECTOR,
    FOLLOWING,
    KEYWORD,
    LEVEL,
    MAY_CONNECT,
    MAY_MEASURE,
    MAY_RANGE,
    MAY_REFINE,
    NUMBER,
    OF_ACT,
    OF_UNIT,
    ORDINAL_SIDE,
    ORDINAL_UNIT,
    ORDINALS,
    PART_OF_SENTENCE,
    QUANTITY,
    RANK,
    STRUCTURE,
    TO,
    UNITS,
)


@dataclass(slots=True)
class Place:
    """One cited place of a chain: levels in the order they were named, and where a range ends."""

    path: list[tuple[str, str]] = field(default_factory=list)
    range_level: str = ""
    range_to: str = ""

    def get(self, level: str) -> str:
        """Value of a level, or ""."""
        return next((value for name, value in self.path if name == level), "")

    @property
    def unit(self) -> tuple[str, str]:
        """The unit and its number; ("", "") for a relative place."""
        for step in self.path:
            if step[0] in UNITS:
                return step
        return "", ""


@dataclass(slots=True)
class Chain:
    """A chain as read: where it stands, its head, its places."""

    start: int
    end: int
    head: str
    places: list[Place]


def read_chain(text: str, start: int, breaks: frozenset[int], limit: int) -> Chain | None:
    """Read the chain that starts at a unit word.

    Args:
        text: The text.
        start: Position of the unit word, or of the ordinal before it.
        breaks: Offsets at which a list item begins.
        limit: End of the sentence.

    Returns:
        The chain, or `None` if no number follows the word.
    """
    reader = _Reader(text, breaks, limit)
    return reader.read(start)


class _Reader:
    def __init__(self, text: str, breaks: frozenset[int], limit: int) -> None:
        self.text = text
        self.breaks = breaks
        self.limit = limit

    def read(self, start: int) -> Chain | None:
        ordinal = ORDINAL_UNIT.match(self.text, start)
        if ordinal:
            level = ordinal["word"]
            places = [Place([(level, _ordinal_number(ordinal["ord"]))])]
            end = ordinal.end()
        else:
            keyword = self._keyword(start)
            if keyword is None:
                return None
            level, at = keyword
            first = self._number(level, at)
            if first is None:
                return None
            value, end = first
            places = [Place([(level, value)])]
        head = places[0].path[0][0]
        end = self._go_on(places, end)
        if head not in UNITS or head in STRUCTURE:
            places, end = self._of_unit(places, end)
        return Chain(start, end, head, places)

    def _go_on(self, places: list[Place], end: int) -> int:
        """Refine the last place or add further ones, as far as the text goes on."""
        while True:
            letter = self._next(end)
            if letter in MAY_RANGE:
                end = self._range(places[-1], end)
                letter = self._next(end)
            if letter == "f" and (following := FOLLOWING.match(self.text, end)):
                places[-1].path.append(("extra", following[1]))
                end = following.end()
                letter = self._next(end)
            if letter in MAY_REFINE:
                refined = self._refine(places[-1], end)
                if refined is not None:
                    end = refined
                    continue
            added = self._add(places, end)
            if added is None:
                return end
            end = added

    def _next(self, at: int) -> str:
        """The next letter behind blanks, "" at the end of the text: few patterns can begin with it, the others are not tried."""
        text = self.text
        letter = text[at : at + 1]
        while letter.isspace():
            at += 1
            letter = text[at : at + 1]
        return letter

    def _refine(self, place: Place, end: int) -> int | None:  # noqa: PLR0911 - one way out a construction
        at = self._skip_blank(end)
        if at is None:
            return None
        side = ORDINAL_SIDE.match(self.text, at)
        if side:
            word = side["word"].lower()
            level = (
                "halbsatz" if word.startswith("halbs") else "alternative" if word.startswith("alt") else "unterabsatz"
            )
            place.path.append((level, _ordinal_number(side["ord"])))
            return side.end()
        part = PART_OF_SENTENCE.match(self.text, at)
        if part:
            place.path.append(("extra", part[0]))
            return part.end()
        keyword = self._keyword(at)
        if keyword is None:
            return None
        level, behind = keyword
        if level in ("§", "Art", "Anlage", "Anhang", "Regel"):
            # "Artikel II § 12", "Anhang II § 4.01": the inner unit is kept as depth of its own
            if level != "§" or place.path[-1][0] not in ("Art", "Anhang", "Anlage"):
                return None
            found = self._number(level, behind)
            if found is None:
                return None
            place.path.append(("extra", f"§ {found[0]}"))
            return found[1]
        found = self._number(level, behind)
        if found is None:
            return None
        if level in UNITS:
            place.path.append(("extra", f"{level} {found[0]}"))
        else:
            place.path.append((level, found[0]))
        return found[1]

    def _add(self, places: list[Place], end: int) -> int | None:
        connector = CONNECTOR.match(self.text, end) if self._next(end) in MAY_CONNECT else None
        if connector is None or self._crosses(end, connector.end()):
            return None
        at = connector.end()
        article = ARTICLE.match(self.text, at)
        behind = article.end() if article else at
        keyword = self._keyword(behind)
        last = places[-1]
        if keyword is not None:
            level, number_at = keyword
            if level in UNITS or (places[0].path[0][0] == level and places[0].path[0][0] not in UNITS):
                return None  # a repeated head starts a reference of its own
            found = self._number(level, number_at)
            if found is None:
                return None
            places.append(Place([*_above(last.path, level), (level, found[0])]))
            return found[1]
        level = _last_level(last.path)
        found = self._number(level, at)
        if found is None or (level in ("Anlage", "Anhang") and not found[0]):
            return None
        places.append(Place([*_above(last.path, level), (level, found[0])]))
        return found[1]

    def _range(self, place: Place, end: int) -> int:
        to = TO.match(self.text, end)
        if to is None or self._crosses(end, to.end()):
            return end
        level = _last_level(place.path)
        at = to.end()
        keyword = self._keyword(at)
        if keyword is not None and keyword[0] == level:
            at = keyword[1]
        found = self._number(level, at)
        if found is None:
            return end
        place.range_level = "number" if level in UNITS else level
        place.range_to = found[0]
        return found[1]

    def _of_unit(self, places: list[Place], end: int) -> tuple[list[Place], int]:
        """Join "Nummer 32" and "der Anlage 1" to one place."""
        of = OF_UNIT.match(self.text, end)
        if of is None or self._crosses(end, of.end()):
            return places, end
        keyword = self._keyword(of.end())
        if keyword is None or keyword[0] in STRUCTURE:
            return places, end
        level, at = keyword
        found = self._number(level, at)
        if found is None and level == "Anhang":
            found = "", len(self.text[:at].rstrip())  # "Nummer 2 des Anhangs der Verordnung (EU) …"
            if not OF_ACT.match(self.text, found[1]):
                return places, end
        if found is None or (places[0].path[0][0] in STRUCTURE and level not in ("Anhang", "Anlage")):
            return places, end
        if places[0].path[0][0] in STRUCTURE:
            for place in places:
                place.path = [("extra", " ".join(place.path[0])), *place.path[1:]]
        outer = [Place([(level, found[0])])]
        outer_end = self._go_on(outer, found[1])
        if len(outer) != 1 or outer[0].range_level:
            outer_end, outer = found[1], [Place([(level, found[0])])]
        for place in places:
            place.path = [*outer[0].path, *place.path]
        return places, outer_end

    def _keyword(self, at: int) -> tuple[str, int] | None:
        found = KEYWORD.match(self.text, at)
        if found is None or found.end() > self.limit or found.lastgroup is None:
            return None
        behind = found.end()
        while behind < self.limit and self.text[behind] in " \xa0\t\n":
            behind += 1
        return LEVEL[found.lastgroup], behind

    def _number(self, level: str, at: int) -> tuple[str, int] | None:
        found = NUMBER[level].match(self.text, at)
        if found is None or not found[0] or found.end() > self.limit or at in self.breaks:
            return None
        if self._next(found.end()) in MAY_MEASURE and QUANTITY.match(self.text, found.end()):
            return None
        return found[0].replace(" ", ""), found.end()

    def _skip_blank(self, end: int) -> int | None:
        at = end
        while at < self.limit and self.text[at] in " \xa0\n":
            at += 1
        return None if at == end or self._crosses(end, at) else at

    def _crosses(self, start: int, end: int) -> bool:
        return any(at in self.breaks for at in range(start + 1, end + 1)) if self.breaks else False


def _last_level(path: list[tuple[str, str]]) -> str:
    return path[-1][0]


def _above(path: list[tuple[str, str]], level: str) -> list[tuple[str, str]]:
    """What a new value of `level` inherits: everything named before that level, or above its rank."""
    for index, (name, _) in enumerate(path):
        if name == level:
            return path[:index]
    rank = RANK.get(level, 9)
    return [(name, value) for name, value in path if name in UNITS or RANK.get(name, 9) < rank]


def _ordinal_number(word: str) -> str:
    return ORDINALS.get(word.lower(), word)
