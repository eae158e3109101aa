"""The packaged encoder: its direct path, its files, and that nothing heavy is imported for it."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import UsageError
from analyzer.semantic import StaticEncoder, load_encoder
from analyzer.semantic.static import PACKAGED, pool, quantised
from analyzer.semantic.words import JOINING, Pieces, split_words

ROOT = Path(__file__).parents[2]
LETTER = "Der Antrag ist schriftlich zu stellen."
CLOSED = "Die elektronische Übermittlung ist nicht zulässig."
OPEN = "Die elektronische Übermittlung ist zulässig."


@pytest.fixture(scope="module")
def encoder():
    return load_encoder()


def test_words_leave_figures_and_marks_out_and_join_negations():
    text = "Nach § 3 Abs. 2 (m³) ist sie nicht zulässig; nicht in Kopie, nur schriftlich, ohne_Strich."

    assert split_words(text) == [
        *("nach", "§", "abs", "m", "ist", "sie", "nicht_zulässig", "nicht", "in", "kopie", "nur_schriftlich"),
        *("ohne_strich",),
    ]


def test_pieces_are_longest_first_and_remembered():
    pieces = Pieces({"[UNK]": 0, "brief": 1, "briefw": 2, "##ahl": 3, "##wahl": 4}, 0)

    assert [2, 3, 1] == pieces.of_text("Briefwahl Brief")
    assert (2, 3) == pieces["briefwahl"]
    assert (0,) == pieces["xylo"]
    assert (0,) == pieces["a" * 101]
    assert "briefwahl" in pieces


GERMAN = (
    st.characters(max_codepoint=0xFF) | st.sampled_from("„“‚‘–—…€ẞ ńłőš") | st.sampled_from(JOINING).map(" {} ".format)
)


@settings(deadline=None)
@given(st.lists(GERMAN, max_size=60).map("".join))
def test_direct_path_gives_the_ids_of_the_tokenizer_library_for_any_text(text):
    assert _library(text) == load_encoder().token_ids([text])[0].tolist()


@pytest.mark.parametrize(
    "text",
    [
        LETTER,
        CLOSED,
        "nicht nur schriftlich, kein Zustellungsbevollmächtigter",
        "STRASSE Straße ẞ ½ m² 1a__b ' „Nr.“ e\u0301 a\u0308",
    ],
)
def test_direct_path_gives_the_ids_of_the_tokenizer_library(text):
    assert _library(text) == load_encoder().token_ids([text])[0].tolist()


@lru_cache
def _tokenizer():
    from tokenizers import Tokenizer  # noqa: PLC0415

    return Tokenizer.from_file(str(PACKAGED / "tokenizer.json"))


def _library(text):
    return _tokenizer().encode(text, add_special_tokens=False).ids


def test_rows_are_normalised_and_zero_without_known_words(encoder):
    rows = encoder.encode([LETTER, "", "1234 --", CLOSED])

    assert (4, encoder.dimension) == rows.shape
    assert np.float32 == rows.dtype
    assert np.allclose(np.linalg.norm(rows, axis=1), [1, 0, 0, 1], atol=1e-5)
    assert (0, encoder.dimension) == encoder.encode([]).shape


def test_a_text_has_the_same_vector_alone_and_among_others(encoder):
    texts = [LETTER, CLOSED, OPEN] * 2000

    assert np.array_equal(encoder.encode(texts)[5000], encoder.encode([texts[5000]])[0])


def test_negation_before_its_word_is_seen(encoder):
    frame = "Der Versand als Datei ist {}."  # no frame of the training material
    closed, opened, other = encoder.encode([frame.format(x) for x in ("nicht zulässig", "zulässig", "verboten")])

    assert closed @ other > closed @ opened


def test_pool_gives_scores_of_a_linear_model_without_vectors(encoder):
    ids, bounds = encoder.token_ids([LETTER, "", CLOSED])
    weights = np.random.default_rng(1).standard_normal((encoder.dimension, 3)).astype(np.float32)

    folded = pool(encoder.table @ weights, ids, bounds)
    assert np.allclose(folded, pool(encoder.table, ids, bounds) @ weights, atol=1e-3)
    assert not folded[1].any()


def test_token_weights_are_small_for_words_that_stand_everywhere(encoder):
    weights, vocabulary = encoder.token_weights, encoder.vocabulary

    assert encoder.vocabulary_size == len(weights) == len(vocabulary)
    assert 0.0 == weights[vocabulary["[UNK]"]]
    assert 3 * weights[vocabulary["der"]] < weights[vocabulary["schriftform"]]


def test_files_are_small_and_hold_no_pickle():
    files = {path.name for path in PACKAGED.iterdir()}

    assert {"embedding.npz", "encoder.json", "tokenizer.json"} <= files
    assert (
        sum(path.stat().st_size for path in PACKAGED.iterdir()) <= 10_000_000
    )  # with the classifier that stands beside it
    with np.load(PACKAGED / "embedding.npz", allow_pickle=False) as arrays:
        assert {"rows": "int8", "scales": "float32"} == {name: str(arrays[name].dtype) for name in arrays.files}


def test_saved_encoder_comes_back_and_its_digest_tells_another_table(encoder, tmp_path):
    tokenizer = (PACKAGED / "tokenizer.json").read_text(encoding="utf-8")
    encoder.save(tmp_path / "same", tokenizer)
    changed = StaticEncoder("x", "", encoder.vocabulary, 0, encoder.table[:, ::-1].copy(), {})
    changed.save(tmp_path / "other", tokenizer)

    same, other = load_encoder(tmp_path / "same"), load_encoder(str(tmp_path / "other"))
    assert same.digest != other.digest
    assert np.allclose(same.encode([LETTER]), encoder.encode([LETTER]), atol=1e-2)
    assert ("x", encoder.name) == (other.name, same.name)


def test_rounding_keeps_directions():
    table = np.random.default_rng(2).standard_normal((50, 64)).astype(np.float32)
    table[0] = 0.0
    rows, scales = quantised(table)

    back = rows * scales[:, None]
    cosines = (back[1:] * table[1:]).sum(axis=1) / np.linalg.norm(back[1:], axis=1) / np.linalg.norm(table[1:], axis=1)
    assert not rows[0].any()
    assert cosines.min() > 0.999


@pytest.mark.parametrize("damage", ["encoder.json", "embedding.npz", "tokenizer.json"])
def test_damaged_encoder_is_a_clear_error(tmp_path, damage):
    for path in PACKAGED.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / damage).write_bytes(b"{}")

    with pytest.raises(UsageError, match=r"nicht lesbar \((der Inhalt|die Angabe|diese Datei|das Ende)"):
        StaticEncoder.load(tmp_path)


def test_direct_path_imports_neither_torch_nor_a_tokenizer_library():
    code = (
        "import sys; from analyzer.semantic import load_encoder; load_encoder().encode(['Der Antrag.']);"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'tokenizers', 'sklearn'} & set(sys.modules);"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)

    assert (0, b"") == (ran.returncode, ran.stderr)


@pytest.mark.slow
def test_exported_encoder_is_an_ordinary_sentence_transformer(encoder, tmp_path):
    from analyzer.cli import main  # noqa: PLC0415

    assert 0 == main(["encoder", "export", "--output", str(tmp_path / "model")])
    model = load_encoder(tmp_path / "model")

    texts = [LETTER, CLOSED, OPEN, "Die Ladung ist gegen Verrutschen zu sichern."]
    assert "TransformerEncoder" == type(model).__name__
    assert np.allclose(model.encode(texts), encoder.encode(texts), atol=1e-4)
    assert 2 == main(["encoder", "export", "--output", str(tmp_path / "model")])


@pytest.mark.parametrize("name", ["no-such-encoder", "no-such/encoder", "../no/such/encoder", "wie bitte?"])
def test_an_unknown_encoder_is_one_error_and_asks_no_network(name, monkeypatch, capfd, tmp_path):
    monkeypatch.setenv("SENTENCE_TRANSFORMERS_HOME", str(tmp_path))
    asked = []

    def refuse(*address):
        asked.append(address)
        raise OSError("no network in this test")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)

    with pytest.raises(UsageError, match="Heruntergeladen wird nichts") as caught:
        load_encoder(name)
    assert "Nothing is downloaded" in caught.value.en
    assert [] == asked
    assert ("", "") == capfd.readouterr()


@pytest.mark.slow
def test_a_folder_that_holds_no_model_is_one_error(capfd, tmp_path):
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")

    with pytest.raises(UsageError, match="kein SentenceTransformer-Modell"):
        load_encoder(tmp_path)
    assert ("", "") == capfd.readouterr()


def test_about_names_teachers_and_recipe():
    about = json.loads((PACKAGED / "encoder.json").read_text(encoding="utf-8"))

    assert {"name", "acts", "labelled_sentences", "recipe", "teachers"} == about.keys()


def test_parts_cut_together_are_those_cut_one_by_one(encoder):
    parts = [
        LETTER,
        "",
        "nicht",
        "zulässig nur",
        "a\0 \0 b",
        "schriftlich_",
        "\u0301 kein",
        "Zustellungsbevollmächtigter",
    ]
    ids = encoder.ids_of_parts(parts).tolist()

    assert ids == [piece for part in parts for piece in (*encoder.pieces_of_text(part), encoder.vocabulary_size)]
    assert encoder.ids_of_parts([]).tolist() == []
