"""What the documents tell a reader to type does work."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from analyzer.measure.examples import check
from analyzer.rulebook import load_rulebook

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / ".github/CONTRIBUTING.md").read_text(encoding="utf-8")


def block(text: str, language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", text, re.DOTALL)
    assert found, f"no {language} block"
    return found[1]


def test_python_of_the_readme_runs():
    done = subprocess.run(
        [sys.executable, "-c", block(README, "python")], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (0, "") == (done.returncode, done.stderr)
    assert "§ 22 Abs. 1 Satz 1 HoVwVfG written_form open bedarf der Schriftform" in done.stdout


def test_python_of_the_readme_is_five_lines():
    assert 5 == len(list(filter(None, block(README, "python").splitlines())))


def test_rule_of_the_contribution_guide_passes(tmp_path):
    rule = tmp_path / "postal_delivery" / "durch-boten.yaml"
    rule.parent.mkdir()
    rule.write_text(block(CONTRIBUTING, "yaml"), encoding="utf-8")
    rulebook = load_rulebook(tmp_path)

    assert [] == list(check(rulebook.by_id["postal_delivery/durch-boten"], rulebook))


def test_readme_names_every_statute_of_the_corpus():
    text = (ROOT / "corpus/README.md").read_text(encoding="utf-8")

    assert {p.name for p in (ROOT / "corpus").glob("*.xml")} == set(re.findall(r"MBNR\d{9}\.xml", text))


@pytest.mark.parametrize("name", ["README.md", "corpus/README.md", ".github/CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_lead_somewhere(name):
    path = ROOT / name
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))

    assert [] == [t for t in targets if not (path.parent / t).exists()]
