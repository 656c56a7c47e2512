"""A removal killed with -9 at any moment: the same command goes on and nothing is left.

PARKS_KILLS sets how often; the full measure is 50.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from archive.doctor import examine
from archive.store import open_archive
from tests.commands import parks
from tests.retention.hunt import hunt
from tests.retention.making import REPORTER, address, copied
from tests.serving import PARKS, ROOT

KILLS = int(os.environ.get("PARKS_KILLS", "2"))
OF_3 = ["这是第3号走访笔记里的一段", "第3号年度答卷", "80303万元"]


@pytest.mark.parametrize(
    ("target", "words"), [(address(3), OF_3), (REPORTER, [REPORTER])], ids=["report", "name"]
)
def test_the_same_command_goes_on_after_a_kill(
    made: Path, tmp_path: Path, target: str, words: list[str]
) -> None:
    home = copied(made, tmp_path / "home")
    figures = count(home)
    order = ("remove", target, "--reason", "来函要求")
    chosen = random.Random(8)
    for _ in range(KILLS):
        process = subprocess.Popen(
            [*PARKS, *order, "--home", str(home)], cwd=ROOT, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(chosen.uniform(0.5, 4.0))
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=20)
        archive = open_archive(home, create=False)
        for db in (archive.db, archive.pages):
            assert db.execute("pragma integrity_check").fetchone()[0] == "ok"
        archive.close()
    done = parks(*order, home=home)
    assert done.returncode == 0, done.stderr
    assert hunt(home, words) == []
    assert count(home) == (figures if target == REPORTER else figures - 4)
    archive = open_archive(home, create=False)
    assert list(examine(archive)) == []
    archive.close()


def count(home: Path) -> int:
    archive = open_archive(home, create=False)
    try:
        return int(
            archive.db.execute(
                "select count(*) from figures where withdrawn_at is null"
            ).fetchone()[0]
        )
    finally:
        archive.close()
