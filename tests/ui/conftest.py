import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.model import RunReport
from analyzer.store import write_run
from tests.semantic.standing_in import write_encoder
from tests.store.making import TEXTS, act, findings, provision, statute
from tests.ui.graph_law import write_graph

ROOT = Path(__file__).parents[2]
HOSTILE = (
    "Der Antrag <script>window.hacked=1</script> ist schriftlich zu stellen, $x^2$ [hier](javascript:window.hacked=2) "
    "<img src=x onerror=window.hacked=3> **fett** :red[rot] =1+1 ist kein Befehl."
)
HOSTILE_HEADING = "=1+1 <b>Antrag</b> [x](javascript:alert(1)) $y$"


def hostile_act():
    """An act whose every text tries to be more than text."""
    return statute(
        "<i>BöseG</i>",
        provision(1, HOSTILE, heading=HOSTILE_HEADING),
        title="Gesetz <script>window.hacked=4</script> über $z$ **Texte**",
    )


def run_app(**params):
    """Run the app without a browser, as an address with these parameters opens it."""
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    app.query_params.update(params)
    app.run()
    assert not app.exception
    return app


def html(app):
    """Give all markup the app shows."""
    return "".join(element.proto.body for element in app.get("html"))


def act_of_parts():
    """An act so long that it is shown in parts."""
    return act("LangG", 450, "Langes Gesetz")


@pytest.fixture(scope="session")
def db(tmp_path_factory):
    """A store with fifteen acts."""
    path = tmp_path_factory.mktemp("store") / "befunde.db"
    acts = [hostile_act(), act_of_parts(), *(act(f"Muster{n:02}G", 4) for n in range(13))]
    report = RunReport(acts=len(acts), versions={"tool": "0.1.0", "rules": "abc"})
    write_run(path, [(each, findings(each)) for each in acts], report)
    return path


@pytest.fixture(scope="session")
def encoder(tmp_path_factory):
    """An encoder that knows the words of the store and means nothing by them."""
    return write_encoder(tmp_path_factory.mktemp("encoder"), [HOSTILE, *TEXTS])


@pytest.fixture(scope="session")
def graph_db(tmp_path_factory):
    """A store with references: one provision that hundreds pull in."""
    path = tmp_path_factory.mktemp("store") / "verweise.db"
    write_graph(path)
    return path


@contextmanager
def served(environment, script):
    """Run the app on a free port; give its address."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"]
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("MEDIENBRUCH_", "STREAMLIT_", "LC_"))
    }
    process = subprocess.Popen(
        command, cwd=ROOT, env=clean | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    base = f"http://localhost:{port}"
    try:
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"{base}/_stcore/health", timeout=1):  # noqa: S310
                    break
            except OSError:
                if process.poll() is not None:
                    pytest.fail(process.stdout.read().decode())
                time.sleep(0.1)
        else:
            pytest.fail("the app did not start")
        yield base
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="session")
def chromium():
    """Path of a Chromium, or skip."""
    names = (os.environ.get("MEDIENBRUCH_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium found: apt-get install chromium, or set MEDIENBRUCH_CHROMIUM")
    return path


@pytest.fixture(scope="session")
def app(chromium, db, encoder):
    """Address of the app on the store."""
    with served({"MEDIENBRUCH_DB": str(db), "MEDIENBRUCH_ENCODER": str(encoder)}, ROOT / "app.py") as base:
        yield base


@pytest.fixture(scope="session")
def graph_app(chromium, graph_db):
    """Address of the app on the store with references."""
    with served({"MEDIENBRUCH_DB": str(graph_db)}, ROOT / "app.py") as base:
        yield base


@pytest.fixture(scope="session")
def browser(chromium):
    """A headless browser."""
    playwright = pytest.importorskip("playwright.sync_api", reason="no playwright: pip install playwright")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=chromium,
            args=[
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage",
            ],
        )  # fmt: skip
        yield browser
        browser.close()
