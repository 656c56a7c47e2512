"""How fast an archive grows, source by source, and when its disk will be full."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from archive import releases
from archive.store import Archive

WINDOW = 28  # days that growth is measured over
MOST_RELEASES = releases.DAILY + releases.MONTHLY
# What each source's newest pages take, each body counted once, where it came first.
BYTES = """
select f.source_id, count(distinct f.id) as fetches, sum(length(b.body)) as bytes
from bodies b join (select sha256, min(fetch_id) as fetch_id from parts group by sha256) p
  on p.sha256 = b.sha256 join fetches f on f.id = p.fetch_id
where f.fetched_at >= ? group by f.source_id order by 3 desc
"""


@dataclass(frozen=True, slots=True)
class Growth:
    """What one source adds in a day."""

    source_id: str
    pages: float
    bytes: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """Bytes a day by file, what is free, and the day on which nothing will be (None: never, or
    not within a hundred years). once is what kept releases will still take until they are all."""

    days: int
    sources: tuple[Growth, ...]
    files: Mapping[str, float]
    once: int
    free: int
    full_on: date | None

    @property
    def daily(self) -> float:
        """Bytes a day in all."""
        return sum(self.files.values())


def forecast(archive: Archive, now: datetime) -> Forecast:
    """Measure the growth of the last WINDOW days, or of the archive's whole life if shorter."""
    days = _days(archive, now)
    since = (now - timedelta(days=days)).isoformat(timespec="seconds")
    sources = tuple(
        Growth(row["source_id"], row["fetches"] / days, row["bytes"] / days)
        for row in archive.pages.execute(BYTES, (since,))
    )
    row = archive.db.execute(
        "select count(*), count(*) filter (where retrieved_at >= ?) from articles", (since,)
    ).fetchone()
    share = row[1] / days / max(row[0], 1)  # of all reports, a day
    files = {"pages.db": sum(source.bytes for source in sources)}
    for name in ("archive.db", "public.db"):
        path = archive.home / name
        files[name] = max(0, _size(path) - _tables(path)) * share if path.exists() else 0.0
    free = shutil.disk_usage(archive.home).free
    once = _releases_to_come(archive.home)
    daily = sum(files.values())
    left = (free - once) / daily if daily else float("inf")
    full = now.date() + timedelta(days=max(0, int(left))) if left < 36_500 else None
    return Forecast(days, sources, files, once, free, full)


def _days(archive: Archive, now: datetime) -> int:
    """Whole days that the archive has been at work, at least one and at most WINDOW."""
    first = archive.pages.execute("select min(fetched_at) from fetches").fetchone()[0]
    if first is None:
        return WINDOW
    age = now - datetime.fromisoformat(first)
    return min(WINDOW, max(1, age.days + (age.seconds > 0)))


def _releases_to_come(home: Path) -> int:
    """Bytes of the releases that are not kept yet, each as large as the newest."""
    kept = releases.releases(home)
    if not kept:
        return 0
    return max(0, MOST_RELEASES - len(kept)) * _size(home / releases.FOLDER / kept[-1])


def _tables(path: Path) -> int:
    """Bytes of the tables of places and parks, which do not grow with the reports."""
    with closing(sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True)) as db:
        names = db.execute(
            "select name from sqlite_master where tbl_name in ('places', 'parks', 'park_names', "
            "'gazetteer_tables') and rootpage > 0"
        ).fetchall()
        try:
            sizes = [
                db.execute(
                    "select pgsize from dbstat where name = ? and aggregate = 1", name
                ).fetchone()
                for name in names
            ]
        except sqlite3.OperationalError:  # SQLite was built without it
            return 0
    return sum(row[0] for row in sizes if row)


def _size(path: Path) -> int:
    files = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
    return sum(file.stat().st_size for file in files)
