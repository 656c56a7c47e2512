"""What is held goes out as a web archive and comes in again as the same reports."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.commands import parks


def articles(home: Path, where: str = "") -> list[tuple[str, str]]:
    """Address and body of every article of a home."""
    with closing(sqlite3.connect(home / "archive.db")) as db:
        return db.execute(f"select url, body from articles {where} order by url").fetchall()


def test_pages_of_one_source_go_round(demo_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "saichuan.warc.gz"
    written = parks("export", "--warc", file, "--source", "saichuan", home=demo_home)
    assert written.returncode == 0, written.stderr
    home = tmp_path / "home"
    sources = {"PARKS_SOURCES": str(demo_home / "demo-sources")}
    added = parks("add", file, home=home, env=sources)
    assert added.returncode == 0, added.stderr
    assert articles(home) == articles(demo_home, "where source_id = 'saichuan'")


def test_tables_and_pages_are_not_written_at_once(demo_home: Path, tmp_path: Path) -> None:
    done = parks("export", tmp_path / "out", "--warc", tmp_path / "x.warc.gz", home=demo_home)
    assert done.returncode == 2
    assert not list(tmp_path.iterdir())
