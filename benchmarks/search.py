"""Measure the search over a whole corpus: index time, size, query time, and whether known solutions are found.

For each of the fifty clauses in `tests/gold/solved_pairs` the provision that already solves the same is known by
citation; counted is whether it is among the first ten of `similar --solved`, and of `similar` without it.

```text
medienbruch scan ../shared/corpora/bund-2026-04.zip --db bund.db --output bund.jsonl
python benchmarks/search.py bund.db --jobs 2
python benchmarks/search.py bund.db --ready          # the index lies there already: measure the queries only
```
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import time
from pathlib import Path

from analyzer.store import Reading, newest_run, open_store
from analyzer.store.alike import Answer, Question, similar, solved
from analyzer.store.search import Search, folder_of, open_search

PAIRS = Path(__file__).parents[1] / "tests" / "gold" / "solved_pairs" / "pairs.jsonl"
FIRST = 10
_ITEM = re.compile(r"(?<= Satz \d)(?: (?:Nr\.|Buchst\.) \S+)+")


def main() -> None:
    """Measure and print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("db", help="store that `medienbruch scan --db` has written")
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--encoder", default=None, help="another encoder than the packaged one")
    options.add_argument("--ready", action="store_true", help="use the index that lies ready")
    options.add_argument("--misses", action="store_true", help="print what was found instead")
    given = options.parse_args()
    store = open_store(given.db)
    run = newest_run(store)
    if run is None:
        raise SystemExit(f"{given.db} is empty")
    reading = Reading(store, run)
    began, cpu = time.perf_counter(), _processor_seconds()
    search = open_search(reading, given.encoder, jobs=given.jobs, is_anew=not given.ready)
    seconds, cpu = time.perf_counter() - began, _processor_seconds() - cpu
    size = sum(file.stat().st_size for file in folder_of(store.name).iterdir())
    print(
        f"index   {seconds:7.1f} s   {cpu:7.1f} s of processors   {given.jobs} processes, encoder {search.encoder.name}"
    )
    print(f"size    {size / 1e6:7.1f} MB   {len(search.index)} clauses at {search.index.total} places")
    pairs = [json.loads(line) for line in PAIRS.read_text("utf-8").splitlines()]
    _queries(search, [pair["clause"] for pair in pairs])
    _hits(search, pairs, with_misses=given.misses)


def _processor_seconds() -> float:
    return sum(os.times()[:4])


def _queries(search: Search, texts: list[str]) -> None:
    """Time the index alone, and with the text of ten clauses read from the store."""
    for text in texts:  # once to bring the files into memory
        search.index.search(text, search.encoder)
    for name, ask in (
        ("query", lambda text: search.index.search(text, search.encoder)),
        ("similar", lambda text: similar(search, Question(text))),
        ("solved", lambda text: solved(search, Question(text))),
    ):
        ask(texts[0])
        times, busy = [], []
        for text in texts:
            began, cpu = time.perf_counter(), time.process_time()
            ask(text)
            times.append((time.perf_counter() - began) * 1000)
            busy.append((time.process_time() - cpu) * 1000)
        print(f"{name:7} {_spread(times)}   of a processor {_spread(busy)}")


def _spread(times: list[float]) -> str:
    """Say the median and the time that 95 % of the queries stay below, in ms."""
    return f"{statistics.median(times):7.1f} ms median {sorted(times)[int(0.95 * len(times))]:7.1f} ms at 95 %"


def _hits(search: Search, pairs: list[dict], *, with_misses: bool) -> None:
    for name, ask in (("solved", solved), ("similar", similar)):
        found = first = 0
        for pair in pairs:
            answers = ask(search, Question(pair["clause"], (pair["type"],)), FIRST)
            ranks = [rank for rank, answer in enumerate(answers, 1) if _places(answer) & set(pair["solved"])]
            found += bool(ranks)
            first += ranks[:1] == [1]
            if with_misses and not ranks:
                print(f"  {name} {pair['id']} {pair['clause']} -> {pair['solved']}")
                for answer in answers[:3]:
                    print(f"    {answer.hit.score:.2f} {answer.found[0].zitat}: {answer.found[0].clause.text[:110]}")
        print(f"hits    {found} of {len(pairs)} among the first {FIRST} of {name}, {first} of them first")


def _places(answer: Answer) -> set[str]:
    """Citations of an answer; an item counts for its sentence."""
    cited = {found.zitat for found in answer.found}
    return cited | {_ITEM.sub("", zitat) for zitat in cited}


if __name__ == "__main__":
    main()
