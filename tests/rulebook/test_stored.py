"""Stored rulebooks: the same rules, and never a file that somebody else may have written."""

from __future__ import annotations

import json
import sys

import pytest

from analyzer.rulebook import builtin_folder, load_rulebook, stored
from analyzer.rulebook.parse import parse
from analyzer.rulebook.sources import digest_of, read_sources

KEY = "ab" * 32


@pytest.fixture(scope="module")
def rulebook():
    sources = read_sources([builtin_folder()], [builtin_folder()])
    return parse(sources, digest_of(sources))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("MEDIENBRUCH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "rules"


def plain(rulebook):
    return json.dumps(stored._plain(rulebook), sort_keys=True)


def test_a_stored_rulebook_says_the_same(rulebook, folder):
    stored.write(KEY, rulebook)
    read = stored.read(KEY)
    assert plain(rulebook) == plain(read)
    for before, after in zip(rulebook.rules, read.rules, strict=True):
        assert (before.examples, before.triggers, before.references) == (
            after.examples,
            after.triggers,
            after.references,
        )
        assert [m.patterns for m in before.match] == [m.patterns for m in after.match]
        assert [type(getattr(before, name)) for name in before.__slots__] == [
            type(getattr(after, name)) for name in after.__slots__
        ]


@pytest.mark.parametrize("change", [lambda data: data.replace(b"schriftlich", b"schriftlixh"), lambda data: data[:-9]])
def test_a_changed_file_is_not_taken(rulebook, folder, change):
    stored.write(KEY, rulebook)
    path = folder / f"{KEY}.json"
    path.write_bytes(change(path.read_bytes()))
    assert stored.read(KEY) is None


def test_a_file_of_another_key_is_not_taken(rulebook, folder):
    stored.write(KEY, rulebook)
    (folder / f"{KEY}.json").rename(folder / f"{'cd' * 32}.json")
    assert stored.read("cd" * 32) is None


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX permissions")
@pytest.mark.parametrize("open_to_all", ["file", "folder"])
def test_what_others_may_write_is_not_taken(rulebook, folder, open_to_all):
    stored.write(KEY, rulebook)
    (folder / f"{KEY}.json" if open_to_all == "file" else folder).chmod(0o777)
    assert stored.read(KEY) is None


def test_without_a_folder_to_write_nothing_happens(rulebook, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("MEDIENBRUCH_CACHE", str(tmp_path / "file"))
    stored.write(KEY, rulebook)
    assert stored.read(KEY) is None


def test_old_rulebooks_make_room(rulebook, folder):
    for number in range(stored._KEPT + 3):
        stored.write(f"{number:064}", rulebook.only(rulebook.rules[0]))
    assert stored._KEPT == len(list(folder.iterdir()))


def test_the_key_follows_content_and_place(tmp_path):
    rule = tmp_path / "signature" / "a.yaml"
    rule.parent.mkdir()
    rule.write_text("id: signature/a")
    key = stored.key_of(read_sources([], [tmp_path]))
    assert key == stored.key_of(read_sources([], [tmp_path]))
    rule.write_text("id: signature/b")
    assert key != stored.key_of(read_sources([], [tmp_path]))


def test_loading_uses_what_is_stored(folder, monkeypatch):
    monkeypatch.setattr("analyzer.rulebook.load._load", load_rulebook.__globals__["_load"].__wrapped__)
    first = load_rulebook()
    monkeypatch.setitem(sys.modules, "analyzer.rulebook.parse", None)  # importing it fails now
    assert plain(first) == plain(load_rulebook())
