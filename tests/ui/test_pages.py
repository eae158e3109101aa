"""The logic of the pages, without a browser."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from analyzer import ui
from analyzer.model import (
    OBSTACLE_TYPES,
    STATUSES,
    Absatz,
    Block,
    Coverage,
    Heading,
    Part,
    RunReport,
    Sentence,
    SourceText,
)
from analyzer.rulebook import load_rulebook
from analyzer.store import Entry, ProvisionHead, Reading, Selection, newest_run, open_memory, write_run
from analyzer.ui.act_view import MOST_CHARACTERS, MOST_PROVISIONS, contents, marked, part_at, parts_of, sections
from analyzer.ui.detail import detail, row, table_row
from analyzer.ui.look import MARKS, gravest, tone_of, unbroken
from analyzer.ui.reasons import Reasons, reasons
from analyzer.ui.words import words
from tests.store.making import TEXTS, act, findings, in_amendment, provision, statute

FOLDER = Path(ui.__file__).parent
NONE = Reasons("", "", "", "", (), (), ())


# ------------------------------------------------------------------ look and words


def test_every_finding_has_colour_glyph_and_word():
    tones = {tone_of(kind, status) for kind in OBSTACLE_TYPES for status in STATUSES}

    assert set(MARKS) == tones
    assert len(MARKS) == len({mark.glyph for mark in MARKS.values()})
    palette = (FOLDER / "parts" / "palette.css").read_text() + (FOLDER / "parts" / "frame.css").read_text()
    for tone in tones:
        assert f".tone-{tone} " in palette
        assert f".mb-key-{tone} " in palette


def test_gravest_tone_stands_in_the_margin():
    assert "form" == gravest(["mentioned", "form", "resolved"])
    assert "resolved" == gravest(["mentioned", "resolved"])


def test_both_languages_say_the_same_things():
    german, english = (json.loads((FOLDER / "texts" / f"{lang}.json").read_text()) for lang in ("de", "en"))

    assert german.keys() == english.keys()
    for name, text in german.items():
        assert sorted(re.findall(r"{\w+}", text)) == sorted(re.findall(r"{\w+}", english[name])), name
        assert "!" not in text + english[name], name


def test_every_sentence_is_used_and_every_used_one_exists():
    code = "".join(path.read_text() for path in FOLDER.glob("*.py"))
    texts = json.loads((FOLDER / "texts" / "de.json").read_text())
    named = set(re.findall(r"[\"']([a-z_]+)[\"']", code))
    families = (
        "graph_",
        "confidence_",
        "download_",
        "source_",
        "validity_",
        "page_",
        "part_of",
        "search_mode_",
        "search_shown_",
        "nearby_",
        "engine_",
    )
    called = set(re.findall(r'(?:say|words|Words\("de"\))\("([a-z_]+)"', code))

    assert [] == [name for name in texts if name not in named and not name.startswith(families)]
    assert set() == called - set(texts) - {"validity_"}


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (0, 10, "0,0 %"),
        (10, 10, "100,0 %"),
        (1, 100_000, "< 0,1 %"),
        (99_999, 100_000, "> 99,9 %"),
        (1, 3, "33,3 %"),
        (0, 0, "100,0 %"),
    ],
)
def test_share_never_rounds_to_all_or_nothing(part, whole, said):
    assert said == words("de").share(part, whole)


def test_numbers_and_days():
    assert ("15.757", "01.04.2026") == (words("de").number(15757), words("de").day("2026-04-01"))
    assert ("15,757", "2026-04-01") == (words("en").number(15757), words("en").day("2026-04-01T10:00:00"))
    assert "unbekannt" == words("de").day("unbekannt")


def test_citation_does_not_break():
    assert "§\xa05 Abs.\xa02 Satz\xa01 Nr.\xa03 VwVfG" == unbroken("§ 5 Abs. 2 Satz 1 Nr. 3 VwVfG")


# ------------------------------------------------------------------ one finding


@pytest.fixture(scope="module")
def one():
    return findings(act("AbcG", 1))[0]


def test_detail_keeps_the_sentence_verbatim(one):
    view = detail(one, NONE, words("de"))

    assert one.sentence == view["before"] + view["quote"] + view["after"]
    assert one.quote == view["quote"]
    assert one.zitat == view["copy"]
    assert ["Offen bestehend", "Schriftform"] == [chip["word"] for chip in view["chips"]]
    facts = dict(view["facts"])
    assert one.citation == facts["Sortierform"].replace("\xa0", " ")
    assert one.fingerprint == facts["Kennung"]


def test_amending_text_is_named(one):
    changed = in_amendment(one)

    assert "Änderungstext" in [chip["word"] for chip in detail(changed, NONE, words("de"))["chips"]]
    assert "BGB" == dict(detail(changed, NONE, words("de"))["facts"])["Geändertes Gesetz"]
    assert row(changed, words("de"))["meta"].endswith("Änderungstext")


def test_row_shows_the_words_and_what_stands_around_them(one):
    long = replace(one, sentence="Wort " * 100 + one.quote + " Ende" * 100, start=500, end=500 + len(one.quote))
    shown = row(long, words("de"))

    assert one.quote in shown["text"]
    assert shown["text"].startswith("… Wort")
    assert shown["text"].endswith(" …")
    assert len(shown["text"]) < 200
    assert one.sentence == row(one, words("de"))["text"]


def test_table_and_english(one):
    assert ["Citation", "Type", "Status", "Found by", "Words", "Heading", "Sentence"] == list(
        table_row(one, words("en"))
    )
    assert "Written form" == table_row(one, words("en"))["Type"]
    assert "rule" == table_row(one, words("en"))["Found by"]


def test_own_finds_are_named_by_words(one):
    own = replace(one, engine="semantic", confidence=0.62)

    assert "eigener Befund" in row(own, words("de"))["meta"]
    assert "own finding, please check" in table_row(own, words("en"))["Found by"]
    view = detail(own, NONE, words("de"))
    assert "eigener Befund, bitte prüfen" in [chip["word"] for chip in view["chips"]]
    assert dict(view["facts"])["Sicherheit"].startswith("62 %, geschätzt")
    assert "eigener" not in row(one, words("de"))["meta"]


def test_list_and_detail_cite_alike(one):
    assert row(one, words("de"))["place"] == detail(one, NONE, words("de"))["place"] == unbroken(one.zitat)


def test_quoted_sentences_end_once(one):
    given = replace(NONE, weighed=(("ähnlich ist", "Er zahlt."), ("ähnlich ist", "er zahlt")))
    (grounds,) = [p for p in detail(one, given, words("de"))["paragraphs"] if "items" in p]

    assert ["ähnlich ist: „Er zahlt.“", "ähnlich ist: „er zahlt“."] == grounds["items"]


def test_reasons_speak_as_the_rule_does(one):
    rulebook = load_rulebook()
    rule = next(rule for rule in rulebook.rules if rule.resolved_by)
    cure = next(condition for condition in rule.resolved_by if condition.because)
    evidence = replace(one.evidence[0], words="schriftlich", guards=(f"{cure.name}: oder elektronisch",))
    given = reasons(replace(one, rule=rule.id, status="resolved", evidence=(evidence,)), rulebook, "de")
    grounds = [p for p in detail(replace(one, status="resolved"), given, words("de"))["paragraphs"] if "items" in p]

    assert ((cure.because, "oder elektronisch"),) == given.weighed
    assert (rule.title["de"], rule.why["de"]) == (given.title, given.why)
    assert [f"{cure.because.rstrip('.')}: „oder elektronisch“."] == grounds[0]["items"]


def test_unknown_rule_leaves_only_its_words(one):
    given = reasons(replace(one, rule="eigene/regel"), load_rulebook(), "de")

    assert ("", "", ("schriftlich",)) == (given.title, given.why, given.words)


# ------------------------------------------------------------------ an act


def head(position, characters=100, outline=()):
    return ProvisionHead(position, f"N{position}", "section", f"§ {position + 1}", "Titel", outline, False, characters)


def test_short_act_is_one_part():
    assert 1 == len(parts_of([head(n) for n in range(MOST_PROVISIONS)]))
    assert () == parts_of([])


@pytest.mark.parametrize("heads", [
    [head(n) for n in range(1000)],
    [head(n, 9_000) for n in range(300)],
    [head(n, MOST_CHARACTERS * 2) for n in range(3)],
    [head(n, outline=(Heading(f"Buch {n // 390}", ""),)) for n in range(1000)],
], ids=["many", "long", "huge", "books"])  # fmt: skip
def test_parts_hold_every_provision_once_and_none_is_too_long(heads):
    parts = parts_of(heads)

    assert len(parts) > 1
    assert list(range(len(heads))) == [n for part in parts for n in range(part.first, part.last + 1)]
    for number, part in enumerate(parts, 1):
        assert part.last - part.first < MOST_PROVISIONS
        assert (
            part.first == part.last or sum(h.characters for h in heads[part.first : part.last + 1]) <= MOST_CHARACTERS
        )
        assert {number} == {part_at(parts, n) for n in (part.first, part.last)}


def test_part_begins_where_a_book_does():
    parts = parts_of([head(n, outline=(Heading(f"Buch {n // 390}", ""),)) for n in range(1000)])

    assert [0, 390, 780] == [part.first for part in parts]


def test_contents_name_each_level_once_and_count():
    outline = [
        (Heading("Teil 1", "A"), Heading("Abschnitt 1", "B")),
        (Heading("Teil 1", "A"), Heading("Abschnitt 2", "C")),
    ]
    heads = [head(n, outline=outline[n // 2]) for n in range(4)]
    lines = contents(heads, parts_of(heads), {1: 7})

    assert [
        "Teil 1 A",
        "Abschnitt 1 B",
        "§\xa01 Titel",
        "§\xa02 Titel",
        "Abschnitt 2 C",
        "§\xa03 Titel",
        "§\xa04 Titel",
    ] == [line["text"] for line in lines]
    assert [0, 7, 0, 0] == [line["n"] for line in lines if "at" in line]


@pytest.fixture(scope="module")
def read():
    store = open_memory()
    acts = [statute("AbcG", provision(1, *TEXTS), provision(2, *TEXTS))]
    write_run(store, [(each, findings(each)) for each in acts], RunReport(acts=1, coverage=Coverage()))
    return Reading(store, newest_run(store))


def text_of(segments):
    return "".join(s if isinstance(s, str) else s[1] for s in segments)


def test_sections_hold_the_whole_text_and_all_marks(read):
    entries = read.findings_in(read.acts()[0].id, Selection())
    result = sections(read.text(read.acts()[0].id), entries)
    lines = [line for section in result for block in section["blocks"] for line in block["lines"]]

    assert " ".join(TEXTS * 2) == " ".join(filter(None, (f"{text_of(a)} {text_of(b)}".strip() for _, a, b in lines)))
    held = {}
    for line in lines:
        for segment in line[1] + line[2]:
            if not isinstance(segment, str):
                for index in segment[0]:
                    held[index] = held.get(index, "") + segment[1]
    assert {n: entry.finding.quote for n, entry in enumerate(entries)} == held


def test_overlapping_marks_share_their_words(read):
    entry = read.findings_in(read.acts()[0].id, Selection())[0]
    wider = replace(entry, start=entry.start - 4, end=entry.end + 3)
    block = sections(read.text(read.acts()[0].id, 0, 0), [entry, wider])[0]["blocks"][0]
    marks = [segment for segment in block["lines"][0][2] if not isinstance(segment, str)]

    assert [([1], "ist "), ([0, 1], "schriftlich"), ([1], " zu")] == [(m[0], m[1]) for m in marks]
    assert [entry.finding.fingerprint, "form", "written_form"] == [marked(entry.finding, "de")[n] for n in (0, 1, 3)]


def test_finding_without_a_place_is_listed_at_its_provision(read):
    entry: Entry = replace(read.findings_in(read.acts()[0].id, Selection())[0], ordinal=-1)

    assert [0] == sections(read.text(read.acts()[0].id), [entry])[0]["lost"]


# ------------------------------------------------------------------ code that shows text


def test_components_never_write_markup():
    code = "".join(path.read_text() for path in (FOLDER / "parts").glob("*.js"))

    assert None is re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", code)
    namespace = "http://www.w3.org/2000/svg"  # a name, never fetched
    assert "http" not in code.replace(namespace, "") + "".join(
        path.read_text() for path in (FOLDER / "parts").glob("*.css")
    )


def test_settings_beside_the_package_and_the_script_are_the_same():
    assert (FOLDER / ".streamlit" / "config.toml").read_text() == (
        FOLDER.parents[1] / ".streamlit" / "config.toml"
    ).read_text()


def test_official_sentence_numbers_are_raised():
    text = "(1) 1 Der Antrag ist schriftlich zu stellen. 2 Er kostet 2 Euro."
    starts = (text.index("Der"), text.index("Er kostet"))
    sentences = tuple(
        Sentence(n, start, end, (Part("lead", start, end, start),))
        for n, (start, end) in enumerate(zip(starts, (starts[1] - 3, len(text)), strict=True), 1)
    )
    absatz = Absatz("1", (Block(0, SourceText(text), sentences),))
    one = replace(provision(1, "x"), absaetze=(absatz,))
    store = open_memory()
    write_run(store, [(statute("AbcG", one), [])], RunReport(acts=1))
    reading = Reading(store, newest_run(store))
    line = sections(reading.text(reading.acts()[0].id), [])[0]["blocks"][0]["lines"][0]

    assert ["(1) ", [[], "1"], " Der Antrag ist schriftlich zu stellen. ", [[], "2"], " Er kostet 2 Euro."] == line[2]
