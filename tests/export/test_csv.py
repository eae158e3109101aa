from __future__ import annotations

import csv
import io

from analyzer.export import Listing, export
from analyzer.model import Evidence
from analyzer.model.finding import UNLIKE
from tests.findings import finding


def rows(*findings, lang="de"):
    stream = io.BytesIO()
    export("csv", Listing(findings, lang=lang), stream)
    data = stream.getvalue()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    text = data.decode("utf-8-sig")
    assert "\n" not in text.replace("\r\n", "")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";")), text


def test_german_columns_and_values():
    ((row,), _) = rows(finding())

    assert "§ 4 Abs. 1 Satz 2 PrG" == row["Fundstelle"]
    assert ("Schriftform", "Offen bestehend", "in Kraft", "Gesetzestext") == (
        row["Art"],
        row["Status"],
        row["Geltung"],
        row["Kontext"],
    )
    assert ("0,90", "2", "2026-04-01") == (row["Sicherheit"], row["Satz"], row["Stand"])
    assert "written_form/schriftform#schriftform: bedarf der Schriftform [elektronisch: nein]" == row["Belege"]


def test_examples_of_an_own_find_are_told_as_such_without_ids():
    alike = [Evidence("semantic/signature#nearest", text, (f"signature/x: 0.{n}1",)) for n, text in enumerate("AB", 6)]
    own = finding(engine="semantic", rule="semantic/signature", evidence=tuple(alike))
    ((row,), _) = rows(own)
    example = "eigenes Beispiel, kein geltendes Recht"
    told = f"zum Vergleich: {example}: „A“ (Ähnlichkeit 0,61) / {example}: „B“ (Ähnlichkeit 0,71)"
    assert told == row["Belege"]
    assert ("Eigener Befund", "Eigener Befund") == (row["Regel"], row["Verfahren"])

    alone = finding(evidence=(Evidence("semantic/signature#nearest", "", (f"{UNLIKE}: 0.31",)),))
    assert "zum Vergleich: kein eigenes Beispiel ist ähnlich genug; das nächste: 0,31" == rows(alone)[0][0]["Belege"]
    english = rows(alone, lang="en")[0][0]["Evidence"]
    assert "for comparison: no own example is like enough; the nearest: 0.31" == english


def test_english_columns_and_values():
    ((row,), _) = rows(finding(), lang="en")

    assert ("Written form", "Open", "0.90") == (row["Type"], row["Status"], row["Confidence"])


def test_separators_quotes_and_line_feeds_stay_inside_their_cell():
    hostile = 'Wer; oder "wer"; schriftlich'
    ((row,), text) = rows(finding(hostile, "wer", heading="Zeile 1; Zeile 2"))

    assert hostile == row["Wortlaut"]
    assert '"Wer; oder ""wer""; schriftlich"' in text


def test_text_of_statutes_and_files_never_begins_like_a_formula():
    hostile = '=HYPERLINK("http://x";"y")'
    fields = {"heading": "+1", "title": "-1", "law": "@SUM(1)", "source": "=a.xml", "unit": "\t=1", "message": "=2"}
    ((row,), _) = rows(finding(hostile, hostile, **fields))

    assert "'" + hostile == row["Wortlaut"] == row["Fundwort"]
    assert ["'+1", "'-1", "'@SUM(1)", "'=a.xml"] == [row[name] for name in ("Überschrift", "Titel", "Gesetz", "Datei")]
    assert not [cell for cell in row.values() if cell[:1] in set("=+-@\t\r")]


def test_keys_of_digits_keep_all_their_digits():
    ((row,), _) = rows(finding(fingerprint="1234567890123456", place_key="12345678901234e5", item="1.2"))

    assert ("'1234567890123456", "'12345678901234e5", "'1.2") == (row["Kennung"], row["Ortskennung"], row["Nummer"])


def test_escape_sequences_are_shown_not_obeyed():
    ((row,), text) = rows(finding("Der \x1b[2JVertrag", "Vertrag"))

    assert "\x1b" not in text
    assert "Der �[2JVertrag" == row["Wortlaut"]
