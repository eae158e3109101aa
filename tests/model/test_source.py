"""Clean text and the way back to its raw strings."""

from hypothesis import given
from hypothesis import strategies as st

from analyzer.model import Piece, Place, SourceNode, SourceText, fold

ROOT = SourceNode(None, "dokumente")
BLOCK = SourceNode(ROOT, "P[2]")


def test_xpath_of_a_node():
    assert SourceNode(BLOCK, "B[1]").xpath == "/dokumente/P[2]/B[1]"


def test_locate_skips_what_was_folded_away():
    raw = " Die\xad  Be\xadhörde"
    text = SourceText("Die Behörde", (Piece(0, BLOCK, False, raw, 1),))

    assert text.locate(0) == Place("/dokumente/P[2]", False, 1)
    assert raw[text.locate(6).offset] == "h"
    assert text.locate(99) is None


def test_text_without_xml_has_no_place():
    assert SourceText("Er gilt.").locate(3) is None


def test_inserted_blanks_have_no_place():
    text = SourceText("Er gilt", (Piece(0, BLOCK, False, "Er", 0), Piece(3, BLOCK, True, "gilt", 0)))

    assert text.locate(2) is None
    assert text.locate(3) == Place("/dokumente/P[2]", True, 0)


CHARS = st.text(alphabet="ab \xa0\n\xad", max_size=12)


@given(st.lists(CHARS, min_size=1, max_size=4), st.integers(0, 20), st.integers(0, 20))
def test_a_slice_keeps_the_places(raws, first, second):
    clean, pieces = "", []
    for raw in raws:
        body = fold(raw).strip()
        if body:
            clean += " " if clean else ""
            begin = next(i for i, char in enumerate(raw) if not (char.isspace() or char == "\xad"))
            pieces.append(Piece(len(clean), BLOCK, False, raw, begin))
            clean += body
    text = SourceText(clean, tuple(pieces))
    start, end = sorted((min(first, len(clean)), min(second, len(clean))))
    part = text.slice(start, end)

    assert part.text == clean[start:end].strip()
    offset = clean.index(part.text, start) if part.text else 0
    for position, char in enumerate(part.text):
        here, there = part.locate(position), text.locate(offset + position)
        if char != " " or (here and there):
            assert here == there


@given(CHARS)
def test_fold_is_stable_and_keeps_words(raw):
    assert fold(fold(raw)) == fold(raw)
    assert fold(raw).split() == raw.replace("\xad", "").split()
