"""A backup of every kind comes back whole, or not at all; what is missing is said."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import signal
import sqlite3
import subprocess
import tarfile
import time
from pathlib import Path

import pytest

from archive.doctor import examine
from archive.faults import ArchiveError
from archive.retention.remove import remove
from archive.retention.restore import restore
from archive.store import open_archive
from tests.archive.test_migrations import STEPS, old_archive
from tests.commands import one_error_line
from tests.inside import inside
from tests.retention.hunt import hunt
from tests.retention.making import address, back_up, copied, html, store
from tests.serving import PARKS, ROOT

OF_3 = ["这是第3号走访笔记里的一段", "80303万元"]


def dump(home: Path) -> list[str]:
    """Everything that the two databases say, but for which copies were made of them."""
    said = []
    for name in ("archive.db", "pages.db"):
        db = sqlite3.connect(home / name)
        said += [line for line in db.iterdump() if '"copies"' not in line]
        db.close()
    return said


def repacked(backup: Path, target: Path, **changed: bytes | None) -> Path:
    """A backup with some members changed, or left out where None."""
    with tarfile.open(backup) as old, tarfile.open(target, "w") as new:
        for member in old:
            opened = old.extractfile(member)
            assert opened is not None
            data = changed.get(member.name.replace(".", "_"), opened.read())
            if data is not None:
                info = tarfile.TarInfo(member.name)
                info.size = len(data)
                new.addfile(info, io.BytesIO(data))
    return target


def test_everything_comes_back(made: Path, tmp_path: Path) -> None:
    backup = made / "before.tar"
    packed = tmp_path / "before.tar.gz"
    packed.write_bytes(gzip.compress(backup.read_bytes(), 1))
    for n, file in enumerate((backup, packed, made / "home")):
        home = tmp_path / f"home{n}"
        if n == 1:
            home.mkdir()  # an empty folder is as good as none
        result = restore(file, home)
        assert dump(home) == dump(made / "home")
        assert (result.reports, result.pages) == (56, 58) and result.losses is None
        assert sorted(path.name for path in home.iterdir()) == ["archive.db", "pages.db"]
        archive = open_archive(home)
        assert list(examine(archive)) == []
        archive.close()


def test_the_loss_is_said(made: Path, tmp_path: Path) -> None:
    old = copied(made, tmp_path / "old")
    archive = open_archive(old)
    for n in (60, 61):
        store(archive, n, html(n))
    archive.close()
    words = ("restore", made / "before.tar", "--old-home", old)
    done = inside(*words, home=tmp_path / "home")
    assert done.returncode == 0, done.stderr
    assert "lost, as the old archive shows: 2 reports, 8 figures" in done.stdout
    assert "56 reports" in done.stdout
    blind = inside("restore", made / "before.tar", home=tmp_path / "blind")
    assert "lost is whatever came after that" in blind.stdout
    (old / "archive.db").write_bytes(b"no database" * 1000)
    (old / "archive.db-wal").unlink(missing_ok=True)
    words = ("restore", made / "before.tar", "--old-home", old, "--json")
    damaged = inside(*words, home=tmp_path / "damaged")
    said = json.loads(damaged.stdout)
    assert said["losses"] is None and "cannot be read" in said["unseen"]
    assert said["reports"] == 56


def test_what_was_removed_since_does_not_come_back(made: Path, tmp_path: Path) -> None:
    old = copied(made, tmp_path / "old")
    # A backup of its own: what is removed again is removed from the exports that it knows of.
    before = back_up(old, tmp_path / "before.tar")
    remove(old, address(3), "报社来函要求")
    home = tmp_path / "home"
    done = inside("restore", before, "--old-home", old, home=home)
    assert done.returncode == 0, done.stderr
    assert "removed again: article" in done.stdout
    assert hunt(home, OF_3) == []
    archive = open_archive(home)
    assert archive.db.execute("select count(*) from removed_addresses").fetchone()[0] == 1
    assert archive.db.execute("select count(*) from copies").fetchone()[0] >= 3
    archive.close()


def test_what_is_no_whole_backup_is_refused_and_leaves_nothing(made: Path, tmp_path: Path) -> None:
    whole = made / "before.tar"
    data = whole.read_bytes()
    at = len(data) // 3
    flipped = tmp_path / "flipped.tar"
    flipped.write_bytes(data[:at] + bytes([data[at] ^ 255]) + data[at + 1 :])
    short = tmp_path / "short.tar"
    short.write_bytes(data[: len(data) // 2])
    text = tmp_path / "text.tar"
    text.write_text("no archive at all")
    damaged = repacked(whole, tmp_path / "d.tar", archive_db=b"SQLite format 3\0" + bytes(4096))
    half = repacked(whole, tmp_path / "half.tar", pages_db=None)
    blind = repacked(whole, tmp_path / "blind.tar", backup_json=b"[not json")
    for file, words in (
        (flipped, "differs from its checksum"),
        (short, "is no backup, or is damaged|no whole backup"),
        (text, "is no backup"),
        (damaged, "differs from its checksum"),
        (half, "no whole backup"),
        (blind, "is no backup, or is damaged"),
        (tmp_path / "none.tar", "no such file"),
        (tmp_path, "has no archive.db"),
    ):
        home = tmp_path / "home"
        with pytest.raises(ArchiveError, match=words):
            restore(file, home)
        assert not home.exists(), file


def test_a_folder_that_is_not_empty_is_left_alone(made: Path, tmp_path: Path) -> None:
    home = copied(made, tmp_path / "home")
    before = dump(home)
    line = one_error_line(inside("restore", made / "before.tar", home=home))
    assert "is not empty" in line and "new folder" in line
    assert dump(home) == before


def test_a_restore_that_was_killed_is_begun_again(made: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    for wait in (0.7, 1.0, 1.3):
        process = subprocess.Popen(
            [*PARKS, "restore", str(made / "before.tar"), "--home", str(home)], cwd=ROOT,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=20)
        if (home / "archive.db").exists():  # it was done
            shutil.rmtree(home)
    (home / ".restoring").mkdir(parents=True, exist_ok=True)
    (home / "pages.db").write_bytes(b"moved already")  # as if killed between the two moves
    restore(made / "before.tar", home)
    assert dump(home) == dump(made / "home")


@pytest.mark.parametrize("before", STEPS[1:])
def test_a_backup_of_an_earlier_schema_comes_back_in_this_one(tmp_path: Path, before: str) -> None:
    old_archive(tmp_path / "old", before)
    open_archive(tmp_path / "fresh").close()
    shutil.copy(tmp_path / "fresh" / "pages.db", tmp_path / "old" / "pages.db")
    assert restore(tmp_path / "old", tmp_path / "home").figures == 1


def test_a_backup_of_a_later_version_is_refused(made: Path, tmp_path: Path) -> None:
    later = copied(made, tmp_path / "later")
    db = sqlite3.connect(later / "archive.db")
    db.execute(
        "insert into _sqlite_migrations (migration_set, name, applied_at) "
        "values ('park-archive', 'of tomorrow', '2030-01-01')"
    )
    db.commit()
    db.close()
    line = one_error_line(inside("restore", later, home=tmp_path / "home"))
    assert "newer version" in line and "'of tomorrow'" in line
    assert not (tmp_path / "home").exists()
