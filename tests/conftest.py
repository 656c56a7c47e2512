"""What every test may use: the annotated material beside the repository, and a loud skip list."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of annotated reports and saved pages; tests that need it skip without it."""
    folder = Path(os.environ.get("PARKS_SHARED", ROOT.parent / "shared"))
    if not (folder / "DESIGN.md").exists():
        pytest.skip("the annotated material beside the repository is not here")
    return folder


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly which tests did not run because something is missing on this machine."""
    skipped = terminalreporter.stats.get("skipped", [])
    browser = [report for report in skipped if "browser" in report.keywords]
    if browser:
        terminalreporter.write_sep(
            "!", f"{len(browser)} BROWSER TESTS SKIPPED: no Chromium on this machine", red=True
        )
