"""Sentences to the user that may hold names of files and acts: shown as they are, never as Markdown or HTML."""

from __future__ import annotations

import html
from typing import Literal

import streamlit as st


def notice(kind: Literal["info", "warning", "error"], text: str) -> None:
    """Show a sentence in a box."""
    role = "alert" if kind == "error" else "status"
    st.html(f'<div class="mb-notice mb-{kind}" role="{role}">{html.escape(text)}</div>')


def line(text: str, style: str = "mb-quiet") -> None:
    """Show a line of text."""
    st.html(f'<p class="{style}">{html.escape(text)}</p>')
