"""Files, folders, archives and standard input, in one order."""

import io
import itertools
import os
import pickle
import zipfile
from pathlib import Path

import pytest

from analyzer.errors import SourceError, UnsafeSourceError, UsageError
from analyzer.model import Unreadable
from analyzer.sources import Document, archive, document, expand
from tests.read.making import act_bytes

XML = act_bytes()


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as found:
        for name, content in members.items():
            found.writestr(name, content)
    return buffer.getvalue()


def names(paths, **options) -> list[str]:
    return [d.name if isinstance(d, Document) else f"! {d.source}" for d in expand(paths, **options)]


def only_refusal(paths, **options) -> Unreadable:
    (found,) = expand(paths, **options)

    assert isinstance(found, Unreadable)
    assert "\n" not in found.error
    assert found.error.startswith(found.source)
    assert found.en not in {"", found.error}
    return found


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_file_is_a_document(here):
    Path("a.xml").write_bytes(XML)
    (found,) = expand(["a.xml"])

    assert ("a.xml", len(XML), XML) == (found.name, found.size, found.read())


def test_folders_are_searched_to_any_depth(here):
    Path("f/g/h").mkdir(parents=True)
    for name in ("f/b.xml", "f/g/a.XML", "f/g/h/c.xml", "f/note.txt", "f/.hidden.xml"):
        Path(name).write_bytes(XML)
    Path("f/g/z.zip").write_bytes(packed({"d.xml": XML}))

    assert names(["f"]) == ["f/b.xml", "f/g/a.XML", "f/g/h/c.xml", "f/g/z.zip!d.xml"]


def test_order_does_not_hang_on_the_order_given(here):
    for name in "bca":
        Path(f"{name}.xml").write_bytes(XML)
    Path("z.zip").write_bytes(packed({"2.xml": XML, "1.xml": XML}))
    orders = {tuple(names(order)) for order in itertools.permutations(["b.xml", "c.xml", "a.xml", "z.zip"])}

    assert orders == {("a.xml", "b.xml", "c.xml", "z.zip!1.xml", "z.zip!2.xml")}


def test_a_file_reached_twice_comes_once(here):
    Path("f").mkdir()
    Path("f/a.xml").write_bytes(XML)
    Path("f/link.xml").symlink_to("a.xml")

    assert names(["f", "f/a.xml", "./f/a.xml"]) == ["./f/a.xml"]


def test_missing_paths_are_a_wrong_call(here):
    with pytest.raises(UsageError, match=r"fehlt\.xml.*Bitte den Pfad prüfen"):
        expand(["fehlt.xml"])


def test_standard_input_is_a_file_or_an_archive():
    (found,) = expand(["-"], stdin=io.BytesIO(XML))

    assert ("-", XML) == (found.name, found.read())
    assert names(["-"], stdin=io.BytesIO(packed({"a.xml": XML}))) == ["-!a.xml"]
    assert names(["-"]) == ["-"]


def test_portal_archive_gives_the_xml_only(here):
    Path("xml.zip").write_bytes(packed({"BJNR1.xml": XML, "bild.jpg": b"x", "anlage.pdf": b"y", "__MACOSX/a.xml": XML}))

    assert names(["xml.zip"]) == ["xml.zip!BJNR1.xml"]


def test_archives_in_archives_are_read(here):
    Path("all.zip").write_bytes(packed({"1.zip": packed({"a.xml": XML}), "b.xml": XML}))
    found = list(expand(["all.zip"]))

    assert ["all.zip!1.zip!a.xml", "all.zip!b.xml"] == [d.name for d in found]
    assert [XML, XML] == [d.read() for d in found]


def test_documents_travel_to_other_processes(here):
    Path("all.zip").write_bytes(packed({"1.zip": packed({"a.xml": XML})}))
    (found,) = expand(["all.zip"])

    assert pickle.loads(pickle.dumps(found)).read() == XML  # noqa: S301 — our own bytes
    assert len(pickle.dumps(found)) < 1_000


def test_nothing_is_written_to_disk(here):
    Path("a.zip").write_bytes(packed({"a.xml": XML}))
    for found in expand(["a.zip"]):
        found.read()

    assert os.listdir(here) == ["a.zip"]  # noqa: PTH208


# what is refused, each with one line, while the rest goes on


def test_damaged_archives_are_listed_and_the_rest_goes_on(here):
    Path("a.zip").write_bytes(packed({"a.xml": XML})[:-30])
    Path("b.xml").write_bytes(XML)

    assert names(["a.zip", "b.xml"]) == ["! a.zip", "b.xml"]


def test_a_zip_that_is_none(here):
    Path("a.zip").write_bytes(b"<dokumente/>")

    assert "kein Zip-Archiv" in only_refusal(["a.zip"]).error


def test_an_archive_without_xml(here):
    Path("a.zip").write_bytes(packed({"a.txt": b"x"}))

    assert "keine XML-Datei" in only_refusal(["a.zip"]).error


def test_an_empty_folder(here):
    Path("f").mkdir()

    assert "keine XML- oder Zip-Datei" in only_refusal(["f"]).error


@pytest.mark.parametrize("name", ["../a.xml", "/etc/a.xml", "x/../../a.xml", "C:/a.xml", "..\\a.xml"])
def test_names_that_lead_out_of_the_archive(here, name):
    Path("a.zip").write_bytes(packed({name: XML, "b.xml": XML}))
    found = list(expand(["a.zip"]))
    refused = [f for f in found if isinstance(f, Unreadable)]

    assert ["a.zip!b.xml"] == [f.name for f in found if isinstance(f, Document)]
    assert ["führt aus dem Archiv hinaus" in f.error for f in refused] == [True]


def test_encrypted_members(here):
    data = bytearray(packed({"a.xml": XML}))
    data[6] |= 1
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    Path("a.zip").write_bytes(bytes(data))

    assert "Kennwort" in only_refusal(["a.zip"]).error


def test_zip_bombs_by_ratio(here):
    Path("a.zip").write_bytes(packed({"a.xml": b"<d>" + b" " * 3_000_000 + b"</d>"}))

    assert "Zip-Bomben" in only_refusal(["a.zip"]).error


def test_zip_bombs_by_total_size(here, monkeypatch):
    monkeypatch.setattr(archive, "MAX_TOTAL", 2 * len(XML))
    Path("a.zip").write_bytes(packed({f"{n}.xml": XML for n in range(3)}))

    assert "Zip-Bomben" in only_refusal(["a.zip"]).error


def test_too_many_members(here, monkeypatch):
    monkeypatch.setattr(archive, "MAX_MEMBERS", 2)
    Path("a.zip").write_bytes(packed({f"{n}.xml": XML for n in range(3)}))

    assert "3 Einträge" in only_refusal(["a.zip"]).error


def test_too_large_files_and_members(here, monkeypatch):
    for module in (document, archive):
        monkeypatch.setattr(module, "MAX_DOCUMENT", 10)
    Path("a.zip").write_bytes(packed({"a.xml": XML}))

    assert "zu groß" in only_refusal(["a.zip"]).error


def test_a_lying_header_is_not_believed(here, monkeypatch):
    Path("a.zip").write_bytes(packed({"a.xml": XML}))
    (found,) = expand(["a.zip"])
    monkeypatch.setattr(document, "MAX_DOCUMENT", len(XML) - 1)

    with pytest.raises(UnsafeSourceError, match="zu groß"):
        Document(found.name, 1, found.path, found.members).read()


def test_too_many_archives_in_one_another(here):
    data = packed({"a.xml": XML})
    for depth in range(5):
        data = packed({f"{depth}.zip": data})
    Path("a.zip").write_bytes(data)

    assert "ineinander gepackte" in only_refusal(["a.zip"]).error


def test_links_in_a_circle(here):
    Path("f/g").mkdir(parents=True)
    Path("f/a.xml").write_bytes(XML)
    Path("f/g/back").symlink_to(here / "f")

    assert names(["f"]) == ["f/a.xml", "! f/g/back"]


def test_links_to_nothing(here):
    Path("f").mkdir()
    Path("f/a.xml").symlink_to("fehlt.xml")

    assert "zeigt auf nichts" in only_refusal(["f"]).error


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_files_without_permission(here):
    Path("a.xml").write_bytes(XML)
    Path("a.xml").chmod(0)

    assert "keine Leseberechtigung" in only_refusal(["a.xml"]).error


def test_what_is_no_regular_file(here):
    os.mkfifo("a.xml")

    assert "keine gewöhnliche Datei" in only_refusal(["a.xml"]).error


def test_a_file_that_vanishes_is_a_source_error(here):
    Path("a.xml").write_bytes(XML)
    (found,) = expand(["a.xml"])
    Path("a.xml").unlink()

    with pytest.raises(SourceError, match=r"nicht lesbar \(diese Datei gibt es nicht\)"):
        found.read()


def test_an_archive_written_anew_is_read_anew(here):
    Path("a.zip").write_bytes(packed({"a.xml": b"alt"}))
    (found,) = expand(["a.zip"])
    before = found.read()
    Path("a.zip").write_bytes(packed({"a.xml": b"neu und laenger"}))

    assert (b"alt", b"neu und laenger") == (before, found.read())
