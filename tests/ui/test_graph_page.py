"""The graph page without a browser: what is in the picture, where, what stands beside it, and the address."""

import xml.etree.ElementTree as ET
from itertools import combinations

import pytest

from analyzer.graph import shortest_path
from analyzer.store import Reading, Selection, newest_run, open_store
from analyzer.store.graphs import load_graph
from analyzer.store.references import ReferenceReading
from analyzer.ui import graph_page, shell, state
from analyzer.ui.address import Address, params_of, parse
from analyzer.ui.graph_address import PAGE, GraphAddress, graph_params, parse_graph
from analyzer.ui.graph_far import far_panel, far_rows, landing
from analyzer.ui.graph_far_picture import far_picture
from analyzer.ui.graph_grow import CEILING, STEP, View, grow, place
from analyzer.ui.graph_panel import panel, reached
from analyzer.ui.graph_picture import picture
from analyzer.ui.graph_shapes import outline
from analyzer.ui.graph_source import Loaded, find
from analyzer.ui.graph_svg import to_svg
from analyzer.ui.graph_words import legend, legend_lines
from analyzer.ui.references import references_of
from analyzer.ui.words import words
from tests.graph.making import EU, FACH, VERFAHREN, VERORDNUNG, build, link
from tests.ui.conftest import html, run_app
from tests.ui.graph_law import HOSTILE_HEADING, MANY

FORM = f"{VERFAHREN} § 2"
DE = words("de")


@pytest.fixture(scope="module")
def graph():
    return build()


@pytest.fixture(scope="module")
def crowd():
    """§ 2 PrVfG with forty Union acts around § 1 PrV."""
    return build(
        *((VERORDNUNG, link(0, "mention", f"32016R{n:04d}", "Art", "1", law_name="Verordnung")) for n in range(1, 41))
    )


@pytest.fixture(scope="module")
def reading(graph_db):
    store = open_store(graph_db)
    return Reading(store, newest_run(store))


@pytest.fixture(scope="module")
def stored(reading):
    return load_graph(reading.store, reading.run)


# ------------------------------------------------------------------ address


def test_address_comes_back_as_it_was_written():
    address = GraphAddress(
        "§ 35a VwVfG", "in", ("applies", "mention"), 2, ("A § 1", "B § 2", "A § 1"), "B § 2", "§ 126 BGB"
    )

    assert address == parse_graph(graph_params(address))


def test_each_page_writes_its_own_part_and_keeps_the_other():
    address = Address(types=("signature",), page=3, graph=GraphAddress(start="§ 1 HubG", relations=("applies",)))

    assert {"start": "§ 1 HubG", "typ": "applies", "lang": "en"} == params_of(
        Address(lang="en", graph=address.graph), page=PAGE
    )
    assert {"typ": "signature", "seite": "3"} == params_of(address)
    back = parse({"start": "§ 2 HubG"}, page=PAGE, known=address)
    assert (("signature",), 3, "§ 2 HubG") == (back.types, back.page, back.graph.start)
    assert "§ 2 HubG" == parse({"q": "x"}, known=back).graph.start


# ------------------------------------------------------------------ growing


def test_growing_adds_twelve_and_moves_nothing(crowd):
    start = f"{VERORDNUNG} § 1"
    first = grow(crowd, start, (), View())
    places = place(first, {})
    more = grow(crowd, start, (start,), View())
    later = place(more, places)

    assert 1 + STEP == len(first.near.nodes)
    assert 1 + 2 * STEP == len(more.near.nodes)
    assert places == {node: later[node] for node in places}
    total, shown = more.missing(start)
    assert (41, 24) == (total, shown)  # forty Union acts, and § 2 PrG


def test_link_gives_the_same_picture_as_the_clicks(crowd):
    start, other = f"{VERORDNUNG} § 1", f"{FACH} § 2"
    clicked = {}
    for opened in ((), (other,), (other, start), (other, start, other)):
        clicked = place(grow(crowd, start, opened, View()), clicked)

    assert clicked == place(grow(crowd, start, (other, start, other), View()), {})


def test_no_two_nodes_lie_on_each_other(stored, reading):
    start = find(stored, reading, "§ 1 HubG")[0].node
    grown = grow(stored, start, (start,) * 41, View())
    places = list(place(grown, {}).values())

    assert CEILING == len(places)
    assert grown.full
    assert all(abs(a[0] - b[0]) > 80 or abs(a[1] - b[1]) > 55 for a, b in combinations(places, 2))


def test_node_from_elsewhere_is_added_first_and_grown_then(graph):
    shown = {node.id for node in grow(graph, f"{VERFAHREN} § 4", (f"{VERORDNUNG} § 1",), View()).near.nodes}
    grown = {node.id for node in grow(graph, f"{VERFAHREN} § 4", (f"{VERORDNUNG} § 1",) * 2, View()).near.nodes}

    assert f"{VERORDNUNG} § 1" in shown
    assert f"{FACH} § 2" not in shown
    assert f"{FACH} § 2" in grown


def test_filter_and_direction_are_kept_to(graph):
    inward = grow(graph, FORM, (), View("in", ("applies_mutatis_mutandis",)))

    assert {FORM, f"{FACH} § 2"} == {node.id for node in inward.near.nodes}
    assert {"applies_mutatis_mutandis"} == {arrow.relation for arrow in inward.near.arrows}


def test_first_picture_of_any_depth_is_small(stored, reading):
    start = find(stored, reading, "§ 1 HubG")[0].node

    assert all(len(grow(stored, start, (), View(depth=depth)).near.nodes) <= 60 for depth in (1, 2, 3))


def test_path_lies_from_left_to_right(graph):
    hops = shortest_path(graph, f"{VERORDNUNG} § 1", FORM)
    grown = grow(graph, f"{VERORDNUNG} § 1", (), View(), hops)
    places = place(grown, {}, hops)
    across = [places[node][0] for node in (f"{VERORDNUNG} § 1", *(hop.end for hop in hops))]

    assert sorted(across) == across
    assert len(hops) + 1 == len(places)


# ------------------------------------------------------------------ picture


def test_look_says_findings_reach_and_level(graph):
    grown = grow(graph, f"{VERORDNUNG} § 1", (FORM, FORM), View(depth=2))
    drawn = picture(graph, grown, place(grown, {}), f"{VERORDNUNG} § 1", DE)
    dots = {dot.id: dot for dot in drawn.dots}

    assert ("form", "●", "") == (dots[FORM].tone, dots[FORM].glyph, dots[FORM].ring)
    assert outline("form", dots[FORM].r) == dots[FORM].d
    assert "ordinance" == dots[f"{VERORDNUNG} § 1"].ring
    assert dots[FORM].r > dots[f"{VERORDNUNG} § 1"].r
    assert "3 offen" == dots[FORM].note
    strong = {(line.source, line.target): line for line in drawn.lines}[f"{FACH} § 2", FORM]
    assert strong.strong
    assert "gilt entsprechend" == strong.label
    left, top, width, height = drawn.box
    assert all(left < dot.x < left + width and top < dot.y < top + height for dot in drawn.dots)


def test_svg_is_well_formed_whatever_the_words(stored, reading):
    start = find(stored, reading, "§ 2 HubG")[0].node
    grown = grow(stored, start, (), View())
    drawn = picture(stored, grown, place(grown, {}), start, DE)
    root = ET.fromstring(to_svg(drawn, "<b>Titel</b> \x07", legend_lines(DE)))  # noqa: S314 - our own

    texts = [element.text or "" for element in root.iter()]
    assert any(HOSTILE_HEADING in text for text in texts)
    assert {"svg", "title", "rect", "g", "path", "text", "circle"} >= {
        element.tag.rpartition("}")[2] for element in root.iter()
    }
    assert b"http" not in to_svg(drawn, "x", ()).replace(b"http://www.w3.org/2000/svg", b"")


def test_legend_names_every_shape_and_level():
    assert {"ordinance", "eu", "other"} <= {row.get("ring") for row in legend(DE)}
    assert {"form", "data", "judgement", "resolved", "mentioned"} <= {row.get("tone") for row in legend(DE)}


# -------------------------------------------------------------------- panel


def test_reach_names_acts_and_chains(graph):
    told = reached(graph, graph.node(FORM), DE)

    assert (
        "Die offenen Befunde in Abs. 1, 2 werden von 2 Vorschriften in 2 Gesetzen und Verordnungen herangezogen."
        == told["head"]
    )
    rows = {row["node"]: row["note"] for group in told["groups"] for row in group["rows"]}
    assert "über §\xa02 PrG" in rows[f"{VERORDNUNG} § 1"]
    assert f"{FACH} § 3" not in rows  # a mention carries nothing


def test_panel_lists_what_cannot_be_resolved(graph):
    told = panel(graph, graph.node(f"{VERFAHREN} § 4"), None, (), (), DE)

    assert ["§ 9 gibt es in PrVfG nicht", "Gesetz steht nicht im Register"] == [
        row["note"].partition(": ")[2] for row in told["lost"]
    ]
    assert "Der Text dieser Vorschrift gehört nicht zum Bestand." == told["noText"]
    eu = panel(graph, graph.node(f"{EU} Art 4"), None, (), (), DE)
    assert "EU-Recht" == eu["chips"][0]["word"]


def test_text_marks_findings_and_references(stored, reading):
    act = reading.act("HubG")
    entries = [e for e in reading.findings_in(act.id, Selection(profile="all")) if e.position == 0]
    first = panel(stored, stored.node("DOC-HubG § 1"), reading.text(act.id, 0, 0)[0], entries, (), DE)
    marked = {piece[0]: piece[1] for line in first["text"] for piece in line[1] if piece[1]}
    assert {"schriftlich": "form", "Ermessen": "judgement"}.items() <= marked.items()

    links = ReferenceReading(reading.store, reading.run).links_of("DOC-HubG", 6)
    seventh = panel(stored, stored.node("DOC-HubG § 7"), reading.text(act.id, 6, 6)[0], (), links, DE)
    cited = {piece[0]: piece[2] for line in seventh["text"] for piece in line[1] if piece[2]}
    assert {"§ 1 Absatz 1": "DOC-HubG § 1"} == cited


def test_references_beside_a_finding(reading):
    entry = next(e for e in reading.findings_in(reading.act("HubG").id, Selection(profile="all")) if e.position == 0)
    told = references_of(reading, entry, DE)

    assert f"Verweise: 0 hinaus, {MANY - 5} herein" == told["label"]  # all but § 1 and § 3 to § 6
    assert told["lists"][1]["more"].startswith("und 523 weitere")


# --------------------------------------------------------------------- afar


def test_overviews_and_where_to_begin(stored):
    loaded = Loaded(stored, "x")
    for doc in ("", "DOC-HubG"):
        far, places = loaded.far(doc)
        drawn = far_picture(stored, far, places, doc, DE)
        assert {group.id for group in far.groups} == {dot.id for dot in drawn.dots}
        assert far_rows(far, DE)
        assert all(abs(a[0] - b[0]) > 1 or abs(a[1] - b[1]) > 1 for a, b in combinations(places.values(), 2))
    far, _ = loaded.far("DOC-HubG")
    part = next(group for group in far.groups if group.label.startswith("Abschnitt 1"))
    told = far_panel(stored, part, "DOC-HubG", DE)
    assert "9 Vorschriften" in told["lists"][0]["head"]
    spots = landing(stored, loaded.spots(), "", DE)["lists"][0]["rows"]
    assert "DOC-HubG § 1" == spots[0]["node"]


# ---------------------------------------------------------------- whole page


@pytest.fixture
def start(monkeypatch, graph_db):
    monkeypatch.setenv("MEDIENBRUCH_DB", str(graph_db))
    monkeypatch.delenv("LC_ALL", raising=False)
    # AppTest opens the first page only.
    monkeypatch.setitem(shell._OWN_FILES, "page_findings", graph_page)
    begin = state.begin
    monkeypatch.setattr(state, "begin", lambda _, default: begin(PAGE, default))

    def run(db=None, **params):
        if db is not None:
            monkeypatch.setenv("MEDIENBRUCH_DB", str(db))
        return run_app(**params)

    return run


def test_page_opens_by_citation_and_filters_go_into_the_address(start):
    app = start(start="§ 1 HubG")
    assert "ist in diesem Bestand nicht zu finden" not in html(app)
    assert "535 Nachbarn. Die 12 mit der größten Reichweite werden gezeigt." in html(app)
    app.segmented_control(key="w_direction").set_value("in").run()
    app.segmented_control(key="w_depth").set_value(2).run()
    app.multiselect(key="w_relations").set_value(["applies_mutatis_mutandis"]).run()

    assert {"start": "§ 1 HubG", "richtung": "herein", "tiefe": "2", "typ": "applies_mutatis_mutandis"} == dict(
        app.query_params
    )
    app.button(key="grow").click().run()
    assert "DOC-HubG § 1" == app.query_params["offen"]


def test_unknown_citation_is_told(start):
    assert "„§ 4711 KeinG“ ist in diesem Bestand nicht zu finden" in html(start(start="§ 4711 KeinG"))


def test_path_is_told(start):
    page = html(start(start="§ 4 HubG", bis="§ 6 HubG"))

    assert "Kürzester Weg über 2 Verweise: §\xa04 HubG – §\xa05 HubG – §\xa06 HubG" in page
    assert "keine Kette von Verweisen" in html(start(start="§ 4 HubG", bis="§ 3 HubG", typ="sanction"))


def test_store_without_references_says_what_to_do(start, db):
    page = html(start(db=db, start="§ 1 Muster01G"))

    assert "enthält noch keine Verweise" in page
    assert "medienbruch scan" in page
