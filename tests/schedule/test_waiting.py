"""A command that waits for another one says for whom and for what."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from tests.conftest import ROOT

HOLD = """
import sys, time
from archive.waiting import wait_for
with open(sys.argv[1], "a+") as lock:
    wait_for(lock, "reads pages")
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def start(file: Path, seconds: float) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file), str(seconds)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_who_waits_names_the_holder_once_and_then_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "catch-up.lock"
    first = start(file, 60)
    assert first.stdout is not None and first.stdout.readline() == "held\n"
    second = start(file, 0)
    assert second.stderr is not None
    said = second.stderr.readline()
    assert said == f"waiting for process {first.pid}, which reads pages ({file})\n"
    time.sleep(0.5)
    first.kill()
    first.communicate()
    out, rest = second.communicate(timeout=30)
    assert (out, rest, second.returncode) == ("held\n", "", 0)
    assert file.read_text() == f"{second.pid}\n"


def test_a_lock_that_is_free_is_taken_without_a_word(tmp_path: Path) -> None:
    out, said = start(tmp_path / "catch-up.lock", 0).communicate(timeout=30)
    assert (out, said) == ("held\n", "")
