"""Small acts of our own wording in gii-norm, written to a folder."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

CLAUSES = (
    "Der Vertrag bedarf der Schriftform.",
    "Die Anzeige ist der Behörde schriftlich zu erstatten.",
    "Der Antrag kann schriftlich oder elektronisch gestellt werden.",
    "Dieses Gesetz tritt am 1. Januar 2020 in Kraft.",
)


def gii(doc: str, law: str, *texts: str, title: str = "Gesetz über Proben") -> str:
    """An act in gii-norm: every text becomes the only Absatz of a section."""
    head = f'<norm doknr="{doc}"><metadaten><jurabk>{escape(law)}</jurabk><langue>{escape(title)}</langue></metadaten></norm>'
    norms = "".join(
        f'<norm doknr="{doc}BJNE{number:09}"><metadaten><jurabk>{escape(law)}</jurabk><enbez>§ {number}</enbez>'
        f'<titel format="XML">Form</titel></metadaten><textdaten><text format="XML"><Content><P>{escape(text)}</P></Content>'
        "</text></textdaten></norm>"
        for number, text in enumerate(texts, start=1)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<dokumente doknr="{doc}">{head}{norms}</dokumente>\n'


def write_act(folder: Path, doc: str, *texts: str, law: str = "", title: str = "Gesetz über Proben") -> Path:
    """Write an act and give its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{doc}.xml"
    path.write_text(gii(doc, law or f"Pr{doc}G", *(texts or CLAUSES), title=title), encoding="utf-8")
    return path
