"""Real pages of other sites, kept beside the repository: a floor under what was reached on them."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.shared
def test_pages_of_other_sites(shared: Path) -> None:
    parks = f"{shlex.quote(sys.executable)} -c 'from archive.cli import main; main()'"
    done = subprocess.run(
        [
            sys.executable,
            str(shared / "pages" / "score.py"),
            f"{parks} article --list {{list}}",
            "--floor",
            "95",
        ],
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stdout + done.stderr
