"""Passages: every word of the operative text stands in one part, and a part is found again in what shows it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from analyzer.detect import detect
from analyzer.model import Block, Part, Statute
from analyzer.model.unit import Unit
from analyzer.read import read_statute, read_unit
from analyzer.rulebook import load_rulebook
from analyzer.semantic.passages import Passage, Reading, passages
from tests.read.making import act, items, norm

ACTS = sorted((Path(__file__).parents[2] / "corpus").glob("*.xml"))
INNER = items(("a)", "ein Foto oder"), ("b)", "einen Plan"))
NESTED = f"<P>Wer {items(('1.', 'einen Antrag stellt,'), ('2.', 'als Anlage ' + INNER + 'vorlegt,'))}hat zu zahlen.</P>"


def _unit(text: str, title: str = "") -> Statute:
    return read_unit(Unit(id="u1", text=text, title=title), "u.jsonl")


def _readings(statute: Statute) -> list[Reading]:
    return [reading for passage in passages(statute) for reading in passage.readings]


def _check(reading: Reading) -> None:
    start = reading.own_start
    assert reading.own_text
    assert reading.text[start : start + len(reading.own_text)] == reading.own_text
    assert reading.block.text.text[reading.block_start :].startswith(reading.own_text)


def test_an_item_is_shown_with_the_lead_ins_above_it() -> None:
    read = _readings(_unit("Beizufügen sind: 1. ein Lichtbild, 2. ein Zeugnis, a) im Original oder b) in Abschrift."))
    assert [reading.own_text for reading in read] == [
        "Beizufügen sind:",
        "1. ein Lichtbild,",
        "2. ein Zeugnis,",
        "a) im Original oder",
        "b) in Abschrift.",
    ]
    assert read[4].text == "Beizufügen sind: 2. ein Zeugnis, b) in Abschrift."
    assert [reading.own_start for reading in read] == [0, 17, 17, 33, 33]
    for reading in read:
        _check(reading)


def test_tails_are_parts_shown_with_the_lead_in_whose_list_they_close() -> None:
    read = _readings(act(norm(NESTED)))
    assert [(reading.part.kind, reading.own_text) for reading in read] == [
        ("lead", "Wer"),
        ("item", "1. einen Antrag stellt,"),
        ("item", "2. als Anlage"),
        ("item", "a) ein Foto oder"),
        ("item", "b) einen Plan"),
        ("tail", "vorlegt,"),
        ("tail", "hat zu zahlen."),
    ]
    assert read[3].text == "Wer 2. als Anlage a) ein Foto oder vorlegt, hat zu zahlen."
    assert read[5].text == "Wer 2. als Anlage vorlegt, hat zu zahlen."
    assert read[6].text == "Wer hat zu zahlen."
    for reading in read:
        _check(reading)


def test_a_tail_behind_a_tail_is_shown_with_the_lead_in_of_both() -> None:
    statute = _unit("Wer etwas baut, zeigt es an, und zwar bald.")
    (provision,) = statute.provisions
    (absatz,) = provision.absaetze
    (block,) = absatz.blocks
    (sentence,) = block.sentences
    text = block.text.text
    cuts = [0, text.index("etwas"), text.index("zeigt"), text.index("und"), len(text)]
    kinds = [("lead", -1), ("item", 0), ("tail", 0), ("tail", 2)]
    parts = tuple(
        Part(kind, cuts[n], cuts[n + 1], cuts[n], (), parent)  # type: ignore[arg-type]
        for n, (kind, parent) in enumerate(kinds)
    )
    changed = replace(block, sentences=(replace(sentence, parts=parts),))
    statute = replace(statute, provisions=(replace(provision, absaetze=(replace(absatz, blocks=(changed,)),)),))
    read = _readings(statute)
    assert [reading.own_text for reading in read] == ["Wer", "etwas baut,", "zeigt es an,", "und zwar bald."]
    assert read[3].text == "Wer zeigt es an, und zwar bald."
    for reading in read:
        _check(reading)


def test_an_absatz_is_one_passage_with_its_heading() -> None:
    content = "<P>(1) Der Antrag ist zu stellen. Er ist zu begründen.</P><P>(2) Die Behörde prüft ihn.</P>"
    found = list(passages(act(norm(content, titel="Antrag"))))
    assert [passage.heading for passage in found] == ["Antrag", "Antrag"]
    assert [len(passage.readings) for passage in found] == [2, 1]
    assert found[0].texts[1] == "Er ist zu begründen."


def _counted(block: Block) -> str:
    """Words of the numbered sentences of a block."""
    return "".join(block.text.text[s.start : s.end] for s in block.sentences if s.number > 0)


@pytest.mark.parametrize("path", ACTS, ids=lambda path: path.stem)
def test_nothing_of_an_act_is_lost_or_read_twice(path: Path) -> None:
    statute = read_statute(path)
    found: list[Passage] = list(passages(statute))
    read = [reading for passage in found for reading in passage.readings]
    blocks = [
        block
        for provision in statute.operative()
        for absatz in provision.absaetze
        for block in absatz.blocks
        if block.kind == "text"
    ]
    wanted = "".join("".join(map(_counted, blocks)).split())
    assert len(wanted) > 1_000
    assert "".join("".join(reading.own_text for reading in read).split()) == wanted
    for reading in read:
        _check(reading)


@pytest.mark.parametrize("path", ACTS, ids=lambda path: path.stem)
def test_parts_are_shown_as_detection_shows_them(path: Path) -> None:
    statute = read_statute(path)
    shown = {(reading.provision.id, reading.block.index, reading.text) for reading in _readings(statute)}
    findings = [f for f in detect(statute, load_rulebook()) if f.satz]  # tables and forms are not judged
    assert findings
    assert {(f.norm, f.block, f.sentence) for f in findings} <= shown
