"""Times finding and resolving references on real law, beside `quantlaw` (a dependency of this script only) in the same run.

Usage: python benchmarks/references.py CORPUS.zip [ACTS]

CPU time of one core; reading the files is not part of it. Text is counted in bytes of UTF-8. `quantlaw` only finds citations
with a head (§, Art.) and splits them; it is given no dictionary of acts here, which would make it slower.
"""

from __future__ import annotations

import gc
import random
import sys
import time
import zipfile
from collections.abc import Callable
from importlib.util import find_spec

from analyzer.model import Block, Provision, Statute
from analyzer.read import read_bytes
from analyzer.refs import Context
from analyzer.refs.statutes import StatuteReferences

SEED = 20261124
LARGE = ("BJNR001950896.xml", "BJNR005330950.xml", "BJNR024820988.xml", "BJNR000170960.xml")  # BGB, ZPO, SGB V, VwGO


def main() -> None:
    """Read a sample of acts and time everything on it."""
    archive = zipfile.ZipFile(sys.argv[1])
    members = sorted(name for name in archive.namelist() if name.endswith(".xml"))
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 200  # noqa: PLR2004
    chosen = [name for name in LARGE if name in members] + random.Random(SEED).sample(members, number)  # noqa: S311
    statutes = [read_bytes(archive.read(name), name) for name in dict.fromkeys(chosen)]
    blocks = [
        (statute, provision, absatz.number, block)
        for statute in statutes
        for provision in statute.provisions
        for absatz in provision.absaetze
        for block in absatz.blocks
    ]
    size = sum(len(block.text.text.encode()) for *_, block in blocks)
    print(f"{len(statutes)} acts, {size / 1e6:.2f} MB of text")
    references = StatuteReferences.packaged()
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)  # as in the worker processes of a scan
    _find(references, blocks[:2000])  # warm: names are looked up once per program
    _tell("found and resolved", size, lambda: _find(references, blocks))
    _tell("with relation and existence, as rows", size, lambda: sum(len(references.links(s)) for s in statutes))
    if find_spec("quantlaw") is None:
        print("quantlaw is not installed: pip install quantlaw, and run again to compare")
        return
    _tell("quantlaw, main areas and parts", size, lambda: _quantlaw(blocks))


def _find(references: StatuteReferences, blocks: list[tuple[Statute, Provision, str, Block]]) -> int:
    number = 0
    for statute, provision, absatz, block in blocks:
        spans = [(sentence.start, sentence.end) for sentence in block.sentences]
        breaks = frozenset(part.start for sentence in block.sentences for part in sentence.parts if part.labels)
        context = Context(statute.id, provision.unit, absatz)
        number += sum(map(len, references.finder.by_sentence(block.text.text, context, spans, breaks)))
    return number


def _quantlaw(blocks: list[tuple[Statute, Provision, str, Block]]) -> int:
    from quantlaw.de_extract.statutes_areas import StatutesExtractor  # noqa: PLC0415  may be absent
    from quantlaw.de_extract.statutes_parse import StatutesParser  # noqa: PLC0415

    extractor, parser = StatutesExtractor({}), StatutesParser({})
    number = 0
    for *_, block in blocks:
        for area in extractor.find_all(block.text.text):
            number += 1
            if area.has_main_area():
                parser.parse_main(area.main_text())
    return number


def _tell(what: str, size: int, work: Callable[[], int]) -> None:
    started = time.process_time()
    number = work()
    seconds = time.process_time() - started
    print(f"{what}: {number} in {seconds:.2f} s CPU, {size / 1e6 / seconds:.2f} MB/s")


if __name__ == "__main__":
    main()
