"""A backup made while pages and records are being written holds what belongs together."""

from __future__ import annotations

import fcntl
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from archive.backup import backup, drop_unfinished
from archive.doctor import examine
from archive.faults import ArchiveError
from archive.retention.copies import backup_folders
from archive.store import PageStore, open_archive, save_record
from tests.archive.making import FETCHED, figure, page, readings, record

BODY = "第{n}个园区全年完成工业总产值16.7亿元，固定资产投资21.5亿元。"


def write(home: Path, stop: threading.Event, counted: list[int]) -> None:
    archive = open_archive(home)
    store = PageStore(archive.pages)
    n = 0
    while not stop.is_set():
        n += 1
        body = BODY.format(n=n)
        figures = [figure(body, quote) for quote in ("16.7亿元", "21.5亿元")]
        fetched = page(f"http://paper.example/{n}.html", body.encode(), FETCHED + timedelta(0, n))
        stored = store.save(fetched)
        save_record(archive, record(fetched.url, [body], figures), fetched, stored,
                    readings(figures))  # fmt: skip
        counted[0] = n
    archive.close()


def test_every_report_in_a_copy_has_its_page(tmp_path: Path) -> None:
    home = tmp_path / "home"
    made = open_archive(home)
    made.db.execute(
        "insert into sources (id, name, publisher, home_url, rights, platform, verified) values "
        "('paper', '某报', '某报社', 'http://paper.example/', '', 'enorth', 'replica')"
    )
    stop, counted = threading.Event(), [0]
    writer = threading.Thread(target=write, args=(home, stop, counted))
    writer.start()
    try:
        for n in range(5):
            while counted[0] < 20 * (n + 1) and writer.is_alive():
                stop.wait(0.01)
            assert backup(made, tmp_path / f"{n}.tar") > 0
    finally:
        stop.set()
        writer.join()
        made.close()
    for n in range(5):
        with tarfile.open(tmp_path / f"{n}.tar") as pack:
            pack.extractall(tmp_path / f"copy{n}", filter="data")
        copy = open_archive(tmp_path / f"copy{n}")
        reports = copy.db.execute("select count(*) from articles").fetchone()[0]
        assert reports >= 20 * (n + 1)
        found = [f for f in examine(copy) if f.what != "stored page not read yet"]
        assert found == []
        copy.close()


def test_a_backup_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    archive = open_archive(tmp_path / "home")
    with pytest.raises(ArchiveError, match="no backup was written"):
        backup(archive, tmp_path / "nowhere" / "b.tar")
    archive.close()
    assert [p.name for p in tmp_path.iterdir()] == ["home"]


def test_what_a_killed_backup_left_goes_with_the_next_one_and_with_a_removal(
    tmp_path: Path,
) -> None:
    home, folder = tmp_path / "home", tmp_path / "backups"
    folder.mkdir()
    with closing(open_archive(home)) as archive:
        archive.db.executescript(
            "create table padding (words); with recursive n(i) as (select 1 union all select i + 1 "
            "from n where i < 300) insert into padding select randomblob(100000) from n;"
        )
    command = [sys.executable, "-c", "from archive.cli import main; main()", "backup"]
    killed = subprocess.Popen([*command, str(folder / "a.tar"), "--home", str(home)])
    until = time.monotonic() + 60
    while not list(folder.glob(".parks-backup-*/archive.db")):
        assert killed.poll() is None and time.monotonic() < until
        time.sleep(0.001)
    killed.kill()
    killed.wait()
    assert len(list(folder.iterdir())) == 1
    at_work = tempfile.mkdtemp(prefix=".parks-backup-", dir=folder)
    with (Path(at_work) / "lock").open("w") as lock, closing(open_archive(home)) as archive:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert backup_folders(archive.db) == [folder]
        backup(archive, folder / "b.tar")
    assert {path.name for path in folder.iterdir()} == {Path(at_work).name, "b.tar"}
    assert drop_unfinished(folder) == 1
    assert [path.name for path in folder.iterdir()] == ["b.tar"]
