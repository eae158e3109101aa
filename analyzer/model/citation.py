"""A citation as a value that parses and prints.

Two printed forms: sortable, law first ("BGB § 126 Abs. 3 Satz 1 Nr. 2"), and as lawyers write it, law last
("§ 126 Abs. 3 Satz 1 Nr. 2 BGB"). Depth below the sentence follows the Handbuch der Rechtsförmlichkeit: Nummer,
Buchstabe, Doppelbuchstabe, Dreifachbuchstabe; dashes are counted as Spiegelstrich.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_ITEM_WORD: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("Nr.", re.compile(r"(?:\d+(?:\.\d+)*[a-z]{0,3}|[IVXLC]+|[A-Z])\Z")),
    ("Buchst.", re.compile(r"[a-zäöü]\d?\Z")),
    ("Doppelbuchst.", re.compile(r"([a-z])\1\Z")),
    ("Dreifachbuchst.", re.compile(r"([a-z])\1\1\Z")),
)
_DASH: Final = re.compile(r"Spiegelstrich (\d+)\Z")
_UNIT: Final = (
    r"§§?\s*\d+[a-z]{0,2}(?:\s*(?:bis|und|,)\s*\d+[a-z]{0,2})*"
    r"|Art(?:ikel|\.)?\s*(?:\d+[a-z]{0,2}|[IVXLC]+)(?:\s*§\s*\d+[a-z]{0,2})?"
    r"|(?:Anlage|Anhang|Anl\.)(?:\s+(?:\d+(?:\.\d+)*[a-z]{0,2}|[IVXLC]+[a-z]?|[A-Z])(?![\w.]))?"
    r"|Eingangsformel|Schlussformel|Schlußformel|Präambel|Inhaltsübersicht"
)
_REST: Final = re.compile(
    r"(?P<unit>" + _UNIT + r")"
    r"(?:\s+Abs(?:atz|\.)\s*(?P<absatz>\d+[a-z]{0,2}))?"
    r"(?:\s+(?:Satz|S\.)\s*(?P<satz>\d+))?"
    r"(?P<items>(?:\s+(?:Nummer|Nr\.|Doppelbuchst(?:abe|\.)|Dreifachbuchst(?:abe|\.)|Buchst(?:abe|\.)|Spiegelstrich)\s*[\w.]+(?=\s|$))*)"
    r"(?:\s+(?:Satz|S\.)\s*(?P<inner>\d+))?"
)
_ITEMS: Final = re.compile(
    r"(Nummer|Nr\.|Doppelbuchst(?:abe|\.)|Dreifachbuchst(?:abe|\.)|Buchst(?:abe|\.)|Spiegelstrich)\s*([\w.]+)"
)
_SPACES: Final = re.compile(r"[\s\xa0\u202f]+")


def strip_label(label: str) -> str:
    """Drop the marks a printed list label ends in: "1." gives "1", "(a)" and "a)" give "a".

    Example:
        >>> strip_label("1."), strip_label("bb)"), strip_label("(c)")
        ('1', 'bb', 'c')
    """
    return label.strip().strip("().").strip()


def item_path(labels: tuple[str, ...]) -> str:
    """Join list labels to the path used in the field `item`: digits bare, letters with their bracket.

    Example:
        >>> item_path(("1.", "a)", "bb)"))
        '1 a) bb)'
    """
    return " ".join(label.strip().removesuffix(".") for label in labels if label.strip())


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """Where something stands in the law.

    Attributes:
        law: Abbreviation, "" inside one act.
        unit: "§ 126", "Art 7", "Anlage 1".
        absatz: "3", "2a" or "".
        satz: From 1; 0 if not given.
        items: Labels without marks: ("2", "a", "bb"); a dash is "Spiegelstrich 2".
        inner: Sentence inside the item, 0 if not given.
    """

    law: str
    unit: str
    absatz: str = ""
    satz: int = 0
    items: tuple[str, ...] = ()
    inner: int = 0

    @classmethod
    def of_labels(
        cls, law: str, unit: str, absatz: str, satz: int, labels: tuple[str, ...], inner: int = 0
    ) -> Citation:
        """Make a citation from the printed list labels of a sentence part."""
        return cls(law, unit, absatz, satz, tuple(filter(None, map(strip_label, labels))), inner)

    @classmethod
    def parse(cls, text: str) -> Citation:
        """Read a citation in either order, with any of the usual short forms.

        Args:
            text: For instance "§ 126 Abs. 3 S. 1 Nr. 2 BGB" or "BGB § 126 Absatz 3 Satz 1 Nummer 2".

        Raises:
            ValueError: If no unit of a law stands in `text`, or something is left over that cannot be the law's name.

        Example:
            >>> str(Citation.parse("§ 126 Absatz 3 S. 1 BGB"))
            'BGB § 126 Abs. 3 Satz 1'
        """
        clean = _SPACES.sub(" ", text).strip()
        found = _REST.search(clean)
        if found is None:
            raise ValueError(f"no citation in {text!r}: expected for instance '§ 126 Abs. 3 BGB'")
        before, after = clean[: found.start()].strip(), clean[found.end() :].strip()
        if before and after:
            raise ValueError(f"cannot read {text!r}: words on both sides of the citation, {before!r} and {after!r}")
        items = tuple(
            f"Spiegelstrich {value}" if word == "Spiegelstrich" else value.rstrip(".")
            for word, value in _ITEMS.findall(found["items"] or "")
        )
        unit = re.sub(r"^(§§?|Art(?:ikel|\.)?|Anl\.)\s*", _unit_word, found["unit"])
        return cls(
            before or after,
            unit,
            found["absatz"] or "",
            int(found["satz"] or 0),
            items,
            int(found["inner"] or 0),
        )

    @property
    def place(self) -> str:
        """The citation without the law: "§ 126 Abs. 3 Satz 1 Nr. 2"."""
        words = [self.unit] if self.unit else []
        if self.absatz:
            words.append(f"Abs. {self.absatz}")
        if self.satz:
            words.append(f"Satz {self.satz}")
        words.extend(_item_words(item) for item in self.items)
        if self.inner:
            words.append(f"Satz {self.inner}")
        return " ".join(words)

    @property
    def zitat(self) -> str:
        """As lawyers write it, law last."""
        return f"{self.place} {self.law}".strip()

    def __str__(self) -> str:
        """Print the sortable form, law first."""
        return f"{self.law} {self.place}".strip()


def _unit_word(found: re.Match[str]) -> str:
    word = found[1]
    if word.startswith("§"):
        return word + " "
    return "Anlage " if word == "Anl." else "Art "


def _item_words(item: str) -> str:
    if _DASH.match(item):
        return item
    for word, shape in _ITEM_WORD:
        if shape.match(item):
            return f"{word} {item}"
    return f"Nr. {item}"
