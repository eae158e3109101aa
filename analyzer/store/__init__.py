"""Runs, statutes and findings in a database: SQLite by default, PostgreSQL by URL.

Writing: `write_run` or `RunWriter`; `rows_of` prepares rows in a worker process. Reading: `open_store`, then
`Reading` for the newest run. What needs the database library is loaded when it is first asked for, so that workers that
only prepare rows do without.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from analyzer.store.rows import StatuteRows, rows_of
from analyzer.store.selection import Selection
from analyzer.store.views import Act, Entry, NotRead, ProvisionHead, ProvisionText, RunInfo
from analyzer.store.wording import Line, TextBlock

if TYPE_CHECKING:
    from analyzer.store.connect import Store, open_memory, open_store
    from analyzer.store.reading import Reading, newest_run
    from analyzer.store.write import RunWriter, write_run

__all__ = [
    "Act",
    "Entry",
    "Line",
    "NotRead",
    "ProvisionHead",
    "ProvisionText",
    "Reading",
    "RunInfo",
    "RunWriter",
    "Selection",
    "StatuteRows",
    "Store",
    "TextBlock",
    "newest_run",
    "open_memory",
    "open_store",
    "rows_of",
    "write_run",
]

_LAZY = {
    "Store": "connect",
    "open_memory": "connect",
    "open_store": "connect",
    "Reading": "reading",
    "newest_run": "reading",
    "RunWriter": "write",
    "write_run": "write",
}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return getattr(import_module(f"analyzer.store.{_LAZY[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
