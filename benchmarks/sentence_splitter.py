"""Measure the sentence splitter against the official sentence numbers of the federal law.

Nine acts, most of them tax law, carry numbers such as `<SUP class="Rec">2</SUP>` in front of their sentences. The
numbers are taken out, the text is read as any other text without them (`analyzer.read.sentences`), and the sentence
beginnings found are compared with the places where the numbers stood.

A beginning that nobody can miss does not count: that of a block, of an Absatz, and of a list item.

```text
python benchmarks/sentence_splitter.py ../shared/corpora/bund-2026-04.zip [--errors]
```
"""

from __future__ import annotations

import argparse
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from analyzer.model import SourceNode
from analyzer.read.designations import absatz_prefix
from analyzer.read.gii.segments import Segment
from analyzer.read.gii.walk import Walker
from analyzer.read.layout import Run
from analyzer.read.sentences import build_sentences

MARK = b'class="Rec"'


@dataclass
class Score:
    """Counts of sentence beginnings.

    Attributes:
        right: Found and official.
        wrong: Found, but no number stands there.
        missed: A number stands there, but nothing was found.
        easy: Official beginnings nobody can miss, left out of the score.
        seconds: Time to split, reading of XML left out.
        characters: Characters of text split.
        errors: What went wrong, with its surroundings.
    """

    right: int = 0
    wrong: int = 0
    missed: int = 0
    easy: int = 0
    seconds: float = 0.0
    characters: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the beginnings found that are official."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the official beginnings that were found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def measure(corpus: Path) -> Score:
    """Score all numbered blocks of a zip of gii-norm files."""
    score = Score()
    for name, segment in numbered_segments(corpus):
        _score_segment(name, segment, score)
    return score


def numbered_segments(corpus: Path) -> Iterator[tuple[str, Segment]]:
    """Give all text with official sentence numbers, each with the id of its norm."""
    with zipfile.ZipFile(corpus) as archive:
        for member in sorted(archive.namelist()):
            data = archive.read(member)
            if MARK not in data:
                continue
            for norm in etree.fromstring(data).iter("norm"):
                for content in norm.iterfind("textdaten/text/Content"):
                    for block in content:
                        segments = Walker().walk_block(block, SourceNode(None, str(block.tag)))
                        for segment in segments:
                            if segment.numerals:
                                yield norm.get("doknr", ""), segment


def without_numerals(segment: Segment) -> tuple[str, list[Run], set[int]]:
    """Take the numbers out of a segment.

    Returns:
        The text, its runs, and where the numbers stood, all in the new positions.
    """
    pieces: list[str] = []
    shifts: list[tuple[int, int]] = []  # (old position behind the number, characters gone so far)
    official: set[int] = set()
    at = gone = 0
    for numeral in segment.numerals:
        pieces.append(segment.text[at : numeral.start])
        at = min(numeral.end + 1, len(segment.text))
        gone += at - numeral.start
        shifts.append((at, gone))
        official.add(at - gone)
    pieces.append(segment.text[at:])

    def moved(position: int) -> int:
        lost = 0
        for behind, total in shifts:
            if position >= behind:
                lost = total
            elif position > behind - 1 - (total - lost):
                return behind - total
        return position - lost

    runs = [
        run._replace(start=moved(run.start), text_start=moved(run.text_start), end=moved(run.end))
        for run in segment.runs
    ]
    return "".join(pieces), runs, official


def _score_segment(name: str, segment: Segment, score: Score) -> None:
    text, runs, official = without_numerals(segment)
    easy = {run.text_start for run in runs if run.opens or run.row} | {runs[0].text_start}
    _, prefix = absatz_prefix(text)
    if prefix and not runs[0].depth:
        runs[0] = runs[0]._replace(text_start=prefix)
        easy.add(prefix)
    started = time.perf_counter()
    sentences, _ = build_sentences(text, runs)
    score.seconds += time.perf_counter() - started
    score.characters += len(text)
    found = {
        part.text_start
        for sentence in sentences
        for index, part in enumerate(sentence.parts)
        if index == 0 or (part.kind == "item" and part.text_start == part.start)
    }
    score.easy += len(official & easy)
    official -= easy
    found -= easy
    score.right += len(official & found)
    score.wrong += len(found - official)
    score.missed += len(official - found)
    for kind, places in (("wrong", found - official), ("missed", official - found)):
        for place in sorted(places):
            score.errors.append(f"{kind:6} {name} …{text[max(0, place - 60) : place]}|{text[place : place + 40]}…")


def main() -> None:
    """Print the score, and the errors if asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("corpus", type=Path, help="zip of gii-norm files")
    parser.add_argument("--errors", action="store_true", help="list what went wrong")
    arguments = parser.parse_args()
    score = measure(arguments.corpus)
    if arguments.errors:
        print("\n".join(score.errors))
    total = score.right + score.missed
    print(f"official beginnings {total} (and {score.easy} nobody can miss), wrong {score.wrong}, missed {score.missed}")
    print(f"precision {score.precision:.4f}  recall {score.recall:.4f}  F1 {score.f1:.4f}")
    print(f"{score.characters / 1e6 / max(score.seconds, 1e-9):.1f} million characters a second")


if __name__ == "__main__":
    main()
