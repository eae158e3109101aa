"""The command `medienbruch`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        argv: Arguments behind the program's name; by default those of the process.

    Returns:
        The exit code, see `analyzer.errors.ExitCode`.
    """
    # A scan runs one process a core; threads of the matrix library beside them cost more than they bring. Must be said
    # before numpy is imported; worker processes inherit it, and who wants threads has set it.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from analyzer.cli.app import run  # noqa: PLC0415  a worker process imports this package and must start quickly

    return run(list(sys.argv[1:] if argv is None else argv))
