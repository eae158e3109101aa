"""Safe parsing of XML: no network, no DTD, no entities, and one clear line for everything that is wrong."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from analyzer.errors import NotXmlError, SourceError, UnsafeSourceError

_DECLARES_ENTITY: Final = re.compile(rb"<!ENTITY", re.IGNORECASE)
_PROLOG: Final = 100_000
MAX_TAGS: Final = 4_000_000
"""Tags of one document. The largest federal act has 114,000; four million take half a gigabyte."""
_LIMITS: Final = re.compile(
    r"huge|too long|Excessive depth|Maximum|entity reference loop|amplification|limit exceeded", re.IGNORECASE
)


def parse_xml(data: bytes, source: str) -> etree._Element:
    """Parse bytes that came from anywhere.

    The parser keeps the limits of libxml2 (10 MB for a text or an attribute, 256 levels): no statute comes near them,
    and they are what keeps a hostile file from exhausting memory. The DTD named in a DOCTYPE is never loaded.

    Args:
        data: The file.
        source: Its name, for messages.

    Returns:
        The root element.

    Raises:
        NotXmlError: If it is empty, binary or not well-formed.
        UnsafeSourceError: If it declares entities or goes beyond the limits.
    """
    _check_start(data, source)
    parser = etree.XMLParser(
        load_dtd=False, no_network=True, resolve_entities=False, huge_tree=False, remove_comments=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _syntax_error(error, source) from error
    except (ValueError, LookupError) as error:  # an encoding that nobody knows
        raise NotXmlError(
            f"{source}: Zeichenkodierung unbekannt. Bitte die Datei als UTF-8 speichern.",
            en=f"{source}: unknown encoding ({error}). Please save the file as UTF-8.",
        ) from error
    if root is None:
        raise _not_xml(source)
    _check_entities(root, source)
    return root


def _check_start(data: bytes, source: str) -> None:
    if not data.strip():
        raise NotXmlError(
            f"{source}: Die Datei ist leer. Bitte neu herunterladen.",
            en=f"{source}: the file is empty. Please download it again.",
        )
    head = data[:_PROLOG]
    if head[:4] in {b"PK\x03\x04", b"PK\x05\x06"}:
        raise NotXmlError(
            f"{source}: ein Zip-Archiv, keine XML-Datei. Bitte das Archiv mit „medienbruch scan“ lesen.",
            en=f"{source}: a zip archive, no XML file. Please read the archive with 'medienbruch scan'.",
        )
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
        raise _not_xml(source)
    if _DECLARES_ENTITY.search(head):
        raise _entities(source)
    if data.count(b"<") > MAX_TAGS:
        raise UnsafeSourceError(
            f"{source}: mehr als {MAX_TAGS} Tags, so viele hat kein Gesetz. Bitte die Datei prüfen oder aufteilen.",
            en=f"{source}: more than {MAX_TAGS} tags, no statute has that many. Please check or split the file.",
        )


def _check_entities(root: etree._Element, source: str) -> None:
    """Refuse entities that an encoding or a long prolog hid from the first look, and those nobody declared."""
    document = root.getroottree().docinfo
    if document.internalDTD is None:
        return
    if next(iter(document.internalDTD.iterentities()), None) is not None:  # type: ignore[attr-defined]  # not in the stubs
        raise _entities(source)
    unknown = next(iter(root.iter(etree.Entity)), None)
    if unknown is not None:
        line = unknown.sourceline or 0
        raise NotXmlError(
            f"{source}, Zeile {line}: Die Entität {unknown.text} ist nicht erklärt. "
            "Bitte durch das Zeichen selbst ersetzen.",
            en=f"{source}, line {line}: the entity {unknown.text} is not declared. Please put the character itself.",
        )


def _syntax_error(error: etree.XMLSyntaxError, source: str) -> SourceError:
    line = error.lineno or 1
    reason = (error.msg or "unknown error").split(", line ")[0].strip()
    if _LIMITS.search(reason):
        return UnsafeSourceError(
            f"{source}, Zeile {line}: sprengt die Grenzen für XML; gelesen werden Texte und Attribute bis "
            "10 MB und 256 Ebenen. Bitte die Datei prüfen.",
            en=f"{source}, line {line}: beyond the limits for XML ({reason}); texts and attributes may have 10 MB, "
            "elements 256 levels. Please check the file.",
        )
    if "encoding" in reason.lower() or "not proper UTF-8" in reason or "Input is not" in reason:
        return NotXmlError(
            f"{source}, Zeile {line}: Zeichen, die nicht zur angegebenen Kodierung passen. "
            "Bitte die Datei als UTF-8 speichern.",
            en=f"{source}, line {line}: characters that do not fit the declared encoding. Please save it as UTF-8.",
        )
    if line <= 1 and ("Start tag expected" in reason or "Document is empty" in reason):
        return _not_xml(source)
    return NotXmlError(
        f"{source}, Zeile {line}: kein wohlgeformtes XML. Die Datei ist beschädigt oder unvollständig; "
        "bitte neu herunterladen.",
        en=f"{source}, line {line}: not well-formed XML ({reason}). The file is damaged or truncated; "
        "please download it again.",
    )


def _not_xml(source: str) -> NotXmlError:
    return NotXmlError(
        f"{source}: keine XML-Datei. Bitte ein Gesetz im XML-Format angeben.",
        en=f"{source}: no XML file. Please give a statute as XML.",
    )


def _entities(source: str) -> UnsafeSourceError:
    return UnsafeSourceError(
        f"{source}: Die Datei erklärt eigene Entitäten (<!ENTITY …>) und wird deshalb nicht gelesen. "
        "Bitte die Erklärungen entfernen und die Zeichen selbst einsetzen.",
        en=f"{source}: the file declares entities (<!ENTITY …>) and is therefore not read. "
        "Please remove them and put the characters themselves.",
    )
