"""What every test may use: the annotated material beside the repository, and a loud skip list."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import parks
from tests.serving import Site, served

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of annotated reports and saved pages; tests that need it skip without it."""
    folder = Path(os.environ.get("PARKS_SHARED", ROOT.parent / "shared"))
    if not (folder / "DESIGN.md").exists():
        pytest.skip("the annotated material beside the repository is not here")
    return folder


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home after one `parks demo --no-serve`, for all tests that look at what came of it."""
    home = tmp_path_factory.mktemp("demo")
    done = parks("demo", "--no-serve", home=home)
    assert done.returncode == 0, done.stderr + done.stdout
    return home


@pytest.fixture(scope="session")
def demo_site(demo_home: Path) -> Iterator[Site]:
    """The demo, served by `parks serve`."""
    with served(demo_home, "--contact", "editor@example.org") as site:
        yield site


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly which tests did not run because something is missing on this machine."""
    skipped = terminalreporter.stats.get("skipped", [])
    browser = [report for report in skipped if "browser" in report.keywords]
    if browser:
        terminalreporter.write_sep(
            "!", f"{len(browser)} BROWSER TESTS SKIPPED: no Chromium on this machine", red=True
        )
