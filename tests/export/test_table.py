from __future__ import annotations

import io
import re

from analyzer.export import Listing, export
from tests.findings import finding


class Terminal(io.BytesIO):
    def isatty(self):
        return True


def lines(*findings, stream=None, **changes):
    stream = stream or io.BytesIO()
    export("table", Listing(findings, **changes), stream)
    return stream.getvalue().decode().splitlines()


def test_plain_lines_where_nobody_looks():
    shown = lines(finding(), finding(status="resolved", unit="§ 5", norm="n5", zitat="§ 5 PrG"))

    assert "§ 4 Abs. 1 Satz 2 PrG\tSchriftform\tOffen bestehend\tbedarf der Schriftform" == shown[0]
    assert "Vorschriften mit Befund: 2, davon mit offenem Befund: 1" in shown
    assert ["Summe", "1", "1", "0", "2"] == next(line for line in shown if line.startswith("Summe")).split()


def test_findings_in_amending_text_are_listed_and_counted_apart():
    shown = lines(finding(), finding(context="amendment", target="BGB"))

    assert ["Summe", "1", "0", "0", "1"] == next(line for line in shown if line.startswith("Summe")).split()
    assert "Dazu in Änderungstexten: 1 Befunde" in shown


def test_english_names():
    assert "§ 4 Abs. 1 Satz 2 PrG\tWritten form\tOpen\tbedarf der Schriftform" == lines(finding(), lang="en")[0]


def test_text_on_a_terminal_is_neither_markup_nor_escape_sequence(monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    hostile = "Der [bold red]Vertrag[/] :smile: \x1b]0;titel\x07 bedarf der Schriftform."
    shown = "\n".join(lines(finding(hostile, "bedarf der Schriftform"), stream=Terminal()))

    assert "[bold red]Vertrag[/] :smile:" in shown
    assert "\x1b]0;" not in shown
    assert "\x07" not in shown
    assert "PrG  Gesetz über Proben" in shown


def test_a_terminal_shows_where_items_are_left_out(monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    found = finding("Beizufügen sind: 2. eine Urkunde im Original.", "Urkunde im Original")
    shown = "\n".join(lines(found, stream=Terminal(), gaps=lambda _: (17,)))

    assert "Beizufügen sind: […] 2. eine Urkunde im Original." in re.sub(r"\x1b\[[\d;]*m", "", shown)
