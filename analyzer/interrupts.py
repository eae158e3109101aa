"""Ctrl-C, remembered: Python drops an exception that falls into a callback of garbage collection, and would go on."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_HEARD: Final = threading.Event()


@contextmanager
def remembered() -> Iterator[None]:
    """Remember Ctrl-C for `check`, beside the `KeyboardInterrupt` that it raises.

    A thread cannot listen, and a caller that hears of Ctrl-C in a way of its own is left alone.
    """
    if (
        threading.current_thread() is not threading.main_thread()
        or signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    ):
        yield
        return
    signal.signal(signal.SIGINT, _hear)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        _HEARD.clear()


def check() -> None:
    """Raise `KeyboardInterrupt` if Ctrl-C was pressed; for loops that wait."""
    if _HEARD.is_set():
        raise KeyboardInterrupt


def _hear(*_: object) -> None:
    _HEARD.set()
    raise KeyboardInterrupt
