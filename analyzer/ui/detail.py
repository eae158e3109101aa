"""What the list and the detail view show of a finding, as plain data for the browser."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from analyzer.model import STATUS_NAMES, TYPE_NAMES, Finding
from analyzer.model.gaps import Gaps, Told, marked
from analyzer.ui.look import MARKS, tone, unbroken
from analyzer.ui.origin import is_own
from analyzer.ui.reasons import Reasons
from analyzer.ui.words import Words

_PREVIEW: Final = 160
_CONFIDENT: Final = 0.9
_LIKELY: Final = 0.75
_ENDED_TWICE: Final = re.compile(r"[.!?…][“”\"]\.\Z")


def row(finding: Finding, words: Words, gaps: Gaps = ()) -> dict[str, str]:
    """Give a row of the list.

    Args:
        finding: The finding.
        words: Language.
        gaps: Where its sentence leaves something out.
    """
    lang = words.lang
    meta = [TYPE_NAMES[lang][finding.type], STATUS_NAMES[lang][finding.status]]
    if is_own(finding):
        meta.insert(0, words("engine_eigen"))  # first: the end of a long line is cut off
    if finding.context == "amendment":
        meta.append(words("amendment"))
    return {
        "id": finding.fingerprint,
        "tone": tone(finding),
        "glyph": MARKS[tone(finding)].glyph,
        "place": unbroken(finding.zitat),
        "meta": " · ".join(meta),
        "quote": finding.quote,
        "text": _around(marked(finding.sentence, gaps, finding.start, finding.end)),
    }


def detail(
    finding: Finding, given: Reasons, words: Words, references: Mapping[str, Any] | None = None, gaps: Gaps = ()
) -> dict[str, Any]:
    """Give the detail view: place, status, sentence with the quote marked, reasons, references, facts.

    Args:
        finding: The finding.
        given: Its reasons.
        words: Language.
        references: What its provision cites and who cites it.
        gaps: Where its sentence leaves something out.
    """
    lang = words.lang
    mark = MARKS[tone(finding)]
    chips = [
        {"tone": tone(finding), "glyph": mark.glyph, "word": STATUS_NAMES[lang][finding.status]},
        {"tone": "plain", "glyph": "", "word": TYPE_NAMES[lang][finding.type]},
    ]
    if is_own(finding):
        chips.append({"tone": "plain", "glyph": "", "word": words("own_sign")})
    if finding.context == "amendment":
        chips.append({"tone": "plain", "glyph": "", "word": words("amendment")})
    heading = f"{finding.unit} {finding.heading}".strip() if finding.heading else ""  # the place names the unit already
    told = marked(finding.sentence, gaps, finding.start, finding.end)
    return {
        "id": finding.fingerprint,
        "tone": tone(finding),
        "place": unbroken(finding.zitat),
        "copy": finding.zitat,
        "copyLabel": words("copy_citation"),
        "copied": words("copied"),
        "heading": unbroken(heading),
        "chips": chips,
        "before": told.text[: told.start],
        "quote": told.text[told.start : told.end],
        "after": told.text[told.end :],
        "paragraphs": _paragraphs(finding, given, words),
        "facts": _facts(finding, given, words),
        "factsLabel": words("facts"),
        "references": references,
    }


def table_row(finding: Finding, words: Words, gaps: Gaps = ()) -> dict[str, str]:
    """Give a row of the table view; the columns are those of the exports that matter most."""
    lang = words.lang
    return {
        words("column_place"): finding.zitat,
        words("column_type"): TYPE_NAMES[lang][finding.type],
        words("column_status"): STATUS_NAMES[lang][finding.status],
        words("engine"): words("own_sign") if is_own(finding) else words("engine_regel"),
        words("column_quote"): finding.quote,
        words("column_heading"): finding.heading,
        words("column_sentence"): marked(finding.sentence, gaps).text,
    }


def _around(told: Told) -> str:
    """The sentence, cut so that a short row still shows the quote's surroundings."""
    start = max(0, told.start - _PREVIEW // 4)
    if start:
        start = told.text.find(" ", start, told.start) + 1 or told.start
    text = told.text[start : start + _PREVIEW]
    return ("… " if start else "") + text + (" …" if start + _PREVIEW < len(told.text) else "")


def _paragraphs(finding: Finding, given: Reasons, words: Words) -> list[dict[str, Any]]:
    paragraphs: list[dict[str, Any]] = [{"label": words("assessment"), "text": given.message}]
    if finding.status == "open":
        why, remedy = ("why_type", "remedy_type") if given.is_general else ("why", "remedy")
        said = ((words(why), given.why), (words(remedy), given.remedy))
        paragraphs += [{"label": label, "text": text} for label, text in said if text]
    decided = _told(given.weighed, words)
    if given.words and list(given.words) != [finding.quote]:
        decided.insert(0, ended(words("spoke_to", words="“, „".join(given.words))))
    for name, items in (("grounds", decided), ("compared", _told(given.compared, words))):
        if items:
            paragraphs.append({"label": words(name), "items": items})
    return paragraphs


def _told(reasons: Sequence[tuple[str, str]], words: Words) -> list[str]:
    """Write reasons as sentences with the words they rest on."""
    return [
        ended(reason.rstrip(".") + (words("named_words", words=held) if held else "."))
        if reason
        else ended(words("counted_words", words=held))
        for reason, held in reasons
    ]


def _facts(finding: Finding, given: Reasons, words: Words) -> list[list[str]]:
    facts = [
        [words("fact_act"), f"{finding.title} ({finding.law})" if finding.law else finding.title],
        [words("fact_sortable"), unbroken(finding.citation)],
        [words("fact_as_of"), words.day(finding.as_of)],
        [words("fact_validity"), words("validity_" + finding.validity.replace(" ", "_"))],
        [words("fact_target"), finding.target],
        [words("fact_rule"), given.title],
        [words("fact_references"), ", ".join(map(unbroken, given.references))],
        [words("fact_confidence"), words(_confidence(finding), n=f"{100 * finding.confidence:.0f}")],
        [words("fact_source"), finding.source],
        [words("fact_fingerprint"), finding.fingerprint],
    ]
    return [[name, value] for name, value in facts if value]


def ended(sentence: str) -> str:
    """End a sentence once: what it quotes at its end may bring its own full stop.

    Example:
        >>> ended("Berücksichtigt wurden die Worte „Er zahlt.“.")
        'Berücksichtigt wurden die Worte „Er zahlt.“'
    """
    return sentence[:-1] if _ENDED_TWICE.search(sentence) else sentence


def _confidence(finding: Finding) -> str:
    if is_own(finding):
        return "confidence_own"
    value = finding.confidence
    if value >= _CONFIDENT:
        return "confidence_high"
    return "confidence_fair" if value >= _LIKELY else "confidence_low"
