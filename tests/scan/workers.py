"""Functions that a worker process calls; they must be importable there."""

from __future__ import annotations

import os
import signal


def units(statute, findings):
    """What one gets from a statute beside its findings."""
    return [provision.unit for provision in statute.provisions], len(findings)


def die(statute, findings):
    """End the worker as the system does when memory is short."""
    if statute.id == "A5":
        os.kill(os.getpid(), signal.SIGKILL)


def fail(statute, findings):
    """An error nobody foresaw."""
    if statute.id == "A5":
        raise IndexError("out of\nrange")
