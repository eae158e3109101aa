"""Suppression: findings that somebody has decided to leave out of the list, each with a reason.

The file is a CSV table with a row of column names, separated by semicolons or commas, UTF-8, as Excel saves it:

```text
Kennung;Fundstelle;Art;Grund;Verfasser;bis
3f9a0c1d2e4b5a69;;;Fachverfahren bietet den elektronischen Antrag bereits an;Referat 12;2027-12-31
;§ 4 Abs. 1 Satz 2 GewO;Schriftform;Gesetzentwurf streicht die Schriftform;;
```

A row names a finding by `Kennung` (fingerprint), or by `Fundstelle` and `Art` as the list prints them. `Grund` is
mandatory. `Verfasser` and `bis` (last day it holds) are optional, other columns are passed over: a CSV list of findings
with a column `Grund` added is a suppression file. English names: Fingerprint, Citation, Type, Reason, Author, until.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from analyzer.errors import UsageError, reason_of
from analyzer.model import OBSTACLE_TYPES, TYPE_NAMES, Citation, Finding, ObstacleType, is_fingerprint

_COLUMNS: Final = {
    "fingerprint": ("kennung", "fingerprint"),
    "citation": ("fundstelle", "citation", "zitat"),
    "type": ("art", "type"),
    "reason": ("grund", "reason"),
    "author": ("verfasser", "author"),
    "until": ("bis", "until"),
}
_TYPES: Final[dict[str, ObstacleType]] = {
    name.casefold(): kind for kind in OBSTACLE_TYPES for name in (kind, TYPE_NAMES["de"][kind], TYPE_NAMES["en"][kind])
}
_MAX_BYTES: Final = 50_000_000


@dataclass(frozen=True, slots=True)
class Suppression:
    """One row of a suppression file.

    Attributes:
        line: Its line in the file.
        reason: Why the finding is left out; never empty.
        fingerprint: Of the finding, or "".
        citation: Of the finding, sortable where it can be parsed, where there is no fingerprint.
        type: Its type, where there is no fingerprint.
        author: Who decided, or "".
        until: Last day it holds, or `None`.
    """

    line: int
    reason: str
    fingerprint: str = ""
    citation: str = ""
    type: str = ""
    author: str = ""
    until: date | None = None

    @property
    def name(self) -> str:
        """What the row names, for messages."""
        return self.fingerprint or f"{self.citation}, {self.type}"


class Suppressions:
    """All rows of a file, those that hold today ready to be looked up.

    Args:
        path: The file, for messages.
        rows: Its rows.
        today: The day they must hold on.

    Attributes:
        path: The file.
        active: Rows that hold.
        expired: Rows whose last day has passed; they suppress nothing.
    """

    def __init__(self, path: str, rows: Sequence[Suppression], today: date) -> None:
        self.path = path
        self.expired = tuple(row for row in rows if row.until is not None and row.until < today)
        self.active = tuple(row for row in rows if row.until is None or row.until >= today)
        self._by_fingerprint: dict[str, list[Suppression]] = {}
        self._by_place: dict[tuple[str, str], list[Suppression]] = {}
        for row in self.active:
            if row.fingerprint:
                self._by_fingerprint.setdefault(row.fingerprint, []).append(row)
            else:
                self._by_place.setdefault((row.citation, row.type), []).append(row)

    def find(self, finding: Finding) -> Sequence[Suppression]:
        """Give the rows that set a finding aside: those that name it by fingerprint, else those that name its place."""
        return (
            self._by_fingerprint.get(finding.fingerprint)
            or self._by_place.get((finding.citation, finding.type))
            or self._by_place.get((finding.zitat, finding.type))
            or ()
        )

    def unused(self, used: Collection[int]) -> tuple[Suppression, ...]:
        """Rows that hold but met no finding.

        Args:
            used: Lines of the rows that did.
        """
        return tuple(row for row in self.active if row.line not in used)


def load_suppressions(path: str | Path, *, today: date | None = None) -> Suppressions:
    """Read a suppression file.

    Args:
        path: The CSV file, see the module's text.
        today: The day that `bis` is compared with; by default the current one.

    Raises:
        UsageError: If it cannot be read, a column is missing, or a row has no reason or names no finding; the message
            names the line.
    """
    name = str(path)
    rows = list(_rows(_text(Path(path)), name))
    return Suppressions(name, rows, today or date.today())  # noqa: DTZ011  the reviewer's own day


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(
            f"{path}: nicht lesbar ({reason_of(error)}). Bitte den Pfad hinter --suppress prüfen.",
            en=f"{path}: cannot be read ({reason_of(error, 'en')}). Please check the path given with --suppress.",
        ) from error
    if len(data) > _MAX_BYTES:
        raise UsageError(
            f"{path}: zu groß für eine Unterdrückungsliste. Bitte die richtige Datei angeben.",
            en=f"{path}: too large for a suppression file. Please give the right file.",
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(
            f"{path}: kein UTF-8. Bitte in Excel als „CSV UTF-8“ speichern.",
            en=f"{path}: not UTF-8. Please save it from Excel as 'CSV UTF-8'.",
        ) from None


def _rows(text: str, name: str) -> Iterator[Suppression]:
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",")
    try:
        heading = [cell.strip().casefold() for cell in next(reader, [])]
        places = {
            field: next((heading.index(word) for word in names if word in heading), -1)
            for field, names in _COLUMNS.items()
        }
        _check_heading(places, name)
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                values = {field: _clean(cells[at]) if 0 <= at < len(cells) else "" for field, at in places.items()}
                yield _row(values, name, line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise UsageError(
            f"{name}, Zeile {reader.line_num}: keine lesbare Tabelle. Bitte als „CSV UTF-8“ speichern.",
            en=f"{name}, line {reader.line_num}: no readable table ({error}). Please save it as 'CSV UTF-8'.",
        ) from error


def _clean(cell: str) -> str:
    # The apostrophe is what the CSV export puts before text that Excel would take for something else.
    return cell.strip().removeprefix("'")


def _check_heading(places: dict[str, int], name: str) -> None:
    named = places["fingerprint"] >= 0 or (places["citation"] >= 0 and places["type"] >= 0)
    if named and places["reason"] >= 0:
        return
    raise UsageError(
        f"{name}, Zeile 1: Spaltennamen fehlen. Nötig sind „Grund“ und „Kennung“ oder „Fundstelle“ und „Art“.",
        en=f"{name}, line 1: column names are missing. Needed are 'Reason' and 'Fingerprint', or 'Citation' and 'Type'.",
    )


def _row(values: dict[str, str], name: str, line: int) -> Suppression:
    if not values["reason"]:
        raise UsageError(
            f"{name}, Zeile {line}: Der Grund fehlt. Ohne Grund wird kein Befund unterdrückt.",
            en=f"{name}, line {line}: the reason is missing. No finding is suppressed without one.",
        )
    until = _until(values["until"], name, line)
    fingerprint = values["fingerprint"].casefold()
    if fingerprint:
        if not is_fingerprint(fingerprint):
            raise UsageError(
                f"{name}, Zeile {line}: „{fingerprint}“ ist keine Kennung. Sie hat 16 Ziffern und Buchstaben a bis f.",
                en=f"{name}, line {line}: {fingerprint!r} is no fingerprint. It has 16 hexadecimal digits.",
            )
        return Suppression(line, values["reason"], fingerprint, author=values["author"], until=until)
    kind = _TYPES.get(values["type"].casefold())
    if kind is None:
        raise UsageError(
            f"{name}, Zeile {line}: „{values['type']}“ ist keine Art. Schreiben Sie sie wie in der Liste, etwa Schriftform.",
            en=f"{name}, line {line}: {values['type']!r} is no type. Write it as in the list, for instance Written form.",
        )
    if not values["citation"]:
        raise UsageError(
            f"{name}, Zeile {line}: Weder Kennung noch Fundstelle. Eines von beiden muss den Befund benennen.",
            en=f"{name}, line {line}: neither fingerprint nor citation. One of them must name the finding.",
        )
    return Suppression(line, values["reason"], "", _place(values["citation"]), kind, values["author"], until)


def _place(citation: str) -> str:
    """Give the sortable form; what cannot be parsed must equal the citation as the list prints it."""
    try:
        return str(Citation.parse(citation))
    except ValueError:
        return citation


def _until(text: str, name: str, line: int) -> date | None:
    if not text:
        return None
    german = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text)
    try:
        return date(int(german[3]), int(german[2]), int(german[1])) if german else date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"{name}, Zeile {line}: „{text}“ ist kein Tag. Schreiben Sie 31.12.2027 oder 2027-12-31.",
            en=f"{name}, line {line}: {text!r} is no day. Write 2027-12-31.",
        ) from None
