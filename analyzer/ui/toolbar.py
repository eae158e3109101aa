"""What stands beside the title of every page: where the findings come from, downloads, upload, settings."""

from __future__ import annotations

import html
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analyzer.errors import MedienbruchError
from analyzer.export import Listing, export
from analyzer.model import Finding
from analyzer.model.gaps import Gaps
from analyzer.rulebook.message import told_in
from analyzer.store import Entry, Reading, Selection
from analyzer.store.gaps import gaps_of
from analyzer.ui import filters, state
from analyzer.ui.notices import line, notice
from analyzer.ui.sources import Source, keep_upload, read_upload, rulebook
from analyzer.ui.words import Words

_TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "jsonl": "application/x-ndjson",
}
_PER_SECOND: Final = 2_500
"""Rows of an Excel file written in a second, roughly; below a few thousand nobody waits."""


def show(source: Source | None, title: str, words: Words, *, lists: bool = True) -> DeltaGenerator:
    """Show title and tools.

    Args:
        source: What is looked at, `None` if nothing could be opened.
        title: Title of the page.
        words: Language.
        lists: Whether the filtered list of findings is what can be downloaded here.

    Returns:
        The place for a download of the page's own.
    """
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        st.html(f'<h1 class="mb-title">{html.escape(title)}</h1>', width="content")
        with st.container(horizontal=True, width="content", gap="small"):
            own = st.container(width="content")
            if source is not None and lists:
                with own:
                    _downloads(source, words)
            _upload(source, words)
            _settings(words)
    if source is not None:
        line(" · ".join(describe(source, words)), "mb-source")
    return own


def describe(source: Source, words: Words) -> list[str]:
    """Say what is looked at: which corpus, how large, of which date, by which rules and tool."""
    run, acts = source.reading.run, source.reading.acts()
    name = words("sample_note") if source.kind == "sample" else words(f"source_{source.kind}", name=source.name)
    newest = source.reading.as_of()
    unreadable = len(run.report.get("unreadable", ()))
    parts = [
        name,
        words("acts_one") if len(acts) == 1 else words("acts_many", n=words.number(len(acts))),
        words("as_of", day=words.day(newest)) if newest else "",
        words("scanned", day=words.day(run.finished)),
        words("rules", rules=run.versions["rules"]) if run.versions.get("rules") else "",
        words("tool", version=run.versions["tool"]) if run.versions.get("tool") else "",
    ]
    if unreadable:
        parts.append(
            words("not_readable_one") if unreadable == 1 else words("not_readable", n=words.number(unreadable))
        )
    return [part for part in parts if part]


def exported(source: Source, chosen: Selection, name: str, words: Words) -> bytes:
    """Write the filtered list in a format."""
    return written(source.reading, source.reading.entries(chosen), name, words)


def written(reading: Reading, batches: Iterable[Sequence[Entry]], name: str, words: Words) -> bytes:
    """Write findings in a format.

    Args:
        reading: The run they are of.
        batches: The findings, some at a time.
        name: The format; in a workbook it is marked what sentences leave out.
        words: Language.
    """
    gaps: dict[str, Gaps] = {}
    told = "de" if name == "jsonl" else words.lang  # for programs: the message as the list holds it

    def findings() -> Iterator[Finding]:
        for entries in batches:
            if name == "xlsx":
                gaps.clear()  # those of the findings before are written
                gaps.update(gaps_of(reading, entries))
            yield from (told_in(entry.finding, rulebook(), told) for entry in entries)

    stream = io.BytesIO()
    export(name, Listing(findings(), lang=words.lang, gaps=lambda finding: gaps.get(finding.fingerprint, ())), stream)
    return stream.getvalue()


def _downloads(source: Source, words: Words) -> None:
    chosen = filters.selection(source.reading)
    total = source.reading.count(chosen)
    hints = [words("download_hint_one") if total == 1 else words("download_hint", n=words.number(total))]
    if total > 2 * _PER_SECOND:
        hints.append(words("download_large", seconds=words.number(total // _PER_SECOND)))
    make = partial(exported, source, chosen, words=words)
    downloads(words, hints, make, words("file_name"), disabled=total == 0)


def downloads(
    words: Words,
    hints: Sequence[str],
    make: Callable[[str], bytes],
    file: str,
    *,
    label: str = "",
    disabled: bool = False,
) -> None:
    """Show a choice of formats.

    Args:
        words: Language.
        hints: Sentences above it.
        make: Gives the file in a format.
        file: Its name without suffix.
        label: Of the button, if it says more than that something can be downloaded.
        disabled: Whether there is nothing to write.
    """
    with st.popover(label or words("download"), icon=":material/download:", disabled=disabled):
        for hint in hints:
            line(hint)
        for name, mime in _TYPES.items():
            st.download_button(
                words(f"download_{name}"),
                data=partial(make, name),
                file_name=f"{file}.{name}",
                mime=mime,
                key=f"download_{name}",
                on_click="ignore",
                width="stretch",
            )


def _upload(source: Source | None, words: Words) -> None:
    if source is not None and source.kind == "upload":
        st.button(words("upload_back"), icon=":material/close:", key="upload_close", on_click=_close)
        return
    with st.popover(words("upload"), icon=":material/upload_file:"):
        line(words("upload_where"))
        file = st.file_uploader(
            words("upload_label"), key=f"upload_{st.session_state.get('upload_round', 0)}", max_upload_size=64
        )
        if file is None:
            return
        try:
            with st.spinner(words("upload_running")):
                uploaded = read_upload(file.name, file.getvalue(), words)
        except MedienbruchError as error:
            notice("error", error.text(words.lang))
            return
    keep_upload(uploaded)
    _renew()
    st.rerun()


def _close() -> None:
    keep_upload(None)
    _renew()


def _renew() -> None:
    """Another source is looked at: filters begin anew, the uploader is empty again."""
    st.session_state["upload_round"] = st.session_state.get("upload_round", 0) + 1
    state.start_over()
    state.arrive()


def _settings(words: Words) -> None:
    def language() -> None:
        state.put(lang=st.session_state["w_lang"] or "de")

    with st.popover(words("settings"), icon=":material/settings:"):
        st.segmented_control(
            words("language"),
            ["de", "en"],
            format_func=lambda lang: {"de": "Deutsch", "en": "English"}[lang],
            key=state.control("w_lang", state.get().lang),
            required=True,
            on_change=language,
        )
        keys = st.toggle(
            words("shortcuts"), value=st.session_state.get("shortcuts", True), help=words("shortcuts_help")
        )
        st.session_state["shortcuts"] = keys
