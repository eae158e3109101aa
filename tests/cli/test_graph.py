"""`medienbruch graph` on acts and on a store."""

from __future__ import annotations

import csv
import io
import json

import networkx as nx
import pytest

from analyzer.cli import main
from analyzer.semantic.find import SemanticLayer
from tests.acts import write_act

TEXTS = ("Der Antrag ist schriftlich zu stellen.", "§ 1 gilt entsprechend.", "Es gilt § 99.", "§ 2 findet Anwendung.")


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    folder = tmp_path_factory.mktemp("graph")
    write_act(folder / "acts", "T1", *TEXTS, law="=TestG")
    path = folder / "run.db"
    assert main(["scan", str(folder / "acts"), "--db", str(path), "--output", str(folder / "list.jsonl")]) == 0
    return path


@pytest.fixture
def ran(db, capfd, monkeypatch):
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")

    def run(command, *arguments, where=db):
        words = [command, str(where), *arguments] if command else [str(where), *arguments]
        code = main(["graph", *words])
        shown = capfd.readouterr()
        return code, shown.out, shown.err

    return run


def test_around_a_provision(ran):
    code, out, _ = ran("", "--around", "§ 1 =TestG")
    assert code == 0
    assert "gilt entsprechend" in out
    assert "§ 2 =TestG" in out


def test_graphml_and_json(ran, tmp_path):
    assert (
        ran(
            "", "--around", "§ 1 =TestG", "--depth", "2", "--export", "graphml", "--output", str(tmp_path / "g.graphml")
        )[0]
        == 0
    )
    assert len(nx.read_graphml(tmp_path / "g.graphml")) == 3
    code, out, _ = ran("", "--around", "§ 1 =TestG", "--export", "json")
    assert code == 0
    assert len(json.loads(out)["edges"]) == 1


def test_hot_spots_and_circles(ran, tmp_path):
    code, out, _ = ran("hot-spots", "--output", str(tmp_path / "spots.csv"))
    assert code == 0
    with (tmp_path / "spots.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert rows[0]["Vorschrift"].endswith("§ 1 =TestG")
    assert (rows[0]["Offene Befunde"], rows[0]["Reichweite"], rows[0]["Stellen"]) == ("1", "2", "3")
    code, out, _ = ran("cycles")
    assert code == 0
    assert "§ 2" not in out


def test_types_and_direction(ran):
    assert "§ 2" not in ran("", "--around", "§ 1 =TestG", "--type", "exception", "--format", "jsonl")[1]
    assert ran("", "--around", "§ 1 =TestG", "--direction", "out", "--format", "jsonl")[1] == ""


def test_dangling_as_csv_is_safe_for_spreadsheets(ran):
    code, out, _ = ran("dangling", "--format", "csv")
    rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff")), delimiter=";"))
    assert code == 0
    assert rows[0] == ["Vorschrift", "Absatz", "Satz", "Wortlaut", "Zustand", "Grund"]
    assert rows[1][3:5] == ["§ 99", "fehlt"]
    assert not any(cell.startswith("=") for row in rows for cell in row)


def test_reach_by_citation_and_by_fingerprint(ran, db):
    code, out, err = ran("reach", "§ 1 =TestG", "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [(row["provision"], row["depth"]) for row in rows] == [("§ 2", 1), ("§ 4", 2)]
    assert "2 Vorschriften in 1 Gesetz holen" in err
    finding = json.loads((db.parent / "list.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert ran("reach", finding["fingerprint"], "--format", "jsonl")[1] == out


def test_path(ran):
    code, out, _ = ran("path", "§ 4 =TestG", "§ 1 =TestG", "--directed", "--format", "jsonl")
    assert code == 0
    assert [json.loads(line)["target"] for line in out.splitlines()] == ["§ 2 =TestG", "§ 1 =TestG"]
    assert "Kein Weg" in ran("path", "§ 1 =TestG", "§ 4 =TestG", "--directed", "--format", "jsonl")[2]


def test_figures(ran):
    code, out, _ = ran("stats")
    assert code == 0
    assert json.loads(out)["hot_spots"][0]["label"] == "§ 1 =TestG"


@pytest.mark.parametrize(
    "arguments",
    [("", "--around", "§ 77 =TestG"), ("", "--around", "§ 1 =TestG", "--type", "nichts"), ("", "--around", "§ 1 =TestG", "--direction", "up")],
)  # fmt: skip
def test_wrong_usage(ran, arguments):
    code, out, err = ran(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("Fehler: ")


def test_acts_instead_of_a_store(ran, db):
    code, out, _ = ran("", "--around", "§ 1 =TestG", "--format", "jsonl", where=db.parent / "acts")
    assert code == 0
    assert json.loads(out.splitlines()[0])["source"] == "§ 2 =TestG"


def test_the_semantic_layer_runs_where_findings_count_and_nowhere_else(ran, tmp_path, monkeypatch):
    write_act(tmp_path, "T1", "Das Gesuch muss den Namenszug tragen. ", "§ 1 gilt entsprechend.", law="=NeuG")
    asked = []
    original = SemanticLayer.refine
    monkeypatch.setattr(SemanticLayer, "refine", lambda *given: asked.append(given) or original(*given))
    for command, *more in (["", "--around", "§ 1 =NeuG"], ["dangling"], ["cycles"], ["reach", "§ 1 =NeuG"]):
        assert ran(command, *more, where=tmp_path)[0] == 0
    assert asked == []
    code, out, _ = ran("", "--around", "§ 1 =NeuG", "--export", "json", where=tmp_path)
    assert (code, len(asked)) == (0, 1)
    assert [1, 0] == [node["findings_open"] for node in json.loads(out)["nodes"]]
    code, out, _ = ran("hot-spots", "--format", "jsonl", where=tmp_path)
    assert (code, json.loads(out)["open"]) == (0, 1)
