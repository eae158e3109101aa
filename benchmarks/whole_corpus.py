"""Time the scan of a whole corpus, beside the floor below which no reader of XML can get.

The floor is measured in the same run on the same machine: every file parsed by lxml and its text walked once, in as
many processes. What counts is the ratio of the two: it says how much the tool adds, however fast the machine is.
Processor seconds are given beside the wall: they mean something on a machine that has other work, too.
Memory is sampled from outside, over all processes of the scan, and compared with what the run reports itself.

```text
python benchmarks/whole_corpus.py ../shared/corpora/bund-2026-04.zip --jobs 2
```
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from lxml import etree

from analyzer.model import Unreadable
from analyzer.sources import Document, expand


def main() -> None:
    """Measure floor and scan, and print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", help="what `medienbruch scan` takes")
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--repeat", type=int, default=1, help="scans; the quickest counts")
    given = options.parse_args()
    characters, floor, floor_cpu = measure_floor(given.corpus, given.jobs)
    what = f"lxml parse and itertext, {given.jobs} processes, {characters / 1e6:.1f} M characters"
    print(f"floor   {floor:7.1f} s  {floor_cpu:7.1f} s of processors  {what}")
    with tempfile.TemporaryDirectory() as folder:
        runs = [measure_scan(given.corpus, given.jobs, Path(folder)) for _ in range(given.repeat)]
    seconds, cpu, sampled, report = min(runs, key=lambda run: run[0])
    findings = sum(sum(counts.values()) for counts in report["findings"].values())
    what = f"{report['acts']} acts, {report['sentences']} sentences, {findings} findings"
    print(f"scan    {seconds:7.1f} s  {cpu:7.1f} s of processors  {what}")
    print(f"ratio   {seconds / floor:7.1f}    {cpu / floor_cpu:7.1f}    scan to floor")
    print(f"memory  {sampled:7.0f} MB sampled peak of all processes, {report['peak_mb_all_processes']:.0f} MB reported")


def measure_floor(corpus: str, jobs: int) -> tuple[int, float, float]:
    """Parse every file and walk its text; give the characters, the seconds, and those of all processors."""
    began, before = time.perf_counter(), processor_seconds()
    documents = [document for document in expand([corpus]) if not isinstance(document, Unreadable)]
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        characters = sum(pool.imap_unordered(count_characters, documents, chunksize=50))
        pool.close()
        pool.join()
    return characters, time.perf_counter() - began, processor_seconds() - before


def processor_seconds() -> float:
    """Processor time of this process and of all its children that have ended."""
    return sum(os.times()[:4])


def count_characters(document: Document) -> int:
    """Parse one file and count its characters of text."""
    root = etree.fromstring(document.read(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    return sum(map(len, root.itertext()))


def measure_scan(corpus: str, jobs: int, folder: Path) -> tuple[float, float, float, dict]:
    """Scan from the command line; give seconds, those of all processors, the sampled peak in MB, and the report."""
    report = folder / "report.json"
    command = [sys.executable, "-m", "analyzer", "scan", corpus, "--jobs", str(jobs)]
    command += ["--output", str(folder / "findings.jsonl"), "--report", str(report)]
    began, before = time.perf_counter(), processor_seconds()
    peak = 0.0
    with subprocess.Popen(command, start_new_session=True) as scan:
        while scan.poll() is None:
            peak = max(peak, resident_mb(scan.pid))
            time.sleep(0.2)
    return (
        time.perf_counter() - began,
        processor_seconds() - before,
        peak,
        json.loads(report.read_text(encoding="utf-8")),
    )


def resident_mb(session: int) -> float:
    """Add up the resident memory of all processes of a session, in MB; 0 where there is no /proc."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            if int(fields[3]) == session:
                total += int((status.parent / "statm").read_text(encoding="ascii").split()[1]) * 4096
        except (OSError, IndexError, ValueError):
            continue  # it has just ended
    return total / 1e6


if __name__ == "__main__":
    main()
