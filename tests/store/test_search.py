"""The search index of a store: where it lies, when it is made, what an older store says."""

from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

import pytest

from analyzer.model import RunReport
from analyzer.semantic import index_build
from analyzer.store import Reading, newest_run, open_memory, open_store, search, write_run
from analyzer.store.alike import Filter, Question, similar, solved, with_places
from analyzer.store.search import folder_of, is_ready, open_search
from tests.semantic.standing_in import StandIn, write_encoder
from tests.store.making import TEXTS, act, findings, provision, statute

ENCODER = StandIn()


def reading_of(store):
    return Reading(store, newest_run(store))


def write(target, *acts):
    write_run(target, [(each, findings(each)) for each in acts], RunReport(acts=len(acts)))


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    path = tmp_path_factory.mktemp("search") / "befunde.db"
    write(
        path,
        act("EinsG", 2),
        act("ZweiG", 3),
        statute("NeuG", provision(1, "Der Antrag ist schriftlich oder elektronisch zu stellen.")),
    )
    return reading_of(open_store(path))


def test_every_sentence_is_found_at_its_place(reading):
    opened = open_search(reading, ENCODER)
    for text in TEXTS[2:]:
        answer = similar(opened, Question(text), 1, places=10)[0]
        assert text == answer.found[0].clause.text
        assert 5 == answer.total
        assert ["EinsG", "EinsG", "ZweiG", "ZweiG", "ZweiG"] == [found.act.law for found in answer.found]
    assert "§ 1 Abs. 3 Satz 1 EinsG" == similar(opened, Question(TEXTS[2]), 1)[0].found[0].zitat
    types = {entry.finding.type for entry in similar(opened, Question(TEXTS[0]), 1)[0].found[0].entries}
    assert {"written_form", "signature"} == types


def test_places_are_counted_where_only_some_are_read(reading):
    opened = open_search(reading, ENCODER)
    answer = similar(opened, Question(TEXTS[2]), 1, places=2)[0]
    assert (2, 5) == (len(answer.found), answer.total)
    assert 5 == len(with_places(opened, answer, 9).found)


def test_words_that_no_act_knows_find_nothing(reading):
    class Anything(StandIn):
        def encode(self, texts):
            return super().encode([TEXTS[2]] * len(texts))

    opened = replace(open_search(reading, ENCODER), encoder=Anything())
    for weight in (None, 1.0):
        assert [] == similar(opened, Question("xyzzy qqq"), weight=weight)
        assert similar(opened, Question("Ermessen"), weight=weight)
    assert similar(opened, Question("Bauantragsteller"), weight=1.0)  # ends with a word that is known


def test_filters(reading):
    opened = open_search(reading, ENCODER)
    two = reading.act("ZweiG").id
    for answer in similar(opened, Question("Antrag"), 9, among=Filter(acts=(two,)), places=9):
        assert "ZweiG" in {found.act.law for found in answer.found}
    for answer in similar(opened, Question("Antrag"), 9, among=Filter(types=("cash_payment",)), places=9):
        assert "cash_payment" in {entry.finding.type for found in answer.found for entry in found.entries}
    assert ["NeuG"] == [a.found[0].act.law for a in solved(opened, Question("Der Antrag ist schriftlich zu stellen."))]


def test_lies_beside_the_store_and_only_until_a_new_run(tmp_path):
    path = tmp_path / "befunde.db"
    write(path, act("EinsG", 1))
    reading = reading_of(open_store(path))
    assert not is_ready(reading, ENCODER)
    open_search(reading, ENCODER)
    assert is_ready(reading, ENCODER)
    assert tmp_path / "befunde.db.index" == folder_of(str(path))
    assert {"befunde.db", "befunde.db.index"} == {entry.name for entry in tmp_path.iterdir()}
    other = StandIn()
    other.digest = "other"
    assert not is_ready(reading, other)
    write(path, act("EinsG", 2))
    assert not is_ready(reading_of(open_store(path)), ENCODER)


def test_store_in_memory_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    store = open_memory()
    write(store, act("EinsG", 1))

    def forbidden(*_, **__):
        raise AssertionError("something was written to a disk")

    for name in ("TemporaryFile", "mkdtemp"):
        monkeypatch.setattr(index_build, name, forbidden)
    opened = open_search(reading_of(store), ENCODER)
    assert similar(opened, Question(TEXTS[2]), 1)
    assert [] == list(tmp_path.iterdir())


def test_database_without_a_file_has_it_in_the_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = folder_of("postgresql+psycopg://user@host/name")
    assert tmp_path / "medienbruch" == folder.parent
    assert folder != folder_of("postgresql+psycopg://user@host/other")


@pytest.mark.slow
def test_processes_give_the_same_index(tmp_path):
    write_encoder(tmp_path / "encoder", TEXTS)
    for name, jobs in (("one", 1), ("two", 2)):
        write(tmp_path / f"{name}.db", act("EinsG", 3))
        open_search(reading_of(open_store(tmp_path / f"{name}.db")), tmp_path / "encoder", jobs=jobs)
    for file in (tmp_path / "one.db.index").iterdir():
        if file.name != "index.json":  # names the run
            assert file.read_bytes() == (tmp_path / "two.db.index" / file.name).read_bytes(), file.name


def test_without_processes_it_is_made_here(tmp_path, monkeypatch):
    def broken(*_):
        raise BrokenProcessPool
        yield

    monkeypatch.setattr(search, "_in_processes", broken)
    write_encoder(tmp_path / "encoder", TEXTS)
    write(tmp_path / "befunde.db", act("EinsG", 1))
    opened = open_search(reading_of(open_store(tmp_path / "befunde.db")), tmp_path / "encoder", jobs=2)
    assert similar(opened, Question(TEXTS[2]), 1)
