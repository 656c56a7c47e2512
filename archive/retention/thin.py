"""Thins out what the policy lets go, rule by rule, each in small steps that can be repeated."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from archive import releases
from archive.retention.listed import listed
from archive.retention.policy import policy
from archive.store import Archive, transaction
from archive.store.connect import SHANGHAI

BATCH = 500  # rows of one transaction: crawls write between two
# Issues about reports are kept: nothing that was seen is dropped in silence.
OF_REPORTS = ("not_article", "parse_failed", "no_figures", "unknown_park", "passed_over")
MIDDLE = """
select f.id from fetches f where f.fetched_at < ?
  and f.id > (select min(o.id) from fetches o where o.url = f.url)
  and f.id < (select max(o.id) from fetches o where o.url = f.url)
order by f.id
"""
NEEDED = """
select fetch_id from articles where fetch_id is not null
union select fetch_id from article_revisions where fetch_id is not null
union select fetch_id from reads where outcome in ('new', 'changed', 'failed')
"""


@dataclass(frozen=True, slots=True)
class Thinned:
    """How much of one kind went, or would go; size in bytes where it is known."""

    rule: str
    count: int
    size: int = 0


def thin(archive: Archive, now: datetime, *, dry_run: bool = False) -> Iterator[Thinned]:
    """Apply every rule of the policy; what a rule took is told when it is done."""
    for name, rule in policy().thin.items():
        before = (now - timedelta(days=rule.days)).astimezone(SHANGHAI)
        count, size = RULES[name](archive, before, dry_run)
        yield Thinned(name, count, size)


def _fetches(archive: Archive, before: datetime, dry_run: bool) -> tuple[int, int]:
    needed = {row[0] for row in archive.db.execute(NEEDED)}
    told = {
        row[0]
        for row in archive.db.execute("select fetch_id from reads where outcome = 'unchanged'")
    }
    at = before.isoformat(timespec="seconds")
    ids = [row[0] for row in archive.pages.execute(MIDDLE, (at,))]
    gone = [i for i in ids if i in told and i not in needed]
    if dry_run:
        return len(gone), 0
    _drop_notes(archive, told)
    for begin in range(0, len(gone), BATCH):
        some = [(i,) for i in gone[begin : begin + BATCH]]
        # The page goes first: one without its note would be read as if it had just come.
        with transaction(archive.pages) as pages:
            pages.executemany("delete from parts where fetch_id = ?", some)
            pages.executemany("delete from fetches where id = ?", some)
        with transaction(archive.db) as db:
            db.executemany("delete from reads where fetch_id = ?", some)
    return len(gone), 0


def _drop_notes(archive: Archive, told: set[int]) -> None:
    """Notes whose pages went and that a kill kept from going with them."""
    with listed(archive.pages, "told", told):
        rows = archive.pages.execute(
            "select key from temp.told where key not in (select id from fetches)"
        ).fetchall()
    with transaction(archive.db) as db:
        db.executemany("delete from reads where fetch_id = ?", [(row[0],) for row in rows])


def _bodies(archive: Archive, before: datetime, dry_run: bool) -> tuple[int, int]:
    pages = archive.pages
    orphans = "sha256 not in (select sha256 from parts)"
    unused = (
        "id not in (select dictionary_id from bodies where dictionary_id is not null) and id not "
        "in (select max(id) from dictionaries group by platform)"
    )
    row = pages.execute(
        f"select count(*), coalesce(sum(length(body)), 0) from bodies where {orphans}"  # noqa: S608 our own words
    ).fetchone()
    old = pages.execute(
        f"select count(*), coalesce(sum(length(body)), 0) from dictionaries where {unused}"  # noqa: S608 our own words
    ).fetchone()
    if not dry_run:
        with transaction(pages):
            pages.execute(f"delete from bodies where {orphans}")  # noqa: S608 our own words
            pages.execute(f"delete from dictionaries where {unused}")  # noqa: S608 our own words
    return row[0] + old[0], row[1] + old[1]


def _rows(query: str) -> Callable[[Archive, datetime, bool], tuple[int, int]]:
    """A rule over rows of archive.db: `<table> where <condition>`, ? being the time."""

    def rule(archive: Archive, before: datetime, dry_run: bool) -> tuple[int, int]:
        at = before.isoformat(timespec="seconds")
        if dry_run:
            row = archive.db.execute(f"select count(*) from {query}", (at,)).fetchone()  # noqa: S608 our own words
            return int(row[0]), 0
        with transaction(archive.db) as db:
            return db.execute(f"delete from {query}", (at,)).rowcount, 0  # noqa: S608 our own words

    return rule


def _alerts(archive: Archive, before: datetime, dry_run: bool) -> tuple[int, int]:
    over = "alerts where cleared_at < ?"
    with transaction(archive.db):
        if not dry_run:
            _rows(f"alert_posts where alert_id in (select id from {over})")(archive, before, False)  # noqa: S608 our own words
        return _rows(over)(archive, before, dry_run)


def _logs(archive: Archive, before: datetime, dry_run: bool) -> tuple[int, int]:
    files = [path for path in (archive.home / "logs").rglob("*") if path.is_file()]
    return _files([f for f in files if f.stat().st_mtime < before.timestamp()], dry_run)


def _half_written(archive: Archive, before: datetime, dry_run: bool) -> tuple[int, int]:
    found = [*archive.home.glob(".*.building"), *archive.home.glob("releases/.*.building")]
    return _files([p for p in found if p.stat().st_mtime < before.timestamp()], dry_run)


def _releases(archive: Archive, before: datetime, dry_run: bool) -> tuple[int, int]:
    folder = archive.home / releases.FOLDER
    kept = releases.releases(archive.home)
    return _files([folder / name for name in releases.surplus(kept)], dry_run)


def _files(paths: list[Path], dry_run: bool) -> tuple[int, int]:
    size = 0
    for path in paths:
        inside = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
        size += sum(p.stat().st_size for p in inside)
        if not dry_run:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    return len(paths), size


_of_reports = ", ".join(f"'{kind}'" for kind in OF_REPORTS)
RULES: dict[str, Callable[[Archive, datetime, bool], tuple[int, int]]] = {
    "fetches": _fetches,
    "bodies": _bodies,
    "passed_over": _rows("addresses where state = 'passed_over' and last_seen < ?"),
    "issues": _rows(f"issues where kind not in ({_of_reports}) and article_id is null and at < ?"),
    "alerts": _alerts,
    "logs": _logs,
    "releases": _releases,
    "half_written": _half_written,
}


@dataclass(frozen=True, slots=True)
class Compacted:
    """One database file: its size before and after, or why it was left as it is."""

    name: str
    before: int
    after: int
    why: str = ""


SLACK = 0.05  # of a file that is unused before it is written anew
ROOM = 1.1  # times a file's size that writing it anew takes on the disk
TICK = 5.0  # seconds between two signs of life
STEPS = 1_000_000  # of SQLite's machine between two looks at the clock


def compact(
    archive: Archive, say: Callable[[str], None], *, dry_run: bool = False, busy: str = ""
) -> Iterator[Compacted]:
    """Write both databases anew without their unused pages; busy says why that cannot be now."""
    for name, db in (("archive.db", archive.db), ("pages.db", archive.pages)):
        file = archive.home / name
        db.execute("pragma wal_checkpoint(truncate)")
        size = file.stat().st_size
        free = db.execute("pragma freelist_count").fetchone()[0]
        unused = free * db.execute("pragma page_size").fetchone()[0]
        if unused < SLACK * size:
            yield Compacted(name, size, size, "hardly anything in it is unused")
        elif shutil.disk_usage(archive.home).free < ROOM * size:
            yield Compacted(name, size, size, f"that takes {ROOM * size / 1e6:,.0f} MB of disk")
        elif busy or dry_run:
            yield Compacted(name, size, size - unused, busy)
        else:
            say(f"compacting {name} ({size / 1e6:,.1f} MB)")
            _vacuum(db, name, say)
            yield Compacted(name, size, file.stat().st_size)


def _vacuum(db: sqlite3.Connection, name: str, say: Callable[[str], None]) -> None:
    begun = last = time.monotonic()

    def look() -> int:
        nonlocal last
        if time.monotonic() - last > TICK:
            last = time.monotonic()
            say(f"still compacting {name}, {last - begun:,.0f} s")
        return 0

    db.set_progress_handler(look, STEPS)
    try:
        db.execute("vacuum")
        db.execute("pragma wal_checkpoint(truncate)")
    finally:
        db.set_progress_handler(None, 0)
