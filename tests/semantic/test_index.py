import numpy as np
import pytest

from analyzer.semantic import index_vectors
from analyzer.semantic.index import Entry, Place, SearchIndex, prepare
from analyzer.semantic.index_build import write
from analyzer.semantic.index_clauses import WHOLE, TextLine, cut
from analyzer.semantic.index_vectors import VectorIndex
from tests.semantic.standing_in import StandIn

ENCODER = StandIn()
TEXTS = (
    "Der Antrag ist schriftlich zu stellen.",
    "Die Kündigung bedarf der Schriftform.",
    "Der Antrag ist schriftlich zu stellen.",
    "Die Behörde führt ein Verzeichnis der Anlagen.",
    "Die Gebühr ist bar zu zahlen.",
    "Anträge sind schriftlich bei der Behörde zu stellen.",
)


def entries(texts=TEXTS):
    return [Entry(text, Place(7, at, 0), 1 << at % 5, 0) for at, text in enumerate(texts)]


@pytest.fixture
def opened(tmp_path):
    write([prepare(entries()[:3], ENCODER), prepare(entries()[3:], ENCODER)], ENCODER.dimension, "k", tmp_path / "i")
    return SearchIndex.open(tmp_path / "i", "k")


def test_identical_clauses_are_kept_once_with_every_place(opened):
    assert len(TEXTS) - 1 == len(opened)
    hit = opened.search("Der Antrag ist schriftlich zu stellen.", ENCODER, 1)[0]
    assert [Place(7, 0, 0), Place(7, 2, 0)] == opened.places(hit.clause)
    assert 0b101 == opened.marks[hit.clause]  # what findings say of either place
    assert hit.score == pytest.approx(1.0, abs=0.02)


def test_words_in_other_forms_are_found_and_others_come_later(opened):
    order = [opened.places(hit.clause)[0].position for hit in opened.search("schriftlicher Antrag", ENCODER, 6)]
    assert {0, 5} == set(order[:2])


def test_filter_and_exclusion_hold_on_both_sides(opened):
    mask = np.zeros(len(opened), np.bool_)
    mask[1] = mask[3] = True
    assert {1, 3} >= {
        hit.clause for hit in opened.search("Der Antrag ist schriftlich zu stellen.", ENCODER, 6, among=mask)
    }
    first = opened.search(TEXTS[0], ENCODER, 1)[0].clause
    assert first not in {hit.clause for hit in opened.search(TEXTS[0], ENCODER, 6, without=[first])}
    assert opened.clauses_in([7]).all()
    assert not opened.clauses_in([8]).any()


def test_words_alone_and_meaning_alone(opened):
    words = opened.search("Verzeichnis", ENCODER, 6, weight=0)
    assert [3] == [opened.places(hit.clause)[0].position for hit in words]
    assert len(opened) == len(opened.search("Verzeichnis", ENCODER, 6, weight=1))
    assert [] == opened.search("Verzeichnis", ENCODER, 6, among=np.zeros(len(opened), np.bool_))
    assert [] == opened.search("  ", ENCODER)


def test_other_run_encoder_or_damage_means_no_index(tmp_path):
    folder = tmp_path / "i"
    assert SearchIndex.open(folder, "k") is None
    write([prepare(entries(), ENCODER)], ENCODER.dimension, "k", folder)
    assert SearchIndex.open(folder, "other") is None
    (folder / "marks.npy").write_bytes(b"broken")
    assert SearchIndex.open(folder, "k") is None


def test_batches_do_not_change_a_byte(tmp_path):
    for name, size in (("one", 6), ("two", 2)):
        batches = [prepare(entries()[at : at + size], ENCODER) for at in range(0, 6, size)]
        write(batches, ENCODER.dimension, "k", tmp_path / name)
    for file in sorted((tmp_path / "one").iterdir()):
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes(), file.name


def test_empty_run(tmp_path):
    write([], ENCODER.dimension, "k", tmp_path / "i")
    opened = SearchIndex.open(tmp_path / "i", "k")
    assert 0 == len(opened)
    assert [] == opened.search("Antrag", ENCODER)


def test_cells_find_what_going_through_all_finds(tmp_path, monkeypatch):
    random = np.random.default_rng(3)
    centres = random.standard_normal((40, 32))
    vectors = centres[random.integers(0, 40, 6000)] + 0.4 * random.standard_normal((6000, 32))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16)
    flat = VectorIndex.build(vectors, 32)
    monkeypatch.setattr(index_vectors, "FLAT", 1000)
    VectorIndex.build(vectors, 32).save(tmp_path)
    cells = VectorIndex.load(tmp_path)
    mask = np.arange(6000) % 7 == 0
    shared = 0
    for row in range(0, 600, 20):
        query = vectors[row].astype(np.float32)
        shared += len(set(flat.nearest(query, 10)[0]) & set(cells.nearest(query, 10)[0]))
        inside = cells.nearest(query, 10, mask)[0]
        assert mask[inside].all()
        assert len(set(flat.nearest(query, 10, mask)[0]) & set(inside)) >= 9  # few allowed ones: all cells
    assert shared >= 285  # of 300
    assert cells.dot(query, np.array([row]))[0] == pytest.approx(1, abs=0.02)


def list_block(items):
    text, lines = "Dem Antrag sind beizufügen:", [TextLine(0, 0, 0)]
    for number, words in enumerate(items, 1):
        lines.append(TextLine(len(text) + 1, 1, len(f"{number}.")))
        text += f" {number}. {words}"
    lines.append(TextLine(len(text) + 1, 0, 0))
    text += " Sie sind schriftlich einzureichen."
    return text, lines


def test_short_list_is_one_clause_and_long_list_one_an_item():
    short, lines = list_block(["ein Lebenslauf,", "ein Zeugnis."])
    assert [short] == [clause.text for clause in cut(short, [(2, 0, len(short))], lines)]

    long, lines = list_block([f"{'ein langer Nachweis ' * 12}der Stelle {n}," for n in "abc"])
    assert len(long) > WHOLE
    clauses = list(cut(long, [(2, 0, len(long))], lines))
    assert [("1.",), ("2.",), ("3.",)] == [clause.labels for clause in clauses]
    assert ["1", "2", "3"] == [clause.item for clause in clauses]
    for clause, letter in zip(clauses, "abc", strict=True):
        assert clause.text.startswith("Dem Antrag sind beizufügen:")
        assert f"der Stelle {letter}," in clause.text
        assert clause.text.endswith("Sie sind schriftlich einzureichen.")
    at = long.index("Stelle b")
    assert [False, True, False] == [clause.holds(at, at + 6) for clause in clauses]
    assert all(clause.holds(0, 10) for clause in clauses)  # the lead-in belongs to all


def test_long_item_is_cut_at_its_own_list():
    text, lines = "Es gilt:", [TextLine(0, 0, 0)]
    for label, depth, words in (("1.", 1, "kurz,"), ("2.", 1, "lang:"), ("a)", 2, "x" * 300), ("b)", 2, "y" * 300)):
        lines.append(TextLine(len(text) + 1, depth, 2))
        text += f" {label} {words}"
    clauses = list(cut(text, [(1, 0, len(text))], lines))
    assert [("1.",), ("2.", "a)"), ("2.", "b)")] == [clause.labels for clause in clauses]
    assert clauses[2].text.startswith("Es gilt: 2. lang: b) yyy")


def test_every_sentence_is_in_a_clause():
    text, lines = list_block([f"{'ein langer Nachweis ' * 12}der Stelle {n}," for n in "abc"])
    covered = {
        at for clause in cut(text, [(1, 0, len(text))], lines) for low, high in clause.spans for at in range(low, high)
    }
    assert set(range(len(text))) - covered <= {at for at, char in enumerate(text) if char == " "}
