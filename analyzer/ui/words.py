"""The sentences of the app in German and English; they lie in `texts/` as data."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from analyzer.model import Profile
from analyzer.model.printed import number

PROFILE_NAMES: dict[str, dict[Profile, str]] = {
    "de": {"form": "Form", "data": "Nachweise und Daten", "automation": "Wertungen", "all": "Alle"},
    "en": {"form": "Form", "data": "Proof and data", "automation": "Judgement", "all": "All"},
}


class Words:
    """Sentences in one language.

    Example:
        >>> Words("de")("findings", n="1.234")
        '1.234 Befunde'
    """

    def __init__(self, lang: str) -> None:
        """Speak `lang`."""
        self.lang: Literal["de", "en"] = "en" if lang == "en" else "de"
        self._texts = _load(lang)

    def __call__(self, name: str, /, **values: str) -> str:
        """Give a sentence with its values filled in."""
        return self._texts[name].format(**values)

    def number(self, value: int) -> str:
        """Write a whole number: 15.757 in German, 15,757 in English."""
        return number(value, self.lang)

    def day(self, iso: str) -> str:
        """Write a date; what is no date is given as it is."""
        try:
            day = date.fromisoformat(iso[:10])
        except ValueError:
            return iso
        return f"{day:%d.%m.%Y}" if self.lang == "de" else day.isoformat()

    def share(self, part: int, whole: int) -> str:
        """Write a share in per cent; only all is 100 and only nothing is 0."""
        value = 100 * part / whole if whole else 100.0
        sign, value = ("> ", 99.9) if 99.9 < value < 100 else ("< ", 0.1) if 0 < value < 0.1 else ("", value)  # noqa: PLR2004
        text = f"{sign}{value:.1f}"
        return f"{text} %" if self.lang == "en" else f"{text} %".replace(".", ",")


@cache
def words(lang: str) -> Words:
    """Give the sentences of a language."""
    return Words(lang)


@cache
def _load(lang: str) -> dict[str, str]:
    path = Path(__file__).parent / "texts" / f"{lang}.json"
    loaded: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return loaded
