"""A finding: one obstacle in one legal sentence, with its place, its words and its reasons."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, fields
from typing import Any, Final

from analyzer.model.types import TYPE_NAMES, Context, Engine, ObstacleType, Status, Validity

DOUBT: Final = "klassifikator"
"""Name of the guard in the evidence of a rule's finding that the classifier put among mere mentions."""

UNLIKE: Final = "keine bekannte Klausel ist ähnlich genug, die nächste"
"""Guard in the evidence of an own find of the semantic layer that no known clause is like; it has no words then."""

_PROPOSED: Final = {
    "de": "Der Klassifikator hält „{quote}“{chance} für ein Hindernis der Art {type}{least}; "
    "keine Regel meldet diese Worte. Bitte prüfen.",
    "en": "The classifier takes “{quote}”{chance} for an obstacle of the type {type}{least}; "
    "no rule reports these words. Please check.",
}
_CHANCE: Final = {"de": " mit {:.0f} % Wahrscheinlichkeit", "en": " with a probability of {:.0f}%"}
_LEAST: Final = {"de": " (Schwelle {:.0f} %)", "en": " (threshold {:.0f}%)"}
_LEAST_TOLD: Final = re.compile(r" \(Schwelle (\d+) %\); k?eine Regel")


def proposed(
    quote: str, kind: ObstacleType, lang: str = "de", *, chance: float | None = None, least: float | None = None
) -> str:
    """Give the message of an own find of the semantic layer: it rests on the classifier, not on what the clause is like.

    Args:
        quote: Its words.
        kind: Its type.
        lang: "de" or "en".
        chance: How likely the classifier holds it, if known.
        least: Chance from which it tells a find, if known.
    """
    lang = "en" if lang == "en" else "de"
    return _PROPOSED[lang].format(
        quote=quote,
        type=TYPE_NAMES[lang][kind],
        chance="" if chance is None else _CHANCE[lang].format(100 * chance),
        least="" if least is None else _LEAST[lang].format(100 * least),
    )


def least_told(message: str) -> float | None:
    """Read the threshold out of the German message of an own find; `None` in lists of earlier versions."""
    told = _LEAST_TOLD.search(message)
    return int(told[1]) / 100 if told is not None else None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What decided: the matcher that fired, its words, and the guards that were tried.

    Attributes:
        matcher: `<rule id>#<matcher name>`.
        words: The words it matched.
        guards: Names of guards and contexts that spoke, each `name: words`; those that turned an open obstacle into
            `resolved` or `secondary` among them.
    """

    matcher: str
    words: str
    guards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One obstacle. Field order is the key order of the JSONL output and never changes.

    Attributes:
        fingerprint: 16 hex digits, see `fingerprint`.
        place_key: 16 hex digits, see `place_key`.
        rule: Rule id, equal to its path under `rules/de` without suffix.
        type: One of the 15 obstacle types.
        status: `open`, `resolved` (the text itself gives an equal digital way) or `secondary` (named, not imposed).
        confidence: 0…1, the measured precision of the rule.
        engine: `rule` or `semantic`.
        doc: Id of the statute.
        law: Its abbreviation.
        title: Its full title.
        norm: Id of the provision.
        unit: "§ 5".
        heading: Heading of the provision.
        absatz: "2", "2a" or "".
        satz: Sentence number in the Absatz, from 1.
        item: Path of list labels "1 a) bb)", or "".
        citation: Sortable, "VwVfG § 5 Abs. 2 Satz 1 Nr. 3".
        zitat: As lawyers write it, "§ 5 Abs. 2 Satz 1 Nr. 3 VwVfG".
        quote: The exact words, at most 12.
        start: First character of the quote in `sentence`.
        end: One past its last.
        sentence: The legal sentence: lead-in, item and tail.
        context: `amendment` for quoted new wording of an amending act.
        target: With `amendment`, the act that is changed; "" otherwise.
        message: One sentence for the reader.
        evidence: What decided.
        as_of: Date of the text, ISO.
        validity: `in force`, `repealed` or `not yet`.
        source: File, a member of a zip behind "!".
        xpath: Element that holds the first character of the quote; "" for text without XML.
        block: Index of the text block in the provision.
        id: In text mode the id of the unit, else `None` and absent from the output.
    """

    fingerprint: str
    place_key: str
    rule: str
    type: ObstacleType
    status: Status
    confidence: float
    engine: Engine
    doc: str
    law: str
    title: str
    norm: str
    unit: str
    heading: str
    absatz: str
    satz: int
    item: str
    citation: str
    zitat: str
    quote: str
    start: int
    end: int
    sentence: str
    context: Context
    target: str
    message: str
    evidence: tuple[Evidence, ...]
    as_of: str
    validity: Validity
    source: str
    xpath: str
    block: int
    id: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give the JSONL object, keys in contract order; `target` and `id` only where they apply."""
        record: dict[str, Any] = {}
        for name in FIELD_ORDER:
            value = getattr(self, name)
            if name == "evidence":
                value = [{"matcher": e.matcher, "words": e.words, "guards": list(e.guards)} for e in value]
            elif (name == "id" and value is None) or (name == "target" and self.context != "amendment"):
                continue
            record[name] = value
        return record

    @staticmethod
    def from_dict(record: dict[str, Any]) -> Finding:
        """Rebuild a finding from its JSONL object; unknown keys are ignored.

        Raises:
            KeyError: If a required key is missing.
        """
        values = {name: record[name] for name in FIELD_ORDER if name in record}
        values.setdefault("target", "")
        values["evidence"] = tuple(
            Evidence(e["matcher"], e["words"], tuple(e.get("guards", ()))) for e in record.get("evidence", ())
        )
        return Finding(**values)


FIELD_ORDER: Final[tuple[str, ...]] = tuple(f.name for f in fields(Finding))

_SPACE = re.compile(r"\s+")
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def fingerprint(law: str, kind: ObstacleType, sentence: str, quote: str, running: int) -> str:
    """Identify an obstacle across runs, renumbering and renamed rules.

    Args:
        law: Id of the act, or its abbreviation in text mode.
        kind: Obstacle type.
        sentence: The legal sentence; white space and case do not count.
        quote: The words; likewise.
        running: Number among equals in the act, from 0.

    Returns:
        16 hex digits. No place, no rule id, no version goes in.
    """
    return _digest(law, kind, _fold(sentence), _fold(quote), str(running))


def is_fingerprint(text: str) -> bool:
    """Tell whether a text has the form of a fingerprint; a citation never has."""
    return _FINGERPRINT.fullmatch(text) is not None


def place_key(law: str, unit: str, absatz: str, satz: int, item: str, kind: ObstacleType) -> str:
    """Identify the place of an obstacle, so that a changed clause can be matched to its predecessor."""
    return _digest(law, unit, absatz, str(satz), item, kind)


def _fold(text: str) -> str:
    return _SPACE.sub(" ", text).strip().casefold()
