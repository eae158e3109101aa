"""Provisions that a legislator loosened, turned back: is the old wording found on that word, and the new one no longer open?

usage: python benchmarks/loosened.py CORPUS [--each 60] [--seed 20261124] [--engine rule] [--show N]

A corpus of the law in force holds the new wordings ("schriftlich oder elektronisch", "Textform"). Each is put back to
what stood there before, the only such word of its paragraph, and both paragraphs are scanned. The old one is also
scanned with a sentence about something else behind it that has an electronic word. Real amendments change more than
one word, so this is a floor for them, not their picture. Turned back wordings that no legislator wrote are among them.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.detect import detect
from analyzer.model import Finding, Unreadable
from analyzer.model.unit import Unit
from analyzer.read import read_statute, read_unit
from analyzer.rulebook import load_rulebook
from analyzer.semantic.find import SemanticLayer
from analyzer.sources import expand

LOOSENED = {
    r"\b([Ss]chriftlich(?:e[nrms]?)?) oder elektronisch(?:e[nrms]?)?\b": r"\1",
    r"\b([Ss]chriftlich(?:e[nrms]?)?) oder in Textform\b": r"\1",
    r"\bschriftlich oder in elektronischer Form\b": "schriftlich",
    r"\belektronisch oder schriftlich\b": "schriftlich",
    r"\b([Ss]chriftlich) oder (?:durch|im Wege der|per) (?:elektronische[rn]? (?:Übermittlung|Kommunikation|Post)|E-Mail)\b": r"\1",
    r"\bSchriftform oder (?:der )?elektronischen? Form\b": "Schriftform",
    r"\b(in|der) Textform\b": r"\1 Schriftform",
}
"""New wording to old; regexes."""

UNRELATED = (
    "Die zuständige Behörde führt ein elektronisches Register der Anlagen.",
    "Über die anerkannten Stellen wird auf der Internetseite der Behörde informiert.",
    "Die Daten der Statistik werden der Zentralstelle elektronisch übermittelt.",
)
"""Sentences with an electronic word that is about something else."""

SHORTEST, LONGEST = 40, 2_500  # characters of a paragraph


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph with one loosened wording.

    Attributes:
        where: Act and provision.
        old: With the old wording.
        new: As it stands.
        start: First character of the wording, the same in both.
        word: The old wording.
    """

    where: str
    old: str
    new: str
    start: int
    word: str


def main() -> None:
    """Print a line for each wording."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="+")
    parser.add_argument("--each", type=int, default=60, help="pairs for each wording")
    parser.add_argument("--seed", type=int, default=20261124)
    parser.add_argument("--engine", choices=["all", "rule"], default="all")
    parser.add_argument("--show", type=int, default=0, help="failures shown for each wording")
    args = parser.parse_args()
    rulebook = load_rulebook()
    layer = None if args.engine == "rule" else SemanticLayer.of(rulebook)

    def scan(text: str) -> tuple[Finding, ...]:
        statute = read_unit(Unit(id="1", text=text), "")
        found = detect(statute, rulebook)
        return found if layer is None else layer.refine(statute, found)

    pairs = _pairs(args.corpus)
    chance = random.Random(args.seed)  # noqa: S311  a draw that anyone can repeat
    sums = [0, 0, 0, 0]
    for wording, of_wording in pairs.items():
        drawn = chance.sample(of_wording, min(args.each, len(of_wording)))
        missed = [pair for pair in drawn if not _flagged(scan(pair.old), pair)]
        cured = [pair for pair in drawn if not _flagged(scan(f"{pair.old} {chance.choice(UNRELATED)}"), pair)]
        still = [pair for pair in drawn if _flagged(scan(pair.new), pair)]
        counts = (len(drawn), len(missed), len(cured), len(still))
        sums = [total + count for total, count in zip(sums, counts, strict=True)]
        print(_line(wording, *counts))
        for name, failed in (("old not flagged", missed), ("new open", still)):
            for pair in failed[: args.show]:
                near = slice(max(0, pair.start - 150), pair.start + 150)
                print(f"    {name}: {pair.where}: …{(pair.old if failed is missed else pair.new)[near]}…")
    print(_line("all", *sums))


def _line(name: str, drawn: int, missed: int, cured: int, still: int) -> str:
    share = max(drawn, 1)
    return (
        f"{name[:60]:60} {drawn:4} pairs: old not flagged {missed / share:.1%}, with an unrelated sentence behind it "
        f"{cured / share:.1%}, new still open {still / share:.1%}"
    )


def _pairs(corpus: list[str]) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = {wording: [] for wording in LOOSENED}
    for where, text in _paragraphs(corpus):
        for wording, before in LOOSENED.items():
            hits = list(re.finditer(wording, text))
            if len(hits) != 1:
                continue
            (hit,) = hits
            word = hit.expand(before)
            rest = (text[: hit.start()] + text[hit.end() :]).lower()
            if "schriftlich" in rest or "schriftform" in rest or "elektronisch" in rest:
                continue  # another demand, or another cure, would answer for it
            old = text[: hit.start()] + word + text[hit.end() :]
            found[wording].append(Pair(where, old, text, hit.start(), word))
    return found


def _paragraphs(corpus: list[str]) -> Iterator[tuple[str, str]]:
    for source in expand(corpus):
        statute = None if isinstance(source, Unreadable) else read_statute(source)
        if statute is None or isinstance(statute, Unreadable):
            continue
        for provision in statute.operative():
            for absatz in provision.absaetze:
                text = " ".join(" ".join(block.text.text.split()) for block in absatz.blocks if block.kind == "text")
                if SHORTEST <= len(text) <= LONGEST:
                    yield f"{statute.id} {provision.unit}", text


def _flagged(findings: tuple[Finding, ...], pair: Pair) -> bool:
    """Say whether the words in question are open."""
    word = pair.word.split()[-1].lower()
    return any(one.status == "open" and one.type == "written_form" and word in one.quote.lower() for one in findings)


if __name__ == "__main__":
    main()
