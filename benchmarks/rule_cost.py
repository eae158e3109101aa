"""Say which matchers and guards cost the time of a scan, so that the few that do can be reworded.

A regex that begins with something frequent (any word, an optional word) is tried at every letter of every sentence; one
such guard can cost more than all rules together. Times are of one process and include the cost of measuring.

```text
python benchmarks/rule_cost.py ../shared/corpora/gii-original --top 20
```
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from analyzer import load_rulebook, scan
from analyzer.detect import context, judge


class Costs:
    """Seconds, calls and hits by name."""

    def __init__(self) -> None:
        self.rows: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0, 0])

    def of(self, function: Callable[..., Any], name: Callable[[Any], str]) -> Callable[..., Any]:
        """Wrap a function whose first argument tells the name; a generator is run to its end."""

        def timed(first: Any, *rest: Any) -> Any:
            began = time.perf_counter()
            result = function(first, *rest)
            if hasattr(result, "__next__"):
                result = list(result)
            row = self.rows[name(first)]
            row[0] += time.perf_counter() - began
            row[1] += 1
            row[2] += len(result) if isinstance(result, list) else result is not None
            return result

        return timed

    def show(self, title: str, top: int) -> None:
        """Print the most expensive ones."""
        total = sum(row[0] for row in self.rows.values())
        print(f"{title}: {total:.1f} s in {sum(row[1] for row in self.rows.values()):.0f} calls")
        for name, (seconds, calls, hits) in sorted(self.rows.items(), key=lambda pair: -pair[1][0])[:top]:
            print(f"{seconds:8.2f} s {calls:9.0f} calls {1e6 * seconds / calls:8.1f} µs {hits:8.0f} hits  {name}")


def main() -> None:
    """Scan in one process with every matcher and guard timed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", help="what `medienbruch scan` takes")
    options.add_argument("--top", type=int, default=20)
    given = options.parse_args()
    rulebook = load_rulebook()
    names = {id(matcher): f"{rule.id}#{matcher.name}" for rule in rulebook.rules for matcher in rule.match}
    matchers, conditions = Costs(), Costs()
    judge._matches = matchers.of(judge._matches, lambda matcher: names[id(matcher)])  # noqa: SLF001  the seam between engine and regexes
    judge.holds = context.holds = conditions.of(context.holds, lambda condition: condition.name)
    began = time.perf_counter()
    run = scan(given.corpus, rulebook=rulebook)
    findings = sum(len(result.findings) for result in run.results())
    print(f"{time.perf_counter() - began:.1f} s, {findings} findings")
    matchers.show("matchers", given.top)
    conditions.show("guards, requirements and cures (those inside others counted twice)", given.top)


if __name__ == "__main__":
    main()
