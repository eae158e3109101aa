from __future__ import annotations

from datetime import date

import pytest

from analyzer.errors import UsageError
from analyzer.export import Listing, export
from analyzer.review import Review, load_suppressions
from tests.findings import FINDING, finding

TODAY = date(2026, 11, 25)


def load(tmp_path, *lines, encoding="utf-8"):
    path = tmp_path / "aus.csv"
    path.write_bytes("\n".join(lines).encode(encoding))
    return load_suppressions(path, today=TODAY)


def kept(rows, *findings):
    return Review(suppressions=rows).of("BJNR1", "PrG", findings)


def test_fingerprint_sets_aside_with_reason_author_and_date(tmp_path):
    rows = load(
        tmp_path, "Kennung;Grund;Verfasser;bis", f"{FINDING.fingerprint};Portal vorhanden;Referat 12;31.12.2026"
    )
    other = finding(fingerprint="ffffffffffffffff")
    reviewed = kept(rows, FINDING, other)

    assert (other,) == reviewed.kept
    ((aside, reason, author, until),) = reviewed.set_aside
    assert (FINDING, "Portal vorhanden", "Referat 12", "2026-12-31") == (aside, reason, author, until)
    assert (2,) == reviewed.used
    assert () == rows.unused(reviewed.used)


@pytest.mark.parametrize("place", ["§ 4 Abs. 1 Satz 2 PrG", "PrG § 4 Absatz 1 S. 2", "§ 4 Abs. 1 Satz 2  PrG"])
@pytest.mark.parametrize("kind", ["Schriftform", "written_form", "Written form", "schriftform"])
def test_place_and_type_set_aside_whatever_the_words(tmp_path, place, kind):
    rows = load(tmp_path, "Fundstelle;Art;Grund", f"{place};{kind};entfällt")

    assert () == kept(rows, FINDING).kept


@pytest.mark.parametrize(
    ("place", "kind"), [("§ 4 Abs. 1 PrG", "Schriftform"), ("§ 4 Abs. 1 Satz 2 PrG", "Unterschrift")]
)
def test_other_place_or_type_stays_and_the_row_is_reported(tmp_path, place, kind):
    rows = load(tmp_path, "Fundstelle;Art;Grund", f"{place};{kind};entfällt")
    reviewed = kept(rows, FINDING)

    assert (FINDING,) == reviewed.kept
    assert [2] == [row.line for row in rows.unused(reviewed.used)]


def test_citation_that_cannot_be_parsed_counts_as_printed(tmp_path):
    odd = finding(citation="PrG Vorspruch", zitat="Vorspruch PrG")
    rows = load(tmp_path, "Fundstelle;Art;Grund", "Vorspruch PrG;Schriftform;entfällt")

    assert () == kept(rows, odd).kept


def test_row_past_its_last_day_suppresses_nothing(tmp_path):
    lines = ("Kennung;Grund;bis", f"{FINDING.fingerprint};alt;2026-11-24")
    rows = load(tmp_path, *lines)

    assert (FINDING,) == kept(rows, FINDING).kept
    assert [2] == [row.line for row in rows.expired]
    assert () == rows.unused(())
    assert () == kept(load(tmp_path, lines[0], f"{FINDING.fingerprint};alt;25.11.2026"), FINDING).kept


def test_csv_list_with_a_column_of_reasons_is_a_suppression_file(tmp_path):
    path = tmp_path / "liste.csv"
    digits = finding(fingerprint="1234567890123456", sentence='Zeile;mit "Zeichen"', quote="Zeile", start=0, end=5)
    with path.open("wb") as stream:
        export("csv", Listing([FINDING, digits]), stream)
    text = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text(
        "﻿" + "\r\n".join(line + (";Grund" if not n else ";schon digital") for n, line in enumerate(text)),
        encoding="utf-8",
    )

    assert () == kept(load_suppressions(path, today=TODAY), FINDING, digits).kept


def test_commas_and_english_names(tmp_path):
    rows = load(tmp_path, "Fingerprint,Reason", f'{FINDING.fingerprint},"done, mostly"')

    assert "done, mostly" == kept(rows, FINDING).set_aside[0].reason


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("Kennung;Grund", "00112233445566aa;"), r"Zeile 2: Der Grund fehlt"),
        (("Kennung;Grund", "00112233445566aa;ja", "", ";;"), None),
        (("Kennung;Grund", "", "00112233445566aa; "), r"Zeile 3: Der Grund fehlt"),
        (("Kennung;Grund", "xyz;ja"), r"Zeile 2: „xyz“ ist keine Kennung"),
        (("Fundstelle;Art;Grund", "§ 4 PrG;Papier;ja"), r"Zeile 2: „Papier“ ist keine Art.*Schriftform"),
        (("Fundstelle;Art;Grund", ";Schriftform;ja"), r"Zeile 2: Weder Kennung noch Fundstelle"),
        (("Kennung;Grund;bis", "00112233445566aa;ja;morgen"), r"Zeile 2: „morgen“ ist kein Tag.*31\.12\.2027"),
        (("Kennung;Grund;bis", "00112233445566aa;ja;31.02.2027"), r"Zeile 2: „31\.02\.2027“ ist kein Tag"),
        (("Kennung;Fundstelle", "a;b"), r"Zeile 1: Spaltennamen fehlen.*„Grund“"),
        (("Grund;Fundstelle", "a;b"), r"Zeile 1: Spaltennamen fehlen.*„Art“"),
        ((), r"Zeile 1: Spaltennamen fehlen"),
    ],
)
def test_wrong_row_is_named_with_its_line(tmp_path, lines, message):
    if message is None:
        load(tmp_path, *lines)
        return
    with pytest.raises(UsageError, match=message):
        load(tmp_path, *lines)


def test_file_in_another_encoding_says_how_to_save_it(tmp_path):
    with pytest.raises(UsageError, match="CSV UTF-8"):
        load(tmp_path, "Kennung;Grund", "00112233445566aa;für später", encoding="cp1252")


def test_missing_file_is_named():
    with pytest.raises(UsageError, match=r"fehlt\.csv: nicht lesbar .* --suppress"):
        load_suppressions("fehlt.csv")


def test_multi_line_cells_do_not_shift_line_numbers(tmp_path):
    with pytest.raises(UsageError, match="Zeile 4"):
        load(tmp_path, "Kennung;Grund", '00112233445566aa;"zwei', 'Zeilen"', "00112233445566aa;")
