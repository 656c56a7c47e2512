"""Runs the `parks` command within the test's own process, where nothing depends on a new one:
the same words, the same answer, without the second that starting Python takes."""

from __future__ import annotations

import subprocess
from pathlib import Path

from click.testing import CliRunner

from archive.cli import main


def inside(*words: str | Path, home: Path) -> subprocess.CompletedProcess[str]:
    """One command to its end, as tests.commands.parks answers it."""
    order = [*map(str, words), "--home", str(home)]
    done = CliRunner().invoke(main, order, prog_name="parks")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return subprocess.CompletedProcess(order, done.exit_code, done.stdout, done.stderr)
