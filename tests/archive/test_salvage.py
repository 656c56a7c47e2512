"""The commands that the doctor prints for a damaged archive mend it, run as printed."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from archive.backup import backup
from archive.store import open_archive
from tests.archive import pages
from tests.commands import PARKS, one_error_line, parks

PAGE = 4096
COUNTS = (
    "select (select count(*) from articles), (select count(*) from figures), "
    "(select count(*) from decisions), (select group_concat(id) from sources)"
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = pages.build(tmp_path_factory.mktemp("salvage") / "home", 60)
    archive = open_archive(home)
    archive.db.execute(
        "insert into decisions (at, who, action, figure_id, note) select '2025-04-01', '某', "
        "'note', min(id), '看过' from figures"
    )
    archive.db.execute("pragma wal_checkpoint(truncate)")
    archive.close()
    return home


@pytest.fixture
def home(sound: Path, tmp_path: Path) -> Path:
    shutil.copytree(sound, tmp_path / "home")
    return tmp_path / "home"


def zero(home: Path, *tables: str) -> None:
    """Overwrite a leaf of each of these tables, as a bad disk does."""
    file = home / "archive.db"
    with closing(sqlite3.connect(file)) as db:
        rows = [
            db.execute(f"select id from {table} order by id limit 1 offset 20").fetchone()[0]
            for table in tables
        ]
    whole = bytearray(file.read_bytes())
    for table, identity in zip(tables, rows, strict=True):
        with closing(sqlite3.connect(file)) as db:
            root = db.execute(
                "select rootpage from sqlite_master where name = ?", (table,)
            ).fetchone()[0]
        # A leaf of a table begins with 13; the row's record holds its id.
        leaf = next(
            n for n in range(root, len(whole) // PAGE)
            if whole[n * PAGE] == 13 and identity.encode() in whole[n * PAGE : (n + 1) * PAGE]
        )  # fmt: skip
        whole[leaf * PAGE : (leaf + 1) * PAGE] = bytes(PAGE)
    file.write_bytes(whole)


def printed(home: Path) -> list[str]:
    done = parks("doctor", home=home)
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    lines = [line.strip() for line in done.stdout.splitlines() if line.startswith("  ")]
    return [line for line in lines if not line.startswith("#")]


def run(lines: list[str]) -> str:
    script = "\n".join(["set -e", *lines]).replace("parks ", f"{PARKS} ")
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def counts(home: Path) -> tuple[object, ...]:
    with closing(sqlite3.connect(home / "archive.db")) as db:
        return tuple(db.execute(COUNTS).fetchone())


@pytest.mark.parametrize("tables", [("figures",), ("articles",), ("articles", "figures")])
def test_what_is_left_and_the_stored_pages_make_it_whole(
    home: Path, tables: tuple[str, ...]
) -> None:
    before = counts(home)
    zero(home, *tables)
    lines = printed(home)
    assert not any("--old-home" in line for line in lines)
    said = run(lines)
    assert "sound: files whole" in said
    assert counts(home) == before
    assert (home.with_name("home.damaged") / "archive.db").exists()


def test_an_archive_beyond_reading_is_read_again_from_its_pages(home: Path) -> None:
    before = counts(home)
    with (home / "archive.db").open("r+b") as file:
        file.write(bytes(PAGE))
    assert "`parks doctor` prints the commands" in one_error_line(parks("status", home=home))
    first = next(line for line in printed(home) if "--damaged" in line)
    said = run([first])
    assert "archive.db (file is not a database)" in said
    assert counts(home.with_name("home.mended"))[:2] == before[:2]


def test_a_backup_is_offered_first_and_brings_it_back(home: Path) -> None:
    before = counts(home)
    archive = open_archive(home)
    backup(archive, home / "of-yesterday.tar")
    archive.close()
    zero(home, "articles")
    lines = printed(home)
    assert "of-yesterday.tar" in lines[0] and "--damaged" in lines[1]
    assert "sound: files whole" in run([line for line in lines if "--damaged" not in line])
    assert counts(home) == before


def test_a_folder_without_an_archive_has_nothing_to_be_saved(tmp_path: Path) -> None:
    done = parks("restore", tmp_path, "--damaged", home=tmp_path / "new")
    assert "holds neither archive.db nor pages.db" in one_error_line(done)
    assert not (tmp_path / "new").exists()
