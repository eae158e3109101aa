"""Every trap of the format study, each with a small act of our own wording."""

import socket

import pytest

from analyzer.read import read_bytes
from tests.read.making import DOCTYPE, act, act_bytes, items, norm, provision, sentences, text_of, walk


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refuse(*arguments):
        raise AssertionError("the reader asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def canonical(data: bytes) -> bytes:
    return data.replace(b"<BR/>", b"<BR></BR>").replace(b"</norm><norm", b"</norm>\n<norm")


def without_source(statute):
    return repr(statute.provisions).replace("test.xml", "")


# 1. one act, two shapes of its file


def test_doctype_and_canonical_form_give_the_same_statute():
    norms = (
        norm("<P>(1) Der Antrag ist<BR/>schriftlich zu stellen. Er ist zu begründen.</P>", titel="Antrag<BR/>Form"),
    )
    plain = read_bytes(act_bytes(*norms, prolog=DOCTYPE), "test.xml")
    other = read_bytes(canonical(act_bytes(*norms)), "test.xml")

    assert without_source(plain) == without_source(other)
    assert plain.provisions[0].heading == "Antrag Form"


# 2. designations


def test_repeated_designations_stay_apart():
    statute = act(norm("<P>A gilt.</P>", "Anlage 1", doknr="E1"), norm("<P>B gilt.</P>", "Anlage 1", doknr="E2"))

    assert [("E1", "Anlage 1"), ("E2", "Anlage 1")] == [(p.id, p.unit) for p in statute.provisions]


def test_text_without_designation_is_kept_as_other():
    found = provision("<P>Die Bekanntmachung erfolgt.</P>", enbez="")

    assert ("other", "") == (found.kind, found.unit)
    assert len(walk(found)) == 1


def test_text_of_the_head_norm_is_kept():
    statute = act(text='<text format="XML"><Content><P>Die Münze ist rund.</P></Content></text>')

    assert ["other"] == [p.kind for p in statute.provisions]


def grouping(code: str, label: str, title: str) -> str:
    return (
        f"<gliederungseinheit><gliederungskennzahl>{code}</gliederungskennzahl><gliederungsbez>{label}</gliederungsbez>"
        f"<gliederungstitel>{title}</gliederungstitel></gliederungseinheit>"
    )


def test_outline_follows_the_length_of_its_code():
    statute = act(
        norm("<P></P>", "", metadata=grouping("010", "Teil 1", "Anfang")),
        norm("<P></P>", "", metadata=grouping("010010", "Abschnitt 1", "Regeln")),
        norm("<P>A gilt.</P>", "§ 1"),
        norm("<P>B gilt.</P>", "§ 2", metadata=grouping("010020", "Abschnitt 2", "Heading<BR/>und mehr")),
        norm("<P></P>", "", metadata=grouping("020", "Teil 2", "Ende")),
        norm("<P>C gilt.</P>", "§ 3"),
    )

    assert [
        ["Teil 1", "Abschnitt 1"],
        ["Teil 1", "Abschnitt 2"],
        ["Teil 2"],
    ] == [[h.label for h in p.outline] for p in statute.provisions]
    assert statute.provisions[1].outline[1].title == "Heading und mehr"


@pytest.mark.parametrize(
    ("enbez", "kind"),
    [
        ("§ 5a", "section"),
        ("§§ 7 bis 9", "section"),
        ("Art 3", "section"),
        ("Artikel IV", "section"),
        ("(XXXX) §§ 1 bis 4", "section"),
        ("Anlage 1", "annex"),
        ("Anhang", "annex"),
        ("Muster 2", "annex"),
        ("Formblatt 1", "annex"),
        ("Inhaltsübersicht", "contents"),
        ("Eingangsformel", "preamble"),
        ("Schlußformel", "closing"),
        ("IV.", "other"),
    ],
)
def test_designation_tells_the_kind(enbez, kind):
    assert provision("<P>Text steht hier.</P>", enbez).kind == kind


# 3. Absätze


def numbers(content: str) -> list[tuple[str, list[str]]]:
    return [
        (absatz.number, [text_of(block, sentence) for block, sentence in absatz.sentences()])
        for absatz in provision(content).absaetze
    ]


def test_two_absaetze_in_one_block_are_split():
    found = numbers("<P>(1) Der Antrag ist zu stellen. (2) Die Behörde prüft ihn.</P>")

    assert [("1", ["Der Antrag ist zu stellen."]), ("2", ["Die Behörde prüft ihn."])] == found


def test_absaetze_behind_a_line_break_are_split_without_a_dot_before():
    found = numbers("<P>(1) Ohne Punkt am Ende<BR/>(2) Die Behörde prüft.</P>")

    assert ["1", "2"] == [number for number, _ in found]


def test_a_cited_absatz_is_no_absatz():
    text = "(1) Für Fälle nach Absatz (2) Satz 1 gilt § 3 (2) und (3) entsprechend."

    assert [("1", [text.removeprefix("(1) ")])] == numbers(f"<P>{text}</P>")


def test_a_number_out_of_sequence_is_no_absatz():
    assert len(numbers("<P>(1) Es gilt: (4) Der Wert zählt.</P>")) == 1


def test_text_without_number_goes_on_in_the_absatz_before_it():
    found = provision("<P>(1) Erster Satz.</P><P>Zweiter Satz.</P><P>(2) Neuer Absatz.</P>").absaetze

    assert ["1", "2"] == [a.number for a in found]
    assert [1, 2] == [s.number for _, s in found[0].sentences()]
    assert [0, 1] == [b.index for b in found[0].blocks]


def test_block_index_counts_every_child():
    found = provision("<Title>Kopf</Title><BR/><P>(1) A gilt.</P><BR/><P>(2) B gilt.</P>").absaetze

    assert [0, 2, 4] == [b.index for a in found for b in a.blocks]


# 4. lists: see test_lists.py


# 5. sentence numbers


def test_official_numbers_overrule_the_splitter():
    text = '<P>(1) <SUP class="Rec">1</SUP>Er endet hier. Und nicht dort. <SUP class="Rec">2</SUP>Neu.</P>'

    assert ["Er endet hier. Und nicht dort.", "Neu."] == sentences(text)


def test_official_numbers_stay_in_the_text_of_the_block_but_in_no_sentence():
    found = provision('<P>(1) <SUP class="Rec">1</SUP>Er gilt. <SUP class="Rec">2</SUP>Sie auch.</P>')
    (block,) = found.absaetze[0].blocks

    assert block.text.text == "(1) 1 Er gilt. 2 Sie auch."
    assert ["Er gilt.", "Sie auch."] == [text_of(block, s) for s in block.sentences]


def test_official_numbers_count_the_sentences():
    found = provision('<P>(1) <SUP class="Rec">4</SUP>Er gilt. <SUP class="Rec">5</SUP>Sie auch.</P>')

    assert [4, 5] == [s.number for _, s in walk(found)]


def test_a_plain_digit_glued_to_the_word_is_a_sentence_number_in_sequence():
    assert ["Die Frist beginnt.", "Die Frist endet."] == sentences("<P>(1) 1Die Frist beginnt. 2Die Frist endet.</P>")


def test_glued_numbers_go_on_in_the_next_block():
    found = provision("<P>(1) 1Die Frist beginnt. 2Sie endet.</P><P>3Die Behörde prüft.</P>")

    assert ["Die Frist beginnt.", "Sie endet.", "Die Behörde prüft."] == [text_of(b, s) for b, s in walk(found)]
    assert [1, 2, 3] == [s.number for _, s in walk(found)]


def test_a_glued_digit_out_of_sequence_is_left_alone():
    assert ["5Die Reihe passt nicht."] == sentences("<P>5Die Reihe passt nicht.</P>")


def test_an_exponent_is_no_sentence_number():
    assert ["Je m2 gilt 1."] == sentences("<P>Je m<SUP>2</SUP> gilt 1.</P>")


def test_numerals_of_signs_are_no_sentence_numbers():
    text = '<P>Das Feuer (Oc<SUP class="Rec">1</SUP>/Ubr.<SUP class="Rec">2</SUP>) leuchtet. Es blinkt.</P>'

    assert ["Das Feuer (Oc 1 /Ubr. 2 ) leuchtet.", "Es blinkt."] == sentences(text)


# 6. what is gone


def test_heading_weggefallen_marks_the_provision():
    assert provision("<P>-</P>", titel="(weggefallen)").repealed


def test_text_weggefallen_marks_the_provision_and_is_not_analysed():
    statute = act(norm("<P>(weggefallen)</P>"))

    assert statute.provisions[0].repealed
    assert walk(statute.provisions[0]) == []
    assert statute.coverage.not_analysed["weggefallen"] == len("(weggefallen)")


def test_one_absatz_can_be_gone():
    found = provision("<P>(1) Er gilt.</P><P>(2) (weggefallen)</P><P>(3) Sie gilt.</P>")

    assert ["1", "2", "3"] == [a.number for a in found.absaetze]
    assert [1, 0, 1] == [len(list(a.sentences())) for a in found.absaetze]
    assert not found.repealed


def test_a_range_of_absaetze_can_be_gone():
    found = provision("<P>(1) Er gilt.</P><P>(2) bis (4) (weggefallen)</P>").absaetze

    assert [("1", 1), ("2", 0)] == [(a.number, len(list(a.sentences()))) for a in found]


def test_a_range_can_be_gone():
    assert provision("<P>-</P>", "§§ 4 und 5", titel="(weggefallen)").repealed


# 7. what is no norm text


@pytest.mark.parametrize("enbez", ["Inhaltsübersicht", "Eingangsformel", "Schlussformel", "Präambel"])
def test_frame_of_the_act_is_shown_but_not_analysed(enbez):
    found = provision("<P>Der Minister verordnet schriftlich:</P>", enbez)

    assert walk(found) == []
    assert [b.text.text for a in found.absaetze for b in a.blocks] == ["Der Minister verordnet schriftlich:"]


def test_notes_of_the_documentation_office_are_left_out():
    statute = act(
        norm(
            '<P>Der Antrag <kommentar typ="Hinweis">schriftlich</kommentar>gilt.</P><P><noindex>schriftlich</noindex></P>',
            footnotes="<Content><P>(+++ schriftlich +++)</P></Content>",
        )
    )

    assert ["Der Antrag gilt."] == [text_of(b, s) for b, s in walk(statute.provisions[0])]
    assert statute.coverage.not_analysed["redaktioneller Hinweis"] == 2 * len("schriftlich")
    assert statute.coverage.not_analysed["dokumentarische Fußnote"] == len("(+++ schriftlich +++)")


def test_official_footnotes_and_contents_lists_are_left_out():
    text = (
        '<text format="XML"><Content><TOC><Ident>§ 1</Ident><Title>Form</Title></TOC><P>Er gilt<FnR ID="F1"/>.</P>'
        '</Content><Footnotes><Footnote ID="F1">Note schriftlich</Footnote></Footnotes></text>'
    )
    statute = act(norm(text=text))

    assert ["Er gilt."] == [text_of(b, s) for b, s in walk(statute.provisions[0])]
    assert statute.coverage.not_analysed["Inhaltsübersicht"] == len("§ 1Form")
    assert statute.coverage.not_analysed["amtliche Fußnote"] == len("Note schriftlich")


# 8. annexes that no text reader can judge


def test_annex_of_pictures_is_named_one_by_one():
    content = '<P><IMG SRC="a.jpg"/></P><P><FILE SRC="b.pdf"/></P>'
    statute = act(norm(content, "Anlage 2"))

    assert [
        ("Anlage 2", "nur als Bild vorhanden: a.jpg"),
        ("Anlage 2", "nur als Datei vorhanden: b.pdf"),
    ] == [(n.unit, n.what) for n in statute.coverage.not_analysable]
    assert {("TEST01", "TestG", "test.xml")} == {(n.doc, n.law, n.source) for n in statute.coverage.not_analysable}


def test_note_of_what_cannot_be_shown_is_named():
    content = '<P><noindex><kommentar typ="Hinweis">(nicht darstellbares Muster)</kommentar></noindex></P>'

    assert ["(nicht darstellbares Muster)"] == [n.what for n in act(norm(content, "Anlage")).coverage.not_analysable]


def test_dotted_lines_make_a_form():
    (block,) = provision('<P><Split Leader="1"/>.............<BR/>(Unterschrift)</P>', "Anlage 1").absaetze[0].blocks

    assert block.kind == "form"
    assert [0] == [s.number for s in block.sentences]


def test_empty_leaders_make_no_form():
    (block,) = provision('<P>Die Dauer beträgt<Split Leader="0"/> 90 Minuten.</P>').absaetze[0].blocks

    assert block.kind == "text"


# 9. is a matter of the rules; 10. of the splitter; 11. characters


def test_spaces_and_soft_hyphens_are_folded():
    assert ["Nach § 5 gilt die Behörde."] == sentences("<P>Nach §\xa05  gilt\n die Be\xadhörde.</P>")


def test_line_breaks_and_letter_spacing():
    assert ["Der Antrag gilt."] == sentences("<P>Der<BR/><SP>Antrag</SP> <B>gilt</B>.</P>")


# 12. odd acts


def test_act_without_provisions():
    assert act().provisions == ()


def test_decorated_text_and_empty_text_are_read():
    statute = act(norm(text='<text format="decorated"><Content/></text>'), norm(text="<text/>", doknr="E2"))

    assert [(), ()] == [p.absaetze for p in statute.provisions]


def test_unknown_elements_pass_their_text_through():
    assert ["Das neue Element gilt."] == sentences("<P>Das <Neu>neue <Tief>Element</Tief></Neu> gilt.</P>")


def test_unknown_blocks_pass_their_text_through():
    assert ["Das gilt."] == sentences("<Absatz>Das gilt.</Absatz>")


# tables


ROW = '<row><entry VJ="1">{}</entry><entry VJ="1">{}</entry></row>'


def table(*rows: tuple[str, str]) -> str:
    body = "".join(ROW.format(*row) for row in rows)
    return f'<table><tgroup cols="2"><colspec colname="c1"/><tbody>{body}</tbody></tgroup></table>'


def test_rows_become_units_of_their_own():
    found = provision(f"<P>{table(('Nr.', 'Vordruck'), ('1', 'Antrag A'))}</P>", "Anlage 1")
    (block,) = found.absaetze[0].blocks

    assert block.kind == "table"
    assert ["Nr. Vordruck", "1 Antrag A"] == [text_of(block, s) for s in block.sentences]
    assert [0, 0] == [s.number for s in block.sentences]


def test_text_around_a_table_keeps_its_count():
    found = provision(f"<P>(1) Es gilt: {table(('a', 'b'))}Danach endet es.</P>").absaetze[0]

    assert ["text", "table", "text"] == [b.kind for b in found.blocks]
    assert [0, 0, 0] == [b.index for b in found.blocks]
    assert [1, 0, 2] == [s.number for _, s in found.sentences()]


def test_table_in_an_item_belongs_to_the_item():
    content = f"<P>Es gilt: {items(('1.', 'die Liste' + table(('a', 'b'))), ('2.', 'mehr.'))}</P>"
    ((block, sentence),) = walk(provision(content))

    assert [
        ("lead", ()),
        ("item", ("1.",)),
        ("item", ("1.", "")),
        ("item", ("2.",)),
    ] == [(p.kind, p.labels) for p in sentence.parts]
    assert text_of(block, sentence) == "Es gilt: 1. die Liste a b 2. mehr."


def test_table_as_a_block_of_its_own():
    (block,) = provision(table(("a", "b")), "Anlage").absaetze[0].blocks

    assert ("table", "a b") == (block.kind, block.text.text)
