from __future__ import annotations

import io
import re
import sys

from analyzer.scan import progress
from analyzer.scan.result import StatuteResult

RESULTS = [StatuteResult(f"{n}.xml", 1000) for n in range(40)]


class Terminal(io.StringIO):
    def isatty(self):
        return True


def terminal(monkeypatch, *, patience):
    """A terminal for standard error; set inside the test, since pytest puts its own there before each."""
    monkeypatch.setattr(progress, "_PATIENCE", patience)
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "120")
    return sys.stderr


def passed(*, size=40_000, inputs=40, lang="de"):
    return list(progress.shown(iter(RESULTS), size=size, inputs=inputs, lang=lang))


def test_terminal_sees_count_rate_and_remaining_time(monkeypatch):
    seen = terminal(monkeypatch, patience=-1)

    assert RESULTS == passed()
    shown = seen.getvalue()
    assert "40/40 Gesetze, " in shown
    assert re.search(r"/s noch \S*0:00:00", shown)


def test_units_have_no_known_end(monkeypatch):
    seen = terminal(monkeypatch, patience=-1)

    assert RESULTS == passed(size=None, inputs=None, lang="en")
    assert "40 acts, " in seen.getvalue()


def test_short_runs_show_no_bar(monkeypatch):
    seen = terminal(monkeypatch, patience=1000)

    assert RESULTS == passed()
    assert "" == seen.getvalue()


def test_nothing_is_shown_where_nobody_looks(monkeypatch):
    monkeypatch.setattr(progress, "_PATIENCE", -1)
    monkeypatch.setattr(sys, "stderr", io.StringIO())

    assert RESULTS == passed()
    assert "" == sys.stderr.getvalue()


def test_bar_ends_when_the_reader_does(monkeypatch):
    seen = terminal(monkeypatch, patience=-1)
    results = progress.shown(iter(RESULTS), size=40_000, inputs=40, lang="de")

    next(results)
    results.close()
    assert seen.getvalue().count("\x1b[?25h") >= 1  # the cursor is back
