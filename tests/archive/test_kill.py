"""kill -9 at random moments: files whole, the old state or the new one, nothing half-done.

PARKS_KILLS sets how often each command is killed; the full measure is 50.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from archive.doctor import examine
from archive.publish import publish
from archive.review.questions import article_questions
from archive.review.sheet import HEAD, write
from archive.store import open_archive
from tests.archive import pages
from tests.serving import PARKS, ROOT
from tests.site import reports

KILLS = int(os.environ.get("PARKS_KILLS", "4"))


def run(home: Path, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*PARKS, *words, "--home", str(home)], cwd=ROOT, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def how_long(command: Callable[[], subprocess.Popen[bytes]]) -> float:
    begun = time.monotonic()
    assert command().wait(timeout=120) == 0
    return time.monotonic() - begun


def kill_after(process: subprocess.Popen[bytes], seconds: float) -> None:
    """Kill the command alone, not its workers: they have to notice."""
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=20)


def group_ends(process: subprocess.Popen[bytes]) -> bool:
    for _ in range(100):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def sound(home: Path) -> None:
    archive = open_archive(home)
    try:
        assert [(f.what, f.where) for f in examine(archive)] == []
    finally:
        archive.close()


def test_publish_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    home = reports.build(tmp_path / "home")
    publish(home)
    # What the fixture stores without pages is no business of this test.
    rng = random.Random(1)
    whole = how_long(lambda: run(home, "publish"))
    for n in range(KILLS):
        db = sqlite3.connect(home / "archive.db")
        db.execute("update figures set value = ? where id = 'aaaaaaaaaaaa-3'", (4e8 + n,))
        db.commit()
        db.close()
        before = (home / "public.db").read_bytes()
        kill_after(run(home, "publish"), rng.uniform(0.3, 1.0) * whole)
        public = sqlite3.connect(f"{(home / 'public.db').as_uri()}?mode=ro", uri=True)
        assert public.execute("pragma integrity_check").fetchone()[0] == "ok"
        value = public.execute("select value from figures where id = 'aaaaaaaaaaaa-3'").fetchone()
        assert (home / "public.db").read_bytes() == before or value[0] == 4e8 + n
        public.close()
    publish(home)
    left = [p.name for p in home.iterdir() if p.name.startswith(".")]
    left += [p.name for p in (home / "releases").iterdir() if p.name.startswith(".")]
    assert not [name for name in left if name.startswith(".public")], left


def test_reprocess_goes_on_and_ends_as_if_never_killed(tmp_path: Path) -> None:
    home = pages.build(tmp_path / "home", 40)
    rng = random.Random(2)
    whole = how_long(lambda: run(home, "reprocess", "--all", "--workers", "2"))
    want = figures(home)
    for _ in range(KILLS):
        archive = open_archive(home)
        archive.db.execute("update reads set extractor = 'older'")
        archive.close()
        process = run(home, "reprocess", "--workers", "2")
        kill_after(process, rng.uniform(0.3, 0.95) * whole)
        assert group_ends(process), "a worker outlived its parent"
        sound(home)
    assert run(home, "reprocess").wait(timeout=120) == 0
    assert figures(home) == want


def figures(home: Path) -> list[tuple[object, ...]]:
    archive = open_archive(home)
    rows = archive.db.execute("select id, value, quote, start, park_id from figures order by id")
    found = [tuple(row) for row in rows]
    archive.close()
    return found


def filled_review(home: Path, target: Path) -> tuple[Path, int]:
    """A workbook in which somebody accepted every figure of a home, and their number."""
    from openpyxl import load_workbook

    archive = open_archive(home)
    questions = [q for r in reports.REPORTS for q in article_questions(archive.db, r.id)[1:]]
    archive.close()
    file, _ = write(questions, target)
    book = load_workbook(file)
    sheet = book.worksheets[0]
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, HEAD.index("decision") + 1).value = "接受"
        sheet.cell(row, HEAD.index("who") + 1).value = "王"
    book.save(file)
    return file, len(questions)


def test_an_import_is_taken_whole_or_not_at_all(tmp_path: Path) -> None:
    home = reports.build(tmp_path / "home")
    file, count = filled_review(home, tmp_path / "review.xlsx")
    rng = random.Random(3)
    shutil.copytree(home, tmp_path / "once")
    whole = how_long(lambda: run(tmp_path / "once", "review", "--import", str(file)))
    for n in range(KILLS):
        own = tmp_path / f"home{n}"
        shutil.copytree(home, own)
        kill_after(run(own, "review", "--import", str(file)), rng.uniform(0.5, 1.0) * whole)
        db = sqlite3.connect(own / "archive.db")
        assert db.execute("pragma integrity_check").fetchone()[0] == "ok"
        assert db.execute("select count(*) from decisions").fetchone()[0] in (0, count)
        db.close()


def test_a_migration_is_done_or_not_begun(tmp_path: Path) -> None:
    from tests.archive.test_migrations import STEPS, old_archive

    rng = random.Random(4)
    old_archive(tmp_path / "old", STEPS[1])
    shutil.copytree(tmp_path / "old", tmp_path / "once")
    whole = how_long(lambda: run(tmp_path / "once", "review", "--article", "http://s/1"))
    for n in range(KILLS):
        own = tmp_path / f"home{n}"
        shutil.copytree(tmp_path / "old", own)
        kill_after(run(own, "review", "--article", "http://s/1"), rng.uniform(0.4, 1.0) * whole)
        archive = open_archive(own)
        assert archive.db.execute("pragma integrity_check").fetchone()[0] == "ok"
        assert archive.db.execute("select count(*) from figures").fetchone()[0] == 2
        archive.close()
