"""Draws references of a stored run at random, with their words in context, to be judged by a reader in their act.

Usage: python benchmarks/draw_references.py STORE.db [NUMBER]

Writes lines of tab-separated fields: number, source, Absatz, Satz, words, target, relation, state, text around. Judgements of
a reader stand in tests/gold/read/references.csv.
"""

from __future__ import annotations

import random
import sys

from analyzer.model.network import Link
from analyzer.refs import packaged_register
from analyzer.store import Reading, newest_run, open_store
from analyzer.store.references import ReferenceReading

SEED = 20261124
AROUND = 160


def main() -> None:
    """Draw and print."""
    store = open_store(sys.argv[1])
    run = newest_run(store)
    if run is None:
        raise SystemExit("the store is empty")
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 100  # noqa: PLR2004
    references = ReferenceReading(store, run)
    places = [(doc, link.position, link.mention) for doc, link in references.links()]
    chosen = random.Random(SEED).sample(list(dict.fromkeys(places)), number)  # noqa: S311
    reading = Reading(store, run)
    acts = {act.doc: act for act in reading.acts()}
    register = packaged_register()
    for index, (doc, position, mention) in enumerate(chosen, start=1):
        links = [link for link in references.links_of(doc, position) if link.mention == mention]
        first = links[0]
        (provision,) = reading.text(acts[doc].id, position, position)
        text = provision.blocks[first.ordinal].text
        before, after = text[max(0, first.start - AROUND) : first.start], text[first.end : first.end + AROUND]
        targets = "; ".join(_target(link, register.by_id) for link in links)
        print(
            index, f"{provision.head.unit} {acts[doc].law}", first.absatz, first.satz, first.words, targets, first.relation,
            first.state, f"{before}[[{first.words}]]{after}", sep="\t",
        )  # fmt: skip


def _target(link: Link, acts: dict[str, object]) -> str:
    act = acts.get(link.target)
    words = [getattr(act, "abbreviation", link.target) or "?", f"{link.unit} {link.number}".strip()]
    for word, value in (
        ("Abs.", link.to_absatz),
        ("Satz", link.to_satz),
        ("Nr.", link.to_nummer),
        ("Buchst.", link.to_buchstabe),
    ):
        if value:
            words.append(f"{word} {value}")
    if link.range_to:
        words.append(f"bis {link.range_to}")
    return " ".join(words) + (f" ({link.reason})" if link.reason else "")


if __name__ == "__main__":
    main()
