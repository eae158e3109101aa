"""JSON lines: one finding an object, keys in the order of the contract, UTF-8."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO, Final

from analyzer.export._listing import Listing
from analyzer.model import Finding

SUFFIXES: Final = (".jsonl", ".ndjson")
BINARY: Final = False


def encode(findings: Iterable[Finding]) -> bytes:
    """Give the lines of some findings, each with its line feed."""
    lines = [json.dumps(finding.to_dict(), ensure_ascii=False) + "\n" for finding in findings]
    # Half a surrogate pair cannot be written as UTF-8; JSON input can hold one.
    return "".join(lines).encode("utf-8", "replace")


def decode(lines: bytes) -> tuple[Finding, ...]:
    """Rebuild findings from lines that `encode` made."""
    return tuple(Finding.from_dict(json.loads(line)) for line in lines.split(b"\n") if line)


def export(listing: Listing, stream: BinaryIO) -> None:
    """Write one line a finding."""
    stream.writelines(encode((finding,)) for finding in listing.findings)
