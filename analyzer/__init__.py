"""medienbruch: finds the clauses in statutes that force a digital workflow back onto paper, pens and counters.

Example:
    >>> from analyzer import load_rulebook, read_statute, scan
    >>> rulebook = load_rulebook()
    >>> run = scan("corpus", rulebook=rulebook)
    >>> findings = [finding for finding in run if finding.status == "open"]
    >>> run.report.acts > 0
    True
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

# A plain import, not a lazy one like those below: the room `analyzer.scan` would otherwise hide its function as soon as
# anything imports it. The room's `__init__` is cheap for this reason.
from analyzer.scan import scan

if TYPE_CHECKING:
    from analyzer.read import read_statute
    from analyzer.rulebook import load_rulebook

__all__ = ["load_rulebook", "read_statute", "scan"]

_HOMES = {"load_rulebook": "analyzer.rulebook", "read_statute": "analyzer.read"}


def __getattr__(name: str) -> Any:
    """Import a public function when it is first asked for, so that a start of the command line stays quick."""
    if name in _HOMES:
        from importlib import import_module  # noqa: PLC0415

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
