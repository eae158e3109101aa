import pickle
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import replace

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from analyzer.errors import StoreError
from analyzer.model import Absatz, Block, Part, RunReport, Sentence, SourceText, Unreadable
from analyzer.store import (
    Reading,
    RunWriter,
    Selection,
    connect,
    newest_run,
    open_memory,
    open_store,
    rows_of,
    write_run,
)
from analyzer.store.lookup import find_entries
from analyzer.store.schema import METADATA
from tests.store.making import act, findings, in_amendment, provision, statute

REPORT = RunReport(
    acts=2,
    versions={"tool": "0.1.0", "rules": "abc"},
    unreadable=(Unreadable("kaputt.xml", "kaputt.xml: kein XML", "kaputt.xml: no XML"),),
)


def filled(db, *laws):
    acts = [act(law) for law in laws or ("XyzG", "AbcG")]
    write_run(db, [(a, findings(a)) for a in acts], REPORT)
    return acts


def reading(db) -> Reading:
    store = open_store(db)
    return Reading(store, newest_run(store))


def test_round_trip_gives_every_finding_back(tmp_path):
    db = tmp_path / "befunde.db"
    acts = filled(db)
    expected = [f for a in sorted(acts, key=lambda a: a.abbreviation) for f in findings(a)]

    assert expected == list(reading(db).findings(Selection()))
    assert len(expected) > 20


def test_amendment_and_unit_id_survive(tmp_path):
    one = act("AbcG", 1)
    given = [replace(in_amendment(findings(one)[0]), id="u7"), *findings(one)[1:]]
    write_run(tmp_path / "b.db", [(one, given)], REPORT)

    assert given == list(reading(tmp_path / "b.db").findings(Selection()))


def test_run_keeps_report_and_unreadable(tmp_path):
    filled(tmp_path / "b.db")
    read = reading(tmp_path / "b.db")

    assert REPORT.to_dict() == read.run.report
    assert REPORT.versions == read.run.versions
    assert REPORT.unreadable == read.unreadable()


def test_second_run_is_added_and_newest_is_shown(tmp_path):
    db = tmp_path / "b.db"
    filled(db, "AbcG", "XyzG")
    filled(db, "AbcG")
    read = reading(db)

    assert read.run.id == 2
    assert ["AbcG"] == [a.law for a in read.acts()]
    with sqlite3.connect(db) as raw:
        assert 2 == raw.execute("SELECT count(*) FROM run").fetchone()[0]
        assert 3 == raw.execute("SELECT count(*) FROM statute").fetchone()[0]
        assert 1 == raw.execute("SELECT count(*) FROM wording").fetchone()[0]  # equal text is kept once


def test_search_sees_only_the_newest_run(tmp_path):
    db = tmp_path / "b.db"
    filled(db, "AbcG", "XyzG")
    filled(db, "AbcG")

    assert 3 == reading(db).count(Selection(types=("signature",), text="unterschr"))


def test_many_findings_at_once_are_those_found_singly(tmp_path, monkeypatch):
    monkeypatch.setattr("analyzer.store.lookup._BATCH", 7)
    db = tmp_path / "b.db"
    filled(db, "AbcG", "OldG", "XyzG")
    filled(db, "AbcG", "XyzG")
    read = reading(db)
    wanted = [f.fingerprint for f in findings(act("XyzG"))]
    gone = findings(act("OldG"))[0].fingerprint

    found = find_entries(read, [*reversed(wanted), gone, wanted[0]])

    assert len(wanted) > 7
    assert {name: read.finding(name) for name in wanted} == found


def test_abandoned_run_leaves_nothing(tmp_path):
    db = tmp_path / "b.db"
    filled(db, "AbcG")

    def interrupted():
        with RunWriter(db) as writer:
            writer.add(act("XyzG"), findings(act("XyzG")))
            writer._flush()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert 1 == reading(db).run.id
    assert ["AbcG"] == [a.law for a in reading(db).acts()]


def test_rows_are_picklable_and_need_no_database_library():
    one = act("AbcG")
    rows = rows_of(one, findings(one))

    assert rows == pickle.loads(pickle.dumps(rows))  # noqa: S301
    code = "import sys; import analyzer.store.rows; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert "False" == done.stdout.strip()


def test_migrated_schema_is_the_declared_one(tmp_path):
    store = open_store(tmp_path / "b.db", create=True)
    with store.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": lambda _o, name, *_: "sentence_words" not in name}
        )
        differences = compare_metadata(context, METADATA)

    assert [] == differences


def test_head_is_the_newest_migration():
    config = Config()
    config.set_main_option("script_location", str(connect._MIGRATIONS))

    assert ScriptDirectory.from_config(config).get_current_head() == connect._HEAD


def test_marks_point_at_the_words_in_the_text(tmp_path):
    filled(tmp_path / "b.db", "AbcG")
    read = reading(tmp_path / "b.db")
    one = read.act("AbcG")
    texts = read.text(one.id)
    entries = read.findings_in(one.id, Selection())

    for entry in entries:
        block = texts[entry.position].blocks[entry.ordinal]
        assert entry.finding.quote == block.text[entry.start : entry.end]
        assert entry.finding.absatz == block.absatz
    in_list = [e for e in entries if e.finding.item == "1 b)"]
    assert in_list
    for entry in in_list:  # "schriftlich" stands in a) too
        block = texts[entry.position].blocks[entry.ordinal]
        assert block.text[: entry.start].endswith("elektronisch oder ")


def test_lines_cut_a_block_at_its_list(tmp_path):
    filled(tmp_path / "b.db", "AbcG")
    read = reading(tmp_path / "b.db")
    block = read.text(read.act("AbcG").id, 0, 0)[0].blocks[1]

    assert [
        (0, "Dem Antrag sind beizufügen:"),
        (1, "1. ein Nachweis,"),
        (2, "a) schriftlich,"),
        (2, "b) elektronisch oder schriftlich,"),
        (1, "2. eine Erklärung."),
    ] == [(line.depth, block.text[line.start : line.end]) for line in block.lines]
    assert ["", "1.", "a)", "b)", "2."] == [block.text[line.start : line.start + line.label] for line in block.lines]


def test_contents_and_not_read(tmp_path):
    filled(tmp_path / "b.db", "AbcG")
    read = reading(tmp_path / "b.db")
    one = read.act("AbcG")
    contents = read.contents(one.id)
    gaps = read.not_read(one.id)

    assert ["§ 1", "§ 2", "§ 3"] == [head.unit for head in contents]
    assert "Abschnitt 1" == contents[0].outline[0].label
    assert (("Fußnote", 20), ("Tabelle", 10)) == gaps.reasons
    assert (("Anlage 1", "Bild"),) == gaps.pictures
    assert gaps.characters == gaps.analysed + 30


# --------------------------------------------------------------------------- lists


@pytest.fixture(scope="module")
def read():
    store = open_memory()
    acts = [act(f"A{n:02}G", 1 + n % 5) for n in reversed(range(30))]
    write_run(store, [(a, findings(a)) for a in acts], REPORT)
    return Reading(store, newest_run(store))


SELECTIONS = [
    Selection(),
    Selection(profile="form"),
    Selection(profile="data"),
    Selection(types=("written_form", "discretion"), statuses=("open",)),
    Selection(statuses=("resolved",)),
    Selection(text="pflichtgemäß"),
    Selection(text='"zu unterschreiben" antrag'),
    Selection(text="§ 2 A07G"),
    Selection(profile="form", types=("discretion",)),
    Selection(text="kommtnichtvor"),
]


def plain(read, selection):
    """The list as one would make it by hand."""

    def fits(f):
        # Words as the search sees them: beginnings of words, numbers whole.
        words = [
            w.strip('§."') for w in f"{f.sentence} {f.unit} {f.law} {f.heading}".casefold().replace(",", "").split()
        ]
        terms = [t.strip('§."') for t in selection.text.casefold().split()]
        return (
            f.type in selection.kinds
            and f.status in selection.states
            and all(any(w == t if t[0].isdigit() else w.startswith(t) for w in words) for t in terms if t)
        )

    return [f for f in read.findings(Selection()) if fits(f)]


@pytest.mark.parametrize("selection", SELECTIONS, ids=str)
def test_pages_counts_and_neighbours_agree(read, selection):
    expected = plain(read, selection)
    pages = [entry.finding for at in range(0, len(expected) + 7, 7) for entry in read.page(selection, at, 7)]

    assert expected == pages
    assert len(expected) == read.count(selection)
    assert expected == list(read.findings(selection))
    for at in range(0, len(expected), 11):
        assert at == read.index_of(selection, expected[at].fingerprint)
        assert expected[at] == read.page(selection, at, 1)[0].finding


def test_selections_are_not_all_alike(read):
    counts = [read.count(selection) for selection in SELECTIONS]

    assert 0 == counts[-1] == counts[-2]
    assert all(0 < n < counts[0] for n in counts[1:-2])


def test_acts_filter_and_order(read):
    two = tuple(read.act(key).id for key in ("A03G", "A01G"))
    laws = [entry.finding.law for entry in read.page(Selection(acts=two), 0, 1000)]

    assert sorted(laws) == laws
    assert {"A01G", "A03G"} == set(laws)


def test_matrix_counts_beside_the_filters(read):
    matrix = read.matrix(Selection(types=("signature",), text="ermessen"))

    assert {("discretion", "open"): read.count(Selection(text="ermessen"))} == dict(matrix)


def test_finding_by_fingerprint(read):
    some = read.page(Selection(), 40, 1)[0]

    assert some == read.finding(some.finding.fingerprint)
    assert read.finding("0" * 16) is None
    assert (
        read.index_of(
            Selection(profile="automation"), read.page(Selection(profile="form"), 0, 1)[0].finding.fingerprint
        )
        is None
    )


def test_search_text_is_never_search_syntax(read):
    for text in ('"', '" OR *', "NEAR(a b)", "text:schriftlich", "a AND", "^x", "-schriftlich", "'; DROP TABLE run"):
        assert read.count(Selection(text=text)) >= 0
    assert read.count(Selection()) > 0


def test_search_without_index_gives_the_same(tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("analyzer.store.fulltext.create", lambda _connection: None)
        filled(tmp_path / "b.db", "AbcG", "XyzG")
    read = reading(tmp_path / "b.db")

    assert 6 == read.count(Selection(text="schriftlich zu stellen", types=("signature",)))
    assert 1 == read.count(Selection(text="§ 2 XyzG unterschreiben", types=("signature",)))
    assert 0 == read.count(Selection(text="100%"))


def test_threads_share_a_store_in_memory(read):
    errors = []

    def work():
        try:
            for at in range(0, 200, 10):
                assert 10 == len(read.page(Selection(), at, 10))
        except Exception as error:  # noqa: BLE001
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [] == errors


def test_same_abbreviation_twice_gives_two_keys():
    store = open_memory()
    twins = [replace(act("AbcG", 1), id=f"DOC{n}") for n in (1, 2)]
    write_run(store, [(a, []) for a in twins], REPORT)
    read = Reading(store, newest_run(store))

    assert ["DOC1", "DOC2"] == [a.key for a in read.acts()]
    assert "DOC2" == read.act("DOC2").doc


# --------------------------------------------------------------------------- bad stores


def message(db, **how):
    with pytest.raises(StoreError) as caught:
        open_store(db, **how)
    assert "\n" not in caught.value.message
    return caught.value


def test_missing_store(tmp_path):
    assert "anlegen" in message(tmp_path / "fehlt.db").message


@pytest.mark.parametrize("content", [b"kein Bestand", b"", b"SQLite format 3\x00 und dann Unsinn" * 100])
def test_file_that_is_no_store(tmp_path, content):
    db = tmp_path / "notiz.db"
    db.write_bytes(content)

    text = message(db).message
    assert str(db) in text
    assert "kein Bestand" in text or "beschädigt" in text


def test_database_of_somebody_else_is_left_alone(tmp_path):
    db = tmp_path / "fremd.db"
    with sqlite3.connect(db) as raw:
        raw.execute("CREATE TABLE kunden (id INTEGER)")

    assert "kein Bestand" in message(db, create=True).message
    with sqlite3.connect(db) as raw:
        assert [("kunden",)] == raw.execute("SELECT name FROM sqlite_master").fetchall()


def test_newer_schema(tmp_path):
    filled(tmp_path / "b.db", "AbcG")
    with sqlite3.connect(tmp_path / "b.db") as raw:
        raw.execute("UPDATE alembic_version SET version_num = 'medienbruch_9999'")

    assert "aktualisieren" in message(tmp_path / "b.db").message
    assert "newer version" in message(tmp_path / "b.db").en


def test_damaged_store(tmp_path):
    filled(tmp_path / "b.db", *(f"A{n}G" for n in range(40)))
    data = (tmp_path / "b.db").read_bytes()
    (tmp_path / "b.db").write_bytes(data[:8192] + b"\xff" * (len(data) - 8192))

    with pytest.raises(StoreError, match=r"beschädigt|nicht lesbar"):
        list(reading(tmp_path / "b.db").findings(Selection()))


def test_folder_and_missing_folder(tmp_path):
    assert "Ordner" in message(tmp_path, create=True).message
    assert "Ordner" in message(tmp_path / "fehlt" / "b.db", create=True).message


def test_place_that_cannot_be_written():
    assert "nicht geschrieben" in message("/proc/befunde.db", create=True).message


def test_unknown_database_and_missing_driver():
    assert "Datenbank-URL" in message("://").message
    assert "Datenbanktreiber" in message("gibtesnicht://name@host/db").message


def test_password_is_never_shown():
    error = message("postgresql+psycopg://anna:geheim@127.0.0.1:1/db")

    assert "geheim" not in error.message + error.en
    assert "anna" in error.message


def test_locked_store(tmp_path, monkeypatch):
    monkeypatch.setattr(connect, "_BUSY_SECONDS", 0)
    filled(tmp_path / "b.db", "AbcG")
    with RunWriter(tmp_path / "b.db"), pytest.raises(StoreError, match="anderen Vorgang"):
        RunWriter(tmp_path / "b.db")


def test_app_goes_on_reading_while_a_scan_writes(tmp_path):
    filled(tmp_path / "b.db", "AbcG")
    read = reading(tmp_path / "b.db")
    with RunWriter(tmp_path / "b.db") as writer:
        writer.add(act("XyzG"), findings(act("XyzG")))
        writer._flush()
        assert ["AbcG"] == [f.law for f in read.findings(Selection())][:1]
        writer.finish(REPORT)

    assert 2 == newest_run(read.store).id


def test_store_is_one_plain_file_afterwards(tmp_path):
    filled(tmp_path / "b.db", "AbcG")
    filled(tmp_path / "b.db", "AbcG")

    assert ["b.db"] == [path.name for path in tmp_path.iterdir()]


def test_bulk_is_fast(tmp_path):
    """30,000 findings in 300 acts; takes under a second here, bounded generously for busy machines."""
    one = act("AbcG", 12)
    found = findings(one)
    many = [replace(one, id=f"DOC{n:04}", abbreviation=f"A{n:04}G") for n in range(300)]
    rows = [rows_of(each, found) for each in many]
    start = time.perf_counter()
    with RunWriter(tmp_path / "b.db") as writer:
        for each in rows:
            writer.add_rows(each)
        writer.finish(REPORT)

    assert time.perf_counter() - start < 10
    assert len(found) * 300 == reading(tmp_path / "b.db").count(Selection())


def test_mark_is_told_apart_by_its_surroundings_where_a_number_stands_twice():
    text = "Der Antrag ist aus wichtigem Grund abzulehnen. Die Gebühr kann aus Gründen der Billigkeit entfallen."
    middle = text.index("Die Gebühr")
    twice = tuple(Sentence(1, a, b, (Part("lead", a, b, a),)) for a, b in ((0, middle - 1), (middle, len(text))))
    annex = replace(provision(1, "x"), absaetze=(Absatz("", (Block(0, SourceText(text), twice),)),))
    start = text.index("aus Gründen")
    one = replace(
        findings(act("AbcG", 1))[0],
        norm=annex.id, absatz="", satz=1, item="", block=0, sentence=text[middle:], quote="aus Gründen der Billigkeit",
        start=start - middle, end=start - middle + 26,
    )  # fmt: skip
    store = open_memory()
    write_run(store, [(statute("AbcG", annex), [one])], REPORT)
    read = Reading(store, newest_run(store))
    entry = read.findings_in(read.acts()[0].id, Selection())[0]

    assert (start, start + 26) == (entry.start, entry.end)
