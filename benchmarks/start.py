"""Say how soon the program answers, beside the floor: Python with the library of its commands alone.

Times are seconds of both processors, the least of several runs, so that other work on the machine counts little. `--help`
is to answer in under 0.3 s.

```text
python benchmarks/start.py
```
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys

COMMANDS = {
    "floor (import typer)": ["-c", "import typer"],
    "--help": ["-m", "analyzer", "--help"],
    "scan --help": ["-m", "analyzer", "scan", "--help"],
    "version": ["-m", "analyzer", "version"],
}


def seconds(arguments: list[str]) -> float:
    """Processor time of one run of Python, children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Run all commands in turn and print the least time of each with its ratio to the floor."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=5)
    given = options.parse_args()
    taken = [{name: seconds(arguments) for name, arguments in COMMANDS.items()} for _ in range(given.runs)]
    least = {name: min(run[name] for run in taken) for name in COMMANDS}
    floor = next(iter(least.values()))
    for name, value in least.items():
        print(f"{value:6.3f} s  {value / floor:4.1f} x  {name}")


if __name__ == "__main__":
    main()
