"""The pages under axe-core, the usual test engine for accessibility: no serious fault in what we draw."""

from __future__ import annotations

import sys

import pytest

from tests.ui.test_browser import visit

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install axe-playwright-python")
pytestmark = pytest.mark.browser

GRAVE = {"serious", "critical"}
OURS = "mb"
"""Class of the outermost element of each of our components; all others are markup of Streamlit, not in our hands."""
INSIDE = """(target) => {
  let root = document, node = null;
  for (const step of target) {
    node = root.querySelector(step);
    if (!node) return false;
    if (node.closest('.mb') || node.getRootNode().querySelector?.('.mb')?.contains(node)) return true;
    root = node.shadowRoot ?? root;
  }
  return false;
}"""
PAGES = {
    "findings": "/",
    "act": "/gesetz?gesetz=HubG",
    "graph": "/verweisgraph?start=%C2%A7+4+HubG",
    "afar": "/verweisgraph",
}


def faults(page) -> tuple[list[str], list[str]]:
    """Grave faults in our markup and in that of the framework: rule, element."""
    ours, others = [], []
    for violation in axe.Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]:
        if violation["impact"] not in GRAVE:
            continue
        for node in violation["nodes"]:
            target = node["target"][0] if isinstance(node["target"][0], list) else node["target"]
            line = f"{violation['id']}: {node['html'][:160]}"
            (ours if page.evaluate(INSIDE, target) else others).append(line)
    return ours, others


@pytest.mark.parametrize(
    ("name", "scheme"),
    [("findings", "light"), ("act", "light"), ("graph", "light"), ("graph", "dark"), ("afar", "light")],
)
def test_no_grave_fault_in_our_markup(browser, graph_app, name, scheme, capsys):
    with visit(browser, graph_app, scheme=scheme) as at:
        at.open(PAGES[name])
        at.settle()
        ours, others = faults(at.page)
        if others:
            with capsys.disabled():
                sys.stdout.write(f"\n{name}, faults of the framework: {others}\n")
        assert ours == []


def test_a_fault_in_our_markup_is_found(browser, graph_app):
    with visit(browser, graph_app) as at:
        at.open(PAGES["graph"])
        at.settle()
        at.page.locator(".graph .bar").evaluate("bar => bar.append(document.createElement('button'))")
        ours, _ = faults(at.page)
        assert [line.split(":")[0] for line in ours] == ["button-name"]
