"""Offsets lead back to the XML, whatever stands in it."""

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from analyzer.model import Statute
from analyzer.read import read_bytes
from tests.read.making import DOCTYPE, act_bytes, norm

WORDS = st.sampled_from(
    [
        "Der Antrag",
        "ist zu stellen.",
        "§\xa05",
        "Be\xadhörde",
        "(2) Die",
        "  ",
        "\n",
        "Abs. 2",
        "und",
        "oder.",
        "\xad",
        "…",
        "1Die",
    ]
)
TEXT = st.lists(WORDS, max_size=4).map(" ".join)
INLINE = ("B", "SUP", "NB", "Neu", "pre")


def element(name: str) -> st.SearchStrategy[str]:
    return TEXT.map(lambda text: f"<{name}>{text}</{name}>")


def listing(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    label = st.sampled_from(["1.", "2.", "a)", "-", "", "Farbe:"])
    item = st.tuples(label, children).map(lambda p: f"<DT>{p[0]}</DT><DD><LA>{p[1]}</LA></DD>")
    return st.lists(item, min_size=1, max_size=3).map(lambda found: f"<DL>{''.join(found)}</DL>")


def table(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    cells = st.lists(children, min_size=1, max_size=2).map(
        lambda found: "<row>" + "".join(f"<entry>{c}</entry>" for c in found) + "</row>"
    )
    return st.lists(cells, min_size=1, max_size=2).map(
        lambda found: f"<table><tgroup><colspec/><tbody>{''.join(found)}</tbody></tgroup></table>"
    )


LEAF = st.one_of(
    TEXT,
    st.sampled_from(
        [
            "<BR/>",
            "<!-- Anmerkung -->",
            "<?weiter ja?>",
            '<SUP class="Rec">1</SUP>',
            '<Split Leader="1"/>',
            "<x:y xmlns:x='urn:x'>fern</x:y>",
        ]
    ),
    st.sampled_from(INLINE).flatmap(element),
    element("noindex"),
)
MARKUP = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        listing(inner),
        table(inner),
        st.lists(inner, min_size=1, max_size=3).map("".join),
        inner.map(lambda t: f"<I>{t}</I>"),
    ),
    max_leaves=8,
)
BLOCKS = st.lists(st.tuples(st.sampled_from(["P", "P", "Title", "table"]), MARKUP), min_size=1, max_size=3).map(
    lambda found: "".join(f"<P>{body}</P>" if name == "table" else f"<{name}>{body}</{name}>" for name, body in found)
)


def check_places(statute: Statute, data: bytes, step: int = 1) -> int:
    """Compare characters that have a place with the character that stands there; give their number."""
    root = etree.fromstring(data, etree.XMLParser(load_dtd=False, no_network=True))
    known: dict[str, etree._Element] = {}
    count = 0
    for block in (b for p in statute.provisions for a in p.absaetze for b in a.blocks):
        if block.node is not None and step == 1:
            assert len(root.xpath(block.node.xpath)) == 1
        for position in range(0, len(block.text.text), step):
            char = block.text.text[position]
            place = block.text.locate(position)
            if place is None:
                assert char == " "
                continue
            if place.xpath not in known:
                (known[place.xpath],) = root.xpath(place.xpath)
            found = known[place.xpath]
            raw = (found.tail if place.tail else found.text)[place.offset]

            assert raw == char or (char == " " and raw.isspace())
            count += 1
    return count


@settings(max_examples=200, deadline=None)
@given(BLOCKS)
def test_every_character_leads_back_to_the_xml(content):
    data = act_bytes(norm(content), prolog=DOCTYPE)

    check_places(read_bytes(data, "test.xml"), data)


@settings(max_examples=200, deadline=None)
@given(BLOCKS)
def test_nothing_is_lost_and_all_is_in_order(content):
    data = act_bytes(norm(content))
    statute = read_bytes(data, "test.xml")
    root = etree.fromstring(data)
    text = "".join(etree.tostring(root, method="text", encoding="unicode"))

    assert statute.coverage.total == statute.coverage.accounted == len(text)
    for block in (b for p in statute.provisions for a in p.absaetze for b in a.blocks):
        text = block.text.text
        assert text == " ".join(text.split())
        end = 0
        for sentence in block.sentences:
            assert end <= sentence.start < sentence.end <= len(text)
            end = sentence.end
            position = sentence.start
            for index, part in enumerate(sentence.parts):
                assert position <= part.start <= part.text_start <= part.end <= sentence.end
                assert -1 <= part.parent < index
                position = part.end


@settings(max_examples=60, deadline=None)
@given(BLOCKS)
def test_all_words_of_judged_blocks_stand_in_sentences(content):
    statute = read_bytes(act_bytes(norm(content)), "test.xml")
    for block in (b for p in statute.provisions for a in p.absaetze for b in a.blocks if b.sentences):
        text = block.text.text
        left = "".join(
            text[a:b]
            for a, b in zip(
                [0, *(s.end for s in block.sentences)], [*(s.start for s in block.sentences), len(text)], strict=True
            )
        )

        # what stands in no sentence is the number of the Absatz, of a sentence, or of an item without text
        assert set(left) <= set(" ()12345.a-")


def test_a_place_in_an_absatz_cut_from_its_block():
    data = act_bytes(norm("<P>(1) Der <B>Antrag</B> gilt. (2) Die Be\xadhörde   prüft <I>ihn</I> heute.</P>"))
    statute = read_bytes(data, "test.xml")
    second = statute.provisions[0].absaetze[1].blocks[0].text
    place = second.locate(second.text.index("Behörde") + 2)

    assert (True, " gilt. (2) Die Be\xadhörde".index("\xadh") + 1) == (place.tail, place.offset)
    assert place.xpath.endswith("/P[1]/B[1]")
    assert check_places(statute, data) > 40
