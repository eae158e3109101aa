"""Small acts in gii-norm, our own wording, for the tests of the reader."""

from typing import Any

from analyzer.model import Block, Provision, Sentence, Statute
from analyzer.read import read_bytes

DOCTYPE = (
    '<?xml version="1.0" encoding="UTF-8" ?><!DOCTYPE dokumente SYSTEM '
    '"http://www.gesetze-im-internet.de/dtd/1.01/gii-norm.dtd">\n'
)
HEAD = (
    '<norm builddate="20250102030405" doknr="{doc}"><metadaten><jurabk>TestG</jurabk><amtabk>TG</amtabk>'
    '<ausfertigung-datum manuell="ja">2001-02-03</ausfertigung-datum><kurzue>Testgesetz</kurzue>'
    "<langue>Gesetz über das<BR/>Testen</langue>{stand}</metadaten><textdaten>{text}</textdaten></norm>"
)


def norm(
    content: str = "",
    enbez: str = "§ 1",
    *,
    titel: str = "",
    metadata: str = "",
    footnotes: str = "",
    doknr: str = "TEST01E0001",
    text: str | None = None,
    date: str = "20250607080910",
) -> str:
    designation = f"<enbez>{enbez}</enbez>" if enbez else ""
    heading = f'<titel format="XML">{titel}</titel>' if titel else ""
    body = f'<text format="XML"><Content>{content}</Content></text>' if text is None else text
    return (
        f'<norm builddate="{date}" doknr="{doknr}"><metadaten><jurabk>TestG</jurabk>{designation}{metadata}{heading}'
        f"</metadaten><textdaten>{body}<fussnoten>{footnotes}</fussnoten></textdaten></norm>"
    )


def act_bytes(*norms: str, doc: str = "TEST01", stand: str = "", text: str = "", prolog: str = "") -> bytes:
    head = HEAD.format(doc=doc, stand=stand, text=text)
    body = f'<dokumente builddate="20260102030405" doknr="{doc}">{head}{"".join(norms)}</dokumente>'
    return (prolog + body).encode()


def act(*norms: str, **options: Any) -> Statute:
    return read_bytes(act_bytes(*norms, **options), "test.xml")


def provision(content: str, enbez: str = "§ 1", **options: Any) -> Provision:
    (found,) = act(norm(content, enbez, **options)).provisions
    return found


def sentences(content: str, enbez: str = "§ 1", **options: Any) -> list[str]:
    return [text_of(block, sentence) for block, sentence in walk(provision(content, enbez, **options))]


def walk(found: Provision) -> list[tuple[Block, Sentence]]:
    return [pair for absatz in found.absaetze for pair in absatz.sentences()]


def text_of(block: Block, sentence: Sentence) -> str:
    return block.text.text[sentence.start : sentence.end]


def parts(content: str, **options: Any) -> list[tuple[str, str, int, str]]:
    """Kind, item path, parent and text of all parts of the only sentence."""
    ((block, sentence),) = walk(provision(content, **options))
    return [
        (p.kind, " ".join(label for label in p.labels if label), p.parent, block.text.text[p.text_start : p.end])
        for p in sentence.parts
    ]


def items(*pairs: tuple[str, str]) -> str:
    """A DL with these labels and texts; a text may hold markup."""
    inner = "".join(f'<DT>{label}</DT><DD Font="normal"><LA Size="normal">{text}</LA></DD>' for label, text in pairs)
    return f'<DL Type="arabic">{inner}</DL>'
