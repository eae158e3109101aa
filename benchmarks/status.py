"""How often an equal digital way in the text is recognised: Absätze with words of a digital way, labelled by quick readers.

usage: python benchmarks/status.py CORPUS [--labels tests/gold/own_status.jsonl.gz] [--show N]

Nothing was learned from the labels, and nobody who writes rules has read these Absätze. They hold no text: an Absatz of
the corpus is known by a hash of its letters, and is read alone, as `scan --text` reads it. Counted is each type that a
reader held resolved, and nothing else, in an Absatz; labels that the reader doubted count as well.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from analyzer.detect import detect
from analyzer.model import Unreadable
from analyzer.model.unit import Unit
from analyzer.read import read_statute, read_unit
from analyzer.rulebook import load_rulebook
from analyzer.semantic.judged_words import passage_key
from analyzer.semantic.own_labels import ReadLabels, read_labels
from analyzer.semantic.passages import Passage, passages
from analyzer.sources import expand

LABELS = "tests/gold/own_status.jsonl.gz"


def main() -> None:
    """Look up the labelled Absätze in a corpus and count."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", nargs="+")
    options.add_argument("--labels", default=LABELS)
    options.add_argument("--show", type=int, default=0, help="print so many that were not recognised")
    given = options.parse_args()
    rulebook, counts, shown = load_rulebook(), Counter[str](), 0
    for passage, read in found_in(given.corpus, read_labels(Path(given.labels))):
        text = " ".join(passage.texts)
        findings = detect(read_unit(Unit(id="", text=text, title=passage.heading), ""), rulebook)
        for kind in {kind for kind, status, _ in read.labels if status == "resolved"}:
            if {status for of, status, _ in read.labels if of == kind} != {"resolved"}:
                continue
            told = {finding.status for finding in findings if finding.type == kind}
            outcome = "told open" if "open" in told else "recognised" if "resolved" in told else "not mentioned"
            counts[outcome] += 1
            if outcome != "recognised" and shown < given.show:
                shown += 1
                print(f"{outcome}: {kind}: {text[:300]}")
    total = counts.total()
    print(
        f"{total} types resolved: " + ", ".join(f"{name} {n} ({n / max(total, 1):.0%})" for name, n in counts.items())
    )


def found_in(corpus: list[str], labels: dict[str, ReadLabels]) -> Iterator[tuple[Passage, ReadLabels]]:
    """Give the labelled Absätze of a corpus, each once."""
    left = dict(labels)
    for document in expand(corpus):
        if isinstance(document, Unreadable):
            continue
        for passage in passages(read_statute(document)):
            read = left.pop(passage_key(passage.texts), None)
            if read is not None:
                yield passage, read
    print(f"{len(labels) - len(left)} of {len(labels)} labelled Absätze found")


if __name__ == "__main__":
    main()
