"""Where the app's findings come from: a store, the sample statutes, or a file somebody uploaded."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Final, Literal

import streamlit as st

from analyzer.errors import MedienbruchError, SourceError, UnsafeSourceError
from analyzer.model import Finding, Statute, Unreadable
from analyzer.rulebook import Rulebook, load_rulebook
from analyzer.scan import scan
from analyzer.semantic.files import PACKAGED
from analyzer.sources import expand
from analyzer.store import Reading, RunWriter, StatuteRows, Store, newest_run, open_memory, open_store
from analyzer.store.rows import rows_with_references
from analyzer.ui.words import Words

VARIABLE: Final = "MEDIENBRUCH_DB"
"""Environment variable that names the store."""
MAX_UPLOAD: Final = 20 * 1024 * 1024
MAX_UNPACKED: Final = 200 * 1024 * 1024
_UPLOAD: Final = "upload"


@dataclass(frozen=True, slots=True)
class Source:
    """What is being looked at.

    Attributes:
        kind: Where it comes from.
        name: File, or "" for the sample statutes.
        reading: Its run.
    """

    kind: Literal["store", "sample", "upload"]
    name: str
    reading: Reading


def current() -> Source:
    """Give what this session looks at: its upload, else the store, else the sample statutes.

    Raises:
        MedienbruchError: If there is none of them, with a sentence for the user.
    """
    uploaded: Source | None = st.session_state.get(_UPLOAD)
    if uploaded is not None:
        return uploaded
    db = os.environ.get(VARIABLE, "")
    return _stored(db) if db else Source("sample", "", _sample())


def read_upload(name: str, data: bytes, words: Words) -> Source:
    """Scan an uploaded file in memory; nothing of it is written anywhere.

    Args:
        name: File name, as the browser gives it.
        data: Its bytes.
        words: Language of the messages.

    Raises:
        SourceError: If it is too large, cannot be read, or holds no statute.
    """
    if len(data) > MAX_UPLOAD:
        raise UnsafeSourceError(words("upload_too_large"))
    name = PurePath(name.replace("\\", "/")).name or "-"
    # Unpacked one after the other first: a scan of standard input holds all documents at once.
    unpacked = 0
    for item in expand(["-"], stdin=io.BytesIO(data)):
        unpacked += 0 if isinstance(item, Unreadable) else item.size
        if unpacked > MAX_UNPACKED:
            raise UnsafeSourceError(words("upload_unpacked", name=name))
    store, unreadable = _scanned(["-"], data, name)
    run = newest_run(store)
    if run is None or not run.report["acts"]:
        store.close()
        if unreadable:
            raise SourceError(unreadable[0].error, en=unreadable[0].en or None)
        raise SourceError(words("upload_no_statute", name=name))
    return Source("upload", name, Reading(store, run))


def keep_upload(source: Source | None) -> None:
    """Make an upload what this session looks at; `None` goes back to the store."""
    before: Source | None = st.session_state.pop(_UPLOAD, None)
    if before is not None:
        before.reading.store.close()
    if source is not None:
        st.session_state[_UPLOAD] = source


def _stored(db: str) -> Source:
    path = None if "://" in db else Path(db)
    stamp = path.stat().st_ino if path is not None and path.exists() else 0
    store = _opened(db, stamp)
    run = newest_run(store)
    if run is None:
        raise _EmptyStoreError(db)
    name = path.name if path is not None else store.name
    return Source("store", name, _reading(db, stamp, run.id, run.finished))


class _EmptyStoreError(MedienbruchError):
    def __init__(self, db: str) -> None:
        super().__init__(Words("de")("empty_store", name=db), en=Words("en")("empty_store", name=db))


@st.cache_resource(max_entries=4, show_spinner=False)
def _opened(db: str, stamp: int) -> Store:  # noqa: ARG001 - a file put in its place is another store
    return open_store(db)


@st.cache_resource(max_entries=4, show_spinner=False)
def _reading(db: str, stamp: int, number: int, finished: str) -> Reading:  # noqa: ARG001 - the key of the cache
    store = _opened(db, stamp)
    run = newest_run(store)
    if run is None:
        raise _EmptyStoreError(db)
    return Reading(store, run)


@st.cache_resource(show_spinner=False)
def _sample() -> Reading:
    folder = _corpus()
    if folder is None:
        raise MedienbruchError(Words("de")("sample_missing"), en=Words("en")("sample_missing"))
    store, _ = _scanned([str(folder)])
    run = newest_run(store)
    if run is None:
        raise MedienbruchError(Words("de")("sample_missing"), en=Words("en")("sample_missing"))
    return Reading(store, run)


def _corpus() -> Path | None:
    package = Path(__file__).parents[1]
    return next((path for path in (package / "_corpus", package.parent / "corpus") if path.is_dir()), None)


@st.cache_resource(show_spinner=False)
def rulebook() -> Rulebook:
    """Give the packaged rules, loaded once."""
    return load_rulebook()


def _scanned(paths: Sequence[str], data: bytes | None = None, name: str = "") -> tuple[Store, tuple[Unreadable, ...]]:
    """Scan into a store in memory; with `data`, standard input ("-") is that and called `name`."""
    stdin = None if data is None else io.BytesIO(data)

    def prepared(statute: Statute, findings: Sequence[Finding]) -> StatuteRows:
        if data is None:
            short = PurePath(statute.source).name
            return rows_with_references(replace(statute, source=short), findings)
        return rows_with_references(replace(statute, source=_called(statute.source, name)), findings)

    store = open_memory()
    run = scan(paths, rulebook=rulebook(), also=prepared, stdin=stdin, semantic=PACKAGED)
    with RunWriter(store) as writer:
        for result in run.results():
            if result.extra is not None:
                writer.add_rows(result.extra)
        report = run.report
        unreadable = tuple(
            Unreadable(_called(u.source, name), _called(u.error, name), _called(u.en, name)) if data is not None else u
            for u in report.unreadable
        )
        writer.finish(replace(report, unreadable=unreadable))
    return store, unreadable


def _called(text: str, name: str) -> str:
    """Put the name of the upload in the place of "-", which standard input is called."""
    return f"{name}{text[1:]}" if text == "-" or text.startswith(("-!", "-:", "-,")) else text
