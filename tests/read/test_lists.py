"""A legal sentence = lead-in + items + tail."""

from tests.read.making import items, parts, provision, text_of, walk


def test_sentence_runs_through_list_and_tail():
    content = (
        f"<P>Wer {items(('1.', 'sät oder'), ('2.', 'erntet,'))}hat dies anzuzeigen. Das gilt nicht für Gärten.</P>"
    )
    found = walk(provision(content))

    assert ["Wer 1. sät oder 2. erntet, hat dies anzuzeigen.", "Das gilt nicht für Gärten."] == [
        text_of(block, sentence) for block, sentence in found
    ]
    assert ["lead", "item", "item", "tail"] == [p.kind for p in found[0][1].parts]
    assert [-1, 0, 0, 0] == [p.parent for p in found[0][1].parts]


def test_new_sentence_behind_the_list_is_no_tail():
    content = f"<P>Es gilt: {items(('1.', 'A,'), ('2.', 'B.'))}Die Behörde prüft.</P>"

    assert [1, 2] == [s.number for _, s in walk(provision(content))]


def test_noun_behind_a_list_of_clauses_is_a_tail():
    content = f"<P>Wer {items(('1.', 'mit Waffen,'), ('2.', 'mit Munition'))}Handel treibt, zeigt es an.</P>"

    assert parts(content)[-1] == ("tail", "", 0, "Handel treibt, zeigt es an.")


def test_heading_behind_a_list_of_headings_is_no_tail():
    content = f"<P>{items(('A', 'Anwendung'))}Dieser Anhang gilt für Abwasser.</P>"

    assert len(walk(provision(content))) == 2


def test_item_with_a_list_introduces_its_sub_items():
    inner = items(("a)", "Plan und"), ("b)", "Foto,"))
    content = f"<P>Nötig sind {items(('1.', 'zum Bau ' + inner), ('2.', 'ein Antrag.'))}</P>"

    assert parts(content) == [
        ("lead", "", -1, "Nötig sind"),
        ("item", "1.", 0, "zum Bau"),
        ("item", "1. a)", 1, "Plan und"),
        ("item", "1. b)", 1, "Foto,"),
        ("item", "2.", 0, "ein Antrag."),
    ]


def test_text_behind_the_inner_list_closes_the_inner_list():
    inner = items(("a)", "Plan oder"), ("b)", "Foto"))
    content = f"<P>Nötig ist, wer {items(('1.', 'einen ' + inner + 'hat,'), ('2.', 'baut.'))}</P>"

    assert parts(content)[4] == ("tail", "1.", 1, "hat,")


def test_second_sentence_in_an_item_stands_alone():
    content = f"<P>Es gilt: {items(('1.', 'Er zahlt. Sie nicht.'), ('2.', 'Es endet.'))}</P>"
    ((_, sentence),) = walk(provision(content))

    assert [("lead", -1, 0), ("item", 0, 1), ("item", -1, 2), ("item", 0, 0)] == [
        (p.kind, p.parent, p.satz) for p in sentence.parts
    ]


def test_second_sentence_behind_a_deeper_list_is_counted():
    inner = items(("a)", "Plan und"), ("b)", "Foto."))
    ((_, sentence),) = walk(provision(f"<P>Es gilt: {items(('1.', 'Nötig sind ' + inner + 'Das Amt prüft.'))}</P>"))

    assert [("lead", 0), ("item", 1), ("item", 0), ("item", 0), ("item", 2)] == [
        (p.kind, p.satz) for p in sentence.parts
    ]


def test_items_of_a_finished_sentence_stand_alone():
    content = f"<P>Es gilt Folgendes. {items(('1.', 'Er zahlt.'))}</P>"

    assert [-1, -1] == [parent for _, _, parent, _ in parts(content)]


def test_unlabelled_items_have_an_empty_label():
    ((_, sentence),) = walk(provision(f"<P>Der Eid lautet: {items(('', 'Ich schwöre.'))}</P>"))

    assert [(), ("",)] == [p.labels for p in sentence.parts]


def test_dashes_are_counted_but_printed_as_they_are():
    found = provision(f"<P>Es zählen {items(('–', 'Alter,'), ('–', 'Ort.'))}</P>")
    ((block, sentence),) = walk(found)

    assert ["", "Spiegelstrich 1", "Spiegelstrich 2"] == ["".join(p.labels) for p in sentence.parts]
    assert block.text.text == "Es zählen – Alter, – Ort."


def test_dashes_are_counted_anew_in_each_list():
    first, second = items(("-", "A,")), items(("-", "B."))
    content = f"<P>Es zählen {items(('1.', 'hier ' + first), ('2.', 'dort ' + second))}</P>"

    assert ["1. Spiegelstrich 1", "2. Spiegelstrich 1"] == [path for _, path, _, _ in parts(content) if "Sp" in path]


def test_words_in_the_label_column_are_text():
    assert parts(f"<P>{items(('Farbe:', 'rosa'))}</P>") == [("item", "", -1, "Farbe: rosa")]


def test_a_label_alone_hands_its_lead_in_down():
    content = f"<P>Wer {items(('1.', items(('a)', 'sät oder'), ('b)', 'erntet,'))))}zahlt.</P>"

    assert [("item", "1. a)", 0), ("item", "1. b)", 0)] == [p[:3] for p in parts(content) if p[0] == "item"]


def test_lists_go_down_nine_levels():
    content = "tief."
    for depth in range(9, 0, -1):
        content = items((f"{depth}.", content if depth == 9 else f"Ebene {depth} " + content))
    found = parts(f"<P>Es gilt {content}</P>")

    assert found[-1][1] == "1. 2. 3. 4. 5. 6. 7. 8. 9."
    assert [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8] == [parent for _, _, parent, _ in found]


def test_two_lists_in_one_sentence():
    content = (
        f"<P>Wer {items(('1.', 'sät oder'), ('2.', 'erntet,'))}der {items(('1.', 'zahlt und'), ('2.', 'geht.'))}</P>"
    )

    assert [-1, 0, 0, 0, 3, 3] == [parent for _, _, parent, _ in parts(content)]


def test_official_number_behind_a_list_begins_a_sentence():
    content = (
        f'<P><SUP class="Rec">1</SUP>Nötig sind {items(("1.", "Plan,"), ("2.", "Foto"))}'
        '<SUP class="Rec">2</SUP>Anders gilt es im Wald.</P>'
    )

    assert len(walk(provision(content))) == 2


def test_absatz_behind_a_heading_list():
    found = provision(f"<P>{items(('A', 'Anwendung'))}(1) Der Anhang gilt. (2) Er gilt überall.</P>", "Anhang 1")

    assert ["", "1", "2"] == [a.number for a in found.absaetze]
