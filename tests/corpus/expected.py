"""The sample statutes and what a careful reader finds in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
FILES = sorted(CORPUS.glob("*.xml"))


class Expected(NamedTuple):
    """One label of `tests/gold/corpus_expected.jsonl`, made by reading, not by running the tool."""

    doc: str
    norm: str
    unit: str
    absatz: str
    satz: int
    item: str
    type: str
    status: str
    quote: str

    @property
    def place(self) -> str:
        where = [self.unit or self.norm, self.absatz and f"Abs. {self.absatz}", f"Satz {self.satz}", self.item]
        return f"{self.doc} {' '.join(filter(None, where))}: {self.type} {self.status} „{self.quote}“"


EXPECTED = tuple(
    Expected(**json.loads(line))
    for line in (ROOT / "tests/gold/corpus_expected.jsonl").read_text(encoding="utf-8").splitlines()
)
