"""Errors speak the language of the user; the operating system and Python's library speak English only."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from analyzer import errors
from analyzer.errors import reason_of


def raised(do) -> Exception:
    try:
        do()
    except Exception as error:  # noqa: BLE001  whatever it is, it has to be told
        return error
    raise AssertionError("nothing was raised")


@pytest.mark.parametrize(
    ("do", "de", "en"),
    [
        (lambda: Path("gibtsnicht").read_bytes(), "diese Datei gibt es nicht", "there is no such file"),
        (lambda: Path("/").read_bytes(), "das ist ein Ordner, keine Datei", "it is a folder, not a file"),
        (lambda: {}["quote"], "die Angabe „quote“ fehlt", "“quote” is missing"),
        (b"\xff".decode, "kein UTF-8", "not UTF-8"),
        (lambda: gzip.decompress(gzip.compress(b"a" * 99)[:20]), "das Ende fehlt", "its end is missing"),
        (lambda: gzip.decompress(b"kein gzip"), "der Inhalt ist beschädigt", "Not a gzipped file"),
        (lambda: int("x"), "der Inhalt ist beschädigt", "invalid literal"),
    ],
)
def test_reasons_are_told_in_both_languages(do, de, en):
    error = raised(do)

    assert reason_of(error).startswith(de)
    assert reason_of(error, "en").startswith(en)


def test_an_unknown_code_is_told_by_its_number():
    assert "Fehler 9999 des Betriebssystems" == reason_of(OSError(9999, "Strange"))


def test_no_message_takes_the_words_of_the_operating_system():
    package = Path(errors.__file__).parent
    using = [path.name for path in package.rglob("*.py") if "strerror" in path.read_text("utf-8")]

    assert [] == using, "say it with analyzer.errors.reason_of"
