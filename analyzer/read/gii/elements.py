"""The elements of gii-norm: what each does to the text, how many characters it has, how XPath names it."""

from __future__ import annotations

from typing import Final

from lxml import etree

BREAK, LIST, SUP, TABLE, NOTE, PICTURE, SPLIT, BLOCK = range(8)
HANDLING: Final[dict[object, int]] = {
    "BR": BREAK,
    "DL": LIST,
    "SUP": SUP,
    "table": TABLE,
    "noindex": NOTE,
    "kommentar": NOTE,
    "IMG": PICTURE,
    "FILE": PICTURE,
    "Split": SPLIT,
    "P": BLOCK,
    "LA": BLOCK,
    "DD": BLOCK,
    "DT": BLOCK,
    "Title": BLOCK,
    "Subtitle": BLOCK,
    "Ident": BLOCK,
    "pre": BLOCK,
    "entry": BLOCK,
    "row": BLOCK,
    "tgroup": BLOCK,
    "thead": BLOCK,
    "tbody": BLOCK,
    "tfoot": BLOCK,
    "Footnote": BLOCK,
    "Footnotes": BLOCK,
    "TOC": BLOCK,
}
"""Element → what it does to the text. All others, unknown ones among them, pass their text through."""


def characters(element: etree._Element) -> int:
    """Count the characters of text in an element, its tail left out."""
    size = len(element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            size += characters(child)
        size += len(child.tail or "")
    return size


def odd_step(element: etree._Element, count: int) -> str:
    """Give the XPath step of a comment or instruction, whose tail may be text, or of an element with a namespace."""
    if isinstance(element.tag, str):
        name = etree.QName(element)
        return f"*[local-name()='{name.localname}' and namespace-uri()='{name.namespace}'][{count}]"
    is_comment = isinstance(element, etree._Comment)  # noqa: SLF001 — lxml has no public name for the type
    return f"comment()[{count}]" if is_comment else f"processing-instruction()[{count}]"
