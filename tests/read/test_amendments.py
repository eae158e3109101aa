"""Quoted wording of amending acts."""

import pytest

from tests.read.making import items, provision, text_of, walk

LEAD = "Das Gewerbegesetz vom 3. Mai 2001 (BGBl. I S. 12) wird wie folgt geändert:"


def found(content: str, **options):
    return [(s.context, s.target, text_of(b, s)) for b, s in walk(provision(content, **options))]


@pytest.mark.parametrize(("opening", "closing"), [("„", "“"), ('"', '"'), ("»", "«")])
def test_new_wording_becomes_sentences_of_its_own(opening, closing):
    quoted = f"{opening}(2) Der Antrag ist schriftlich zu stellen. Er ist zu begründen.{closing}"
    content = f"<P>{LEAD} {items(('1.', f'§ 2 Absatz 2 wird wie folgt gefasst: {quoted}'), ('2.', '§ 3 wird aufgehoben.'))}</P>"

    assert found(content) == [
        ("law", "", f"{LEAD} 1. § 2 Absatz 2 wird wie folgt gefasst:"),
        ("amendment", "Gewerbegesetz", "Der Antrag ist schriftlich zu stellen."),
        ("amendment", "Gewerbegesetz", "Er ist zu begründen."),
        ("law", "", "2. § 3 wird aufgehoben."),
    ]


@pytest.mark.parametrize(
    "command",
    [
        "§ 4 erhält folgende Fassung:",
        "Folgender Absatz 3 wird angefügt:",
        "Nach § 4 wird folgender § 4a eingefügt:",
        "Der Punkt wird durch folgende Wörter ersetzt:",
        "§ 4 wird wie folgt neu gefaßt:",
    ],
)
def test_commands_that_announce_new_wording(command):
    contexts = [context for context, _, _ in found(f"<P>{command} „Der Antrag ist schriftlich.“</P>")]

    assert contexts == ["law", "amendment"]


def test_quoted_sentence_keeps_the_place_of_the_command():
    content = f"<P>{LEAD} {items(('1.', '§ 2 wird wie folgt gefasst: „Er gilt.“'))}</P>"
    _, (_, quoted) = walk(provision(content))

    assert (1, ("1.",)) == (quoted.number, quoted.parts[0].labels)


def test_quotation_runs_over_several_blocks():
    content = (
        f"<P>{LEAD}</P><P>§ 2 wird wie folgt gefasst: „§ 2 Antrag</P><P>(1) Der Antrag ist schriftlich.</P>"
        "<P>(2) Er ist zu begründen.“</P><P>Dieses Gesetz tritt in Kraft.</P>"
    )

    assert ["law", "law", "amendment", "amendment", "amendment", "law"] == [context for context, _, _ in found(content)]
    assert found(content)[3] == ("amendment", "Gewerbegesetz", "Der Antrag ist schriftlich.")
    assert len(provision(content).absaetze) == 1


def test_quotation_begins_with_the_block_behind_the_command():
    content = "<P>Dem § 2 des Heizgesetzes vom 2. Mai 2001 wird folgender Absatz 4 angefügt:</P><P>„(4) Er gilt“.</P>"

    assert found(content)[1:] == [("amendment", "Heizgesetzes", "Er gilt")]
    assert [s.number for _, s in walk(provision(content))] == [1, 1]


def test_items_in_a_quotation_keep_their_labels():
    inner = items(("a)", "Plan und"), ("b)", "Foto.“"))
    content = f"<P>{LEAD} {items(('1.', f'§ 2 wird wie folgt gefasst: „Beizufügen sind {inner}'))}</P>"
    (_, sentence) = walk(provision(content))[1]

    assert [("lead", ("1.",)), ("item", ("1.", "a)")), ("item", ("1.", "b)"))] == [
        (p.kind, p.labels) for p in sentence.parts
    ]


def test_exchange_of_words_is_quoted_as_a_whole():
    text = "In § 3 Satz 1 werden die Wörter „schriftlich“ durch die Wörter „schriftlich oder elektronisch“ ersetzt."

    assert [("amendment", "", text), ("law", "", "Satz 2 bleibt.")] == found(f"<P>{text} Satz 2 bleibt.</P>")


def test_heading_names_the_act():
    content = "<P>§ 2 wird wie folgt gefasst: „Er gilt.“</P>"

    assert found(content, titel="Änderung der Handwerksordnung")[1][1] == "Handwerksordnung"


@pytest.mark.parametrize(
    "text",
    [
        "Der Eid lautet: „Ich schwöre es.“",
        "Die Aufschrift lautet „Bundesamt“.",
        "Er trägt die Bezeichnung „staatlich geprüft“ und führt sie schriftlich.",
    ],
)
def test_other_quotations_are_law(text):
    assert {"law"} == {context for context, _, _ in found(f"<P>{text}</P>")}
