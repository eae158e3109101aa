"""Kept regexes are the regexes they were; whatever is wrong with the file, they are compiled anew."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from analyzer.detect.regex_filter import _patterns
from analyzer.rulebook import load_rulebook, regex_code

TEXT = (
    "Der Antrag ist schriftlich (§ 3a Abs. 2) oder zur Niederschrift zu stellen; die Behörde kann Ausnahmen zulassen. "
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of its own, and a process that has compiled nothing."""
    monkeypatch.setenv("MEDIENBRUCH_CACHE", str(tmp_path))
    monkeypatch.setattr(regex_code, "_new", {})
    regex_code._kept.cache_clear()
    yield tmp_path
    regex_code._kept.cache_clear()


def _compiled(source: str) -> re.Pattern[str]:
    return regex_code.compiled.__wrapped__(source)


def _keep(sources: list[str]) -> Path:
    for source in sources:
        _compiled(source)
    regex_code.keep()
    regex_code._kept.cache_clear()
    return regex_code._file()


def _many() -> list[str]:
    return [f"(?P<word>schrift{'l' * number}|stell)\\w+" for number in range(regex_code._WORTH_KEEPING)]


def _uncompiled(source: str) -> regex_code.Code:
    raise AssertionError(source)


def test_regexes_of_the_rules_are_what_re_makes_of_them() -> None:
    sources = sorted({pattern.source for pattern in _patterns(load_rulebook())})[::9]
    assert len(sources) > 100
    for source in sources:
        ours, usual = _compiled(source), re.compile(source)
        assert (ours.flags, ours.groups, dict(ours.groupindex)) == (usual.flags, usual.groups, dict(usual.groupindex))
        for text in (TEXT, TEXT.lower()):
            assert [hit.span() for hit in ours.finditer(text)] == [hit.span() for hit in usual.finditer(text)]


def test_the_next_process_takes_what_was_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    sources = _many()
    _keep(sources)
    monkeypatch.setattr(regex_code, "_coded", _uncompiled)
    for source in sources:
        found = _compiled(source).search(TEXT)
        usual = re.search(source, TEXT)
        assert (found and (found.span(), found["word"])) == (usual and (usual.span(), usual["word"]))
    with pytest.raises(AssertionError):
        _compiled("not kept")


def test_a_few_new_ones_are_not_worth_writing() -> None:
    assert not _keep(_many()[1:]).exists()


def test_later_ones_join_those_that_were_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    _keep(_many())
    monkeypatch.setattr(regex_code, "_new", {})
    more = [source + "x" for source in _many()]
    _keep(more)
    assert set(regex_code._kept()) == {*_many(), *more}


def test_two_scans_of_one_process_keep_what_both_compiled() -> None:
    more = [source + "x" for source in _many()]
    for sources in (_many(), more):
        for source in sources:
            _compiled(source)
        regex_code.keep()
    regex_code._kept.cache_clear()
    assert set(regex_code._kept()) == {*_many(), *more}


@pytest.mark.parametrize("damage", [lambda data: data[:200], lambda data: data[:0], lambda data: data[:-1] + b"x"])
def test_a_damaged_file_is_passed_over(damage) -> None:
    path = _keep(_many())
    path.write_bytes(damage(path.read_bytes()))
    regex_code._kept.cache_clear()
    assert regex_code._kept() == {}
    assert _compiled(_many()[0]).search(TEXT)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights otherwise")
def test_a_file_that_others_may_write_is_passed_over() -> None:
    _keep(_many()).chmod(0o666)
    regex_code._kept.cache_clear()
    assert regex_code._kept() == {}


@pytest.mark.parametrize("error", [AttributeError, TypeError, RuntimeError])
def test_a_python_whose_engine_is_built_otherwise_compiles_as_usual(error, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> regex_code.Code:
        raise error

    monkeypatch.setattr(regex_code, "_made", broken)
    assert _compiled("schrift").search(TEXT)


def test_what_is_no_regex_is_told() -> None:
    with pytest.raises(re.error):
        _compiled("(offen")


def test_where_nothing_can_be_written_nothing_happens(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "file").touch()
    monkeypatch.setenv("MEDIENBRUCH_CACHE", str(folder / "file"))
    assert not _keep(_many()).exists()
