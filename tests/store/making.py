"""Statutes and findings made by hand, for tests of store and app."""

from __future__ import annotations

import re
from dataclasses import replace

from analyzer.model import (
    Absatz,
    Block,
    Citation,
    Coverage,
    Evidence,
    Finding,
    Heading,
    NotAnalysable,
    ObstacleType,
    Part,
    Provision,
    Sentence,
    SourceText,
    Status,
    Statute,
    fingerprint,
    item_path,
    place_key,
)

WORDS: dict[str, ObstacleType] = {
    "schriftlich": "written_form",
    "unterschreiben": "signature",
    "persönlich": "physical_presence",
    "Ermessen": "discretion",
    "Nachweis": "repeated_proof",
    "bar": "cash_payment",
}
LABEL = re.compile(r"(?<=[:,;] )(\d+\.|[a-z]\)) ")


def block(index: int, text: str) -> Block:
    """One sentence; `1. …` and `a) …` behind a colon or comma begin list items of depth one and two."""
    starts = list(LABEL.finditer(text))
    parts = [Part("lead", 0, starts[0].start() if starts else len(text), 0)]
    numeral = ""
    numeral_part = 0
    for at, found in enumerate(starts):
        end = starts[at + 1].start() if at + 1 < len(starts) else len(text)
        label = found[1]
        if label[0].isdigit():
            numeral, numeral_part = label, len(parts)
            parts.append(Part("item", found.start(), end, found.end(), (label,), 0))
        else:
            parts.append(Part("item", found.start(), end, found.end(), (numeral, label), numeral_part))
    return Block(index, SourceText(text), (Sentence(1, 0, len(text), tuple(parts)),))


def provision(number: int, *texts: str, heading: str = "Antrag", outline: tuple[Heading, ...] = ()) -> Provision:
    absaetze = tuple(Absatz(str(i + 1), (block(i, text),)) for i, text in enumerate(texts))
    return Provision(f"NORM{number:04}", "section", f"§ {number}", heading, outline, absaetze, as_of="2026-03-01")


def statute(law: str, *provisions: Provision, title: str = "Gesetz über das Verfahren") -> Statute:
    size = sum(len(b.text.text) for p in provisions for a in p.absaetze for b in a.blocks)
    return Statute(
        f"DOC-{law}", law, title, "", "2020-01-01", "2026-04-01", "in force", provisions, f"bund.zip!{law}.xml",
        "gii-norm",
        coverage=Coverage(
            size + 30, size, {"Fußnote": 20, "Tabelle": 10}, size, {"Tabelle": 10},
            (NotAnalysable(f"DOC-{law}", law, "Anlage 1", "Bild", f"bund.zip!{law}.xml"),),
        ),
    )  # fmt: skip


def views(text: str, sentence: Sentence) -> list[tuple[str, Part]]:
    """The readings of a sentence, as a detector gives them: lead-ins, then the item."""
    result = []
    for part in sentence.parts:
        chain, above = [part], part.parent
        while above >= 0:
            chain.insert(0, sentence.parts[above])
            above = sentence.parts[above].parent
        result.append((" ".join(text[p.start : p.end].strip() for p in chain), part))
    return result


def findings(act: Statute) -> list[Finding]:
    """A finding wherever one of `WORDS` stands."""
    found: list[Finding] = []
    for p in act.provisions:
        for absatz in p.absaetze:
            for b, sentence in absatz.sentences():
                for view, part in views(b.text.text, sentence):
                    own = b.text.text[part.start : part.end].strip()
                    for hit in re.finditer("|".join(WORDS), view):
                        if hit.start() < len(view) - len(own):
                            continue  # stands in the lead-in, which has its own reading
                        found.append(_finding(act, p, absatz, b, view, hit, part, len(found)))
    return found


def _finding(act, p, absatz, b, view, hit, part, running) -> Finding:
    kind = WORDS[hit[0]]
    status: Status = "resolved" if "elektronisch" in view else "open"
    item = item_path(part.labels)
    citation = Citation.of_labels(act.abbreviation, p.unit, absatz.number, 1, part.labels)
    return Finding(
        fingerprint=fingerprint(act.id, kind, view, hit[0], running), place_key=place_key(act.id, p.unit, absatz.number, 1, item, kind),
        rule=f"{kind}/{hit[0].lower()}", type=kind, status=status, confidence=0.9, engine="rule", doc=act.id,
        law=act.abbreviation, title=act.title, norm=p.id, unit=p.unit, heading=p.heading, absatz=absatz.number, satz=1,
        item=item, citation=str(citation), zitat=citation.zitat, quote=hit[0], start=hit.start(), end=hit.end(),
        sentence=view, context="law", target="", message=f"„{hit[0]}“ verlangt einen Schritt auf Papier.",
        evidence=(Evidence(f"{kind}/{hit[0].lower()}#wort", hit[0], ("oder elektronisch: geprüft",)),),
        as_of=p.as_of or act.as_of, validity=act.validity, source=act.source, xpath="/dokumente/norm[2]", block=b.index,
    )  # fmt: skip


TEXTS = (
    "Der Antrag ist schriftlich zu stellen und zu unterschreiben.",
    "Dem Antrag sind beizufügen: 1. ein Nachweis, a) schriftlich, b) elektronisch oder schriftlich, 2. eine Erklärung.",
    "Die Behörde entscheidet nach pflichtgemäßem Ermessen.",
    "Der Antragsteller hat persönlich zu erscheinen und die Gebühr bar zu zahlen.",
)


def act(law: str, sections: int = 3, title: str = "Gesetz über das Verfahren") -> Statute:
    """An act with a Gliederung in which every section holds all of `TEXTS`."""
    return statute(
        law,
        *(
            provision(n, *TEXTS, outline=(Heading(f"Abschnitt {1 + n // 10}", "Verfahren"),))
            for n in range(1, sections + 1)
        ),
        title=title,
    )


def in_amendment(finding: Finding) -> Finding:
    return replace(finding, context="amendment", target="BGB")
