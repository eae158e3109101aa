"""`medienbruch similar` and `medienbruch families` on acts and on a store."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import openpyxl
import pytest

from analyzer.cli import main
from analyzer.semantic.index import SearchIndex
from analyzer.store import Reading, clauses
from analyzer.store.wording import unpack
from tests.acts import write_act
from tests.semantic.standing_in import write_encoder

OLD = (
    "Der Antrag ist schriftlich zu stellen.",
    "Die Kündigung bedarf der Schriftform.",
    "Der Antragsteller hat persönlich zu erscheinen.",
)
NEW = (
    "Der Antrag ist schriftlich oder elektronisch zu stellen.",
    "Der Antrag ist schriftlich zu stellen.",
    "Die Kündigung bedarf der Schriftform; die elektronische Form ist ausgeschlossen.",
)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("similar")
    write_act(folder / "acts", "T1", *OLD, law="AltG")
    write_act(folder / "acts", "T2", *NEW, law="NeuG")
    write_encoder(folder / "encoder", OLD + NEW)
    list_ = folder / "list.jsonl"
    assert main(["scan", str(folder / "acts"), "--db", str(folder / "run.db"), "--output", str(list_)]) == 0
    return folder


@pytest.fixture
def ran(home, capfd, monkeypatch):
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.delenv("MEDIENBRUCH_DB", raising=False)

    def run(*arguments):
        code = main([*map(str, arguments), "--encoder", str(home / "encoder")])
        shown = capfd.readouterr()
        return code, shown.out, shown.err

    return run


def records(out):
    return [json.loads(line) for line in out.splitlines()]


def test_similar_to_a_text_with_every_place(ran, home):
    code, out, _ = ran("similar", OLD[0], "--db", home / "run.db", "--format", "jsonl", "--limit", 2)
    assert code == 0
    first, second = records(out)
    assert [("AltG", "§ 1 Satz 1 AltG"), ("NeuG", "§ 2 Satz 1 NeuG")] == [
        (p["law"], p["zitat"]) for p in first["places"]
    ]
    assert ("written_form", "open") == (first["findings"][0]["type"], first["findings"][0]["status"])
    assert NEW[0] == second["text"]
    assert first["score"]["score"] > second["score"]["score"]
    assert (home / "run.db.index" / "index.json").is_file()


def test_solved_never_shows_what_is_no_solution(ran, home):
    code, out, _ = ran("similar", OLD[0], "--db", home / "run.db", "--solved", "--format", "jsonl")
    assert code == 0
    assert [NEW[0]] == [record["text"] for record in records(out)]
    assert ["schriftlich oder elektronisch"] == records(out)[0]["cured_by"]
    code, out, err = ran("similar", OLD[1], "--db", home / "run.db", "--solved", "--format", "jsonl")
    assert (0, "") == (code, out)
    assert "sicher zulässt" in err
    assert "nicht zu entnehmen" in ran("similar", "Es gilt.", "--db", home / "run.db", "--solved")[2]


def test_solved_of_a_discretion_never_shows_a_way_to_file(ran, home):
    text = "Die Behörde entscheidet über den Antrag nach pflichtgemäßem Ermessen."
    code, out, err = ran("similar", text, "--db", home / "run.db", "--solved", "--format", "jsonl")
    assert (0, "") == (code, out)
    assert "ist klar (Ermessen)" in err


def test_only_what_is_solved_names_a_cure(ran, tmp_path):
    half = "Der Antrag ist, wenn er schriftlich gestellt wird, zu unterschreiben; die Anzeige ist elektronisch zu erstatten."
    write_act(tmp_path / "acts", "T8", "Der Antrag ist elektronisch oder schriftlich zu stellen.", half, law="HalbG")
    write_act(
        tmp_path / "acts", "T9", "Die Kündigung ist schriftlich zu erklären, ein Entwurf elektronisch vorzulegen."
    )
    _, out, _ = ran("similar", half, "--db", tmp_path / "acts", "--format", "jsonl")
    for record in records(out):
        states = {finding["status"] for finding in record["findings"] if finding["type"] != "repeated_proof"}
        assert bool(record["cured_by"]) == (states == {"resolved"}), record
    assert {True, False} == {bool(record["cured_by"]) for record in records(out)}


def test_many_places_are_counted_and_only_some_are_read(ran, tmp_path):
    for n in range(9):
        write_act(tmp_path / "acts", f"T{n}", "Der Antrag ist schriftlich zu stellen.", law=f"Viel{n}G")
    arguments = ("similar", OLD[0], "--db", tmp_path / "acts", "--limit", 1)
    assert 9 == len(records(ran(*arguments, "--format", "jsonl")[1])[0]["places"])
    table = ran(*arguments)[1]
    assert "§ 1 Satz 1 Viel3G (+5)" in table
    assert "Viel4G" not in table


def test_cure_in_another_sentence_is_quoted_as_printed(ran, tmp_path):
    text = "Der Antrag ist schriftlich zu stellen. Er kann auch elektronisch über das Portal gestellt werden."
    write_act(tmp_path / "acts", "T9", text, law="PortalG")
    code, out, _ = ran("similar", OLD[0], "--db", tmp_path / "acts", "--solved", "--format", "jsonl")
    assert code == 0
    cures = {record["text"]: record["cured_by"] for record in records(out)}
    assert cures
    assert all(words in text for cured in cures.values() for words in cured)


def test_cure_in_another_item_is_told_with_its_number(ran, tmp_path):
    lead = "Eine geleistete Gebühr gilt, soweit die Verordnung des Landes nichts anderes bestimmt, als entrichtet"
    long = "der Tag, der im Bescheid genannt ist und den die Kasse dem Schuldner mit der Rechnung des Monats mitgeteilt hat"
    items = (
        f"1. bei Übergabe von Zahlungsmitteln {long},",
        f"2. bei Überweisung auf ein Konto der Kasse {long}, oder",
        f"3. bei Einzug {long}.",
    )
    listed = "".join(f"<DT>{item[:2]}</DT><DD><LA>{item[3:]}</LA></DD>" for item in items)
    path = write_act(tmp_path / "acts", "T8", f"{lead}:<DL>{listed}</DL>", law="KasseG")
    path.write_text(path.read_text("utf-8").replace("&lt;", "<").replace("&gt;", ">"), encoding="utf-8")
    question = "Eine geleistete Gebühr gilt bei Übergabe von Zahlungsmitteln an die Kasse als entrichtet; sie ist bar zu entrichten."
    code, out, _ = ran("similar", question, "--db", tmp_path / "acts", "--solved", "--format", "jsonl")
    assert code == 0
    first = records(out)[0]
    assert first["zitat"].endswith("Nr. 1 KasseG")
    assert ["§ 1 Satz 1 Nr. 2 KasseG"] == first["cured_at"]
    assert first["cured_by"][0].startswith("2. bei Überweisung")


def test_by_fingerprint_leaves_the_finding_itself_out(ran, home):
    findings = records((home / "list.jsonl").read_text("utf-8"))
    asked = next(f for f in findings if f["law"] == "AltG" and f["unit"] == "§ 1")
    code, out, err = ran("similar", asked["fingerprint"], "--db", home / "run.db", "--format", "jsonl")
    assert code == 0
    assert "§ 1 Satz 1 AltG" in err
    assert "§ 2 Satz 1 NeuG" == records(out)[0]["zitat"]
    assert "§ 1 Satz 1 AltG" not in out
    code, out, _ = ran("similar", asked["fingerprint"], "--db", home / "run.db", "--solved", "--format", "jsonl")
    assert [NEW[0]] == [record["text"] for record in records(out)]


def test_filters_and_table(ran, home):
    _, out, _ = ran("similar", OLD[0], "--db", home / "run.db", "--type", "physical_presence", "--format", "jsonl")
    assert {OLD[2]} >= {record["text"] for record in records(out)}
    _, out, _ = ran("similar", OLD[0], "--db", home / "run.db", "--status", "resolved", "--format", "jsonl")
    assert [NEW[0]] == [record["text"] for record in records(out)]
    _, out, _ = ran("similar", OLD[0], "--db", home / "run.db")
    assert "Ähnlichkeit" in out
    assert "§ 2 Satz 1 NeuG" in out


def test_statutes_need_no_store(ran, home):
    code, out, _ = ran("similar", OLD[0], "--db", home / "acts", "--format", "jsonl")
    assert code == 0
    assert OLD[0] == records(out)[0]["text"]
    assert not list(home.glob("acts*.index"))


def test_index_is_made_anew_when_the_run_changes(ran, home, tmp_path):
    db = tmp_path / "run.db"
    scan = ["scan", str(home / "acts" / "T1.xml"), "--db", str(db), "--output", str(tmp_path / "l.jsonl")]
    assert main(scan) == 0
    ran("similar", OLD[0], "--db", db)
    about = tmp_path / "run.db.index" / "index.json"
    before = about.read_bytes()
    ran("similar", OLD[0], "--db", db)
    assert before == about.read_bytes()
    scan[1] = str(home / "acts")
    assert main(scan) == 0
    _, out, _ = ran("similar", NEW[0], "--db", db, "--limit", 1)
    assert before != about.read_bytes()
    assert "NeuG" in out


def test_wrong_use(ran, home, tmp_path):
    assert ran("similar", "0123456789abcdef", "--db", home / "run.db")[0] == 2
    assert ran("similar", "Antrag", "--db", tmp_path / "none.db")[0] == 2
    assert ran("similar", " ", "--db", home / "run.db")[0] == 2
    code, _, err = ran("similar", "Antrag", "--db", home / "run.db", "--solved", "--type", "signature")
    assert code == 2
    assert "--solved" in err


def test_families_in_every_format(ran, home, tmp_path):
    code, out, err = ran("families", home / "run.db")
    assert code == 0
    assert "Familien: 2, davon 2 in mehreren Gesetzen; 4 Befunde in 4 Klauseln." in err
    assert "Der Antrag ist schriftlich zu stellen" in out

    _, out, _ = ran("families", home / "run.db", "--format", "jsonl", "--type", "written_form", "--limit", 1)
    family = records(out)[0]
    assert (2, 2, 2) == (family["clauses"], family["findings"], family["acts"])
    assert ["AltG § 1 Satz 1", "NeuG § 2 Satz 1"] == [place["citation"] for place in family["places"]]

    ran("families", home / "acts", "--output", tmp_path / "f.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "f.csv").read_text("utf-8-sig")), delimiter=";"))
    named = {row["Familienkennung"]: row["Familie"] for row in rows}  # the same name in another run
    assert named[family["name"]] == family["title"] == family["clause"] == "Der Antrag ist schriftlich zu stellen"
    assert {"§ 1 Satz 1 AltG", "§ 2 Satz 1 NeuG"} <= {row["Fundstelle"] for row in rows}
    assert {""} == {row["Dieselben Stellen"] for row in rows}

    assert "" == ran("families", home / "run.db", "--min-acts", 3, "--format", "jsonl")[1]
    earlier = tmp_path / "earlier.jsonl"
    earlier.write_text(json.dumps({**family, "name": "wie-frueher"}), "utf-8")
    _, out, _ = ran("families", home / "run.db", "--format", "jsonl", "--names", earlier)
    assert "wie-frueher" in {record["name"] for record in records(out)}
    earlier.write_text("[]", "utf-8")
    code, _, err = ran("families", home / "run.db", "--names", earlier)
    assert code == 2
    assert "keine Liste von Klauselfamilien" in err
    code, _, err = ran("families", home / "run.db", "--names", tmp_path / "fehlt.jsonl")
    assert code == 2
    assert "fehlt.jsonl: nicht lesbar (diese Datei gibt es nicht)." in err

    ran("families", home / "run.db", "--output", tmp_path / "f.xlsx", "--lang", "en")
    sheet = openpyxl.load_workbook(tmp_path / "f.xlsx").worksheets[0]
    assert "Family" == sheet["A1"].value
    assert len(rows) == sheet.max_row - 1
    assert ran("families", home / "run.db", "--format", "docx")[0] == 2


def test_families_name_those_of_types_not_asked_for(ran, tmp_path):
    both = "Der Antrag ist schriftlich zu stellen und vom Antragsteller eigenhändig zu unterschreiben."
    write_act(tmp_path / "acts", "T1", both, law="AltG")
    write_act(tmp_path / "acts", "T2", both, law="NeuG")
    _, out, _ = ran("families", tmp_path / "acts", "--format", "jsonl")
    kinds = {family["name"]: family["type"] for family in records(out)}
    _, out, _ = ran("families", tmp_path / "acts", "--format", "jsonl", "--type", "signature")
    (signed,) = records(out)
    assert ["written_form"] == [kinds[name] for name in signed["same_places"]]
    _, out, _ = ran("families", tmp_path / "acts", "--type", "signature", "--lang", "en")
    assert f"{signed['same_places'][0]} (Written form" in out


def test_families_find_their_store_as_similar_does(ran, home, monkeypatch):
    told = ran("families", home / "run.db")
    assert told == ran("families", "--db", home / "run.db")
    monkeypatch.setenv("MEDIENBRUCH_DB", str(home / "run.db"))
    assert told == ran("families")
    code, _, err = ran("families", home / "run.db", "--db", home / "run.db")
    assert code == 2
    assert "zweimal" in err


def test_places_of_families_are_read_together(ran, home, monkeypatch):
    def singly(*_):
        raise AssertionError("one query a finding takes half a minute over the federal law")

    monkeypatch.setattr(Reading, "finding", singly)
    assert 4 == sum(
        len(family["places"]) for family in records(ran("families", home / "run.db", "--format", "jsonl")[1])
    )
    assert "§ 1 Satz 1 AltG" in ran("families", home / "run.db")[1]


def test_older_store_says_what_to_do(ran, home, tmp_path, monkeypatch):
    monkeypatch.setattr(clauses, "unpack", lambda body: [replace(block, sentences=None) for block in unpack(body)])
    code, _, err = ran("similar", "Antrag", "--db", home / "run.db", "--index")
    assert code == 2
    assert "neu einlesen" in err


def test_index_is_only_read_when_it_lies_ready(ran, home, monkeypatch):
    ran("similar", OLD[0], "--db", home / "run.db")
    opened = []
    original = SearchIndex.open
    monkeypatch.setattr(SearchIndex, "open", staticmethod(lambda *given: opened.append(original(*given)) or opened[-1]))
    ran("similar", OLD[0], "--db", home / "run.db")
    assert opened[0] is not None


def test_acts_give_the_families_that_a_store_of_them_gives(ran, tmp_path):
    clause = "Das Gesuch muss den Namenszug des Antragstellers tragen."
    write_act(tmp_path / "acts", "T1", clause, OLD[0], law="AltG")
    write_act(tmp_path / "acts", "T2", clause, OLD[0], law="NeuG")
    assert (
        main(["scan", str(tmp_path / "acts"), "--db", str(tmp_path / "a.db"), "--output", str(tmp_path / "l.csv")]) == 0
    )
    stored, read = (ran("families", tmp_path / where, "--format", "jsonl")[1] for where in ("a.db", "acts"))
    assert records(read) == records(stored)
    assert {"signature", "written_form"} == {family["type"] for family in records(read)}  # no rule knows the former


@pytest.mark.parametrize(
    ("where", "told"), [("acts", "acts gibt es"), ("run.db", "In dem Bestand "), (None, "In den Mustergesetzen")]
)
def test_an_unknown_finding_is_told_where_it_was_looked_for(ran, home, where, told):
    code, _, err = ran("similar", "0123456789abcdef", *(("--db", home / where) if where else ()))
    assert code == 2
    assert told in err
    assert ":memory:" not in err


def test_words_that_no_act_knows_are_told(ran, home):
    code, out, err = ran("similar", "xyzzy qqq", "--db", home / "run.db", "--format", "jsonl")
    assert (0, "") == (code, out)
    assert "Keine ähnliche Klausel gefunden." in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--solved"], "Keine Klausel über dieselbe Handlung, die den digitalen Weg sicher zulässt."),
        (["--type", "cash_payment"], "ohne --type und --status wird unter allen Klauseln gesucht."),
        (["--type", "cash_payment", "--lang", "en"], "without --type and --status all clauses are searched."),
    ],
)
def test_nothing_found_is_a_sentence_and_no_empty_table(ran, home, arguments, said):
    code, out, err = ran("similar", OLD[1], "--db", home / "run.db", *arguments)
    assert (0, "") == (code, out)
    assert said in err
    _, out, _ = ran("similar", OLD[1], "--db", home / "run.db", *arguments, "--format", "csv")
    assert 1 == len(out.splitlines())  # a file of rows has its heading all the same


def test_no_family_is_a_sentence_and_no_empty_table(ran, home):
    code, out, err = ran("families", home / "run.db", "--min-acts", 3)
    assert (0, "") == (code, out)
    assert "Familien: 0" in err


LIST = "Dem Antrag sind 1. ein Lebenslauf, 2. eine beglaubigte Abschrift des Zeugnisses beizufügen."


def test_lists_for_people_mark_items_left_out_and_those_for_programs_do_not(ran, home, tmp_path):
    items = [f"{n}. " + "ein Nachweis über die Befähigung und die Erfahrung " * 4 for n in range(1, 5)]
    long = f"Dem Antrag sind {', '.join(items)} beizufügen."
    units = [
        {"id": n, "text": text, "unit": f"§ {n}", "law": "MusterG"}
        for n, text in zip("123", (LIST, LIST, long), strict=True)
    ]
    (tmp_path / "u.jsonl").write_text("\n".join(map(json.dumps, units)), "utf-8")
    db = tmp_path / "list.db"
    for form in ("jsonl", "csv", "xlsx"):
        scan = ["scan", "--text", str(tmp_path / "u.jsonl"), "--db", str(db), "--output", str(tmp_path / f"l.{form}")]
        assert main([*scan, "--jobs", "1"]) == 0
    short = "Dem Antrag sind […] 2. eine beglaubigte Abschrift des Zeugnisses beizufügen."

    record = next(one for one in records((tmp_path / "l.jsonl").read_text("utf-8")) if one["item"] == "2")
    assert record["sentence"] == short.replace(" […]", "")
    table = list(csv.DictReader(io.StringIO((tmp_path / "l.csv").read_text("utf-8-sig")), delimiter=";"))
    row = next(row for row in table if row["Kennung"] == record["fingerprint"])
    assert row["Fundwort"] == row["Wortlaut"][int(row["Anfang"]) : int(row["Ende"])]  # they count in the bare sentence
    sheet = openpyxl.load_workbook(tmp_path / "l.xlsx").worksheets[0]
    assert short in {cell.value for row in sheet.iter_rows() for cell in row}

    for form, shown in (("table", short), ("csv", short), ("jsonl", short.replace(" […]", ""))):
        _, out, _ = ran("families", db, "--type", record["type"], "--format", form)
        assert shown.removesuffix(".") in out
        _, out, _ = ran("similar", items[1], "--db", db, "--format", form)
        assert "ein Nachweis über die Befähigung" in out
        assert ("[…] beizufügen" in out) == (form != "jsonl")
