import numpy as np
import pytest

from analyzer.semantic.lexical import LexicalIndex, lemmas_of

TEXTS = ("Der Antrag ist schriftlich zu stellen.", "Anträge und Antrag und Antrag", "Die Gebühr ist zu zahlen.", "")


def built():
    terms, ids, bounds = {}, [], [0]
    for text in TEXTS:
        ids += [terms.setdefault(lemma, len(terms)) for lemma in lemmas_of(text)]
        bounds.append(len(ids))
    return LexicalIndex.build(list(terms), np.array(ids, np.int32), np.array(bounds, np.int64))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Antrag", "Anträge"),
        ("Bauanträgen", "Bauantrag"),
        ("Behörde", "Behörden"),
        ("Maßnahme", "Massnahmen"),
        ("schriftlicher", "schriftlich"),
    ],
)
def test_forms_of_a_word_fall_together(one, other):
    assert lemmas_of(one) == lemmas_of(other) != []


def test_words_that_say_nothing_are_left_out_but_not_the_negation():
    assert ["nicht", "antrag"] == lemmas_of("Der ist nicht Antrag § 5 Abs. 2")
    assert ["nur", "antrag"] == lemmas_of("nur der Antrag")


def test_rare_words_weigh_more_and_more_often_is_more(tmp_path):
    built().save(tmp_path)
    for index in (built(), LexicalIndex.load(tmp_path)):
        antrag = index.scores({"antrag": 1.0})
        assert antrag[1] > antrag[0] > antrag[2] == antrag[3] == 0
        rare, common = index.scores(dict.fromkeys(lemmas_of("Gebühr"), 1.0)), antrag
        assert rare[2] > common[0]
        assert index.best_possible({"antrag": 1.0}) == pytest.approx(float(antrag.max()))
        assert 0 == index.best_possible({"unbekannt": 1.0})
        assert index.scores({"antrag": 0.5}).tolist() == pytest.approx((antrag / 2).tolist())
