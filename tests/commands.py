"""Runs the `parks` command as a user does: its own process, its own home."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PARKS = Path(sys.executable).parent / "parks"


def parks(
    *arguments: str | Path,
    home: Path | None = None,
    given: str | None = None,
    env: Mapping[str, str] | None = None,
    timeout: float = 120,
) -> subprocess.CompletedProcess[str]:
    """One command to its end; given goes to its standard input. Nothing of the caller's own
    PARKS_ variables reaches it."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PARKS_")}
    command = [str(PARKS), *map(str, arguments)]
    if home is not None:
        command += ["--home", str(home)]
    return subprocess.run(
        command,
        env={**clean, **(env or {})},
        input=given,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


def one_error_line(done: subprocess.CompletedProcess[str]) -> str:
    """The single line that a failing command leaves on standard error."""
    assert done.returncode not in (0, 2), done.stdout
    assert "Traceback" not in done.stderr, done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("Error: ")]
    assert len(lines) == 1, done.stderr
    return lines[0].removeprefix("Error: ")
