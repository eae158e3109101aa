"""Builds `rules/de/lexicon/lemmas.tsv`: inflected form, lemma; both in lower case.

Counts the word types of a text corpus, lemmatises the frequent ones once with HanTa (Hannover Tagger, C. Wartena,
LGPL-3.0-or-later; only needed here: pip install HanTa) and keeps those whose lemma differs from the form.

usage: build_lemmas.py CORPUS.zip [MINIMUM_FREQUENCY] > rules/de/lexicon/lemmas.tsv
"""

from __future__ import annotations

import re
import sys
from collections import Counter

from HanTa import HanoverTagger

from analyzer.model import Unreadable
from analyzer.read import read_statute
from analyzer.sources import expand

WORD = re.compile(r"[A-Za-zÄÖÜäöüß]{4,}")
KEPT = ("V", "N", "ADJ")


def main() -> None:
    """Count, lemmatise, print."""
    corpus, *rest = sys.argv[1:]
    minimum = int(rest[0]) if rest else 60
    counts: Counter[str] = Counter()
    for document in expand([corpus]):
        if isinstance(document, Unreadable):
            continue
        for provision in read_statute(document).provisions:
            for absatz in provision.absaetze:
                for block in absatz.blocks:
                    counts.update(WORD.findall(block.text.text))
    tagger = HanoverTagger.HanoverTagger("morphmodel_ger.pgz")
    best: dict[str, tuple[int, str]] = {}
    for form, count in counts.items():
        if count < minimum:
            continue
        lemma, tag = tagger.analyze(form)
        folded, lemma = form.lower(), lemma.lower()
        if tag.startswith(KEPT) and lemma != folded and count > best.get(folded, (0, ""))[0]:
            best[folded] = (count, lemma)
    for form in sorted(best):
        print(f"{form}\t{best[form][1]}")


if __name__ == "__main__":
    main()
