"""Teaching on a small scale: the network is the one that a scan runs, and it learns what order says."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from analyzer.model.types import OBSTACLE_TYPES
from analyzer.semantic.classifier import Classifier, Curve, pieces_of, vectors_of
from analyzer.semantic.lessons import Lesson, lesson_of
from analyzer.semantic.network import Network, Pieces
from analyzer.semantic.static import StaticEncoder
from analyzer.semantic.tagged import Marked, Tag, TaggedPassage
from analyzer.semantic.words import split_words
from tests.semantic.small_classifier import TYPES, encoder_of

torch = pytest.importorskip("torch", reason="torch is not installed: teaching needs it")

from analyzer.semantic.teach import Teaching, _batches, _learner, _loss, _padded, teach, weights_of  # noqa: E402

SMALL = Teaching(width=16, own=8, epochs=30, batch=120, rate=0.03, dropout=0.0, labelled=1)
WRITTEN = OBSTACLE_TYPES.index("written_form")
THINGS = ("Antrag", "Anzeige", "Gesuch", "Meldung", "Bericht", "Plan", "Beleg", "Vertrag")
ENDS = ("bei der Behörde", "beim Amt", "jährlich", "sofort")


@pytest.fixture(scope="module", autouse=True)
def _calm():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def _sentence(thing: str, end: str, *, asked: bool) -> str:
    """Both hold the same words: what is not asked for stands behind "keine"."""
    first, last = ("Schriftform", "Ton") if asked else ("Ton", "Schriftform")
    return f"{thing}: es gilt die {first} und keine der Sorte {last} {end}"


def _passage(text: str, words: str) -> TaggedPassage:
    start = text.find(words)
    tags = (Tag("written_form", start, start + len(words), 0.95),) if words else ()
    return TaggedPassage("Form", (text,), tags, "corpus")


TAUGHT = list(product(THINGS[:6], ENDS))
KEPT = list(product(THINGS[6:], ENDS))
ENCODER = encoder_of(" ".join(_sentence(thing, end, asked=True) for thing, end in product(THINGS, ENDS)) + " Form")


def _lessons() -> list[Lesson]:
    return [
        lesson_of(ENCODER, _passage(_sentence(thing, end, asked=asked), "Schriftform" if asked else ""))
        for thing, end in TAUGHT
        for asked in (True, False)
    ]


def _chance(classifier: Classifier, text: str) -> tuple[float, str]:
    """Chance of the likeliest piece, and its word."""
    ((scores, _),) = classifier.judge([pieces_of(ENCODER, "Form", [text])])
    column = classifier.chances(scores)[:-1, WRITTEN]
    return float(column.max()), split_words(text)[int(column.argmax())]


@pytest.fixture(scope="module")
def taught() -> tuple[Classifier, list[str]]:
    told: list[str] = []
    return teach(ENCODER, _lessons(), SMALL, told.append), told


def test_numpy_and_torch_give_the_same_scores() -> None:
    torch.manual_seed(1)
    vectors = vectors_of(ENCODER)
    model = _learner(vectors, SMALL).eval()
    random = np.random.default_rng(2)
    for name, parameter in model.named_parameters():  # the start has constant biases
        if name.endswith("bias"):
            torch.nn.init.normal_(parameter)
    passages = [
        Pieces(
            random.integers(0, len(vectors) - 1, heading).tolist(),
            random.integers(0, len(vectors), size).tolist(),
            [0, size],
        )
        for heading, size in ((0, 1), (3, 5), (24, 40), (1, 90))
    ]
    with torch.no_grad():
        scores = model(
            _padded([one.words for one in passages], len(vectors), "cpu"),
            _padded([one.heading for one in passages], len(vectors), "cpu"),
        ).numpy()
    classifier = Classifier("t", Network.of(vectors, weights_of(model)), (Curve(1.0, 0.0),) * TYPES, {})
    for row, (own, _) in enumerate(classifier.judge(passages)):
        real = np.asarray(passages[row].words) < len(vectors) - 1  # a boundary has no score
        np.testing.assert_allclose(own[real], scores[row, : len(own)][real], rtol=1e-4, atol=1e-4)


def test_it_learns_what_only_order_tells(taught: tuple[Classifier, list[str]]) -> None:
    classifier, _ = taught
    for thing, end in KEPT:
        yes, no = (_sentence(thing, end, asked=asked) for asked in (True, False))
        assert sorted(split_words(yes)) == sorted(split_words(no))
        chance, word = _chance(classifier, yes)
        assert chance > 0.6
        assert word == "schriftform"
        assert _chance(classifier, no)[0] < 0.4


def test_other_types_stay_unlikely(taught: tuple[Classifier, list[str]]) -> None:
    classifier, _ = taught
    ((scores, _),) = classifier.judge([pieces_of(ENCODER, "Form", [_sentence("Plan", "sofort", asked=True)])])
    assert np.delete(classifier.chances(scores), WRITTEN, axis=1).max() < 0.1


def test_it_tells_how_it_goes_and_what_it_was_made_of(taught: tuple[Classifier, list[str]]) -> None:
    classifier, told = taught
    assert told[0] == "48 passages, 0 labelled"
    losses = [float(line.rpartition(" ")[2]) for line in told[1:]]
    assert len(losses) == SMALL.epochs
    assert losses[-1] < losses[0] / 3
    assert classifier.about["encoder"] == ENCODER.digest
    assert classifier.about["passages"] == {"corpus": 48, "labels": 0}
    assert classifier.about["teaching"]["width"] == 16


def test_the_same_seed_gives_the_same_weights() -> None:
    quick = Teaching(width=8, own=4, epochs=2, batch=200)
    one, two = (teach(ENCODER, _lessons()[:6], quick, lambda _: None) for _ in range(2))
    assert all(
        (two.network.weights.named()[name] == array).all() for name, array in one.network.weights.named().items()
    )
    assert (one.network.weights.own == two.network.weights.own).all()


def test_labelled_passages_are_learned_more_often() -> None:
    told: list[str] = []
    text = "es gilt die Schriftform"
    label = Marked("written_form", "open", text.index("Schrift"), len(text))
    passage = TaggedPassage("", (text,), (), "labels", "X", (label,), frozenset(OBSTACLE_TYPES), 1.0)
    lessons = [lesson_of(ENCODER, passage)]
    made = [
        teach(ENCODER, lessons, Teaching(width=8, own=4, epochs=6, batch=5, labelled=n), told.append) for n in (1, 40)
    ]
    assert told[0] == "1 passages, 1 labelled"
    first, often = (_chance(classifier, text)[0] for classifier in made)
    assert often > first


def test_batches_hold_every_lesson_once_and_stay_small() -> None:
    lessons = _lessons()
    batches = list(_batches(lessons, 100, np.random.default_rng(0)))
    assert sorted(id(lesson) for batch in batches for lesson in batch) == sorted(map(id, lessons))
    for batch in batches:
        assert max(len(lesson.pieces.words) for lesson in batch) * len(batch) <= 100
    assert len(batches) > 5


def test_padding_and_boundaries_are_not_learned() -> None:
    torch.manual_seed(0)
    encoder: StaticEncoder = ENCODER
    model = _learner(vectors_of(encoder), SMALL).eval()
    size = encoder.vocabulary_size + 1
    short, long = (lesson_of(encoder, _passage(text, "Schriftform")) for text in ("Schriftform", "Schriftform " * 30))
    with torch.no_grad():
        alone, padded, other = (float(_loss(model, batch, size, "cpu")) for batch in ([short], [short, long], [long]))
    pieces = len(short.pieces.words) - 1, len(long.pieces.words) - 1
    seen = [_split_loss(model, lesson, size) for lesson in (short, long)]
    piece = (seen[0][0] * pieces[0] + seen[1][0] * pieces[1]) / sum(pieces)
    assert alone == pytest.approx(4.0 * seen[0][0] + 0.5 * seen[0][1], rel=1e-4)
    assert other == pytest.approx(4.0 * seen[1][0] + 0.5 * seen[1][1], rel=1e-4)
    assert padded == pytest.approx(4.0 * piece + 0.5 * (seen[0][1] + seen[1][1]) / 2, rel=1e-4)


def _split_loss(model, lesson: Lesson, nothing: int) -> tuple[float, float]:
    """Both terms of the loss of one passage, worked out by hand."""
    with torch.no_grad():
        words = _padded([lesson.pieces.words], nothing, "cpu")
        scores = model(words, _padded([lesson.pieces.heading], nothing, "cpu")).numpy()[0, :-1].astype(np.float64)
    aim = lesson.targets()[:-1]

    def entropy(logits: np.ndarray, wanted: np.ndarray) -> np.ndarray:
        return np.logaddexp(0.0, logits) - logits * wanted

    piece = ((1 + 2 * aim) * entropy(scores, aim)).sum() / len(scores)
    return float(piece), float(entropy(scores.max(axis=0), aim.max(axis=0)).sum())
